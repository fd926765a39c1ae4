"""Windows that show nearly the same, so that one look does for all of a group."""

from __future__ import annotations

import torch
from torchvision.ops import box_iou


def representatives(boxes: torch.Tensor, *, least_iou: float) -> torch.Tensor:
    """For each box the place of one that overlaps it by `least_iou` or more and stands for it: (N,) int64.

    Boxes that stand for most others are taken first; each box is then given to the one of them that overlaps it most.

    Args:
        boxes: (N, 4), corners in any unit.
        least_iou: in (0, 1]; at 1 only equal boxes share.
    """
    overlap = box_iou(boxes, boxes).fill_diagonal_(1.0)
    is_near = overlap >= least_iou
    is_left = torch.ones(len(boxes), dtype=torch.bool)
    chosen: list[int] = []
    while bool(is_left.any()):
        covered = (is_near & is_left).sum(dim=1).masked_fill(~is_left, -1)
        best = int(covered.argmax())
        chosen.append(best)
        is_left &= ~is_near[best]
    places = torch.tensor(chosen, dtype=torch.int64)
    return places[overlap[:, places].argmax(dim=1)] if chosen else places
