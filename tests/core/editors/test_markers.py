"""What single files say of themselves: predictions, noise without signal, weights in eight bits; and short drafts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.editors.single_file import check_single_file, load_single_file
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from tests.fakes.eight_bits import in_eight_bits
from tests.fakes.original_layout import write_configuration, write_single_file
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A single file with its configuration beside it."""
    from diffusers import DiffusionPipeline

    root = tmp_path_factory.mktemp("markers")
    write_family("stable-diffusion-inpainting", root / "folder")
    pipeline = DiffusionPipeline.from_pretrained(root / "folder", local_files_only=True)
    write_single_file(pipeline, root / "model.safetensors", text="clip")
    write_configuration(root / "folder", root / "model")
    return root / "model.safetensors"


@pytest.fixture
def changed(whole: Path, tmp_path: Path) -> Any:
    """Writes the file again with other tensors and free text."""
    write_configuration(whole.with_suffix(""), tmp_path / "model")

    def write(tensors: dict[str, Tensor] | None = None, facts: dict[str, str] | None = None) -> Path:
        save_file({**load_file(whole), **(tensors or {})}, tmp_path / "model.safetensors", facts)
        return tmp_path / "model.safetensors"

    return write


def editor_of(place: Path, *, scheduler: Any = "") -> InpaintingEditor:
    part = EditorPart(kind="diffusion", title="t", folder=str(place), full_side_px=32, scheduler=scheduler)
    return load_inpainting_editor(place, part, device=CPU)


def first_step(editor: InpaintingEditor, steps: int) -> float:
    """The first time that the denoiser is asked about, in a whole edit."""
    asked: list[float] = []
    unet = editor._pipeline.unet
    hook = unet.register_forward_pre_hook(lambda _module, arguments: asked.append(float(arguments[1])))
    crop = CropToEdit(np.full((32, 32, 3), 90, np.uint8), Box(8, 8, 24, 24), 1)
    try:
        made = editor.edit([crop], EditInstructions("a cat", steps=steps), on_step=lambda _n: None)
    finally:
        hook.remove()
    assert made[0].pixels.std() > 0
    return asked[0]


@pytest.mark.parametrize(
    ("tensors", "facts"),
    [
        (("v_pred", "ztsnr"), {}),
        (("ztsnr",), {}),
        (("v_pred",), {"zsnr": ""}),
        ((), {"modelspec.prediction_type": "v", "modelspec.zsnr": "true"}),
        ((), {"ss_v_parameterization": "True", "ss_zero_terminal_snr": "True"}),
    ],
)
@pytest.mark.parametrize("scheduler", ["", "euler", "dpm"])
def test_noise_without_signal_is_read_and_sampling_starts_there(
    tensors: tuple[str, ...], facts: dict[str, str], scheduler: str, changed: Any
) -> None:
    editor = editor_of(changed({name: torch.zeros(0) for name in tensors}, facts or None), scheduler=scheduler)
    sampler = editor._pipeline.scheduler
    assert sampler.config.prediction_type == "v_prediction"
    assert sampler.config.rescale_betas_zero_snr and sampler.config.timestep_spacing == "trailing"
    assert float(sampler.alphas_cumprod[-1]) <= 2**-24  # of the signal's power; Euler and DPM divide by it
    assert first_step(editor, 30) == first_step(editor, 4) == 999


def test_a_sampler_that_always_keeps_some_signal_is_replaced(changed: Any) -> None:
    file = changed({"ztsnr": torch.zeros(0)})
    settings = file.with_suffix("") / "scheduler" / "scheduler_config.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "_class_name": "PNDMScheduler"}))
    index = file.with_suffix("") / "model_index.json"
    index.write_text(json.dumps({**json.loads(index.read_text()), "scheduler": ["diffusers", "PNDMScheduler"]}))
    sampler = load_single_file(file, options={}).scheduler
    assert type(sampler).__name__ == "DDIMScheduler" and float(sampler.alphas_cumprod[-1]) == 0


@pytest.mark.parametrize(
    "facts", [{"ss_zero_terminal_snr": "False", "ss_v_parameterization": "None"}, {"modelspec.prediction_type": ""}]
)
def test_what_says_no_changes_nothing(facts: dict[str, str], changed: Any) -> None:
    sampler = load_single_file(changed(facts=facts), options={}).scheduler
    assert sampler.config.prediction_type == "epsilon" and not sampler.config.rescale_betas_zero_snr


