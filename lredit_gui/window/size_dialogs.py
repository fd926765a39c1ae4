"""Small dialogs that ask for a size or an angle. They block nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lredit_core.document.guides import PictureGuide
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_SIDE_PX = 60_000


class _SizeFields(QWidget):
    """Width and height in pixels, with their proportions kept or not. Signals: changed."""

    changed = Signal()

    def __init__(self, size: Size, *, keeps_proportions: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._first = size
        self.width_field, self.height_field = self._field(size.width), self._field(size.height)
        self.width_field.setAccessibleName(self.tr("Width"))
        self.height_field.setAccessibleName(self.tr("Height"))
        self.proportions = QCheckBox(self.tr("Keep proportions"), self)
        self.proportions.setChecked(keeps_proportions)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Width"), self.width_field)
        form.addRow(self.tr("Height"), self.height_field)
        form.addRow("", self.proportions)
        self.width_field.valueChanged.connect(self._on_width)
        self.height_field.valueChanged.connect(self._on_height)

    def _field(self, value: int) -> QSpinBox:
        field = QSpinBox(self)
        field.setRange(1, _MOST_SIDE_PX)
        field.setValue(value)
        field.setSuffix(self.tr(" px"))
        return field

    @property
    def size_px(self) -> Size:
        return Size(self.width_field.value(), self.height_field.value())

    def _on_width(self, width: int) -> None:
        if self.proportions.isChecked():
            with QSignalBlocker(self.height_field):
                self.height_field.setValue(max(1, round(width * self._first.height / self._first.width)))
        self.changed.emit()

    def _on_height(self, height: int) -> None:
        if self.proportions.isChecked():
            with QSignalBlocker(self.width_field):
                self.width_field.setValue(max(1, round(height * self._first.width / self._first.height)))
        self.changed.emit()


class _Asking(QDialog):
    """A title, what is asked for, OK and Cancel."""

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(12)

    def finish(self, accept: Callable[[], object]) -> None:
        """The buttons, below everything else; the first number is typed over."""
        if (number := self.findChild(QAbstractSpinBox)) is not None:
            number.setFocus()
            number.selectAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(accept)
        self.column.addWidget(buttons)


class ResizeDialog(_Asking):
    """Asks for another size of the picture."""

    def __init__(self, size: Size, done: Callable[[Size], object], parent: QWidget) -> None:
        super().__init__("resizeDialog", parent.tr("Resize the picture"), parent)
        self.fields = _SizeFields(size, keeps_proportions=True, parent=self)
        self.column.addWidget(self.fields)
        self.finish(lambda: done(self.fields.size_px))


class CanvasDialog(_Asking):
    """Asks for another canvas: the picture keeps its size and lies where one says."""

    def __init__(self, size: Size, done: Callable[[Box], object], parent: QWidget) -> None:
        super().__init__("canvasDialog", parent.tr("Canvas size"), parent)
        self._first = size
        self.fields = _SizeFields(size, keeps_proportions=False, parent=self)
        self.place = QComboBox(self)
        self.place.setAccessibleName(self.tr("Where the picture lies"))
        for title, share in (
            (self.tr("In the middle"), (0.5, 0.5)),
            (self.tr("At the top left"), (0.0, 0.0)),
            (self.tr("At the top"), (0.5, 0.0)),
            (self.tr("At the top right"), (1.0, 0.0)),
            (self.tr("At the left"), (0.0, 0.5)),
            (self.tr("At the right"), (1.0, 0.5)),
            (self.tr("At the bottom left"), (0.0, 1.0)),
            (self.tr("At the bottom"), (0.5, 1.0)),
            (self.tr("At the bottom right"), (1.0, 1.0)),
        ):
            self.place.addItem(title, share)
        note = QLabel(self.tr("New ground is transparent where the picture can be, else white."), self)
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        for widget in (self.fields, self.place, note):
            self.column.addWidget(widget)
        self.finish(lambda: done(self.frame))

    @property
    def frame(self) -> Box:
        """The new canvas in the picture's pixels."""
        size, (across, down) = self.fields.size_px, self.place.currentData()
        x0, y0 = -round((size.width - self._first.width) * across), -round((size.height - self._first.height) * down)
        return Box(x0, y0, x0 + size.width, y0 + size.height)


class GuideDialog(_Asking):
    """Asks where a guide is to lie."""

    def __init__(self, size: Size, done: Callable[[PictureGuide], object], parent: QWidget) -> None:
        super().__init__("guideDialog", parent.tr("New guide"), parent)
        self._size = size
        self.way = QComboBox(self)
        self.way.setAccessibleName(self.tr("Which way"))
        self.way.addItem(self.tr("Upright"), True)
        self.way.addItem(self.tr("Level"), False)
        self.place = QSpinBox(self)
        self.place.setAccessibleName(self.tr("Place"))
        self.place.setSuffix(self.tr(" px"))
        form = QFormLayout()
        form.addRow(self.tr("Which way"), self.way)
        form.addRow(self.tr("Place"), self.place)
        self.column.addLayout(form)
        self.way.currentIndexChanged.connect(self._on_way)
        self._on_way()
        self.finish(lambda: done(PictureGuide(self.way.currentData(), self.place.value())))

    def _on_way(self) -> None:
        """In the middle of the picture at first."""
        most = self._size.width if self.way.currentData() else self._size.height
        self.place.setRange(0, most)
        self.place.setValue(most // 2)


class StraightenDialog(_Asking):
    """Asks for an angle."""

    def __init__(self, done: Callable[[float], object], parent: QWidget) -> None:
        super().__init__("straightenDialog", parent.tr("Straighten"), parent)
        self.angle = QDoubleSpinBox(self)
        self.angle.setAccessibleName(self.tr("Angle"))
        self.angle.setRange(-45.0, 45.0)
        self.angle.setSingleStep(0.1)
        self.angle.setDecimals(2)
        self.angle.setSuffix("\u00b0")
        note = QLabel(self.tr("Turns clockwise; what would lie beyond the picture is cut off."), self)
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        self.column.addWidget(self.angle)
        self.column.addWidget(note)
        self.finish(lambda: done(self.angle.value()))
