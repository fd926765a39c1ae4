"""One result, with a line between before and after that is dragged over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from lredit_gui.canvas.linked_view import LinkedView
from lredit_gui.widgets.key_positions import is_of_key

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from lredit_gui.batch_results.results import Pair

#: So near to the line a press takes hold of it.
_REACH_PX = 14.0
_SPLIT_STEP = 0.05


class BeforeAndAfterView(LinkedView):
    """Panned and zoomed as all views; C shows the picture as it was while it is held."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("resultView")
        self._holds_line = False

    def show_pair(self, pair: Pair) -> None:
        """Another result, with the line through the region that was edited last, above the others."""
        before = pair.before if pair.before is not None else pair.after
        x0, _y0, x1, _y1 = pair.regions[-1] if pair.regions else (0, 0, pair.after.size.width, 0)
        middle = (x0 + x1) / 2 / pair.after.size.width
        self.set_pictures(before, pair.after, key=pair.digest)
        self.set_split(min(max(middle, 0.1), 0.9))

    def clear(self) -> None:
        """Nothing is shown."""
        self.set_pictures(None, None, key=None)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.viewport is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_comparison(painter)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._is_on_line(event.position()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._holds_line = True
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._holds_line:
            rect = self.picture_rect()
            self.set_split(min(max((event.position().x() - rect.left()) / max(rect.width(), 1.0), 0.01), 0.99))
            return
        is_free = not event.buttons()
        if is_free and self._is_on_line(event.position()):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif is_free:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._holds_line = False
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Comma: -_SPLIT_STEP, Qt.Key.Key_Period: _SPLIT_STEP}.get(Qt.Key(event.key()), 0.0)
        if step:
            self.set_split(min(max(self.split + step, 0.01), 0.99))
        elif is_of_key(event, Qt.Key.Key_C) and not event.isAutoRepeat():
            self.set_holding_before(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if is_of_key(event, Qt.Key.Key_C) and not event.isAutoRepeat():
            self.set_holding_before(False)
        else:
            super().keyReleaseEvent(event)

    def _is_on_line(self, position: QPointF) -> bool:
        return self._shows_split() and abs(position.x() - self._split_x()) <= _REACH_PX
