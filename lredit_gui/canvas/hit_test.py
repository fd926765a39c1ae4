"""What of a box the pointer is on, and what a drag makes of it. No Qt here."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from lredit_core.api.request import LEAST_SIDE_PX
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from collections.abc import Iterable

#: How far from an edge or corner the pointer still takes it, in view pixels.
ZONE_PX = 12.0
#: A box with a side below this, in view pixels, has its handles so far outside of its frame: they would cover it.
SMALL_BOX_PX, OUTSET_PX = 56.0, 8.0

Rect = tuple[float, float, float, float]


class Handle(Enum):
    """A part of a box that can be dragged; the value says which edges move: (left, top, right, bottom)."""

    BODY = (True, True, True, True)
    LEFT = (True, False, False, False)
    TOP = (False, True, False, False)
    RIGHT = (False, False, True, False)
    BOTTOM = (False, False, False, True)
    TOP_LEFT = (True, True, False, False)
    TOP_RIGHT = (False, True, True, False)
    BOTTOM_LEFT = (True, False, False, True)
    BOTTOM_RIGHT = (False, False, True, True)

    @property
    def moves(self) -> tuple[bool, bool, bool, bool]:
        return self.value


_BY_EDGES = {handle.value: handle for handle in Handle}
HANDLES = tuple(handle for handle in Handle if handle is not Handle.BODY)


def is_small(rect: Rect) -> bool:
    """Whether marks and words would cover a rectangle, in view pixels."""
    return min(rect[2] - rect[0], rect[3] - rect[1]) < SMALL_BOX_PX


def handle_frame(rect: Rect) -> Rect:
    """What the handles of a box lie on, in view pixels: its frame, or around it where it is small."""
    outset = OUTSET_PX if is_small(rect) else 0.0
    return rect[0] - outset, rect[1] - outset, rect[2] + outset, rect[3] + outset


def handle_at(x: float, y: float, rect: Rect, *, zone_px: float = ZONE_PX) -> Handle | None:
    """The handle of a rectangle under a point, both in view pixels.

    The zones reach `zone_px` outwards, and inwards by no more than a third of the side, so that a small box can still
    be taken by its body. Around a small box, whose handles lie outside, they reach over these.
    """
    x0, y0, x1, y1 = rect
    outer_px = zone_px + (OUTSET_PX / 2 if is_small(rect) else 0.0)
    if not (x0 - outer_px <= x <= x1 + outer_px and y0 - outer_px <= y <= y1 + outer_px):
        return None
    inner_x, inner_y = min(zone_px, (x1 - x0) / 3), min(zone_px, (y1 - y0) / 3)
    left, right = x <= x0 + inner_x, x >= x1 - inner_x
    top, bottom = y <= y0 + inner_y, y >= y1 - inner_y
    return _BY_EDGES.get((left, top, right, bottom), Handle.BODY) if left or top or right or bottom else Handle.BODY


def handle_position(handle: Handle, rect: Rect) -> tuple[float, float]:
    """(x, y) where a handle's mark is drawn."""
    x0, y0, x1, y1 = handle_frame(rect)
    left, top, right, bottom = handle.moves
    x = x0 if left and not right else x1 if right and not left else (x0 + x1) / 2
    y = y0 if top and not bottom else y1 if bottom and not top else (y0 + y1) / 2
    return x, y


def dragged(box: Box, handle: Handle, dx: int, dy: int, *, picture: Size, min_side_px: int = LEAST_SIDE_PX) -> Box:
    """The box after its handle moved by whole picture pixels: inside of the picture, never smaller than the minimum.

    Edges the handle does not move stay where they are, whatever the drag.
    """
    if handle is Handle.BODY:
        return box.translated(dx, dy).moved_inside(picture)
    left, top, right, bottom = handle.moves
    min_width, min_height = min(min_side_px, box.width), min(min_side_px, box.height)
    return Box(
        min(max(box.x0 + dx, 0), box.x1 - min_width) if left else box.x0,
        min(max(box.y0 + dy, 0), box.y1 - min_height) if top else box.y0,
        max(min(box.x1 + dx, picture.width), box.x0 + min_width) if right else box.x1,
        max(min(box.y1 + dy, picture.height), box.y0 + min_height) if bottom else box.y1,
    )


def drawn(
    start: tuple[float, float], end: tuple[float, float], *, picture: Size, min_side_px: int = LEAST_SIDE_PX
) -> Box | None:
    """The box spanned by two picture positions, clipped to the picture; None while it is too small to be meant."""
    x0, x1 = sorted((start[0], end[0]))
    y0, y1 = sorted((start[1], end[1]))
    box = Box(round(x0), round(y0), round(x1), round(y1)).clipped_to(picture)
    return None if box.width < min_side_px or box.height < min_side_px else box


def smallest_at(x: float, y: float, rects: Iterable[tuple[str, Rect]]) -> str | None:
    """The key of the smallest rectangle that holds the point: a box inside of another can still be taken."""
    best: tuple[float, str] | None = None
    for key, (x0, y0, x1, y1) in rects:
        if x0 <= x <= x1 and y0 <= y <= y1:
            area = (x1 - x0) * (y1 - y0)
            if best is None or area < best[0]:
                best = (area, key)
    return None if best is None else best[1]
