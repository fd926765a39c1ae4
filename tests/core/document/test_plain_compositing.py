"""Compositing against the same arithmetic written down plainly, pixel by pixel, and what it needs of memory."""

from __future__ import annotations

import math
import tracemalloc
from itertools import product
from typing import Any

import numpy as np
import pytest

from lredit_core.document.adjustments import LayerAdjustment, adjusted
from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.compositing import (
    blend_into,
    blend_seen,
    blended,
    feather_mask,
    matched_on_ring,
    pixels_changed_outside,
    sides_on_border,
)
from lredit_core.document.layers import Layer, SeenLayer
from lredit_core.geometry import Box, Size


def plain_feather(size: Size, softness: float, touches: tuple[bool, bool, bool, bool]) -> list[list[int]]:
    ramp_px = softness * min(size.width, size.height)

    def weight(place: int, length: int, *, soft_start: bool, soft_end: bool) -> float:
        away = min(place + 0.5 if soft_start else math.inf, length - place - 0.5 if soft_end else math.inf)
        share = min(1.0, away / ramp_px)
        return share * share * (3 - 2 * share)

    left, top, right, bottom = touches
    return [
        [
            round(
                255
                * weight(x, size.width, soft_start=not left, soft_end=not right)
                * weight(y, size.height, soft_start=not top, soft_end=not bottom)
            )
            for x in range(size.width)
        ]
        for y in range(size.height)
    ]


@pytest.mark.parametrize("touches", list(product([False, True], repeat=4)))
def test_the_feather_is_a_smoothstep_on_each_side_that_is_free(touches: tuple[bool, bool, bool, bool]) -> None:
    mask = feather_mask(Size(13, 10), softness=0.4, touches=touches)
    assert mask.tolist() == plain_feather(Size(13, 10), 0.4, touches) and mask.dtype == np.uint8


def test_a_border_of_one_pixel_is_soft_and_a_narrower_one_is_hard() -> None:
    free = (False, False, False, False)
    assert feather_mask(Size(20, 10), softness=0.1, touches=free).tolist() == plain_feather(Size(20, 10), 0.1, free)
    assert feather_mask(Size(20, 10), softness=0.1, touches=free)[5, 0] == 128
    assert (feather_mask(Size(20, 10), softness=0.099, touches=free) == 255).all()
    assert (feather_mask(Size(20, 10), softness=0.0, touches=free) == 255).all()


@pytest.mark.parametrize(
    ("box", "touches"),
    [
        (Box(1, 1, 29, 19), (False, False, False, False)),
        (Box(0, 1, 29, 19), (True, False, False, False)),
        (Box(1, 0, 29, 19), (False, True, False, False)),
        (Box(1, 1, 30, 19), (False, False, True, False)),
        (Box(1, 1, 29, 20), (False, False, False, True)),
        (Box(-5, -5, 40, 40), (True, True, True, True)),
    ],
)
def test_a_side_touches_from_the_pictures_border_on(box: Box, touches: tuple[bool, ...]) -> None:
    assert sides_on_border(box, Size(30, 20)) == touches


def rows_of(rng: np.random.Generator, shape: tuple[int, ...], dtype: Any = np.uint8) -> np.ndarray:
    return rng.integers(0, np.iinfo(dtype).max, shape, dtype=dtype, endpoint=True)


def test_a_layer_is_laid_at_full_opacity_and_as_it_is_where_nothing_else_is_said() -> None:
    below, patch = np.full((1, 2, 3), 200, np.uint8), np.full((1, 2, 3), 100, np.uint8)
    mask = np.array([[255, 128]], np.uint8)
    assert blended(below, patch, mask)[0, :, 0].tolist() == [100, 150]
    assert below[0, :, 0].tolist() == [200, 200], "what was below is another array"
    blend_into(below, patch, mask)
    assert below[0, :, 0].tolist() == [100, 150]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [(3, 3), (3, 4), (4, 3), (4, 4)])
