"""How far the search for things is, what came of it, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lredit_gui.language.sentences import said
from lredit_gui.own_things.wording import search_text
from lredit_gui.widgets.cards import wrapped

if TYPE_CHECKING:
    from lredit_gui.own_things.manager import OwnThingsManager

#: So many lines of what was left out are seen at once.
_MOST_LINES = 4


class SearchPanel(QWidget):
    """The foot of its dialog."""

    def __init__(self, manager: OwnThingsManager, parent: QWidget, *, beside: QWidget) -> None:
        """Args:
        beside: stands at the right of the text.
        """
        super().__init__(parent)
        self.setObjectName("searchPanel")
        self._manager = manager
        self.text = wrapped("", "", self)
        self.text.setObjectName("searchText")
        self.bar = QProgressBar(self)
        self.bar.setObjectName("searchBar")
        self.bar.setAccessibleName(self.tr("Photographs looked through"))
        self.bar.setTextVisible(False)
        self.stop_button = QPushButton(self.tr("Stop"), self)
        self.stop_button.setObjectName("stopSearchButton")
        self.stop_button.setToolTip(self.tr("What was found is kept; adding the folder again goes on from there"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(manager.stop)
        self.left_out = QListWidget(self)
        self.left_out.setObjectName("leftOutList")
        self.left_out.setAccessibleName(self.tr("What was left out, and why"))
        self.left_out.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.left_out.setWordWrap(True)
        self.left_out.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left_out.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.stop_button)
        row.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self.left_out)
        column.addLayout(row)
        manager.searchChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        search, is_running = self._manager.search, self._manager.is_searching
        self.text.setText("" if search is None else search_text(search, is_running=is_running))
        self.text.setToolTip("" if search is None else str(search.folder))
        self.stop_button.setVisible(is_running)
        self.stop_button.setEnabled(search is not None and not search.is_stopping)
        self.bar.setVisible(is_running)
        now = None if search is None else search.so_far
        self.bar.setRange(0, 0 if now is None else max(now.total, 1))
        self.bar.setValue(0 if now is None else now.photographs)
        notes = [] if search is None or search.result is None else [said(note) for note in search.result.notes]
        if notes != [self.left_out.item(row).text() for row in range(self.left_out.count())]:
            self.left_out.clear()
            self.left_out.addItems(notes)
        self.left_out.setVisible(bool(notes))
        line_px = self.left_out.fontMetrics().lineSpacing() + 4
        self.left_out.setFixedHeight(line_px * min(max(len(notes), 2), _MOST_LINES) + 4)
