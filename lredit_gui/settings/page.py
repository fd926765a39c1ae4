"""A page of the settings: its heading, and its rows below each other with thin lines between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lredit_gui.settings.rows import FoundRow, SettingRow

if TYPE_CHECKING:
    from lredit_gui.settings.setting import Section


class SettingsPage(QWidget):
    """Signals: changed(str), the name of a setting that the person changed."""

    changed = Signal(str)

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Settings")
        self.name, self.title = name, title
        self.rows: list[FoundRow] = []
        self._lines: list[QFrame] = []
        heading = QLabel(title, self, textFormat=Qt.TextFormat.PlainText)
        heading.setProperty("role", "section")
        self.reset_button = QPushButton(self.tr("Reset page"), self)
        self.reset_button.setObjectName(f"{name}ResetButton")
        self.reset_button.setProperty("role", "quiet")
        self.reset_button.setToolTip(self.tr("Everything on this page as it was at first"))
        self.reset_button.setAutoDefault(False)
        self.reset_button.clicked.connect(self.reset)
        self.head = QHBoxLayout()
        self.head.addWidget(heading, 1)
        self.head.addWidget(self.reset_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 24)
        self.column.setSpacing(0)
        self.column.addLayout(self.head)
        self.column.addSpacing(4)

    @classmethod
    def of(cls, section: Section, parent: QWidget) -> SettingsPage:
        """With a row for each of the section's settings."""
        page = cls(section.name, section.title, parent)
        for setting in section.settings:
            row = SettingRow(setting, page)
            row.changed.connect(page._on_changed)
            page.add(row)
        page.reset_button.setVisible(any(setting.control is not None for setting in section.settings))
        return page

    def add(self, row: FoundRow) -> None:
        """Below the others."""
        line = QFrame(self)
        line.setProperty("role", "rule")
        self._lines.append(line)
        self.rows.append(row)
        self.column.addWidget(line)
        self.column.addWidget(row)

    def reset(self) -> None:
        """Everything as it was before the person chose."""
        for row in self.rows:
            if isinstance(row, SettingRow):
                row.reset()

    def show_values(self) -> None:
        """As they are kept now."""
        for row in self.rows:
            if isinstance(row, SettingRow):
                row.show_value()

    def seek(self, words: tuple[str, ...], colour: str) -> int:
        """Shows the rows in which all of the words stand, or the page's title has them; gives how many."""
        title = self.title.casefold()
        is_meant = bool(words) and all(word.casefold() in title for word in words)
        count = 0
        for row, line in zip(self.rows, self._lines, strict=True):
            is_found = row.seek(words, colour) or is_meant
            row.setVisible(is_found)
            line.setVisible(is_found)
            count += is_found
        return count

    def _on_changed(self) -> None:
        row = self.sender()
        assert isinstance(row, SettingRow)
        self.changed.emit(row.setting.name)
