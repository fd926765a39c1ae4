"""What is optional in a file never keeps a picture from being opened or exported."""

from __future__ import annotations

import io
import itertools
import struct
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import tifffile
from PIL import ExifTags, Image

from lredit_core.pictures.exporting import ExportOptions, export_picture
from lredit_core.pictures.formats import EXPORT_SUFFIXES
from lredit_core.pictures.image import PixelBuffer
from lredit_core.pictures.opening import decode_picture, oriented
from lredit_core.pictures.optional_parts import without_optional_parts, without_tiff_orientation

if TYPE_CHECKING:
    from pathlib import Path

ORIENTATION, ASCII, SHORT, LONG, RATIONAL = 274, 2, 3, 4, 5
FORMATS = pytest.mark.parametrize("suffix", EXPORT_SUFFIXES)


def noise(*shape: int, dtype: Any = np.uint8) -> np.ndarray:
    return np.random.default_rng(0).integers(0, np.iinfo(dtype).max + 1, shape, dtype=dtype)


def tiff(pixels: np.ndarray, **options: Any) -> bytes:
    sink = io.BytesIO()
    colours = "minisblack" if pixels.ndim == 2 else "rgb"
    alpha = ["unassalpha"] if pixels.ndim == 3 and pixels.shape[2] == 4 else None
    tifffile.imwrite(sink, pixels, photometric=colours, extrasamples=alpha, metadata=None, **options)
    return sink.getvalue()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", [(40, 56), (40, 56, 3), (40, 56, 4)], ids=["grey", "rgb", "rgba"])
def test_every_kind_of_tiff_is_turned_upright_exactly_once(
    orientation: int, dtype: type, shape: tuple[int, ...]
) -> None:
    pixels = noise(*shape, dtype=dtype)
    colours = np.repeat(pixels[..., None], 3, axis=2) if pixels.ndim == 2 else pixels
    layouts: tuple[dict[str, Any], ...] = ({"tile": (16, 16)}, {"rowsperstrip": 16})
    kinds = (("<", False), (">", False), ("<", True))  # Pillow knows no big-endian BigTIFF
    for layout, packing, (order, is_big) in itertools.product(layouts, (None, "lzw", "deflate"), kinds):
        tag = (ORIENTATION, SHORT, 1, orientation, True)
        data = tiff(pixels, compression=packing, byteorder=order, bigtiff=is_big, extratags=[tag], **layout)
        opened = decode_picture(data, "x.tif").buffer
        np.testing.assert_array_equal(opened.pixels, oriented(colours, orientation))
        if opened.exif is not None:
            assert ORIENTATION not in _loaded(opened.exif)


