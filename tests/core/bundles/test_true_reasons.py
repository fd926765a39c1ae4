"""Folders that load though they are unusual, and the true reason of those that do not: named, with what fits."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import timm
import torch
from safetensors.torch import load_file, save_file

from lredit_core.bundles.loading import BundleLoader, load_image_text, load_self_supervised
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box, Size
from lredit_core.manifest import EditorPart
from lredit_core.resources import resource_path
from tests.fakes.tiny_bundle import VIT_TOWER
from tests.fakes.tiny_pipelines import write_family

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
MODELS = ("unet", "vae", "text_encoder")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reasons") / "weights"
    write_family("stable-diffusion-inpainting", folder)
    return folder


@pytest.fixture
def pipeline(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "pipeline"))


def weights_in(place: Path) -> Path:
    return next(place.glob("*.safetensors"))


def as_variant(place: Path, name: str) -> None:
    path = weights_in(place)
    path.rename(path.with_name(f"{path.stem}.{name}.safetensors"))


def editor_of(folder: Path) -> InpaintingEditor:
    part = EditorPart(kind="diffusion", title="t", folder=str(folder), full_side_px=32)
    return load_inpainting_editor(folder, part, device=CPU)


def edited(editor: InpaintingEditor) -> tuple[np.ndarray, str]:
    crop = CropToEdit(np.full((32, 32, 3), 90, np.uint8), Box(8, 8, 24, 24), 1)
    made = editor.edit([crop], EditInstructions("a cat", steps=2), on_step=lambda _n: None)[0]
    return made.pixels, made.note


@pytest.mark.parametrize("variant", ["fp16", "bf16", "ema"])
def test_a_folder_of_variants_alone_gives_the_same_pixels(written: Path, pipeline: Path, variant: str) -> None:
    for name in MODELS:
        as_variant(pipeline / name, variant)
    (pipeline / "unet" / "README").write_text("no dot in its name")
    pixels, note = edited(editor_of(pipeline))
    assert note == "" and np.array_equal(pixels, edited(editor_of(written))[0])


def test_sub_folders_with_different_variants_are_loaded_and_said(written: Path, pipeline: Path) -> None:
    as_variant(pipeline / "unet", "fp16")
    as_variant(pipeline / "vae", "bf16")
    editor = editor_of(pipeline)
    pixels, note = edited(editor)
    assert np.array_equal(pixels, edited(editor_of(written))[0])
    assert all(words in note for words in ("unet fp16", "vae bf16", "text_encoder full"))
    assert editor.remarks == (note,)


def test_full_weights_come_before_a_variant(pipeline: Path) -> None:
    path = weights_in(pipeline / "unet")
    path.with_name(f"{path.stem}.fp16.safetensors").write_bytes(b"cut")
    assert editor_of(pipeline).remarks == ()


def test_variants_in_several_files_are_loaded(written: Path, pipeline: Path) -> None:
    from diffusers import UNet2DConditionModel

    unet = UNet2DConditionModel.from_pretrained(str(pipeline / "unet"), local_files_only=True)
    shutil.rmtree(pipeline / "unet")
    unet.save_pretrained(str(pipeline / "unet"), max_shard_size="200KB", variant="fp16")
    shards = sorted((pipeline / "unet").glob("*.safetensors"))
    assert len(shards) > 1
    assert np.array_equal(edited(editor_of(pipeline))[0], edited(editor_of(written))[0])
    shards[-1].unlink()
    with pytest.raises(ModelUnavailable, match=rf"{shards[-1].name}.*is missing"):
        editor_of(pipeline)


def test_the_masked_editor_takes_variants_too(tiny_folder: Path, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(tiny_folder, tmp_path / "bundle"))
    for name in ("transformer", "vqvae", "text_encoder"):
        as_variant(bundle / "masked" / name, "fp16")
    assert BundleLoader(device=CPU).load(str(bundle)).editor("masked").name == "masked"


@pytest.mark.parametrize("name", MODELS)
def test_one_pickled_part_among_safetensors_is_named(pipeline: Path, name: str) -> None:
    canary = pipeline / "ran"

    class Payload:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (canary,))

    path = weights_in(pipeline / name)
    path.unlink()
    path.with_suffix(".bin").write_bytes(pickle.dumps(Payload()))
    with pytest.raises(ModelUnavailable, match=rf"{name}/{path.stem}\.bin.*safetensors\.torch\.save_file"):
        editor_of(pipeline)
    assert not canary.exists()


@pytest.mark.parametrize("name", [*MODELS, "scheduler", "tokenizer"])
def test_a_sub_folder_that_is_missing_is_named(pipeline: Path, name: str) -> None:
    shutil.rmtree(pipeline / name)
    with pytest.raises(ModelUnavailable, match=rf'sub-folder "{name}" is missing'):
        editor_of(pipeline)


def test_weights_that_are_cut_or_not_there_are_named(pipeline: Path) -> None:
    path = weights_in(pipeline / "vae")
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(ModelUnavailable, match=rf'"vae".*"{path.name}" is damaged'):
        editor_of(pipeline)
    path.unlink()
    with pytest.raises(ModelUnavailable, match=r'"vae".*holds no weights'):
        editor_of(pipeline)
    (pipeline / "unet" / "config.json").unlink()
    with pytest.raises(ModelUnavailable, match=r"unet/config\.json"):
        editor_of(pipeline)


def write_backbone(folder: Path, name: str, **arguments: Any) -> None:
    folder.mkdir()
    model = timm.create_model(name, pretrained=False, num_classes=0, **arguments)
    save_file({key: value.contiguous() for key, value in model.state_dict().items()}, folder / "model.safetensors")
    side = arguments.get("img_size", 32)
    config = {
        "architecture": name,
        "num_classes": 0,
        "model_args": arguments,
        "pretrained_cfg": {"input_size": [3, side, side]},
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


SMALL = {"embed_dim": 32, "depth": 2, "num_heads": 2, "img_size": 32, "patch_size": 8}


@pytest.mark.parametrize(
    ("name", "arguments", "kind"),
    [
        ("convnext_atto", {"depths": (1, 1, 1, 1), "dims": (8, 8, 8, 8)}, "ConvNeXt"),
        ("swin_tiny_patch4_window7_224", {"embed_dim": 12, "depths": (1, 1, 1, 1), "img_size": 224}, "SwinTransformer"),
        ("resnet10t", {}, "ResNet"),
        ("xcit_nano_12_p8_224", {"embed_dim": 32, "depth": 1, "num_heads": 2, "img_size": 32}, "Xcit"),
        ("cait_xxs24_224", {"embed_dim": 32, "depth": 1, "num_heads": 2, "img_size": 32}, "Cait"),
    ],
)
def test_a_backbone_without_patch_tokens_is_named_with_what_fits(
    name: str, arguments: dict[str, Any], kind: str, tmp_path: Path
) -> None:
    write_backbone(tmp_path / "ssl", name, **arguments)
    with pytest.raises(ModelUnavailable, match=rf"is a {kind}.*{name}.*vision transformer with patch tokens"):
        load_self_supervised(tmp_path / "ssl", device=CPU, longest_side_patches=8)


@pytest.mark.parametrize(
    ("name", "arguments", "grid"),
    [
        ("beit_base_patch16_224", SMALL | {"use_abs_pos_emb": False, "use_rel_pos_bias": True}, (4, 4)),
        (
            "beitv2_base_patch16_224",
            SMALL | {"use_abs_pos_emb": False, "use_rel_pos_bias": True, "init_values": 1e-5},
            (4, 4),
        ),
        ("eva02_tiny_patch14_224", SMALL, (5, 8)),
        ("deit3_small_patch16_224", SMALL, (5, 8)),
        ("vit_small_patch14_reg4_dinov2", SMALL, (5, 8)),
    ],
)
def test_kin_of_the_vit_with_patch_tokens_are_taken(
    name: str, arguments: dict[str, Any], grid: tuple[int, int], tmp_path: Path
) -> None:
    write_backbone(tmp_path / "ssl", name, **arguments)
    model = load_self_supervised(tmp_path / "ssl", device=CPU, longest_side_patches=8)
    pixels = np.random.default_rng(0).integers(0, 256, (80, 128, 3), dtype=np.uint8)
    found = model.encode(pixels, image=Size(128, 80))
    assert (found.grid.rows, found.grid.columns) == grid == tuple(found.attention.shape)
    assert found.features.shape == (*grid, 32) and float(found.attention.sum()) > 0


def test_an_architecture_that_timm_does_not_know_is_named(tmp_path: Path) -> None:
    write_backbone(tmp_path / "ssl", "vit_tiny_patch16_224", **SMALL)
    path = tmp_path / "ssl" / "config.json"
    for said, words in (({"architecture": "vit_of_next_year"}, "vit_of_next_year"), ({}, "no timm architecture")):
        path.write_text(json.dumps(said))
        with pytest.raises(ModelUnavailable, match=words):
            load_self_supervised(tmp_path / "ssl", device=CPU, longest_side_patches=8)


@pytest.mark.parametrize(
    ("part", "weights", "other"),
    [
        ("image_text", "open_clip_model", "names.safetensors"),
        ("image_text", "open_clip_model", "model.safetensors"),
        ("self_supervised", "model", "names.safetensors"),
        ("image_text", "open_clip_model", "sub/open_clip_model.safetensors"),
        ("self_supervised", "model", "sub/model.safetensors"),
    ],
)
def test_a_pickle_beside_other_safetensors_is_not_opened(
    tiny_folder: Path, tmp_path: Path, part: str, weights: str, other: str
) -> None:
    folder = Path(shutil.copytree(tiny_folder, tmp_path / "bundle"))
    path = folder / part / f"{weights}.safetensors"
    (path.parent / other).parent.mkdir(exist_ok=True)
    path.rename(path.parent / other)
    pickled = "open_clip_pytorch_model.bin" if part == "image_text" else "pytorch_model.bin"
    (folder / part / pickled).write_bytes(pickle.dumps({}))
    with pytest.raises(ModelUnavailable, match=r"pytorch_model\.bin.*pickled"):
        BundleLoader(device=CPU).load(str(folder))


def write_multilingual(folder: Path, *, width: int, heads: int) -> dict[str, Any]:
    """An open_clip folder whose text tower is an XLM-RoBERTa; gives the tower's configuration."""
    import open_clip
    from transformers import XLMRobertaConfig

    builtin = resource_path("bundles/builtin/image_text")
    folder.mkdir()
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(builtin / name, folder / name)
    own = json.loads((builtin / "open_clip_config.json").read_text(encoding="utf-8"))
    tower = XLMRobertaConfig(
        vocab_size=50_000, hidden_size=width, num_hidden_layers=2, num_attention_heads=heads, intermediate_size=48,
        max_position_embeddings=90, type_vocab_size=1, layer_norm_eps=1e-5,
    ).to_dict()  # fmt: skip
    (folder / "xlm-roberta-base").mkdir()
    (folder / "xlm-roberta-base" / "config.json").write_text(json.dumps(tower))
    text = {
        "hf_model_name": "xlm-roberta-base", "hf_tokenizer_name": "xlm-roberta-base", "hf_proj_type": "mlp",
        "hf_pooler_type": "mean_pooler",
    }  # fmt: skip
    config = {"embed_dim": 24, "vision_cfg": VIT_TOWER, "text_cfg": text}
    (folder / "open_clip_config.json").write_text(json.dumps({**own, "model_cfg": config}), encoding="utf-8")
    local = {**text, "hf_model_name": str(folder / "xlm-roberta-base"), "hf_model_pretrained": False}
    torch.manual_seed(0)
    model = open_clip.create_model(f"local-dir:{folder}", load_weights=False, pretrained_text=False, text_cfg=local)
    save_file(
        {name: value.contiguous() for name, value in model.state_dict().items()}, folder / "open_clip_model.safetensors"
    )
    return dict(tower)


