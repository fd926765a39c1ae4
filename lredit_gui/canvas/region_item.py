"""A box one can take: its frame, its eight handles and the pointer over them."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from lredit_gui.canvas.hit_test import HANDLES, Handle, Rect, handle_frame, handle_position

#: Side of a handle's mark. Its hit zone is far larger (hit_test.ZONE_PX).
_MARK_PX = 9.0
#: Where handles lie closer than this in view, there are those of the corners only.
_CORNERS_ONLY_PX = 40.0

#: By eighths of a turn, clockwise from the right.
_CURSORS = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)


def cursor_along(dx: float, dy: float, screen: QTransform) -> Qt.CursorShape:
    """The pointer's shape over what is dragged that way on the sheet."""
    x, y = screen.m11() * dx + screen.m21() * dy, screen.m12() * dx + screen.m22() * dy
    return _CURSORS[round(math.degrees(math.atan2(y, x)) / 45.0) % 4]


def cursor_for(handle: Handle, screen: QTransform) -> Qt.CursorShape:
    """The pointer's shape over a handle; `screen` turns the sheet as it is seen."""
    if handle is Handle.BODY:
        return Qt.CursorShape.SizeAllCursor
    left, top, right, bottom = handle.moves
    return cursor_along(right - left, bottom - top, screen)


def qrect(rect: Rect) -> QRectF:
    x0, y0, x1, y1 = rect
    return QRectF(x0, y0, x1 - x0, y1 - y0)


def paint_frame(
    painter: QPainter,
    rect: Rect,
    colour: QColor,
    *,
    width_px: float = 1.5,
    strength: float = 1.0,
    is_dashed: bool = False,
) -> None:
    """A thin line with a dark halo: it reads on black and on white."""
    outline = qrect(rect)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    halo = QColor(0, 0, 0, round(110 * strength))
    painter.setPen(
        QPen(halo, width_px + 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
    )
    painter.drawRect(outline)
    line = QColor(colour)
    line.setAlphaF(strength)
    pen = QPen(line, width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    if is_dashed:
        pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.drawRect(outline)


def paint_handles(painter: QPainter, rect: Rect, accent: QColor) -> None:
    """White squares with an accent rim at the corners and, where there is room, at the middles of the sides; around a
    small box, not on it."""
    outline = qrect(handle_frame(rect))
    shows_middles = min(outline.width(), outline.height()) >= _CORNERS_ONLY_PX
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(QColor(255, 255, 255))
    for handle in HANDLES:
        is_corner = sum(handle.moves) == 2
        if is_corner or shows_middles:
            centre = QPointF(*handle_position(handle, rect))
            side = _MARK_PX if is_corner else _MARK_PX - 2.0
            painter.drawRoundedRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), 2.0, 2.0)
