"""Where what is dragged falls into line with what is there: edges and centre lines. No Qt here.

Positions are in picture pixels. What is dragged moves by whole pixels, so a centre line between two pixels is met as
closely as these allow.
"""

from __future__ import annotations

from dataclasses import dataclass

Rect = tuple[float, float, float, float]
Edges = tuple[bool, bool, bool, bool]
"""Which edges move: (left, top, right, bottom)."""

#: How far from a line, in view pixels, it is still fallen into.
SNAP_REACH_PX = 6.0
ALL_EDGES: Edges = (True, True, True, True)
#: Two places are in line where they lie no farther apart: half a pixel, and what sums of fractions leave over.
_IN_LINE_PX = 0.5 + 1e-6


@dataclass(frozen=True, slots=True, order=True)
class Guide:
    """A line that something lies on.

    Attributes:
        is_upright: it runs down the picture, at an x; else across it, at a y.
        at: that x or y.
        start, end: from where to where it runs, the other way.
    """

    is_upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class SnapLines:
    """What there is to fall into line with.

    Attributes:
        targets: the picture, boxes, layers: each gives its four edges and its two centre lines.
        reach: how far a line draws.
    """

    targets: tuple[Rect, ...]
    reach: float

    def offset(self, rect: Rect, edges: Edges = ALL_EDGES) -> tuple[int, int]:
        """How far something has to move, in whole pixels, to lie on the nearest line each way; 0 where none is near.

        Args:
            rect: where it lies.
            edges: that move with it. Where all do, its centre may lie on a line as well.
        """
        across, down = _places(rect, edges, has_centre=edges == ALL_EDGES)
        return round(self._nearest(across, 0)), round(self._nearest(down, 1))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place on the nearest lines."""
        return x + self._nearest([x], 0), y + self._nearest([y], 1)

    def guides(self, rect: Rect, edges: Edges = ALL_EDGES, *, has_centre: bool = True) -> tuple[Guide, ...]:
        """The lines that something lies on now, each from the first to the last of what lies on it."""
        found: dict[tuple[bool, float], Guide] = {}
        places = _places(rect, edges, has_centre=has_centre and edges == ALL_EDGES)
        for axis in (0, 1):
            other = 1 - axis
            for target in self.targets:
                for line in _lines(target, axis):
                    if any(abs(line - place) <= _IN_LINE_PX for place in places[axis]):
                        start, end = min(rect[other], target[other]), max(rect[other + 2], target[other + 2])
                        known = found.get((axis == 0, line))
                        if known is not None:
                            start, end = min(start, known.start), max(end, known.end)
                        found[axis == 0, line] = Guide(axis == 0, line, start, end)
        return tuple(sorted(found.values()))

    def _nearest(self, places: list[float], axis: int) -> float:
        """The shortest way from one of the places to a line; 0 where none is within reach."""
        ways = (line - place for target in self.targets for line in _lines(target, axis) for place in places)
        return min((way for way in ways if abs(way) <= self.reach), key=abs, default=0.0)


def _places(rect: Rect, edges: Edges, *, has_centre: bool) -> tuple[list[float], list[float]]:
    """What of a rectangle can lie on upright lines, and on level ones."""
    ways: list[list[float]] = []
    for axis in (0, 1):
        places = [rect[index] for index in (axis, axis + 2) if edges[index]]
        ways.append([*places, (rect[axis] + rect[axis + 2]) / 2] if has_centre else places)
    return ways[0], ways[1]


def _lines(target: Rect, axis: int) -> tuple[float, float, float]:
    return target[axis], (target[axis] + target[axis + 2]) / 2, target[axis + 2]


def around_all(rects: list[Rect]) -> Rect:
    """The smallest rectangle that holds all of them."""
    return (
        min(rect[0] for rect in rects),
        min(rect[1] for rect in rects),
        max(rect[2] for rect in rects),
        max(rect[3] for rect in rects),
    )