def _loaded(block: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(block)
    return exif


@FORMATS
def test_a_bigtiff_is_exported_as_anything_with_what_it_says(suffix: str, tmp_path: Path) -> None:
    said = [(315, ASCII, 0, "A. Person", True)]
    opened = decode_picture(tiff(noise(40, 56, 3), bigtiff=True, extratags=said), "big.tif")
    path = tmp_path / f"out{suffix}"
    assert export_picture(opened.buffer, path, options=ExportOptions(), metadata={"prompt": "a cat"}) == ()
    assert decode_picture(path.read_bytes(), path.name).buffer.size == opened.buffer.size
    with Image.open(path) as again:
        assert again.getexif()[ExifTags.Base.Artist] == "A. Person"
        assert suffix == ".tif" or ExifTags.Base.StripOffsets not in again.getexif(), "the other file's layout"


def exif_of_entries(*entries: tuple[int, int, int, bytes]) -> bytes:
    """An EXIF block of (tag, type, count, value) as they are, however wrong."""
    values_at = 8 + 2 + 12 * len(entries) + 4
    directory, values = struct.pack("<H", len(entries)), b""
    for tag, kind, count, value in entries:
        place = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", values_at + len(values))
        directory += struct.pack("<HHI", tag, kind, count) + place
        values += value if len(value) > 4 else b""
    return b"Exif\0\0II*\0\x08\0\0\0" + directory + b"\0\0\0\0" + values


MAKE = (271, ASCII, 6, b"Canon\0")
#: A text that is a fraction; a fraction of nothing; an entry that points out of the file.
BAD_ENTRIES = {
    "text": (315, RATIONAL, 1, struct.pack("<II", 1, 3)),
    "fraction": (282, RATIONAL, 1, struct.pack("<II", 0, 0)),
    "nowhere": (34665, LONG, 1, struct.pack("<I", 2**31)),
}


def jpeg(exif: bytes) -> bytes:
    sink = io.BytesIO()
    Image.fromarray(noise(30, 40, 3)).save(sink, "JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return sink.getvalue()[:2] + segment + sink.getvalue()[2:]


@pytest.mark.parametrize("bad", BAD_ENTRIES)
@FORMATS
def test_an_entry_that_cannot_be_read_is_left_out_and_the_others_stay(bad: str, suffix: str, tmp_path: Path) -> None:
    opened = decode_picture(jpeg(exif_of_entries(MAKE, BAD_ENTRIES[bad])), "x.jpg")
    path = tmp_path / f"out{suffix}"
    export_picture(opened.buffer, path, options=ExportOptions(), metadata={"prompt": "a cat"})
    with Image.open(path) as again:
        assert again.getexif()[ExifTags.Base.Make] == "Canon"


def test_what_is_left_out_is_said() -> None:
    opened = decode_picture(jpeg(exif_of_entries(MAKE, BAD_ENTRIES["text"])), "x.jpg")
    assert ["EXIF" in note for note in opened.notes] == [True]
    assert decode_picture(jpeg(exif_of_entries(MAKE)), "x.jpg").notes == ()


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    sink = io.BytesIO()
    Image.fromarray(noise(30, 40, 3)).save(sink, "PNG")
    plain, head = sink.getvalue(), 8 + 25
    more = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return plain[:head] + more + plain[head:]


@pytest.mark.parametrize(
    "chunk",
    [
        (b"zTXt", b"key\0\0" + zlib.compress(b"x" * (2 << 20))),
        (b"zTXt", b"key\0\x07what"),
        (b"eXIf", b"II*\0\xff\xff\xff\xff"),
    ],
    ids=["large", "unknown compression", "exif"],
)
def test_texts_of_a_png_that_cannot_be_read_are_skipped(chunk: tuple[bytes, bytes]) -> None:
    opened = decode_picture(png(chunk), "x.png")
    np.testing.assert_array_equal(opened.buffer.pixels, noise(30, 40, 3))
    assert any("cannot be read and was left out" in note for note in opened.notes)


def test_exif_that_is_too_large_for_a_format_is_left_out_with_a_note(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Canon"
    exif.get_ifd(ExifTags.IFD.Exif)[37500] = bytes(70_000)
    buffer = PixelBuffer(noise(20, 30, 3), exif=exif.tobytes())
    notes = export_picture(buffer, tmp_path / "x.jpg", options=ExportOptions(), metadata={"prompt": "a cat"})
    assert len(notes) == 1 and "EXIF" in notes[0]
    with Image.open(tmp_path / "x.jpg") as again:
        assert "a cat" in again.getexif()[ExifTags.Base.ImageDescription], "how it was made still fits"
    assert export_picture(buffer, tmp_path / "x.png", options=ExportOptions(), metadata={}) == ()


@FORMATS
@pytest.mark.parametrize("own", [b"Exif\0\0II+\0\x08\0\0\0", b"Exif\0\0", b"nonsense", b"Exif\0\0II*\0\x08\0\0\0\xff"])
def test_any_block_of_exif_can_be_exported(own: bytes, suffix: str, tmp_path: Path) -> None:
    for dtype in (np.uint8, np.uint16):
        buffer = PixelBuffer(noise(20, 30, 3, dtype=dtype), exif=own)
        path = tmp_path / f"x{suffix}"
        export_picture(buffer, path, options=ExportOptions(), metadata={"prompt": "caf\udce9"})
        assert decode_picture(path.read_bytes(), path.name).buffer.size == buffer.size


@pytest.mark.parametrize(
    "data", [b"", b"II", b"II*\0", b"II+\0\x08\0", b"\x89PNG\r\n\x1a\n\0", b"\xff\xd8\xff", b"GIF89a"]
)
def test_files_that_end_early_come_back_as_they_are(data: bytes) -> None:
    assert without_optional_parts(data) == data
    assert without_tiff_orientation(data) == (data, 1)


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r/></x:xmpmeta>'


def noted_jpeg(xmp: bytes = XMP) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription], exif[ExifTags.Base.Software] = "A caption of mine", "Camera 1.0"
    sink = io.BytesIO()
    Image.fromarray(noise(64, 64, 3)).save(sink, "JPEG", exif=exif.tobytes(), xmp=xmp, dpi=(300, 300))
    return sink.getvalue()


@FORMATS
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_persons_own_fields_stay_in_every_format(suffix: str, dtype: type, tmp_path: Path) -> None:
    first = decode_picture(noted_jpeg(), "x.jpg").buffer
    buffer = PixelBuffer(first.pixels.astype(dtype) * (257 if dtype == np.uint16 else 1), exif=first.exif)
    path = tmp_path / f"x{suffix}"
    assert export_picture(buffer, path, options=ExportOptions(), metadata={"prompt": "a cat"}) == ()
    for _ in range(2):  # once more from the file that was written
        with Image.open(path) as again:
            said = again.getexif()
            assert said[ExifTags.Base.ImageDescription] == "A caption of mine"
            assert said[ExifTags.Base.Software] == "Camera 1.0"
            assert float(said[ExifTags.Base.XResolution]) == pytest.approx(300, abs=0.1)
            xmp = again.info.get("xmp") or again.info.get("XML:com.adobe.xmp")
            assert (xmp.encode() if isinstance(xmp, str) else xmp) == XMP
            if suffix in (".png", ".jpg", ".tif"):
                assert again.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        export_picture(decode_picture(path.read_bytes(), path.name).buffer, path, options=ExportOptions(), metadata={})


def test_what_other_programs_noted_goes_where_the_person_wants_no_metadata_or_no_place(tmp_path: Path) -> None:
    with_place = XMP.replace(b"<r/>", b"<exif:GPSLatitude>48</exif:GPSLatitude>")
    buffer, path = decode_picture(noted_jpeg(with_place), "x.jpg").buffer, tmp_path / "x.png"
    for options in (ExportOptions(keep_metadata=False), ExportOptions(keep_place=False)):
        export_picture(buffer, path, options=options, metadata={})
        assert b"xmpmeta" not in path.read_bytes()


def test_xmp_too_large_for_a_jpeg_is_left_out_with_a_note_and_the_rest_stays(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[700] = "Canon", b"<" * 70_000
    buffer = PixelBuffer(noise(20, 30, 3), exif=exif.tobytes())
    notes = export_picture(buffer, tmp_path / "x.jpg", options=ExportOptions(), metadata={})
    assert ["XMP" in note for note in notes] == [True]
    with Image.open(tmp_path / "x.jpg") as again:
        assert again.getexif()[ExifTags.Base.Make] == "Canon"
    assert export_picture(buffer, tmp_path / "x.png", options=ExportOptions(), metadata={}) == ()
