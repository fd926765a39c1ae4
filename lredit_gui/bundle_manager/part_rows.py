"""Lists of parts for a bundle that is put together: editors, and LoRA files with their weights."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_gui.widgets.place_choice import PlaceChoice
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from lredit_gui.theme.theme import Theme

#: Weights that a person can choose for a LoRA file; 1 is as it was trained, below 0 the opposite.
LORA_WEIGHTS = (-4.0, 4.0)
_LORA_STEP = 0.05


class PartRows(QWidget):
    """Rows below each other, each with a button that takes it away, and one below that adds. Signals: changed."""

    changed = Signal()

    def __init__(self, add_name: str, add_text: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.add_button = QPushButton(add_text, self)
        self.add_button.setObjectName(add_name)
        self.add_button.setProperty("role", "link")
        self.add_button.setAutoDefault(False)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._rows.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def row_count(self) -> int:
        return self._rows.count() - 1

    def add_row(self, *widgets: QWidget, what: str, is_removable: bool = True) -> QWidget:
        """Puts widgets beside each other below the other rows; `what` says to a screen reader what goes with it."""
        row = QWidget(self)
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        for number, widget in enumerate(widgets):
            beside.addWidget(widget, 0 if number else 1)
        remove = QToolButton(row)
        remove.setObjectName("removeRowButton")
        remove.setProperty("role", "compact")
        remove.setAccessibleName(self.tr("Remove {0}").format(what))
        remove.setToolTip(self.tr("Remove"))
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme.set_icon(remove, "close")
        remove.setVisible(is_removable)
        remove.clicked.connect(lambda: self.remove_row(row))
        beside.addWidget(remove)
        self._rows.insertWidget(self.row_count, row)
        self._align()
        return row

    def remove_row(self, row: QWidget) -> None:
        """Takes a row away."""
        self._rows.removeWidget(row)
        self._align()
        row.hide()
        row.deleteLater()
        self.add_button.setFocus()
        self._forget(row)
        self.changed.emit()

    def _align(self) -> None:
        """Rows end at the same place: one without a button leaves room for it where another has one."""
        for index in range(self.row_count):
            item = self._rows.itemAt(index)
            row = item.widget() if item is not None else None
            remove = row.findChild(QToolButton, "removeRowButton") if row is not None else None
            if remove is not None:
                policy = remove.sizePolicy()
                policy.setRetainSizeWhenHidden(self.row_count > 1)
                remove.setSizePolicy(policy)

    def _forget(self, row: QWidget) -> None:
        raise NotImplementedError


class EditorRows(PartRows):
    """Editors; the first one stays and is the default."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("addEditorButton", "", theme=theme, parent=parent)
        self.setObjectName("editorRows")
        self.add_button.setText(self.tr("Add another editor"))
        self.add_button.clicked.connect(self._add_another)
        self._choices: dict[QWidget, PlaceChoice] = {}
        built_in = (self.tr("Built-in"), BUILTIN_BUNDLE)
        self.first = self._add(PlaceChoice("editorChoice", self.tr("Editor"), default=built_in, takes_file=True))

    @property
    def references(self) -> tuple[str, ...]:
        """Each place once, in the order of the rows; rows without a choice are left out."""
        return tuple(dict.fromkeys(choice.reference for choice in self._choices.values() if choice.reference))

    @property
    def choices(self) -> tuple[PlaceChoice, ...]:
        return tuple(self._choices.values())

    def _add(self, choice: PlaceChoice) -> PlaceChoice:
        is_first = not self._choices
        row = self.add_row(choice, what=choice.accessibleName(), is_removable=not is_first)
        self._choices[row] = choice
        choice.changed.connect(self.changed)
        return choice

    def _add_another(self) -> None:
        number = len(self._choices) + 1
        label = self.tr("Editor {0}").format(number)
        choice = PlaceChoice(f"editorChoice{number}", label, default=(self.tr("Choose\u2026"), ""), takes_file=True)
        choice.offer(BUILTIN_BUNDLE, self.tr("Built-in"))
        self._add(choice).setFocus()
        self.changed.emit()

    def _forget(self, row: QWidget) -> None:
        self._choices.pop(row, None)


class _FileName(QLabel):
    """A file's name, shortened in its middle where there is no room."""

    def __init__(self, file: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = Path(file).name
        self.setToolTip(as_tip(file))
        self.setAccessibleName(self._name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, self.width()))


class LoraRows(PartRows):
    """LoRA files, each with a weight."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("addLoraButton", "", theme=theme, parent=parent)
        self.setObjectName("loraRows")
        self.add_button.setText(self.tr("Add a LoRA file\u2026"))
        self.add_button.clicked.connect(self._ask)
        self._files: dict[QWidget, tuple[str, QDoubleSpinBox]] = {}

    @property
    def references(self) -> tuple[str, ...]:
        """ "FILE:WEIGHT" of each row, as `composing.BundleParts` takes them."""
        return tuple(f"{file}:{weight.value():g}" for file, weight in self._files.values())

    def add_file(self, file: str) -> None:
        """A row for a file, with the weight it was trained with; nothing where it is there already."""
        if any(file == known for known, _weight in self._files.values()):
            return
        name = _FileName(file, self)
        weight = QDoubleSpinBox(self)
        weight.setObjectName("loraWeight")
        weight.setAccessibleName(self.tr("Weight of {0}").format(Path(file).name))
        weight.setToolTip(self.tr("How much of it: 1 as it was trained, 0 nothing"))
        weight.setRange(*LORA_WEIGHTS)
        weight.setSingleStep(_LORA_STEP)
        weight.setValue(1.0)
        weight.setAlignment(Qt.AlignmentFlag.AlignRight)
        weight.setFixedWidth(72)
        weight.valueChanged.connect(lambda _value: self.changed.emit())
        self._files[self.add_row(name, weight, what=Path(file).name)] = (file, weight)
        self.changed.emit()

    def clear(self) -> None:
        """Takes all rows away."""
        for row in list(self._files):
            self.remove_row(row)

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("LoRA files"))
        dialog.setObjectName("loraDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Weights (*.safetensors)"))
        dialog.filesSelected.connect(self._add_files)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add_files(self, files: Sequence[str]) -> None:
        for file in files:
            self.add_file(file)

    def _forget(self, row: QWidget) -> None:
        self._files.pop(row, None)
