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

    Attributes:
        view, picture: their sizes; `view` in device pixels.
        scale: device pixels per picture pixel.
        left, top: where the picture's corner lies in the view, in device pixels.
        is_fit: it follows the view's size.
    """

    view: Size
    picture: Size
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0
    is_fit: bool = True

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """Picture position to device pixels."""
        return self.left + x * self.scale, self.top + y * self.scale

    def to_picture(self, x: float, y: float) -> tuple[float, float]:
        """Device pixels to picture position."""
        return (x - self.left) / self.scale, (y - self.top) / self.scale

    @property
    def visible(self) -> Box:
        """The part of the picture that is in view, in whole pixels."""
        x0, y0 = self.to_picture(0, 0)
        x1, y1 = self.to_picture(self.view.width, self.view.height)
        return Box(math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)).clipped_to(self.picture)

    def fitted(self, *, margin_px: int = 24) -> Viewport:
        """All of the picture in view; small pictures are not enlarged beyond 1:1 times four."""
        wide = max(1, self.view.width - 2 * margin_px) / self.picture.width
        high = max(1, self.view.height - 2 * margin_px) / self.picture.height
        scale = min(max(min(wide, high), MIN_SCALE), 4.0)
        return replace(self, scale=scale, is_fit=True)._centred()

    def zoomed(self, scale: float, *, about: tuple[float, float] | None = None) -> Viewport:
        """At another scale; the picture position under `about` (device pixels; the middle by default) stays there."""
        x, y = about if about is not None else (self.view.width / 2, self.view.height / 2)
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
        """Moved by device pixels."""
        return replace(self, left=self.left + dx, top=self.top + dy, is_fit=False)._clamped()

    def resized(self, view: Size) -> Viewport:
        """In a view of another size: fitted again, or with the same picture position in the middle."""
        if self.is_fit:
            return replace(self, view=view).fitted()
        dx, dy = (view.width - self.view.width) / 2, (view.height - self.view.height) / 2
        return replace(self, view=view, left=self.left + dx, top=self.top + dy)._clamped()

    def _centred(self) -> Viewport:
        left = (self.view.width - self.picture.width * self.scale) / 2
        top = (self.view.height - self.picture.height * self.scale) / 2
        return replace(self, left=float(round(left)), top=float(round(top)))

    def _clamped(self) -> Viewport:
        kept_x = min(_KEPT_PX, self.picture.width * self.scale)
        kept_y = min(_KEPT_PX, self.picture.height * self.scale)
        left = min(max(self.left, kept_x - self.picture.width * self.scale), self.view.width - kept_x)
        top = min(max(self.top, kept_y - self.picture.height * self.scale), self.view.height - kept_y)
        return replace(self, left=left, top=top)
