"""Layers made one look as they did."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer, Provenance
from lredit_core.document.merging import merged_down, merged_visible
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer


def a_document(dtype: type = np.uint8, channels: int = 3) -> Document:
    rng, top = np.random.default_rng(4), np.iinfo(dtype).max

    def noise(height: int, width: int) -> np.ndarray:
        return rng.integers(0, top, (height, width, channels), dtype=dtype, endpoint=True)

    low = Layer("low", Box(3, 3, 23, 19), noise(16, 20), rng.integers(0, 256, (16, 20), dtype=np.uint8))
    high = Layer("high", Box(12, 8, 34, 30), noise(22, 22), rng.integers(0, 256, (22, 22), dtype=np.uint8))
    high = replace(high, opacity=0.7, provenance=Provenance("a hat", seed=3))
    return Document(PixelBuffer(noise(40, 40)), (low, high))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("mode", [BlendMode.NORMAL, BlendMode.MULTIPLY, BlendMode.LUMINOSITY])
def test_two_layers_made_one_look_the_same_where_they_hide_what_is_below(dtype: type, mode: BlendMode) -> None:
    document = a_document(dtype)
    low, high = document.layers
    document = replace(
        document, layers=(replace(low, mask=np.full_like(low.mask, 255)), replace(high, blend_mode=mode))
    )
    merged = merged_down(document, high.layer_id)
    assert [layer.name for layer in merged.layers] == ["low"] and merged.layers[0].provenance.prompt == "a hat"
    inside = low.box.as_slices()
    one, two = (item.flattened().pixels[inside].astype(int) for item in (document, merged))
    assert np.abs(one - two).max() <= (2 if dtype is np.uint8 else 260)


def test_two_normal_layers_made_one_look_the_same_everywhere() -> None:
    document = a_document()
    merged = merged_down(document, document.layers[1].layer_id)
    difference = np.abs(document.flattened().pixels.astype(int) - merged.flattened().pixels)
    assert difference.max() <= 2


@pytest.mark.parametrize(("dtype", "channels"), [(np.uint8, 3), (np.uint16, 3), (np.uint8, 4)])
def test_all_that_is_seen_made_one_is_the_same_bit_for_bit(dtype: type, channels: int) -> None:
    document = a_document(dtype, channels)
    hidden = replace(document.layers[0], layer_id="hidden", is_visible=False)
    document = document.with_layer(hidden).with_group_of(frozenset({"hidden"}), "g")
    merged = merged_visible(document, "all")
    assert merged.flattened() == document.flattened()
    assert [layer.name for layer in merged.layers] == ["all", "low"] and merged.metadata["Prompt"] == "a hat"


@pytest.mark.parametrize("is_upper", [True, False])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_layer_without_alpha_is_merged_in_a_picture_that_has_it(dtype: type, is_upper: bool) -> None:
    document = a_document(dtype, 4)
    low, high = (replace(one, mask=np.full_like(one.mask, 255), opacity=1.0) for one in document.layers)
    one = high if is_upper else low
    thin = replace(one, pixels=np.ascontiguousarray(one.pixels[..., :3]))
    document = replace(document, layers=(low, thin) if is_upper else (thin, high))
    merged = merged_down(document, high.layer_id)
    seen, again = document.flattened().pixels.astype(int), merged.flattened().pixels.astype(int)
    shown = seen[..., 3] > 0  # of what cannot be seen, the colours are nobody's
    assert np.abs(seen - again)[shown].max() <= 1 and np.array_equal(seen[..., 3], again[..., 3])
    assert merged.layers[0].pixels.shape[2] == 4


def test_a_group_whose_only_layer_is_merged_down_goes_with_it() -> None:
    document = a_document()
    high = document.layers[1]
    document = document.with_group_of(frozenset({high.layer_id}), "alone")
    assert merged_down(document, high.layer_id).groups == ()


def test_what_cannot_be_merged_is_said() -> None:
    document = a_document()
    low, high = document.layers
    with pytest.raises(InvalidRequest, match="no layer below"):
        merged_down(document, low.layer_id)
    with pytest.raises(InvalidRequest, match="Show both"):
        merged_down(document.with_visibility(low.layer_id, False), high.layer_id)
    with pytest.raises(InvalidRequest, match="locked"):
        merged_down(document.with_lock(low.layer_id, True), high.layer_id)
    with pytest.raises(InvalidRequest, match="no visible"):
        merged_visible(Document(document.source), "all")
