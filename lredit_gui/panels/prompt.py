"""What should be there, what it replaces, how much is tried, and Edit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
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
from lredit_core.api.service import BundleInfo, EditorInfo
from lredit_gui.panels.advanced import AdvancedFold
from lredit_gui.panels.known_things import KnownThingsHint
from lredit_gui.panels.several_targets import SeveralTargetsLine
from lredit_gui.session.form import EditForm
from lredit_gui.session.ui_state import UiState
from lredit_gui.theme.theme import Theme
from lredit_gui.widgets.completion import PhraseCompleter
from lredit_gui.widgets.phrase_edit import PhraseEdit
from lredit_gui.widgets.segmented import SegmentedControl

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
        self.prompt_edit = PhraseEdit(self)
        self.prompt_edit.setObjectName("promptEdit")
        self.prompt_edit.setAccessibleName(self.tr("Prompt"))
        self.prompt_edit.setAccessibleDescription(self.tr("What should be in the picture"))
        self.prompt_edit.setPlaceholderText(self.tr("What should be there?  e.g. a red apple"))
        self.prompt_edit.setClearButtonEnabled(False)
        self.prompt_edit.setMinimumWidth(160)
        self.source_edit = PhraseEdit(self)
        self.source_edit.setObjectName("sourceEdit")
        self.source_edit.setAccessibleName(self.tr("Replaces"))
        self.source_edit.setAccessibleDescription(self.tr("What is replaced; may be left empty"))
        self.source_edit.setPlaceholderText(self.tr("anything"))
        self.source_edit.setToolTip(self.tr("What it replaces, for example: the cat. May be left empty."))
        self.source_edit.setMinimumWidth(96)
        self._replaces = QLabel(self.tr("replaces"), self)
        self._replaces.setProperty("role", "muted")
        self._replaces.setBuddy(self.source_edit)
        self.presets = SegmentedControl(
            (self.tr("Fast"), self.tr("Balanced"), self.tr("Thorough")),
            (
                self.tr("Few places, few candidates"),
                self.tr("What suits most pictures"),
                self.tr("Many places, many candidates; takes its time"),
            ),
            self,
        )
        self.presets.setObjectName("presetControl")
        self.presets.setAccessibleName(self.tr("How much is tried"))
        self.presets.set_index(_PRESETS.index(self._preset))
        self.advanced_button = QToolButton(self)
        self.advanced_button.setObjectName("advancedButton")
        self.advanced_button.setAccessibleName(self.tr("Advanced settings"))
        self.advanced_button.setToolTip(self.tr("Advanced settings"))
        self.advanced_button.setCheckable(True)
        theme.set_icon(self.advanced_button, "sliders")
        self.edit_button = QPushButton(self.tr("Edit"), self)
        self.edit_button.setObjectName("editButton")
        self.edit_button.setAccessibleName(self.tr("Edit"))
        self.edit_button.setProperty("role", "primary")
        self.edit_button.setMinimumWidth(88)
        self.edit_button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.advanced = AdvancedFold(theme, self)
        self.advanced.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.prompt_edit, 5)
        row.addWidget(self._replaces)
        row.addWidget(self.source_edit, 2)
        row.addSpacing(8)
        row.addWidget(self.presets)
        row.addWidget(self.advanced_button)
        row.addWidget(self.edit_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.advanced)
        self.hint = KnownThingsHint(self)
        self.hint.wordChosen.connect(self._on_word_chosen)
        self.several = SeveralTargetsLine(self)
        self.several.toggled.connect(self._on_changed)
        layout.insertWidget(1, self.several)
        layout.insertWidget(2, self.hint)
        self.refusal = QLabel(self)
        self.refusal.setObjectName("refusalHint")
        self.refusal.setProperty("role", "caption")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        layout.insertWidget(1, self.refusal)
        self.completer = PhraseCompleter(self.prompt_edit)
        self.prompt_edit.textChanged.connect(self._on_changed)
        self.source_edit.textChanged.connect(self._on_changed)
        self.prompt_edit.returnPressed.connect(self._on_return)
        self.source_edit.returnPressed.connect(self.editRequested)
        self.edit_button.clicked.connect(self.editRequested)
        self.presets.chosen.connect(self._on_preset)
        self.advanced.changed.connect(self._on_changed)
        self.advanced_button.toggled.connect(self.advanced.setVisible)
        self._form = self._read_form()

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
        self._show_known()

    @property
    def editor_info(self) -> EditorInfo | None:
        """The editor that would paint; None before models are loaded."""
        return self._bundle.editor(self.form.editor) if self._bundle is not None else None

    def write_thing(self, thing: str) -> None:
        """Puts a thing the models know into the prompt."""
        self.prompt_edit.setText(_with_article(thing))
        self.prompt_edit.setFocus()

    def _on_word_chosen(self, unknown: str, thing: str) -> None:
        """Puts a thing in the place of the one that the models do not know."""
        self.prompt_edit.setText(self.prompt_edit.text().replace(unknown, _with_article(thing)))
        self.prompt_edit.setFocus()

    def _show_known(self) -> None:
        editor = self.editor_info
        vocabulary = editor.vocabulary if editor is not None else ()
        if set(vocabulary) != set(self.completer.vocabulary):
            self.completer.set_vocabulary(vocabulary)
        self.several.show_for(self._form)
        self.hint.show_for(self._form, editor)

    def show_state(self, ui: UiState) -> None:
        self.edit_button.setEnabled(ui.can_edit)
        self.edit_button.setText(ui.edit_text)
        self.edit_button.setToolTip(ui.edit_hint)
        self.edit_button.setAccessibleDescription(ui.edit_hint)
        self.refusal.setText(f"{ui.refusal}." if ui.refusal else "")
        self.refusal.setVisible(bool(ui.refusal))

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
