"""The steps that led here; a click goes back or forth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.theme.theme import Theme


class StepList(QListWidget):
    """Keeps the current row in view when the room for it changes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (item := self.currentItem()) is not None:
            self.scrollToItem(item)


class HistoryPanel(QWidget):
    """One row for each step, the latest last; those ahead of where one is are faint."""

    def __init__(self, session: EditorSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPanel")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._theme = session, theme
        self.list = StepList(self)
        self.list.setObjectName("historyList")
        self.list.setMinimumHeight(32)
        self.list.setAccessibleName(self.tr("History"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.addWidget(self.list)
        self._is_filling = False
        self.list.currentRowChanged.connect(self._on_row)
        session.documentChanged.connect(self._fill)
        theme.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        history = self._session.history
        self._is_filling = True
        self.list.clear()
        for index, entry in enumerate(history.entries):
            item = QListWidgetItem(entry.label)
            if index > history.cursor:
                item.setForeground(QColor(self._theme.colours.faint))
            self.list.addItem(item)
        self.list.setCurrentRow(history.cursor)
        self._is_filling = False

    def _on_row(self, row: int) -> None:
        if not self._is_filling and row >= 0:
            self._session.history.go_to(row)
