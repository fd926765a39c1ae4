"""The zoom as a field: shown in per cent, typed, or chosen from a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from lredit_gui.language.numbers import localised

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

#: What the list offers, as device pixels for each pixel of the picture; "Fit" stands above.
ZOOM_PRESETS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_NUMBER = re.compile(r"\s*(\d+(?:[.,]\d*)?|[.,]\d+)\s*%?\s*")


def zoom_text(scale: float) -> str:
    """In per cent."""
    percent = scale * 100
    return f"{percent:.0f} %" if percent >= 10 else localised(f"{percent:.1f} %")


def zoom_of(text: str) -> float | None:
    """The scale that somebody typed in per cent, with or without the sign; None where it is none."""
    found = _NUMBER.fullmatch(text)
    scale = float(found[1].replace(",", ".")) / 100 if found else 0.0
    return scale if scale > 0 else None


class ZoomField(QComboBox):
    """Signals: zoomChosen(float): device pixels for each pixel of the picture; fitChosen; left: it is done with."""

    zoomChosen = Signal(float)
    fitChosen = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("zoomField")
        self.setProperty("role", "status")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setAccessibleName(self.tr("Zoom in per cent"))
        self.setToolTip(self.tr("Zoom: type a per cent, or choose one"))
        self.addItem(self.tr("Fit"), None)
        for scale in ZOOM_PRESETS:
            self.addItem(zoom_text(scale), scale)
        self.setMaxVisibleItems(self.count())
        self._scale: float | None = None
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("3200 %") + 40)
        self.clear_zoom()
        self.activated.connect(self._on_activated)
        edit = self.lineEdit()
        assert edit is not None
        edit.returnPressed.connect(self._on_typed)

    def text(self) -> str:
        """What it says."""
        return self.currentText()

    def show_zoom(self, scale: float) -> None:
        """Another zoom; the list's own entry is marked where it is one."""
        self._scale = scale
        self.show()
        self._write()

    def clear_zoom(self) -> None:
        """There is no picture."""
        self._scale = None
        self.hide()
        self._write()

    def _write(self) -> None:
        index = ZOOM_PRESETS.index(self._scale) + 1 if self._scale in ZOOM_PRESETS else -1
        was_blocked = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.setEditText("" if self._scale is None else zoom_text(self._scale))
        self.blockSignals(was_blocked)

    def _on_activated(self, index: int) -> None:
        scale = self.itemData(index)
        if scale is None:
            self.fitChosen.emit()
        else:
            self.zoomChosen.emit(scale)
        self._write()
        self.left.emit()

    def _on_typed(self) -> None:
        text = self.currentText()
        if text.strip().casefold() == self.itemText(0).casefold():
            self.fitChosen.emit()
        elif (scale := zoom_of(text)) is not None:
            self.zoomChosen.emit(scale)
        self._write()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._write()
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed and not entered does not count."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._write()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A list that turned under a wheel meant for something else would jump."""
        event.ignore()
