"""Single files of Stable Diffusion 3 and FLUX: what they are, what they lack, and that they are loaded offline."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from lredit_core.bundles import composing, store
from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.editors import single_file
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.editors.single_file import check_single_file, load_single_file
from lredit_core.editors.transformer_files import TRANSFORMER_FAMILIES, transformer_family_of, transformer_settings
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from lredit_core.resources import resource_path
from tests.fakes.eight_bits import in_eight_bits
from tests.fakes.original_layout import sd3_tensors, write_configuration, write_sd3_file
from tests.fakes.tiny_bundle import tiny_text_config
from tests.fakes.tiny_pipelines import write_family

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
#: Parameters of the published transformers and autoencoders.
PUBLISHED = {
    "sd3": (2_028_328_000, 83_819_683),
    "flux-dev": (11_901_408_320, 83_819_683),
    "flux-schnell": (11_891_178_560, 83_819_683),
    "flux-fill": (11_902_391_360, 83_819_683),
}


@pytest.mark.parametrize("family", TRANSFORMER_FAMILIES, ids=lambda family: family.configuration)
def test_the_shipped_configurations_have_the_published_sizes(family: Any) -> None:
    import diffusers

    folder = resource_path(f"pipelines/{family.configuration}")
    index = json.loads((folder / "model_index.json").read_text())
    counts = []
    for part in ("transformer", "vae"):
        settings = json.loads((folder / part / "config.json").read_text())
        with torch.device("meta"):
            model = getattr(diffusers, index[part][1]).from_config(settings)
        counts.append(sum(parameter.numel() for parameter in model.parameters()))
    assert tuple(counts) == PUBLISHED[family.configuration]
    scheduler = json.loads((folder / "scheduler" / "scheduler_config.json").read_text())
    assert getattr(diffusers, index["scheduler"][1]).from_config(scheduler).config.num_train_timesteps == 1000


def flux_shapes(*, channels: int, guided: bool, prefix: str = "") -> dict[str, tuple[int, ...]]:
    shapes = {"double_blocks.0.img_attn.qkv.weight": (9216, 3072), "img_in.weight": (3072, channels)}
    shapes |= {"guidance_in.in_layer.weight": (3072, 256)} if guided else {}
    return {prefix + name: shape for name, shape in shapes.items()}


@pytest.mark.parametrize(
    ("channels", "guided", "expected"),
    [(64, True, "flux-dev"), (64, False, "flux-schnell"), (384, True, "flux-fill"), (128, True, None)],
)
@pytest.mark.parametrize("prefix", ["", "model.diffusion_model."])
def test_the_family_follows_from_the_tensors_alone(
    channels: int, guided: bool, expected: str | None, prefix: str
) -> None:
    family = transformer_family_of(flux_shapes(channels=channels, guided=guided, prefix=prefix))
    assert (family.configuration if family is not None else None) == expected
    assert transformer_family_of({"model.diffusion_model.input_blocks.0.0.weight": (320, 4, 3, 3)}) is None


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stable Diffusion 3 with two blocks and norms of queries and keys, as 3.5 has them."""
    from diffusers import DiffusionPipeline, SD3Transformer2DModel
    from transformers import CLIPTextModelWithProjection

    folder = tmp_path_factory.mktemp("sd3") / "folder"
    write_family("stable-diffusion-3", folder)
    pipeline = DiffusionPipeline.from_pretrained(folder, text_encoder_3=None, tokenizer_3=None, local_files_only=True)
    torch.manual_seed(3)
    changed = {"num_layers": 2, "qk_norm": "rms_norm", "pos_embed_max_size": 24, "joint_attention_dim": 96}
    first = pipeline.text_encoder
    first.text_projection.weight.data = torch.eye(32)  # what the published one's is taken for
    wider = tiny_text_config(pipeline.tokenizer_2, projection_dim=32, hidden_size=48)  # told apart by their widths
    pipeline.register_modules(
        transformer=SD3Transformer2DModel.from_config(dict(pipeline.transformer.config) | changed),
        text_encoder_2=CLIPTextModelWithProjection(wider),
    )
    shutil.rmtree(folder)
    pipeline.save_pretrained(folder, safe_serialization=True)
    return folder


@pytest.fixture
def pipeline(tiny: Path) -> Any:
    from diffusers import DiffusionPipeline

    return DiffusionPipeline.from_pretrained(tiny, text_encoder_3=None, tokenizer_3=None, local_files_only=True)