@pytest.mark.parametrize(
    ("tensors", "facts", "words"),
    [
        (("edm_mean", "edm_std"), {}, "edm_mean|edm_std"),
        (("edm_vpred.sigma_max", "edm_vpred.sigma_min"), {}, "edm_vpred.sigma"),
        ((), {"modelspec.prediction_type": "edm_vpred"}, "edm_vpred"),
        ((), {"modelspec.prediction_type": "rectified flow"}, "rectified flow"),
        (("ztsnr",), {"modelspec.prediction_type": "epsilon"}, "zero terminal SNR"),
    ],
)
def test_a_marker_that_cannot_be_followed_is_named(
    tensors: tuple[str, ...], facts: dict[str, str], words: str, changed: Any
) -> None:
    file = changed({name: torch.ones(4) for name in tensors}, facts or None)
    for look in (check_single_file, lambda place: load_single_file(place, options={})):
        with pytest.raises(ModelUnavailable, match=f"(?s){words}.*(Choose|Get)"):
            look(file)


@pytest.mark.parametrize("ends", ["scale_weight", "weight_scale"])
@pytest.mark.parametrize("by_row", [False, True])
@pytest.mark.parametrize("prefix", ["model.diffusion_model.", ""])
def test_scaled_float8_becomes_the_numbers_it_stands_for(
    ends: str, by_row: bool, prefix: str, whole: Path, changed: Any
) -> None:
    tensors = load_file(whole)
    stored, meant = in_eight_bits(tensors, prefix=prefix, ends=ends, by_row=by_row)
    marks = {"scaled_fp8": torch.zeros(2).to(torch.float8_e4m3fn)}
    marks |= {name.replace(ends, "scale_input"): torch.ones(()) for name in stored if name.endswith(ends)}
    file = changed({**stored, **marks})
    check_single_file(file)
    eight = load_single_file(file, options={"dtype": torch.float32})
    plain = load_single_file(changed(meant), options={"dtype": torch.float32})
    for part in ("unet", "vae", "text_encoder"):
        first, second = getattr(eight, part).state_dict(), getattr(plain, part).state_dict()
        assert first.keys() == second.keys()
        for name, value in first.items():
            torch.testing.assert_close(value, second[name], rtol=0, atol=0)
            assert value.dtype == second[name].dtype
    assert not torch.equal(meant[next(iter(meant))], tensors[next(iter(meant))])


def test_plain_float8_is_cast(whole: Path, changed: Any) -> None:
    tensors = {
        name: value.to(torch.float8_e5m2) for name, value in load_file(whole).items() if value.is_floating_point()
    }
    file = changed(tensors)
    loaded = load_single_file(file, options={"dtype": torch.float32}).unet.state_dict()
    name = "model.diffusion_model.time_embed.0.weight"
    torch.testing.assert_close(loaded["time_embedding.linear_1.weight"], tensors[name].float(), rtol=0, atol=0)
    assert first_step(editor_of(file), 4) == 999


@pytest.mark.parametrize(
    ("ending", "scale", "kind", "words"),
    [
        ("weight_scale_2", torch.ones(()), torch.float8_e4m3fn, "NVFP4"),
        ("weight_scale_inv", torch.ones(1, 1), torch.float8_e4m3fn, "blocks"),
        ("weight_scale", torch.ones(2, 2), torch.float8_e4m3fn, r"shape \(2, 2\)"),
        ("other_scale", torch.ones(()), torch.float8_e4m3fn, "another form"),
        ("weight_scale", torch.ones(()), torch.int8, "integers|scaled I8"),
        ("weight.absmax", torch.ones(3), torch.uint8, "bitsandbytes|integers"),
    ],
)
def test_another_way_to_store_weights_is_named(
    ending: str, scale: Tensor, kind: torch.dtype, words: str, whole: Path, changed: Any
) -> None:
    name = "model.diffusion_model.time_embed.0.weight"
    value = load_file(whole)[name]
    file = changed({name: value.to(kind), f"{name.removesuffix('weight')}{ending}": scale})
    for look in (check_single_file, lambda place: load_single_file(place, options={})):
        with pytest.raises(ModelUnavailable, match=rf"(?:{words}).*Get the same model in"):
            look(file)


@pytest.mark.parametrize(("scheduler", "at_30"), [("", 958), ("euler", 958), ("lcm", 999), ("dpm", 961)])
def test_short_drafts_start_at_noise_and_long_edits_as_they_were(scheduler: str, at_30: float, whole: Path) -> None:
    editor = editor_of(whole, scheduler=scheduler)
    assert editor._pipeline.scheduler.config.timestep_spacing == "leading"
    assert first_step(editor, 4) == 999
    assert first_step(editor, 30) == at_30
    assert editor._pipeline.scheduler.config.timestep_spacing == "leading"


def test_a_sampler_that_knows_no_spacing_stays_as_it_is(tmp_path: Path) -> None:
    write_family("stable-diffusion-3", tmp_path / "weights")
    editor = editor_of(tmp_path / "weights")
    crop = CropToEdit(np.full((32, 32, 3), 90, np.uint8), Box(8, 8, 24, 24), 1)
    told: list[int] = []
    editor.edit([crop], EditInstructions("a cat", steps=4), on_step=told.append)
    assert len(told) == 4 and "timestep_spacing" not in editor._pipeline.scheduler.config
