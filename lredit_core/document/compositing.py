"""Putting an edit back: exactly nothing changes outside the box, and no seam shows inside it.

Everything here is integer arithmetic on the picture's own bit depth. A mask value of 0 leaves a pixel bit for bit as it
was; 255 replaces it.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.document.adjustments import adjusted
from lredit_core.document.blend_modes import BlendMode, mixed
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from lredit_core.document.layers import SeenLayer
    from lredit_core.pictures.image import Pixels

MASK_FULL = 255
#: Weights run from 0 to this: a mask value times 257 times the opacity.
_WHOLE = MASK_FULL * 257
#: Pixels are blended in blocks that stay in a processor's cache.
_BLOCK_PIXELS, _BLOCK_COLUMNS = 32_768, 512
#: Rows compared at a time.
_COMPARED_ROWS = 64


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
    share = np.minimum(distance / ramp_px, 1.0)
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
        mode: how they meet.

    Returns:
        a new array like `below`; wherever mask * opacity rounds to 0 it equals `below` bit for bit.
    """
    result = below.copy()
    blend_into(result, patch, mask, opacity=opacity, mode=mode)
    return result


def blend_into(
    below: Pixels,
    patch: Pixels,
    mask: NDArray[np.uint8],
    *,
    opacity: float = 1.0,
    mode: BlendMode = BlendMode.NORMAL,
) -> None:
    """`blended`, written into `below`: block by block, so that what it needs besides is a few megabytes at most."""
    height, width = mask.shape
    weights = np.rint(np.arange(MASK_FULL + 1, dtype=np.float64) * (opacity * 257.0)).astype(np.uint32)  # 0.._WHOLE
    columns = max(1, min(width, _BLOCK_COLUMNS))
    rows = _BLOCK_PIXELS // columns
    for top in range(0, height, rows):
        for left in range(0, width, columns):
            here = slice(top, top + rows), slice(left, left + columns)
            _blend_block(below[here], patch[here], mask[here], weights, mode)


def blend_seen(pixels: Pixels, frame: Box, seen: SeenLayer, *, below: Callable[[Box], Pixels] | None = None) -> None:
    """A layer's part of a frame of the picture, blended into the frame's pixels.

    Args:
        pixels: (h, w, 3 or 4), what is seen in the frame so far; written to.
        frame: in the picture's pixels.
        seen: the layer.
        below: gives what is seen below the layer in any box of the picture, for one that looks beyond the frame; where
            it is None, the frame is all there is.
    """
    part = seen.box.intersected(frame)
    if part.is_empty:
        return
    here = pixels[part.translated(-frame.x0, -frame.y0).as_slices()]
    adjustment = seen.layer.adjustment
    if adjustment is None:
        patch = seen.pixels_in(part)
    else:
        around = part.grown(adjustment.reach_px)
        if below is None or frame.contains(around):
            around = around.intersected(frame)
            left, top = around.x0, around.y0
            lower = pixels[around.translated(-frame.x0, -frame.y0).as_slices()]
        else:
            lower = below(around)
            left, top = max(around.x0, 0), max(around.y0, 0)  # what the picture's border cut off is known
        kept = part.translated(-left, -top)
        patch = adjusted(lower, adjustment)[kept.as_slices()]
    blend_into(here, patch, seen.mask_in(part), opacity=seen.whole_opacity, mode=seen.blend_mode)


def _blend_block(
    below: Pixels, patch: Pixels, mask: NDArray[np.uint8], weights: NDArray[np.uint32], mode: BlendMode
) -> None:
    """One block, in place. Where nothing or everything is laid over it, nothing is computed."""
    least, most = int(weights[mask.min()]), int(weights[mask.max()])
    if most == 0:
        return
    both_have_alpha = below.shape[2] == 4 and patch.shape[2] == 4
    if least == _WHOLE and mode is BlendMode.NORMAL and not (both_have_alpha and patch[..., 3].min() == 0):
        channels = 4 if both_have_alpha else 3
        below[..., :channels] = patch[..., :channels]
        return
    weight = np.take(weights, mask, mode="clip")  # the quick way: no index is out of bounds
    if both_have_alpha:
        _blend_with_alpha(below, patch, weight, mode)
    else:
        _blend_colours(below, patch, weight, mode)


def _blend_colours(below: Pixels, patch: Pixels, weight: NDArray[np.uint32], mode: BlendMode) -> None:
    """(under * (whole - weight) + over * weight) / whole, rounded: at 16 bit too it fits 32 bits, with the rounding."""
    total = below[..., :3].astype(np.uint32)
    laid = mixed(total, patch[..., :3].astype(np.uint32), mode, int(np.iinfo(below.dtype).max))
    each = np.empty(laid.shape, np.uint32)  # the weight for each channel: broadcasting over three would be slow
    for channel in range(3):
        each[..., channel] = weight
    laid *= each
    np.subtract(np.uint32(_WHOLE), each, out=each)
    total *= each
    total += laid
    total += np.uint32(1 << 15)
    np.right_shift(total, np.uint32(16), out=laid)
    total += laid
    total >>= np.uint32(16)  # (x + 2^15 + ((x + 2^15) >> 16)) >> 16 is x / 65535, rounded, for all x up to 65535^2
    below[..., :3] = total


