"""One layer as a picture of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from lredit_core.document.layer_alone import layer_alone
from lredit_core.document.layers import Layer
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_a_layer_is_cropped_to_its_box_with_its_mask_as_transparency(dtype: Any, channels: int) -> None:
    most = np.iinfo(dtype).max
    source = PixelBuffer(np.zeros((50, 60, channels), dtype), icc_profile=b"a profile")
    pixels = np.full((10, 20, channels), most, dtype)
    mask = np.zeros((10, 20), np.uint8)
    mask[2:8, 5:15], mask[5, 5] = 255, 51
    alone = layer_alone(source, Layer("apple", Box(30, 20, 50, 30), pixels, mask, opacity=0.3))
    assert alone.size.as_box() == Box(0, 0, 20, 10) and alone.icc_profile == b"a profile"
    assert alone.bit_depth == source.bit_depth and alone.has_alpha
    np.testing.assert_array_equal(alone.pixels[..., 3], mask.astype(dtype) * (most // 255))
    np.testing.assert_array_equal(alone.pixels[..., :3], pixels[..., :3])


def test_what_is_transparent_in_the_layer_stays_so() -> None:
    pixels = np.full((4, 4, 4), 128, np.uint8)
    alone = layer_alone(PixelBuffer(pixels), Layer("x", Box(0, 0, 4, 4), pixels, np.full((4, 4), 128, np.uint8)))
    assert set(np.unique(alone.pixels[..., 3])) == {64}
