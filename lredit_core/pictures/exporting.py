"""Exporting pictures: whole or not at all, with what belongs to them."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, PngImagePlugin

from lredit_core.errors import PictureError
from lredit_core.pictures.atomic_writing import write_atomically
from lredit_core.pictures.formats import check_size, export_format
from lredit_core.pictures.image import PixelBuffer, Pixels
from lredit_core.pictures.metadata import exif_to_write, resolution_in, without_xmp, writable_texts
from lredit_core.pictures.png16 import encode_png16
from lredit_core.pictures.preparing import LOSSES_IN_WORDS, prepared
from lredit_core.pictures.tiff import encode_tiff

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.pictures.export_settings import ExportSettings

#: A JPEG holds no more of it in one segment.
_MOST_XMP_IN_JPEG = 65_000
_XMP_IN_PNG = "XML:com.adobe.xmp"
_XMP_TOO_LARGE = "What other programs noted (XMP) is too large for a JPEG file and was left out."


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How pixels are written.

    Attributes:
        quality: 1-100 for JPEG, WebP, AVIF and HEIC (100 is lossless in WebP).
        keep_metadata: what camera and person noted (EXIF).
        keep_place: of that, where the picture was taken (GPS).
        write_prompt: how it was made; None for as `keep_metadata`.
    """

    quality: int = 92
    keep_metadata: bool = True
    keep_place: bool = True
    write_prompt: bool | None = None


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture file in memory, and sentences on what could not be written into it."""

    data: bytes
    notes: tuple[str, ...] = ()


def export_picture(
    buffer: PixelBuffer, path: Path, *, options: ExportOptions, metadata: dict[str, str]
) -> tuple[str, ...]:
    """Writes a picture, whole or not at all; the suffix decides the format.

    PNG and TIFF keep every bit and the bit depth; JPEG, WebP, AVIF and HEIC are 8 bit, JPEG without alpha (over white).

    Args:
        buffer: the picture.
        path: where to; the suffix decides the format.
        options: quality, and whether metadata is written.
        metadata: how the picture was made (prompt, seed); written with the picture's own unless turned off.

    Returns:
        sentences on what could not be written with it.

    Raises:
        PictureError: where the suffix is unknown or the path cannot be written; nothing is left behind.
    """
    encoded = encode_picture(buffer, export_format(path), options=options, metadata=metadata)
    write_atomically(path, encoded.data)
    return encoded.notes


def export_with(
    buffer: PixelBuffer, path: Path, *, settings: ExportSettings, metadata: dict[str, str]
) -> tuple[str, ...]:
    """Writes a picture as a person chose it, whole or not at all, whatever the file is called.

    Args:
        buffer: the picture.
        path: where to.
        settings: format, size, colours and the like.
        metadata: as for `export_picture`.

    Returns:
        sentences on what of the picture is not in the file.

    Raises:
        PictureError, InvalidRequest: where it cannot be written so; nothing is left behind.
    """
    ready = prepared(buffer, settings)
    encoded = encode_picture(ready.buffer, settings.format, options=options_of(settings), metadata=metadata)
    write_atomically(path, encoded.data)
    return (*(LOSSES_IN_WORDS[loss] for loss in ready.losses), *encoded.notes)


def options_of(settings: ExportSettings) -> ExportOptions:
    """The part of a person's choice that is about writing the pixels down."""
    return ExportOptions(
        quality=settings.quality,
        keep_metadata=settings.keep_metadata,
        keep_place=settings.keep_place,
        write_prompt=settings.write_prompt,
    )


