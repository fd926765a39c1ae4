"""How the lines are painted that something lies on while it is dragged."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lredit_gui.canvas.snapping import Guide

GUIDE_COLOUR = QColor(255, 74, 170)


def paint_guides(
    painter: QPainter, guides: Iterable[Guide], to_widget: Callable[[float, float], tuple[float, float]]
) -> None:
    """Thin lines with a dark halo, in a colour that boxes do not have."""
    lines = [_line(guide, to_widget) for guide in guides]
    for pen in (QPen(QColor(0, 0, 0, 110), 3.0), QPen(GUIDE_COLOUR, 1.0)):
        painter.setPen(pen)
        for line in lines:
            painter.drawLine(line)


def _line(guide: Guide, to_widget: Callable[[float, float], tuple[float, float]]) -> QLineF:
    """In the middle of a row or a column of the screen, so that it is sharp."""
    if guide.is_upright:
        (x, top), (_, bottom) = to_widget(guide.at, guide.start), to_widget(guide.at, guide.end)
        x = math.floor(x) + 0.5
        return QLineF(QPointF(x, top), QPointF(x, bottom))
    (left, y), (right, _) = to_widget(guide.start, guide.at), to_widget(guide.end, guide.at)
    y = math.floor(y) + 0.5
    return QLineF(QPointF(left, y), QPointF(right, y))
