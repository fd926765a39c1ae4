"""Pictures between numpy and Qt: the only place where one becomes the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from lredit_core.pictures.image import PixelBuffer

Bgrx = NDArray[np.uint8]


def to_bgrx(colours: NDArray[np.uint8]) -> Bgrx:
    """(H, W, 3) uint8 sRGB in the byte order the screen is painted in: (H, W, 4), the last byte 255. With straight
    alpha, (H, W, 4), colours are multiplied by it, and it is the last byte."""
    height, width, channels = colours.shape
    packed = np.empty((height, width, 4), dtype=np.uint8)
    rows = np.ascontiguousarray(colours)
    given = QImage.Format.Format_RGB888 if channels == 3 else QImage.Format.Format_RGBA8888
    wanted = QImage.Format.Format_RGB32 if channels == 3 else QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(rows.data, width, height, width * channels, given)
    converted = image.convertToFormat(wanted)  # many times as fast as numpy
    packed[:] = np.frombuffer(converted.constBits(), np.uint8).reshape(height, width, 4)
    return packed


def wrapped(packed: Bgrx, *, has_alpha: bool = False) -> QImage:
    """A QImage over the memory of a contiguous (H, W, 4) array: keep the array as long as the image is used."""
    height, width = packed.shape[:2]
    kind = QImage.Format.Format_ARGB32_Premultiplied if has_alpha else QImage.Format.Format_RGB32
    return QImage(packed.data, width, height, width * 4, kind)


def to_qimage(colours: NDArray[np.uint8]) -> QImage:
    """(H, W, 3) uint8 sRGB as an image with memory of its own."""
    return wrapped(to_bgrx(colours)).copy()


def to_qimage_with_alpha(pixels: NDArray[np.uint8]) -> QImage:
    """(H, W, 4) uint8 sRGB with straight alpha as an image with memory of its own."""
    height, width = pixels.shape[:2]
    rows = np.ascontiguousarray(pixels)
    image = QImage(rows.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def to_glow(strength: NDArray[np.uint8], colour: tuple[int, int, int], *, opacity: float) -> QImage:
    """A light of one colour, as strong as a map says: (rows, columns) uint8, 255 is `opacity`."""
    alpha = strength.astype(np.float32)[..., None] * (opacity / 255)
    blue_first = np.array([*colour[::-1], 255], np.float32)
    packed = np.ascontiguousarray((alpha * blue_first).round().astype(np.uint8))
    height, width = strength.shape
    return QImage(packed.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()


def to_buffer(image: QImage) -> PixelBuffer:
    """A pasted or dropped image as an 8-bit picture; alpha is kept where it is used."""
    has_alpha = image.hasAlphaChannel()
    packed = image.convertToFormat(QImage.Format.Format_RGBA8888)
    width, height = packed.width(), packed.height()
    rows = np.frombuffer(packed.constBits(), dtype=np.uint8).reshape(height, packed.bytesPerLine())
    pixels = rows[:, : width * 4].reshape(height, width, 4)
    return PixelBuffer(pixels.copy() if has_alpha else np.ascontiguousarray(pixels[..., :3]))
