"""Where a thing should be, seen from another one: anchors around a landmark, and how badly a window fits.

No learned part: a box above another is above it in everyone's eyes. Lengths are shares of the picture's shorter side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from lredit_core.prompt.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.geometry import Box, Size

#: The sides of a usual window as a share of the picture's shorter side: anchors lie so far from the landmark that it
#: fits between.
_USUAL_SIDE = 0.3
#: How far below its upper edge things stand on one that is seen from above, as a share of its shorter side: on a table
#: top, on a seat.
ON_DEPTH = 0.25
#: A window may lie so far from the landmark, as a share of the shorter side, before it counts as elsewhere.
_NEAR = 0.12


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a thing should be: in a relation to a landmark.

    Attributes:
        box: of the landmark, in pixels.
        is_from_above: it is seen from above, as most things in photographs: what is on it stands below its upper edge.
    """

    relation: Relation
    box: Box
    is_from_above: bool = False

    @property
    def stand_y(self) -> float:
        """The line that what is on it stands on, in pixels from the top."""
        depth = ON_DEPTH * min(self.box.width, self.box.height) if self.is_from_above else 0.0
        return self.box.y0 + depth


def places_around(beside: Beside, image: Size) -> list[tuple[float, float]]:
    """Points where the middle of the thing may lie, the most usual first, all within the picture."""
    landmark = beside.box
    (x, y), reach = landmark.centre, _USUAL_SIDE * image.shortest / 2
    left, right = landmark.x0 - reach, landmark.x1 + reach
    above, below = landmark.y0 - reach, landmark.y1 + reach
    half, quarter, foot = landmark.width / 2, reach / 2, beside.stand_y
    points = {
        Relation.ABOVE: [(x, above), (x - half, above), (x + half, above), (x, (landmark.y0 + quarter) / 2)],
        Relation.BELOW: [(x, below), (x - half, below), (x + half, below), (x, (landmark.y1 + image.height) / 2)],
        Relation.LEFT_OF: [(left, y), (left, landmark.y1 - reach), (left, landmark.y0 + reach), (landmark.x0 / 2, y)],
        Relation.RIGHT_OF: [
            (right, y),
            (right, landmark.y1 - reach),
            (right, landmark.y0 + reach),
            ((landmark.x1 + image.width) / 2, y),
        ],
        Relation.BESIDE: [(left, landmark.y1 - reach), (right, landmark.y1 - reach), (left, y), (right, y)],
        Relation.ON: [(x, foot - quarter), (x, foot - reach), (x - half / 2, foot - quarter)],
    }[beside.relation]  # fmt: skip
    return [(min(max(px, 1.0), image.width - 1.0), min(max(py, 1.0), image.height - 1.0)) for px, py in points]


def relation_penalty(beside: Beside, windows: Sequence[Box], image: Size) -> torch.Tensor:
    """How far each window is from where the relation puts it: (N,) >= 0, 0 where it holds, in shorter sides."""
    corners = torch.tensor([box.as_tuple() for box in windows], dtype=torch.float32).reshape(-1, 4) / image.shortest
    x0, y0, x1, y1 = corners.unbind(-1)
    relation = beside.relation
    a0, b0, a1, b1 = (value / image.shortest for value in beside.box.as_tuple())
    off_rows = torch.maximum(b0 - y1, y0 - b1).clamp_min(0)
    middle_x = ((x0 + x1) / 2 - (a0 + a1) / 2).abs() - (a1 - a0) / 2
    middle_y = ((y0 + y1) / 2 - (b0 + b1) / 2).abs() - (b1 - b0) / 2
    aside, across = middle_x.clamp_min(0), middle_y.clamp_min(0)

    def near(gap: torch.Tensor) -> torch.Tensor:
        """A gap below 0 is an overlap; a small one is as it should be."""
        return (-gap).clamp_min(0) + (gap - _NEAR).clamp_min(0)

    if relation is Relation.ABOVE:
        return near(b0 - y1) + aside
    if relation is Relation.BELOW:
        return near(y0 - b1) + aside
    if relation is Relation.LEFT_OF:
        return near(a0 - x1) + across
    if relation is Relation.RIGHT_OF:
        return near(x0 - a1) + across
    if relation is Relation.ON:
        return (y1 - beside.stand_y / image.shortest).abs().sub(_NEAR / 2).clamp_min(0) + aside
    return near(torch.maximum(a0 - x1, x0 - a1)) + off_rows
