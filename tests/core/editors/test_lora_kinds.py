"""LoRA files of all trainers and kinds: one change by every name, formulas as peft computes them, layers counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from lredit_core.bundles import composing, store
from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.bundles.trying_out import load_all
from lredit_core.bundles.verifying import verify_bundle
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.editors.lora_files import check_lora
from lredit_core.editors.lora_layers import AdapterScales, layers_in
from lredit_core.editors.single_file import check_single_file
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart, LoraPart
from tests.fakes.original_layout import _denoiser_name
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
RANK = 2
#: Layers of the tiny denoiser: linear, convolutions, and one of the text encoder.
LINEAR = (
    "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q",
    "mid_block.attentions.0.transformer_blocks.0.attn2.to_v",
)
CONVOLUTION = "down_blocks.0.resnets.0.conv1"


def drawn(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kinds") / "weights"
    write_family("stable-diffusion-inpainting", place)
    return place


@pytest.fixture(scope="module")
def pipeline(folder: Path) -> Any:
    from diffusers import DiffusionPipeline

    return DiffusionPipeline.from_pretrained(folder, local_files_only=True)


def editor_of(folder: Path, *loras: tuple[Path, float]) -> InpaintingEditor:
    parts = tuple(LoraPart(file=str(file), weight=weight) for file, weight in loras)
    part = EditorPart(kind="diffusion", title="t", folder=str(folder), full_side_px=32, loras=parts)
    return load_inpainting_editor(folder, part, device=CPU)


def edited(editor: InpaintingEditor) -> tuple[np.ndarray, str]:
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    crop = CropToEdit(pixels, Box(8, 8, 24, 24), 5)
    made = editor.edit([crop], EditInstructions("a cat", steps=2, guidance_scale=2.0), on_step=lambda n: None)[0]
    return made.pixels.astype(int), made.note


def matrices(pipeline: Any) -> dict[str, tuple[Tensor, Tensor]]:
    """(A, B) for some layers of the denoiser, a convolution among them."""
    made = {}
    for number, name in enumerate((*LINEAR, CONVOLUTION)):
        shape = pipeline.unet.get_submodule(name).weight.shape
        up = drawn(shape[0], RANK, *(1 for _side in shape[2:]), seed=2 * number + 1)
        made[name] = (drawn(RANK, *shape[1:], seed=2 * number), up)
    return made


def first_name(name: str, unet: Any) -> str:
    return _denoiser_name(f"{name}.weight", unet.config.layers_per_block + 1, unet).removesuffix(".weight")


#: How trainers name the two matrices of a layer.
LAYOUTS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "diffusers": lambda name, _first: (f"unet.{name}.lora.down.weight", f"unet.{name}.lora.up.weight"),
    "old diffusers": lambda name, _first: (
        f"unet.{'.processor.'.join(name.rsplit('.', 1))}_lora.down.weight",
        f"unet.{'.processor.'.join(name.rsplit('.', 1))}_lora.up.weight",
    ),
    "peft": lambda name, _first: (f"base_model.model.{name}.lora_A.weight", f"base_model.model.{name}.lora_B.weight"),
    "peft with the adapter's name": lambda name, _first: (
        f"unet.{name}.lora_A.default.weight", f"unet.{name}.lora_B.default.weight",
    ),
    "kohya": lambda name, _first: (
        f"lora_unet_{name.replace('.', '_')}.lora_down.weight", f"lora_unet_{name.replace('.', '_')}.lora_up.weight",
    ),
    "kohya, first names": lambda _name, first: (
        f"lora_unet_{first.replace('.', '_')}.lora_down.weight", f"lora_unet_{first.replace('.', '_')}.lora_up.weight",
    ),
    "first names with dots": lambda _name, first: (
        f"diffusion_model.{first}.lora_A.weight", f"diffusion_model.{first}.lora_B.weight",
    ),
}  # fmt: skip


def test_a_lora_of_every_layout_makes_the_same_change(folder: Path, pipeline: Any, tmp_path: Path) -> None:
    pictures = []
    for number, named in enumerate(LAYOUTS.values()):
        tensors: dict[str, Tensor] = {}
        for name, (down, up) in matrices(pipeline).items():
            keys = named(name, first_name(name, pipeline.unet))
            tensors |= dict(zip(keys, (down, up), strict=True))
        file = tmp_path / f"{number}.safetensors"
        save_file(tensors, file)
        pictures.append(edited(editor_of(folder, (file, 0.7))))
    assert all(np.array_equal(picture, pictures[0][0]) and note == "" for picture, note in pictures)
    assert not np.array_equal(pictures[0][0], edited(editor_of(folder))[0])


def test_every_layer_of_a_denoiser_is_found_by_its_first_name(pipeline: Any) -> None:
    from lredit_core.editors.lora_places import place_of, places_in

    places = places_in(pipeline)
    for name, module in pipeline.unet.named_modules():
        if isinstance(module, (nn.Linear, nn.Conv2d)):
            for known in (f"unet.{name}", f"lora_unet_{first_name(name, pipeline.unet).replace('.', '_')}"):
                place = place_of(known, places)
                assert place is not None and place.module is module, known


@pytest.mark.parametrize(
    "prefix", ["lora_te_text_model_", "lora_te1_text_model_", "text_encoder.text_model.", "text_encoder."]
)
def test_a_lora_of_the_text_encoder_is_added_too(folder: Path, tmp_path: Path, prefix: str) -> None:
    layer = "encoder.layers.0.self_attn.q_proj"
    layer = layer if prefix.endswith(".") else layer.replace(".", "_")
    save_file(
        {f"{prefix}{layer}.lora_down.weight": drawn(2, 32) * 9, f"{prefix}{layer}.lora_up.weight": drawn(32, 2) * 9},
        tmp_path / "text.safetensors",
    )
    changed = editor_of(folder, (tmp_path / "text.safetensors", 1.0))
    embedded = [one._pipeline.encode_prompt("a cat", CPU, 1, False)[0] for one in (changed, editor_of(folder))]
    assert not torch.allclose(*embedded)


def test_alpha_scales_a_layer_wherever_it_is_said(folder: Path, pipeline: Any, tmp_path: Path) -> None:
    down, up = matrices(pipeline)[LINEAR[0]]
    kohya = f"lora_unet_{LINEAR[0].replace('.', '_')}"
    save_file(
        {f"unet.{LINEAR[0]}.lora_A.weight": down, f"unet.{LINEAR[0]}.lora_B.weight": up * 3.0},
        tmp_path / "plain.safetensors",
    )
    save_file(
        {f"{kohya}.lora_down.weight": down, f"{kohya}.lora_up.weight": up, f"{kohya}.alpha": torch.tensor(6.0)},
        tmp_path / "alpha.safetensors",
    )
    bare = {f"unet.{LINEAR[0]}.lora_A.weight": down, f"unet.{LINEAR[0]}.lora_B.weight": up}
    told = '{"unet.r": 2, "unet.lora_alpha": 1, "unet.alpha_pattern": {"attn1.to_q": 6}}'
    save_file(bare, tmp_path / "told.safetensors", {"format": "pt", "lora_adapter_metadata": told})
    (tmp_path / "peft").mkdir()
    save_file(bare, tmp_path / "peft" / "adapter_model.safetensors")
    (tmp_path / "peft" / "adapter_config.json").write_text('{"r": 2, "lora_alpha": 6}')
    files = ("plain", "alpha", "told", "peft/adapter_model")
    pictures = [edited(editor_of(folder, (tmp_path / f"{name}.safetensors", 1.0)))[0] for name in files]
    assert all(np.array_equal(picture, pictures[0]) for picture in pictures)


class Both(nn.Module):
    """A linear layer and a convolution, to be changed by peft."""

    def __init__(self) -> None:
        super().__init__()
        self.linear, self.convolution = nn.Linear(12, 8), nn.Conv2d(6, 10, 3)


def peft_settings() -> dict[str, Any]:
    from peft import LoHaConfig, LoKrConfig, LoraConfig

    targets = {"target_modules": ["linear", "convolution"]}
    return {
        "LoRA": LoraConfig(r=3, lora_alpha=6, **targets),
        "DoRA": LoraConfig(r=3, lora_alpha=6, use_dora=True, **targets),
        "rsLoRA": LoraConfig(r=3, lora_alpha=6, use_rslora=True, **targets),
        "LoHa": LoHaConfig(r=3, alpha=6, **targets),
        "LoHa with cores": LoHaConfig(r=3, alpha=6, use_effective_conv2d=True, **targets),
        "LoKr": LoKrConfig(r=3, alpha=6, decompose_both=True, **targets),
        "LoKr with a core": LoKrConfig(r=1, alpha=2, use_effective_conv2d=True, **targets),
    }


@pytest.mark.parametrize("kind", ["LoRA", "DoRA", "rsLoRA", "LoHa", "LoHa with cores", "LoKr", "LoKr with a core"])
def test_what_is_added_is_what_peft_computes(kind: str, tmp_path: Path) -> None:
    from peft import get_peft_model

    torch.manual_seed(0)
    model, settings = Both(), peft_settings()[kind]
    before = {name: model.get_submodule(name).weight.detach().clone() for name in ("linear", "convolution")}
    changed = get_peft_model(model, settings)
    for number, (name, parameter) in enumerate(changed.named_parameters()):
        if parameter.requires_grad:
            parameter.data = (
                drawn(*parameter.shape, seed=number).abs()
                if "magnitude" in name
                else drawn(*parameter.shape, seed=number)
            )
    changed.save_pretrained(str(tmp_path))
    merged = changed.merge_and_unload()
    file = tmp_path / "adapter_model.safetensors"
    layers = layers_in(load_file(file), AdapterScales.read(file, {}))
    assert len(layers) == 2
    for layer in layers:
        name = layer.name.removeprefix("base_model.model.")
        delta = layer.weight_delta()
        assert delta is not None
        after = layer.of_length(before[name] + delta.reshape(before[name].shape))
        torch.testing.assert_close(after, merged.get_submodule(name).weight, rtol=1e-4, atol=1e-4)


def lycoris(pipeline: Any, kind: str) -> dict[str, Tensor]:
    """A file as LyCORIS names it, for one linear layer and one convolution."""
    tensors: dict[str, Tensor] = {}
    for name in (LINEAR[0], CONVOLUTION):
        rows, columns, *sides = pipeline.unet.get_submodule(name).weight.shape
        key = f"lora_unet_{first_name(name, pipeline.unet).replace('.', '_')}"
        inner = columns * int(np.prod(sides, initial=1))
        parts = {
            "LoHa": {
                "hada_w1_a": drawn(rows, 2), "hada_w1_b": drawn(2, inner, seed=1), "hada_w2_a": drawn(rows, 2, seed=2),
                "hada_w2_b": drawn(2, inner, seed=3), "alpha": torch.tensor(1.0),
            },
            "LoKr": {
                "lokr_w1": drawn(2, 2), "lokr_w2_a": drawn(rows // 2, 2, seed=1),
                "lokr_w2_b": drawn(2, inner // 2, seed=2), "alpha": torch.tensor(1.0),
            },
            "LoCon with a core": {
                "lora_down.weight": drawn(2, columns, *(1 for _side in sides)), "lora_mid.weight": drawn(2, 2, *sides),
                "lora_up.weight": drawn(rows, 2, *(1 for _side in sides), seed=2), "alpha": torch.tensor(1.0),
            },
            "DoRA": {
                "lora_down.weight": drawn(2, columns, *sides), "lora_up.weight": drawn(rows, 2, *(1 for _ in sides)),
                "dora_scale": drawn(1, columns, *(1 for _side in sides)).abs() * 5,
            },
            "differences": {"diff": drawn(rows, columns, *sides)},
        }[kind]  # fmt: skip
        tensors |= {f"{key}.{part}": value for part, value in parts.items()}
    return tensors


@pytest.mark.parametrize("kind", ["LoHa", "LoKr", "LoCon with a core", "DoRA", "differences"])
def test_other_kinds_change_the_edit_as_far_as_their_weight_says(
    kind: str, folder: Path, pipeline: Any, tmp_path: Path
) -> None:
    file = tmp_path / "kind.safetensors"
    tensors = lycoris(pipeline, kind)
    if kind == "differences":
        tensors["lora_unet_conv_in.lora_down.weight"] = drawn(2, 9, 3, 3)
        tensors["lora_unet_conv_in.lora_up.weight"] = torch.zeros(16, 2, 1, 1)
    save_file(tensors, file)
    check_lora(file)
    plain = edited(editor_of(folder))[0]
    assert np.array_equal(edited(editor_of(folder, (file, 0.0)))[0], plain)
    pictures = [edited(editor_of(folder, (file, weight))) for weight in (0.3, 1.0)]
    assert not any(np.array_equal(picture, plain) or note for picture, note in pictures)
    assert not np.array_equal(pictures[0][0], pictures[1][0])


def with_strays(pipeline: Any, file: Path, *, fitting: int, strays: int) -> Path:
    names = [
        name for name, module in pipeline.unet.named_modules() if name.endswith(("to_q", "to_k")) and "attn1" in name
    ][:fitting]
    names += [name.replace("attn1", "attn9") for name in names] * strays
    tensors: dict[str, Tensor] = {}
    for number, name in enumerate(names[: fitting + strays]):
        tensors |= {f"unet.{name}.lora_A.weight": drawn(2, 32), f"unet.{name}.lora_B.weight": drawn(32, 2, seed=number)}
    save_file(tensors, file)
    return file


def test_what_does_not_fit_is_counted_and_said_wherever_a_person_meets_it(
    folder: Path, pipeline: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = with_strays(pipeline, tmp_path / "ink.safetensors", fitting=4, strays=1)
    words = "4 of 5 layers of ink.safetensors fit"
    assert edited(editor_of(folder, (file, 1.0)))[1] == words
    for module in (store, composing):
        monkeypatch.setattr(module, "bundles_home", lambda: tmp_path / "home")
    said: list[str] = []
    parts = BundleParts("builtin", "builtin", (str(folder),), (str(file),))
    made = compose("mine", parts, try_out=lambda place: load_all(place, remark=said.append))
    assert said == [f"weights: {words}."]
    verdict = verify_bundle(str(made))
    assert verdict.is_whole and any(words in part.in_words for part in verdict.parts)


def test_a_file_of_which_less_than_half_fits_is_refused_with_the_numbers(
    folder: Path, pipeline: Any, tmp_path: Path
) -> None:
    file = with_strays(pipeline, tmp_path / "ink.safetensors", fitting=1, strays=1)
    tensors = load_file(file) | {f"unet.none.{number}.lora_A.weight": drawn(2, 32) for number in range(7)}
    save_file(tensors, file)
    with pytest.raises(ModelUnavailable, match=r"made for another model.*1 of its 9 layers"):
        editor_of(folder, (file, 1.0))


def test_a_convolution_that_takes_other_channels_is_left_out_and_said(
    folder: Path, pipeline: Any, tmp_path: Path
) -> None:
    tensors = load_file(with_strays(pipeline, tmp_path / "ink.safetensors", fitting=4, strays=0))
    tensors |= {
        "lora_unet_conv_in.lora_down.weight": drawn(2, 4, 3, 3),
        "lora_unet_conv_in.lora_up.weight": drawn(16, 2, 1, 1),
    }
    save_file(tensors, tmp_path / "ink.safetensors")
    assert editor_of(folder, (tmp_path / "ink.safetensors", 1.0)).remarks == ("4 of 5 layers of ink.safetensors fit",)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("lora_unet_a.oft_blocks", "OFT"), ("lora_unet_a.a1.weight", "GLoRA"), ("unet.a.ia3_l", "IA3")],
)
def test_a_kind_that_is_not_read_is_named(name: str, kind: str, tmp_path: Path) -> None:
    save_file({name: drawn(2, 2)}, tmp_path / "kind.safetensors")
    with pytest.raises(ModelUnavailable, match=rf"{kind}.*LoHa or LoKr"):
        check_lora(tmp_path / "kind.safetensors")


def test_a_loha_that_is_given_as_a_model_is_told(pipeline: Any, tmp_path: Path) -> None:
    tensors = {name.replace("lora_unet", "lycoris"): value for name, value in lycoris(pipeline, "LoHa").items()}
    save_file(tensors, tmp_path / "loha.safetensors")
    with pytest.raises(ModelUnavailable, match="--lora"):
        check_single_file(tmp_path / "loha.safetensors")


def _require_added(editor: InpaintingEditor, folder: Path, name: str) -> None:
    """That half of `drawn(32, 2) @ drawn(2, 32)` was added to a weight of the transformer, and to nothing else."""
    changed, plain = (one._pipeline.transformer.state_dict() for one in (editor, editor_of(folder)))
    assert changed.keys() == plain.keys() and {key for key in plain if not torch.equal(changed[key], plain[key])} == {
        name
    }
    torch.testing.assert_close(changed[name] - plain[name], 0.5 * drawn(32, 2) @ drawn(2, 32), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("family", ["flux", "stable-diffusion-3"])
def test_loras_of_transformers_are_placed(family: str, tmp_path: Path) -> None:
    write_family(family, tmp_path / "weights")
    name = "transformer_blocks.0.attn.to_q"
    tensors = {
        f"transformer.{name}.lora_A.default.weight": drawn(2, 32),
        f"transformer.{name}.lora_B.default.weight": drawn(32, 2),
    }
    tensors |= {
        f"transformer.{name}9.lora_A.default.weight": drawn(2, 32),
        f"transformer.{name}9.lora_B.default.weight": drawn(32, 2),
    }
    save_file(tensors, tmp_path / "ink.safetensors")
    editor = editor_of(tmp_path / "weights", (tmp_path / "ink.safetensors", 0.5))
    assert editor.remarks == ("1 of 2 layers of ink.safetensors fit",)
    _require_added(editor, tmp_path / "weights", f"{name}.weight")


def test_a_text_encoder_that_diffusers_passes_over_is_changed_too(tmp_path: Path) -> None:
    write_family("flux", tmp_path / "weights")
    key = "lora_te2_encoder_block_0_layer_0_SelfAttention_q"
    save_file(
        {f"{key}.lora_down.weight": drawn(2, 32) * 9, f"{key}.lora_up.weight": drawn(32, 2)},
        tmp_path / "t5.safetensors",
    )
    changed, plain = (
        editor_of(tmp_path / "weights", *loras)._pipeline.text_encoder_2.state_dict()
        for loras in ([(tmp_path / "t5.safetensors", 0.5)], [])
    )
    name = "encoder.block.0.layer.0.SelfAttention.q.weight"
    torch.testing.assert_close(changed[name] - plain[name], 4.5 * drawn(32, 2) @ drawn(2, 32), rtol=1e-4, atol=1e-4)


def test_a_kohya_file_of_flux_is_turned_by_diffusers(tmp_path: Path) -> None:
    write_family("flux", tmp_path / "weights")
    key = "lora_unet_double_blocks_0_img_attn_proj"
    tensors = {
        f"{key}.lora_down.weight": drawn(2, 32),
        f"{key}.lora_up.weight": drawn(32, 2),
        f"{key}.alpha": torch.tensor(2.0),
    }
    save_file(tensors, tmp_path / "ink.safetensors")
    editor = editor_of(tmp_path / "weights", (tmp_path / "ink.safetensors", 0.5))
    assert editor.remarks == ()
    _require_added(editor, tmp_path / "weights", "transformer_blocks.0.attn.to_out.0.weight")