def _blend_with_alpha(below: Pixels, patch: Pixels, weight: NDArray[np.uint32], mode: BlendMode) -> None:
    """Colours count by their alpha; the products of three factors fit 32 bits at 8 bit, not at 16."""
    wide: Any = np.uint32 if below.dtype == np.uint8 else np.uint64
    whole, share = wide(_WHOLE), weight.astype(wide)
    under: NDArray[Any] = below[..., :3].astype(wide)
    over = _met(below, under, patch[..., :3].astype(wide), mode)
    kept: NDArray[Any] = below[..., 3].astype(wide) * (whole - share)
    laid: NDArray[Any] = patch[..., 3].astype(wide) * share
    alpha = kept + laid
    both = np.maximum(alpha, wide(1))
    half, is_seen = both // wide(2), alpha > 0
    for channel in range(3):
        mean = (under[..., channel] * kept + over[..., channel] * laid + half) // both
        below[..., channel] = np.where(is_seen, mean, under[..., channel])
    below[..., 3] = (alpha + wide(_WHOLE // 2)) // whole


def _met(below: Pixels, under: NDArray[Any], over: NDArray[Any], mode: BlendMode) -> NDArray[Any]:
    """(1 - alpha_b) Cs + alpha_b B(Cb, Cs): where nothing lies below, the layer's own colours are laid."""
    if mode is BlendMode.NORMAL:
        return over
    top = int(np.iinfo(below.dtype).max)
    share = below[..., 3:].astype(np.uint64)
    both = mixed(under, over, mode, top).astype(np.uint64) * share + over.astype(np.uint64) * (np.uint64(top) - share)
    return np.asarray((both + np.uint64(top // 2)) // np.uint64(top)).astype(under.dtype)


def pixels_changed_outside(before: Pixels, after: Pixels, boxes: tuple[Box, ...]) -> int:
    """How many pixels differ that lie in none of the boxes: 0 is what we promise and show.

    Rows are compared as plain memory, between the boxes; only where something differs are pixels counted.
    """
    height, width = before.shape[:2]
    changed = 0
    for top, bottom in _bands(height, boxes):
        for left, right in _gaps(
            width, [box for box in boxes if box.y0 < bottom and box.y1 > top and not box.is_empty]
        ):
            one, other = before[top:bottom, left:right], after[top:bottom, left:right]
            if not np.array_equal(one, other):
                changed += int((one != other).any(axis=2).sum())
    return changed


def _bands(height: int, boxes: tuple[Box, ...]) -> Iterator[tuple[int, int]]:
    """Bands of rows in each of which every box covers all rows or none."""
    edges = {edge for box in boxes for edge in (box.y0, box.y1) if 0 < edge < height}
    cuts = sorted({*range(0, height, _COMPARED_ROWS), *edges, height})
    return itertools.pairwise(cuts)


def _gaps(width: int, boxes: list[Box]) -> Iterator[tuple[int, int]]:
    """The columns that none of the boxes covers."""
    start = 0
    for box in sorted(boxes, key=lambda box: box.x0):
        if box.x0 > start:
            yield start, min(box.x0, width)
        start = max(start, box.x1)
    if start < width:
        yield start, width


def matched_on_ring(
    edited: NDArray[np.uint8], source: NDArray[np.uint8], box: Box, *, repainted: Box, ring_px: int, reach_px: float
) -> NDArray[np.uint8]:
    """Takes the colour shift of an editor out, as far as it shows in a ring of pixels that it was not to repaint.

    An editor that redraws its whole crop shifts colours a little (its autoencoder does). The mean shift on the ring,
    where nothing was meant to change, is subtracted at the border of the box and fades out towards its middle.

    Args:
        edited: (H, W, 3) uint8, the crop after.
        source: (H, W, 3) uint8, the crop before.
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
    rows = np.minimum(np.arange(box.height) + 0.5, box.height - np.arange(box.height) - 0.5)
    columns = np.minimum(np.arange(box.width) + 0.5, box.width - np.arange(box.width) - 0.5)
    fade = np.exp(-np.minimum(rows[:, None], columns[None, :]) / max(reach_px, 1e-3)).astype(np.float32)
    result = edited.copy()
    inside = result[box.as_slices()].astype(np.float32) - fade[..., None] * shift
    result[box.as_slices()] = np.clip(np.rint(inside), 0, 255).astype(np.uint8)
    return result
