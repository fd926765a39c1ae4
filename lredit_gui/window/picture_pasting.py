"""Ctrl+V while a text has the keys: text goes into it, a picture is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


class PicturePasting(QObject):
    """Watches the field of this window that has the keys: it does not take "paste" where a picture was copied, so that
    the window's own action does."""

    def __init__(self, is_picture: Callable[[QMimeData], bool], window: QWidget) -> None:
        super().__init__(window)
        self._is_picture, self._window = is_picture, window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        takes_text = isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)
        if now is not None and takes_text and now.window() is self._window:
            now.installEventFilter(self)  # a second time changes nothing

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not self._is_picture(data):
            return False
        event.ignore()
        return True
