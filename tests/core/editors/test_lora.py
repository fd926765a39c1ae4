"""LoRA files: made with peft, loaded by diffusers, weighed, and refused where they do not fit."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from lredit_core.bundles import composing, store
from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.bundles.loading import BundleLoader
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.editors.lora import rounded_at_random
from lredit_core.editors.lora_files import parse_lora
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart, LoraPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")


def write_lora(pipeline: Any, file: Path, *, seed: int = 0) -> None:
    """A LoRA of random weights on the attention of a pipeline's denoiser, as training scripts save it."""
    from diffusers.utils import convert_state_dict_to_diffusers
    from peft import LoraConfig
    from peft.utils import get_peft_model_state_dict

    unet = pipeline.unet
    unet.add_adapter(LoraConfig(r=2, lora_alpha=2, target_modules=["to_q", "to_v"]), adapter_name="made")
    generator = torch.Generator().manual_seed(seed)
    tensors = convert_state_dict_to_diffusers(get_peft_model_state_dict(unet, adapter_name="made"))
    drawn = {name: torch.randn(value.shape, generator=generator) for name, value in tensors.items()}
    type(pipeline).save_lora_weights(file.parent, drawn, weight_name=file.name)
    unet.delete_adapters("made")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pipeline ("weights"), another of other widths ("xl") and two LoRA files for the first."""
    from diffusers import DiffusionPipeline

    root = tmp_path_factory.mktemp("lora")
    write_family("stable-diffusion-inpainting", root / "weights")
    write_family("stable-diffusion-xl-inpainting", root / "xl")
    pipeline = DiffusionPipeline.from_pretrained(root / "weights", local_files_only=True)
    for seed, name in enumerate(("ink.safetensors", "wool.safetensors")):
        write_lora(pipeline, root / name, seed=seed)
    return root


def _editor(folder: Path, *loras: tuple[Path, float]) -> InpaintingEditor:
    parts = tuple(LoraPart(file=str(file), weight=weight) for file, weight in loras)
    part = EditorPart(kind="diffusion", title="t", folder=str(folder), full_side_px=32, loras=parts)
    return load_inpainting_editor(folder, part, device=CPU)


def _edited(editor: Any) -> np.ndarray:
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    crop = CropToEdit(pixels, Box(8, 8, 24, 24), 5)
    return editor.edit([crop], EditInstructions("a cat", steps=2, guidance_scale=2.0), on_step=lambda n: None)[0].pixels


def test_a_lora_changes_the_edit_as_far_as_its_weight_says(made: Path) -> None:
    ink, wool = made / "ink.safetensors", made / "wool.safetensors"
    plain = _edited(_editor(made / "weights")).astype(int)
    assert np.array_equal(_edited(_editor(made / "weights", (ink, 0.0))), plain)
    half, whole = (np.abs(_edited(_editor(made / "weights", (ink, weight))) - plain).mean() for weight in (0.5, 1.0))
    assert 0 < half < whole
    both = _edited(_editor(made / "weights", (ink, 1.0), (wool, 1.0)))
    assert not np.array_equal(both, _edited(_editor(made / "weights", (ink, 1.0))))
    assert np.array_equal(both, _edited(_editor(made / "weights", (ink, 1.0), (wool, 1.0))))


def test_the_memo_tells_editors_with_other_loras_apart(made: Path) -> None:
    ink = made / "ink.safetensors"
    prints = {_editor(made / "weights", *loras).fingerprint for loras in ((), ((ink, 1.0),), ((ink, 0.5),))}
    assert len(prints) == 3


def test_a_lora_for_another_model_is_told(made: Path) -> None:
    with pytest.raises(ModelUnavailable, match="made for another model"):
        _editor(made / "xl", (made / "ink.safetensors", 1.0))


def test_a_lora_whose_layers_this_model_does_not_have_is_told(made: Path, tmp_path: Path) -> None:
    stray = {f"unet.nowhere.to_q.lora_{side}.weight": torch.zeros(2, 2) for side in ("A", "B")}
    save_file(stray, tmp_path / "stray.safetensors")
    with pytest.raises(ModelUnavailable, match="made for another model"):
        _editor(made / "weights", (tmp_path / "stray.safetensors", 1.0))


def test_a_pipeline_that_takes_none_says_so(made: Path, tmp_path: Path) -> None:
    from lredit_core.editors.lora import apply_loras

    with pytest.raises(ModelUnavailable, match="takes no LoRA"):
        apply_loras(object(), [(made / "ink.safetensors", 1.0)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.safetensors", ("a.safetensors", 1.0)),
        ("a.safetensors:0.6", ("a.safetensors", 0.6)),
        ("C:/models/a.safetensors", ("C:/models/a.safetensors", 1.0)),
        ("C:/models/a.safetensors:-1", ("C:/models/a.safetensors", -1.0)),
    ],
)
def test_a_weight_may_follow_the_file(text: str, expected: tuple[str, float]) -> None:
    assert parse_lora(text) == expected


def test_a_weight_that_is_no_number_is_told() -> None:
    with pytest.raises(InvalidRequest, match=r"FILE:WEIGHT"):
        parse_lora("a.safetensors:much")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (store, composing):
        monkeypatch.setattr(module, "bundles_home", lambda: tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.parametrize("copies", [False, True])
def test_loras_become_part_of_a_bundle(made: Path, home: Path, copies: bool) -> None:
    loras = (f"{made / 'ink.safetensors'}:0.5", str(made / "wool.safetensors"))
    editors = ("builtin", str(made / "weights"))
    folder = compose("styled", BundleParts("builtin", "builtin", editors, loras), copies=copies)
    bundle = BundleLoader(device=CPU).load(str(folder))
    changed = {name: part.loras for name, part in bundle.manifest.editors.items() if part.loras}
    assert {name: [lora.weight for lora in loras] for name, loras in changed.items()} == {"diffusion-2": [0.5, 1.0]}
    changed_weights = bundle.editor("diffusion-2")._pipeline.unet.state_dict()
    own_weights = _editor(made / "weights")._pipeline.unet.state_dict()
    assert changed_weights.keys() == own_weights.keys(), "nothing is computed beside the weights"
    assert any(not torch.equal(changed_weights[name], own_weights[name]) for name in own_weights)


def test_in_bfloat16_a_small_change_is_there_on_the_whole() -> None:
    weights = torch.randn(256, 256, generator=torch.Generator().manual_seed(1)).to(torch.bfloat16)
    change = weights.float().abs() * 2**-11  # a quarter of a step of bfloat16, or less
    made = rounded_at_random(weights.float() + change, torch.bfloat16, torch.Generator().manual_seed(0))
    kept = ((made.float() - weights.float()).mean() / change.mean()).item()
    assert kept == pytest.approx(1, abs=0.05)
    assert torch.equal((weights.float() + change).to(torch.bfloat16), weights), "all of it is lost by the nearest"
    assert torch.equal(rounded_at_random(weights.float(), torch.bfloat16, torch.Generator()), weights)
    assert rounded_at_random(torch.tensor([float("inf")]), torch.bfloat16, torch.Generator()).isinf().all()


def test_a_lora_needs_a_model_and_must_be_one(made: Path, home: Path, tmp_path: Path) -> None:
    ink = str(made / "ink.safetensors")
    with pytest.raises(InvalidRequest, match="--editor"):
        compose("styled", BundleParts("builtin", "builtin", ("builtin",), (ink,)))
    save_file({"weight": torch.zeros(1)}, tmp_path / "other.safetensors")
    (tmp_path / "old.pt").write_bytes(pickle.dumps({}))
    for file, words in (("none.safetensors", "no LoRA file"), ("other.safetensors", "no LoRA"), ("old.pt", "pickled")):
        with pytest.raises(ModelUnavailable, match=words):
            compose("styled", BundleParts("builtin", "builtin", (str(made / "weights"),), (str(tmp_path / file),)))
    assert list(home.iterdir()) == []
