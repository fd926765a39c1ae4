"""What every model editor does to a crop's pixels before and after the model: masks, padding, rounding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.editors.base import CropToEdit

#: The model repaints this much more than the region, to meet its surroundings; the composite mask lies inside.
MASK_GROWTH_SHARE = 0.04
#: Models see a mask in cells, and repaint each cell that it touches. A cell is so many pixels at least, and this share
#: of a crop's longer side where that is more: decoders of large models carry what is new a little further.
MASK_CELL_PX, MASK_CELL_SHARE = 8, 1 / 32


def grown_mask(crop: CropToEdit) -> NDArray[np.uint8]:
    """(H, W) uint8, 255 = repaint: the region, somewhat grown."""
    height, width = crop.pixels.shape[:2]
    size = Size(width, height)
    mask = np.zeros((height, width), dtype=np.uint8)
    mask[crop.box.grown(_growth_px(size)).clipped_to(size).as_slices()] = 255
    return mask


def box_repainted(box: Box, size: Size) -> Box:
    """What a model may paint anew when it edits a box of a crop: the grown mask, and the cells that it touches.

    Outside of it a model shows the source again, changed by no more than its autoencoder's shift of the colours.

    Args:
        box: the region, in the crop's pixels.
        size: of the crop.
    """
    cell = max(MASK_CELL_PX, round(MASK_CELL_SHARE * size.longest))
    return box.grown(_growth_px(size) + cell).clipped_to(size)


def _growth_px(size: Size) -> int:
    return round(MASK_GROWTH_SHARE * size.longest)


def padded_size(size: Size, *, multiple: int) -> Size:
    """The least size, not smaller, whose sides are multiples of a number of pixels."""
    return Size(size.width + -size.width % multiple, size.height + -size.height % multiple)


def padded_to(crop: CropToEdit, size: Size) -> CropToEdit:
    """The crop with its last row and column repeated until it is as large as `size`, which is not smaller."""
    height, width = crop.pixels.shape[:2]
    below, beside = size.height - height, size.width - width
    if not (below or beside):
        return crop
    return replace(crop, pixels=np.pad(crop.pixels, ((0, below), (0, beside), (0, 0)), mode="edge"))


def unpadded(pictures: NDArray[np.uint8], *, seen: Size, frame: Size) -> NDArray[np.uint8]:
    """Small pictures of padded crops, (..., h, w, 3), without the part that shows the padding.

    Args:
        pictures: (H, W, 3) uint8, padded.
        seen: the crops' size before they were padded to `frame`.
        frame: the size before the padding.
    """
    rows = max(1, round(pictures.shape[-3] * seen.height / frame.height))
    columns = max(1, round(pictures.shape[-2] * seen.width / frame.width))
    return pictures[..., :rows, :columns, :]


def as_uint8(image: NDArray[np.float32], *, height: int, width: int) -> NDArray[np.uint8]:
    """A model's picture, (h, w, 3 or more) float in [0, 1], as (height, width, 3) uint8; what is no number is black."""
    pixels = np.clip(np.rint(np.nan_to_num(image) * 255.0), 0, 255).astype(np.uint8)
    if pixels.shape[:2] != (height, width):
        pixels = np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.BICUBIC), dtype=np.uint8)
    return np.ascontiguousarray(pixels[..., :3])
