"""Close-ups that stand for others."""

from __future__ import annotations

import numpy as np
import pytest

from lredit_core.geometry import Box
from lredit_core.regions.close_ups import SAME_IOU, standing_for


def test_crops_that_show_nearly_the_same_share_the_look_that_is_near_to_most() -> None:
    middle, left, right, far = Box(10, 0, 110, 100), Box(1, 0, 101, 100), Box(19, 0, 119, 100), Box(300, 0, 400, 100)
    assert left.iou(right) < SAME_IOU <= left.iou(middle)
    assert standing_for([left, middle, far, right, far]) == [1, 1, 2, 1, 2]


@pytest.mark.parametrize("seed", range(4))
def test_whoever_stands_for_a_crop_is_near_and_stands_for_itself(seed: int) -> None:
    rng = np.random.default_rng(seed)
    corners = rng.integers(0, 60, (80, 2)).tolist()
    crops = [Box(x, y, x + side, y + side) for (x, y), side in zip(corners, rng.integers(40, 90, 80), strict=True)]
    standing = standing_for(crops)
    assert all(crops[index].iou(crop) >= SAME_IOU - 1e-6 for crop, index in zip(crops, standing, strict=True))
    assert all(standing[index] == index for index in standing)
    assert len(set(standing)) < len(crops)
