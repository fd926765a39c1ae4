"""OKLab: colours by lightness, and by two axes on which hue and chroma can be changed without the lightness.

Source: Ottosson 2020, "A perceptual color space for image processing", its published matrices; the transfer function is
that of IEC 61966-2-1 (sRGB). Lightness L lies in [0, 1]; chroma is the length of (a, b), at most about 0.32 in sRGB.
Sixteen bits never pass through eight.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

    from lredit_core.pictures.image import Pixels

#: Linear sRGB to the responses of cones; their cube roots to L, a and b.
RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
ROOTS_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
LMS_TO_RGB = np.linalg.inv(RGB_TO_LMS)
LAB_TO_ROOTS = np.linalg.inv(ROOTS_TO_LAB)
#: What rounds to the border of the gamut is not outside of it.
_OUTSIDE = 1e-4
#: Steps of the table of the largest chroma, in lightness and hue; halvings of the interval in which each is sought; and
#: how many are looked up at a time.
_LIGHTS, _HUES, _HALVINGS, _REMAPPED = 256, 360, 14, 30_000
#: Steps of the square root of linear light in which it is encoded: a third of a level at 16 bit, at most.
_ENCODED_STEPS = 1 << 18


def linear_from_srgb(pixels: Pixels) -> NDArray[np.float32]:
    """Linear light in [0, 1], float32, of sRGB-encoded uint8 or uint16 values of any shape."""
    return np.take(_decoding(pixels.dtype.str), pixels)


def srgb_from_linear(linear: NDArray[np.float32], dtype: DTypeLike) -> Pixels:
    """sRGB-encoded uint8 or uint16 of linear light of any shape; what lies outside of [0, 1] is clipped."""
    steps = np.sqrt(np.clip(linear, 0.0, 1.0))
    steps *= np.float32(_ENCODED_STEPS)
    return np.take(_encoding(np.dtype(dtype).str), np.rint(steps).astype(np.int32))


def lab_from_linear(linear: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w, 3) float32 L, a, b of linear sRGB (h, w, 3)."""
    roots = cv2.pow(cv2.transform(linear, RGB_TO_LMS), 1 / 3)  # eight times as quick as numpy's cube root
    return np.asarray(cv2.transform(roots, ROOTS_TO_LAB), np.float32)


def linear_from_lab(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w, 3) float32 linear sRGB of L, a, b (h, w, 3); outside of [0, 1] where sRGB lacks the colour."""
    roots = cv2.transform(lab, LAB_TO_ROOTS)
    return np.asarray(cv2.transform(roots * roots * roots, LMS_TO_RGB), np.float32)


def to_oklab(pixels: Pixels) -> NDArray[np.float32]:
    """(h, w, 3) float32 L, a, b of sRGB pixels (h, w, 3 or 4) uint8 or uint16; alpha is left out."""
    return lab_from_linear(linear_from_srgb(pixels[..., :3]))


def from_oklab(lab: NDArray[np.float32], dtype: DTypeLike) -> Pixels:
    """(h, w, 3) sRGB of this type, uint8 or uint16; a colour that sRGB lacks keeps its hue and lightness.

    Args:
        lab: (h, w, 3) float32 L, a, b.
        dtype: of the result.
    """
    linear = linear_from_lab(lab)
    is_outside = ~_fits(linear)
    if is_outside.any():
        linear[is_outside] = linear_from_lab(with_less_chroma(lab[is_outside][None]))[0]
    return srgb_from_linear(linear, dtype)


def with_less_chroma(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w, 3) float32: colours of the same hue, lightness in [0, 1], and as much of their chroma as sRGB has.

    Args:
        lab: (h, w, 3) float32 L, a, b.
    """
    a, b = np.ascontiguousarray(lab[..., 1]), np.ascontiguousarray(lab[..., 2])
    lightness = np.clip(lab[..., 0], 0.0, 1.0)
    chroma, hue = cv2.cartToPolar(a, b)
    across = np.asarray(hue * np.float32(_HUES / (2 * np.pi)), np.float32)
    most = _remapped(_largest_chroma(), across, lightness * np.float32(_LIGHTS))
    factor = np.minimum(most / np.maximum(chroma, np.float32(1e-6)), np.float32(1.0))
    return np.dstack([lightness, a * factor, b * factor])


def _remapped(
    table: NDArray[np.float32], across: NDArray[np.float32], down: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(h, w) float32: values of a table between its entries; OpenCV takes no more than 32,767 columns at a time."""
    flat = np.empty(across.size, np.float32)
    x, y = across.reshape(1, -1), down.reshape(1, -1)
    for start in range(0, flat.size, _REMAPPED):
        part = slice(start, start + _REMAPPED)
        flat[part] = cv2.remap(table, x[:, part], y[:, part], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return flat.reshape(across.shape)


@functools.cache
def _largest_chroma() -> NDArray[np.float32]:
    """(_LIGHTS + 1, _HUES + 1) float32: the largest chroma in sRGB by lightness in [0, 1] and hue in [0, 2 pi]."""
    hues = np.linspace(0.0, 2 * np.pi, _HUES + 1, dtype=np.float32)
    lab = np.empty((_LIGHTS + 1, _HUES + 1, 3), np.float32)
    lab[..., 0] = np.linspace(0.0, 1.0, _LIGHTS + 1, dtype=np.float32)[:, None]
    low, high = np.zeros(lab.shape[:2], np.float32), np.full(lab.shape[:2], 0.4, np.float32)
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        lab[..., 1], lab[..., 2] = middle * np.cos(hues), middle * np.sin(hues)
        fits = _fits(linear_from_lab(lab))
        low, high = np.where(fits, middle, low), np.where(fits, high, middle)
    return low


def _fits(linear: NDArray[np.float32]) -> NDArray[np.bool_]:
    """(h, w) bool: where sRGB has the colour; channel by channel, for numpy's minimum over three is slow."""
    red, green, blue = linear[..., 0], linear[..., 1], linear[..., 2]
    least = np.minimum(np.minimum(red, green), blue)
    most = np.maximum(np.maximum(red, green), blue)
    return np.asarray((least >= -_OUTSIDE) & (most <= 1.0 + _OUTSIDE))


def oklab_of(colour: tuple[int, int, int]) -> tuple[float, float, float]:
    """L, a, b of one sRGB colour in [0, 255]."""
    lightness, a, b = to_oklab(np.array([[colour]], np.uint8))[0, 0]
    return float(lightness), float(a), float(b)


@functools.cache
def _decoding(dtype: str) -> NDArray[np.float32]:
    top = np.iinfo(np.dtype(dtype)).max
    encoded = np.arange(top + 1) / top
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    return linear.astype(np.float32)


@functools.cache
def _encoding(dtype: str) -> Pixels:
    top = np.iinfo(np.dtype(dtype)).max
    linear = (np.arange(_ENCODED_STEPS + 1) / _ENCODED_STEPS) ** 2
    encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(encoded * top), np.dtype(dtype))
