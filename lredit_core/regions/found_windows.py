"""Windows that could frame what was found in a photograph, the best first."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torchvision.ops import box_iou

from lredit_core.regions.selective_search import thinned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Windows kept.
MOST_WINDOWS = 250
#: Of several things so many windows of each are combined, and so many combinations kept.
_OF_EACH, _COMBINED = 20, 60
#: Windows around several things, and of each of them, overlap each other at most so much.
_MOST_IOU = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class FoundWindows:
    """Windows of one picture for one thing.

    Attributes:
        field: (rows, columns), how likely the thing is at each place.
        boxes: (N, 4) float32, x0, y0, x1, y1 as shares of the picture's sides.
        framing: (N,) in [0, 1], how well each frames the thing, falling.
        framing_of: the same of any boxes, (..., 4) -> (...).
        grounded: (G, 4), boxes that a grounding model found; None where there is none.
    """

    field: torch.Tensor
    boxes: torch.Tensor
    framing: torch.Tensor
    framing_of: Callable[[torch.Tensor], torch.Tensor]
    grounded: torch.Tensor | None = None

    @classmethod
    def ranked(
        cls, field: torch.Tensor, boxes: torch.Tensor, framing_of: Callable[[torch.Tensor], torch.Tensor]
    ) -> FoundWindows:
        """The best of the boxes, in order."""
        framing = framing_of(boxes)
        order = torch.argsort(framing, descending=True, stable=True)[:MOST_WINDOWS]
        return cls(field, boxes[order], framing[order], framing_of)


def around_all(things: Sequence[FoundWindows]) -> FoundWindows:
    """Windows around several things: each is as good as its IoU with a box that just holds a window of every thing.

    How likely such a box is: the geometric mean of how well those windows frame their things, less where two of them
    lie in the same place, for two people are not one.
    """
    count = len(things)
    held, likely = things[0].boxes[:_OF_EACH, None], things[0].framing[:_OF_EACH]  # (N, things so far, 4), (N,)
    for thing in things[1:]:
        boxes, framing = thing.boxes[:_OF_EACH], thing.framing[:_OF_EACH]
        covered = box_iou(held.reshape(-1, 4), boxes).reshape(len(held), -1, len(boxes)).amax(dim=1)
        together = likely[:, None] * framing * (1 - covered)
        best = torch.argsort(together.flatten(), descending=True, stable=True)[:_COMBINED]
        one, other = best // len(boxes), best % len(boxes)
        held, likely = torch.cat([held[one], boxes[other, None]], dim=1), together.flatten()[best]
    around = torch.cat([held[..., :2].amin(dim=1), held[..., 2:].amax(dim=1)], dim=1)
    likely = likely ** (1 / count)

    def framing_of(windows: torch.Tensor) -> torch.Tensor:
        overlaps: torch.Tensor = box_iou(windows.reshape(-1, 4), around) * likely
        return overlaps.amax(dim=1).reshape(windows.shape[:-1])

    windows = thinned(torch.cat([around, *(thing.boxes for thing in things)]), most_iou=_MOST_IOU)
    return FoundWindows.ranked(_likeliest([thing.field for thing in things]), windows, framing_of)


def _likeliest(fields: Sequence[torch.Tensor]) -> torch.Tensor:
    """What is likeliest at each place, at the size of the finest of the maps: (rows, columns)."""
    finest = max(fields, key=torch.Tensor.numel).shape
    same = [F.interpolate(field[None, None], size=finest, mode="bilinear", align_corners=False) for field in fields]
    return functools.reduce(torch.maximum, same)[0, 0]
