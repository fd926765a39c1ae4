"""Masks by hand: a brush and a lasso that add to the mask of the thing in hand, or take away from it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from lredit_core.document.silhouette import Silhouette
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Radii of the brush in picture pixels.
LEAST_RADIUS_PX, LARGEST_RADIUS_PX = 1.0, 2000.0
#: Where no size was chosen yet: the brush's radius as a share of the picture's shorter side.
FIRST_RADIUS_SHARE = 0.03
#: Dabs lie so far apart, as a share of the radius.
_SPACING = 0.25


class Brush:
    """How the brush is set.

    Attributes:
        radius_px: in picture pixels; 0 until a picture is there.
        hardness: in [0, 1]; 1 has a hard edge, 0 fades from its middle on.
    """

    def __init__(self) -> None:
        self.radius_px = 0.0
        self.hardness = 0.8

    def fit(self, picture: Size) -> None:
        """A first size that suits a picture."""
        if not self.radius_px:
            self.radius_px = max(2.0, FIRST_RADIUS_SHARE * picture.shortest)

    def resize(self, steps: float) -> None:
        """Larger by so many steps, or smaller."""
        self.radius_px = min(max(self.radius_px * 1.2**steps, LEAST_RADIUS_PX), LARGEST_RADIUS_PX)

    def harden(self, steps: float) -> None:
        """Harder by so many steps, or softer."""
        self.hardness = min(max(self.hardness + 0.1 * steps, 0.0), 1.0)

    def dab(self, pressure: float = 1.0) -> NDArray[np.uint8]:
        """(2 r + 1, 2 r + 1) uint8: what one touch leaves; `pressure` in (0, 1] makes it smaller."""
        radius = max(LEAST_RADIUS_PX, self.radius_px * pressure)
        reach = math.ceil(radius)
        away = np.hypot(*np.ogrid[-reach : reach + 1, -reach : reach + 1])
        soft = max(1.0, radius * (1.0 - self.hardness))
        return np.rint(255 * np.clip((radius + 0.5 - away) / soft, 0.0, 1.0)).astype(np.uint8)


class MaskStroke:
    """One stroke of the brush, drawn as it goes.

    Args:
        base: the mask that it changes; None for none.
        picture: the picture's size.
        erases: it takes away.
        is_not_from: the mask is of what nothing is filled from; else of the thing in hand.
    """

    def __init__(
        self, brush: Brush, base: Silhouette | None, picture: Size, *, erases: bool = False, is_not_from: bool = False
    ) -> None:
        self.is_not_from = is_not_from
        self._brush = brush
        self._mask = np.zeros((picture.height, picture.width), np.uint8) if base is None else base.in_picture(picture)
        self._erases = erases
        self._last: tuple[float, float] | None = None

    @property
    def silhouette(self) -> Silhouette:
        """The mask by now, over the whole picture."""
        height, width = self._mask.shape
        return Silhouette(Box(0, 0, width, height), self._mask[:])

    def move(self, x: float, y: float, *, pressure: float = 1.0) -> None:
        """On to a picture position."""
        start = self._last or (x, y)
        dab = self._brush.dab(pressure)
        length = math.hypot(x - start[0], y - start[1])
        count = max(1, math.ceil(length / max(1.0, _SPACING * self._brush.radius_px * pressure)))
        for number in range(1, count + 1):
            share = number / count
            self._touch(start[0] + (x - start[0]) * share, start[1] + (y - start[1]) * share, dab)
        self._last = (x, y)

    def _touch(self, x: float, y: float, dab: NDArray[np.uint8]) -> None:
        reach = dab.shape[0] // 2
        left, top = math.floor(x) - reach, math.floor(y) - reach
        height, width = self._mask.shape
        there = Box(left, top, left + dab.shape[1], top + dab.shape[0])
        inside = there.clipped_to(Size(width, height))
        if inside.is_empty:
            return
        part = dab[inside.translated(-left, -top).as_slices()]
        here = self._mask[inside.as_slices()]
        if self._erases:
            np.minimum(here, 255 - part, out=here)
        else:
            np.maximum(here, part, out=here)

    def finished(self) -> Silhouette:
        """The mask, cut to what it covers."""
        return tight(self._mask)


class Lasso:
    """A shape drawn freehand around what is added to the mask, or taken away."""

    def __init__(self, base: Silhouette | None, picture: Size, *, erases: bool = False) -> None:
        self._base = base
        self._picture = picture
        self._erases = erases
        self._points: list[tuple[float, float]] = []

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """In picture pixels."""
        return tuple(self._points)

    def move(self, x: float, y: float) -> None:
        """On to a picture position."""
        self._points.append((x, y))

    @property
    def is_shape(self) -> bool:
        """Whether it goes around anything: a click does not."""
        across = [x for x, _y in self._points]
        down = [y for _x, y in self._points]
        return len(self._points) > 2 and max(across) - min(across) >= 2 and max(down) - min(down) >= 2

    def finished(self) -> Silhouette:
        """The mask with the shape added or taken away."""
        size = self._picture
        image = QImage(size.width, size.height, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in self._points]), Qt.FillRule.WindingFill)
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(size.height, image.bytesPerLine())
        shape = rows[:, : size.width]
        mask = np.zeros(shape.shape, np.uint8) if self._base is None else self._base.in_picture(size)
        return tight(np.minimum(mask, 255 - shape) if self._erases else np.maximum(mask, shape))


def tight(mask: NDArray[np.uint8]) -> Silhouette:
    """A mask over the whole picture, (H, W) uint8, cut to what it covers."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return Silhouette(Box(0, 0, 1, 1), np.zeros((1, 1), np.uint8))
    reach = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return Silhouette(reach, np.ascontiguousarray(mask[reach.as_slices()]))


def paint_brush(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """Where the brush would touch, in view pixels."""
    outline = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, width in ((QColor(0, 0, 0, 150), 3.0), (colour, 1.2)):
        painter.setPen(QPen(line, width))
        painter.drawEllipse(outline)


def paint_lasso(painter: QPainter, points: list[QPointF]) -> None:
    """The shape so far, in view pixels."""
    painter.setBrush(QColor(255, 255, 255, 30))
    for colour, width in ((QColor(0, 0, 0, 150), 3.0), (QColor(255, 255, 255), 1.2)):
        painter.setPen(QPen(colour, width))
        painter.drawPolygon(QPolygonF(points))
