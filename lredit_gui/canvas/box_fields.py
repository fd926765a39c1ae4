"""The figures of the person's box as fields: typed, stepped with the arrow keys, proportions kept or not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QWidget

from lredit_gui.canvas.box_figures import BoxFigure, with_figure

if TYPE_CHECKING:
    from lredit_core.geometry import Box, Size
    from lredit_gui.theme.theme import Theme

#: More than any side of a picture: what is typed is clipped afterwards, and not refused key by key.
_MOST = 999_999


class FigureField(QSpinBox):
    """A number that counts once it is entered: by Enter, Tab, or an arrow key. Signals: left, by Esc."""

    left = Signal()

    def __init__(self, letter: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPrefix(f"{letter} ")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setRange(0, _MOST)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_value(self, value: int) -> None:
        """What is being typed stays where the figure is the same."""
        if value != self.value():
            was_blocked = self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(was_blocked)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()  # undo is about the box, not about the figures in the field
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.lineEdit().setText(self.textFromValue(self.value()))
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # on the canvas Enter would start the edit

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while it has the keys: else the wheel is the canvas's."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class BoxFields(QWidget):
    """X, Y, W, H and the switch that keeps proportions. Signals: boxChanged(Box); left, by Esc."""

    boxChanged = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._box: Box | None = None
        self._picture: Size | None = None
        self._aspect: float | None = None
        self._made: Box | None = None
        names = {
            BoxFigure.X: (self.tr("X"), self.tr("Left edge of the box, in pixels")),
            BoxFigure.Y: (self.tr("Y"), self.tr("Upper edge of the box, in pixels")),
            BoxFigure.WIDTH: (self.tr("W"), self.tr("Width of the box, in pixels")),
            BoxFigure.HEIGHT: (self.tr("H"), self.tr("Height of the box, in pixels")),
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.fields: dict[BoxFigure, FigureField] = {}
        for figure, (letter, name) in names.items():
            field = FigureField(letter, name, self)
            field.setObjectName(f"box{figure.value.title()}Field")
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("W 00000") + 14)
            field.valueChanged.connect(partial(self._on_value, figure))
            field.left.connect(self.left)
            self.fields[figure] = field
            layout.addWidget(field)
        self.lock_button = QToolButton(self)
        self.lock_button.setObjectName("boxAspectButton")
        self.lock_button.setCheckable(True)
        self.lock_button.setAccessibleName(self.tr("Keep the proportions"))
        self.lock_button.setToolTip(self.tr("Keep the proportions when width or height is typed"))
        self.lock_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lock_button.toggled.connect(self._on_lock)
        theme.set_icon(self.lock_button, "link")
        layout.addWidget(self.lock_button)

    def show_box(self, box: Box, picture: Size) -> None:
        """The figures of a box in a picture."""
        if self._aspect is not None and box != self._made and (self._box is None or box.size != self._box.size):
            self._aspect = box.width / box.height  # resized by other means: these proportions are kept from now on
        self._box, self._picture = box, picture
        for figure, field in self.fields.items():
            field.show_value(figure.of(box))

    def _on_lock(self, is_locked: bool) -> None:
        self._aspect = self._box.width / self._box.height if is_locked and self._box is not None else None

    def _on_value(self, figure: BoxFigure, value: int) -> None:
        if self._box is None or self._picture is None:
            return
        changed = with_figure(self._box, figure, value, picture=self._picture, aspect=self._aspect)
        if changed == self._box:
            self.fields[figure].show_value(figure.of(changed))  # there was no room for it
            return
        self._made = changed
        self.boxChanged.emit(changed)
