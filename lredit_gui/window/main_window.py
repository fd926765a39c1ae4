"""The main window: puts the parts together and passes signals between them and the session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_gui.bundle_manager.dialog import ModelsDialog
from lredit_gui.bundle_manager.manager import ModelsDesk
from lredit_gui.canvas.overlay_model import resolve_overlay
from lredit_gui.canvas.tools import Tool
from lredit_gui.choices.dialog import ChoicesDialog
from lredit_gui.comparing.dialog import CompareDialog
from lredit_gui.comparing.manager import CompareDesk
from lredit_gui.comparing.subject import subject_of
from lredit_gui.panels.messages import Messages
from lredit_gui.rendering.drafts import Sight
from lredit_gui.session.editor_session import EditorSession
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.session.preferences import Preferences
from lredit_gui.session.ui_state import UiState
from lredit_gui.theme.theme import Theme
from lredit_gui.threads.workers import Workers
from lredit_gui.window.exchange import Exchange
from lredit_gui.window.layout import SPLIT_TICKS, Shell
from lredit_gui.window.shortcuts import ShortcutsDialog


class MainWindow(Shell):
    """Signals: closed, once, when the window goes."""

    closed = Signal()

    def __init__(
        self,
        session: EditorSession,
        *,
        workers: Workers,
        theme: Theme,
        preferences: Preferences,
        messages: Messages,
        samples: list[Path],
        models: ModelsDesk | None = None,
        comparing: CompareDesk | None = None,
    ) -> None:
        """Args:
        models, comparing: the works behind the model manager and behind comparisons; its own where none is given.
        """
        super().__init__(session, theme, workers, samples)
        self.models = models or ModelsDesk(self)
        self._models_dialog: ModelsDialog | None = None
        self.comparing = comparing or CompareDesk(self)
        self._compare_dialog: CompareDialog | None = None
        self._workers = workers
        self._preferences = preferences
        self._messages = messages
        self.exchange = Exchange(session, preferences, self)
        self._shows_boxes = True
        self._was_running = False
        self._connect()
        self._apply_theme()
        self._restore()
        messages.attach(self.banner)
        self._on_document()
        self._on_state(session.ui)

    def _connect(self) -> None:
        session, canvas, get = self.session, self.canvas, self.actions_by_name
        handlers: dict[str, Callable[[], object]] = {
            "openAction": self.exchange.choose_and_open,
            "pasteAction": self.exchange.paste,
            "exportAction": self.exchange.choose_and_export,
            "quitAction": self.close_with_care,
            "undoAction": session.undo,
            "redoAction": session.redo,
            "editAction": self.start_edit,
            "stopAction": session.stop,
            "acceptAction": session.accept,
            "retryAction": session.retry,
            "nextAction": lambda: session.select_neighbour(1),
            "previousAction": lambda: session.select_neighbour(-1),
            "promptAction": self._go_to_prompt,
            "selectToolAction": lambda: canvas.set_tool(Tool.SELECT),
            "drawToolAction": lambda: canvas.set_tool(Tool.DRAW),
            "panToolAction": lambda: canvas.set_tool(Tool.PAN),
            "fitAction": canvas.fit,
            "actualAction": canvas.show_actual_pixels,
            "zoomInAction": canvas.zoom_in,
            "zoomOutAction": canvas.zoom_out,
            "modelsAction": self._show_models,
            "choicesAction": self._show_choices,
            "compareWithAction": self._show_comparison,
            "shortcutsAction": self._show_shortcuts,
        }
        for name, handler in handlers.items():
            get[name].triggered.connect(_without_argument(handler))
        get["compareAction"].toggled.connect(self._on_compare_toggled)
        get["boxesAction"].toggled.connect(self._on_boxes_toggled)
        get["advancedAction"].toggled.connect(self.prompt.advanced_button.setChecked)
        self.prompt.advanced_button.toggled.connect(get["advancedAction"].setChecked)
        get["fullScreenAction"].toggled.connect(self._on_full_screen)
        self.session.learns_from_choices = self._preferences.learns_from_choices
        get["metadataAction"].setChecked(self._preferences.keeps_metadata)
        get["metadataAction"].toggled.connect(self._on_metadata)
        self.theme_group.triggered.connect(self._on_theme_chosen)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        self.compare_slider.valueChanged.connect(self._on_slider)
        canvas.splitChanged.connect(self._on_split)
        canvas.boxMoved.connect(session.set_pending_box)
        canvas.boxDrawn.connect(self._on_box_drawn)
        canvas.boxConfirmed.connect(self.start_edit)
        canvas.boxDiscarded.connect(self.step_back)
        canvas.candidatePicked.connect(session.select_candidate)
        canvas.pointerMoved.connect(self.status.show_pointer)
        canvas.zoomChanged.connect(self.status.show_zoom)
        canvas.viewChanged.connect(self._on_view)
        self.box_bar.editRequested.connect(self.start_edit)
        self.box_bar.discardRequested.connect(session.discard_box)
        self.welcome.openRequested.connect(self.exchange.choose_and_open)
        self.welcome.pasteRequested.connect(self.exchange.paste)
        self.welcome.pathChosen.connect(session.open_path)
        self.prompt.formChanged.connect(session.set_form)
        self.prompt.editRequested.connect(self.start_edit)
        self.prompt.hint.listRequested.connect(self._show_models)
        self.status.modelsRequested.connect(self._show_models)
        self.strip.picked.connect(session.select_candidate)
        self.strip.acceptRequested.connect(session.accept)
        self.job_panel.stopRequested.connect(session.stop)
        self.job_panel.acceptRequested.connect(session.accept)
        self.job_panel.retryRequested.connect(session.retry)
        session.documentChanged.connect(self._on_document)
        session.displayChanged.connect(self._on_display)
        session.candidatesChanged.connect(self._on_candidates)
        session.boxChanged.connect(self._show_overlay)
        session.stateChanged.connect(self._on_state)
        session.noticed.connect(self._messages.show)
        session.edits.jobChanged.connect(self._on_job)
        session.edits.engineChanged.connect(self._on_engine)
        self.models.noticed.connect(self._on_models_notice)
        self.comparing.noticed.connect(self._on_compare_notice)
        self.comparing.ended.connect(self._on_compare_ended)
        self.theme.changed.connect(self._apply_theme)

    def _restore(self) -> None:
        self.prompt.set_preset(self._preferences.preset)
        self.resize(1280, 820)
        geometry, docks = self._preferences.layout("geometry"), self._preferences.layout("docks")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if docks is not None:
            self.inner.restoreState(docks)
        else:
            self.inner.resizeDocks(self.docks, [240] * len(self.docks), Qt.Orientation.Horizontal)
            self.inner.resizeDocks(self.docks, [400, 220], Qt.Orientation.Vertical)
        self.welcome.set_recent(self._preferences.recent)

    # What the person does

    def start_edit(self) -> None:
        """Edit, by button, menu, Enter in the prompt or on the box; the canvas takes the keys from then on."""
        if self.session.ui.can_edit:
            self.session.start_edit()
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> None:
        """Esc: the box first, then the edit that runs."""
        if self.session.pending_box is not None:
            self.session.discard_box()
        elif self.session.ui.can_stop:
            self.session.stop()

    def close_with_care(self) -> None:
        """Quit from the menu: asks first where edits would be lost."""
        if self.exchange.may_close():
            self.close()

    def _go_to_prompt(self) -> None:
        self.prompt.prompt_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.prompt.prompt_edit.selectAll()

    def _show_shortcuts(self) -> None:
        dialog = ShortcutsDialog(self.actions_by_name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_models(self) -> None:
        edits = self.session.edits
        dialog = ModelsDialog(
            edits.bundle, self.prompt.editor_info, edits.reference, desk=self.models, theme=self.theme, parent=self
        )
        dialog.thingChosen.connect(self.prompt.write_thing)
        dialog.bundleChosen.connect(self.session.load_engine)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget_models_dialog)
        self._models_dialog = dialog
        dialog.open()

    def _forget_models_dialog(self) -> None:
        self._models_dialog = None

    def _on_models_notice(self, notice: Notice) -> None:
        """In the dialog while it covers the window, else in the window."""
        if self._models_dialog is not None:
            self._models_dialog.show_notice(notice)
        else:
            self._messages.show(notice)

    def _show_choices(self) -> None:
        session = self.session
        dialog = ChoicesDialog(session.choices, self._workers, is_on=session.learns_from_choices, parent=self)
        dialog.toggled.connect(self._on_learning_switched)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_comparison(self) -> None:
        session = self.session
        if session.document is None:
            return
        subject = subject_of(
            session.document, session.candidates, session.form, bundle=session.edits.reference or BUILTIN_BUNDLE
        )
        dialog = CompareDialog(
            subject, desk=self.comparing, preferences=self._preferences, theme=self.theme, parent=self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget_compare_dialog)
        self._compare_dialog = dialog
        dialog.open()

    def _forget_compare_dialog(self) -> None:
        self._compare_dialog = None

    def _on_compare_notice(self, notice: Notice) -> None:
        if self._compare_dialog is not None:
            self._compare_dialog.show_notice(notice)
        else:
            self._messages.show(notice)

    def _on_compare_ended(self) -> None:
        if self._compare_dialog is None and self.comparing.can_save:
            text = self.tr("The comparison is ready: see Region > Compare with.")
            self._messages.show(Notice(NoticeKind.NOTE, text))

    def _on_learning_switched(self, learns: bool) -> None:
        self.session.learns_from_choices = self._preferences.learns_from_choices = learns

    def _on_box_drawn(self, box: object) -> None:
        self.actions_by_name["selectToolAction"].trigger()
        self.session.draw_box(box)  # type: ignore[arg-type]

    def _on_theme_chosen(self, action: QAction) -> None:
        self.theme.set_mode(action.data())
        self._preferences.theme = self.theme.mode

    def _on_metadata(self, keeps: bool) -> None:
        self._preferences.keeps_metadata = keeps

    def _on_full_screen(self, is_full: bool) -> None:
        if is_full:
            self.showFullScreen()
        else:
            self.showNormal()

    def _on_boxes_toggled(self, shows: bool) -> None:
        self._shows_boxes = shows
        self._show_overlay()

    def _on_compare_toggled(self, is_on: bool) -> None:
        if is_on and self.canvas.split == 0.0:
            shown, size = self.session.shown_candidate, self.canvas.picture_size
            middle = 0.5 if shown is None or size is None else shown.box.centre[0] / size.width
            self.canvas.set_split(min(max(middle, 0.1), 0.9))
        elif not is_on:
            self.canvas.set_split(0.0)

    def _on_slider(self, ticks: int) -> None:
        self.canvas.set_split(ticks / SPLIT_TICKS)

    def _on_split(self, split: float) -> None:
        self.compare_slider.setValue(round(split * SPLIT_TICKS))
        self.actions_by_name["compareAction"].setChecked(split > 0.0)

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for path in self._preferences.recent:
            action = self.recent_menu.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(_without_argument(partial(self.session.open_path, path)))
        self.recent_menu.setEnabled(True)
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction(self.tr("Nothing opened yet")).setEnabled(False)

    # What the session tells

    def _on_document(self) -> None:
        document, name = self.session.document, self.session.name
        title = name.title if name is not None else ""
        self.setWindowTitle(f"{title} - lredit" if title else "lredit")
        self.title_label.setText(title)
        if name is not None and name.path is not None:
            self._preferences.add_recent(name.path)
            self._preferences.last_folder = name.path.parent
        size = document.source.size if document is not None else None
        self.status.show_picture(size, document.source.bit_depth if document is not None else 8)
        if document is not None and self.stage.currentWidget() is not self.canvas:
            self.stage.setCurrentWidget(self.canvas)
            self.banner.raise_()
            if not self.session.form.has_prompt:
                self._go_to_prompt()

    def _on_view(self) -> None:
        viewport = self.canvas.viewport
        self.session.renderer.sight = None if viewport is None else Sight(viewport.scale, viewport.visible)

    def _on_display(self) -> None:
        rendered = self.session.renderer.rendered
        key = rendered.document.source if rendered is not None else None
        self.canvas.set_pictures(self.session.showing.before_tiles, self.session.showing.after_tiles, key=key)
        has_edits = rendered is not None and bool(rendered.document.layers)
        self.status.show_outside(self.session.renderer.changed_outside if has_edits else None)
        self._show_overlay()

    def _on_candidates(self) -> None:
        document, candidates = self.session.document, self.session.candidates
        accepted = frozenset(
            candidate.candidate_id
            for candidate in candidates.ranked
            if document is not None and candidates.layer_in(candidate.candidate_id, document)
        )
        self.strip.show_candidates(candidates.ranked, candidates.selected_id, accepted)
        self._show_overlay()

    def _on_job(self) -> None:
        job = self.session.job
        self.job_panel.show_job(job)
        is_running = job is not None and job.is_running
        if is_running and not self._was_running:
            self.banner.clear_past()
        self._was_running = is_running
        self.job_panel.show_state(self.session.ui, is_running=is_running)
        self._show_overlay()

    def _on_engine(self) -> None:
        edits = self.session.edits
        self.status.show_engine(edits.phase, edits.bundle)
        if edits.bundle is not None:
            self.prompt.set_bundle(edits.bundle)
            self._preferences.bundle = edits.reference

    def _on_state(self, ui: UiState) -> None:
        self.actions_by_name.show_state(ui)
        self.prompt.show_state(ui)
        self.box_bar.show_state(ui)
        self.job_panel.show_state(ui, is_running=self.session.edits.is_running)
        self.strip.setEnabled(ui.can_choose_candidate)
        self.compare_slider.setEnabled(ui.can_compare)
        name = self.session.name
        is_opening = self.session.desk.is_opening
        self.title_label.setText(self.tr("Opening") if is_opening else name.title if name is not None else "")
        self.job_row.setVisible(ui.shows_job)
        if not ui.can_compare:
            self.canvas.set_split(0.0)

    def _show_overlay(self) -> None:
        session = self.session
        model = resolve_overlay(
            session.job,
            session.candidates.ranked,
            selected_id=session.candidates.selected_id,
            pending=session.pending_box,
            ghost=session.ghost,
            shows_all=self._shows_boxes,
        )
        self.canvas.set_overlay(model)
        self.box_bar.place()
        self.legend.place()

    def _apply_theme(self) -> None:
        self.canvas.set_surround(QColor(self.theme.colours.canvas))
        self.canvas.set_accent(QColor("#4c9aff"))

    # Events of the window itself

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_C and not event.isAutoRepeat() and self.session.ui.can_compare:
            self.canvas.set_holding_before(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.step_back()
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_C and not event.isAutoRepeat():
            self.canvas.set_holding_before(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.canvas.set_holding_before(False)
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.session.ui.can_open and self.exchange.can_take(event.mimeData()):
            event.acceptProposedAction()
            self.welcome.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.welcome.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.welcome.set_hot(False)
        self.exchange.take(event.mimeData(), self.tr("Dropped picture"))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.banner.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and not self.exchange.may_close():
            event.ignore()
            return
        self._preferences.set_layout("geometry", QByteArray(self.saveGeometry()))
        self._preferences.set_layout("docks", QByteArray(self.inner.saveState()))
        self._preferences.preset = self.prompt.preset
        self._preferences.save()
        self.session.stop()
        self.models.close()
        self.comparing.close()
        event.accept()
        self.closed.emit()


def _without_argument(handler: Callable[[], object]) -> Callable[[bool], None]:
    """A slot for `triggered`, whose "checked" nobody wants."""

    def call(_is_checked: bool = False) -> None:
        handler()

    return call
