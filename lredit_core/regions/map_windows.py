"""Windows by a map of how likely a thing is at each place: where it could be framed, and how well each window does it.

A window is as good as its IoU with the places that the map speaks of, the mean over several thresholds: no weight is to
be tuned, the map's own units do not matter, and a window that holds half of a thing or as much again around it loses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from lredit_core.regions.found_windows import FoundWindows
from lredit_core.regions.objectness import sum_inside
from lredit_core.regions.selective_search import thinned

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A place is spoken of if it lies at most these shares of the way down from the map's peak to its floor, which is this
#: quantile of the map: things may cover most of a picture.
_FOREGROUNDS, _FLOOR = (0.25, 0.35, 0.45), 0.35
#: Connected pieces above these quantiles of the map are windows too: the largest so many of each.
_QUANTILES, _PIECES = (0.5, 0.65, 0.75, 0.85, 0.92), 4
_LEAST_PIECE_CELLS = 4
#: Windows overlap each other at most so much.
_MOST_IOU = 0.95


def find_map_windows(field: torch.Tensor, others: torch.Tensor) -> FoundWindows:
    """The windows that are the map's own pieces, and others; with how well each frames what the map speaks of.

    Args:
        field: (rows, columns), of any unit.
        others: (N, 4), windows that the picture gives by itself.
    """
    boxes = thinned(torch.cat([torch.tensor([*_pieces(field)]).reshape(-1, 4), others]), most_iou=_MOST_IOU)
    return FoundWindows.ranked(field, boxes, lambda windows: map_framing(field, windows))


def map_framing(field: torch.Tensor, boxes: torch.Tensor) -> torch.Tensor:
    """How well each box frames what the map speaks of: (rows, columns), (..., 4) in shares -> (...) in [0, 1]."""
    rows, columns = field.shape
    cells = boxes * torch.tensor([columns, rows, columns, rows], dtype=torch.float32)
    area = (cells[..., 2] - cells[..., 0]) * (cells[..., 3] - cells[..., 1])
    total = torch.zeros(boxes.shape[:-1])
    peak, floor = field.max(), torch.quantile(field, _FLOOR)
    for share in _FOREGROUNDS:
        spoken_of = (field >= peak - (peak - floor) * share).float()
        inside = sum_inside(spoken_of, cells)
        total += inside / (area + spoken_of.sum() - inside).clamp_min(1e-6)
    return total / len(_FOREGROUNDS)


def _pieces(field: torch.Tensor) -> Iterator[tuple[float, float, float, float]]:
    height, width = field.shape
    coarse = F.adaptive_avg_pool2d(field[None, None], (max(1, height // 4), max(1, width // 4)))[0, 0].numpy()
    rows, columns = coarse.shape
    for quantile in _QUANTILES:
        above = (coarse > np.quantile(coarse, quantile)).astype(np.uint8)
        _count, _labels, found, _centres = cv2.connectedComponentsWithStats(above)
        largest = sorted(found[1:].tolist(), key=lambda piece: -piece[4])[:_PIECES]
        for x, y, width, height, cells in largest:
            if cells >= _LEAST_PIECE_CELLS:
                yield x / columns, y / rows, (x + width) / columns, (y + height) / rows
