"""A thing's mask, as it is kept."""

import numpy as np
import pytest

from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size


def disc() -> Silhouette:
    mask = np.zeros((10, 12), np.uint8)
    mask[2:7, 3:9] = 255
    mask[0, 0] = 100
    return Silhouette(Box(20, 30, 32, 40), mask, 0.8)


def test_its_box_is_tight_around_what_is_more_than_half_there() -> None:
    assert disc().box == Box(23, 32, 29, 37)
    assert disc().area == 30


def test_an_empty_one_has_an_empty_box() -> None:
    empty = Silhouette(Box(4, 5, 8, 9), np.zeros((4, 4), np.uint8))
    assert empty.box.is_empty and empty.area == 0


def test_it_is_laid_into_a_picture_and_moved_with_what_leaves_it_left_out() -> None:
    size = Size(40, 45)
    whole = disc().in_picture(size)
    assert whole.shape == (45, 40) and (whole > 127).sum() == 30
    moved = disc().moved(11, 0, size)
    assert moved.reach == Box(31, 30, 40, 40) and moved.box == Box(34, 32, 40, 37)
    assert np.array_equal(moved.in_picture(size)[:, 11:], whole[:, :-11])


def test_it_is_moved_beyond_the_picture_whole_and_cut_to_what_lies_inside() -> None:
    size = Size(40, 45)
    assert disc().within(size).reach == Box(20, 30, 32, 40) and disc().within(size).mask.shape == (10, 12)
    beyond = disc().translated(-25, 3)
    assert beyond.reach == Box(-5, 33, 7, 43) and beyond.box == Box(-2, 35, 4, 40) and beyond.confidence == 0.8
    inside = beyond.within(size)
    assert inside.reach == Box(0, 33, 7, 43) and inside.box == Box(0, 35, 4, 40)
    assert np.array_equal(inside.mask, disc().mask[:, 5:])


def test_all_of_a_box() -> None:
    assert Silhouette.of_box(Box(1, 2, 5, 9)).box == Box(1, 2, 5, 9)


def test_a_mask_of_another_size_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="one for each pixel"):
        Silhouette(Box(0, 0, 4, 4), np.zeros((4, 5), np.uint8))