def test_every_kind_of_pixel_meets_as_plain_fractions_say(dtype: Any, channels: tuple[int, int]) -> None:
    rng = np.random.default_rng(sum(channels))
    below, patch = rows_of(rng, (3, 7, channels[0]), dtype), rows_of(rng, (3, 7, channels[1]), dtype)
    mask = rows_of(rng, (3, 7))
    mask[0, 0], mask[0, 1] = 0, 255
    with_alpha = channels == (4, 4)
    if with_alpha:
        below[1, :4, 3], patch[1, 2:6, 3] = 0, 0
    result = blended(below, patch, mask, opacity=0.75)
    for row, column in np.ndindex(3, 7):
        under, over = (pixels[row, column].astype(float) for pixels in (below, patch))
        share = round(float(mask[row, column]) * 0.75 * 257) / 65535
        if with_alpha:
            kept, laid = under[3] * (1 - share), over[3] * share
            assert abs(float(result[row, column, 3]) - (kept + laid)) <= 0.5001
            expected = (under * kept + over * laid) / (kept + laid) if kept + laid > 0 else under
        else:
            expected = under[:3] * (1 - share) + over[:3] * share
            assert channels[0] == 3 or result[row, column, 3] == below[row, column, 3]
        assert np.abs(result[row, column, :3].astype(float) - expected[:3]).max() <= 0.5001


def test_a_patch_that_cannot_be_seen_and_covers_all_takes_the_alpha_and_leaves_the_colours() -> None:
    below = np.full((2, 2, 4), (10, 20, 30, 40), np.uint8)
    patch = np.full((2, 2, 4), (200, 210, 220, 255), np.uint8)
    patch[0, 0, 3] = 0
    result = blended(below, patch, np.full((2, 2), 255, np.uint8))
    assert result[0, 0].tolist() == [10, 20, 30, 0]
    assert result[1, 1].tolist() == [200, 210, 220, 255]


@pytest.mark.parametrize("mode", [BlendMode.MULTIPLY, BlendMode.SCREEN])
def test_over_nothing_a_mode_lays_the_layers_own_colours_and_over_all_it_mixes(mode: BlendMode) -> None:
    below = np.array([[[100, 100, 100, 0], [100, 100, 100, 255], [100, 100, 100, 51]]], np.uint8)
    patch = np.full((1, 3, 4), (60, 60, 60, 255), np.uint8)
    result = blended(below, patch, np.full((1, 3), 255, np.uint8), mode=mode)
    mixed = 100 * 60 / 255 if mode is BlendMode.MULTIPLY else 255 - 155 * 195 / 255
    assert result[0, :, 3].tolist() == [255, 255, 255]
    for column, share in enumerate((0.0, 1.0, 0.2)):
        assert abs(float(result[0, column, 0]) - (mixed * share + 60 * (1 - share))) <= 1.0


def most_memory(run: Any) -> int:
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("height", "width"), [(2000, 700), (3, 200_000), (200_000, 3), (1, 1), (0, 5), (5, 0)])
def test_blending_needs_a_few_megabytes_whatever_the_size(height: int, width: int) -> None:
    below, patch = np.zeros((height, width, 3), np.uint8), np.full((height, width, 3), 200, np.uint8)
    mask = np.full((height, width), 128, np.uint8)
    assert most_memory(lambda: blend_into(below, patch, mask)) < 3 << 20
    assert (below == 100).all()


@pytest.mark.parametrize("value", [0, 255])
@pytest.mark.parametrize("channels", [(3, 3), (4, 4), (4, 3)])
def test_where_nothing_or_everything_is_laid_nothing_is_computed(value: int, channels: tuple[int, int]) -> None:
    below, patch = np.zeros((60, 500, channels[0]), np.uint8), np.full((60, 500, channels[1]), 200, np.uint8)
    mask = np.full((60, 500), value, np.uint8)
    assert most_memory(lambda: blend_into(below, patch, mask)) < 30_000
    assert (below[..., :3] == (200 if value else 0)).all()
    assert (below[..., 3:] == (200 if value and channels == (4, 4) else 0)).all()


def test_a_layer_is_blended_into_the_part_of_a_frame_that_it_meets() -> None:
    rng = np.random.default_rng(4)
    layer = Layer("one", Box(3, 2, 11, 8), rows_of(rng, (6, 8, 3)), rows_of(rng, (6, 8)))
    picture = rows_of(rng, (20, 30, 3))
    whole = picture.copy()
    whole[2:8, 3:11] = blended(whole[2:8, 3:11], layer.pixels, layer.mask)
    for frame in (Box(0, 0, 30, 20), Box(5, 4, 9, 6), Box(0, 3, 6, 20), Box(11, 2, 20, 8), Box(3, 8, 11, 20)):
        pixels = picture[frame.as_slices()].copy()
        blend_seen(pixels, frame, SeenLayer(layer, 1.0))
        np.testing.assert_array_equal(pixels, whole[frame.as_slices()])


