"""The frame of a layer that is taken hold of: scaled by its corners and sides, turned by its knob. No Qt here.

Positions are in picture pixels, angles clockwise as one sees them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from lredit_core.document.layers import Placement

if TYPE_CHECKING:
    from lredit_core.document.layers import Layer

Point = tuple[float, float]
#: While Shift is held a frame turns by so many degrees at a time; without it, it falls into the upright ones nearby.
SNAPPED_TURN_DEG, UPRIGHT_WITHIN_DEG = 15.0, 2.0


class FrameHandle(Enum):
    """A part of a frame that can be dragged: (side of x, side of y), each -1, 0 or 1; the knob and the body apart."""

    TOP_LEFT = (-1, -1)
    TOP = (0, -1)
    TOP_RIGHT = (1, -1)
    RIGHT = (1, 0)
    BOTTOM_RIGHT = (1, 1)
    BOTTOM = (0, 1)
    BOTTOM_LEFT = (-1, 1)
    LEFT = (-1, 0)
    KNOB = (0, -2)
    BODY = (0, 0)

    @property
    def is_corner(self) -> bool:
        return abs(self.value[0]) == 1 and abs(self.value[1]) == 1


#: Those that scale, corners first: where they lie close, a corner is meant.
SCALING = (
    *(one for one in FrameHandle if one.is_corner),
    FrameHandle.TOP,
    FrameHandle.RIGHT,
    FrameHandle.BOTTOM,
    FrameHandle.LEFT,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A turned rectangle.

    Attributes:
        centre: of it.
        width, height: of its sides, before it is turned; at least a pixel.
        turn_deg: clockwise.
    """

    centre: Point
    width: float
    height: float
    turn_deg: float = 0.0

    @classmethod
    def of(cls, layer: Layer) -> Frame:
        made = layer.as_made
        placement = layer.placement
        width, height = made.box.width * placement.scale_x, made.box.height * placement.scale_y
        return cls(made.box.centre, max(width, 1.0), max(height, 1.0), placement.turn_deg)

    def placement_of(self, layer: Layer) -> Placement:
        """How the layer has to be placed to fill the frame."""
        made = layer.as_made.box
        flips = layer.placement
        return Placement(
            round(self.width / made.width, 6),
            round(self.height / made.height, 6),
            round(self.turn_deg, 3),
            flips.is_flipped_x,
            flips.is_flipped_y,
        )

    def moved(self, dx: float, dy: float) -> Frame:
        return replace(self, centre=(self.centre[0] + dx, self.centre[1] + dy))

    def at(self, across: float, down: float) -> Point:
        """A place of the frame: -1 to 1 from side to side."""
        return self._out(across * self.width / 2, down * self.height / 2)

    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Clockwise from the upper left one."""
        return self.at(-1, -1), self.at(1, -1), self.at(1, 1), self.at(-1, 1)

    def bounds(self) -> tuple[float, float, float, float]:
        """The upright rectangle around it: (x0, y0, x1, y1)."""
        across, down = zip(*self.corners(), strict=True)
        return min(across), min(down), max(across), max(down)

    def knob(self, distance_px: float) -> Point:
        """Where the knob lies that turns it: so far above its upper side."""
        return self._out(0.0, -self.height / 2 - distance_px)

    def handle_at(self, x: float, y: float, *, zone_px: float, knob_px: float) -> FrameHandle | None:
        """The handle under a place.

        Args:
            x: in picture pixels, as all.
            y: likewise.
            zone_px: how far from a handle it is still meant; inwards by a third of the side at most.
            knob_px: distance of the knob.
        """
        if math.dist(self.knob(knob_px), (x, y)) <= zone_px:
            return FrameHandle.KNOB
        across, down = self._inwards(x, y)
        reach_x, reach_y = self.width / 2, self.height / 2
        if abs(across) > reach_x + zone_px or abs(down) > reach_y + zone_px:
            return None
        inner_x, inner_y = min(zone_px, self.width / 3), min(zone_px, self.height / 3)
        side_x = 0 if abs(across) < reach_x - inner_x else (1 if across > 0 else -1)
        side_y = 0 if abs(down) < reach_y - inner_y else (1 if down > 0 else -1)
        return FrameHandle((side_x, side_y))

    def scaled(self, handle: FrameHandle, to: Point, *, is_free: bool = False, is_about_centre: bool = False) -> Frame:
        """After a handle was dragged to a place; what lies opposite of it stays.

        Args:
            handle: one of `SCALING`.
            to: where the handle is now.
            is_free: a corner changes the proportions too.
            is_about_centre: the centre stays instead.
        """
        side_x, side_y = handle.value
        hold = (0.0, 0.0) if is_about_centre else (-side_x * self.width / 2, -side_y * self.height / 2)
        share = 2.0 if is_about_centre else 1.0
        across, down = self._inwards(*to)
        width = max(1.0, (across - hold[0]) * side_x * share) if side_x else self.width
        height = max(1.0, (down - hold[1]) * side_y * share) if side_y else self.height
        if handle.is_corner and not is_free:
            factor = max(width / self.width, height / self.height)
            width, height = max(1.0, self.width * factor), max(1.0, self.height * factor)
        middle = (hold[0] + side_x * width / 2, hold[1] + side_y * height / 2)
        centre = self.centre if is_about_centre else self._out(*middle)
        return replace(self, centre=centre, width=width, height=height)

    def turned(self, start: Point, to: Point, *, is_stepped: bool = False) -> Frame:
        """After the knob, taken at one place, was dragged to another."""
        angle = self.turn_deg + math.degrees(self._angle(to) - self._angle(start))
        if is_stepped:
            angle = round(angle / SNAPPED_TURN_DEG) * SNAPPED_TURN_DEG
        elif abs(angle - round(angle / 90) * 90) <= UPRIGHT_WITHIN_DEG:
            angle = round(angle / 90) * 90.0
        angle = math.fmod(angle, 360.0)
        return replace(self, turn_deg=angle - 360.0 if angle > 180 else angle + 360.0 if angle <= -180 else angle)

    def _angle(self, place: Point) -> float:
        return math.atan2(place[1] - self.centre[1], place[0] - self.centre[0])

    def _inwards(self, x: float, y: float) -> Point:
        """A place of the picture, from the centre along the frame's own sides."""
        angle = math.radians(self.turn_deg)
        dx, dy = x - self.centre[0], y - self.centre[1]
        return dx * math.cos(angle) + dy * math.sin(angle), -dx * math.sin(angle) + dy * math.cos(angle)

    def _out(self, across: float, down: float) -> Point:
        angle = math.radians(self.turn_deg)
        return (
            self.centre[0] + across * math.cos(angle) - down * math.sin(angle),
            self.centre[1] + across * math.sin(angle) + down * math.cos(angle),
        )
