"""What should be there, what it replaces, how much is tried, and Edit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lredit_core.api.request import Preset
from lredit_core.prompt.intent import EditIntent
from lredit_gui.panels.advanced import AdvancedPanel
from lredit_gui.panels.intent_choice import IntentChoice
from lredit_gui.panels.known_things import KnownThingsHint
from lredit_gui.panels.several_targets import SeveralTargetsLine
from lredit_gui.session.form import EditForm
from lredit_gui.session.ui_state import Primary
from lredit_gui.widgets.completion import PhraseCompleter
from lredit_gui.widgets.phrase_edit import PhraseEdit
from lredit_gui.widgets.roles import set_role
from lredit_gui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from lredit_core.api.service import BundleInfo, EditorInfo
    from lredit_core.project.prompts import PromptRun
    from lredit_gui.session.ui_state import UiState
    from lredit_gui.theme.theme import Theme

_PRESETS = (Preset.FAST, Preset.BALANCED, Preset.THOROUGH)


class PromptPanel(QWidget):
    """Signals: formChanged(EditForm); editRequested."""

    formChanged = Signal(object)
    editRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promptPanel")
        self._preset = Preset.BALANCED
        self._form = EditForm()
        self._bundle: BundleInfo | None = None
        self._is_photograph = False
        self._own_names: tuple[str, ...] = ()
        self.intent_choice = IntentChoice(self)
        self.prompt_edit = self._build_prompt_edit()
        self.source_edit = self._build_source_edit()
        self.presets = self._build_presets()
        self.advanced_button = self._build_advanced_button(theme)
        self.edit_button = self._build_edit_button()
        self.refusal = self._build_refusal()
        self.several = SeveralTargetsLine(self)
        self.hint = KnownThingsHint(self)
        self.advanced = AdvancedPanel(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._build_row())
        layout.addWidget(self._build_notes())
        self.completer = PhraseCompleter(self.prompt_edit)
        self._connect()
        self._form = self._read_form()

    def _build_prompt_edit(self) -> PhraseEdit:
        prompt_edit = PhraseEdit(self)
        prompt_edit.setObjectName("promptEdit")
        prompt_edit.setAccessibleName(self.tr("Prompt"))
        prompt_edit.setAccessibleDescription(self.tr("What should be in the picture"))
        prompt_edit.setPlaceholderText(self.tr("What should be there?  e.g. a red apple"))
        prompt_edit.setClearButtonEnabled(False)
        prompt_edit.setMinimumWidth(160)
        return prompt_edit

    def _build_source_edit(self) -> PhraseEdit:
        source_edit = PhraseEdit(self)
        source_edit.setObjectName("sourceEdit")
        source_edit.setAccessibleName(self.tr("Replaces"))
        source_edit.setAccessibleDescription(self.tr("What is replaced; may be left empty"))
        source_edit.setPlaceholderText(self.tr("anything"))
        source_edit.setToolTip(self.tr("What it replaces, for example: the cat. May be left empty."))
        source_edit.setMinimumWidth(96)
        return source_edit

    def _build_presets(self) -> SegmentedControl:
        presets = SegmentedControl(
            (self.tr("Fast"), self.tr("Balanced"), self.tr("Thorough")),
            (
                self.tr("Few places, few candidates"),
                self.tr("What suits most pictures"),
                self.tr("Many places, many candidates; takes its time"),
            ),
            self,
        )
        presets.setObjectName("presetControl")
        presets.setAccessibleName(self.tr("How much is tried"))
        presets.set_index(_PRESETS.index(self._preset))
        return presets

    def _build_advanced_button(self, theme: Theme) -> QToolButton:
        advanced_button = QToolButton(self)
        advanced_button.setObjectName("advancedButton")
        advanced_button.setAccessibleName(self.tr("Advanced settings"))
        advanced_button.setToolTip(self.tr("Advanced settings"))
        advanced_button.setCheckable(True)
        theme.set_icon(advanced_button, "sliders")
        return advanced_button

    def _build_edit_button(self) -> QPushButton:
        edit_button = QPushButton(self.tr("Edit"), self)
        edit_button.setObjectName("editButton")
        edit_button.setAccessibleName(self.tr("Edit"))
        edit_button.setProperty("role", "primary")
        edit_button.setMinimumWidth(104)
        edit_button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        return edit_button

    def _build_refusal(self) -> QLabel:
        refusal = QLabel(self)
        refusal.setObjectName("refusalHint")
        refusal.setProperty("role", "caption")
        refusal.setWordWrap(True)
        refusal.hide()
        return refusal

    def _build_row(self) -> QHBoxLayout:
        """Prompt, what it replaces, presets, settings, Edit."""
        replaces = QLabel(self.tr("replaces"), self)
        replaces.setProperty("role", "muted")
        replaces.setBuddy(self.source_edit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.intent_choice)
        row.addWidget(self.prompt_edit, 5)
        row.addWidget(replaces)
        row.addWidget(self.source_edit, 2)
        row.addSpacing(8)
        row.addWidget(self.presets)
        row.addWidget(self.advanced_button)
        row.addWidget(self.edit_button)
        return row

    def _build_notes(self) -> QWidget:
        """What is said of the prompt; a line is kept free for it, so that the picture above does not jump."""
        notes = QWidget(self)
        column = QVBoxLayout(notes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.refusal, self.several, self.hint):
            column.addWidget(part)
        notes.setMinimumHeight(self.fontMetrics().height() + 2)
        return notes

    def _connect(self) -> None:
        self.hint.wordChosen.connect(self._on_word_chosen)
        self.hint.exampleChosen.connect(self._on_example)
        self.several.toggled.connect(self._on_changed)
        self.intent_choice.changed.connect(self._on_changed)
        self.prompt_edit.textChanged.connect(self._on_changed)
        self.source_edit.textChanged.connect(self._on_changed)
        self.prompt_edit.returnPressed.connect(self._on_return)
        self.source_edit.returnPressed.connect(self.editRequested)
        self.edit_button.clicked.connect(self.editRequested)
        self.presets.chosen.connect(self._on_preset)
        self.advanced.changed.connect(self._on_changed)

    @property
    def form(self) -> EditForm:
        """What is filled in."""
        return self._form

    def _read_form(self) -> EditForm:
        form = EditForm(
            prompt=self.prompt_edit.text(),
            source_prompt=self.source_edit.text(),
            is_one_thing=self.several.is_one_thing,
            preset=self._preset,
            intent=self.intent_choice.intent,
        )
        return self.advanced.filled(form)

    @property
    def preset(self) -> Preset:
        return self._preset

    def set_preset(self, preset: Preset) -> None:
        self.presets.set_index(_PRESETS.index(preset))
        self._on_preset(_PRESETS.index(preset))

    def set_bundle(self, bundle: BundleInfo) -> None:
        """What can be drawn, for completion, and by whom."""
        self._bundle = bundle
        self.advanced.set_bundle(bundle)
        self._on_changed()  # its editors have steps and guidance of their own

    def set_photograph(self, is_photograph: bool) -> None:
        """Whether the picture is a photograph: other things can be done with it than with a drawing."""
        self._is_photograph = is_photograph
        self._show_known()

    def set_own_names(self, names: tuple[str, ...]) -> None:
        """What things of the person's own are called: they can be laid into photographs."""
        self._own_names = names
        self._show_known()

    @property
    def editor_info(self) -> EditorInfo | None:
        """The editor that would paint; None before models are loaded."""
        return self._bundle.editor(self.form.editor) if self._bundle is not None else None

    def write_words(self, form: EditForm) -> None:
        """Puts the words of a form there, what they are for, and its seed."""
        with QSignalBlocker(self.prompt_edit), QSignalBlocker(self.source_edit):
            self.prompt_edit.setText(form.prompt)
            self.source_edit.setText(form.source_prompt)
        self.intent_choice.set_intent(form.intent)
        self.several.is_one_thing = form.is_one_thing
        self.advanced.set_seed(form.seed)
        self._on_changed()

    def show_form(self, form: EditForm) -> None:
        """Fills everything in as a form has it."""
        self._preset = form.preset
        self.presets.set_index(_PRESETS.index(form.preset))
        self.advanced.show_form(form)
        self.write_words(form)

    def write_run(self, run: PromptRun, *, is_whole: bool) -> None:
        """Puts the words of a prompt that ran there; with its seed and settings where `is_whole`."""
        if is_whole:
            preset = next((one for one in Preset if one.value == run.preset), self._preset)
            if preset in _PRESETS:
                self.set_preset(preset)
            else:
                self.advanced.set_preset(preset)
            self.advanced.take(run.settings)
            self.advanced.set_seed(run.seed)
        intent = next((one for one in EditIntent if one.value == run.intent), None)
        form = replace(self._form, prompt=run.prompt, source_prompt=run.source_prompt, intent=intent)
        self.write_words(replace(form, seed=run.seed if is_whole else self._form.seed))
        self.prompt_edit.setFocus()

    def write_thing(self, thing: str) -> None:
        """Puts a thing the models know into the prompt."""
        self.prompt_edit.setText(_with_article(thing))
        self.prompt_edit.setFocus()

    def _on_word_chosen(self, unknown: str, thing: str) -> None:
        """Puts a thing in the place of the one that the models do not know."""
        edit = self.prompt_edit if unknown in self.prompt_edit.text() else self.source_edit
        edit.setText(edit.text().replace(unknown, _with_article(thing)))
        edit.setFocus()

    def _on_example(self, prompt: str) -> None:
        self.prompt_edit.setText(prompt)
        self.prompt_edit.setFocus()

    def _show_known(self) -> None:
        editor = self.editor_info
        vocabulary = editor.vocabulary if editor is not None else ()
        if set(vocabulary) != set(self.completer.vocabulary):
            self.completer.set_vocabulary(vocabulary)
        self.several.show_for(self._form)
        self.intent_choice.show_for(self._form)
        self._show_source()
        self.hint.show_for(self._form, self._bundle, is_photograph=self._is_photograph, own_names=self._own_names)

    def show_state(self, ui: UiState) -> None:
        self.edit_button.setEnabled(ui.can_edit)
        self.edit_button.setText(ui.edit_text)
        self.edit_button.setToolTip(ui.edit_hint)
        self.edit_button.setAccessibleDescription(ui.edit_hint)
        set_role(self.edit_button, "primary" if ui.primary is Primary.EDIT else "")
        self.refusal.setText(self.tr("{0}.").format(ui.refusal) if ui.refusal else "")
        self.refusal.setVisible(bool(ui.refusal))

    def _show_source(self) -> None:
        """What is replaced is asked for where something comes in its place; what is removed is named by the prompt."""
        is_asked = not self._form.is_retouch or bool(self._form.source_prompt.strip())
        self.source_edit.setEnabled(is_asked)
        self.source_edit.setPlaceholderText(self.tr("anything") if is_asked else self.tr("as the prompt says"))

    def _on_preset(self, index: int) -> None:
        self._preset = _PRESETS[index]
        self.advanced.set_preset(self._preset)
        self._on_changed()

    def _on_changed(self) -> None:
        form = self._read_form()
        if form.is_one_thing and not form.names_several:  # it was said of another prompt
            self.several.is_one_thing = False
            form = replace(form, is_one_thing=False)
        self._form = form
        self._show_known()
        self.formChanged.emit(form)

    def _on_return(self) -> None:
        if not self.completer.is_choosing():
            self.editRequested.emit()


def _with_article(thing: str) -> str:
    article = "an" if thing[:1].lower() in "aeiou" and not thing.startswith("uni") else "a"
    return f"{article} {thing}"
