"""The list of keyboard shortcuts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lredit_gui.window.actions import Actions, held_keys


class ShortcutsDialog(QDialog):
    """All of them, under headings, in two columns."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        sections = [
            (
                heading,
                [(_keys_text(action.shortcuts()), what) for action, what in group if action.shortcuts()],
            )
            for heading, group in actions.groups.items()
        ]
        sections.append((self.tr("On the canvas"), list(held_keys())))
        columns = QHBoxLayout()
        columns.setSpacing(40)
        half = (sum(len(rows) + 1 for _heading, rows in sections) + 1) // 2
        column, count = _column(), 0
        columns.addLayout(column)
        for heading, rows in sections:
            if count and count + len(rows) / 2 > half and columns.count() == 1:
                column.addStretch(1)
                column, count = _column(), 0
                columns.addLayout(column)
            column.addWidget(self._section(heading, rows), 0)
            column.addSpacing(20)
            count += len(rows) + 1
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        body = QWidget(self)
        body.setLayout(columns)
        columns.setContentsMargins(8, 4, 16, 4)
        scroll = CardScroll(body, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 8, 16)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        room = parent.screen().availableGeometry().height() - 120
        self.resize(body.sizeHint().width() + 60, min(body.sizeHint().height() + 100, room))

    def _section(self, heading: str, rows: list[tuple[str, str]]) -> QWidget:
        section = QWidget(self)
        section.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(section)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        title = QLabel(heading, self)
        title.setProperty("role", "heading")
        grid.addWidget(title, 0, 0, 1, 2)
        for row, (keys, what) in enumerate(rows, start=1):
            key_label, text_label = QLabel(keys, self), QLabel(what, self)
            key_label.setProperty("role", "muted")
            grid.addWidget(key_label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text_label, row, 1)
        grid.setColumnStretch(1, 1)
        return section


class CardScroll(QScrollArea):
    """Scrolls by keys and wheel where the list is longer than the screen."""

    accessible_role = QAccessible.Role.Pane

    def __init__(self, body: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(parent.windowTitle())
        body.setObjectName("cards")
        self.setWidget(body)


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    return column


def _keys_text(sequences: list[QKeySequence]) -> str:
    texts = [sequence.toString(QKeySequence.SequenceFormat.NativeText) for sequence in sequences[:2]]
    return ", ".join(dict.fromkeys(text for text in texts if text))