@pytest.fixture
def shipped(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny stand-in for the shipped configuration, of another depth than the files."""
    folder = tmp_path / "resources" / "sd3"
    write_configuration(tiny, folder)
    config = folder / "transformer" / "config.json"
    settings = json.loads(config.read_text())
    changed = {"num_layers": 24, "num_attention_heads": 1, "caption_projection_dim": 8, "pos_embed_max_size": 192}
    config.write_text(json.dumps({**settings, **changed, "qk_norm": None}))
    monkeypatch.setattr(single_file, "resource_path", lambda relative: tmp_path / "resources" / Path(relative).name)
    return folder


def _edited(place: Path) -> np.ndarray:
    part = EditorPart(kind="diffusion", title="t", folder=str(place), full_side_px=32)
    editor = load_inpainting_editor(place, part, device=CPU)
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    instructions = EditInstructions("a red cat", steps=2, guidance_scale=3.0)
    return editor.edit([CropToEdit(pixels, Box(8, 8, 24, 24), 5)], instructions, on_step=lambda images: None)[0].pixels


@pytest.mark.usefixtures("shipped")
def test_a_whole_file_gives_the_pixels_of_its_folder_with_nothing_beside(
    tiny: Path, pipeline: Any, tmp_path: Path
) -> None:
    file = tmp_path / "sd3.5 tiny.safetensors"
    write_sd3_file(pipeline, file)
    assert check_single_file(file) == "StableDiffusion3InpaintPipeline"
    assert np.abs(_edited(tiny).astype(int) - _edited(file)).max() <= 1


@pytest.mark.usefixtures("shipped")
def test_scaled_float8_gives_the_pixels_of_the_numbers_it_stands_for(pipeline: Any, tmp_path: Path) -> None:
    file = tmp_path / "tiny.safetensors"
    write_sd3_file(pipeline, file)
    tensors = load_file(file)
    stored, meant = in_eight_bits(tensors, prefix="", ends="scale_weight", by_row=False)
    save_file(tensors | stored | {"scaled_fp8": torch.zeros(2).to(torch.float8_e4m3fn)}, file)
    save_file(tensors | meant, tmp_path / "plain.safetensors")
    assert np.array_equal(_edited(file), _edited(tmp_path / "plain.safetensors"))


@pytest.mark.usefixtures("shipped")
def test_what_a_file_lacks_is_told_and_taken_from_the_folder_beside(
    tiny: Path, pipeline: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (store, composing):
        monkeypatch.setattr(module, "bundles_home", lambda: tmp_path / "home")
    file = tmp_path / "bare.safetensors"
    write_sd3_file(pipeline, file, parts=("text_encoder",))
    said = r"without its autoencoder \(vae\) and second text encoder \(text_encoder_2\).*bare/vae, bare/text_encoder_2"
    for look in (check_single_file, lambda path: load_single_file(path, options={})):
        with pytest.raises(ModelUnavailable, match=said):
            look(file)
    shutil.copytree(tiny / "vae", tmp_path / "bare" / "vae")
    with pytest.raises(ModelUnavailable, match=r"without its second text encoder"):
        check_single_file(file)
    shutil.copytree(tiny / "text_encoder_2", tmp_path / "bare" / "text_encoder_2")
    assert np.abs(_edited(tiny).astype(int) - _edited(file)).max() <= 1
    bundle = compose("mine", BundleParts("builtin", "builtin", (str(file),)), copies=True)
    copied = bundle / "editors" / "diffusion"
    assert {path.name for path in copied.iterdir()} == {"bare.safetensors", "bare"}
    assert check_single_file(copied / "bare.safetensors")


def test_a_bare_flux_file_says_what_else_it_needs(tmp_path: Path) -> None:
    file = tmp_path / "flux1-dev.safetensors"
    tensors = {name: torch.zeros(shape[:1]) for name, shape in flux_shapes(channels=64, guided=True).items()}
    save_file({**tensors, "img_in.weight": torch.zeros(2, 64)}, file)
    for parts, missing in (
        (
            (),
            "autoencoder (vae), CLIP text encoder (text_encoder), second text encoder (text_encoder_2) and T5",
        ),
        (("vae", "text_encoder"), "second text encoder (text_encoder_2) and T5 tokenizer (tokenizer_2)."),
    ):
        for part in parts:
            (tmp_path / "flux1-dev" / part).mkdir(parents=True)
            (tmp_path / "flux1-dev" / part / "model.safetensors").write_bytes(b"")
        with pytest.raises(ModelUnavailable) as caught:
            check_single_file(file)
        assert f"FLUX.1 dev without its {missing}" in str(caught.value)


def test_the_settings_of_every_release_follow_from_the_tensors() -> None:
    from diffusers import SD3Transformer2DModel

    settings = {
        "sample_size": 8, "patch_size": 2, "in_channels": 16, "out_channels": 16, "attention_head_dim": 8,
        "num_attention_heads": 3, "caption_projection_dim": 24, "joint_attention_dim": 20, "pooled_projection_dim": 12,
        "num_layers": 3, "pos_embed_max_size": 10, "qk_norm": None, "dual_attention_layers": (),
    }  # fmt: skip
    shapes = {name: tuple(value.shape) for name, value in sd3_tensors(SD3Transformer2DModel(**settings)).items()}
    told = transformer_settings(shapes)
    assert {**told, "dual_attention_layers": ()} == {name: settings[name] for name in told}
    assert told["dual_attention_layers"] == []
    shapes["joint_blocks.0.x_block.attn2.qkv.weight"] = (72, 24)
    assert transformer_settings(shapes)["dual_attention_layers"] == [0]
