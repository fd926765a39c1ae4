"""Masks grown, shrunk and softened. Apart from `silhouette`, which the window imports: OpenCV takes long to load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def grown(mask: NDArray[np.uint8], distance_px: int) -> NDArray[np.uint8]:
    """(H, W) uint8: a mask grown by a distance in pixels, round at corners (shrunk if negative)."""
    if distance_px == 0:
        return mask
    if distance_px > 0:
        away = cv2.distanceTransform((mask < 128).astype(np.uint8), cv2.DIST_L2, 5)
        return np.where(away <= distance_px, 255, mask).astype(np.uint8)
    inside = cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, 5)
    return np.where(inside > -distance_px, mask, 0).astype(np.uint8)


def softened(mask: NDArray[np.uint8], width_px: float) -> NDArray[np.uint8]:
    """(H, W) uint8: a mask whose edge falls from 255 to 0 over about this many pixels."""
    if width_px <= 0:
        return mask
    blurred = cv2.GaussianBlur(mask, (0, 0), width_px / 4, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, dtype=np.uint8)
