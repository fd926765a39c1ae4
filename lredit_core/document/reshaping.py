"""Layers placed otherwise, their masks reshaped: always made anew from the original, so that nothing wears out.

Apart from `layers`, which the window imports: OpenCV takes long to load. Not for the GUI thread.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from lredit_core.document.layers import Layer, MaskShape, Original, Placement
from lredit_core.document.mask_shapes import grown, softened
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: A layer scaled beyond this many pixels, or to a longer side, is refused.
MOST_PIXELS, MOST_SIDE_PX = 200_000_000, 500_000


def reshaped(layer: Layer, *, placement: Placement | None = None, mask_shape: MaskShape | None = None) -> Layer:
    """The layer as it lies with another placement or mask.

    Args:
        layer: that is changed; its original stays what it was.
        placement: the new one; the one that it has where None.
        mask_shape: likewise.

    Raises:
        InvalidRequest: where it would become larger than `MOST_PIXELS`, or less than a pixel.
    """
    made = layer.as_made
    placement = layer.placement if placement is None else placement
    mask_shape = layer.mask_shape if mask_shape is None else mask_shape
    if placement.is_plain and mask_shape.is_plain:
        plain = replace(layer, box=made.box, pixels=made.pixels, mask=made.mask, silhouette=made.silhouette)
        return replace(plain, original=None, placement=placement, mask_shape=mask_shape)
    if placement.is_plain:
        box, pixels, mask, cover, silhouette = made.box, made.pixels, made.mask, None, made.silhouette
    else:
        box, pixels, mask, cover, silhouette = _placed(made, placement, has_pixels=layer.adjustment is None)
    return replace(
        layer,
        box=box,
        pixels=pixels,
        mask=_shaped(mask, mask_shape, cover),
        silhouette=silhouette,
        original=made,
        placement=placement,
        mask_shape=mask_shape,
    )


def with_mask(layer: Layer, mask: NDArray[np.uint8]) -> Layer:
    """The layer with a mask that was painted by hand, as its own from now on.

    Args:
        layer: that is changed. What it was placed and reshaped by is taken over into its pixels.
        mask: (h, w) uint8 of its box's size.
    """
    if mask.shape != (layer.box.height, layer.box.width):
        raise InvalidRequest("The mask is not of the layer's size.")
    return replace(layer, mask=mask, original=None, placement=Placement(), mask_shape=MaskShape())


def _shaped(mask: NDArray[np.uint8], shape: MaskShape, cover: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """A mask reshaped, inside of what the layer covers of its box (`cover`; all of it where None)."""
    if shape.is_plain:
        return mask
    result = np.full_like(mask, 255) if shape.is_off else 255 - mask if shape.is_inverted else mask
    if not shape.is_off:
        result = softened(grown(result, shape.grow_px), float(shape.soften_px))
    return result if cover is None else np.minimum(result, cover)


def _placed(
    made: Original, placement: Placement, *, has_pixels: bool
) -> tuple[Box, Any, NDArray[np.uint8], NDArray[np.uint8], Silhouette | None]:
    """Where it lies, pixels, mask, what it covers of its box, and its silhouette."""
    size = _scaled(made.box.size, placement)
    mask = _array_placed(made.mask, size, placement, is_mask=True)
    cover = _array_placed(np.full_like(made.mask, 255), size, placement, is_mask=True)
    box = Box.around(*made.box.centre, mask.shape[1], mask.shape[0])
    if has_pixels:
        pixels = _array_placed(made.pixels, size, placement, is_mask=False)
    else:
        pixels = np.broadcast_to(made.pixels[:1, :1], (*mask.shape, made.pixels.shape[2]))
    silhouette = None
    if made.silhouette is not None:
        inside = made.silhouette.reach.intersected(made.box)
        whole = np.zeros_like(made.mask)
        if not inside.is_empty:
            own = inside.translated(-made.silhouette.reach.x0, -made.silhouette.reach.y0)
            there = inside.translated(-made.box.x0, -made.box.y0)
            whole[there.as_slices()] = made.silhouette.mask[own.as_slices()]
        placed = _array_placed(whole, size, placement, is_mask=True)
        silhouette = Silhouette(box, placed, made.silhouette.confidence)
    return box, pixels, mask, cover, silhouette


def _scaled(size: Size, placement: Placement) -> Size:
    width, height = round(size.width * placement.scale_x), round(size.height * placement.scale_y)
    if width < 1 or height < 1:
        raise InvalidRequest("The layer would be smaller than a pixel. Scale it less.")
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE_PX:
        raise InvalidRequest(
            f"The layer would have more than {MOST_PIXELS // 1_000_000} megapixels, or a side of more than "
            f"{MOST_SIDE_PX:,}. Scale it less."
        )
    return Size(width, height)


def _array_placed(array: NDArray[Any], size: Size, placement: Placement, *, is_mask: bool) -> NDArray[Any]:
    """Flipped, scaled to `size`, turned. Flips and quarter turns move values and compute none."""
    if placement.is_flipped_x:
        array = array[:, ::-1]
    if placement.is_flipped_y:
        array = array[::-1]
    if (array.shape[1], array.shape[0]) != (size.width, size.height):
        array = _resized(array, size)
    quarters, rest = divmod(placement.turn_deg, 90.0)
    if rest == 0:
        return np.ascontiguousarray(np.rot90(array, -int(quarters) % 4))
    return turned(array, placement.turn_deg, border_value=0 if is_mask else None)


def _resized(array: NDArray[Any], size: Size) -> NDArray[Any]:
    """Means where it shrinks, cubic where it grows."""
    shrinks = size.width < array.shape[1] or size.height < array.shape[0]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(np.ascontiguousarray(array), (size.width, size.height), interpolation=method))


def turned(array: NDArray[Any], turn_deg: float, *, border_value: int | None) -> NDArray[Any]:
    """Turned clockwise about its middle, into an array that holds all of it.

    Args:
        array: (h, w) or (h, w, C) uint8 or uint16.
        turn_deg: the angle.
        border_value: beyond its border; None goes on with what lies at the border.
    """
    height, width = array.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -turn_deg, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    across = max(1, int(np.ceil(width * cos + height * sin - 1e-6)))
    down = max(1, int(np.ceil(width * sin + height * cos - 1e-6)))
    matrix[0, 2] += (across - width) / 2
    matrix[1, 2] += (down - height) / 2
    border = cv2.BORDER_REPLICATE if border_value is None else cv2.BORDER_CONSTANT
    return np.asarray(
        cv2.warpAffine(
            np.ascontiguousarray(array),
            matrix,
            (across, down),
            flags=cv2.INTER_LINEAR,
            borderMode=border,
            borderValue=(border_value or 0,) * 4,
        )
    )
