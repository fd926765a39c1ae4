"""PSD files: layers for Photoshop and what reads its files. Written by psd-tools.

Source: Adobe Photoshop File Formats Specification (layer and mask information, image data).
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image
from psd_tools import PSDImage
from psd_tools import constants as psd_constants
from psd_tools.psd.image_resources import ImageResource

from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.compositing import blend_seen
from lredit_core.document.layers import SeenLayer, cut_mask
from lredit_core.errors import PictureError
from lredit_core.pictures.atomic_writing import write_atomically
from lredit_core.project.limits import text

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.document.document import Document
    from lredit_core.document.layers import Group
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import Pixels

_LONGEST_SIDE_PX, _MOST_BYTES, _LONGEST_NAME = 30_000, 2**31 - 1, 255
_MODES = {mode: psd_constants.BlendMode[mode.name] for mode in BlendMode}


class _WithOurPreview(PSDImage):
    """The merged picture is ours, put there first: it need not be computed anew from the layers."""

    def _update_preview(self) -> None:
        pass


def write_psd(document: Document, path: Path) -> tuple[str, ...]:
    """Writes the document's layers.

    Returns:
        sentences on what the format does not hold.

    Raises:
        PictureError: where the path cannot be written, or the picture is too large for the format.
    """
    size = document.source.size
    if size.longest > _LONGEST_SIDE_PX:
        raise PictureError(
            f"A PSD file holds at most {_LONGEST_SIDE_PX:,} pixels a side, but the picture has {size.width:,} x "
            f"{size.height:,}. Make it smaller, or write OpenRaster (.ora)."
        )
    written = _WithOurPreview.frompil(_image(document.flattened().pixels))
    if document.source.icc_profile is not None:
        key = psd_constants.Resource.ICC_PROFILE
        written.image_resources[key] = ImageResource(key=key, data=document.source.icc_profile)
    written.create_pixel_layer(_image(document.source.pixels), name="source")
    groups = {group.group_id: group for group in document.groups}
    seen = {item.layer.layer_id: item for item in document.seen_layers}
    parent: Any = written
    shown: str | None = None
    for index, layer in enumerate(document.layers):
        if layer.group_id != shown:
            shown = layer.group_id
            parent = written if shown is None else _group(written, groups[shown])
        _put(parent, document, index, seen.get(layer.layer_id), groups.get(shown or ""))
    stream = io.BytesIO()
    written.save(stream)
    if stream.tell() > _MOST_BYTES:
        raise PictureError("A PSD file holds at most 2 GB, and these layers need more. Write OpenRaster (.ora).")
    write_atomically(path, stream.getvalue())
    return _not_held(document)


def _not_held(document: Document) -> tuple[str, ...]:
    notes = []
    if document.source.bit_depth == 16:
        notes.append("The PSD file holds 8 bits a channel; 16 were rounded to them.")
    if any(layer.adjustment is not None for layer in document.layers):
        notes.append("Adjustment layers were written as pixels, as the picture looked with them.")
    if any(layer.is_clipped for layer in document.layers):
        notes.append("Clipped layers were written with masks cut to what is seen of them.")
    if any(group.opacity < 1 for group in document.groups):
        notes.append("The opacity of groups was written into their layers.")
    if any(layer.pixels.shape[2] == 4 and _is_transparent(layer.pixels) for layer in document.layers):
        notes.append("Layers that make the picture transparent do not do so in a PSD file.")
    return tuple(notes)


def _is_transparent(pixels: Pixels) -> bool:
    return bool(pixels[..., 3].min() < np.iinfo(pixels.dtype).max)


def _group(written: PSDImage, group: Group) -> Any:
    made = written.create_group(name="group", open_folder=group.is_open)
    made.name = text(group.name)[:_LONGEST_NAME]
    made.visible = group.is_visible
    return made


def _put(parent: Any, document: Document, index: int, item: SeenLayer | None, group: Group | None) -> None:
    """One layer, on top of those that were put before."""
    layer = document.layers[index]
    box, pixels, mask = layer.box, layer.pixels, cut_mask(layer, item)
    if layer.adjustment is not None:
        box, pixels = _baked(document, index)
        if box.is_empty:
            return
        mask = mask[box.translated(-layer.box.x0, -layer.box.y0).as_slices()]
    made = parent.create_pixel_layer(
        _image(pixels),
        name="layer",
        left=box.x0,
        top=box.y0,
        opacity=round(layer.opacity * (1.0 if group is None else group.opacity) * 255),
        blend_mode=_MODES[layer.blend_mode],
    )
    made.create_mask(Image.fromarray(mask), left=box.x0, top=box.y0)
    made.name = text(layer.name)[:_LONGEST_NAME]
    made.visible = layer.is_visible


def _baked(document: Document, index: int) -> tuple[Box, Pixels]:
    """The part of the picture that an adjustment layer covers, as it looks with all of it."""
    layer = document.layers[index]
    canvas = document.source.size.as_box()
    box = layer.box.clipped_to(document.source.size)
    pixels = replace(document, layers=document.layers[:index]).flattened().pixels.copy()
    full = replace(layer, mask=np.full_like(layer.mask, 255), blend_mode=BlendMode.NORMAL)
    blend_seen(pixels, canvas, SeenLayer(full, 1.0))
    return box, pixels[box.as_slices()]


def _image(pixels: Pixels) -> Image.Image:
    """8 bits a channel; 16 are rounded to them."""
    return Image.fromarray(np.ascontiguousarray(_eight_bits(pixels)))


def _eight_bits(pixels: Pixels) -> NDArray[np.uint8]:
    if pixels.dtype == np.uint8:
        return pixels
    return np.asarray((pixels.astype(np.uint32) + 128) // 257, dtype=np.uint8)
