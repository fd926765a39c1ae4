"""A slider with its name and its value: a number one can feel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from lredit_gui.language.numbers import localised
from lredit_gui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent


class NumberField(QLineEdit):
    """A number beside its slider: a click lets one type another. Signals: typed(float)."""

    typed = Signal(float)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "number")
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by keys the slider itself is moved
        self.setFrame(False)
        self._shown = self._plain = ""
        self.returnPressed.connect(self.clearFocus)

    def show_text(self, shown: str, plain: str) -> None:
        """What stands there, and what is typed over: without its unit."""
        self._shown, self._plain = shown, plain
        if not self.hasFocus():
            self._show(shown)

    def _show(self, text: str) -> None:
        self.setText(text)
        self.setFixedWidth(
            self.fontMetrics().horizontalAdvance("-0000.0") + 8
            if self.hasFocus()
            else self.fontMetrics().horizontalAdvance(text) + 10
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show(self._plain)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        text = self.text().replace(",", ".").strip().rstrip("%")
        before = self._plain.replace(",", ".")
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        self._show(self._shown)
        if math.isfinite(number) and text != before:
            self.typed.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._plain)
            self.clearFocus()
        else:
            super().keyPressEvent(event)


class LabelledSlider(QWidget):
    """Signals: changed(float), by the person; released(float), when the drag ends or a key moved it."""

    changed = Signal(float)
    released = Signal(float)

    def __init__(
        self,
        name: str,
        *,
        low: float,
        high: float,
        step: float,
        text: str = "{0:g}",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._low, self._high, self._step, self._text = low, high, step, text
        self._is_setting = False
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, round((high - low) / step))
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(tip)
        title = ElidedLabel(name, self, tip=tip)
        title.setProperty("role", "caption")
        self.number = NumberField(name, self)
        self.number.typed.connect(self._on_typed)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(6)
        top.addWidget(title, 1)
        top.addWidget(self.number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addLayout(top)
        layout.addWidget(self.slider)
        self.slider.valueChanged.connect(self._on_changed)
        self.slider.sliderReleased.connect(self._on_released)
        self._show_number()

    @property
    def value(self) -> float:
        return round(self._low + self.slider.value() * self._step, 6)

    def set_value(self, value: float) -> None:
        """Without a signal."""
        self._is_setting = True
        self.slider.setValue(round((value - self._low) / self._step))
        self._is_setting = False
        self._show_number()

    def _show_number(self) -> None:
        self.number.show_text(localised(self._text.format(self.value)), localised(f"{self._shown_value():g}"))

    @property
    def _is_percent(self) -> bool:
        return "%" in self._text

    def _shown_value(self) -> float:
        return self.value * 100 if self._is_percent else self.value

    def _on_typed(self, number: float) -> None:
        """A number that was typed: the nearest one that there is."""
        value = number / 100 if self._is_percent else number
        self.slider.setValue(round((min(max(value, self._low), self._high) - self._low) / self._step))
        self._show_number()

    def _on_changed(self, _ticks: int) -> None:
        self._show_number()
        if not self._is_setting:
            self.changed.emit(self.value)
            if not self.slider.isSliderDown():
                self.released.emit(self.value)

    def _on_released(self) -> None:
        self.released.emit(self.value)
