"""Exported files hold what the dialog says of them, and nothing else: looked for in their bytes and in what is packed
in them."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import ExifTags, Image

from lredit_core.pictures.exporting import ExportOptions, export_picture
from lredit_core.pictures.image import PixelBuffer
from lredit_core.pictures.opening import decode_picture

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".png", ".jpg", ".webp", ".avif", ".heic", ".tif")
#: What the camera and the person noted, where it was taken, and how it was made.
NOTED, PLACE, MADE = b"Zebramark", b"Placemark", b"Promptmark"


def noted(dtype: type[np.generic]) -> PixelBuffer:
    """A picture with a mark in each kind of field."""
    exif = Image.Exif()
    for tag in (ExifTags.Base.ImageDescription, ExifTags.Base.Artist, ExifTags.Base.Software, ExifTags.Base.Make):
        exif[tag] = NOTED.decode()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = b"ASCII\0\0\0" + NOTED
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 8.0, 30.5), 27: b"ASCII\0\0\0" + PLACE})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d>%s</d><exif:GPSMapDatum>%s</exif:GPSMapDatum></x:xmpmeta>'
    xmp %= (NOTED, PLACE)
    sink = io.BytesIO()
    Image.fromarray(np.full((24, 32, 3), 90, np.uint8)).save(sink, "JPEG", exif=exif, xmp=xmp, comment=NOTED)
    opened = decode_picture(sink.getvalue(), "x.jpg").buffer
    return PixelBuffer(opened.pixels.astype(dtype) * (257 if dtype == np.uint16 else 1), exif=opened.exif)


def bytes_of(path: Path) -> bytes:
    """The file's, and those of each stream in it that can be unpacked."""
    data = path.read_bytes()
    unpacked = []
    for match in re.finditer(rb"[\x08\x18\x28\x38\x48\x58\x68\x78][\x01\x5e\x9c\xda]", data):
        try:
            unpacked.append(zlib.decompressobj().decompress(data[match.start() :], 1 << 20))
        except zlib.error:
            continue
    return b"\n".join((data, data.replace(b"\0", b""), *unpacked))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (ExportOptions(), {NOTED, PLACE, MADE}),
        (ExportOptions(keep_place=False), {NOTED, MADE}),
        (ExportOptions(keep_metadata=False, write_prompt=True), {MADE}),
        (ExportOptions(write_prompt=False), {NOTED, PLACE}),
        (ExportOptions(keep_metadata=False, write_prompt=False), set()),
        (ExportOptions(keep_metadata=False), set()),
    ],
)
def test_a_file_holds_what_was_asked_for_and_no_more(
    suffix: str, dtype: type[np.generic], options: ExportOptions, expected: set[bytes], tmp_path: Path
) -> None:
    path = tmp_path / f"out{suffix}"
    export_picture(noted(dtype), path, options=options, metadata={"prompt": MADE.decode(), "seed": "5"})
    data = bytes_of(path)
    assert {mark for mark in (NOTED, PLACE, MADE) if mark in data} == expected
    if not expected:
        opened = decode_picture(path.read_bytes(), path.name).buffer
        assert opened.exif is None or not set(Image.Exif()) & set(opened.exif)
        with Image.open(path) as image:
            said = {tag for tag in image.getexif() if tag not in _LAYOUT}
            assert not said and not image.info.get("xmp") and not image.info.get("comment")


#: How a TIFF's pixels lie: nothing of the person's.
_LAYOUT = frozenset((254, 256, 257, 258, 259, 262, 273, 277, 278, 279, 282, 283, 284, 296, 317, 322, 323, 338, 339))
