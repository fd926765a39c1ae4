"""What a person does with the mouse in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from lredit_gui.window.main_window import MainWindow

Modifier = Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


def box_corner(window: MainWindow, key: str, *, corner: str = "bottom_right") -> QPoint:
    rect = window.canvas.box_widget_rect(key)
    assert rect is not None
    place = {
        "bottom_right": rect.bottomRight(),
        "centre": rect.center(),
        "left": QPointF(rect.left(), rect.center().y()),
    }
    return place[corner].toPoint()


def drag(canvas: QWidget, start: QPoint, end: QPoint, *, releases: bool = True) -> None:
    QTest.mousePress(canvas, LEFT, Modifier.NoModifier, start)
    for share in (0.2, 0.6, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * share)
    if releases:
        QTest.mouseRelease(canvas, LEFT, Modifier.NoModifier, end)


def move_mouse(canvas: QWidget, place: QPoint, modifiers: Modifier = Modifier.NoModifier) -> None:
    """With a button held, and keys."""
    where = QPointF(place)
    kind = QEvent.Type.MouseMove
    event = QMouseEvent(kind, where, QPointF(canvas.mapToGlobal(place)), Qt.MouseButton.NoButton, LEFT, modifiers)
    QApplication.sendEvent(canvas, event)


def turn_wheel(canvas: QWidget, place: QPointF, amount: int, modifiers: Modifier = Modifier.NoModifier) -> None:
    event = QWheelEvent(
        place,
        QPointF(canvas.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, amount),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)
