"""Every family with the geometry of its published models: any box of any picture, any strength, any number of steps."""

from __future__ import annotations

import itertools
import math
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import diffusers
import numpy as np
import pytest
import torch

from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.editors.masked import load_masked_editor
from lredit_core.editors.pipeline_limits import most_steps, side_multiple_px, steps_and_strength
from lredit_core.geometry import Box, Size
from lredit_core.manifest import EditorPart
from lredit_core.pictures.image import PixelBuffer
from tests.fakes.crops import crop_editor
from tests.fakes.real_sizes import write_family_of_real_sizes
from tests.fakes.tiny_pipelines import FAMILIES, write_family

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.editors.pretrained import PretrainedEditor

CPU = torch.device("cpu")
#: Sides of the crops: small enough for a CPU, and no multiples of anything once a banner is scaled to them.
DRAFT_PX, FULL_PX = 96, 136
PICTURES = (Size(640, 400), Size(1200, 20), Size(20, 900), Size(333, 217), Size(64, 64))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=list(FAMILIES))
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def editor(family: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("family") / "weights"
    kind = write_family_of_real_sizes(family, folder)
    part = EditorPart(kind=kind, title="t", folder=str(folder), draft_side_px=DRAFT_PX, full_side_px=FULL_PX)
    load = load_masked_editor if kind == "masked" else load_inpainting_editor
    return load(folder, part, device=CPU)


def boxes() -> list[tuple[Size, Box]]:
    """20 boxes, the same each time: of any shape, slivers and whole sides among them."""
    rng = np.random.default_rng(7)
    found: list[tuple[Size, Box]] = []
    for number in range(20):
        size = PICTURES[number % len(PICTURES)]
        columns, rows = (np.sort(rng.choice(side + 1, 2, replace=False)) for side in (size.width, size.height))
        found.append((size, Box(int(columns[0]), int(rows[0]), int(columns[1]), int(rows[1]))))
    return found


def test_any_box_of_any_picture_is_edited(editor: PretrainedEditor) -> None:
    for number, (size, box) in enumerate(boxes()):
        pixels = np.random.default_rng(number).integers(0, 256, (size.height, size.width, 3), dtype=np.uint8)
        settings = EditSettings(draft_steps=1, edit_steps=1, guidance_scale=1.0)
        request = EditRequest(PixelBuffer(pixels), "a cat", settings=settings)
        crops = crop_editor(request, editor)
        region = crops.edit([box], is_draft=number % 2 == 0)[0]
        assert region.after.shape == region.before.shape
        inside = region.plan.region_in_crop.as_slices()
        assert (region.edited[inside] != region.before[inside]).any(), (size, box)


def test_any_strength_and_any_number_of_steps_makes_a_step(editor: PretrainedEditor) -> None:
    side = min(64, editor.working_side_px(is_draft=False))
    pixels = np.random.default_rng(2).integers(0, 256, (side, side, 3), dtype=np.uint8)
    crop = CropToEdit(pixels, Box(side // 4, side // 4, side * 3 // 4, side * 3 // 4), 1)
    for steps, strength in itertools.product((1, 4, 20), (0.01, 0.1, 0.2, 0.5, 0.9, 1.0)):
        told: list[int] = []
        instructions = EditInstructions("a cat", steps=steps, guidance_scale=1.0, strength=strength)
        edited = editor.edit([crop], instructions, on_step=told.append)[0]
        assert edited.pixels.shape == pixels.shape
        wanted = steps * strength  # some families round it up, others down
        assert max(1, int(wanted)) <= len(told) <= max(2, math.ceil(wanted)), (steps, strength)


@pytest.mark.parametrize("sampler", ["ddim", "dpm", "euler", "lcm"])
def test_every_sampler_makes_a_step_and_none_is_asked_for_more_than_it_takes(
    sampler: str, tiny_diffusion: Path
) -> None:
    part = EditorPart(kind="diffusion", title="t", folder=str(tiny_diffusion), full_side_px=32, scheduler=sampler)
    editor = load_inpainting_editor(tiny_diffusion, part, device=CPU)
    crop = CropToEdit(np.full((32, 32, 3), 90, np.uint8), Box(8, 8, 24, 24), 1)
    for steps, strength in itertools.product((1, 2, 4, 60), (0.004, 0.1, 0.2, 1.0)):
        told: list[int] = []
        instructions = EditInstructions("a cat", steps=steps, guidance_scale=1.0, strength=strength)
        editor.edit([crop], instructions, on_step=told.append)
        held = min(steps, 50) if sampler == "lcm" else steps
        assert len(told) == max(1, int(held * strength)), (steps, strength)


@pytest.fixture(scope="module")
def tiny_diffusion(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diffusion") / "weights"
    write_family("stable-diffusion-inpainting", folder)
    return folder


@pytest.mark.parametrize("kind", [diffusers.DDIMScheduler, diffusers.EulerDiscreteScheduler, diffusers.LCMScheduler])
@pytest.mark.parametrize("offset", [0, 1])
def test_a_sampler_takes_the_most_steps_that_it_is_said_to_take(kind: Any, offset: int) -> None:
    scheduler = kind(steps_offset=offset)
    scheduler.set_timesteps(most_steps(scheduler))
    assert len(scheduler.timesteps) == most_steps(scheduler)
    assert most_steps(scheduler) == (50 if kind is diffusers.LCMScheduler else 1000 - offset)


@pytest.mark.parametrize("most", [1, 7, 49, 50, 999])
def test_steps_and_strength_always_leave_a_step(most: int) -> None:
    scheduler = SimpleNamespace(config={"original_inference_steps": most})
    for steps in (0, 1, 2, 3, 10, 49, 51, 1001):
        for strength in (1e-6, 0.001, 1 / 3, 1 / 49, 0.1, 0.3, 0.7, 1.0):
            held, kept = steps_and_strength(scheduler, steps=steps, strength=strength)
            assert 1 <= held <= most
            assert 0 < kept <= 1
            assert int(held * kept) >= 1


def test_a_pipelines_own_parts_say_what_sides_it_takes(editor: Any, family: str) -> None:
    if FAMILIES[family][1] == "masked":
        pytest.skip("masked transformers are padded to frames of their own")
    twice = family in ("flux", "flux-fill", "flux-2-klein-inpainting", "qwen-image", "z-image", "stable-diffusion-3")
    assert side_multiple_px(editor._pipeline) == (16 if twice else 8)
