"""Writing PNG at 16 bits a channel with profile and texts, which Pillow cannot: its chunks around OpenCV's encoder."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.errors import PictureError

if TYPE_CHECKING:
    from lredit_core.pictures.image import Pixels

_IHDR_END = 8 + 4 + 4 + 13 + 4  # signature, then the header chunk: length, type, data, checksum


def encode_png16(
    pixels: Pixels,
    *,
    icc_profile: bytes | None,
    exif: bytes | None,
    texts: dict[str, str],
    resolution: tuple[float, float] | None = None,
) -> bytes:
    """A PNG file.

    Args:
        pixels: (H, W, 3 or 4) uint16, RGB or RGBA.
        icc_profile: the colour profile, or None.
        exif: the block as Pillow writes it, or None.
        texts: written as international text chunks.
        resolution: pixels an inch, across and down.
    """
    import cv2

    order = [2, 1, 0, 3] if pixels.shape[2] == 4 else [2, 1, 0]
    done, encoded = cv2.imencode(".png", np.ascontiguousarray(pixels[..., order]))
    if not done:
        raise PictureError("The picture cannot be written as 16-bit PNG. Export it as TIFF instead.")
    plain = encoded.tobytes()
    chunks = b""
    if icc_profile:
        chunks += _chunk(b"iCCP", b"profile\0\0" + zlib.compress(icc_profile))
    if exif:
        chunks += _chunk(b"eXIf", exif.removeprefix(b"Exif\0\0"))
    if resolution:
        chunks += _chunk(b"pHYs", struct.pack(">IIB", *(round(each / 0.0254) for each in resolution), 1))
    for key, value in texts.items():
        chunks += _chunk(b"iTXt", key.encode("latin-1", "replace")[:79] + b"\0\0\0\0\0" + value.encode())
    return plain[:_IHDR_END] + chunks + plain[_IHDR_END:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
