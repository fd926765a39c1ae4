"""An accepted layer's colours matched to what lies around it. Not for the GUI thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.document.layers import SEEN, MaskShape, Original, Placement
from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.document.document import Document
    from lredit_core.document.layers import Layer
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import Pixels

#: Width of the rim that is compared, of the layer's shorter side.
_RIM_SHARE = 0.08
#: How far inwards the correction goes until it falls to 1/e, of the shorter side.
_REACH_SHARE = 0.35


def matched_to_surroundings(document: Document, layer_id: str) -> Document:
    """The document with a layer whose colours meet those that it lies on, as far as its rim shows a difference.

    The rim is what the layer shows of the ground along the edge of its mask, beside the thing that it is about where
    that is known. The mean difference from what lies below it is taken away at the edge and fades out inwards: the
    thing keeps its own colours.

    Args:
        document: with the layer.
        layer_id: of the layer. Where it was scaled or turned, it is as it lies from then on.

    Raises:
        InvalidRequest: where it is locked, an adjustment, or shows no ground that could be compared.
    """
    layer = document.layer(layer_id)
    if layer.is_locked:
        raise InvalidRequest(f"\u201c{layer.name}\u201d is locked. Unlock it in the layer panel first.")
    if layer.adjustment is not None:
        raise InvalidRequest("An adjustment has no colours of its own to match.")
    part = layer.box.clipped_to(document.source.size)
    inside = part.translated(-layer.box.x0, -layer.box.y0)
    below = _below(document, layer, part)
    rim = _rim(layer)[inside.as_slices()] if not part.is_empty else np.zeros((0, 0), bool)
    if not rim.any():
        raise InvalidRequest(
            f"\u201c{layer.name}\u201d shows no ground around the thing whose colours could be matched."
        )
    own = layer.pixels[inside.as_slices()][..., :3]
    shift = own[rim].astype(np.float64).mean(axis=0) - below[rim].astype(np.float64).mean(axis=0)
    return document.with_layer_replaced(_shifted(layer, shift))


def _below(document: Document, layer: Layer, part: Box) -> Pixels:
    """What is seen under the layer, (h, w, 3)."""
    index = document.index_of(layer.layer_id)
    lower = replace(document, layers=document.layers[:index])
    return lower.flattened().pixels[part.as_slices()][..., :3]


def _rim(layer: Layer) -> NDArray[np.bool_]:
    """(h, w) of the layer's box: along the inner edge of what its mask shows, without the thing."""
    seen = layer.mask > SEEN
    width = max(2, round(_RIM_SHARE * min(layer.box.width, layer.box.height)))
    padded = np.pad(seen.astype(np.uint8), 1)
    distance = cv2.distanceTransform(padded, cv2.DIST_L2, 3)[1:-1, 1:-1]
    rim = seen & (distance <= width)
    if layer.silhouette is not None:
        thing = np.zeros(seen.shape, np.uint8)
        common = layer.silhouette.reach.intersected(layer.box)
        if not common.is_empty:
            reach = layer.silhouette.reach
            there = common.translated(-reach.x0, -reach.y0).as_slices()
            thing[common.translated(-layer.box.x0, -layer.box.y0).as_slices()] = layer.silhouette.mask[there] > 0
        rim &= ~cv2.dilate(thing, np.ones((5, 5), np.uint8)).astype(bool)
    return np.asarray(rim, dtype=bool)


def _shifted(layer: Layer, shift: NDArray[np.float64]) -> Layer:
    """Lighter or darker by `shift` in each channel at the edge of the mask, less and less inwards."""
    if layer.placement.is_plain and layer.original is not None:
        made = layer.original
        pixels = _faded(made.pixels, made.mask, shift)
        original = Original(made.box, pixels, made.mask, made.silhouette)
        return replace(layer, pixels=pixels, original=original)
    pixels = _faded(layer.pixels, layer.mask, shift)
    if layer.original is None:
        return replace(layer, pixels=pixels)
    return replace(layer, pixels=pixels, original=None, placement=Placement(), mask_shape=MaskShape())


def _faded(pixels: Pixels, mask: NDArray[np.uint8], shift: NDArray[np.float64]) -> Pixels:
    padded = np.pad((mask > SEEN).astype(np.uint8), 1)
    distance = cv2.distanceTransform(padded, cv2.DIST_L2, 3)[1:-1, 1:-1]
    reach = max(1.0, _REACH_SHARE * min(mask.shape))
    weight = np.exp(-distance / reach)[..., None]
    most = np.iinfo(pixels.dtype).max
    result = pixels.copy()
    colours = pixels[..., :3].astype(np.float64) - weight * shift
    result[..., :3] = np.clip(np.rint(colours), 0, most).astype(pixels.dtype)
    return result
