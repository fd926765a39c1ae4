"""Picture files as no encoder of ours writes them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import tifffile
from PIL import Image, ImageCms

if TYPE_CHECKING:
    from collections.abc import Iterable

RGB, GREY, PALETTE = 2, 0, 3


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    size: tuple[int, int], depth: int, colours: int, rows: bytes, chunks: Iterable[tuple[bytes, bytes]] = ()
) -> bytes:
    """A PNG of these rows, each with its filter byte, and chunks before them."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colours, 0, 0, 0))
    middle = b"".join(chunk(kind, data) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + header + middle + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def tiff(pixels: np.ndarray, **options: Any) -> bytes:
    sink = io.BytesIO()
    tifffile.imwrite(sink, pixels, metadata=None, **options)
    return sink.getvalue()


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    sink = io.BytesIO()
    image.save(sink, kind, **options)
    return sink.getvalue()


def linear_grey_profile() -> bytes:
    """A profile of one curve, whose values are light."""
    white = struct.pack(">4s4x3i", b"XYZ ", *(round(part * 65536) for part in (0.9642, 1.0, 0.8249)))
    text = b"desc\0\0\0\0" + struct.pack(">I", 2) + b"g\0" + bytes(78)
    curve = struct.pack(">4s4xI", b"curv", 0)
    tags = {b"desc": text + bytes(-len(text) % 4), b"wtpt": white, b"kTRC": curve}
    at, table, body = 132 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        table += struct.pack(">4sII", name, at + len(body), len(content))
        body += content
    head = bytearray(128)
    struct.pack_into(">I", head, 0, at + len(body))
    head[8:12], head[12:24], head[36:40] = b"\x02\x10\0\0", b"mntrGRAYXYZ ", b"acsp"
    head[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    struct.pack_into(">3i", head, 68, *(round(part * 65536) for part in (0.9642, 1.0, 0.8249)))
    return bytes(head) + table + body


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def camera_raw() -> bytes:
    """Laid out as a DNG: a small preview first, what the sensor saw in a directory below."""
    sink = io.BytesIO()
    with tifffile.TiffWriter(sink) as writer:
        version = (50706, 1, 4, b"\1\4\0\0", True)
        preview = np.zeros((12, 16, 3), np.uint8)
        writer.write(preview, photometric="rgb", subifds=1, subfiletype=1, extratags=[version], metadata=None)
        pattern = [(33421, 3, 2, (2, 2), True), (33422, 1, 4, b"\0\1\1\2", True)]
        writer.write(np.zeros((120, 160), np.uint16), photometric=32803, extratags=pattern, metadata=None)
    return sink.getvalue()
