"""What most people never need, in a panel of its own: seed, steps, guidance, how regions are learned, loss weights."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lredit_core.api.request import PAPER_SEARCH, WEIGHTS_OF_OBJECTIVE, EditSettings, Estimator, Objective, Preset
from lredit_core.manifest import MOST_STEPS
from lredit_core.project.prompts import settings_beyond
from lredit_gui.language.sentences import said
from lredit_gui.session.form import EditForm, drawn_seed
from lredit_gui.widgets.elided import ElidedComboBox
from lredit_gui.widgets.fold_scroll import FoldScroll
from lredit_gui.widgets.labelled_slider import LabelledSlider
from lredit_gui.widgets.seed_edit import SeedEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lredit_core.api.service import BundleInfo
    from lredit_gui.theme.theme import Theme


class AdvancedPanel(QWidget):
    """One section below the other; it scrolls where there is no room. Signals: changed, by the person."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("advancedPanel")
        self.setAccessibleName(self.tr("Advanced settings"))
        self.setProperty("surface", "panel")
        self._base, self._preset = EditSettings(), Preset.BALANCED
        self._bundle: BundleInfo | None = None
        self._suited = self._base
        body = QWidget(self)
        sections = QVBoxLayout(body)
        sections.setContentsMargins(12, 4, 12, 12)
        sections.setSpacing(14)
        sections.addLayout(self._edit_column(theme))
        for title, column in (
            (self.tr("How it is painted"), self._picture_column()),
            (self.tr("How the region is looked for"), self._region_column()),
            (self.tr("Weights of the loss"), self._weights_column()),
        ):
            heading = QLabel(title, body)
            heading.setProperty("role", "heading")
            sections.addWidget(heading)
            sections.addLayout(column)
        self.reset = QPushButton(self.tr("Back to the preset"), body)
        self.reset.setObjectName("resetAdvancedButton")
        self.reset.setAccessibleName(self.tr("Back to the preset"))
        self.reset.setToolTip(self.tr("Sets all of these back to what Fast, Balanced or Thorough have"))
        self.reset.clicked.connect(self._on_reset)
        sections.addWidget(self.reset)
        sections.addStretch(1)
        self.fold = FoldScroll(body, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold)
        layout.addStretch(1)
        self.set_preset(Preset.BALANCED)

    def _edit_column(self, theme: Theme) -> QVBoxLayout:
        self.seed = SeedEdit(self)
        self.seed.setObjectName("seedEdit")
        self.seed.setAccessibleName(self.tr("Seed"))
        self.seed.setToolTip(self.tr("The same seed gives the same pixels again"))
        dice = QToolButton(self)
        dice.setObjectName("diceButton")
        dice.setAccessibleName(self.tr("Draw another seed"))
        dice.setToolTip(self.tr("Draw another seed"))
        dice.clicked.connect(self._draw_seed)
        theme.set_icon(dice, "dice")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.seed, 1)
        row.addWidget(dice)
        self.editor = ElidedComboBox(self, about=self.tr("What paints inside the box"))
        self.editor.setObjectName("editorChoice")
        self.editor.setAccessibleName(self.tr("Editor"))
        self.editor.setMinimumContentsLength(6)
        self.editor.setSizeAdjustPolicy(ElidedComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.editor.addItem(self.tr("The bundle's own choice"), "")
        self.negative = QLineEdit(self)
        self.negative.setObjectName("negativeEdit")
        self.negative.setAccessibleName(self.tr("Negative prompt"))
        self.negative.setPlaceholderText(self.tr("what should not appear"))
        column = _column()
        column.addWidget(_caption(self.tr("Seed"), self))
        column.addLayout(row)
        column.addWidget(_caption(self.tr("Painted by"), self))
        column.addWidget(self.editor)
        column.addWidget(_caption(self.tr("Keep away"), self))
        column.addWidget(self.negative)
        column.addStretch(1)
        self.seed.textChanged.connect(self._on_changed)
        self.editor.currentIndexChanged.connect(self._suit_editor)
        self.editor.currentIndexChanged.connect(self._on_changed)
        self.negative.textChanged.connect(self._on_changed)
        return column

    def _picture_column(self) -> QVBoxLayout:
        self.steps = self._slider(self.tr("Steps"), 1, MOST_STEPS, 1, tip=self.tr("Denoising steps of the final edits"))
        self.guidance = self._slider(
            self.tr("Guidance"), 1, 15, 0.5, tip=self.tr("How closely the pixels follow the prompt")
        )
        self.strength = self._slider(
            self.tr("Strength"), 0.1, 1, 0.05, tip=self.tr("1 repaints the box; less keeps more of what was there")
        )
        self.softness = self._slider(
            self.tr("Softness"), 0, 0.5, 0.02, tip=self.tr("How softly the edit meets its surroundings, inside the box")
        )
        self.match_colour = QCheckBox(self.tr("Match colours"), self)
        self.match_colour.setToolTip(self.tr("Matches the colours of the edit to those around the box"))
        self.match_colour.toggled.connect(self._on_changed)
        column = _column()
        for widget in (self.steps, self.guidance, self.strength, self.softness, self.match_colour):
            column.addWidget(widget)
        column.addStretch(1)
        return column

    def _region_column(self) -> QVBoxLayout:
        self.anchors = self._slider(self.tr("Anchors"), 1, 24, 1, tip=self.tr("K: places where a region may begin"))
        self.learning = self._slider(self.tr("Learning steps"), 1, 40, 1)
        self.candidates = self._slider(self.tr("Candidates"), 1, 12, 1, tip=self.tr("Final edits made and ranked"))
        self.estimator = ElidedComboBox(self, about=self.tr("How the region network learns"))
        self.estimator.setAccessibleName(self.tr("Gradient estimator"))
        self.estimator.addItem(self.tr("Expected loss"), Estimator.EXPECTED_LOSS)
        self.estimator.addItem(self.tr("Straight-through"), Estimator.STRAIGHT_THROUGH)
        self.objective = ElidedComboBox(self, about=self.tr("Which loss is learned"))
        self.objective.setAccessibleName(self.tr("Objective"))
        self.objective.addItem(self.tr("Close-up"), Objective.CLOSE_UP)
        self.objective.addItem(self.tr("As in the paper"), Objective.PAPER)
        column = _column()
        for widget in (self.anchors, self.learning, self.candidates):
            column.addWidget(widget)
        column.addWidget(_caption(self.tr("Learned by"), self))
        row = QHBoxLayout()
        row.setSpacing(8)
        for combo in (self.estimator, self.objective):
            combo.setMinimumContentsLength(5)
            combo.setSizeAdjustPolicy(ElidedComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.currentIndexChanged.connect(self._on_changed)
            row.addWidget(combo, 1)
        self.objective.currentIndexChanged.connect(self._show_used_weights)
        self.paper = QCheckBox(self.tr("The paper's recipe"), self)
        self.paper.setObjectName("paperSwitch")
        self.paper.setToolTip(
            self.tr("Looks for regions and ranks as the paper says, to compare with; off, everything is set back")
        )
        self.paper.toggled.connect(self._on_paper)
        self.grounding = self._grounding_switch()
        column.addLayout(row)
        column.addWidget(self.paper)
        column.addWidget(self.grounding)
        column.addStretch(1)
        return column

    def _grounding_switch(self) -> QCheckBox:
        """Shown where the bundle has something to ask."""
        switch = QCheckBox(self.tr("Ask the bundle's detector"), self)
        switch.setObjectName("groundingSwitch")
        switch.setToolTip(
            self.tr("The bundle's own models that find what words name and draw masks are asked where things are")
        )
        switch.setChecked(True)
        switch.hide()
        switch.toggled.connect(self._on_changed)
        return switch

    def _weights_column(self) -> QVBoxLayout:
        names = {
            "clip": (self.tr("Prompt"), self.tr("L_Clip: the picture against the prompt (as in the paper)")),
            "structural": (self.tr("Structure"), self.tr("L_Str: keeps the layout (as in the paper)")),
            "directional": (self.tr("Direction"), self.tr("L_Dir: the change follows the words (as in the paper)")),
            "whole_directional": (
                self.tr("Whole"),
                self.tr("The edit makes the picture more like the prompt and less like what is replaced"),
            ),
            "crop_directional": (self.tr("Close-up"), self.tr("The same, seen close up")),
            "source_similarity": (
                self.tr("Source similarity"),
                self.tr("The place, seen close up, looks like what is replaced"),
            ),
            "relevance": (
                self.tr("Relevance"),
                self.tr("The place speaks of what is replaced; around it nothing does"),
            ),
            "objectness": (self.tr("Object"), self.tr("A thing lies inside the window and not around it")),
            "framing": (self.tr("Framing"), self.tr("The window frames something whole")),
            "size": (self.tr("Size"), self.tr("Prefers smaller windows")),
        }
        self.weights = {key: self._slider(name, 0, 3, 0.05, tip=tip) for key, (name, tip) in names.items()}
        self._weight_tips = {key: tip for key, (_name, tip) in names.items()}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for index, slider in enumerate(self.weights.values()):
            grid.addWidget(slider, index // 2, index % 2)
            grid.setColumnStretch(index % 2, 1)
        column = _column()
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _slider(self, name: str, low: float, high: float, step: float, *, tip: str = "") -> LabelledSlider:
        slider = LabelledSlider(name, low=low, high=high, step=step, tip=tip, parent=self)
        slider.changed.connect(self._on_changed)
        return slider

    def set_preset(self, preset: Preset) -> None:
        """Shows a preset's numbers; what the person set by hand is set back, the paper's recipe too."""
        if preset is not Preset.PAPER:
            self._preset = preset
        settings = self._base = EditSettings.for_preset(preset)
        self._suit_editor()
        self.strength.set_value(settings.strength)
        self.softness.set_value(settings.softness)
        self.anchors.set_value(settings.anchor_count)
        self.learning.set_value(settings.learning_steps)
        self.candidates.set_value(settings.candidate_count)
        for key, slider in self.weights.items():
            slider.set_value(getattr(settings.weights, key))
        blocked = self.blockSignals(True)
        self.match_colour.setChecked(settings.match_colour)
        self.paper.setChecked(preset is Preset.PAPER)
        self.grounding.setChecked(settings.uses_grounding)
        self.estimator.setCurrentIndex(self.estimator.findData(settings.estimator))
        self.objective.setCurrentIndex(self.objective.findData(settings.objective))
        self.blockSignals(blocked)
        self._show_used_weights()

    def set_bundle(self, bundle: BundleInfo) -> None:
        """The editors one can choose from."""
        self._bundle = bundle
        self.grounding.setVisible(bool(bundle.grounding))
        chosen = self.editor.currentData()
        blocked = self.editor.blockSignals(True)
        self.editor.clear()
        for editor in bundle.editors:
            is_default = editor.name == bundle.default_editor
            self.editor.addItem(said(editor.title), "" if is_default else editor.name)
        self.editor.setCurrentIndex(max(0, self.editor.findData(chosen)))
        self.editor.blockSignals(blocked)
        self._suit_editor()

    def _suit_editor(self) -> None:
        """Steps and guidance as the preset has them, or as the chosen editor does best."""
        editor = self._bundle.editor(self.editor.currentData() or "") if self._bundle is not None else None
        settings = self._base if editor is None else editor.suited(self._base)
        self.steps.set_value(settings.edit_steps)
        self.guidance.set_value(settings.guidance_scale)
        self._suited = settings

    def show_form(self, form: EditForm) -> None:
        """A form's numbers, the opposite of `filled`; without a signal."""
        settings = form.settings
        preset = Preset.PAPER if settings.search == PAPER_SEARCH else form.preset
        blocked = self.blockSignals(True)
        self._preset = form.preset
        self.set_preset(preset)
        self.editor.setCurrentIndex(max(0, self.editor.findData(form.editor)))
        self.negative.setText(form.negative_prompt)
        self.seed.set_value(form.seed)
        self.blockSignals(blocked)
        suited = {"edit_steps": settings.edit_steps, "guidance_scale": settings.guidance_scale}
        self.take(settings_beyond(preset, settings) | suited)

    def filled(self, form: EditForm) -> EditForm:
        """The form with what is set here."""
        weights = replace(self._base.weights, **{key: slider.value for key, slider in self.weights.items()})
        settings = replace(
            self._suited,
            edit_steps=round(self.steps.value),
            guidance_scale=self.guidance.value,
            strength=self.strength.value,
            softness=self.softness.value,
            match_colour=self.match_colour.isChecked(),
            anchor_count=round(self.anchors.value),
            learning_steps=round(self.learning.value),
            candidate_count=round(self.candidates.value),
            estimator=self.estimator.currentData(),
            objective=self.objective.currentData(),
            uses_grounding=self.grounding.isChecked(),
            weights=weights,
        )
        return replace(
            form,
            seed=self.seed.value,
            editor=self.editor.currentData() or "",
            negative_prompt=self.negative.text(),
            settings=settings,
        )

    def _on_paper(self, is_on: bool) -> None:
        if is_on != (self._base.search == PAPER_SEARCH):
            self.set_preset(Preset.PAPER if is_on else self._preset)
            self._on_changed()

    def _show_used_weights(self) -> None:
        """Only the chosen objective's weights can be set."""
        used = WEIGHTS_OF_OBJECTIVE[self.objective.currentData()]
        for key, slider in self.weights.items():
            slider.setEnabled(key in used)
            why = self.tr("The objective that is chosen does not use this weight.")
            slider.slider.setToolTip(self._weight_tips[key] if key in used else f"{self._weight_tips[key]}\n{why}")

    def take(self, values: Mapping[str, bool | int | float | str]) -> None:
        """Settings by name, as `settings_beyond` gives them, over the preset's; those that are not set here are left.
        Without a signal."""
        sliders = {
            "edit_steps": self.steps, "guidance_scale": self.guidance, "strength": self.strength,
            "softness": self.softness, "anchor_count": self.anchors, "learning_steps": self.learning,
            "candidate_count": self.candidates,
            **{f"weights.{key}": slider for key, slider in self.weights.items()},
        }  # fmt: skip
        checks = {"match_colour": self.match_colour, "uses_grounding": self.grounding}
        choices = {"estimator": self.estimator, "objective": self.objective}
        blocked = self.blockSignals(True)
        for name, value in values.items():
            if name in sliders and isinstance(value, int | float):
                sliders[name].set_value(float(value))
            elif name in checks:
                checks[name].setChecked(value is True)
            elif name in choices:
                choice = choices[name]
                data = [choice.itemData(index) for index in range(choice.count())]
                place = next((index for index, one in enumerate(data) if one.value == value), -1)
                if place >= 0:
                    choice.setCurrentIndex(place)
        self.blockSignals(blocked)
        self._show_used_weights()

    def set_seed(self, seed: int) -> None:
        """Without a signal."""
        with QSignalBlocker(self.seed):
            self.seed.set_value(seed)

    def _on_reset(self) -> None:
        self.negative.clear()
        self.set_preset(self._preset)
        self._on_changed()

    def _draw_seed(self) -> None:
        self.seed.set_value(drawn_seed(other_than=self.seed.value))

    def _on_changed(self) -> None:
        self.changed.emit()


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return column


def _caption(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", "caption")
    return label
