"""SSIM: how alike the structure of two pictures is, place by place. Source: Wang et al. 2004, Eq. (13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Of the Gaussian window, in pixels, and how many of these it reaches: 11 x 11 pixels, as in the paper.
_SIGMA_PX, _REACH = 1.5, 3.5
#: (K L)^2 for K1 = 0.01 and K2 = 0.03 on pixels in [0, 255].
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
#: Rec. 601: the luminance of R, G and B.
_LUMA = (0.299, 0.587, 0.114)


def similarity_map(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(H, W) float32 in [-1, 1], 1 where the pictures are equal around a place; of their luminance.

    Args:
        one: (H, W, 3) uint8.
        other: (H, W, 3) uint8, of the same size.

    Raises:
        ValueError: for pictures of different sizes.
    """
    if one.shape != other.shape:
        raise ValueError(f"pictures of one size can be compared, got {one.shape} and {other.shape}")
    x, y = (picture.astype(np.float32) @ np.asarray(_LUMA, np.float32) for picture in (one, other))
    mean_x, mean_y = _blurred(x), _blurred(y)
    variance_x = _blurred(x * x) - mean_x * mean_x
    variance_y = _blurred(y * y) - mean_y * mean_y
    covariance = _blurred(x * y) - mean_x * mean_y
    above = (2 * mean_x * mean_y + _C1) * (2 * covariance + _C2)
    below = (mean_x * mean_x + mean_y * mean_y + _C1) * (variance_x + variance_y + _C2)
    return np.asarray(above / below, np.float32)


def _blurred(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(ndimage.gaussian_filter(values, _SIGMA_PX, truncate=_REACH), np.float32)