def test_an_adjustment_that_looks_around_sees_what_lies_below_beyond_the_frame() -> None:
    rng = np.random.default_rng(5)
    adjustment = LayerAdjustment(light=0.4, blur_px=2.0)
    picture = rows_of(rng, (40, 50, 3))
    box = Box(4, 3, 45, 36)
    layer = Layer("blur", box, np.zeros((33, 41, 3), np.uint8), np.full((33, 41), 255, np.uint8), adjustment=adjustment)
    whole = picture.copy()
    whole[box.as_slices()] = adjusted(picture, adjustment)[box.as_slices()]
    asked: list[Box] = []

    def below(part: Box) -> np.ndarray:
        asked.append(part)
        return picture[part.clipped_to(Size(50, 40)).as_slices()]

    for frame in (Box(0, 0, 50, 40), Box(20, 18, 28, 25), Box(0, 0, 9, 8), Box(40, 30, 50, 40), Box(2, 16, 14, 24)):
        pixels = picture[frame.as_slices()].copy()
        blend_seen(pixels, frame, SeenLayer(layer, 1.0), below=below)
        np.testing.assert_array_equal(pixels, whole[frame.as_slices()])
    assert asked[0] == Box(-2, -3, 51, 42), "six pixels around the part of the layer"
    asked.clear()
    inner = Layer("blur", Box(10, 10, 20, 15), np.zeros((5, 10, 3), np.uint8), np.full((5, 10), 255, np.uint8))
    inner = Layer(inner.name, inner.box, inner.pixels, inner.mask, adjustment=adjustment)
    pixels = picture[4:21, 4:26].copy()
    blend_seen(pixels, Box(4, 4, 26, 21), SeenLayer(inner, 1.0), below=below)
    assert not asked, "the frame holds all that it looks at"
    np.testing.assert_array_equal(pixels[6:11, 6:16], adjusted(picture, adjustment)[10:15, 10:20])


def test_an_adjustment_without_a_way_to_look_beyond_takes_the_frame_for_all_there_is() -> None:
    rng = np.random.default_rng(6)
    adjustment = LayerAdjustment(blur_px=3.0)
    frame, box = Box(10, 5, 40, 25), Box(12, 6, 50, 20)
    layer = Layer("blur", box, np.zeros((14, 38, 3), np.uint8), np.full((14, 38), 255, np.uint8), adjustment=adjustment)
    pixels = rows_of(rng, (20, 30, 3))
    expected = pixels.copy()
    expected[1:15, 2:30] = adjusted(pixels, adjustment)[1:15, 2:30]
    blend_seen(pixels, frame, SeenLayer(layer, 1.0))
    np.testing.assert_array_equal(pixels, expected)


@pytest.mark.parametrize(
    "boxes",
    [
        (),
        (Box(0, 0, 9, 150),),
        (Box(0, 0, 9, 7),),
        (Box(2, 3, 5, 60), Box(4, 50, 8, 140)),
        (Box(5, 3, 8, 60), Box(1, 3, 5, 60)),
        (Box(1, 10, 8, 20), Box(2, 10, 4, 20)),
        (Box(3, 64, 6, 128), Box(0, 10, 0, 90), Box(4, 30, 7, 30)),
        (Box(2, 1, 5, 60), Box(6, 0, 8, 1), Box(1, 149, 8, 150)),
        (Box(-9, -9, 30, -4), Box(2, -7, 5, -2), Box(3, 160, 6, 170)),
        (Box(-4, -3, 3, 30), Box(6, 130, 20, 190), Box(12, 5, 15, 9)),
    ],
)
def test_every_pixel_outside_counts_once_and_none_inside(boxes: tuple[Box, ...]) -> None:
    before = np.zeros((150, 9, 3), np.uint8)
    outside = np.ones((150, 9), bool)
    for box in boxes:
        outside[box.clipped_to(Size(9, 150)).as_slices()] = False
    assert pixels_changed_outside(before, before + np.uint8(1), boxes) == int(outside.sum())
    for row, column in ((0, 0), (0, 8), (149, 0), (149, 8), (63, 4), (64, 4), (60, 2), (49, 4), (20, 1), (30, 3)):
        after = before.copy()
        after[row, column, 2] = 1
        assert pixels_changed_outside(before, after, boxes) == int(outside[row, column])


