"""The window's parts and where they lie. What they do is the main window's matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSlider,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from lredit_gui.canvas.extras import BoxBar, Legend
from lredit_gui.canvas.rulers import Rulers
from lredit_gui.canvas.view import CanvasView
from lredit_gui.panels.candidates import CandidateStrip
from lredit_gui.panels.history import HistoryPanel
from lredit_gui.panels.layers import LayerPanel
from lredit_gui.panels.messages import MessageBanner
from lredit_gui.panels.navigator import NavigatorPanel
from lredit_gui.panels.picture_tabs import PictureTabs
from lredit_gui.panels.progress import JobPanel
from lredit_gui.panels.prompt import PromptPanel
from lredit_gui.panels.prompts import PromptsPanel
from lredit_gui.panels.status import StatusLine, rule
from lredit_gui.panels.welcome import WelcomePage
from lredit_gui.rendering.layer_images import LayerImages
from lredit_gui.session.prompt_shelf import PromptShelf
from lredit_gui.settings.wording import theme_text
from lredit_gui.theme.icons import application_icon
from lredit_gui.theme.theme import ICON_PX, Theme, ThemeMode
from lredit_gui.window.actions import LAYER_MENU, TOOLS, VIEW_TURNS, Action, Actions

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.threads.workers import Workers

SPLIT_TICKS = 1000
LEAST_PANEL_PX = 216


class WindowLayout(QMainWindow):
    """Tool bars and menus, canvas and docks, prompt, candidates and status, in their places."""

    def __init__(
        self, session: EditorSession, theme: Theme, workers: Workers, samples: list[Path], preferences: Preferences
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.session = session
        self.theme = theme
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.action_set = Actions(self, theme)
        self.canvas = CanvasView()
        self.canvas.setAccessibleName(self.tr("Picture"))
        self.welcome = WelcomePage(theme, workers, samples)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.welcome)
        self.stage.addWidget(self.canvas)
        self.tabs = PictureTabs(session.history)
        self.banner = MessageBanner(theme, self.stage)
        self.box_bar = BoxBar(self.canvas, theme, snap=self.action_set[Action.SNAP])
        self.legend = Legend(self.canvas)
        self.rulers = Rulers(self.canvas, theme)
        self.navigator = NavigatorPanel(self.canvas, theme)
        self.prompt = PromptPanel(theme)
        self.strip = CandidateStrip(theme)
        self.job_panel = JobPanel(theme)
        self.layer_images = LayerImages()
        self.layers = LayerPanel(session, theme, self.layer_images)
        self.history = HistoryPanel(session, theme)
        self.shelf = PromptShelf(session.history, session.prompt_log, preferences, self)
        self.shelf.changed.connect(session.changes.look)
        self.prompts = PromptsPanel(self.shelf, theme)
        self.status = StatusLine()
        self.docks: list[QDockWidget] = []
        self.theme_group = QActionGroup(self)
        self._build()

    def _build(self) -> None:
        self.job_row = QWidget()
        row = QHBoxLayout(self.job_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.strip, 1)
        row.addWidget(self.strip.earlier_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.job_panel)
        self.job_panel.setFixedWidth(336)
        self.job_row.setFixedHeight(self.strip.height())  # whatever stands in it, the picture above does not jump
        bottom = QWidget()
        bottom.setObjectName("bottomPanel")
        bottom.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(bottom)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.prompt)
        column.addWidget(self.job_row)
        self.inner = QMainWindow()
        self.inner.setWindowFlags(Qt.WindowType.Widget)
        centre = QWidget()
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.tabs)
        middle.addWidget(self.stage, 1)
        self.inner.setCentralWidget(centre)
        self.inner.setDockNestingEnabled(True)
        self._add_dock("layersDock", self.tr("Layers"), self.layers)
        self._add_dock("historyDock", self.tr("History"), self.history)
        self.advanced_dock = self._add_dock("advancedDock", self.tr("Advanced"), self.prompt.advanced)
        self.prompts_dock = self._add_dock("promptsDock", self.tr("Prompts"), self.prompts)
        self.inner.tabifyDockWidget(self.docks[1], self.prompts_dock)
        self.inner.tabifyDockWidget(self.docks[1], self.advanced_dock)
        self.advanced_dock.hide()
        self.docks[1].raise_()
        self.navigator_dock = self._add_dock("navigatorDock", self.tr("Navigator"), self.navigator)
        self.navigator_dock.hide()
        self.inner.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._tool_bar())
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._main_bar())
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.inner, 1)
        layout.addWidget(rule(whole))
        layout.addWidget(bottom)
        layout.addWidget(self.status)
        self.setCentralWidget(whole)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._build_menus()

    def _add_dock(self, name: str, title: str, widget: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self.inner)
        dock.setObjectName(name)
        dock.setWidget(widget)
        dock.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        widget.setMinimumWidth(LEAST_PANEL_PX)
        self.inner.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self.docks.append(dock)
        return dock

    def _widen_docks(self) -> None:
        """Once all has its looks: no panel is narrower than its texts in this language."""
        for dock in self.docks:
            panel = dock.widget()
            panel.setMinimumWidth(max(LEAST_PANEL_PX, panel.minimumSizeHint().width()))

    def _main_bar(self) -> QToolBar:
        bar = QToolBar(self.tr("Main tools"))
        bar.setObjectName("mainToolBar")
        bar.setMovable(False)
        bar.setIconSize(QSize(ICON_PX, ICON_PX))
        for entry in (Action.OPEN, None, Action.UNDO, Action.REDO, None, Action.FIT, Action.ACTUAL, None, Action.BOXES):
            if entry is not None:
                bar.addAction(self.action_set[entry])
            else:
                bar.addSeparator()
        bar.addAction(self.action_set[Action.COMPARE])
        self.compare_slider = QSlider(Qt.Orientation.Horizontal)
        self.compare_slider.setObjectName("compareSlider")
        self.compare_slider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the line over the picture moves
        self.compare_slider.setAccessibleName(self.tr("Before and after"))
        self.compare_slider.setToolTip(self.tr("How much of the picture shows as it was; hold C to see all of it"))
        self.compare_slider.setRange(0, SPLIT_TICKS)
        self.compare_slider.setFixedWidth(128)
        bar.addWidget(self.compare_slider)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spacer)
        bar.addAction(self.action_set[Action.EXPORT])
        return bar

    def _tool_bar(self) -> QToolBar:
        bar = QToolBar(self.tr("Canvas tools"))
        bar.setObjectName("toolBar")
        bar.setMovable(False)
        bar.setOrientation(Qt.Orientation.Vertical)
        bar.setIconSize(QSize(ICON_PX, ICON_PX))
        for tool in TOOLS:
            bar.addAction(self.action_set[tool])
        return bar

    def _build_menus(self) -> None:
        get = self.action_set
        bar = self.menuBar()
        file = bar.addMenu(self.tr("File"))
        self._fill(file, Action.OPEN, Action.PASTE)
        self.recent_menu = file.addMenu(self.tr("Open recent"))
        self._fill(file, Action.OPEN_BATCH)
        file.addSeparator()
        self._fill(file, Action.SAVE, Action.SAVE_AS, Action.SAVE_COPY, Action.REVERT, None)
        self._fill(file, Action.EXPORT, Action.EXPORT_AGAIN, Action.METADATA, None, Action.CLOSE, Action.QUIT)
        edit = bar.addMenu(self.tr("Edit"))
        self._fill(edit, Action.UNDO, Action.REDO, Action.KEEP_SNAPSHOT, None, Action.COPY_PICTURE)
        self._fill(edit, None, Action.SETTINGS)
        self._fill(
            bar.addMenu(self.tr("Region")),
            *(Action.PROMPT, Action.EDIT, Action.STOP, Action.HURRY, None, Action.ACCEPT, Action.RETRY, Action.NEXT),
            *(Action.PREVIOUS, None, Action.SELECT_TOOL, Action.DRAW_TOOL, Action.PAN_TOOL, None),
            *(Action.LARGER, Action.SMALLER, Action.SNAP, None),
            *(Action.COMPARE_WITH, Action.CHOICES, Action.OWN_THINGS),
        )
        self._fill(
            bar.addMenu(self.tr("Mask")),
            *(Action.BRUSH_TOOL, Action.LASSO_TOOL, Action.NOT_FROM_TOOL, None, Action.MASK_GROW, Action.MASK_SHRINK),
            *(Action.MASK_SOFTEN, Action.MASK_INVERT, Action.MASK_BOX),
        )
        self._fill(
            bar.addMenu(self.tr("Image")),
            *(Action.CROP, Action.STRAIGHTEN, None, Action.TURN_RIGHT, Action.TURN_LEFT, Action.FLIP_ACROSS),
            *(Action.FLIP_DOWN, None, Action.RESIZE, Action.CANVAS),
        )
        layer_menu = bar.addMenu(self.tr("Layer"))
        self._fill(layer_menu, *LAYER_MENU)
        self.copy_layers_menu = layer_menu.addMenu(self.tr("Copy to another picture"))
        self._build_view_menu(bar.addMenu(self.tr("View")))
        help_menu = bar.addMenu(self.tr("Help"))
        help_menu.addAction(get[Action.COMMANDS])
        help_menu.addAction(get[Action.WELCOME])
        help_menu.addAction(get[Action.TOUR])
        help_menu.addAction(get[Action.MODELS])
        help_menu.addAction(get[Action.STUDY])
        help_menu.addAction(get[Action.SHORTCUTS])

    def _build_view_menu(self, view: QMenu) -> None:
        self._fill(view, Action.FIT, Action.ACTUAL, Action.ZOOM_IN, Action.ZOOM_OUT, None, Action.COMPARE)
        self._fill(view, Action.BLINK, Action.DIFFERENCE, Action.SIDE_BY_SIDE, None)
        self._fill(view.addMenu(self.tr("Turn the view")), *VIEW_TURNS)
        self._fill(view, None, Action.BOXES, Action.MAP, Action.ATTENTION, Action.PIXEL_GRID, Action.SNAP_LINES)
        self._fill(view, None, Action.RULERS)
        self._fill(view, Action.GUIDES, Action.NEW_GUIDE, Action.CLEAR_GUIDES, None, Action.ADVANCED)
        panels = view.addMenu(self.tr("Panels"))
        for dock in self.docks:
            panels.addAction(dock.toggleViewAction())
        panels.addSeparator()
        panels.addAction(self.action_set[Action.RESET_LAYOUT])
        themes = view.addMenu(self.tr("Theme"))
        for mode in ThemeMode:
            action = QAction(theme_text(mode), self)
            action.setCheckable(True)
            action.setChecked(mode is self.theme.mode)
            action.setData(mode)
            self.theme_group.addAction(action)
            themes.addAction(action)
        self._fill(view, None, Action.NEXT_PICTURE, Action.PREVIOUS_PICTURE, None, Action.FULL_SCREEN)

    def _fill(self, menu: QMenu, *entries: Action | None) -> None:
        """Adds actions, and a separator for each None."""
        for entry in entries:
            if entry is not None:
                menu.addAction(self.action_set[entry])
            else:
                menu.addSeparator()
