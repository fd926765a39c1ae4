"""A row of a page: what a setting is called and what it does at the left, what it is set with at the right."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lredit_gui.settings.setting import Choice, Command, Number, Switch, Text

if TYPE_CHECKING:
    from lredit_gui.settings.setting import Control, Setting

_CONTROL_WIDTH_PX = 184


class MarkedLabel(QLabel):
    """A text in which the words that were looked for are marked."""

    def __init__(self, text: str, role: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)

    def mark(self, words: tuple[str, ...], colour: str) -> None:
        """Lays a colour under every place of the words; none takes it away."""
        pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        if not pattern or not re.search(pattern, self.whole, re.IGNORECASE):
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(self.whole)
            return
        parts = re.split(f"({pattern})", self.whole, flags=re.IGNORECASE)
        marked = (
            f'<span style="background-color:{colour}">{html.escape(part)}</span>' if index % 2 else html.escape(part)
            for index, part in enumerate(parts)
        )
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText("".join(marked))


class FoundRow(QWidget):
    """What can be looked for by its words."""

    def __init__(self, label: str, help_: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = MarkedLabel(label, "", self)
        self.help = MarkedLabel(help_, "muted", self)
        self.help.setVisible(bool(help_))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_help(self, text: str) -> None:
        """Another text below the label."""
        self.help.whole = text
        self.help.setText(text)
        self.help.setVisible(bool(text))

    def texts(self) -> tuple[str, ...]:
        """What its words are looked for in."""
        return self.label.whole, self.help.whole

    def seek(self, words: tuple[str, ...], colour: str) -> bool:
        """Marks words in its texts; whether all of them are there. Without words it is found unmarked."""
        text = "\n".join(self.texts()).casefold()
        is_found = all(word.casefold() in text for word in words)
        for label in (self.label, self.help):
            label.mark(words if is_found else (), colour)
        return is_found


class SettingRow(FoundRow):
    """Signals: changed, once the person set it and it is kept."""

    changed = Signal()

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__(setting.label, setting.help, parent)
        self.setting = setting
        self.control = _built(setting.control, setting.name, setting.label, self)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.label)
        texts.addWidget(self.help)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(24)
        row.addLayout(texts, 1)
        if self.control is not None:
            self.label.setBuddy(self.control)
            self.control.setAccessibleDescription(setting.help)
            row.addWidget(self.control, 0, Qt.AlignmentFlag.AlignVCenter)
            self._connect(self.control)
        self.show_value()

    def show_value(self) -> None:
        """As it is kept now."""
        control, value = self.control, self.setting.read()
        if control is None or isinstance(control, QPushButton):
            return
        with QSignalBlocker(control):
            if isinstance(control, QCheckBox):
                control.setChecked(bool(value))
            elif isinstance(control, QComboBox):
                control.setCurrentIndex(max(0, control.findData(value)))
            elif isinstance(control, QSpinBox):
                control.setValue(int(value))
            elif isinstance(control, QLineEdit):
                control.setText(str(value))

    def reset(self) -> None:
        """As it was before the person chose."""
        before = self.setting.read()
        self.setting.reset()
        self.show_value()
        if self.setting.read() != before:
            self.changed.emit()

    def _connect(self, control: QWidget) -> None:
        wanted = self.setting.control
        if isinstance(control, QCheckBox):
            control.toggled.connect(self._write)
        elif isinstance(control, QComboBox):
            control.activated.connect(self._write_choice)
        elif isinstance(control, QSpinBox):
            control.valueChanged.connect(self._write)
        elif isinstance(control, QLineEdit):
            control.editingFinished.connect(lambda: self._write(control.text().strip()))
        elif isinstance(control, QPushButton) and isinstance(wanted, Command):
            run = wanted.run
            control.clicked.connect(lambda: run())
        if isinstance(control, QComboBox | QSpinBox):
            control.installEventFilter(self)

    def _write_choice(self, row: int) -> None:
        assert isinstance(self.control, QComboBox)
        self._write(self.control.itemData(row))

    def _write(self, value: Any) -> None:
        if value != self.setting.read():
            self.setting.write(value)
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the page and turns nothing that comes under the pointer."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _built(control: Control | None, name: str, label: str, parent: QWidget) -> QWidget | None:
    if control is None:
        return None
    made = _made(control, parent)
    made.setObjectName(f"{name}Setting")
    made.setAccessibleName(label)
    if not isinstance(control, Switch):
        made.setFixedWidth(_CONTROL_WIDTH_PX)
    if isinstance(made, QComboBox | QSpinBox):
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _made(control: Control, parent: QWidget) -> QWidget:
    match control:
        case Switch():
            return QCheckBox(parent)
        case Choice(options):
            combo = QComboBox(parent)
            for text, value in options:
                combo.addItem(text, value)
            return combo
        case Number(low, high, step, suffix, lowest_text):
            spin = QSpinBox(parent)
            spin.setRange(low, high)
            spin.setSingleStep(step)
            spin.setSuffix(suffix)
            spin.setSpecialValueText(lowest_text)
            spin.setKeyboardTracking(False)
            spin.lineEdit().setTextMargins(6, 0, 6, 0)
            return spin
        case Text(example):
            line = QLineEdit(parent)
            line.setPlaceholderText(example)
            return line
        case Command(text, _run):
            button = QPushButton(text, parent)
            button.setAutoDefault(False)
            return button
