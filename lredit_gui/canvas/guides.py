"""How guides are painted: the person's own, and those that something lies on while it is dragged."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QRectF

    from lredit_core.document.guides import PictureGuide
    from lredit_gui.canvas.snapping import Guide

GUIDE_COLOUR = QColor(255, 74, 170)
PICTURE_GUIDE_COLOUR = QColor(0, 200, 220)


def paint_guides(
    painter: QPainter, guides: Iterable[Guide], to_widget: Callable[[float, float], tuple[float, float]]
) -> None:
    """Thin lines with a dark halo, in a colour that boxes do not have."""
    lines = [_line(guide, to_widget) for guide in guides]
    for pen in (QPen(QColor(0, 0, 0, 110), 3.0), QPen(GUIDE_COLOUR, 1.0)):
        painter.setPen(pen)
        for line in lines:
            painter.drawLine(line)


def paint_picture_guides(
    painter: QPainter,
    guides: Iterable[PictureGuide],
    to_widget: Callable[[float, float], tuple[float, float]],
    over: QRectF,
) -> None:
    """From edge to edge of `over`, in view pixels."""
    lines = []
    for guide in guides:
        x, y = (math.floor(place) + 0.5 for place in to_widget(guide.at, guide.at))
        ends = ((x, over.top()), (x, over.bottom())) if guide.is_upright else ((over.left(), y), (over.right(), y))
        lines.append(QLineF(QPointF(*ends[0]), QPointF(*ends[1])))
    for pen in (QPen(QColor(0, 0, 0, 90), 3.0), QPen(PICTURE_GUIDE_COLOUR, 1.0)):
        painter.setPen(pen)
        painter.drawLines(lines)


def _line(guide: Guide, to_widget: Callable[[float, float], tuple[float, float]]) -> QLineF:
    """In the middle of a row or a column of the screen, so that it is sharp."""
    if guide.is_upright:
        (x, top), (_, bottom) = to_widget(guide.at, guide.start), to_widget(guide.at, guide.end)
        x = math.floor(x) + 0.5
        return QLineF(QPointF(x, top), QPointF(x, bottom))
    (left, y), (right, _) = to_widget(guide.start, guide.at), to_widget(guide.end, guide.at)
    y = math.floor(y) + 0.5
    return QLineF(QPointF(left, y), QPointF(right, y))
