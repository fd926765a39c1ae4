"""TIFF at 16 bits a channel, which Pillow neither reads nor writes in colour, and with a camera's EXIF, on which Pillow
fails."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import ExifTags, Image, TiffImagePlugin

from lredit_core.errors import PictureError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.pictures.image import Pixels

_MIN_IS_WHITE, _MIN_IS_BLACK, _RGB = 0, 1, 2
_COLOURS = {3: "a palette", 5: "CMYK", 6: "YCbCr", 8: "CIELab"}
_PROFILE_TAG = 34675
_ASCII, _LONG, _UNDEFINED = 2, 4, 7
_ENTRY = 12  # bytes
#: What a camera or a person says of a picture; the other entries of the first directory tell how a file is laid out.
_SAID = (
    ExifTags.Base.Make,
    ExifTags.Base.Model,
    ExifTags.Base.DateTime,
    ExifTags.Base.Artist,
    ExifTags.Base.HostComputer,
    ExifTags.Base.Copyright,
)
_DIRECTORIES = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo)


def decode_tiff16(data: bytes) -> NDArray[np.uint16]:
    """(H, W) or (H, W, C) uint16: grey, grey and alpha, RGB or RGBA of a file's first picture.

    Raises:
        PictureError: where the file holds other colours than grey or RGB, or other numbers.
    """
    import tifffile

    with tifffile.TiffFile(io.BytesIO(data)) as tiff:
        page: Any = tiff.pages[0]
        array = np.asarray(page.asarray())
        photometric = int(getattr(page, "photometric", _RGB))
        if array.dtype != np.uint16 or photometric not in (_MIN_IS_WHITE, _MIN_IS_BLACK, _RGB):
            numbers = "" if array.dtype == np.uint16 else f" of {array.dtype} numbers"
            colours = "" if photometric <= _RGB else f" in {_COLOURS.get(photometric, 'other colours than RGB')}"
            raise PictureError(
                f"16-bit TIFF pictures{numbers}{colours} cannot be opened. Export it as RGB with whole numbers first."
            )
        if array.ndim == 3 and int(getattr(page, "planarconfig", 1)) == 2:
            array = array.transpose(1, 2, 0)
    if photometric == _MIN_IS_WHITE:
        array = array.copy()
        grey = array if array.ndim == 2 else array[..., 0]
        grey[...] = 65535 - grey
    return array


def encode_tiff(pixels: Pixels, *, icc_profile: bytes | None, exif: bytes | None, description: str | None) -> bytes:
    """A TIFF file.

    Args:
        pixels: (H, W, 3 or 4) uint8 or uint16, RGB or RGBA.
        icc_profile: the colour profile, or None.
        exif: as Pillow writes it; its directories for the camera and the place are kept whole.
        description: ASCII; exif's own where it is None.
    """
    import tifffile

    said = Image.Exif()
    if exif:
        said.load(exif)
    directories = {tag: said.get_ifd(tag) for tag in _DIRECTORIES if said.get_ifd(tag)}
    tags: list[tuple[int, int, int, Any, bool]] = []
    if icc_profile:
        tags.append((_PROFILE_TAG, _UNDEFINED, len(icc_profile), icc_profile, True))
    for tag in _SAID:
        if isinstance(text := said.get(tag), str):
            value = _bytes(text) + b"\0"
            tags.append((int(tag), _ASCII, len(value), value, True))
    own_description = said.get(ExifTags.Base.ImageDescription)
    if description is None and isinstance(own_description, str):
        description = own_description
    software = said.get(ExifTags.Base.Software)
    sink = io.BytesIO()
    tifffile.imwrite(
        sink,
        pixels,
        byteorder="<",
        photometric="rgb",
        extrasamples=["unassalpha"] if pixels.shape[2] == 4 else None,
        compression="adobe_deflate",
        description=_bytes(description) if description else None,
        software=_bytes(software) if isinstance(software, str) else False,
        extratags=tags,
        metadata=None,
    )
    return _with_directories(sink.getvalue(), directories)


def _with_directories(file: bytes, directories: dict[ExifTags.IFD, dict[int, Any]]) -> bytes:
    """Appends directories, and a first directory that points to them in the place of the old one."""
    if not directories:
        return file
    whole = bytearray(file)
    (first,) = struct.unpack_from("<I", whole, 4)
    (count,) = struct.unpack_from("<H", whole, first)
    entries = [bytes(whole[start : start + _ENTRY]) for start in range(first + 2, first + 2 + count * _ENTRY, _ENTRY)]
    for tag, content in directories.items():
        directory = TiffImagePlugin.ImageFileDirectory_v2(ifh=b"II\x2a\0\x08\0\0\0", group=int(tag))
        for key, value in content.items():
            if not isinstance(value, dict):
                directory[key] = value
        entries.append(struct.pack("<HHII", int(tag), _LONG, 1, _even_end(whole)))
        whole += directory.tobytes(len(whole))
    entries.sort(key=lambda entry: int.from_bytes(entry[:2], "little"))
    struct.pack_into("<I", whole, 4, _even_end(whole))
    whole += struct.pack("<H", len(entries)) + b"".join(entries) + b"\0\0\0\0"
    return bytes(whole)


def _even_end(whole: bytearray) -> int:
    """Where the next directory begins: at an even place."""
    whole += b"\0" * (len(whole) % 2)
    return len(whole)


def _bytes(text: str) -> bytes:
    """Text as Pillow reads it from a file: one byte a character."""
    return text.encode("latin-1", "replace")
