"""A box one can take: its frame, its eight handles and the pointer over them."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
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
    halo, line = QColor(0, 0, 0, round(110 * strength)), QColor(colour)
    line.setAlphaF(strength)
    if painter.worldTransform().isRotating():
        _stroke(painter, rect, halo, line, width_px, is_dashed=is_dashed)
        return
    outline, width = qrect(rect).toRect(), max(1, round(width_px))
    _fill_sides(painter, outline, halo, width + 2)
    if not is_dashed:
        _fill_sides(painter, outline, line, width)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_dashed(QPen(line, width)))
    painter.drawRect(outline)
    painter.restore()


def _fill_sides(painter: QPainter, outline: QRect, colour: QColor, width: int) -> None:
    """A frame of four filled rectangles on whole pixels: many times quicker than a smoothed stroke, and sharp."""
    outer = outline.adjusted(-(width // 2), -(width // 2), (width + 1) // 2, (width + 1) // 2)
    left, top, right, bottom = outer.x(), outer.y(), outer.x() + outer.width(), outer.y() + outer.height()
    painter.fillRect(left, top, outer.width(), width, colour)
    painter.fillRect(left, bottom - width, outer.width(), width, colour)
    painter.fillRect(left, top + width, width, outer.height() - 2 * width, colour)
    painter.fillRect(right - width, top + width, width, outer.height() - 2 * width, colour)


def _stroke(painter: QPainter, rect: Rect, halo: QColor, line: QColor, width_px: float, *, is_dashed: bool) -> None:
    """In a turned view, where no side runs along the pixels."""
    square, mitre = Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, width_px + 2.0, Qt.PenStyle.SolidLine, square, mitre))
    painter.drawRect(qrect(rect))
    pen = QPen(line, width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, mitre)
    painter.setPen(_dashed(pen) if is_dashed else pen)
    painter.drawRect(qrect(rect))


def _dashed(pen: QPen) -> QPen:
    pen.setDashPattern([4.0, 3.0])
    return pen


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
