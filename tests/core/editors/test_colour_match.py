"""Colours are matched by what an editor did where nothing was to change, never by the new thing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.api.request import EditRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer
from tests.fakes.crops import crop_editor
from tests.fakes.repainting_editor import RepaintingEditor

if TYPE_CHECKING:
    from lredit_core.editors.crop_editing import EditedRegion

COLOUR = (200, 40, 230)
PICTURE = Size(800, 600)
SIDES = pytest.mark.parametrize("side_px", [96, 512, 1024])
BOXES = pytest.mark.parametrize(
    "box",
    [Box(250, 200, 550, 450), Box(0, 0, 300, 250), Box(700, 100, 800, 300), Box(390, 290, 410, 310)],
    ids=["middle", "corner", "side", "small"],
)


def edited(box: Box, *, side_px: int, shift: int, is_draft: bool = False) -> EditedRegion:
    pixels = np.random.default_rng(0).integers(60, 140, (PICTURE.height, PICTURE.width, 3), dtype=np.uint8)
    editor = RepaintingEditor(side_px=side_px, colour=COLOUR, shift=shift)
    request = EditRequest(PixelBuffer(pixels), "a thing")
    crops = crop_editor(request, editor)
    return crops.edit([box], is_draft=is_draft)[0]


def correction(region: EditedRegion, *, shift: int) -> np.ndarray:
    """(h, w, 3): what was taken from the region's new colour."""
    made = np.array(COLOUR, dtype=int) + shift
    return made - region.edited[region.plan.region_in_crop.as_slices()].astype(int)


@SIDES
@BOXES
@pytest.mark.parametrize("is_draft", [False, True])
def test_a_new_thing_on_untouched_ground_keeps_its_colour_exactly(side_px: int, box: Box, is_draft: bool) -> None:
    region = edited(box, side_px=side_px, shift=0, is_draft=is_draft)
    assert not correction(region, shift=0).any()


@SIDES
@BOXES
def test_the_shift_of_an_autoencoder_is_taken_out_at_the_border(side_px: int, box: Box) -> None:
    found = correction(edited(box, side_px=side_px, shift=3), shift=3)
    border = np.concatenate([found[0], found[-1], found[:, 0], found[:, -1]])
    assert (border == 3).mean() > 0.95, "in small boxes the correction fades within the last pixels"
    assert border.min() >= 2
    height, width = found.shape[:2]
    assert (found[height // 2, width // 2] < 3).all(), "it fades towards the middle"


@pytest.mark.parametrize("side_px", [96, 512])
def test_an_edit_of_the_whole_picture_is_not_corrected(side_px: int) -> None:
    region = edited(PICTURE.as_box(), side_px=side_px, shift=3)
    assert not correction(region, shift=3).any()
