"""The promise: outside of the box nothing changes, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.compositing import (
    blended,
    feather_mask,
    matched_on_ring,
    pixels_changed_outside,
    sides_on_border,
)
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer


@st.composite
def documents_with_an_edit(draw: st.DrawFn) -> tuple[PixelBuffer, Layer]:
    width, height = draw(st.integers(1, 41)), draw(st.integers(1, 37))
    channels = draw(st.sampled_from([3, 4]))
    dtype = draw(st.sampled_from([np.uint8, np.uint16]))
    rng = np.random.default_rng(draw(st.integers(0, 2**31)))
    top = np.iinfo(dtype).max
    source = PixelBuffer(rng.integers(0, top + 1, (height, width, channels), dtype=dtype))
    x0, y0 = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
    x1, y1 = draw(st.integers(x0 + 1, width)), draw(st.integers(y0 + 1, height))
    box = Box(x0, y0, x1, y1)
    softness = draw(st.floats(0, 0.5))
    layer = Layer(
        name="edit",
        box=box,
        pixels=rng.integers(0, top + 1, (box.height, box.width, draw(st.sampled_from([3, channels]))), dtype=dtype),
        mask=feather_mask(box.size, softness=softness, touches=sides_on_border(box, source.size)),
        opacity=draw(st.floats(0, 1)),
        blend_mode=draw(st.sampled_from(list(BlendMode))),
    )
    return source, layer


@settings(max_examples=300)
@given(documents_with_an_edit())
def test_outside_of_the_box_the_result_is_bit_identical(case: tuple[PixelBuffer, Layer]) -> None:
    source, layer = case
    result = Document(source).with_layer(layer).flattened()
    assert result.pixels.dtype == source.pixels.dtype
    assert result.pixels.shape == source.pixels.shape
    assert pixels_changed_outside(source.pixels, result.pixels, (layer.box,)) == 0


@settings(max_examples=100)
@given(documents_with_an_edit())
def test_a_patch_without_alpha_leaves_alpha_as_it_was(case: tuple[PixelBuffer, Layer]) -> None:
    source, layer = case
    if source.has_alpha and layer.pixels.shape[2] == 3:
        result = Document(source).with_layer(layer).flattened()
        np.testing.assert_array_equal(result.pixels[..., 3], source.pixels[..., 3])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_full_mask_at_full_opacity_gives_the_patch_exactly(dtype: type) -> None:
    rng = np.random.default_rng(0)
    top = np.iinfo(dtype).max
    below = rng.integers(0, top + 1, (9, 11, 3), dtype=dtype)
    patch = rng.integers(0, top + 1, (9, 11, 3), dtype=dtype)
    np.testing.assert_array_equal(blended(below, patch, np.full((9, 11), 255, np.uint8)), patch)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_an_edit_of_a_transparent_picture_looks_as_it_was_painted(dtype: type) -> None:
    rng = np.random.default_rng(1)
    top = int(np.iinfo(dtype).max)
    pixels = rng.integers(0, top + 1, (24, 30, 4), dtype=dtype)
    pixels[:8, :, 3], pixels[8:12, :, 3], pixels[12:14, :, 3] = 0, top, top // 2
    source, box = PixelBuffer(pixels), Box(4, 2, 26, 22)
    seen = rng.integers(0, 256, (box.height, box.width, 3), dtype=np.uint8)
    seen[:, :6] = source.to_srgb8(box)[:, :6]  # the edit leaves this strip alone
    patch = source.repainted(box, seen)
    layer = Layer("edit", box=box, pixels=patch, mask=np.full((box.height, box.width), 255, np.uint8))
    result = Document(source).with_layer(layer).flattened()
    assert np.abs(result.to_srgb8(box).astype(int) - seen).max() <= 2
    here = result.pixels[box.as_slices()]
    np.testing.assert_array_equal(here[:, :6], source.pixels[box.as_slices()][:, :6])
    assert (here[..., 3] >= source.pixels[box.as_slices()][..., 3]).all()
    assert pixels_changed_outside(source.pixels, result.pixels, (box,)) == 0


def test_what_cannot_be_seen_tints_nothing() -> None:
    below = np.full((1, 3, 4), (200, 100, 50, 255), np.uint8)
    patch = np.full((1, 3, 4), (0, 0, 0, 0), np.uint8)
    result = blended(below, patch, np.array([[0, 128, 255]], np.uint8))
    np.testing.assert_array_equal(result[0, :2, :3], below[0, :2, :3])
    assert result[0, :, 3].tolist() == [255, 127, 0]


def test_a_pixel_changed_outside_is_counted() -> None:
    before = np.zeros((5, 5, 3), np.uint8)
    after = before.copy()
    after[0, 0, 1] = 1
    after[3, 3] = 9
    assert pixels_changed_outside(before, after, (Box(3, 3, 4, 4),)) == 1


def test_the_feather_falls_towards_the_border_but_not_at_the_pictures_own_border() -> None:
    mask = feather_mask(Size(40, 40), softness=0.25, touches=(True, False, False, False))
    assert mask[20, 0] == 255
    assert mask[20, -1] < 16
    assert mask[20, 20] == 255
    assert np.all(np.diff(mask[20, 30:].astype(int)) <= 0)


def test_a_colour_shift_is_taken_out_at_the_border_of_the_box() -> None:
    rng = np.random.default_rng(1)
    source = rng.integers(80, 120, (64, 64, 3), dtype=np.uint8)
    shifted = (source.astype(int) + np.array([9, -7, 5])).astype(np.uint8)
    box = Box(16, 16, 48, 48)
    matched = matched_on_ring(shifted, source, box, repainted=box.grown(4), ring_px=6, reach_px=8)
    border = np.abs(matched[16, 16:48].astype(int) - source[16, 16:48].astype(int)).mean()
    before = np.abs(shifted[16, 16:48].astype(int) - source[16, 16:48].astype(int)).mean()
    assert border < before / 5


def test_an_edit_without_a_colour_shift_is_left_alone() -> None:
    source = np.full((32, 32, 3), 90, np.uint8)
    edited = source.copy()
    edited[12:20, 12:20] = 200
    box = Box(8, 8, 24, 24)
    matched = matched_on_ring(edited, source, box, repainted=box, ring_px=4, reach_px=4)
    np.testing.assert_array_equal(matched, edited)


def test_what_was_repainted_around_the_box_is_no_evidence_of_a_shift() -> None:
    source = np.full((32, 32, 3), 90, np.uint8)
    edited = source.copy()
    box, repainted = Box(12, 12, 20, 20), Box(8, 8, 24, 24)
    edited[repainted.as_slices()] = 200
    for seen in (repainted, Box(0, 0, 32, 32)):
        matched = matched_on_ring(edited, source, box, repainted=seen, ring_px=4, reach_px=4)
        np.testing.assert_array_equal(matched, edited)


def test_a_box_that_fills_the_picture_has_no_ring_and_is_left_alone() -> None:
    source = np.full((32, 32, 3), 90, np.uint8)
    edited, whole = source + np.uint8(40), Box(0, 0, 32, 32)
    matched = matched_on_ring(edited, source, whole, repainted=whole, ring_px=4, reach_px=4)
    np.testing.assert_array_equal(matched, edited)
