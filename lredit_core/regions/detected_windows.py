"""Windows by a detector's boxes: each is worth the IoU that it can be expected to have with the thing."""

from __future__ import annotations

import torch
from torchvision.ops import box_iou

from lredit_core.regions.found_windows import FoundWindows
from lredit_core.regions.selective_search import thinned

#: Of the map that the boxes make: its longer side, and the least that is said of a place.
_FIELD_CELLS, _LEAST = 64, 0.01
#: Windows overlap each other at most so much.
_MOST_IOU = 0.9


def find_detected_windows(
    boxes: torch.Tensor, scores: torch.Tensor, others: torch.Tensor, *, aspect: float
) -> FoundWindows:
    """The boxes of the thing, and others.

    Args:
        boxes: (N, 4) in shares of the picture's sides, the surest first, at least one.
        scores: (N,) in [0, 1].
        others: (M, 4), boxes of anything.
        aspect: width / height of the picture.
    """

    def framing_of(windows: torch.Tensor) -> torch.Tensor:
        overlaps: torch.Tensor = box_iou(windows.reshape(-1, 4), boxes) * scores
        return overlaps.amax(dim=1).reshape(windows.shape[:-1])

    windows = thinned(torch.cat([boxes, others]), most_iou=_MOST_IOU)
    return FoundWindows.ranked(_field(boxes, scores, aspect), windows, framing_of)


def _field(boxes: torch.Tensor, scores: torch.Tensor, aspect: float) -> torch.Tensor:
    """(rows, columns): at each place the logarithm of the highest score of the boxes that hold it."""
    columns = max(1, round(_FIELD_CELLS * min(1.0, aspect)))
    rows = max(1, round(_FIELD_CELLS / max(1.0, aspect)))
    x = (torch.arange(columns) + 0.5) / columns
    y = (torch.arange(rows) + 0.5) / rows
    x0, y0, x1, y1 = boxes.T[..., None]
    across, down = (x0 <= x) & (x <= x1), (y0 <= y) & (y <= y1)
    inside: torch.Tensor = (down[:, :, None] & across[:, None, :]) * scores[:, None, None]
    return inside.amax(dim=0).clamp_min(_LEAST).log()
