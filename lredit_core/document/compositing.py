"""Putting an edit back: exactly nothing changes outside the box, and no seam shows inside it.

Everything here is integer arithmetic on the picture's own bit depth. A mask value of 0 leaves a pixel bit for bit as it
was; 255 replaces it.
"""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import Pixels

MASK_FULL = 255


class BlendMode(Enum):
    """How a layer meets what lies below it."""

    NORMAL = "normal"
    MULTIPLY = "multiply"
    SCREEN = "screen"
    LIGHTEN = "lighten"
    DARKEN = "darken"


def feather_mask(size: Size, *, softness: float, touches: tuple[bool, bool, bool, bool]) -> NDArray[np.uint8]:
    """The composite mask of a box: full in the middle, falling to almost nothing at its border, inside the box only.

    Args:
        size: of the box in pixels.
        softness: width of the soft border as a share of the shorter side, in [0, 0.5].
        touches: (left, top, right, bottom): sides that lie on the picture's border; there is nothing to blend with
            there, so the mask stays full up to them.

    Returns:
        (height, width) uint8 in [0, 255].
    """
    ramp_px = softness * size.shortest
    left, top, right, bottom = touches
    columns = _ramp(size.width, ramp_px, soft_start=not left, soft_end=not right)
    rows = _ramp(size.height, ramp_px, soft_start=not top, soft_end=not bottom)
    weight = rows[:, None] * columns[None, :]
    return np.rint(weight * MASK_FULL).astype(np.uint8)


def _ramp(length: int, ramp_px: float, *, soft_start: bool, soft_end: bool) -> NDArray[np.float64]:
    """Weights of one side: a smoothstep over `ramp_px` at each soft end."""
    if ramp_px < 1:
        return np.ones(length)
    position = np.arange(length) + 0.5
    distance = np.full(length, np.inf)
    if soft_start:
        distance = np.minimum(distance, position)
    if soft_end:
        distance = np.minimum(distance, length - position)
    share = np.clip(distance / ramp_px, 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share))


def sides_on_border(box: Box, image: Size) -> tuple[bool, bool, bool, bool]:
    """Which sides of the box (left, top, right, bottom) lie on the picture's border."""
    return box.x0 <= 0, box.y0 <= 0, box.x1 >= image.width, box.y1 >= image.height


def blended(
    below: Pixels,
    patch: Pixels,
    mask: NDArray[np.uint8],
    *,
    opacity: float = 1.0,
    mode: BlendMode = BlendMode.NORMAL,
) -> Pixels:
    """`patch` over `below` where the mask says so.

    Args:
        below: (h, w, 3 or 4) uint8 or uint16.
        patch: (h, w, 3 or 4) of the same type. Without alpha of its own it leaves that of `below`; with it, colours
            count by their alpha, so that what cannot be seen tints nothing.
        mask: (h, w) uint8.
        opacity: in [0, 1].

    Returns:
        a new array like `below`; wherever mask * opacity rounds to 0 it equals `below` bit for bit.
    """
    weight = np.rint(mask.astype(np.float64) * (opacity * 257.0)).astype(np.int64)[..., None]  # 0..65535
    full = np.int64(MASK_FULL * 257)
    under = below[..., :3].astype(np.int64)
    over = _mixed(under, patch[..., :3].astype(np.int64), mode, int(np.iinfo(below.dtype).max))
    result = below.copy()
    if below.shape[2] == 4 and patch.shape[2] == 4:
        kept, laid = below[..., 3:].astype(np.int64) * (full - weight), patch[..., 3:].astype(np.int64) * weight
        both = np.maximum(kept + laid, 1)
        colour = np.where(kept + laid > 0, (under * kept + over * laid + both // 2) // both, under)
        result[..., 3:] = ((kept + laid + full // 2) // full).astype(below.dtype)
    else:
        colour = (under * (full - weight) + over * weight + full // 2) // full
    result[..., :3] = colour.astype(below.dtype)
    return result


def _mixed(under: NDArray[np.int64], over: NDArray[np.int64], mode: BlendMode, top: int) -> NDArray[np.int64]:
    if mode is BlendMode.NORMAL:
        return over
    if mode is BlendMode.MULTIPLY:
        return (under * over + top // 2) // top
    if mode is BlendMode.SCREEN:
        return top - ((top - under) * (top - over) + top // 2) // top
    if mode is BlendMode.LIGHTEN:
        return np.maximum(under, over)
    return np.minimum(under, over)


def pixels_changed_outside(before: Pixels, after: Pixels, boxes: tuple[Box, ...]) -> int:
    """How many pixels differ that lie in none of the boxes: 0 is what we promise and show."""
    differs = (before != after).any(axis=2)
    for box in boxes:
        differs[box.as_slices()] = False
    return int(differs.sum())


def matched_on_ring(
    edited: NDArray[np.uint8], source: NDArray[np.uint8], box: Box, *, repainted: Box, ring_px: int, reach_px: float
) -> NDArray[np.uint8]:
    """Takes the colour shift of an editor out, as far as it shows in a ring of pixels that it was not to repaint.

    An editor that redraws its whole crop shifts colours a little (its autoencoder does). The mean shift on the ring,
    where nothing was meant to change, is subtracted at the border of the box and fades out towards its middle.

    Args:
        edited, source: (H, W, 3) uint8, the crop after and before.
        box: the region, in the crop's pixels.
        repainted: what the editor may have painted anew, the box within. The ring lies just outside of it: inside, new
            things would be taken for a shift of colours. Where it fills the crop, nothing is known of a shift.
        ring_px: width of the ring that is compared.
        reach_px: the correction falls to 1/e at this distance from the border, inwards.

    Returns:
        (H, W, 3) uint8; pixels outside the box come back as in `edited`.
    """
    height, width = source.shape[:2]
    outer = repainted.grown(ring_px).clipped_to(Size(width, height))
    ring = np.zeros((height, width), dtype=bool)
    ring[outer.as_slices()] = True
    ring[repainted.as_slices()] = False
    if not ring.any():
        return edited
    shift = (edited[ring].astype(np.float32) - source[ring].astype(np.float32)).mean(axis=0)
    if float(np.abs(shift).max()) < 0.5:
        return edited
    rows = np.minimum(np.arange(box.height) + 0.5, box.height - np.arange(box.height) - 0.5)
    columns = np.minimum(np.arange(box.width) + 0.5, box.width - np.arange(box.width) - 0.5)
    fade = np.exp(-np.minimum(rows[:, None], columns[None, :]) / max(reach_px, 1e-3)).astype(np.float32)
    result = edited.copy()
    inside = result[box.as_slices()].astype(np.float32) - fade[..., None] * shift
    result[box.as_slices()] = np.clip(np.rint(inside), 0, 255).astype(np.uint8)
    return result
