"""The settings: pages at the left with a field to look for words in all of them, rows at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lredit_gui.settings.page import SettingsPage
from lredit_gui.settings.rows import SettingRow

if TYPE_CHECKING:
    from lredit_gui.settings.setting import Section
    from lredit_gui.theme.theme import Theme

_SIDE_WIDTH_PX = 176


class SettingsDialog(QDialog):
    """Everything takes effect as soon as it is set. Signals: changed(str), the name of what the person set."""

    changed = Signal(str)

    def __init__(self, sections: tuple[Section, ...], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        self._theme = theme
        self.search = QLineEdit(self)
        self.search.setObjectName("settingsSearch")
        self.search.setAccessibleName(self.tr("Find a setting"))
        self.search.setPlaceholderText(self.tr("Find a setting"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setObjectName("settingsList")
        self.list.setAccessibleName(self.tr("Pages"))
        self._nothing = QLabel(self.tr("No setting is called that. Try another word."), self)
        self._nothing.setProperty("role", "muted")
        self.pages: list[SettingsPage] = []
        body = QWidget(self)
        body.setObjectName("cards")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(24, 4, 20, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Settings"))
        self.area.setWidget(body)
        self._lay_out()
        for section in sections:
            self.add_page(SettingsPage.of(section, self))
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        self.list.currentRowChanged.connect(self._on_page)
        self.list.itemClicked.connect(self._on_page)
        theme.changed.connect(self._show)
        self.list.setCurrentRow(0)
        self.search.setFocus()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        self.search.setFixedWidth(_SIDE_WIDTH_PX)
        self.list.setFixedWidth(_SIDE_WIDTH_PX)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(side)
        middle.addWidget(self.area, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 8, 16)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 16, 0)
        foot.addWidget(buttons)
        layout.addLayout(foot)
        self.setMinimumSize(600, 420)
        self.resize(820, 600)

    def add_page(self, page: SettingsPage) -> None:
        """After the others."""
        self.pages.append(page)
        page.changed.connect(self.changed)
        self._column.insertWidget(self._column.count() - 1, page)
        self.list.addItem(page.title)
        self._show()

    def show_page(self, name: str) -> None:
        """By its name."""
        self.search.clear()
        self.list.setCurrentRow(next((row for row, page in enumerate(self.pages) if page.name == name), 0))

    def row(self, name: str) -> SettingRow:
        """Of a setting, by its name."""
        rows = (row for page in self.pages for row in page.rows if isinstance(row, SettingRow))
        return next(row for row in rows if row.setting.name == name)

    @property
    def page(self) -> SettingsPage:
        """The one that is chosen."""
        return self.pages[max(0, self.list.currentRow())]

    def _on_page(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self._show()

    def _show(self) -> None:
        """The chosen page; while something is looked for, what was found in all of them."""
        words = tuple(self.search.text().split())
        colours = self._theme.colours
        count = 0
        for page in self.pages:
            found = page.seek(words, colours.mark)
            page.setVisible(bool(found) if words else page is self.page)
            count += found
        self._nothing.setVisible(bool(words) and not count)
        self.area.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field choose a page; Esc clears it first."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.list.keyPressEvent(event)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)
