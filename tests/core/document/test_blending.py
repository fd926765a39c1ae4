"""Blending against a plain reference in 64-bit integers, bit for bit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lredit_core.document.blend_modes import BlendMode, mixed
from lredit_core.document.compositing import blended, pixels_changed_outside
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEPTHS = (np.uint8, np.uint16)


def plainly_blended(
    below: NDArray[Any], patch: NDArray[Any], mask: NDArray[np.uint8], *, opacity: float, mode: BlendMode
) -> NDArray[Any]:
    """The arithmetic written down once, without a thought for speed."""
    weight = np.rint(mask.astype(np.float64) * (opacity * 257.0)).astype(np.int64)[..., None]
    full, top = np.int64(65535), int(np.iinfo(below.dtype).max)
    under, over = below[..., :3].astype(np.int64), patch[..., :3].astype(np.int64)
    met = mixed(under, over, mode, top)  # the modes' own formulas: test_blend_modes.py
    both_have_alpha = below.shape[2] == 4 and patch.shape[2] == 4
    if both_have_alpha and mode is not BlendMode.NORMAL:
        share = below[..., 3:].astype(np.int64)
        met = (met * share + over * (top - share) + top // 2) // top
    over = met
    result = below.copy()
    if both_have_alpha:
        kept, laid = below[..., 3:].astype(np.int64) * (full - weight), patch[..., 3:].astype(np.int64) * weight
        both = np.maximum(kept + laid, 1)
        colour = np.where(kept + laid > 0, (under * kept + over * laid + both // 2) // both, under)
        result[..., 3:] = ((kept + laid + full // 2) // full).astype(below.dtype)
    else:
        colour = (under * (full - weight) + over * weight + full // 2) // full
    result[..., :3] = colour.astype(below.dtype)
    return result


def noise(rng: np.random.Generator, shape: tuple[int, ...], dtype: type[Any]) -> NDArray[Any]:
    """Random values, a third of them the least or the largest."""
    top = int(np.iinfo(dtype).max)
    values = rng.integers(0, top, shape, dtype=dtype, endpoint=True)
    return np.where(rng.random(shape) < 0.34, rng.choice(np.array([0, top], dtype), shape), values)


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    dtype=st.sampled_from(DEPTHS),
    channels=st.tuples(st.sampled_from((3, 4)), st.sampled_from((3, 4))),
    opacity=st.one_of(st.sampled_from((0.0, 1.0)), st.floats(0, 1)),
    mode=st.sampled_from(BlendMode),
    mask_kind=st.sampled_from(("noise", "full", "none", "rows")),
)
def test_narrow_integers_blend_as_wide_ones(
    seed: int, dtype: type[Any], channels: tuple[int, int], opacity: float, mode: BlendMode, mask_kind: str
) -> None:
    rng = np.random.default_rng(seed)
    height, width = rng.integers(1, 24, 2)
    below, patch = noise(rng, (height, width, channels[0]), dtype), noise(rng, (height, width, channels[1]), dtype)
    mask = noise(rng, (height, width), np.uint8)
    if mask_kind == "rows":
        mask[: height // 2] = 0
    elif mask_kind != "noise":
        mask[:] = 255 if mask_kind == "full" else 0
    expected = plainly_blended(below, patch, mask, opacity=opacity, mode=mode)
    assert np.array_equal(blended(below, patch, mask, opacity=opacity, mode=mode), expected)


@pytest.mark.parametrize("dtype", DEPTHS)
@pytest.mark.parametrize("mode", list(BlendMode))
def test_every_value_at_every_weight_blends_as_wide_integers_do(dtype: type[Any], mode: BlendMode) -> None:
    top = int(np.iinfo(dtype).max)
    values = np.linspace(0, top, 256).astype(dtype)
    below = np.repeat(np.broadcast_to(values[:, None, None], (256, 256, 1)), 3, axis=2)
    patch = np.repeat(np.broadcast_to(values[None, ::-1, None], (256, 256, 1)), 3, axis=2)
    for value in (1, 77, 128, 254, 255):
        mask = np.full((256, 256), value, np.uint8)
        for opacity in (1.0, 0.37):
            expected = plainly_blended(below, patch, mask, opacity=opacity, mode=mode)
            assert np.array_equal(blended(below, patch, mask, opacity=opacity, mode=mode), expected)


def test_a_patch_larger_than_a_block_is_blended_whole() -> None:
    rng = np.random.default_rng(5)
    below, patch = noise(rng, (301, 1203, 3), np.uint8), noise(rng, (301, 1203, 3), np.uint8)
    mask = np.zeros((301, 1203), np.uint8)
    mask[:, 400:] = 255
    mask[100:250, 200:1000] = noise(rng, (150, 800), np.uint8)
    expected = plainly_blended(below, patch, mask, opacity=1.0, mode=BlendMode.NORMAL)
    assert np.array_equal(blended(below, patch, mask), expected)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(0, 4))
def test_changes_outside_are_counted_as_a_plain_comparison_counts_them(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    height, width = (int(side) for side in rng.integers(1, 200, 2))
    before = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    after = before.copy()
    after[rng.random((height, width)) < 0.02] ^= 1
    corners = rng.integers(-5, 205, (count, 4))
    boxes = tuple(
        Box(*(int(v) for v in (min(a, c), min(b, d), max(a, c), max(b, d)))).clipped_to(Box(0, 0, width, height).size)
        for a, b, c, d in corners
    )
    differs = (before != after).any(axis=2)
    for box in boxes:
        differs[box.as_slices()] = False
    assert pixels_changed_outside(before, after, boxes) == int(differs.sum())
