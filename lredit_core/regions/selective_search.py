"""Windows that frame something by colour, texture and size alone: selective search (Uijlings et al. 2013), by OpenCV.

Photographs have parts of every size that no grid of anchors reaches. OpenCV gives the windows in a random order, so all
of them are taken and put into one of their own: the same picture has the same windows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import torch
from torchvision.ops import box_iou

from lredit_core.geometry import Size
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The longer side at which is looked: windows are found to a few pixels of it, in about half a second.
_SIDE_PX = 220
#: The smallest window, as a share of the picture.
_LEAST_SHARE = 0.004
#: Of two windows that overlap more than this one is enough.
_MOST_IOU = 0.85


def selective_search(pixels: NDArray[np.uint8]) -> torch.Tensor:
    """The windows of a picture, the largest first: (N, 4) float32, x0, y0, x1, y1 as shares of its sides.

    Args:
        pixels: (H, W, 3) uint8 sRGB, at any scale.
    """
    height, width = pixels.shape[:2]
    small = resized(pixels, Size(width, height).scaled_to_longest(_SIDE_PX))
    search = cv2.ximgproc.segmentation.createSelectiveSearchSegmentation()
    search.setBaseImage(cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
    search.switchToSelectiveSearchFast()
    found = {(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h in search.process()}
    ordered = sorted(found, key=lambda box: ((box[0] - box[2]) * (box[3] - box[1]), box))
    rows, columns = small.shape[:2]
    sides = torch.tensor([columns, rows, columns, rows], dtype=torch.float32)
    boxes = torch.tensor(ordered, dtype=torch.float32).reshape(-1, 4) / sides
    large = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) >= _LEAST_SHARE
    return thinned(boxes[large], most_iou=_MOST_IOU)


def thinned(boxes: torch.Tensor, *, most_iou: float) -> torch.Tensor:
    """Leaves out each box that overlaps one before it by more than `most_iou`: (N, 4) -> (M, 4)."""
    if len(boxes) == 0:
        return boxes
    overlaps = box_iou(boxes, boxes)
    kept: list[int] = []
    for index in range(len(boxes)):
        if not kept or float(overlaps[index, kept].max()) <= most_iou:
            kept.append(index)
    return boxes[kept]
