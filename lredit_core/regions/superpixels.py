"""Pieces of a picture that nothing crosses: a coarse map drawn over them gets the picture's own borders.

Graph-based segmentation (Felzenszwalb and Huttenlocher 2004), by OpenCV, at three scales.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from lredit_core.geometry import Size
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_SIDE_PX = 220
_SIGMA = 0.8
#: Of each scale: how unlike neighbouring pieces must be, and the smallest piece in pixels.
_SCALES = ((50.0, 20), (150.0, 40), (400.0, 60))


def find_superpixels(pixels: NDArray[np.uint8]) -> tuple[torch.Tensor, ...]:
    """For each scale (rows, columns) int64: the number of each place's piece.

    Args:
        pixels: (H, W, 3) uint8 sRGB, at any scale.
    """
    height, width = pixels.shape[:2]
    lab = cv2.cvtColor(resized(pixels, Size(width, height).scaled_to_longest(_SIDE_PX)), cv2.COLOR_RGB2Lab)
    labels: list[torch.Tensor] = []
    for unlike, least in _SCALES:
        segmentation = cv2.ximgproc.segmentation.createGraphSegmentation(_SIGMA, unlike, least)
        labels.append(torch.from_numpy(segmentation.processImage(lab).astype(np.int64)))
    return tuple(labels)


def drawn_over(superpixels: Sequence[torch.Tensor], field: torch.Tensor) -> torch.Tensor:
    """A coarse map, half as it is and half as its means over the pieces of each scale: (h, w) -> (rows, columns)."""
    rows, columns = superpixels[0].shape
    fine = F.interpolate(field[None, None], size=(rows, columns), mode="bicubic", align_corners=False)[0, 0]
    drawn = torch.zeros(rows * columns)
    for labels in superpixels:
        flat = labels.reshape(-1)
        count = int(flat.max()) + 1
        sums = torch.zeros(count).index_add_(0, flat, fine.reshape(-1))
        drawn += (sums / torch.bincount(flat, minlength=count).clamp_min(1))[flat]
    return (drawn.reshape(rows, columns) / len(superpixels) + fine) / 2
