"""The settings dialog, and what a change in it comes to in the window, at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from lredit_core.pictures.file_names import shown_name
from lredit_core.processes.environment import choose_computing
from lredit_gui.session.engine_place import EnginePlace
from lredit_gui.session.notice import Notice
from lredit_gui.settings.dialog import SettingsDialog
from lredit_gui.settings.key_bindings import KeyBindings, KeyEntry
from lredit_gui.settings.keys_page import KeysPage
from lredit_gui.settings.sections import Doors, screen_text, sections_of
from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.threads.workers import Workers
    from lredit_gui.window.actions import Actions
    from lredit_gui.window.dialogs import Dialogs
    from lredit_gui.window.display_profile import DisplayProfile
    from lredit_gui.window.layout import WindowLayout
    from lredit_gui.window.recent_files import RecentFiles
    from lredit_gui.window.view_switches import ViewSwitches


class SettingsActions(QObject):
    """Opens the dialog; applies what is set, at the start and whenever it changes.

    Signals: languageChosen(str), a name of a language or "" for the system's.
    """

    languageChosen = Signal(str)

    def __init__(
        self,
        window: WindowLayout,
        preferences: Preferences,
        dialogs: Dialogs,
        switches: ViewSwitches,
        recent: RecentFiles,
        workers: Workers,
        profile: DisplayProfile,
    ) -> None:
        super().__init__(window)
        self._window, self._preferences, self._workers = window, preferences, workers
        self._dialogs, self._switches, self._recent_files = dialogs, switches, recent
        self.dialog: SettingsDialog | None = None
        self._profile = profile
        self._place = EnginePlace.chosen(preferences)
        profile.changed.connect(self._show_profile)
        self.bindings = KeyBindings(_entries(window.action_set), preferences, self)
        self.bindings.changed.connect(self._show_keys)
        self._show_keys()
        window.prompt.intent_choice.set_intent(preferences.intent)
        self._bound_history()
        self._show_ground()

    @property
    def handlers(self) -> dict[Action, Callable[[], object]]:
        """What each action calls."""
        return {Action.SETTINGS: self.show}

    @property
    def _effects(self) -> dict[str, Callable[[], object]]:
        """By the names of settings; what others look up when they need it has none."""
        return {
            "language": lambda: self.languageChosen.emit(self._preferences.language),
            "theme": self._show_theme,
            "ground_px": self._show_ground,
            "ground_tint": self._show_ground,
            "history_megabytes": self._bound_history,
            "preset": lambda: self._window.prompt.set_preset(self._preferences.preset),
            "intent": self._show_intent,
            "device": self._compute,
            "threads": self._compute,
            "uses_workstation": self._ask_elsewhere,
            "workstation_address": self._ask_elsewhere,
            "workstation_token": self._ask_elsewhere,
            "learns_from_choices": self._learn,
            "keeps_metadata": self._show_metadata,
            "recent_count": self._recent_files.changed.emit,
        }

    def show(self, page: str = "") -> SettingsDialog:
        """Opens the dialog, at a page by its name."""
        self._preferences.preset = self._window.prompt.preset
        bundle = self._window.session.edits.bundle
        sections = sections_of(
            self._preferences,
            switches=tuple(self._switches.switches),
            models=bundle.title if bundle is not None else "",
            doors=Doors(
                models=self._open_models,
                models_folder=self._open_models_folder,
                choices=self._open_choices,
                clear_recent=self._clear_recent,
                forget_prompts=self._window.shelf.forget_all,
                screen_profile=self._choose_profile,
                forget_profile=lambda: self._profile.choose(None),
            ),
        )
        theme = self._window.theme
        dialog = SettingsDialog(sections, theme, self._window)
        dialog.add_page(KeysPage(self.bindings, theme, self._workers, dialog))
        dialog.changed.connect(self._apply)
        dialog.finished.connect(self._forget)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if page:
            dialog.show_page(page)
        self.dialog = dialog
        self._show_profile()
        dialog.open()
        return dialog

    def _apply(self, name: str) -> None:
        if (effect := self._effects.get(name)) is not None:
            effect()

    def _forget(self) -> None:
        self.dialog = None

    # What a change comes to

    def _show_theme(self) -> None:
        mode = self._preferences.theme
        self._window.theme.set_mode(mode)
        for action in self._window.theme_group.actions():
            action.setChecked(action.data() is mode)

    def _show_keys(self) -> None:
        actions = self._window.action_set
        actions.show_keys()
        self._window.job_panel.show_keys(
            accept=actions.key(Action.ACCEPT), retry=actions.key(Action.RETRY), hurry=actions.key(Action.HURRY)
        )
        self._window.status.show_key(actions.key(Action.VIEW_STRAIGHT))

    def _show_ground(self) -> None:
        self._window.canvas.set_ground(self._preferences.ground)

    def _show_intent(self) -> None:
        choice = self._window.prompt.intent_choice
        choice.set_intent(self._preferences.intent)
        choice.changed.emit()

    def _compute(self) -> None:
        choose_computing(self._preferences.device, self._preferences.threads)
        self._window.session.edits.restart()

    def _ask_elsewhere(self) -> None:
        place = EnginePlace.chosen(self._preferences)
        if place != self._place:
            self._place = place
            self._window.session.edits.move(place.engine)

    def _learn(self) -> None:
        self._window.session.learns_from_choices = self._preferences.learns_from_choices

    def _show_metadata(self) -> None:
        self._window.action_set[Action.METADATA].setChecked(self._preferences.keeps_metadata)

    # Where rows lead

    def _leave(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _open_models(self) -> None:
        self._leave()
        self._dialogs.show_models()

    def _open_choices(self) -> None:
        self._leave()
        self._dialogs.show_choices()

    def _bound_history(self) -> None:
        self._window.session.history.set_budget(self._preferences.history_megabytes << 20)

    def _clear_recent(self) -> None:
        self._preferences.clear_recent()
        self._recent_files.changed.emit()

    def _choose_profile(self) -> None:
        dialog = QFileDialog(self.dialog, self.tr("The colour profile of the screen"), str(Path.home()))
        dialog.setObjectName("screenProfileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Colour profiles (*.icc *.icm *.ICC *.ICM)")])
        dialog.fileSelected.connect(lambda path: self._profile.choose(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_profile(self) -> None:
        if self.dialog is not None:
            self.dialog.row("display_profile").set_help(screen_text(shown_name(self._profile.title)))

    def _open_models_folder(self) -> None:
        self._workers.submit(_models_folder, _open_folder, self._tell)

    def _tell(self, error: Exception) -> None:
        self._window.session.noticed.emit(Notice.of_error(error))


def _entries(actions: Actions) -> tuple[KeyEntry, ...]:
    """Everything that can be done, with its built-in keys."""
    return tuple(
        KeyEntry(action.objectName(), action, heading, what, tuple(key.toString() for key in action.shortcuts()))
        for heading, group in actions.groups.items()
        for action, what in group
    )


def _models_folder() -> Path:
    """In a worker thread."""
    from lredit_core.bundles.store import bundles_home
    from lredit_core.pictures.atomic_writing import saying_why_not

    folder = bundles_home()
    with saying_why_not(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
