"""Layers without the picture below them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from lredit_core.document.document import Document
from lredit_core.document.layer_alone import layer_alone, layers_alone
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


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_all_layers_laid_over_the_source_look_as_the_document(dtype: Any) -> None:
    most = int(np.iinfo(dtype).max)
    random = np.random.default_rng(4)
    source = PixelBuffer(random.integers(0, most, (40, 50, 3), dtype, endpoint=True), icc_profile=b"a profile")
    mask = random.integers(0, 255, (20, 20), np.uint8, endpoint=True)
    mask[5:15, 5:15] = 255
    first = Layer("first", Box(5, 5, 25, 25), random.integers(0, most, (20, 20, 3), dtype), mask)
    second = Layer("second", Box(15, 10, 35, 30), random.integers(0, most, (20, 20, 3), dtype), mask, opacity=0.5)
    beyond = Layer("beyond", Box(40, -10, 60, 10), random.integers(0, most, (20, 20, 3), dtype), mask)
    hidden = Layer("hidden", Box(0, 0, 20, 20), np.zeros((20, 20, 3), dtype), mask, is_visible=False)
    document = Document(source, (first, second, beyond, hidden))
    alone = layers_alone(document)
    assert alone.size == source.size and alone.bit_depth == source.bit_depth and alone.icc_profile == b"a profile"
    alpha = alone.pixels[..., 3:] / most
    laid = alone.pixels[..., :3] * alpha + source.pixels * (1.0 - alpha)
    shown = document.flattened().pixels.astype(np.float64)
    assert np.abs(laid - shown).max() <= most / 255 * 1.6
    assert not alone.pixels[30:, :15].any()  # nothing where nothing was edited


def test_nothing_edited_is_nothing_to_see() -> None:
    alone = layers_alone(Document(PixelBuffer(np.full((6, 8, 3), 9, np.uint8))))
    assert alone.has_alpha and not alone.pixels.any()
