"""The main window: puts the parts together and passes signals between them and the session."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

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

from lredit_core.api.events import MapKind
from lredit_core.pictures.file_names import shown_name
from lredit_core.project.content import View
from lredit_gui.bundle_manager.manager import BundleManager
from lredit_gui.canvas.overlay_model import resolve_overlay
from lredit_gui.canvas.tools import Tool
from lredit_gui.canvas.viewport import Viewport
from lredit_gui.comparing.manager import ComparisonManager
from lredit_gui.own_things.manager import OwnThingsManager
from lredit_gui.rendering.drafts import Sight
from lredit_gui.session.examples import ExampleRunner
from lredit_gui.session.mask_changes import MaskChange
from lredit_gui.widgets.key_positions import is_of_key
from lredit_gui.widgets.plain_text import as_tip, as_title, on_button
from lredit_gui.window.actions import Action
from lredit_gui.window.batch_actions import BatchActions
from lredit_gui.window.before_and_after import BeforeAndAfter
from lredit_gui.window.context_menus import ContextMenus
from lredit_gui.window.dialogs import Dialogs
from lredit_gui.window.display_profile import DisplayProfile
from lredit_gui.window.file_actions import FileActions
from lredit_gui.window.first_size import first_size
from lredit_gui.window.image_actions import ImageActions
from lredit_gui.window.layer_actions import LayerActions
from lredit_gui.window.layout import WindowLayout
from lredit_gui.window.picture_pasting import PicturePasting
from lredit_gui.window.project_actions import ProjectActions
from lredit_gui.window.questions import confirmed
from lredit_gui.window.recent_files import RecentFiles
from lredit_gui.window.settings_actions import SettingsActions
from lredit_gui.window.snapshot_actions import SnapshotActions
from lredit_gui.window.tour import Tour
from lredit_gui.window.view_actions import ViewActions
from lredit_gui.window.view_switches import ViewSwitches

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.geometry import Box
    from lredit_gui.panels.messages import Messages
    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.session.notice import Notice, NoticeChoice
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.session.ui_state import UiState
    from lredit_gui.theme.theme import Theme
    from lredit_gui.threads.workers import Workers


_TOOLS = {
    Action.SELECT_TOOL: Tool.SELECT,
    Action.DRAW_TOOL: Tool.DRAW,
    Action.PAN_TOOL: Tool.PAN,
    Action.BRUSH_TOOL: Tool.BRUSH,
    Action.LASSO_TOOL: Tool.LASSO,
    Action.NOT_FROM_TOOL: Tool.NOT_FROM,
}
_MASK_CHANGES = {
    Action.MASK_GROW: MaskChange.GROW,
    Action.MASK_SHRINK: MaskChange.SHRINK,
    Action.MASK_SOFTEN: MaskChange.SOFTEN,
    Action.MASK_INVERT: MaskChange.INVERT,
    Action.MASK_BOX: MaskChange.BOX,
}


class MainWindow(WindowLayout):
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
        models: BundleManager | None = None,
        comparing: ComparisonManager | None = None,
        own_things: OwnThingsManager | None = None,
    ) -> None:
        """Args:
        models, comparing, own_things: the works behind the model manager, comparisons and own things; its own where
            none is given.
        """
        super().__init__(session, theme, workers, samples, preferences)
        self.models = models or BundleManager(self)
        self.comparing = comparing or ComparisonManager(self)
        self.own_things = own_things or OwnThingsManager(self)
        self._preferences, self._messages = preferences, messages
        self.file_actions = FileActions(session, preferences, self, workers=workers, theme=theme)
        self.pasting = PicturePasting(self.file_actions.is_picture, self)
        self.recent_files = RecentFiles(preferences, self)
        self.dialogs = Dialogs(
            self,
            models=self.models,
            comparing=self.comparing,
            own_things=self.own_things,
            workers=workers,
            preferences=preferences,
            messages=messages,
        )
        self.before_and_after = BeforeAndAfter(self)
        self.layer_actions = LayerActions(self)
        self.image_actions = ImageActions(self)
        self.context_menus = ContextMenus(self, self.layer_actions)
        self.view_actions = ViewActions(self)
        self.view_switches = ViewSwitches(self, preferences)
        self.display_profile = DisplayProfile(session, preferences, workers, self)
        self.settings_actions = SettingsActions(
            self, preferences, self.dialogs, self.view_switches, self.recent_files, workers, self.display_profile
        )
        self.project_actions = ProjectActions(self, preferences)
        self.file_actions.save = self.project_actions.saving
        self.snapshot_actions = SnapshotActions(self)
        self.examples = ExampleRunner(session, self)
        self.tour = Tour(self, samples, self.examples)
        self.batch_actions = BatchActions(self, preferences, self.examples)
        self._was_running = self._may_close = False
        self._asking: asyncio.Task[None] | None = None
        self._connect_actions()
        self._connect_parts()
        self._connect_session()
        self._apply_theme()
        self._restore()
        messages.attach(self.banner)
        self._on_document()
        self._on_state(session.ui)

    def _handlers(self) -> dict[Action, Callable[[], object]]:
        """What each action calls."""
        session, canvas = self.session, self.canvas
        return {
            Action.OPEN: self.file_actions.choose_and_open,
            Action.PASTE: self.file_actions.paste,
            Action.EXPORT: self.file_actions.choose_and_export,
            Action.EXPORT_AGAIN: self.file_actions.exporter.again,
            Action.COPY_PICTURE: self.file_actions.exporter.copy,
            Action.CLOSE: self.file_actions.close_current,
            Action.NEXT_PICTURE: partial(self._next_picture, 1),
            Action.PREVIOUS_PICTURE: partial(self._next_picture, -1),
            Action.QUIT: self.close_with_care,
            Action.UNDO: session.undo,
            Action.REDO: session.redo,
            Action.EDIT: self.start_edit,
            Action.STOP: session.edits.stop,
            Action.HURRY: session.edits.suffice,
            Action.ACCEPT: session.accept,
            Action.RETRY: session.retry,
            Action.NEXT: partial(self._next_or_larger, 1),
            Action.PREVIOUS: partial(self._next_or_larger, -1),
            Action.LARGER: self._next_region,
            Action.SMALLER: partial(session.pointing.step, is_back=True),
            Action.SNAP: session.snap_box,
            Action.PROMPT: self._go_to_prompt,
            **{action: partial(self._set_tool, tool) for action, tool in _TOOLS.items()},
            **{action: partial(session.change_mask, change) for action, change in _MASK_CHANGES.items()},
            Action.FIT: canvas.fit,
            Action.ACTUAL: canvas.show_actual_pixels,
            Action.ZOOM_IN: canvas.zoom_in,
            Action.ZOOM_OUT: canvas.zoom_out,
            Action.MODELS: self.dialogs.show_models,
            Action.CHOICES: self.dialogs.show_choices,
            Action.OWN_THINGS: self.dialogs.show_own_things,
            Action.COMPARE_WITH: self.dialogs.show_comparison,
            Action.SIDE_BY_SIDE: self.dialogs.show_side_by_side,
            Action.STUDY: self.dialogs.choose_study,
            Action.TOUR: self.tour.start,
            Action.SHORTCUTS: self.dialogs.show_shortcuts,
            Action.COMMANDS: self.dialogs.show_commands,
            Action.RESET_LAYOUT: self.reset_layout,
            **self.layer_actions.handlers,
            **self.image_actions.handlers,
            **self.project_actions.handlers,
            **self.settings_actions.handlers,
            **self.snapshot_actions.handlers,
            **self.batch_actions.handlers,
            **self.view_actions.handlers,
        }

    def _connect_actions(self) -> None:
        for action, handler in self._handlers().items():
            self.action_set[action].triggered.connect(_without_argument(handler))
        self.action_set[Action.BOXES].toggled.connect(self._show_overlay)
        for action, other in ((Action.MAP, Action.ATTENTION), (Action.ATTENTION, Action.MAP)):
            self.action_set[action].toggled.connect(partial(self._show_map, self.action_set[other]))
        self.action_set[Action.ADVANCED].toggled.connect(self.prompt.advanced_button.setChecked)
        self.prompt.advanced_button.toggled.connect(self.action_set[Action.ADVANCED].setChecked)
        self.action_set[Action.ADVANCED].toggled.connect(self._show_advanced)
        self.advanced_dock.toggleViewAction().triggered.connect(self.action_set[Action.ADVANCED].setChecked)
        self.action_set[Action.WELCOME].toggled.connect(self._show_page)
        self.action_set[Action.FULL_SCREEN].toggled.connect(self._on_full_screen)
        self._show_metadata()
        self.action_set[Action.METADATA].toggled.connect(self._on_metadata)
        self.file_actions.exporter.settingsChanged.connect(self._show_metadata)
        self.theme_group.triggered.connect(self._on_theme_chosen)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        self.recent_menu.aboutToShow.connect(self.recent_files.look)

    def _connect_parts(self) -> None:
        session, canvas = self.session, self.canvas
        canvas.boxMoved.connect(session.selection.move_box)
        canvas.boxDrawn.connect(self._on_box_drawn)
        canvas.otherTaken.connect(session.selection.take_other)
        canvas.maskDrawn.connect(session.draw_mask)
        canvas.strokesDrawn.connect(session.draw_strokes)
        canvas.pictureClicked.connect(self._on_picture_clicked)
        canvas.boxConfirmed.connect(self.start_edit)
        canvas.boxDiscarded.connect(self.step_back)
        canvas.candidatePicked.connect(session.selection.select)
        canvas.nothingClicked.connect(session.step_out)
        session.layers.changed.connect(self._show_overlay)
        canvas.pointerMoved.connect(self.status.show_pointer)
        canvas.zoomChanged.connect(self.status.show_zoom)
        self.status.zoom.zoomChosen.connect(canvas.set_zoom)
        self.status.zoom.fitChosen.connect(canvas.fit)
        self.status.zoom.left.connect(canvas.setFocus)
        canvas.viewChanged.connect(self._on_view)
        self.box_bar.editRequested.connect(self.start_edit)
        self.box_bar.discardRequested.connect(session.selection.discard_box)
        self.banner.doubted.connect(self._on_doubted)
        self.welcome.openRequested.connect(self.file_actions.choose_and_open)
        self.welcome.pasteRequested.connect(self.file_actions.paste)
        self.welcome.pathChosen.connect(session.open_path)
        self.welcome.exampleChosen.connect(self.examples.run)
        self.welcome.tourRequested.connect(self.tour.start)
        self.tabs.closeRequested.connect(self.file_actions.close_picture)
        self.prompt.formChanged.connect(session.set_form)
        self.prompts.wordsChosen.connect(partial(self.prompt.write_run, is_whole=False))
        self.prompts.allChosen.connect(partial(self.prompt.write_run, is_whole=True))
        self.prompt.editRequested.connect(self.start_edit)
        self.prompt.hint.listRequested.connect(self.dialogs.show_models)
        self.status.modelsRequested.connect(self.dialogs.show_models)
        self.strip.picked.connect(session.selection.select)
        self.strip.acceptRequested.connect(session.accept)
        self.strip.earlierToggled.connect(self._on_candidates)
        self.job_panel.stopRequested.connect(session.edits.stop)
        self.job_panel.hurryRequested.connect(session.edits.suffice)
        self.job_panel.acceptRequested.connect(session.accept)
        self.job_panel.retryRequested.connect(session.retry)
        self.job_panel.goOnRequested.connect(session.go_on)
        self.job_panel.clearRequested.connect(session.clear_stopped)
        self.theme.changed.connect(self._apply_theme)
        self.recent_files.changed.connect(self._on_recent)

    def _connect_session(self) -> None:
        session = self.session
        session.learns_from_choices = self._preferences.learns_from_choices
        session.documentChanged.connect(self._on_document)
        session.history.listed.connect(self._on_listed)
        session.wordsWanted.connect(self.prompt.write_words)
        session.displayChanged.connect(self._on_display)
        session.selection.changed.connect(self._on_candidates)
        session.selection.boxChanged.connect(self._show_overlay)
        session.mapsChanged.connect(self._show_overlay)
        session.stateChanged.connect(self._on_state)
        session.noticed.connect(self._messages.show)
        session.pointing.changed.connect(self._on_pointing)
        session.pictures.changed.connect(self._on_pointing)
        session.edits.jobChanged.connect(self._on_job)
        session.edits.engineChanged.connect(self._on_engine)
        session.ownNamesChanged.connect(self._show_own_names)
        self.own_things.thingsChanged.connect(session.load_own_names)
        session.looking.changed.connect(self._show_kind)

    def _restore(self) -> None:
        self.prompt.set_preset(self._preferences.preset)
        self.resize(first_size(self.screen().availableGeometry().size()))
        geometry, docks = self._preferences.layout("geometry"), self._preferences.layout("docks")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if docks is not None:
            self.inner.restoreState(docks)
        else:
            self._size_docks()
        self._on_recent()
        self.recent_files.look()

    def _show_advanced(self, is_shown: bool) -> None:
        self.advanced_dock.setVisible(is_shown)
        if is_shown:
            self.advanced_dock.raise_()
            room = self.inner.height()  # there is much to set: the layers give way where it is low
            least = self.layers.minimumSizeHint().height()
            self.inner.resizeDocks([self.docks[0], self.advanced_dock], [least, room - least], Qt.Orientation.Vertical)

    def _size_docks(self) -> None:
        self.inner.resizeDocks(self.docks, [252] * len(self.docks), Qt.Orientation.Horizontal)
        self.inner.resizeDocks(self.docks[:2], [420, 200], Qt.Orientation.Vertical)

    def reset_layout(self) -> None:
        """All panels where they were at first."""
        for dock in self.docks:
            dock.setFloating(False)
            self.inner.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            dock.setVisible(dock not in (self.advanced_dock, self.navigator_dock))
        for dock in (self.prompts_dock, self.advanced_dock):
            self.inner.tabifyDockWidget(self.docks[1], dock)
        self.docks[1].raise_()
        self._size_docks()

    # What the person does

    def start_edit(self) -> None:
        """Edit, by button, menu, Enter in the prompt or on the box; the canvas takes the keys from then on."""
        if self.session.ui.can_edit:
            self.session.start_edit()
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> None:
        """Esc: what is compared, the box, the edit that runs, then the strokes, the candidate or the layer in hand."""
        if self.before_and_after.leave():
            return
        if self.session.selection.box is None and self.session.ui.can_stop:
            self.session.edits.stop()
        else:
            self.session.step_out()

    def close_with_care(self) -> None:
        """Quit from the menu, or the window's own button: asks first where edits would be lost."""
        if self._asking is None or self._asking.done():
            self._asking = self.session.flows.start(self._closing())

    def _on_doubted(self, notice: Notice, choice: NoticeChoice) -> None:
        self.session.flows.start(self._asking_about(notice, choice))

    async def _asking_about(self, notice: Notice, choice: NoticeChoice) -> None:
        if choice.doubt is not None and await confirmed(self, choice.doubt):
            self.banner.choose(notice, choice)

    async def _closing(self) -> None:
        if await self.file_actions.may_close():
            self.close()

    def _set_tool(self, tool: Tool) -> None:
        self.canvas.set_tool(tool)
        self._show_overlay()  # a brush shows the mask that it would change

    def _go_to_prompt(self) -> None:
        self.prompt.prompt_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.prompt.prompt_edit.selectAll()

    def _on_box_drawn(self, box: Box, adds: bool) -> None:
        if not adds:
            self.action_set[Action.SELECT_TOOL].trigger()
        self.session.selection.draw_box(box, adds=adds)

    def _on_picture_clicked(self, x: float, y: float, reach_px: float, is_back: bool) -> None:
        if self.canvas.tool is Tool.SELECT and self.session.selection.box is None and self.layer_actions.click(x, y):
            return
        if self.session.ui.can_point:
            self.action_set[Action.SELECT_TOOL].trigger()
            self.session.click(x, y, reach_px=reach_px, is_back=is_back)

    def _next_or_larger(self, step: int) -> None:
        """[ and ]: the candidate before or after; with a brush in hand, its size."""
        if self.canvas.tool.is_brush:
            self.canvas.change_brush(size=step)
        else:
            self.session.selection.select_neighbour(step)

    def _next_region(self) -> None:
        if (middle := self.canvas.middle()) is not None:
            self.session.next_region(*middle)

    def _on_theme_chosen(self, action: QAction) -> None:
        self.theme.set_mode(action.data())
        self._preferences.theme = self.theme.mode

    def _show_metadata(self) -> None:
        self.action_set[Action.METADATA].setChecked(self._preferences.keeps_metadata)

    def _on_metadata(self, keeps: bool) -> None:
        self._preferences.keeps_metadata = keeps

    def _on_full_screen(self, is_full: bool) -> None:
        if is_full:
            self.showFullScreen()
        else:
            self.showNormal()

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for path in self.recent_files.paths:
            action = self.recent_menu.addAction(on_button(shown_name(path.name)))
            action.setToolTip(as_tip(shown_name(path)))
            action.setIcon(self.recent_files.icon(path))
            action.setData(path)
            action.triggered.connect(_without_argument(partial(self.session.open_path, path)))
        self.recent_menu.setEnabled(True)
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction(self.tr("Nothing opened yet")).setEnabled(False)

    def _on_recent(self) -> None:
        """More is known of the files opened lately; a menu that is open keeps its entries in their places."""
        paths = self.recent_files.paths
        self.welcome.set_recent(paths, self.recent_files.icon)
        for action in self.recent_menu.actions():
            if (path := action.data()) is not None:
                action.setIcon(self.recent_files.icon(path))
                action.setEnabled(path in paths)

    # What the session tells

    def _next_picture(self, step: int) -> None:
        history = self.session.history
        if history.picture is not None:
            index = history.pictures.index(history.picture) + step
            history.show(history.pictures[index % len(history.pictures)])

    def _on_document(self) -> None:
        document, name = self.session.document, self.session.history.name
        title = name.title if name is not None else ""
        self.setWindowTitle(f"{as_title(title)}[*] - lredit" if title else "lredit")
        if name is not None and name.path is not None:
            self._preferences.add_recent(name.path)
            self._preferences.last_folder = name.path.parent
        size = document.source.size if document is not None else None
        self.status.show_picture(size, document.source.bit_depth if document is not None else 8)
        if document is not None:
            self.action_set[Action.WELCOME].setChecked(False)
        self._on_job()
        self._show_page()

    def _show_page(self) -> None:
        """The picture; the welcome page where there is none, or where the person asks for it."""
        has_picture = self.session.document is not None
        self.action_set[Action.WELCOME].setEnabled(has_picture)
        page = self.canvas if has_picture and not self.action_set[Action.WELCOME].isChecked() else self.welcome
        if self.stage.currentWidget() is not page:
            self.stage.setCurrentWidget(page)
            self.banner.raise_()
            if page is self.canvas and not self.session.form.has_prompt:
                self._go_to_prompt()

    def _on_listed(self) -> None:
        picture = self.session.history.picture
        self.setWindowModified(picture is not None and picture.is_changed)

    def _on_view(self) -> None:
        viewport, picture = self.canvas.viewport, self.session.history.picture
        if picture is not None and viewport is not None and viewport.picture == picture.document.source.size:
            picture.view = viewport
        self.session.renderer.sight = None if viewport is None else Sight(viewport.scale, viewport.visible)

    def _on_display(self) -> None:
        rendered = self.session.renderer.rendered
        key = rendered.document.source if rendered is not None else None
        picture = self.session.history.picture
        view = None if picture is None else picture.view
        if isinstance(view, View) and rendered is not None:
            view = self.canvas.viewport_at(rendered.document.source.size, view.x, view.y, view.scale)
        if view is None and rendered is not None and self._preferences.opens_at_actual_size:
            size = rendered.document.source.size
            view = self.canvas.viewport_at(size, size.width / 2, size.height / 2, 1.0)
        view = view if isinstance(view, Viewport) else None
        if view is not None and rendered is not None and view.picture != rendered.document.source.size:
            view = replace(view, picture=rendered.document.source.size).fitted()  # cropped or resized: as it was turned
        preview = self.session.preview
        self.canvas.set_pictures(preview.before_tiles, preview.after_tiles, key=key, view=view)
        has_edits = rendered is not None and bool(rendered.document.layers)
        self.status.show_outside(self.session.renderer.changed_outside if has_edits else None)
        self._show_overlay()

    def _on_candidates(self) -> None:
        document, candidates = self.session.document, self.session.selection.candidates
        accepted = frozenset(
            candidate.candidate_id
            for candidate in candidates.all_ranked
            if document is not None and candidates.layer_in(candidate.candidate_id, document)
        )
        starred = frozenset(candidates.starred_ids)
        self.strip.show_candidates(candidates.grouped, candidates.selected_id, accepted, starred, candidates.earlier)
        self._show_overlay()

    def _on_pointing(self) -> None:
        is_opening = self.session.pictures.is_opening
        self.status.show_pointing(self.tr("Opening a picture") if is_opening else self.session.pointing.said)

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
        self.action_set.show_state(ui)
        self.prompt.show_state(ui)
        self.box_bar.show_state(ui)
        self.job_panel.show_state(ui, is_running=self.session.edits.is_running)
        self.strip.setEnabled(ui.can_choose_candidate)
        self.before_and_after.show_state(ui)
        self.job_row.setVisible(ui.shows_job)

    def _show_own_names(self) -> None:
        self.prompt.set_own_names(self.session.own_names)

    def _show_kind(self) -> None:
        self.prompt.set_photograph(bool(self.session.looking.is_photograph))

    def catch_up(self) -> None:
        """Shows what the session holds already, where it is older than the window."""
        for show in (
            *(self._on_engine, self._on_display, self._on_candidates, self._on_pointing, self._on_listed),
            *(self._on_job, self._show_own_names, self._show_kind, self.view_actions.show_guides),
        ):
            show()

    def _show_overlay(self) -> None:
        session = self.session
        model = resolve_overlay(
            session.job,
            session.selection.candidates.on_canvas,
            selected_id=session.selection.candidates.selected_id,
            pending=session.selection.box,
            others=session.selection.others,
            ghost=session.selection.ghost,
            outline=session.outline if self.canvas.tool.is_of_masks else session.selection.outline,
            not_from=session.selection.strokes,
            shows_all=self.action_set[Action.BOXES].isChecked(),
            shown_map=self._chosen_map(),
            layers=session.layers.framed,
        )
        self.canvas.set_overlay(model)
        self.box_bar.place()
        self.legend.place()

    def _show_map(self, other: QAction, is_shown: bool) -> None:
        """One map at a time."""
        if is_shown:
            other.setChecked(False)
        self._show_overlay()

    def _chosen_map(self) -> NDArray[np.uint8] | None:
        kinds = {Action.MAP: MapKind.RELEVANCE, Action.ATTENTION: MapKind.ATTENTION}
        chosen = next((kind for action, kind in kinds.items() if self.action_set[action].isChecked()), None)
        return None if chosen is None else self.session.shown_map(chosen)

    def _apply_theme(self) -> None:
        self.canvas.set_surround(QColor(self.theme.colours.canvas))
        self.canvas.set_accent(QColor(self.theme.colours.on_picture))

    # Events of the window itself

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_of_key(event, Qt.Key.Key_C) and not event.isAutoRepeat() and self.session.ui.can_compare:
            self.canvas.set_holding_before(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.step_back()
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if is_of_key(event, Qt.Key.Key_C) and not event.isAutoRepeat():
            self.canvas.set_holding_before(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.canvas.set_holding_before(False)
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.file_actions.can_take(event.mimeData()):
            event.acceptProposedAction()
            self.welcome.set_hot(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.welcome.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.welcome.set_hot(False)
        self.file_actions.take(event.mimeData(), self.tr("Dropped picture"))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._widen_docks()
        self.banner.place()

    def close(self) -> bool:
        """By the program itself, which has asked or has nothing to ask. The window's own button, the system's Quit and
        Qt, when it closes all windows, do not pass here: `closeEvent` asks them."""
        self._may_close = True
        return super().close()

    def keep_layout(self) -> None:
        """For the next window."""
        self._preferences.set_layout("geometry", QByteArray(self.saveGeometry()))
        self._preferences.set_layout("docks", QByteArray(self.inner.saveState()))
        self._preferences.preset = self.prompt.preset
        self._preferences.save()

    def retire(self) -> None:
        """Another window has taken its place; nothing of what it works with ends."""
        self.recent_files.close()
        self.batch_actions.close()
        self.hide()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        is_writing = self.session.pictures.is_exporting or self.session.projects.is_saving
        would_lose = bool(self.session.history.changed_pictures) or is_writing
        if would_lose and not self._may_close:
            event.ignore()
            self.close_with_care()
            return
        self.keep_layout()
        self.session.edits.stop()
        self.models.close()
        self.comparing.close()
        self.own_things.close()
        self.recent_files.close()
        self.batch_actions.close()
        event.accept()
        self.closed.emit()


def _without_argument(handler: Callable[[], object]) -> Callable[[bool], None]:
    """A slot for `triggered`, whose "checked" nobody wants."""

    def call(_is_checked: bool = False) -> None:
        handler()

    return call
