"""Masks grown, shrunk and softened, pixel for pixel."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lredit_core.document.mask_shapes import grown, softened


def a_mask(*, at: tuple[int, int] = (3, 4), value: int = 255) -> np.ndarray:
    """One pixel of a mask of 7 rows and 9 columns."""
    mask = np.zeros((7, 9), np.uint8)
    mask[at] = value
    return mask


def on(mask: np.ndarray) -> set[tuple[int, int]]:
    return {(int(row), int(column)) for row, column in np.argwhere(mask == 255)}


def test_one_pixel_grows_to_a_cross_and_then_to_a_disc() -> None:
    cross = {(3, 4), (2, 4), (4, 4), (3, 3), (3, 5)}
    assert on(grown(a_mask(), 1)) == cross
    disc = {(row, column) for row in range(7) for column in range(9) if math.hypot(row - 3, column - 4) <= 2}
    assert on(grown(a_mask(), 2)) == disc and len(disc) == 13


def test_growing_starts_where_more_than_half_is_there_and_keeps_what_lies_outside() -> None:
    mask = a_mask(value=128)
    mask[0, 8], mask[6, 0] = 127, 90
    after = grown(mask, 1)
    assert on(after) == {(3, 4), (2, 4), (4, 4), (3, 3), (3, 5)}
    assert after[0, 8] == 127 and after[6, 0] == 90 and after.dtype == np.uint8
    assert not on(grown(a_mask(value=127), 1))


def test_shrinking_takes_as_many_pixels_from_each_side() -> None:
    mask = np.zeros((9, 12), np.uint8)
    mask[1:8, 2:11] = 200
    mask[4, 6] = 250
    for steps in (1, 2, 3):
        expected = np.zeros_like(mask)
        inner = slice(1 + steps, 8 - steps), slice(2 + steps, 11 - steps)
        expected[inner] = mask[inner]
        np.testing.assert_array_equal(grown(mask, -steps), expected)
    assert not grown(mask, -4).any()


@pytest.mark.parametrize(("value", "is_kept"), [(127, False), (128, True)])
def test_shrinking_drops_what_is_half_there_at_most(value: int, is_kept: bool) -> None:
    after = grown(np.full((5, 5), value, np.uint8), -1)
    assert after.any() == is_kept
    mask = np.full((5, 5), 255, np.uint8)
    mask[2, 2] = value
    assert bool(grown(mask, -1)[2, 1]) == is_kept, "the hole has an edge where its value is no more than half"


def test_by_nothing_the_mask_itself_is_given_back() -> None:
    mask = a_mask()
    assert grown(mask, 0) is mask
    assert softened(mask, 0) is mask and softened(mask, -3) is mask


@pytest.mark.parametrize("width_px", [8.0, 14.0])
@pytest.mark.parametrize("turned", [False, True])
def test_an_edge_falls_over_about_the_width_it_was_given(width_px: float, turned: bool) -> None:
    mask = np.zeros((40, 60), np.uint8)
    mask[:, :30] = 255
    after = softened(mask.T if turned else mask, width_px)
    across = after[30 - 12 : 30 + 12, 20] if turned else after[20, 30 - 12 : 30 + 12]
    spread = width_px / 4
    places = np.arange(-12, 12) + 0.5
    expected = [255 * 0.5 * math.erfc(place / spread / math.sqrt(2)) for place in places]
    assert np.abs(across - np.array(expected)).max() < 3
    assert after.dtype == np.uint8 and after.shape == ((60, 40) if turned else (40, 60))


def test_two_pixels_soften_the_next_one_a_little_and_the_border_goes_on() -> None:
    mask = np.zeros((12, 12), np.uint8)
    mask[:, 6:] = 255
    after = softened(mask, 2.0)
    assert 5 < after[5, 5] < 50 and 205 < after[5, 6] < 250
    np.testing.assert_array_equal(after[:, 11], 255)
    np.testing.assert_array_equal(after[0], after[6])
