"""Where the picture lies in the view. Plain numbers in device pixels, no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from lredit_core.geometry import Box, Size

MIN_SCALE = 0.01
MAX_SCALE = 32.0
#: As much of the picture as stays in view however far it is panned.
_KEPT_PX = 48
#: What "zoom in" steps through.
ZOOM_STEPS = (0.05, 0.1, 0.167, 0.25, 0.333, 0.5, 0.667, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0)


@dataclass(frozen=True, slots=True)
class Viewport:
    """A picture shown in a view.

    The view may be turned and mirrored about its middle, as a sheet of paper is on a table. All positions but those of
    `to_screen` and `from_screen` are as before that: in the sheet, which is as large as it takes to cover the view.

    Attributes:
        view, picture: their sizes; `view` in device pixels.
        scale: device pixels per picture pixel.
        left, top: where the picture's corner lies in the sheet, in device pixels.
        is_fit: it follows the view's size.
        turn_deg: how far the sheet is turned, clockwise, in [0, 360).
        is_mirrored: left and right of the sheet were exchanged before it was turned.
    """

    view: Size
    picture: Size
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0
    is_fit: bool = True
    turn_deg: float = 0.0
    is_mirrored: bool = False

    @property
    def is_turned(self) -> bool:
        """Whether sheet and screen differ."""
        return self.turn_deg != 0.0 or self.is_mirrored

    @property
    def is_square_on(self) -> bool:
        """Whether rows and columns of the picture run along the screen's."""
        return self.turn_deg % 90.0 == 0.0

    @property
    def sheet(self) -> Size:
        """As large as it takes to cover the view, in device pixels."""
        cosine, sine = self._turn()
        width, height = self.view.width, self.view.height
        sizes = width * abs(cosine) + height * abs(sine), width * abs(sine) + height * abs(cosine)
        return self.view if self.turn_deg == 0.0 else Size(math.ceil(sizes[0] - 1e-6), math.ceil(sizes[1] - 1e-6))

    @property
    def screen_matrix(self) -> tuple[float, float, float, float, float, float]:
        """(xx, xy, yx, yy, dx, dy): a place of the sheet lies at xx * x + yx * y + dx, xy * x + yy * y + dy of the
        view."""
        cosine, sine = self._turn()
        sign = -1.0 if self.is_mirrored else 1.0
        xx, xy, yx, yy = sign * cosine, sign * sine, -sine, cosine
        middle_x, middle_y = self.sheet.width / 2, self.sheet.height / 2
        dx = self.view.width / 2 - xx * middle_x - yx * middle_y
        dy = self.view.height / 2 - xy * middle_x - yy * middle_y
        return xx, xy, yx, yy, dx, dy

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """A place of the sheet to the one of the view where it is seen, in device pixels."""
        xx, xy, yx, yy, dx, dy = self.screen_matrix
        return xx * x + yx * y + dx, xy * x + yy * y + dy

    def from_screen(self, x: float, y: float) -> tuple[float, float]:
        """A place of the view to the one of the sheet that is seen there, in device pixels."""
        dx, dy = self.direction_from_screen(x - self.view.width / 2, y - self.view.height / 2)
        return self.sheet.width / 2 + dx, self.sheet.height / 2 + dy

    def direction_from_screen(self, dx: float, dy: float) -> tuple[float, float]:
        """A way on the screen to that way on the sheet."""
        cosine, sine = self._turn()
        across = cosine * dx + sine * dy
        return -across if self.is_mirrored else across, cosine * dy - sine * dx

    def turned(self, by_deg: float) -> Viewport:
        """Turned clockwise about the middle of the view."""
        return self._on_another_sheet(replace(self, turn_deg=(self.turn_deg + by_deg) % 360.0))

    def mirrored(self) -> Viewport:
        """As in a mirror that stands upright in the middle of the view."""
        turn_deg = -self.turn_deg % 360.0
        return self._on_another_sheet(replace(self, turn_deg=turn_deg, is_mirrored=not self.is_mirrored))

    def straight(self) -> Viewport:
        """Neither turned nor mirrored."""
        return self._on_another_sheet(replace(self, turn_deg=0.0, is_mirrored=False))

    def _on_another_sheet(self, other: Viewport) -> Viewport:
        """With the same place of the picture in the middle; fitted again where it was."""
        if self.is_fit:
            return other.fitted()
        dx, dy = (other.sheet.width - self.sheet.width) / 2, (other.sheet.height - self.sheet.height) / 2
        return replace(other, left=self.left + dx, top=self.top + dy)._clamped()

    def _turn(self) -> tuple[float, float]:
        """Cosine and sine; exact for quarter turns."""
        quarters, rest = divmod(self.turn_deg, 90.0)
        if rest == 0.0:
            return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarters) % 4]
        turn = math.radians(self.turn_deg)
        return math.cos(turn), math.sin(turn)

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """Picture position to device pixels of the sheet."""
        return self.left + x * self.scale, self.top + y * self.scale

    def to_picture(self, x: float, y: float) -> tuple[float, float]:
        """Device pixels of the sheet to picture position."""
        return (x - self.left) / self.scale, (y - self.top) / self.scale

    @property
    def visible(self) -> Box:
        """The part of the picture that is in view, in whole pixels; all that the sheet shows where it is turned."""
        x0, y0 = self.to_picture(0, 0)
        x1, y1 = self.to_picture(self.sheet.width, self.sheet.height)
        return Box(math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)).clipped_to(self.picture)

    def fitted(self, *, margin_px: int = 24) -> Viewport:
        """All of the picture in view; small pictures are not enlarged beyond 1:1 times four."""
        cosine, sine = (abs(part) for part in self._turn())
        width, height = self.picture.width, self.picture.height
        wide = max(1, self.view.width - 2 * margin_px) / (width * cosine + height * sine)
        high = max(1, self.view.height - 2 * margin_px) / (width * sine + height * cosine)
        scale = min(max(min(wide, high), MIN_SCALE), 4.0)
        return replace(self, scale=scale, is_fit=True)._centred()

    def zoomed(self, scale: float, *, about: tuple[float, float] | None = None) -> Viewport:
        """At another scale; the picture position under `about` (device pixels of the sheet; the middle by
        default) stays there."""
        x, y = about if about is not None else (self.sheet.width / 2, self.sheet.height / 2)
        picture_x, picture_y = self.to_picture(x, y)
        scale = min(max(scale, MIN_SCALE), MAX_SCALE)
        left, top = x - picture_x * scale, y - picture_y * scale
        return replace(self, scale=scale, left=left, top=top, is_fit=False)._clamped()

    def stepped(self, direction: int, *, about: tuple[float, float] | None = None) -> Viewport:
        """To the next zoom step up (1) or down (-1)."""
        if direction > 0:
            scale = next((step for step in ZOOM_STEPS if step > self.scale * 1.001), MAX_SCALE)
        else:
            scale = next((step for step in reversed(ZOOM_STEPS) if step < self.scale * 0.999), ZOOM_STEPS[0])
        return self.zoomed(scale, about=about)

    def panned(self, dx: float, dy: float) -> Viewport:
        """Moved by device pixels of the sheet."""
        return replace(self, left=self.left + dx, top=self.top + dy, is_fit=False)._clamped()

    def resized(self, view: Size) -> Viewport:
        """In a view of another size: fitted again, or with the same picture position in the middle."""
        if self.is_fit:
            return replace(self, view=view).fitted()
        return self._on_another_sheet(replace(self, view=view))

    def _centred(self) -> Viewport:
        left = (self.sheet.width - self.picture.width * self.scale) / 2
        top = (self.sheet.height - self.picture.height * self.scale) / 2
        return replace(self, left=float(round(left)), top=float(round(top)))

    def _clamped(self) -> Viewport:
        kept_x = min(_KEPT_PX, self.picture.width * self.scale)
        kept_y = min(_KEPT_PX, self.picture.height * self.scale)
        left = min(max(self.left, kept_x - self.picture.width * self.scale), self.sheet.width - kept_x)
        top = min(max(self.top, kept_y - self.picture.height * self.scale), self.sheet.height - kept_y)
        return replace(self, left=left, top=top)
