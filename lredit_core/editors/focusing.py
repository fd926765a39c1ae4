"""Sharper and blurred, within a mask: neither side of its border drags the other's colours in.

A blur is normalised convolution (Knutsson and Westin 1993): pixels count by the mask, what they are divided by is the
mask blurred alike. It is done in linear light, with a disc as a lens draws it. Sharpening is an unsharp mask of the
lightness that leaves grain alone and draws no halos.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.bands import for_each_band
from lredit_core.pictures.oklab import from_oklab, linear_from_srgb, srgb_from_linear, to_oklab

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.pictures.image import Pixels

#: Radius of a blur as a share of the root of the mask's area, and at least so many pixels.
_BLUR_SHARE, _BLUR_LEAST_PX = 0.02, 2.0
#: A disc of this radius is drawn at the picture's own size; larger ones at a smaller.
_DISC_PX = 5.0
#: Pixels so near to the mask's border, as a share of the radius, and of at least so many, are of both sides: they are
#: blurred but lend nothing.
_RIM_SHARE, _RIM_LEAST_PX = 0.35, 2.0
#: Spread of an unsharp mask, as a share of the root of the mask's area, and its bounds in pixels.
_SHARP_SHARE, _SHARP_PX = 0.0016, (0.7, 3.0)
#: How much of the fine detail is added, and the lightness under which detail is grain.
_SHARP_AMOUNT, _GRAIN = 1.6, 0.006
#: How far a sharpened pixel may pass its neighbours.
_OVERSHOOT = 0.02
_BAND_ROWS = 64


def blurred(pixels: Pixels, mask: NDArray[np.uint8]) -> Pixels:
    """Out of focus, by the size of what the mask covers.

    Args:
        pixels: (h, w, 3) uint8 or uint16 sRGB.
        mask: (h, w) uint8, above 127 on what is blurred; something is.

    Returns:
        the same shape and type. Where the mask is far, nothing has changed.
    """
    radius = max(_BLUR_LEAST_PX, _BLUR_SHARE * float(np.sqrt(np.count_nonzero(mask > 127))))
    factor = max(1, round(radius / _DISC_PX))
    sums = _weighted_small(pixels, _lenders(mask, radius), factor)
    kernel = _disc(radius / factor)
    spread = cv2.filter2D(sums, -1, kernel, borderType=cv2.BORDER_REPLICATE)
    wide = cv2.GaussianBlur(sums, (0, 0), 1.5 * radius / factor, borderType=cv2.BORDER_REPLICATE)
    return _normalised(pixels, spread + np.float32(1e-3) * wide)


def _lenders(mask: NDArray[np.uint8], radius: float) -> NDArray[np.uint8]:
    """(h, w) uint8: what colours are taken from: the mask without its rim, or all of it where that is all rim."""
    rim = max(_RIM_LEAST_PX, _RIM_SHARE * radius)
    padded = cv2.copyMakeBorder((mask > 127).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    inside = cv2.distanceTransform(padded, cv2.DIST_L2, 3)[1:-1, 1:-1]
    lending = (np.clip(inside - rim, 0.0, 1.0) * 255.0).astype(np.uint8)
    return lending if lending.any() else mask


def _weighted_small(pixels: Pixels, weights: NDArray[np.uint8], factor: int) -> NDArray[np.float32]:
    """(h', w', 4) float32: linear light times weight, and the weight, summed over cells of factor x factor."""
    height, width = weights.shape
    rows, columns = -(-height // factor), -(-width // factor)
    sums = np.empty((rows, columns, 4), np.float32)
    step = max(1, _BAND_ROWS // factor)

    def work(top: int, bottom: int) -> None:
        here = slice(top * factor, min(bottom * factor, height))
        weight = weights[here].astype(np.float32) / 255.0
        laid = np.dstack([linear_from_srgb(pixels[here]) * weight[..., None], weight])
        below, beside = (bottom - top) * factor - laid.shape[0], columns * factor - width
        if below or beside:
            laid = cv2.copyMakeBorder(laid, 0, below, 0, beside, cv2.BORDER_REPLICATE)
        sums[top:bottom] = cv2.resize(laid, (columns, bottom - top), interpolation=cv2.INTER_AREA)

    for_each_band(rows, columns, work, rows=step)
    return sums


def _normalised(pixels: Pixels, sums: NDArray[np.float32]) -> Pixels:
    """(h, w, 3): the quotient of sums and weights at the picture's size; where there is no weight, the picture."""
    height, width = pixels.shape[:2]
    factor = -(-height // sums.shape[0])
    result = np.empty_like(pixels)

    def work(top: int, bottom: int) -> None:
        near = sums[top:bottom] if factor == 1 else _enlarged(sums, factor, top=top, bottom=bottom, width=width)
        weight = near[..., 3]
        linear = np.asarray(near[..., :3] / np.maximum(weight, 1e-12)[..., None], np.float32)
        colours = srgb_from_linear(linear, pixels.dtype)
        result[top:bottom] = np.where((weight > 1e-9)[..., None], colours, pixels[top:bottom])

    for_each_band(height, width, work, rows=_BAND_ROWS)
    return result


def _enlarged(sums: NDArray[np.float32], factor: int, *, top: int, bottom: int, width: int) -> NDArray[np.float32]:
    """(bottom - top, width, 4) float32: some rows of the cells' values at the picture's size."""
    shift = np.array([[factor, 0, (factor - 1) / 2], [0, factor, (factor - 1) / 2 - top]], np.float32)
    return np.asarray(
        cv2.warpAffine(sums, shift, (width, bottom - top), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
        np.float32,
    )


def _disc(radius: float) -> NDArray[np.float32]:
    """A disc of this radius with a soft border, of sum 1."""
    reach = int(np.ceil(radius + 1))
    across = np.arange(-reach, reach + 1, dtype=np.float32)
    kernel = np.clip(radius + 0.5 - np.hypot(across[:, None], across[None]), 0.0, 1.0)
    return np.asarray(kernel / kernel.sum(), np.float32)


def sharpened(pixels: Pixels, mask: NDArray[np.uint8]) -> Pixels:
    """Fine detail of the lightness brought out, by the size of what the mask covers.

    Args:
        pixels: (h, w, 3) uint8 or uint16 sRGB.
        mask: (h, w) uint8, above 127 on what is sharpened; something is.

    Returns:
        the same shape and type.
    """
    spread = float(np.clip(_SHARP_SHARE * np.sqrt(np.count_nonzero(mask > 127)), *_SHARP_PX))
    height, width = mask.shape
    margin = int(np.ceil(3 * spread)) + 2
    result = np.empty_like(pixels)

    def work(top: int, bottom: int) -> None:
        first, last = max(0, top - margin), min(height, bottom + margin)
        lab = to_oklab(pixels[first:last])
        inside = mask[first:last].astype(np.float32) / 255.0 + np.float32(1e-3)
        lightness = np.ascontiguousarray(lab[..., 0])
        smooth = _gaussian(lightness * inside, spread) / _gaussian(inside, spread)
        detail = lightness - smooth
        detail *= _SHARP_AMOUNT * detail * detail / (detail * detail + np.float32(_GRAIN**2))
        kernel = np.ones((3, 3), np.uint8)
        least, most = cv2.erode(lightness, kernel), cv2.dilate(lightness, kernel)
        lab[..., 0] = np.clip(lightness + detail, least - _OVERSHOOT, most + _OVERSHOOT)
        result[top:bottom] = from_oklab(lab[top - first : bottom - first], pixels.dtype)

    for_each_band(height, width, work, rows=4 * _BAND_ROWS)
    return result


def _gaussian(values: NDArray[np.float32], spread: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), spread, borderType=cv2.BORDER_REPLICATE), np.float32)
