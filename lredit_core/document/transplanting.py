"""Layers of one picture in another. Not for the GUI thread: colours are converted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.document.layers import Original, new_id
from lredit_core.pictures.icc_profiles import in_profile, srgb_profile
from lredit_core.pictures.image import to_8_bit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lredit_core.document.document import Document
    from lredit_core.document.layers import Layer
    from lredit_core.pictures.image import PixelBuffer, Pixels


def with_layers_of(
    document: Document, layers: Iterable[Layer], source: PixelBuffer
) -> tuple[Document, tuple[str, ...]]:
    """The document with layers of another picture on top, in its own depth and profile.

    They lie where they lay; those that would be off the picture lie in its middle. Groups are not taken along, and
    nothing is clipped.

    Args:
        document: that takes them.
        layers: from the lowest to the topmost.
        source: of the picture that they come from.

    Returns:
        the document, and the ids of the new layers.

    Raises:
        PictureError: where a colour profile is damaged.
    """
    ids = []
    for layer in layers:
        taken = _taken(layer, source, document.source)
        ids.append(taken.layer_id)
        document = document.with_layer(taken)
    return document, tuple(ids)


def _taken(layer: Layer, source: PixelBuffer, target: PixelBuffer) -> Layer:
    if layer.adjustment is not None:  # its pixels are not looked at
        height, width = layer.mask.shape
        pixels = np.broadcast_to(np.zeros((1, 1, 1), target.pixels.dtype), (height, width, 3))
    else:
        pixels = _converted(layer.pixels, source, target)
    original = layer.original
    if original is not None:
        is_same = original.pixels is layer.pixels or layer.adjustment is not None
        made = pixels if is_same else _converted(original.pixels, source, target)
        original = Original(original.box, made, original.mask, original.silhouette)
    taken = replace(
        layer, pixels=pixels, original=original, group_id=None, is_clipped=False, is_locked=False, layer_id=new_id()
    )
    if taken.box.clipped_to(target.size).is_empty:
        middle, own = target.size.as_box().centre, taken.box.centre
        taken = taken.translated(round(middle[0] - own[0]), round(middle[1] - own[1]))
    return taken


def _converted(pixels: Pixels, source: PixelBuffer, target: PixelBuffer) -> Pixels:
    """In the target's profile, depth and number of channels."""
    if source.icc_profile != target.icc_profile:
        pixels, _bits = in_profile(
            np.ascontiguousarray(pixels), source.icc_profile, target.icc_profile or srgb_profile()
        )
    if target.bit_depth == 8:
        pixels = to_8_bit(pixels)
    elif pixels.dtype == np.uint8:
        pixels = pixels.astype(np.uint16) * np.uint16(257)
    if pixels.shape[2] == 3 and target.has_alpha:
        full = np.full((*pixels.shape[:2], 1), target.max_value, pixels.dtype)
        pixels = np.concatenate([pixels, full], axis=2)
    return np.ascontiguousarray(pixels[..., : 4 if target.has_alpha else 3])
