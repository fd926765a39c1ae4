"""What a place looks like around a thing: its light and colours, how sharp it is, how grainy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.pictures.oklab import to_oklab

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.pictures.image import Pixels

#: Two blurs between which the steepness of edges is compared, in pixels; blur that is found lies in this range.
_FINE_PX, _COARSE_PX, _BLURS_PX = 0.7, 2.0, (0.0, 4.0)
#: Edges are what is steeper than this percentile.
_EDGES = 98.0
#: Grain is measured in spots of this side, at this percentile of them; of pure noise that is this share of the mean.
_SPOT_PX, _CALM, _CALMEST_OF_NOISE = 9, 10.0, 0.85
#: Steps of lightness below this, between neighbours after the coarse blur, are no edges.
_LEAST_STEP = 0.006
#: So many pixels are looked at, at most.
_LOOKED_AT = 400_000
_FEWEST = 64


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A place, in figures.

    Attributes:
        lab: mean L, a, b in OKLab.
        spread: standard deviation of L.
        blur_px: standard deviation of the blur of its sharpest edges, in pixels; None where there are no edges.
        grain: standard deviation of the noise of L.
    """

    lab: tuple[float, float, float]
    spread: float
    blur_px: float | None
    grain: float


def surroundings_of(pixels: Pixels, where: NDArray[np.bool_]) -> Surroundings | None:
    """What a place looks like; None where it is too small to say.

    Args:
        pixels: (h, w, 3 or 4) uint8 or uint16 sRGB.
        where: (h, w) bool, the place.
    """
    step = max(1, int(np.sqrt(where.size / _LOOKED_AT)))
    if np.count_nonzero(where[::step, ::step]) < _FEWEST:
        return None
    lab = to_oklab(np.ascontiguousarray(pixels[::step, ::step]))[where[::step, ::step]]
    mean = lab.mean(axis=0)
    part = _middle(where)
    lightness = np.ascontiguousarray(to_oklab(pixels[part])[..., 0])
    inside = cv2.erode(where[part].astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return Surroundings(
        (float(mean[0]), float(mean[1]), float(mean[2])),
        float(lab[:, 0].std()),
        blur_of(lightness, inside),
        grain_of(lightness, inside),
    )


def _middle(where: NDArray[np.bool_]) -> tuple[slice, slice]:
    """The rows and columns that hold the place, cut down around its middle to what is looked at: fine detail needs
    neighbours, so nothing may be left out between."""
    x, y, width, height = cv2.boundingRect(where.astype(np.uint8))
    excess = np.sqrt(max(1.0, width * height / _LOOKED_AT))
    across, down = int(width / excess), int(height / excess)
    left, top = x + (width - across) // 2, y + height - down  # what a thing stands on counts most
    return slice(top, top + down), slice(left, left + across)


def blur_of(lightness: NDArray[np.float32], where: NDArray[np.bool_]) -> float | None:
    """How blurred the sharpest edges are: the standard deviation in pixels, or None where there are no edges.

    A step that is blurred by s and then by t is as steep as 1 / sqrt(s^2 + t^2); from two t follows s.

    Args:
        lightness: (h, w) float32.
        where: (h, w) bool, what is looked at.
    """
    if np.count_nonzero(where) < _FEWEST:
        return None
    fine, coarse = (_steepness(lightness, blur)[where] for blur in (_FINE_PX, _COARSE_PX))
    least = max(float(np.percentile(coarse, _EDGES)), _LEAST_STEP)
    edges = coarse >= least
    if np.count_nonzero(edges) < _FEWEST // 8:
        return None
    squared = float(np.median(fine[edges] / coarse[edges])) ** 2
    if squared <= 1.05:
        return _BLURS_PX[1]
    found = (_COARSE_PX**2 - squared * _FINE_PX**2) / (squared - 1.0)
    return float(np.sqrt(np.clip(found, _BLURS_PX[0] ** 2, _BLURS_PX[1] ** 2)))


def grain_of(lightness: NDArray[np.float32], where: NDArray[np.bool_]) -> float:
    """Standard deviation of the noise: that of the calmest spots, for grain is everywhere and texture is not.

    The residual is Immerkaer's (1996), in which planes and edges cancel; `_CALM` of its spots are asked.

    Args:
        lightness: (h, w) float32.
        where: (h, w) bool, what is looked at.
    """
    if np.count_nonzero(where) < _FEWEST:
        return 0.0
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    residual = np.abs(cv2.filter2D(lightness, -1, kernel, borderType=cv2.BORDER_REPLICATE))
    inside = where.astype(np.float32)
    spots = cv2.blur(residual * inside, (_SPOT_PX, _SPOT_PX)) / np.maximum(cv2.blur(inside, (_SPOT_PX, _SPOT_PX)), 1e-3)
    # The kernel multiplies a deviation by 6, a mean deviation is sqrt(2 / pi) of the standard one.
    return float(np.percentile(spots[where], _CALM) * np.sqrt(np.pi / 2) / 6.0 / _CALMEST_OF_NOISE)


def _steepness(lightness: NDArray[np.float32], blur_px: float) -> NDArray[np.float32]:
    smooth = cv2.GaussianBlur(lightness, (0, 0), blur_px, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.magnitude(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)) / 8)
