"""Everything that can be done, found by typing a part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from lredit_gui.window.actions import Actions

_ACTION_ROLE = Qt.ItemDataRole.UserRole
_WIDTH_PX, _HEIGHT_PX = 520, 360
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QDialog):
    """A line to type in, and what fits it, best first; what cannot be done now is greyed, below what can."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("commandPalette")
        self.setWindowTitle(self.tr("Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries = [
            (action, f"{heading}: {what}") for heading, group in actions.groups.items() for action, what in group
        ]
        self.field = QLineEdit(self)
        self.field.setObjectName("commandEdit")
        self.field.setAccessibleName(self.tr("Command"))
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.list = QListWidget(self)
        self.list.setObjectName("commandList")
        self.list.setAccessibleName(self.tr("Commands that fit"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self._nothing = QLabel(self.tr("Nothing is called that. Try another word."), self)
        self._nothing.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (self.field, self.list, self._nothing):
            layout.addWidget(widget)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._run)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self._fill("")
        self.field.setFocus()

    def _fill(self, text: str) -> None:
        self.list.clear()
        fitting = [(fit, entry) for entry in self._entries if (fit := fit_of(text, entry[1])) is not None]
        fitting.sort(key=lambda pair: (not pair[1][0].isEnabled(), pair[0]))
        for _fit, (action, what) in fitting:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(f"{what}    {keys}" if keys else what)
            item.setData(_ACTION_ROLE, action)
            if not action.isEnabled():
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(fitting))
        self._nothing.setVisible(not fitting)

    def _run(self) -> None:
        item = self.list.currentItem()
        action = None if item is None else item.data(_ACTION_ROLE)
        if isinstance(action, QAction) and action.isEnabled():
            self.accept()
            action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the line move in the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and self._takes(event):
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _takes(event: QKeyEvent) -> bool:
        return event.type() is QEvent.Type.KeyPress and event.key() in _MOVES


def fit_of(text: str, name: str) -> tuple[int, int] | None:
    """How well words fit a name, less is better; None where one of them is not in it.

    A word that begins the name, or a word of it, fits better than one in the middle; shorter names come first.
    """
    lowered, badness = name.lower(), 0
    for word in text.lower().split():
        place = lowered.find(word)
        if place < 0:
            return None
        begins = place == 0 or not lowered[place - 1].isalnum() or f" {word}" in lowered
        badness += 0 if begins else 1
    return badness, len(name)