def test_a_multilingual_text_tower_is_taken_where_its_configuration_is(tmp_path: Path) -> None:
    tower = write_multilingual(tmp_path / "clip", width=64, heads=1)
    texts = [load_image_text(tmp_path / "clip", device=CPU).encode_text("a cat")]
    shutil.rmtree(tmp_path / "clip" / "xlm-roberta-base")
    texts.append(load_image_text(tmp_path / "clip", device=CPU).encode_text("a cat"))  # from the weights' shapes
    (tmp_path / "clip" / "config.json").write_text(json.dumps(tower))
    texts.append(load_image_text(tmp_path / "clip", device=CPU).encode_text("a cat"))
    for text in texts[1:]:
        torch.testing.assert_close(text, texts[0])


def test_a_text_tower_that_cannot_be_built_here_is_named(tmp_path: Path) -> None:
    write_multilingual(tmp_path / "clip", width=36, heads=2)
    shutil.rmtree(tmp_path / "clip" / "xlm-roberta-base")
    with pytest.raises(ModelUnavailable, match=r'Hugging Face model "xlm-roberta-base".*config\.json'):
        load_image_text(tmp_path / "clip", device=CPU)
    (tmp_path / "clip" / "tokenizer.json").unlink()
    with pytest.raises(ModelUnavailable, match='tokenizer of "xlm-roberta-base"'):
        load_image_text(tmp_path / "clip", device=CPU)


def test_weights_of_another_precision_are_no_variant_of_a_name(written: Path, pipeline: Path) -> None:
    path = weights_in(pipeline / "unet")
    save_file({name: value.half() for name, value in load_file(path).items()}, path)
    assert editor_of(pipeline).remarks == ()
