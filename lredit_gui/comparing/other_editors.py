"""Whom to compare with: the editors without regions, where each one's model lies, and what to tell InstructPix2Pix."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from lredit_core.compare.comparison import OTHER_EDITORS, OtherEditor
from lredit_gui.language.sentences import said
from lredit_gui.widgets.place_choice import PlaceChoice

if TYPE_CHECKING:
    from lredit_gui.session.preferences import Preferences


class OtherEditorsForm(QWidget):
    """A row for each other editor; what is chosen is remembered. Signals: changed."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.boxes: dict[str, QCheckBox] = {}
        self.models: dict[str, PlaceChoice] = {}
        self.instruction_edit = QLineEdit(self)
        self.instruction_edit.setObjectName("instructionEdit")
        self.instruction_edit.setAccessibleName(self.tr("Instruction for InstructPix2Pix"))
        self.instruction_edit.setPlaceholderText(self.tr("What it is told: turn the cat into an apple"))
        self.instruction_edit.textChanged.connect(self.changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for other in OTHER_EDITORS:
            box, model = self._row(other)
            row = grid.rowCount()
            grid.addWidget(box, row, 0)
            grid.addWidget(model, row, 1)
            if other.follows_instructions:
                grid.addWidget(self.instruction_edit, row + 1, 1)
        self._show_instruction()

    @property
    def places(self) -> dict[str, Path]:
        """Where the models of the chosen editors lie, by the editors' names."""
        return {name: Path(self.models[name].reference) for name in self._chosen if self.models[name].reference}

    @property
    def without_model(self) -> tuple[OtherEditor, ...]:
        """Chosen editors whose model is not."""
        return tuple(o for o in OTHER_EDITORS if o.name in self._chosen and not self.models[o.name].reference)

    @property
    def _chosen(self) -> list[str]:
        return [name for name, box in self.boxes.items() if box.isChecked()]

    def _row(self, other: OtherEditor) -> tuple[QCheckBox, PlaceChoice]:
        place, is_chosen = self._preferences.other_editor(other.name)
        box = QCheckBox(other.title, self)
        box.setObjectName(f"{other.name}Box")
        box.setChecked(is_chosen)
        hint = self.tr("A model of {0}: none chosen").format(said(other.model))
        label = self.tr("The model of {0}").format(other.title)
        model = PlaceChoice(f"{other.name}Model", label, default=(hint, ""), takes_file=True, parent=self)
        if place:
            model.set_path(place)
        for known in OTHER_EDITORS:
            if known.model == other.model and (offered := self._preferences.other_editor(known.name)[0]):
                model.offer(offered)
        box.toggled.connect(partial(self._on_changed, other))
        model.changed.connect(partial(self._on_model, other))
        self.boxes[other.name], self.models[other.name] = box, model
        return box, model

    def _on_model(self, other: OtherEditor) -> None:
        """Choosing a model chooses its editor; other editors that need the same kind of model and have none take it."""
        place = self.models[other.name].reference
        with QSignalBlocker(self.boxes[other.name]):
            self.boxes[other.name].setChecked(bool(place))
        for same in OTHER_EDITORS:
            model = self.models[same.name]
            if place and same.model == other.model and same is not other:
                model.offer(place)
                if not model.reference:
                    with QSignalBlocker(model):
                        model.set_path(place)
                    self._remember(same)
        self._on_changed(other)

    def _on_changed(self, other: OtherEditor, _is_chosen: bool = False) -> None:
        self._remember(other)
        self._show_instruction()
        self.changed.emit()

    def _remember(self, other: OtherEditor) -> None:
        reference, is_chosen = self.models[other.name].reference, self.boxes[other.name].isChecked()
        self._preferences.set_other_editor(other.name, reference, is_chosen)

    def _show_instruction(self) -> None:
        is_told = any(self.boxes[other.name].isChecked() for other in OTHER_EDITORS if other.follows_instructions)
        self.instruction_edit.setVisible(is_told)
