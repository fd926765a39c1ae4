"""What every model editor does to a crop's pixels before and after the model: masks, padding, rounding."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lredit_core.editors.base import CropToEdit
from lredit_core.geometry import Size

#: The model repaints this much more than the region, to meet its surroundings; the composite mask lies inside.
MASK_GROWTH_SHARE = 0.04


def grown_mask(crop: CropToEdit) -> NDArray[np.uint8]:
    """(H, W) uint8, 255 = repaint: the region, somewhat grown."""
    height, width = crop.pixels.shape[:2]
    growth = round(MASK_GROWTH_SHARE * max(height, width))
    mask = np.zeros((height, width), dtype=np.uint8)
    grown = crop.box.grown(growth)
    mask[max(grown.y0, 0) : grown.y1, max(grown.x0, 0) : grown.x1] = 255
    return mask


def padded_to(crop: CropToEdit, size: Size) -> CropToEdit:
    """The crop with its last row and column repeated until it is as large as `size`, which is not smaller."""
    height, width = crop.pixels.shape[:2]
    below, beside = size.height - height, size.width - width
    return replace(crop, pixels=np.pad(crop.pixels, ((0, below), (0, beside), (0, 0)), mode="edge"))


def as_uint8(image: NDArray[np.float32], *, height: int, width: int) -> NDArray[np.uint8]:
    """A model's picture, (h, w, 3 or more) float in [0, 1], as (height, width, 3) uint8; what is no number is black."""
    pixels = np.clip(np.rint(np.nan_to_num(image) * 255.0), 0, 255).astype(np.uint8)
    if pixels.shape[:2] != (height, width):
        pixels = np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.BICUBIC), dtype=np.uint8)
    return np.ascontiguousarray(pixels[..., :3])
