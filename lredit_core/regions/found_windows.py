"""Windows that could frame what was found in a photograph, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Callable

#: Windows kept.
MOST_WINDOWS = 250


@dataclass(frozen=True, slots=True, eq=False)
class FoundWindows:
    """Windows of one picture for one thing.

    Attributes:
        field: (rows, columns), how likely the thing is at each place.
        boxes: (N, 4) float32, x0, y0, x1, y1 as shares of the picture's sides.
        framing: (N,) in [0, 1], how well each frames the thing, falling.
        framing_of: the same of any boxes, (..., 4) -> (...).
    """

    field: torch.Tensor
    boxes: torch.Tensor
    framing: torch.Tensor
    framing_of: Callable[[torch.Tensor], torch.Tensor]

    @classmethod
    def ranked(
        cls, field: torch.Tensor, boxes: torch.Tensor, framing_of: Callable[[torch.Tensor], torch.Tensor]
    ) -> FoundWindows:
        """The best of the boxes, in order."""
        framing = framing_of(boxes)
        order = torch.argsort(framing, descending=True, stable=True)[:MOST_WINDOWS]
        return cls(field, boxes[order], framing[order], framing_of)
