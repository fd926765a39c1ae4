"""How the frames of layers that are taken hold of are painted, and the pointer over them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform

from lredit_gui.canvas.hit_test import OUTSET_PX, SMALL_BOX_PX
from lredit_gui.canvas.layer_frame import SCALING, Frame, FrameHandle
from lredit_gui.canvas.region_item import cursor_along

if TYPE_CHECKING:
    from collections.abc import Callable

    #: Picture position to widget position.
    ToWidget = Callable[[float, float], tuple[float, float]]

#: Distance of the knob from the frame, side of a handle's mark, how far from one it is still meant; all in view pixels.
KNOB_PX, _MARK_PX, ZONE_PX = 26.0, 9.0, 11.0
#: Where handles lie closer than this in view, there are those of the corners only.
_CORNERS_ONLY_PX = 40.0


def paint_layer_frame(
    painter: QPainter, frame: Frame, to_widget: ToWidget, accent: QColor, *, zoom: float, has_handles: bool
) -> None:
    """A thin line that reads on black and on white; handles and the knob where it can be scaled.

    Args:
        painter: on the canvas.
        frame: in picture pixels.
        to_widget: from picture to widget positions.
        accent: colour of the line.
        zoom: view pixels for each picture pixel.
        has_handles: one layer alone that is not locked.
    """
    corners = QPolygonF([QPointF(*to_widget(*corner)) for corner in frame.corners()])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(0, 0, 0, 120), 3.0), (accent, 1.25)):
        pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPolygon(corners)
    if not has_handles:
        return
    knob = QPointF(*to_widget(*frame.knob(KNOB_PX / zoom)))
    top = QPointF(*to_widget(*frame.at(0, -1)))
    painter.setPen(QPen(QColor(0, 0, 0, 120), 3.0))
    painter.drawLine(top, knob)
    painter.setPen(QPen(accent, 1.25))
    painter.drawLine(top, knob)
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(QColor(255, 255, 255))
    painter.drawEllipse(knob, 5.0, 5.0)
    marked = marked_frame(frame, zoom)
    shows_sides = min(marked.width, marked.height) * zoom >= _CORNERS_ONLY_PX
    for handle in SCALING:
        if handle.is_corner or shows_sides:
            _paint_mark(painter, QPointF(*to_widget(*marked.at(*handle.value))), frame.turn_deg, handle)


def marked_frame(frame: Frame, zoom: float) -> Frame:
    """What the handles lie on: the frame, or around it where it is small."""
    outset = 2 * OUTSET_PX / zoom if _is_small(frame, zoom) else 0.0
    return replace(frame, width=frame.width + outset, height=frame.height + outset)


def zone_px(frame: Frame, zoom: float) -> float:
    """How far from a handle it is still meant, in picture pixels."""
    return (ZONE_PX + (OUTSET_PX / 2 if _is_small(frame, zoom) else 0.0)) / zoom


def _is_small(frame: Frame, zoom: float) -> bool:
    return min(frame.width, frame.height) * zoom < SMALL_BOX_PX


def _paint_mark(painter: QPainter, centre: QPointF, turn_deg: float, handle: FrameHandle) -> None:
    side = _MARK_PX if handle.is_corner else _MARK_PX - 2.0
    painter.save()
    painter.translate(centre)
    painter.rotate(turn_deg)
    painter.drawRoundedRect(QRectF(-side / 2, -side / 2, side, side), 2.0, 2.0)
    painter.restore()


def paint_ghost(
    painter: QPainter, image: QImage, frame: Frame, to_widget: ToWidget, *, zoom: float, flips: tuple[bool, bool]
) -> None:
    """What a layer shows, small, laid into a frame while it is scaled or turned."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(QPointF(*to_widget(*frame.centre)))
    painter.rotate(frame.turn_deg)
    painter.scale(-1.0 if flips[0] else 1.0, -1.0 if flips[1] else 1.0)
    width, height = frame.width * zoom, frame.height * zoom
    painter.setOpacity(0.85)
    painter.drawImage(QRectF(-width / 2, -height / 2, width, height), image)
    painter.restore()


def frame_cursor(handle: FrameHandle, frame: Frame, screen: QTransform) -> Qt.CursorShape:
    """The pointer's shape over a handle, as the frame is turned; `screen` turns the sheet as it is seen."""
    if handle is FrameHandle.BODY:
        return Qt.CursorShape.SizeAllCursor
    if handle is FrameHandle.KNOB:
        return Qt.CursorShape.CrossCursor
    angle = math.atan2(handle.value[1], handle.value[0]) + math.radians(frame.turn_deg)
    return cursor_along(math.cos(angle), math.sin(angle), screen)
