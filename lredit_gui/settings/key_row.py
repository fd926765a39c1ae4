"""A row of the keys: what an action does, its keys, and ways to change them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from lredit_gui.settings.key_bindings import refusal_of, shown_key
from lredit_gui.settings.rows import FoundRow
from lredit_gui.widgets.plain_text import on_button

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from lredit_gui.settings.key_bindings import KeyBindings, KeyEntry
    from lredit_gui.theme.theme import Theme

_CAPTURE_WIDTH_PX = 144


class KeyCapture(QKeySequenceEdit):
    """Takes the next key that is pressed. Signals: captured(str), "" for none at all; cancelled."""

    captured = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setFixedWidth(_CAPTURE_WIDTH_PX)
        self.setAccessibleName(self.tr("Press the keys"))
        self.setToolTip(self.tr("Press the keys; Backspace for none, Esc to leave them as they are"))
        self.editingFinished.connect(self._on_finished)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_plain and event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif is_plain and event.key() == Qt.Key.Key_Backspace:
            self.captured.emit("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.cancelled.emit()

    def _on_finished(self) -> None:
        if not self.keySequence().isEmpty():
            self.captured.emit(self.keySequence().toString())


class KeyRow(FoundRow):
    """A click on a key changes it, on + adds one; a key that is another action's is taken only after a question."""

    def __init__(self, entry: KeyEntry, bindings: KeyBindings, theme: Theme, parent: QWidget) -> None:
        super().__init__(entry.text, "", parent)
        self.setObjectName(f"{entry.name}Keys")
        self.entry, self._bindings = entry, bindings
        self._keys: tuple[str, ...] = ()
        self._chips: list[QPushButton] = []
        self._old_key = self._new_key = ""
        self._capture: KeyCapture | None = None
        self.add_button = self._button("addKey", self.tr("Add a key"), "plus", theme)
        self.reset_button = self._button("resetKeys", self.tr("The built-in keys"), "undo", theme)
        self.add_button.clicked.connect(partial(self.begin, ""))
        self.reset_button.clicked.connect(self._reset)
        self._line = QHBoxLayout()
        self._line.setSpacing(4)
        self._line.addWidget(self.label, 1)
        self._line.addWidget(self.add_button)
        self._line.addWidget(self.reset_button)
        self.question = QWidget(self)
        self.asked = QLabel(self.question, textFormat=Qt.TextFormat.PlainText)
        self.asked.setWordWrap(True)
        self.take_button = QPushButton(self.tr("Take it"), self.question)
        self.leave_button = QPushButton(self.tr("Leave it"), self.question)
        self._build_question()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(4)
        column.addLayout(self._line)
        column.addWidget(self.question)
        self.show_keys()

    def _button(self, name: str, tip: str, icon: str, theme: Theme) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setProperty("role", "compact")
        button.setToolTip(tip)
        button.setAccessibleName(f"{tip}: {self.entry.text}")
        theme.set_icon(button, icon)
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        return button

    def _build_question(self) -> None:
        row = QHBoxLayout(self.question)
        row.setContentsMargins(12, 0, 0, 4)
        row.setSpacing(8)
        row.addWidget(self.asked, 1)
        for button in (self.take_button, self.leave_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.asked.setProperty("role", "warning")
        self.take_button.clicked.connect(self._take)
        self.leave_button.clicked.connect(self.question.hide)
        self.question.hide()

    def texts(self) -> tuple[str, ...]:
        return self.entry.text, self.entry.heading, *(shown_key(key) for key in self._keys), *self._keys

    def show_keys(self) -> None:
        """As they are now."""
        keys = self._bindings.keys_of(self.entry.name)
        self.reset_button.setVisible(self._bindings.is_changed(self.entry.name))
        if keys == self._keys:
            return
        self._keys = keys
        for chip in self._chips:
            self._line.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(key) for key in keys]
        for place, chip in enumerate(self._chips, start=1):
            self._line.insertWidget(place, chip)

    def _chip(self, key: str) -> QPushButton:
        chip = QPushButton(on_button(shown_key(key)), self)
        chip.setProperty("role", "key")
        chip.setAutoDefault(False)
        chip.setAccessibleName(self.tr("{0}: {1}. Change it").format(self.entry.text, shown_key(key)))
        chip.setToolTip(self.tr("Change this key"))
        chip.clicked.connect(partial(self.begin, key))
        return chip

    def begin(self, key: str) -> None:
        """Waits for keys in place of this one; for one more where it is ""."""
        self._end_capture()
        self.question.hide()
        self._old_key = key
        self._capture = capture = KeyCapture(self)
        place = self._line.indexOf(self.add_button)
        for chip in self._chips:
            if self._keys[self._chips.index(chip)] == key:
                place = self._line.indexOf(chip)
                chip.hide()
        self._line.insertWidget(place, capture)
        capture.captured.connect(self._on_captured)
        capture.cancelled.connect(self._end_capture)
        capture.show()
        capture.setFocus()

    def _end_capture(self) -> None:
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.hide()
            capture.deleteLater()
            for chip in self._chips:
                chip.show()

    def _on_captured(self, key: str) -> None:
        self._end_capture()
        self.add_button.setFocus()
        self._new_key = key
        owner = self._bindings.owner_of(key, other_than=self.entry.name) if key else None
        refusal = refusal_of(key)
        if refusal or owner is not None:
            sentence = self.tr("{0} is \u201c{1}\u201d. Take it from there?")
            self.asked.setText(refusal or sentence.format(shown_key(key), owner.text if owner is not None else ""))
            self.take_button.setVisible(not refusal)
            self.leave_button.setText(self.tr("Close") if refusal else self.tr("Leave it"))
            self.question.show()
            (self.leave_button if refusal else self.take_button).setFocus()
        else:
            self._take()

    def _take(self) -> None:
        self.question.hide()
        keys = [self._new_key if key == self._old_key else key for key in self._keys]
        if not self._old_key:
            keys.append(self._new_key)
        self._bindings.set_keys(self.entry.name, tuple(key for key in keys if key))

    def _reset(self) -> None:
        self.question.hide()
        self._bindings.reset(self.entry.name)
