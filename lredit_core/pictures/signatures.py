"""What a file is by its first bytes: each picture goes to its own decoder alone, and nothing else to any."""

from __future__ import annotations

import re
import struct
from typing import NoReturn

from lredit_core.errors import PictureError
from lredit_core.pictures.formats import MAX_PIXELS, MAX_SIDE_PX, MAX_UNPACKED_BYTES
from lredit_core.pictures.optional_parts import tiff_numbers

#: Enough to tell what a file is.
HEAD_BYTES = 64
_PNG, _JPEG, _GIFS, _BMP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", (b"GIF87a", b"GIF89a"), b"BM"
_TIFFS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_HEIF_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1", b"miaf")
)
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
#: Kind -> the decoders of Pillow that may see it.
DECODERS: dict[str, tuple[str, ...]] = {
    "PNG": ("PNG",),
    "JPEG": ("JPEG", "MPO"),
    "GIF": ("GIF",),
    "BMP": ("BMP",),
    "WEBP": ("WEBP",),
    "TIFF": ("TIFF",),
    "HEIF": ("HEIF",),
    "AVIF": ("AVIF",),
}
_WEBP_MAX_SIDE_PX = 16_383
#: A marker: what a scan's data holds beside it is 0xFF with a zero, and what restarts a scan.
_JPEG_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
_JPEG_SCAN, _JPEG_END = b"\xda", b"\xd9"
#: Encoders write twelve or so; each goes over the whole picture once more.
_MOST_SCANS = 100
_NEW_SUBFILE_TYPE, _PHOTOMETRIC, _SUB_IFDS, _DNG_VERSION = 254, 262, 330, 50706
_IS_REDUCED, _SENSOR, _LINEAR_RAW = 1, 32803, 34892


def picture_kind(head: bytes) -> str | None:
    """The kind of picture that begins so, a key of `DECODERS`; None for everything else."""
    if head.startswith(_PNG):
        return "PNG"
    if head.startswith(_JPEG):
        return "JPEG"
    if head.startswith(_GIFS):
        return "GIF"
    if head.startswith(_BMP):
        return "BMP"
    if head.startswith(_TIFFS):
        return "TIFF"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        brands = {head[8:12], *(head[at : at + 4] for at in range(16, len(head) - 3, 4))}
        if brands & _AVIF_BRANDS:
            return "AVIF"
        return "HEIF" if brands & _HEIF_BRANDS else None
    return None


def refuse_what_is_no_picture(name: str) -> NoReturn:
    """Raises the `PictureError` for a file of no known kind."""
    raise PictureError(
        f'"{name}" is not a picture that can be read. Open a PNG, JPEG, WebP, TIFF, HEIC, AVIF, BMP or GIF file.'
    )


def refuse_camera_raw(data: bytes, name: str) -> None:
    """Camera raws look like TIFF; what a decoder of TIFF finds in them is a small preview.

    Raises:
        PictureError: where the file is one.
    """
    numbers = tiff_numbers(data)
    is_preview = numbers.get(_NEW_SUBFILE_TYPE, 0) & _IS_REDUCED and _SUB_IFDS in numbers
    is_raw = _DNG_VERSION in numbers or numbers.get(_PHOTOMETRIC) in (_SENSOR, _LINEAR_RAW)
    if is_preview or is_raw or data[8:10] == b"CR":
        raise PictureError(
            f'"{name}" is a camera raw, which has to be developed first. Export it from a raw developer (darktable, '
            "RawTherapee, the camera's own program) as 16-bit TIFF or as JPEG, and open that."
        )


def check_claimed_size(width: int, height: int, name: str, *, bytes_per_pixel: int = 1) -> None:
    """Looks at what a header says before anything is decoded.

    Args:
        width: of the picture.
        height: of the picture.
        name: of the file.
        bytes_per_pixel: once it is decoded.

    Raises:
        PictureError: where it is larger than pictures may be.
    """
    if width * height > MAX_PIXELS:
        raise PictureError(
            f'"{name}" has {width} x {height} pixels; {MAX_PIXELS // 1_000_000} million pixels are the most that '
            "can be opened. Scale it down first."
        )
    if max(width, height) > MAX_SIDE_PX:
        raise PictureError(
            f'"{name}" has {width} x {height} pixels; {MAX_SIDE_PX} are the most that a side may have. Cut it into '
            "parts first."
        )
    if width * height * bytes_per_pixel > MAX_UNPACKED_BYTES:
        raise PictureError(
            f'"{name}" has {width} x {height} pixels of {bytes_per_pixel} bytes each; '
            f"{MAX_UNPACKED_BYTES // 1_000_000} MB are the most that can be opened. Scale it down first, or save it "
            "with 8 bits a channel."
        )


def check_webp_header(data: bytes, name: str) -> None:
    """Looks at the canvas that an extended WebP claims: its decoder makes room for it at once.

    Raises:
        PictureError: where no frame can be so large.
    """
    if data[12:16] != b"VP8X" or len(data) < 30:
        return
    width, height = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
    check_claimed_size(width, height, name)
    if max(width, height) > _WEBP_MAX_SIDE_PX:
        raise PictureError(
            f'"{name}" says it has {width} x {height} pixels, but a WebP holds {_WEBP_MAX_SIDE_PX} a side: it is '
            "damaged. Copy the file again from where it came."
        )


def check_jpeg_scans(data: bytes, name: str) -> None:
    """Counts how often a JPEG goes over its picture: a small file can do so for minutes.

    Raises:
        PictureError: where that is more often than any encoder does.
    """
    at, count = 2, 0
    while (marker := _JPEG_MARKER.search(data, at)) is not None and marker[1] != _JPEG_END:
        count += marker[1] == _JPEG_SCAN
        if count > _MOST_SCANS:
            raise PictureError(
                f'"{name}" is a JPEG that is put together from more than {_MOST_SCANS} scans, which takes too long to '
                "decode. Save it anew with another program, and open that."
            )
        at = marker.end()
        if at + 2 <= len(data):  # over what belongs to it
            at += struct.unpack_from(">H", data, at)[0]
