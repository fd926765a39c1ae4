"""Thin lines between the picture's pixels, once these are large enough to be told apart."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

if TYPE_CHECKING:
    from lredit_gui.canvas.viewport import Viewport

#: Device pixels for each pixel of the picture from which on the grid is shown.
GRID_FROM_SCALE = 8.0
#: A line is dashed in these two greys and is neither of them alone: it reads on black, on white and on grey.
GRID_GREYS, GRID_OPACITY = (0, 255), 84
_DASH_PX = 2


def paint_pixel_grid(painter: QPainter, viewport: Viewport) -> None:
    """A line, one device pixel wide, at the left and the upper edge of each pixel in view; none below the scale."""
    if viewport.scale < GRID_FROM_SCALE:
        return
    left, top = round(viewport.left), round(viewport.top)
    right = round(viewport.left + viewport.picture.width * viewport.scale)
    bottom = round(viewport.top + viewport.picture.height * viewport.scale)
    whole = QRect(left, top, right - left, bottom - top)
    seen = whole.intersected(QRect(0, 0, viewport.sheet.width, viewport.sheet.height))
    if seen.isEmpty():
        return
    dashes = QBrush(_dashes())
    painter.setBrushOrigin(left, top)
    for y in _lines(seen.top(), seen.bottom(), viewport.top, viewport.scale):
        painter.fillRect(seen.left(), y, seen.width(), 1, dashes)
    columns = [x - seen.left() for x in _lines(seen.left(), seen.right(), viewport.left, viewport.scale)]
    painter.setBrushOrigin(seen.left(), top)
    painter.fillRect(seen, QBrush(_upright(columns, seen.width())))


def _upright(columns: list[int], width: int) -> QImage:
    """All upright lines, as high as their dashes repeat: one fill of the view is far quicker than a fill for each."""
    image = QImage(width, 2 * _DASH_PX, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    for x in columns:
        painter.fillRect(x, 0, 1, _DASH_PX, _tone(0))
        painter.fillRect(x, _DASH_PX, 1, _DASH_PX, _tone(1))
    painter.end()
    return image


def _lines(first: int, last: int, start: float, scale: float) -> list[int]:
    """Where edges of pixels lie between two places of the view, the picture's own first edge left out."""
    begin, end = max(1, math.ceil((first - start) / scale)), math.floor((last - start) / scale)
    return [round(start + index * scale) for index in range(begin, end + 1)]


@functools.lru_cache(maxsize=1)
def _dashes() -> QImage:
    """One pixel high: a level line's dashes."""
    image = QImage(2 * _DASH_PX, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.fillRect(0, 0, _DASH_PX, 1, _tone(0))
    painter.fillRect(_DASH_PX, 0, _DASH_PX, 1, _tone(1))
    painter.end()
    return image


def _tone(index: int) -> QColor:
    grey = GRID_GREYS[index]
    return QColor(grey, grey, grey, GRID_OPACITY)