def encode_picture(buffer: PixelBuffer, kind: str, *, options: ExportOptions, metadata: dict[str, str]) -> Encoded:
    """The bytes of a file of this format, in Pillow's words; arguments as for `export_picture`.

    Raises:
        PictureError: where the format does not hold the picture.
    """
    check_size(kind, buffer.size)
    writes_prompt = options.keep_metadata if options.write_prompt is None else options.write_prompt
    texts = writable_texts(metadata) if writes_prompt else {}
    own, xmp = without_xmp(buffer.exif if options.keep_metadata else None)
    left_out: tuple[str, ...] = ()
    if xmp and not options.keep_place and b"GPS" in xmp:
        xmp = None
    if xmp and kind == "JPEG" and len(xmp) > _MOST_XMP_IN_JPEG:
        xmp, left_out = None, (_XMP_TOO_LARGE,)
    blocks: list[bytes | None] = [
        exif_to_write(own, texts, keep_place=options.keep_place),
        exif_to_write(None, texts),
        None,
    ]
    notes = left_out
    for exif in dict.fromkeys(blocks):
        try:
            return Encoded(_encoded(buffer, kind, options, texts, _Said(exif, xmp)), notes)
        except Exception as error:  # encoders raise more than they document
            if exif is None or isinstance(error, (PictureError, MemoryError)):
                raise
            notes = (
                *left_out,
                f"What the camera noted (EXIF) cannot be written into a {kind} file and was left out.",
            )
    raise AssertionError("the last block is None, and what fails with it is raised")


def write_picture(image: Image.Image, path: Path) -> None:
    """Writes an RGB picture that explains something, whole or not at all; the suffix decides the format.

    Raises:
        PictureError: as `export_picture`.
    """
    buffer = PixelBuffer(np.asarray(image.convert("RGB"), dtype=np.uint8))
    export_picture(buffer, path, options=ExportOptions(), metadata={})


@dataclass(frozen=True, slots=True)
class _Said:
    """What is written with a picture."""

    exif: bytes | None
    xmp: bytes | None


def _encoded(buffer: PixelBuffer, kind: str, options: ExportOptions, texts: dict[str, str], said: _Said) -> bytes:
    exif = said.exif
    if said.xmp and kind == "PNG":
        texts = {**texts, _XMP_IN_PNG: said.xmp.decode("utf-8", "replace")}
    resolution = resolution_in(exif)
    if buffer.bit_depth == 16 and kind == "PNG":
        return encode_png16(
            buffer.pixels, icc_profile=buffer.icc_profile, exif=exif, texts=texts, resolution=resolution
        )
    if kind == "TIFF":
        description = json.dumps(texts, ensure_ascii=True) if texts and exif is None else None
        return encode_tiff(
            buffer.pixels,
            icc_profile=buffer.icc_profile,
            exif=exif,
            description=description,
            xmp=said.xmp,
            resolution=resolution,
        )
    image = Image.fromarray(np.ascontiguousarray(_as_8_bit(buffer, kind)))
    extra: dict[str, Any] = {}
    if buffer.icc_profile:
        extra["icc_profile"] = buffer.icc_profile
    if exif:
        extra["exif"] = exif
    if said.xmp and kind != "PNG":
        extra["xmp"] = said.xmp
    if resolution and kind in ("PNG", "JPEG"):
        extra["dpi"] = resolution
    if kind == "PNG":
        chunks = PngImagePlugin.PngInfo()
        for key, value in texts.items():
            chunks.add_itxt(key, value)
        extra["pnginfo"] = chunks
    elif kind == "JPEG":
        extra |= {"quality": options.quality, "subsampling": 0}
    elif kind == "WEBP" and options.quality == 100:
        extra |= {"lossless": True}
    else:
        extra |= {"quality": options.quality}
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    sink = io.BytesIO()
    try:
        image.save(sink, kind, **extra)
    except Exception as error:
        if exif:
            raise  # it may be the cause; without it the picture is tried once more
        raise PictureError(
            f"The picture cannot be written as {kind} ({error}). Export it as PNG instead.", details=repr(error)
        ) from error
    return sink.getvalue()


def _as_8_bit(buffer: PixelBuffer, kind: str) -> Pixels:
    """(H, W, 3 or 4) uint8; transparent places over white where the format has no alpha."""
    pixels = buffer.pixels
    if buffer.bit_depth == 16:
        pixels = ((pixels.astype(np.uint32) + 128) // 257).astype(np.uint8)
    if buffer.has_alpha and kind == "JPEG":
        alpha = pixels[..., 3:].astype(np.uint16)
        pixels = ((pixels[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
    return pixels
