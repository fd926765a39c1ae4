"""Samplers of few steps, chosen in the manifest."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import diffusers
import numpy as np
import pytest
import torch

from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.editors.pipeline_limits import spaced_for
from lredit_core.editors.samplers import SAMPLERS, set_sampler
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.manifest import SAMPLER_NAMES, EditorPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("schedulers")
    for family in ("stable-diffusion-inpainting", "stable-diffusion-3"):
        write_family(family, root / family)
    return {path.name: path for path in root.iterdir()}


@pytest.mark.parametrize("name", ["", *SAMPLER_NAMES])
def test_the_manifest_chooses_the_sampler(folders: dict[str, Path], name: Any) -> None:
    folder = folders["stable-diffusion-inpainting"]
    part = EditorPart(kind="diffusion", title="t", folder=str(folder), full_side_px=32, scheduler=name)
    editor = load_inpainting_editor(folder, part, device=torch.device("cpu"))
    scheduler = editor._pipeline.scheduler
    assert type(scheduler).__name__ == (SAMPLERS[name].kind if name else "DDIMScheduler")
    crop = CropToEdit(np.full((32, 32, 3), 90, np.uint8), Box(8, 8, 24, 24), 1)
    told: list[int] = []
    edited = editor.edit([crop], EditInstructions("a cat", steps=2), on_step=told.append)[0]
    assert edited.pixels.shape == (32, 32, 3)
    assert told == [2] * (3 if name == "heun" else 2), "Heun's method looks twice at each step but the last"
    again = editor.edit([crop], EditInstructions("a cat", steps=2), on_step=told.append)[0]
    assert np.array_equal(again.pixels, edited.pixels)


def test_a_sampler_of_another_kind_is_refused(folders: dict[str, Path]) -> None:
    folder = folders["stable-diffusion-3"]
    part = EditorPart(kind="diffusion", title="t", folder=str(folder), full_side_px=32, scheduler="ddim")
    with pytest.raises(ModelUnavailable, match="does not fit this pipeline"):
        load_inpainting_editor(folder, part, device=torch.device("cpu"))


def test_every_name_is_in_the_table() -> None:
    assert set(SAMPLERS) == set(SAMPLER_NAMES)


def _pipeline(scheduler: Any) -> Any:
    return SimpleNamespace(scheduler=scheduler)


@pytest.mark.parametrize("name", [name for name in SAMPLER_NAMES if name != "heun"])
def test_what_a_model_was_trained_for_is_kept(name: Any) -> None:
    own = {
        "prediction_type": "v_prediction",
        "beta_start": 0.00085,
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
    }
    pipeline = _pipeline(diffusers.DDIMScheduler(**own, rescale_betas_zero_snr=True, timestep_spacing="trailing"))
    before = dict(pipeline.scheduler.config)
    set_sampler(pipeline, name)
    config = pipeline.scheduler.config
    for key in (*own, "rescale_betas_zero_snr", "timestep_spacing", "num_train_timesteps"):
        assert config[key] == before[key], key
    assert bool(config.get("use_karras_sigmas")) == (name == "dpm++-karras")


def test_a_sampler_that_cannot_start_without_signal_is_refused_where_training_ended_there() -> None:
    pipeline = _pipeline(diffusers.DDIMScheduler(prediction_type="v_prediction", rescale_betas_zero_snr=True))
    with pytest.raises(ModelUnavailable, match=r"Choose one of ddim, euler, euler-a, dpm\+\+"):
        set_sampler(pipeline, "heun")


def test_a_model_that_was_distilled_takes_no_other_samplers() -> None:
    pipeline = _pipeline(diffusers.LCMScheduler())
    with pytest.raises(ModelUnavailable, match=r"Choose one of lcm, or leave it out"):
        set_sampler(pipeline, "euler")


@pytest.mark.parametrize("name", SAMPLER_NAMES)
def test_flow_matching_takes_none_of_them(name: Any) -> None:
    with pytest.raises(ModelUnavailable, match=r"FlowMatchEulerDiscreteScheduler\. Leave it out"):
        set_sampler(_pipeline(diffusers.FlowMatchEulerDiscreteScheduler()), name)


def test_few_steps_of_euler_start_at_noise(folders: dict[str, Path]) -> None:
    """As SDXL-Lightning wants it, whose base model says "leading"."""
    sampler = diffusers.EulerDiscreteScheduler(
        beta_schedule="scaled_linear", timestep_spacing="leading", steps_offset=1
    )
    with spaced_for(sampler, steps=4):
        sampler.set_timesteps(4)
    assert sampler.timesteps[0] == 999
