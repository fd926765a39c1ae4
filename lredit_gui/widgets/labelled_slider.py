"""A slider with its name and its value: a number one can feel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from lredit_gui.widgets.elided import ElidedLabel


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
        self._low, self._step, self._text = low, step, text
        self._is_setting = False
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, round((high - low) / step))
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(tip)
        title = ElidedLabel(name, self, tip=tip)
        title.setProperty("role", "caption")
        self._number = QLabel(self)
        self._number.setProperty("role", "caption")
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(6)
        top.addWidget(title, 1)
        top.addWidget(self._number)
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
        self._number.setText(self._text.format(self.value))

    def _on_changed(self, _ticks: int) -> None:
        self._show_number()
        if not self._is_setting:
            self.changed.emit(self.value)
            if not self.slider.isSliderDown():
                self.released.emit(self.value)

    def _on_released(self) -> None:
        self.released.emit(self.value)
