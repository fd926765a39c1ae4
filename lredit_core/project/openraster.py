"""OpenRaster (.ora): layers exchanged with Krita, GIMP and MyPaint.

Source: the OpenRaster specification, baseline 0.0.6: a zip whose first entry `mimetype` names it, `stack.xml` with
layers from the topmost down, their PNG files, the whole picture in `mergedimage.png` and a thumbnail. Modes are named
after SVG.
"""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import numpy as np
from PIL import Image

from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.document import Document
from lredit_core.document.layers import Group, Layer, cut_mask
from lredit_core.errors import LreditError, PictureError
from lredit_core.geometry import Box
from lredit_core.pictures.atomic_writing import replacing
from lredit_core.pictures.formats import MAX_PIXELS
from lredit_core.pictures.image import PixelBuffer, resized
from lredit_core.pictures.opening import decode_picture
from lredit_core.pictures.signatures import check_claimed_size
from lredit_core.project.archives import read_member
from lredit_core.project.arrays import encoded
from lredit_core.project.limits import require_memory

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.document.layers import SeenLayer
    from lredit_core.pictures.image import Pixels

_MIME = b"image/openraster"
_TIME = (2000, 1, 1, 0, 0, 0)
_MOST_XML_BYTES, _MOST_LAYERS, _THUMBNAIL_PX = 4 << 20, 2000, 256
#: What a PNG holds beside its pixels, at most.
_MOST_BESIDE_BYTES = 16 << 20
_PNG_BEGINS, _PNG_HEAD_BYTES = b"\x89PNG\r\n\x1a\n", 25
#: Colours, alpha and mask.
_LAYER_CHANNELS = 5
#: Characters that XML 1.0 cannot hold, not even as references.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPS = {mode: f"svg:{mode.value}" for mode in BlendMode} | {BlendMode.NORMAL: "svg:src-over"}
_MODES = {op: mode for mode, op in _OPS.items()}
_NONE = "This file is no OpenRaster picture, or it is damaged. Open it where it was made, and save it again."


