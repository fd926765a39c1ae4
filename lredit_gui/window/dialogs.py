"""The dialogs that the menus open. What they begin goes on when they are closed, and then speaks in the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_gui.bundle_manager.dialog import BundleManagerDialog
from lredit_gui.choices.dialog import ChoicesDialog
from lredit_gui.comparing.dialog import ComparisonDialog
from lredit_gui.comparing.side_by_side import SideBySideDialog
from lredit_gui.comparing.subject import subject_of
from lredit_gui.own_things.dialog import OwnThingsDialog
from lredit_gui.own_things.wording import search_text
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.studying.dialog import StudyDialog
from lredit_gui.window.command_palette import CommandPalette
from lredit_gui.window.shortcuts import ShortcutsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from lredit_gui.bundle_manager.manager import BundleManager
    from lredit_gui.comparing.manager import ComparisonManager
    from lredit_gui.own_things.manager import OwnThingsManager
    from lredit_gui.panels.messages import Messages
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.threads.workers import Workers
    from lredit_gui.window.layout import WindowLayout


class _SpeaksForItself(Protocol):
    """A dialog that shows what there is to say while it covers the window."""

    def show_notice(self, notice: Notice) -> None: ...


class Dialogs(QObject):
    """Opens each over the window, and brings what their work says before the person: in the dialog or in the window."""

    def __init__(
        self,
        window: WindowLayout,
        *,
        models: BundleManager,
        comparing: ComparisonManager,
        own_things: OwnThingsManager,
        workers: Workers,
        preferences: Preferences,
        messages: Messages,
    ) -> None:
        super().__init__(window)
        self._window, self._workers = window, workers
        self._models, self._comparing, self._own_things = models, comparing, own_things
        self._preferences, self._messages = preferences, messages
        self._models_dialog: _SpeaksForItself | None = None
        self._comparison_dialog: _SpeaksForItself | None = None
        self._own_things_dialog: _SpeaksForItself | None = None
        models.noticed.connect(self._on_models_notice)
        comparing.noticed.connect(self._on_comparison_notice)
        comparing.ended.connect(self._on_comparison_ended)
        own_things.noticed.connect(self._on_own_things_notice)
        own_things.ended.connect(self._on_own_things_ended)

    def show_commands(self) -> None:
        """Everything that can be done, by name."""
        CommandPalette(self._window.action_set, self._window).open()

    def show_shortcuts(self) -> None:
        self._open(ShortcutsDialog(self._window.action_set, self._window))

    def show_models(self) -> None:
        window, edits = self._window, self._window.session.edits
        dialog = BundleManagerDialog(
            edits.bundle,
            window.prompt.editor_info,
            edits.reference,
            manager=self._models,
            theme=window.theme,
            parent=window,
        )
        dialog.thingChosen.connect(window.prompt.write_thing)
        dialog.bundleChosen.connect(edits.load)
        dialog.finished.connect(self._forget_models_dialog)
        self._models_dialog = dialog
        self._open(dialog)

    def show_choices(self) -> None:
        session = self._window.session
        dialog = ChoicesDialog(session.choices, self._workers, is_on=session.learns_from_choices, parent=self._window)
        dialog.toggled.connect(self._on_learning_switched)
        self._open(dialog)

    def show_own_things(self) -> None:
        window = self._window
        dialog = OwnThingsDialog(
            manager=self._own_things, preferences=self._preferences, theme=window.theme, parent=window
        )
        dialog.finished.connect(self._forget_own_things_dialog)
        self._own_things_dialog = dialog
        self._open(dialog)

    def show_comparison(self) -> None:
        window, session = self._window, self._window.session
        if session.document is None:
            return
        bundle = session.edits.reference or BUILTIN_BUNDLE
        subject = subject_of(session.document, session.selection.candidates, session.form, bundle=bundle)
        dialog = ComparisonDialog(
            subject, manager=self._comparing, preferences=self._preferences, theme=window.theme, parent=window
        )
        dialog.finished.connect(self._forget_comparison_dialog)
        self._comparison_dialog = dialog
        self._open(dialog)

    def show_side_by_side(self) -> None:
        """Candidates beside each other."""
        window, session = self._window, self._window.session
        rendered = session.renderer.rendered
        if rendered is None or not len(session.selection.candidates):
            return
        dialog = SideBySideDialog(
            rendered,
            session.selection.candidates,
            renderer=session.renderer.documents,
            workers=session.rendering,
            theme=window.theme,
            parent=window,
        )
        dialog.acceptedCandidate.connect(self._accept)
        self._open(dialog)

    def _accept(self, candidate_id: str) -> None:
        self._window.session.selection.select(candidate_id)
        self._window.session.accept()

    def choose_study(self) -> None:
        """Asks for the folder of a study (lredit bench study), and opens it for voting."""
        folder = str(self._preferences.last_folder)
        dialog = QFileDialog(self._window, self.tr("The folder of a study"), folder)
        dialog.setObjectName("chooseStudyDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.show_study)
        self._open(dialog)

    def show_study(self, folder: str) -> None:
        self._open(StudyDialog(Path(folder), self._workers, parent=self._window))

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _forget_models_dialog(self) -> None:
        self._models_dialog = None

    def _forget_comparison_dialog(self) -> None:
        self._comparison_dialog = None

    def _forget_own_things_dialog(self) -> None:
        self._own_things_dialog = None

    def _on_models_notice(self, notice: Notice) -> None:
        (self._models_dialog.show_notice if self._models_dialog is not None else self._messages.show)(notice)

    def _on_comparison_notice(self, notice: Notice) -> None:
        (self._comparison_dialog.show_notice if self._comparison_dialog is not None else self._messages.show)(notice)

    def _on_comparison_ended(self) -> None:
        if self._comparison_dialog is None and self._comparing.can_save:
            text = self.tr("The comparison is ready: see Region > Compare with.")
            self._messages.show(Notice(NoticeKind.NOTE, text))

    def _on_own_things_notice(self, notice: Notice) -> None:
        (self._own_things_dialog.show_notice if self._own_things_dialog is not None else self._messages.show)(notice)

    def _on_own_things_ended(self) -> None:
        search = self._own_things.search
        if self._own_things_dialog is None and search is not None:
            text = self.tr("Your own things: {0}").format(search_text(search, is_running=False))
            self._messages.show(Notice(NoticeKind.NOTE, text))

    def _on_learning_switched(self, learns: bool) -> None:
        self._window.session.learns_from_choices = self._preferences.learns_from_choices = learns
