"""Views of pictures of one size that show the same place at the same zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent

from lredit_gui.canvas.base import PictureView
from lredit_gui.widgets.arrow_keys import ARROWS

if TYPE_CHECKING:
    from collections.abc import Sequence


class LinkedView(PictureView):
    """Panned by dragging and the arrow keys, zoomed by the wheel and + and -; see `link`."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._last: tuple[float, float] | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(self.palette().highlight().color())
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._last = self._to_device(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._last is not None and event.buttons():
            now = self._to_device(event.position())
            self.pan_by(now[0] - self._last[0], now[1] - self._last[1])
            self._last = now

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._last = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_about(event.position(), 1.2 ** (event.angleDelta().y() / 120.0))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, arrow = event.key(), ARROWS.get(event.key())
        if arrow is not None:
            step = self.devicePixelRatioF() * min(self.width(), self.height()) / 8
            self.pan_by(-arrow[0] * step, -arrow[1] * step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        else:
            super().keyPressEvent(event)


def link(views: Sequence[LinkedView]) -> None:
    """What one of them shows, all show."""

    def follow(leader: LinkedView) -> None:
        viewport = leader.viewport
        if viewport is None or leader.property("follows"):
            return
        for view in views:
            if view is not leader:
                view.setProperty("follows", True)
                view.show_viewport(viewport)
                view.setProperty("follows", False)

    for view in views:
        view.viewChanged.connect(lambda one=view: follow(one))