def test_counting_changes_needs_little_memory() -> None:
    before = np.zeros((4000, 300, 3), np.uint8)
    after = before + np.uint8(1)
    assert most_memory(lambda: pixels_changed_outside(before, after, (Box(0, 0, 10, 10),))) < 200_000


def plainly_matched(
    edited: np.ndarray, source: np.ndarray, box: Box, repainted: Box, ring_px: int, reach_px: float
) -> np.ndarray:
    height, width = source.shape[:2]
    ring = [
        (y, x)
        for y in range(max(0, repainted.y0 - ring_px), min(height, repainted.y1 + ring_px))
        for x in range(max(0, repainted.x0 - ring_px), min(width, repainted.x1 + ring_px))
        if not repainted.contains_point(x, y)
    ]
    result = edited.astype(float)
    for channel in range(3):
        shift = sum(float(edited[y, x, channel]) - float(source[y, x, channel]) for y, x in ring) / len(ring)
        for y, x in product(range(box.y0, box.y1), range(box.x0, box.x1)):
            away = min(y - box.y0 + 0.5, box.y1 - y - 0.5, x - box.x0 + 0.5, box.x1 - x - 0.5)
            result[y, x, channel] -= math.exp(-away / max(reach_px, 1e-3)) * shift
    return np.clip(np.rint(result), 0, 255)


@pytest.mark.parametrize(
    ("box", "repainted", "ring_px", "reach_px"),
    [
        (Box(6, 5, 17, 14), Box(5, 4, 19, 15), 3, 4.0),
        (Box(0, 3, 9, 12), Box(0, 2, 11, 14), 2, 1.5),
        (Box(6, 5, 17, 14), Box(4, 4, 19, 16), 1, 0.0),
        (Box(6, 5, 17, 14), Box(4, 4, 19, 16), 40, 20.0),
    ],
)
def test_a_shift_is_taken_out_as_written_down(box: Box, repainted: Box, ring_px: int, reach_px: float) -> None:
    rng = np.random.default_rng(8)
    source = rng.integers(40, 200, (19, 24, 3), dtype=np.uint8)
    shift = np.array((14, -9, 30)) + rng.integers(-3, 4, source.shape)
    edited = (source + shift).astype(np.uint8)
    edited[8, 9], edited[9, 10] = (255, 0, 0), (2, 255, 255)  # these would leave the range
    matched = matched_on_ring(edited, source, box, repainted=repainted, ring_px=ring_px, reach_px=reach_px)
    assert np.abs(matched - plainly_matched(edited, source, box, repainted, ring_px, reach_px)).max() <= 1e-9
    assert matched.dtype == np.uint8


@pytest.mark.parametrize("level", [0, 1])
def test_less_than_half_a_level_changes_nothing(level: int) -> None:
    source = np.full((12, 12, 3), 100, np.uint8)
    edited = source.copy()
    edited[:, :, 1] -= (np.arange(144) % 20 < 9).reshape(12, 12).astype(np.uint8)
    edited[5:8, 5:8] = 60 + level
    box = Box(5, 5, 8, 8)
    matched = matched_on_ring(edited, source, box, repainted=box, ring_px=20, reach_px=1e6)
    np.testing.assert_array_equal(matched, edited)


def test_the_least_that_can_be_seen_has_its_colour() -> None:
    """Of 255 x 65535 parts one is left of what was below, or one is laid."""
    below, patch = np.full((1, 1, 4), (201, 101, 51, 1), np.uint8), np.full((1, 1, 4), (90, 80, 70, 0), np.uint8)
    nearly_all = blended(below, patch, np.full((1, 1), 255, np.uint8), opacity=65534 / 65535)
    assert nearly_all[0, 0].tolist() == [201, 101, 51, 0]
    below[..., 3], patch[..., 3] = 0, 1
    hardly = blended(below, patch, np.full((1, 1), 1, np.uint8), opacity=1 / 257)
    assert hardly[0, 0].tolist() == [90, 80, 70, 0]