def write_openraster(document: Document, path: Path) -> tuple[str, ...]:
    """Writes the document's layers.

    Returns:
        sentences on what the format does not hold.

    Raises:
        PictureError: where the path cannot be written.
    """
    size = document.source.size
    image = ElementTree.Element("image", version="0.0.6", w=str(size.width), h=str(size.height))
    stack = ElementTree.SubElement(image, "stack")
    files = {"data/source.png": encoded(_opaque(document.source.pixels))}
    groups = {group.group_id: group for group in document.groups}
    seen = {item.layer.layer_id: item for item in document.seen_layers}
    parent, shown = stack, None
    for number, layer in reversed(list(enumerate(document.layers))):
        if layer.adjustment is not None:
            continue
        group = groups.get(layer.group_id or "")
        if group is None:
            parent, shown = stack, None
        elif group.group_id != shown:
            parent, shown = ElementTree.SubElement(stack, "stack", _look(group.name, group)), group.group_id
        name = f"data/layer{number:04}.png"
        item = seen.get(layer.layer_id)
        files[name] = encoded(_alone(layer, item))
        place = {"x": str(layer.box.x0), "y": str(layer.box.y0), "src": name}
        look = _look(layer.name, layer)
        look["composite-op"] = _OPS[layer.blend_mode]
        ElementTree.SubElement(parent, "layer", look | place)
    source = {"name": "source", "x": "0", "y": "0", "src": "data/source.png", "composite-op": "svg:src-over"}
    ElementTree.SubElement(stack, "layer", source | {"opacity": "1.0", "visibility": "visible"})
    flat = document.flattened()
    files["mergedimage.png"] = encoded(_opaque(flat.pixels))
    files["Thumbnails/thumbnail.png"] = _thumbnail(flat)
    with replacing(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        _put(archive, "mimetype", _MIME)
        _put(archive, "stack.xml", ElementTree.tostring(image, encoding="utf-8", xml_declaration=True))
        for name in sorted(files):
            _put(archive, name, files[name])
    return _not_held(document)


def _not_held(document: Document) -> tuple[str, ...]:
    notes = []
    if any(layer.adjustment is not None for layer in document.layers):
        notes.append("OpenRaster holds no adjustment layers; they were left out, but for the merged picture.")
    if any(layer.is_clipped for layer in document.layers):
        notes.append("OpenRaster holds no clipping; clipped layers were cut to what is seen of them.")
    if document.source.icc_profile is not None:
        notes.append("OpenRaster holds no colour profile; the values are those of the picture's own.")
    return tuple(notes)


def _look(name: str, item: Layer | Group) -> dict[str, str]:
    return {
        "name": _NOT_IN_XML.sub(" ", name),
        "opacity": repr(float(item.opacity)),
        "visibility": "visible" if item.is_visible else "hidden",
    }


def _alone(layer: Layer, item: SeenLayer | None) -> Pixels:
    """(h, w, 4): the layer's colours, its mask (with what clips it, where it is seen) as alpha."""
    top = int(np.iinfo(layer.pixels.dtype).max)
    alpha: Any = cut_mask(layer, item).astype(np.uint64) * (top // 255)
    if layer.pixels.shape[2] == 4:
        alpha = (alpha * layer.pixels[..., 3] + top // 2) // top
    return np.dstack([layer.pixels[..., :3], alpha.astype(layer.pixels.dtype)])


def _opaque(pixels: Pixels) -> Pixels:
    """(h, w, 4), as all of the format's pictures are."""
    if pixels.shape[2] == 4:
        return pixels
    full = np.full((*pixels.shape[:2], 1), np.iinfo(pixels.dtype).max, pixels.dtype)
    return np.concatenate((pixels, full), axis=2)


def _thumbnail(flat: PixelBuffer) -> bytes:
    size = flat.size if flat.size.longest <= _THUMBNAIL_PX else flat.size.scaled_to_longest(_THUMBNAIL_PX)
    stream = io.BytesIO()
    Image.fromarray(resized(flat.to_srgb8(), size)).save(stream, "PNG")
    return stream.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)


@dataclass(frozen=True, slots=True, eq=False)
class OpenedLayers:
    """A document that was read, and what could not be taken over, in sentences."""

    document: Document
    notes: tuple[str, ...] = ()


def open_openraster(path: Path) -> OpenedLayers:
    """Reads a document: the lowest layer is the source where it fills the picture, else nothing is below the layers.

    Raises:
        PictureError: with a sentence that says what is wrong with the file.
    """
    try:
        if not path.is_file():
            raise PictureError(f'"{path}" is no file that can be read. Open another one.')
        with zipfile.ZipFile(path) as archive:
            return _Reader(archive).opened()
    except LreditError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise PictureError(f'The file "{path}" cannot be read ({reason}). Check that you may read it.') from error
    except Exception as error:  # what zlib, decoders and parsers raise on damaged bytes is theirs to choose
        raise PictureError(_NONE, details=repr(error)) from error


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A layer of the file: its pixels, (h, w, 3 or 4), and how it is seen."""

    name: str
    box: Box
    pixels: Pixels
    opacity: float
    is_visible: bool
    mode: BlendMode
    group: Group | None


class _Reader:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._notes: list[str] = []
        self._groups: list[Group] = []
        self._claimed: dict[str, int] = {}

    def opened(self) -> OpenedLayers:
        if self._read("mimetype", 100).strip() != _MIME:
            raise PictureError(_NONE)
        text = _decoded(self._read("stack.xml", _MOST_XML_BYTES))
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise PictureError(_NONE, details="stack.xml defines entities")
        image = ElementTree.fromstring(text)
        width, height = int(image.get("w", "0")), int(image.get("h", "0"))
        if not (width > 0 and height > 0 and width * height <= MAX_PIXELS):
            raise PictureError(_NONE, details=f"{width} x {height}")
        stack = image.find("stack")
        self._check_claims(image)
        found = list(reversed(self._layers(stack, None))) if stack is not None else []
        return self._document(found, Box(0, 0, width, height))

    def _document(self, found: list[_Found], canvas: Box) -> OpenedLayers:
        dtype = np.result_type(*[one.pixels.dtype for one in found]) if found else np.dtype(np.uint8)
        source = found[0] if found and _is_source(found[0], canvas) else None
        if source is not None:
            pixels = _as(source.pixels, dtype)
            is_opaque = pixels.shape[2] == 4 and pixels[..., 3].min() == np.iinfo(dtype).max
            picture = PixelBuffer(pixels[..., :3] if is_opaque else pixels)
            found = found[1:]
        else:
            picture = PixelBuffer(np.zeros((canvas.height, canvas.width, 4), dtype))
        layers = tuple(self._layer(one, picture) for one in found)
        used = {layer.group_id for layer in layers}
        groups = tuple(group for group in self._groups if group.group_id in used)
        return OpenedLayers(Document(picture, layers, groups), tuple(dict.fromkeys(self._notes)))

    def _read(self, name: str, most: int) -> bytes:
        data = read_member(self._archive, name, most)
        if len(data) > most:
            raise PictureError(_NONE, details=f"{name} is too large")
        return data

    def _check_claims(self, image: ElementTree.Element) -> None:
        """Looks, before anything is decoded, whether what all layers claim can be held; a picture counts each time."""
        layers = list(image.iter("layer"))
        if len(layers) > _MOST_LAYERS:
            raise PictureError(
                f"This OpenRaster file has {len(layers):,} layers; {_MOST_LAYERS:,} are the most. Merge some of them."
            )
        needed = 0
        for item in layers:
            source = item.get("src", "")
            if source not in self._claimed:
                self._claimed[source] = self._claimed_bytes(source)
            needed += self._claimed[source]
        require_memory(needed)

    def _claimed_bytes(self, name: str) -> int:
        """Of a PNG file, the one kind that the format has, once it is a layer."""
        head = read_member(self._archive, name, _PNG_HEAD_BYTES)
        if len(head) < _PNG_HEAD_BYTES or not head.startswith(_PNG_BEGINS):
            raise PictureError(_NONE, details=f"{name[:200]} is no PNG")
        width, height, bits = struct.unpack_from(">IIB", head, 16)
        check_claimed_size(width, height, name[:200])
        return int(width) * int(height) * _LAYER_CHANNELS * (2 if bits == 16 else 1)

    def _layers(self, stack: ElementTree.Element, group: Group | None) -> list[_Found]:
        """From the topmost down."""
        found: list[_Found] = []
        for item in stack:
            if item.tag == "stack":
                if group is not None:
                    self._notes.append("Groups inside of groups were taken as one.")
                inner = group or Group(item.get("name", "")[:200] or "Group", _is_shown(item), _opacity(item))
                if group is None:
                    self._groups.append(inner)
                found += self._layers(item, inner)
            elif item.tag == "layer":
                found.append(self._found(item, group))
        return found

    def _found(self, item: ElementTree.Element, group: Group | None) -> _Found:
        source = item.get("src", "")
        data = self._read(source, self._claimed[source] * 2 + _MOST_BESIDE_BYTES)
        opened = decode_picture(data, item.get("name", "layer"))
        x, y = int(float(item.get("x", "0"))), int(float(item.get("y", "0")))
        size = opened.buffer.size
        op = item.get("composite-op", "svg:src-over")
        if op not in _MODES:
            self._notes.append(f"The mode {op[:40]} is not known here and was taken as normal.")
        return _Found(
            item.get("name", "")[:200] or "Layer",
            Box(x, y, x + size.width, y + size.height),
            opened.buffer.pixels,
            _opacity(item),
            _is_shown(item),
            _MODES.get(op, BlendMode.NORMAL),
            group,
        )

    def _layer(self, one: _Found, picture: PixelBuffer) -> Layer:
        """Its alpha becomes the mask; colours are opaque then."""
        pixels = _as(one.pixels, picture.pixels.dtype)
        mask = np.full(pixels.shape[:2], 255, np.uint8)
        if pixels.shape[2] == 4:
            mask = np.rint(pixels[..., 3] / (picture.max_value / 255)).astype(np.uint8)
        colours = np.ascontiguousarray(pixels[..., :3])
        return Layer(
            one.name,
            one.box,
            _opaque(colours) if picture.has_alpha else colours,
            mask,
            is_visible=one.is_visible,
            opacity=one.opacity,
            blend_mode=one.mode,
            group_id=None if one.group is None else one.group.group_id,
        )


def _decoded(data: bytes) -> str:
    """The text of an XML file in UTF-8 or UTF-16, which is then looked at as a whole; what it says of its encoding is
    not heard."""
    is_wide = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" in data[:4]
    if not is_wide:
        return data.decode("utf-8-sig")
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16")
    return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le")


def _is_source(one: _Found, canvas: Box) -> bool:
    is_plain = one.is_visible and one.opacity == 1 and one.mode is BlendMode.NORMAL and one.group is None
    return is_plain and one.box == canvas


def _as(pixels: Pixels, dtype: Any) -> Pixels:
    """At another depth: 8 bits become 16 exactly."""
    return pixels if pixels.dtype == dtype else pixels.astype(np.uint16) * np.uint16(257)


def _is_shown(item: ElementTree.Element) -> bool:
    return item.get("visibility", "visible") != "hidden"


def _opacity(item: ElementTree.Element) -> float:
    value = float(item.get("opacity", "1"))
    return min(max(value, 0.0), 1.0) if value == value else 1.0
