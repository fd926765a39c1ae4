"""TIFF at every depth alike, as Pillow neither reads nor writes 16 bits in colour and fails on a camera's EXIF."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import ExifTags, Image, TiffImagePlugin

from lredit_core.bands import for_each_band
from lredit_core.errors import PictureError
from lredit_core.pictures.signatures import check_claimed_size

if TYPE_CHECKING:
    from lredit_core.pictures.image import Pixels

_MIN_IS_WHITE, _MIN_IS_BLACK, _RGB = 0, 1, 2
_COLOURS = {3: "a palette", 5: "CMYK", 6: "YCbCr", 8: "CIELab"}
_MULTIPLIED_ALPHA, _STRAIGHT_ALPHA = 1, 2
_PROFILE_TAG = 34675
_XMP_TAG = 700
_BYTE, _ASCII, _LONG, _UNDEFINED = 1, 2, 4, 7
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


def decode_tiff(
    data: bytes, name: str, *, pillow_knows_it: bool
) -> tuple[Pixels, bytes | None, tuple[str, ...]] | None:
    """A file's first picture where it is grey or RGB in whole numbers of 8 to 16 bits.

    Args:
        data: the file's bytes.
        name: of the file, for messages.
        pillow_knows_it: other colours at 8 bit and less are left to Pillow.

    Returns:
        (H, W, 1 to 4) uint8 or uint16, grey or RGB and straight alpha; the profile; notes. None for what is left to
        Pillow.

    Raises:
        PictureError: where the file holds other colours or other numbers.
    """
    import tifffile

    with tifffile.TiffFile(io.BytesIO(data)) as tiff:
        page: Any = tiff.pages[0]
        dtype, bits, photometric = page.dtype, page.bitspersample, int(getattr(page, "photometric", _RGB))
        is_plain = dtype in (np.uint8, np.uint16) and photometric in (_MIN_IS_WHITE, _MIN_IS_BLACK, _RGB)
        if not is_plain or not isinstance(bits, int) or bits < 8:
            if pillow_knows_it and dtype in (np.uint8, np.bool_) and (not isinstance(bits, int) or bits <= 8):
                return None
            raise _refused(dtype, photometric, name)
        check_claimed_size(
            page.imagewidth, page.imagelength, name, bytes_per_pixel=page.samplesperpixel * dtype.itemsize
        )
        axes, extras = page.axes, tuple(int(extra) for extra in page.extrasamples)
        profile = page.tags.get(_PROFILE_TAG)
        array = np.asarray(page.asarray())
    orders = {"YXS": (0, 1, 2), "SYX": (1, 2, 0)}
    if axes != "YX" and axes not in orders:
        raise PictureError(f'"{name}" is a stack of pictures ({axes}). Export one of them alone first.')
    values = array[..., None] if axes == "YX" else array.transpose(orders[axes])
    values = _straight(values, photometric, extras)
    if dtype == np.uint16 and bits < 16:
        most = (1 << bits) - 1
        values = ((np.minimum(values, most).astype(np.uint32) * 65535 + most // 2) // most).astype(np.uint16)
    block = profile.value if profile is not None and isinstance(profile.value, bytes) else None
    return values, block, ()


def _refused(dtype: Any, photometric: int, name: str) -> PictureError:
    if dtype is None:
        return PictureError(f'"{name}" holds numbers of no known kind. Export it with 8 or 16 bits a channel first.')
    if dtype not in (np.uint8, np.uint16, np.bool_):
        bits = 8 * dtype.itemsize
        if dtype.kind == "f":
            return PictureError(
                f"Pictures with {bits}-bit floating-point values cannot be opened. Export it with 8 or 16 bits a "
                "channel first."
            )
        return PictureError(
            f"Pictures with {bits}-bit values that are signed or longer than 16 bits cannot be opened. Export it with "
            "8 or 16 bits a channel first."
        )
    colours = _COLOURS.get(photometric, "other colours than RGB")
    return PictureError(
        f"{8 * dtype.itemsize}-bit TIFF pictures in {colours} cannot be opened. Export it as RGB with whole numbers "
        "first."
    )


def _straight(values: Pixels, photometric: int, extras: tuple[int, ...]) -> Pixels:
    """(H, W, 1 to 4): colours, and the first channel beside them where it is alpha.

    Args:
        values: (H, W, C) as they are stored.
        photometric: white is 0, black is 0, or RGB.
        extras: what the channels beside colours are; a file that does not say has alpha there.
    """
    count = 3 if photometric == _RGB else 1
    if values.shape[2] < count:
        raise ValueError(f"{values.shape[2]} channels for RGB")
    most = int(np.iinfo(values.dtype).max)
    colours, kind = values[..., :count], extras[0] if extras else _STRAIGHT_ALPHA
    if photometric == _MIN_IS_WHITE:
        colours = most - colours
    if values.shape[2] == count or kind not in (_MULTIPLIED_ALPHA, _STRAIGHT_ALPHA):
        return colours
    alpha = values[..., count : count + 1]
    straight = np.concatenate([colours, alpha], axis=2)
    if kind != _MULTIPLIED_ALPHA:
        return straight

    def divide(top: int, bottom: int) -> None:
        band = straight[top:bottom]
        wide = band[..., count:].astype(np.uint32)
        band[..., :count] = np.minimum(band[..., :count].astype(np.uint32) * most // np.maximum(wide, 1), most)

    for_each_band(straight.shape[0], straight.shape[1], divide)
    return straight


def encode_tiff(
    pixels: Pixels,
    *,
    icc_profile: bytes | None,
    exif: bytes | None,
    description: str | None,
    xmp: bytes | None = None,
    resolution: tuple[float, float] | None = None,
) -> bytes:
    """A TIFF file.

    Args:
        pixels: (H, W, 3 or 4) uint8 or uint16, RGB or RGBA.
        icc_profile: the colour profile, or None.
        exif: as Pillow writes it; its directories for the camera and the place are kept whole.
        description: ASCII; exif's own where it is None.
        xmp: as it is, or None.
        resolution: pixels an inch, across and down.
    """
    import tifffile

    said = Image.Exif()
    if exif:
        said.load(exif)
    directories = {tag: said.get_ifd(tag) for tag in _DIRECTORIES if said.get_ifd(tag)}
    tags: list[tuple[int, int, int, Any, bool]] = []
    if icc_profile:
        tags.append((_PROFILE_TAG, _UNDEFINED, len(icc_profile), icc_profile, True))
    if xmp:
        tags.append((_XMP_TAG, _BYTE, len(xmp), xmp, True))
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
        resolution=resolution,
        resolutionunit="INCH" if resolution else None,
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
