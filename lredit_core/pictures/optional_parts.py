"""Picture files without what is optional in them: for decoders that fail on it, or that act on it by themselves."""

from __future__ import annotations

import contextlib
import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PNG_SIGNATURE, _JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
#: Beside a chunk's data: length, kind, checksum.
_PNG_CHUNK_BYTES = 12
_PNG_OPTIONAL = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"caBX"))
_PNG_PIXELS = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND"))
#: APP0 (JFIF), APP2 (profile) and APP14 (colours) tell how the picture is decoded; the other applications' do not.
_JPEG_OPTIONAL = frozenset(set(range(0xE1, 0xF0)) - {0xE2, 0xEE}) | {0xFE}
_JPEG_SCAN = 0xDA
_ORIENTATION = 274
#: XMP, IPTC, Photoshop, EXIF, GPS, interoperability.
_TIFF_OPTIONAL = frozenset((700, 33723, 34377, 34665, 34853, 40965))
#: EXIF and XMP in the list of items: version 2 or 3, flags, number, protection, kind. Source: ISO/IEC 14496-12, 8.11.6
_HEIF_OPTIONAL = re.compile(rb"infe(?:\x02.{3}.{2}|\x03.{3}.{4}).{2}(?:Exif|mime)", re.DOTALL)
_PRIVATE_ITEM = b"none"
_PRIVATE_TAG = 65535
_BYTE, _SHORT, _LONG = 1, 3, 4
_INTEGERS = {_BYTE: "B", _SHORT: "H", _LONG: "I"}


def without_optional_parts(data: bytes) -> bytes:
    """A PNG, JPEG, TIFF, HEIC or AVIF file without texts, EXIF and the like; others, and cut files, as they are."""
    try:
        if data.startswith(_PNG_SIGNATURE):
            return _bare_png(data)
        if data.startswith(_JPEG_START):
            return _bare_jpeg(data)
        if data[4:8] == b"ftyp":
            return _bare_heif(data)
        return _bare_tiff(data)
    except (struct.error, IndexError, OverflowError):
        return data


def without_tiff_orientation(data: bytes) -> tuple[bytes, int]:
    """A TIFF file that says it is upright, so that no decoder turns it, and what it said; others as they are, and 1."""
    try:
        for entry in _tiff_entries(data):
            if entry.tag == _ORIENTATION and entry.kind in _INTEGERS and entry.count == 1:
                form = entry.order + _INTEGERS[entry.kind]
                (told,) = struct.unpack_from(form, data, entry.value_at)
                if not 2 <= told <= 8:
                    return data, 1
                changed = bytearray(data)
                struct.pack_into(form, changed, entry.value_at, 1)
                return bytes(changed), told
    except (struct.error, IndexError, OverflowError):
        pass  # the file ends early; its decoder says so
    return data, 1


def tiff_numbers(data: bytes) -> dict[int, int]:
    """Tag -> its value where that is a single whole number, else 0, of a TIFF file's first directory; as far as it can
    be read, and empty for other files."""
    numbers: dict[int, int] = {}
    with contextlib.suppress(struct.error, IndexError, OverflowError):
        for entry in _tiff_entries(data):
            numbers[entry.tag] = 0
            if entry.count == 1 and entry.kind in _INTEGERS:
                (numbers[entry.tag],) = struct.unpack_from(entry.order + _INTEGERS[entry.kind], data, entry.value_at)
    return numbers


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, the whole chunk) of a PNG file, as far as they go; the last one may be cut."""
    at = len(_PNG_SIGNATURE)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + _PNG_CHUNK_BYTES + length
        yield kind, data[at:end]
        at = end
    if at < len(data):
        yield b"", data[at:]


def only_pixels_of_png(data: bytes) -> bytes:
    """A PNG file's pixels without anything that is said of them, not even a profile.

    Raises:
        ValueError: where a chunk says that it is longer than the file. OpenCV makes room for all of it, gigabytes for a
            file of a few bytes.
    """
    kept = [chunk for kind, chunk in png_chunks(data) if kind in _PNG_PIXELS]
    if any(int.from_bytes(chunk[:4], "big") + _PNG_CHUNK_BYTES != len(chunk) for chunk in kept):
        raise ValueError("a PNG that was cut short")
    return _PNG_SIGNATURE + b"".join(kept)


def _bare_png(data: bytes) -> bytes:
    return _PNG_SIGNATURE + b"".join(chunk for kind, chunk in png_chunks(data) if kind not in _PNG_OPTIONAL)


def _bare_jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while data[at] == 0xFF and data[at + 1] != _JPEG_SCAN:
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if data[at + 1] not in _JPEG_OPTIONAL:
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, data[at:]])


def _bare_heif(data: bytes) -> bytes:
    """Optional items become ones of a kind that no decoder knows: nothing moves, every offset stays true."""
    return _HEIF_OPTIONAL.sub(lambda found: found[0][:-4] + _PRIVATE_ITEM, data)


def _bare_tiff(data: bytes) -> bytes:
    """Optional tags become private ones that no decoder knows: nothing moves, every offset stays true."""
    changed = bytearray(data)
    for entry in _tiff_entries(data):
        if entry.tag in _TIFF_OPTIONAL:
            struct.pack_into(entry.order + "HH", changed, entry.at, _PRIVATE_TAG, _BYTE)
            struct.pack_into(entry.order + entry.count_form, changed, entry.at + 4, 1)
    return bytes(changed)


@dataclass(frozen=True, slots=True)
class _TiffEntry:
    """An entry of the first directory: where it begins, and where its value does if it is short enough to lie there."""

    order: str
    count_form: str
    at: int
    tag: int
    kind: int
    count: int
    value_at: int


def _tiff_entries(data: bytes) -> Iterator[_TiffEntry]:
    """Entries of the first directory, classic and BigTIFF; none for other files. Raises struct.error where it ends."""
    orders = {b"II": "<", b"MM": ">"}
    order = orders.get(data[:2])
    if order is None:
        return
    (version,) = struct.unpack_from(order + "H", data, 2)
    if version not in (42, 43):
        return
    first_at, number_form, offset_form = (4, "H", "I") if version == 42 else (8, "Q", "Q")
    (start,) = struct.unpack_from(order + offset_form, data, first_at)
    (number,) = struct.unpack_from(order + number_form, data, start)
    at, width = start + struct.calcsize(number_form), 4 + 2 * struct.calcsize(offset_form)
    for _ in range(number):
        tag, kind, count = struct.unpack_from(order + "HH" + offset_form, data, at)
        value_at = at + 4 + struct.calcsize(offset_form)
        yield _TiffEntry(order, offset_form, at, tag, kind, count, value_at)
        at += width
