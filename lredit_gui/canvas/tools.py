"""What a press of the mouse begins: moving a box, drawing one, panning, or moving the split. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from lredit_gui.canvas.hit_test import Handle, dragged, drawn

if TYPE_CHECKING:
    from lredit_core.geometry import Box, Size


class Tool(Enum):
    """What the mouse does on the picture."""

    SELECT = "select"
    DRAW = "draw"
    PAN = "pan"
    BRUSH = "brush"
    LASSO = "lasso"
    NOT_FROM = "not from here"

    @property
    def is_of_masks(self) -> bool:
        """Whether it changes the mask of the thing in hand, or the mask of what nothing is filled from."""
        return self in (Tool.BRUSH, Tool.LASSO, Tool.NOT_FROM)

    @property
    def is_brush(self) -> bool:
        """Whether it paints with the brush."""
        return self in (Tool.BRUSH, Tool.NOT_FROM)


@dataclass(slots=True)
class BoxDrag:
    """A box taken by a handle. It is a draft until the button is released."""

    key: str
    start: Box
    handle: Handle
    grip: tuple[float, float]
    box: Box

    def move(self, x: float, y: float, picture: Size) -> None:
        """To a picture position."""
        dx, dy = round(x - self.grip[0]), round(y - self.grip[1])
        self.box = dragged(self.start, self.handle, dx, dy, picture=picture)

    @property
    def has_moved(self) -> bool:
        return self.box != self.start


@dataclass(slots=True)
class DrawDrag:
    """A box being drawn; None while it is too small to be meant."""

    start: tuple[float, float]
    box: Box | None = None

    def move(self, x: float, y: float, picture: Size) -> None:
        self.box = drawn(self.start, (x, y), picture=picture)


@dataclass(slots=True)
class PanDrag:
    """The picture held by the pointer; `last` in device pixels."""

    last: tuple[float, float]


class FreePress:
    """The button held on the picture where no box lies: a click there points at what is there."""


class SplitDrag:
    """The line between before and after held by the pointer."""
