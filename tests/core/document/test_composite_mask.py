"""The composite mask: soft where the ground goes on, narrow where a thing ended just inside the box."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from lredit_core.document.composite_mask import composite_mask
from lredit_core.document.compositing import feather_mask
from lredit_core.geometry import Size

Sides = tuple[bool, bool, bool, bool]
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


def plain_mask(before: np.ndarray, edited: np.ndarray, *, softness: float, touches: Sides) -> np.ndarray:
    """The same written down with another library, at the box's own size."""
    height, width = before.shape[:2]
    extent = max(1.0, 0.02 * min(height, width))

    def blurred(values: np.ndarray) -> np.ndarray:
        return ndimage.gaussian_filter(
            values.astype(float), 0.5 * extent, mode="nearest", radius=round(2 * extent), axes=(0, 1)
        )

    def differing(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        share = np.clip((np.abs(one - other).max(axis=2) - 30) / 30, 0, 1)
        return 3 * share**2 - 2 * share**3

    was, is_now = blurred(before), blurred(edited)
    beside = np.empty_like(was)
    for y, x in np.ndindex(height, width):
        sides = [(x, (y, 0)), (width - 1 - x, (y, width - 1)), (y, (0, x)), (height - 1 - y, (height - 1, x))]
        beside[y, x] = was[min(sides, key=lambda side: side[0])[1]]
    gone = differing(was, is_now) * differing(was, beside)
    gone = blurred(ndimage.maximum_filter(gone, size=2 * round(extent) + 1, mode="nearest"))
    soft, narrow = (
        feather_mask(Size(width, height), softness=share, touches=touches).astype(float)
        for share in (softness, softness * 0.12)
    )
    return np.rint(soft + (narrow - soft) * gone)


def patches_of_colour(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Ground with soft blots that differ from it by anything between nothing and a hundred levels."""
    noise = ndimage.gaussian_filter(rng.normal(size=(height, width, 3)), (5, 5, 0))
    return np.clip(128 + 40 * noise / noise.std(), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("height", "width", "touches"),
    [
        (40, 54, INSIDE),
        (130, 190, INSIDE),
        (190, 130, (True, False, False, True)),
        (260, 240, (False, True, False, False)),
    ],
)
def test_the_mask_is_as_written_down(height: int, width: int, touches: Sides) -> None:
    rng = np.random.default_rng(height)
    before, edited = patches_of_colour(rng, height, width), patches_of_colour(rng, height, width)
    mask = composite_mask(before, edited, Size(width, height), softness=0.3, touches=touches)
    expected = plain_mask(before, edited, softness=0.3, touches=touches)
    soft = feather_mask(Size(width, height), softness=0.3, touches=touches)
    assert np.abs(expected - soft).max() > 100 and (expected == soft).any()
    assert np.abs(mask - expected).max() <= 1 and mask.dtype == np.uint8
