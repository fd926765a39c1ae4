"""What a press of the mouse begins: moving a box, drawing one, panning, or moving the split. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from lredit_core.document.guides import PictureGuide
from lredit_gui.canvas.hit_test import Handle, dragged, drawn
from lredit_gui.canvas.layer_frame import FrameHandle
from lredit_gui.canvas.snapping import ALL_EDGES, Guide, Rect, SnapLines

if TYPE_CHECKING:
    from lredit_core.geometry import Box, Size
    from lredit_gui.canvas.layer_frame import Frame


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
    guides: tuple[Guide, ...] = ()

    def move(self, x: float, y: float, picture: Size, snap: SnapLines | None = None) -> None:
        """To a picture position; with `snap`, into line with what is near."""
        dx, dy = round(x - self.grip[0]), round(y - self.grip[1])
        self.box, self.guides = dragged(self.start, self.handle, dx, dy, picture=picture), ()
        if snap is not None:
            across, down = snap.offset(self.box.as_tuple(), self.handle.moves)
            self.box = dragged(self.start, self.handle, dx + across, dy + down, picture=picture)
            self.guides = snap.guides(self.box.as_tuple(), self.handle.moves)

    @property
    def has_moved(self) -> bool:
        return self.box != self.start


@dataclass(slots=True)
class DrawDrag:
    """A box being drawn; None while it is too small to be meant."""

    start: tuple[float, float]
    box: Box | None = None
    guides: tuple[Guide, ...] = ()

    def move(self, x: float, y: float, picture: Size, snap: SnapLines | None = None) -> None:
        start, end = self.start, (x, y)
        if snap is not None:
            start, end = snap.point(*start), snap.point(*end)
        self.box, self.guides = drawn(start, end, picture=picture), ()
        if snap is not None and self.box is not None:
            self.guides = snap.guides(self.box.as_tuple(), has_centre=False)


@dataclass(slots=True)
class PanDrag:
    """The picture held by the pointer; `last` in device pixels."""

    last: tuple[float, float]


@dataclass(slots=True)
class FrameDrag:
    """A layer, or several, taken by a handle of their frame. It is a draft until the button is released.

    Attributes:
        key: of the layer that was taken.
        start: its frame then.
        grip: where the pointer was, in picture pixels.
        frame: as it is now.
        has_moved: the pointer went further than a click does.
        is_new: the press itself took hold of it.
        around: all that moves with it, where it lay then.
    """

    key: str
    start: Frame
    handle: FrameHandle
    grip: tuple[float, float]
    frame: Frame
    has_moved: bool = False
    is_new: bool = False
    around: Rect | None = None
    guides: tuple[Guide, ...] = field(default=(), init=False)

    def move(self, x: float, y: float, *, is_free: bool, is_about_centre: bool, snap: SnapLines | None = None) -> None:
        """To a picture position; `is_free`: proportions change, a turn goes in steps, a move along one axis. A move
        goes into line with what is near where `snap` is given."""
        self.guides = ()
        if self.handle is FrameHandle.BODY:
            self._move_body(round(x - self.grip[0]), round(y - self.grip[1]), is_free, snap)
        elif self.handle is FrameHandle.KNOB:
            self.frame = self.start.turned(self.grip, (x, y), is_stepped=is_free)
        else:
            edge = self.start.at(*self.handle.value)  # the pointer may have taken it a little beside
            to = (edge[0] + x - self.grip[0], edge[1] + y - self.grip[1])
            self.frame = self.start.scaled(self.handle, to, is_free=is_free, is_about_centre=is_about_centre)

    def _move_body(self, dx: int, dy: int, is_free: bool, snap: SnapLines | None) -> None:
        along_x, along_y = not is_free or abs(dx) >= abs(dy), not is_free or abs(dx) < abs(dy)
        dx, dy = dx * along_x, dy * along_y
        if snap is not None:
            x0, y0, x1, y1 = self.around or self.start.bounds()
            across, down = snap.offset((x0 + dx, y0 + dy, x1 + dx, y1 + dy))
            dx, dy = dx + across * along_x, dy + down * along_y
            self.guides = snap.guides((x0 + dx, y0 + dy, x1 + dx, y1 + dy), ALL_EDGES)
        self.frame = self.start.moved(dx, dy)

    @property
    def offset(self) -> tuple[int, int]:
        """How far its centre went, in whole pixels."""
        one, other = self.start.centre, self.frame.centre
        return round(other[0] - one[0]), round(other[1] - one[1])


@dataclass(slots=True)
class GuideDrag:
    """A guide of the picture taken hold of, or pulled out of a ruler. Off the picture it is gone.

    Attributes:
        start: as it was, or None where it is new.
        is_upright: it runs down the picture.
        at: where it is now, in picture pixels; None off the picture.
        has_moved: since it was taken.
    """

    start: PictureGuide | None
    is_upright: bool
    at: int | None = None
    has_moved: bool = False

    def move(self, x: float, y: float, picture: Size, snap: SnapLines | None = None) -> None:
        """To a picture position; with `snap`, into line with what is near."""
        if snap is not None:
            x, y = snap.point(x, y)
        place, most = (x, picture.width) if self.is_upright else (y, picture.height)
        self.at = round(place) if -0.5 <= place <= most + 0.5 else None
        self.has_moved = True

    @property
    def guide(self) -> PictureGuide | None:
        return None if self.at is None else PictureGuide(self.is_upright, self.at)


class FreePress:
    """The button held on the picture where no box lies: a click there points at what is there."""


class SplitDrag:
    """The line between before and after held by the pointer."""


#: A wheel's notch, 15 degrees, in Qt's eighths of a degree.
_NOTCH = 120


class EdgeWheel:
    """The wheel over an edge of a box: one pixel for 15 degrees, however small the steps that it turns in."""

    def __init__(self) -> None:
        self._handle: Handle | None = None
        self._turned = 0

    def turned(self, handle: Handle, eighths: int) -> int:
        """Whole pixels that an edge moves outwards now; what is left over counts for the next turn the same way.

        Args:
            handle: the edge; another one begins anew.
            eighths: eighths of a degree; away from the person is above 0.
        """
        if handle is not self._handle or eighths * self._turned < 0:
            self._handle, self._turned = handle, 0
        self._turned += eighths
        pixels = int(self._turned / _NOTCH)
        self._turned -= pixels * _NOTCH
        return pixels
