"""A row of buttons of which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class SegmentedControl(QWidget):
    """Signals: chosen(int), the index the person chose."""

    chosen = Signal(int)

    def __init__(self, labels: tuple[str, ...], tips: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        for index, label in enumerate(labels):
            button = QPushButton(label, self)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            from_left = len(labels) - 1 - index if is_mirrored else index
            place = "first" if from_left == 0 else "last" if from_left == len(labels) - 1 else "middle"
            button.setProperty("place", place)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(False)
            if index < len(tips):
                button.setToolTip(tips[index])
            self._group.addButton(button, index)
            layout.addWidget(button)
        self._group.idClicked.connect(self.chosen)

    @property
    def index(self) -> int:
        return self._group.checkedId()

    def set_index(self, index: int) -> None:
        """Without a signal."""
        self._group.button(index).setChecked(True)

    def button(self, index: int) -> QPushButton:
        button = self._group.button(index)
        assert isinstance(button, QPushButton)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        count = len(self._group.buttons())
        index = self.index + step
        if step and 0 <= index < count:
            self.set_index(index)
            self.button(index).setFocus()
            self.chosen.emit(index)
        else:
            super().keyPressEvent(event)
