"""Layers without the picture below them, with their masks as transparency: one in its box, or all at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.pictures.image import PixelBuffer, Pixels

if TYPE_CHECKING:
    from lredit_core.document.document import Document
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


def layers_alone(document: Document) -> PixelBuffer:
    """All layers that are seen, laid over nothing: a picture of the source's size, profile and depth, (H, W, 4), for
    programs that take it as a layer of their own. Blend modes say how a layer lies over others, and are left out.

    Over the source a single opaque layer looks as in the document, but for the rounding of its soft border.
    """
    source = document.source
    dtype = source.pixels.dtype
    most = np.iinfo(dtype).max
    height, width = source.size.height, source.size.width
    whole = np.zeros((height, width, 4), dtype)
    for layer in document.layers:
        inside = layer.box.clipped_to(source.size)
        if not layer.is_visible or layer.adjustment is not None or inside.area == 0:
            continue
        alone = layer_alone(source, layer).pixels[inside.translated(-layer.box.x0, -layer.box.y0).as_slices()]
        below = whole[inside.as_slices()]
        whole[inside.as_slices()] = _over(alone, below, opacity=layer.opacity, most=most)
    return PixelBuffer(whole, icc_profile=source.icc_profile, exif=source.exif)


def _over(upper: Pixels, lower: Pixels, *, opacity: float, most: int) -> Pixels:
    """One over the other, both (h, w, 4) with straight alpha."""
    covers = upper[..., 3:].astype(np.float64) * (opacity / most)
    lets_through = lower[..., 3:].astype(np.float64) * (1.0 - covers) / most
    alpha = covers + lets_through
    share = np.divide(covers, alpha, out=np.zeros_like(alpha), where=alpha > 0)
    colours = upper[..., :3] * share + lower[..., :3] * (1.0 - share)
    laid: Pixels = np.rint(np.dstack([np.where(alpha > 0, colours, 0.0), alpha * most])).astype(upper.dtype)
    return laid
