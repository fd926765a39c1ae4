"""One layer as a picture of its own: its box, with its mask as transparency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.pictures.image import PixelBuffer

if TYPE_CHECKING:
    from lredit_core.document.layers import Layer


def layer_alone(source: PixelBuffer, layer: Layer) -> PixelBuffer:
    """The layer's pixels in the source's profile and depth, (h, w, 4): transparent where its mask lets the source
    through. Opacity and blend mode say how it lies over others, and are left out."""
    dtype = layer.pixels.dtype
    alpha = layer.mask.astype(dtype) * dtype.type(np.iinfo(dtype).max // 255)
    if layer.pixels.shape[2] == 4:
        most = np.uint64(np.iinfo(dtype).max)
        both = alpha.astype(np.uint64) * layer.pixels[..., 3].astype(np.uint64)
        alpha = ((both + most // 2) // most).astype(dtype)
    return PixelBuffer(np.dstack([layer.pixels[..., :3], alpha]), icc_profile=source.icc_profile, exif=source.exif)
