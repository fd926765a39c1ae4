"""Samplers of few steps, chosen in the manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "DDIMScheduler"),
        ("dpm", "DPMSolverMultistepScheduler"),
        ("euler", "EulerDiscreteScheduler"),
        ("lcm", "LCMScheduler"),
    ],
)
def test_the_manifest_chooses_the_sampler(folders: dict[str, Path], name: Any, expected: str) -> None:
    folder = folders["stable-diffusion-inpainting"]
    part = EditorPart(kind="diffusion", title="t", folder=str(folder), full_side_px=32, scheduler=name)
    editor = load_inpainting_editor(folder, part, device=torch.device("cpu"))
    assert type(editor._pipeline.scheduler).__name__ == expected
    crop = CropToEdit(np.full((32, 32, 3), 90, np.uint8), Box(8, 8, 24, 24), 1)
    told: list[int] = []
    edited = editor.edit([crop], EditInstructions("a cat", steps=2), on_step=told.append)[0]
    assert edited.pixels.shape == (32, 32, 3) and told == [2, 2]


def test_a_sampler_of_another_kind_is_refused(folders: dict[str, Path]) -> None:
    folder = folders["stable-diffusion-3"]
    part = EditorPart(kind="diffusion", title="t", folder=str(folder), full_side_px=32, scheduler="ddim")
    with pytest.raises(ModelUnavailable, match="does not fit this pipeline"):
        load_inpainting_editor(folder, part, device=torch.device("cpu"))
