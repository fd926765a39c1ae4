"""The composite mask: soft where the ground goes on, narrow where a thing ended just inside the box."""

from __future__ import annotations

import numpy as np

from lredit_core.document.composite_mask import composite_mask
from lredit_core.document.compositing import feather_mask
from lredit_core.geometry import Size

INSIDE = (False, False, False, False)


def test_an_edit_that_goes_on_with_the_ground_has_the_soft_border() -> None:
    ground = np.random.default_rng(0).integers(90, 130, (80, 80, 3), dtype=np.uint8)
    rebuilt = np.full((80, 80, 3), 112, np.uint8)
    mask = composite_mask(ground, rebuilt, Size(80, 80), softness=0.2, touches=INSIDE)
    np.testing.assert_array_equal(mask, feather_mask(Size(80, 80), softness=0.2, touches=INSIDE))


def test_nothing_is_left_of_a_thing_that_ended_just_inside_the_box() -> None:
    before, edited = (np.full((80, 80, 3), (90, 140, 60), np.uint8) for _ in range(2))
    before[30:50, 4:70] = (230, 120, 130)  # a cat, with its nose four pixels from the left side
    soft = feather_mask(Size(80, 80), softness=0.2, touches=INSIDE)
    mask = composite_mask(before, edited, Size(80, 80), softness=0.2, touches=INSIDE)
    assert soft[40, 5] < 110
    assert mask[40, 5] > 240
    assert (mask[:12] == soft[:12]).all(), "elsewhere the border is as soft as ever"
    larger = composite_mask(before, edited, Size(240, 160), softness=0.2, touches=INSIDE)
    assert larger.shape == (160, 240) and larger[80, 18] > 220


def test_a_thing_that_the_box_cuts_keeps_the_soft_border() -> None:
    before, edited = (np.full((80, 80, 3), (90, 140, 60), np.uint8) for _ in range(2))
    before[30:50, :40] = (230, 120, 130)  # it goes on beyond the left side
    mask = composite_mask(before, edited, Size(80, 80), softness=0.2, touches=INSIDE)
    soft = feather_mask(Size(80, 80), softness=0.2, touches=INSIDE)
    np.testing.assert_array_equal(mask[:, :12], soft[:, :12])
