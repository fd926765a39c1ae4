"""What is dragged out of the window: the file as it would be exported, written aside when it is taken hold of."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lredit_gui.theme.theme import Theme

_ICON_PX = 18


class DragHandle(QLabel):
    """Signals: taken, when the file is wanted: give it by `set_path`; dropped, when it was let go somewhere."""

    taken = Signal()
    dropped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exportDragHandle")
        self.setText(self.tr("Drag it to a folder or another program"))
        self.setProperty("role", "muted")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._theme = theme
        self._path: Path | None = None
        self._is_held, self._has_moved = False, False
        self._pressed_at = self.rect().center()

    def set_path(self, path: Path | None) -> None:
        """Where the file lies; None where it could not be written."""
        self._path = path
        if path is None:
            self._is_held = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._go()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._path, self._is_held, self._has_moved = None, True, False
            self._pressed_at = event.position().toPoint()
            self.setCursor(Qt.CursorShape.BusyCursor)
            self.taken.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self._is_held and way >= QApplication.startDragDistance():
            self._has_moved = True
            self._go()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._is_held = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _go(self) -> None:
        """Begins once the file is there and the mouse has moved, whichever comes last."""
        if not self._is_held or not self._has_moved or self._path is None:
            return
        self._is_held = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._path))])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self._theme.icon("image").pixmap(QSize(_ICON_PX, _ICON_PX) * 2))
        self.run(drag)
        self.dropped.emit()

    @staticmethod
    def run(drag: QDrag) -> None:
        """Until it is let go."""
        drag.exec(Qt.DropAction.CopyAction)


@functools.cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="lredit-")


def scratch_folder() -> Path:
    """A new folder for one file, which goes when the program ends: whoever took it may copy it later. In a worker
    thread."""
    return Path(tempfile.mkdtemp(dir=_scratch().name))
