"""Everything that can be done by menu, tool bar or key: made once, enabled by the session's state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from lredit_gui.widgets.plain_text import as_tip, on_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from lredit_gui.session.ui_state import UiState
    from lredit_gui.theme.theme import Theme

Keys = str | QKeySequence.StandardKey


class Action(Enum):
    """What can be done; the values are the names of the `QAction` objects."""

    OPEN = "openAction"
    OPEN_BATCH = "openBatchAction"
    PASTE = "pasteAction"
    EXPORT = "exportAction"
    EXPORT_AGAIN = "exportAgainAction"
    COPY_PICTURE = "copyPictureAction"
    SETTINGS = "settingsAction"
    METADATA = "metadataAction"
    SAVE = "saveAction"
    SAVE_AS = "saveAsAction"
    SAVE_COPY = "saveCopyAction"
    REVERT = "revertAction"
    CLOSE = "closeAction"
    NEXT_PICTURE = "nextPictureAction"
    PREVIOUS_PICTURE = "previousPictureAction"
    QUIT = "quitAction"
    UNDO = "undoAction"
    REDO = "redoAction"
    KEEP_SNAPSHOT = "keepSnapshotAction"
    EDIT = "editAction"
    STOP = "stopAction"
    HURRY = "hurryAction"
    ACCEPT = "acceptAction"
    RETRY = "retryAction"
    NEXT = "nextAction"
    PREVIOUS = "previousAction"
    LARGER = "largerAction"
    SMALLER = "smallerAction"
    SNAP = "snapAction"
    COMPARE_WITH = "compareWithAction"
    CHOICES = "choicesAction"
    OWN_THINGS = "ownThingsAction"
    PROMPT = "promptAction"
    MASK_GROW = "maskGrowAction"
    MASK_SHRINK = "maskShrinkAction"
    MASK_SOFTEN = "maskSoftenAction"
    MASK_INVERT = "maskInvertAction"
    MASK_BOX = "maskBoxAction"
    RESET_LAYOUT = "resetLayoutAction"
    WELCOME = "welcomeAction"
    CROP = "cropAction"
    FLIP_ACROSS = "flipAcrossAction"
    FLIP_DOWN = "flipDownAction"
    TURN_RIGHT = "turnRightAction"
    TURN_LEFT = "turnLeftAction"
    STRAIGHTEN = "straightenAction"
    RESIZE = "resizeAction"
    CANVAS = "canvasAction"
    EDIT_AGAIN = "editAgainAction"
    LAYER_ADJUST = "layerAdjustAction"
    LAYER_DUPLICATE = "layerDuplicateAction"
    LAYER_DELETE = "layerDeleteAction"
    LAYER_GROUP = "layerGroupAction"
    LAYER_UNGROUP = "layerUngroupAction"
    LAYER_LOCK = "layerLockAction"
    LAYER_CLIP = "layerClipAction"
    LAYER_FLIP_ACROSS = "layerFlipAcrossAction"
    LAYER_FLIP_DOWN = "layerFlipDownAction"
    LAYER_TURN_RIGHT = "layerTurnRightAction"
    LAYER_TURN_LEFT = "layerTurnLeftAction"
    LAYER_AS_MADE = "layerAsMadeAction"
    LAYER_MATCH = "layerMatchAction"
    MERGE_DOWN = "mergeDownAction"
    MERGE_VISIBLE = "mergeVisibleAction"
    BRUSH_TOOL = "brushToolAction"
    LASSO_TOOL = "lassoToolAction"
    NOT_FROM_TOOL = "notFromToolAction"
    SELECT_TOOL = "selectToolAction"
    DRAW_TOOL = "drawToolAction"
    PAN_TOOL = "panToolAction"
    FIT = "fitAction"
    ACTUAL = "actualAction"
    ZOOM_IN = "zoomInAction"
    ZOOM_OUT = "zoomOutAction"
    COMPARE = "compareAction"
    BLINK = "blinkAction"
    DIFFERENCE = "differenceAction"
    SIDE_BY_SIDE = "sideBySideAction"
    BOXES = "boxesAction"
    MAP = "mapAction"
    ATTENTION = "attentionAction"
    PIXEL_GRID = "pixelGridAction"
    SNAP_LINES = "snapLinesAction"
    RULERS = "rulersAction"
    GUIDES = "guidesAction"
    NEW_GUIDE = "newGuideAction"
    CLEAR_GUIDES = "clearGuidesAction"
    VIEW_RIGHT = "viewRightAction"
    VIEW_LEFT = "viewLeftAction"
    VIEW_MIRROR = "viewMirrorAction"
    VIEW_STRAIGHT = "viewStraightAction"
    ADVANCED = "advancedAction"
    FULL_SCREEN = "fullScreenAction"
    MODELS = "modelsAction"
    STUDY = "studyAction"
    TOUR = "tourAction"
    COMMANDS = "commandsAction"
    SHORTCUTS = "shortcutsAction"


#: In the menu of layers, and in that of a layer on the canvas or in the panel; None is a line.
LAYER_MENU = (
    Action.EDIT_AGAIN,
    None,
    Action.LAYER_ADJUST,
    Action.LAYER_DUPLICATE,
    Action.LAYER_DELETE,
    None,
    Action.LAYER_GROUP,
    Action.LAYER_UNGROUP,
    Action.LAYER_LOCK,
    Action.LAYER_CLIP,
    None,
    Action.LAYER_FLIP_ACROSS,
    Action.LAYER_FLIP_DOWN,
    Action.LAYER_TURN_RIGHT,
    Action.LAYER_TURN_LEFT,
    Action.LAYER_AS_MADE,
    None,
    Action.LAYER_MATCH,
    Action.MERGE_DOWN,
    Action.MERGE_VISIBLE,
)
VIEW_TURNS = (Action.VIEW_RIGHT, Action.VIEW_LEFT, Action.VIEW_MIRROR, None, Action.VIEW_STRAIGHT)
TOOLS = (
    Action.SELECT_TOOL,
    Action.DRAW_TOOL,
    Action.BRUSH_TOOL,
    Action.LASSO_TOOL,
    Action.NOT_FROM_TOOL,
    Action.PAN_TOOL,
)


@dataclass(frozen=True, slots=True)
class _Spec:
    """Attributes:
    is_enabled: whether it would do something; None where it always does.
    current_text: what it says just now; None where that does not change.
    """

    action: Action
    text: str
    group: str
    keys: tuple[Keys, ...] = ()
    icon: str = ""
    is_checkable: bool = False
    is_enabled: Callable[[UiState], bool] | None = None
    current_text: Callable[[UiState], str] | None = None


def _specs() -> tuple[_Spec, ...]:
    return (*_of_file_and_edit(), *_of_region(), *_of_image(), *_of_layer(), *_of_mask(), *_of_view(), *_of_help())


def _of_file_and_edit() -> tuple[_Spec, ...]:
    file, edit, standard = _tr("File"), _tr("Edit"), QKeySequence.StandardKey
    return (
        _Spec(Action.OPEN, _tr("Open\u2026"), file, (standard.Open,), "open"),
        _Spec(Action.OPEN_BATCH, _tr("Open batch\u2026"), file, ("Ctrl+Shift+O",)),
        _Spec(Action.PASTE, _tr("Paste a picture"), file, (standard.Paste,), "paste"),
        _Spec(
            Action.EXPORT, _tr("Export\u2026"), file, ("Ctrl+E",), "export",
            is_enabled=lambda ui: ui.can_export,
        ),
        _Spec(
            Action.EXPORT_AGAIN, _tr("Export again as last time"), file, ("Ctrl+Shift+E",),
            is_enabled=lambda ui: ui.can_export,
        ),
        _Spec(Action.METADATA, _tr("Write prompt and seed into exports"), file, is_checkable=True),
        _Spec(Action.SAVE, _tr("Save"), file, (standard.Save,), is_enabled=_can_draw),
        _Spec(Action.SAVE_AS, _tr("Save as\u2026"), file, ("Ctrl+Shift+S",), is_enabled=_can_draw),
        _Spec(Action.SAVE_COPY, _tr("Save a copy\u2026"), file, ("Ctrl+Alt+S",), is_enabled=_can_draw),
        _Spec(Action.REVERT, _tr("Revert to what was saved"), file, is_enabled=_can_draw),
        _Spec(Action.CLOSE, _tr("Close"), file, ("Ctrl+W", "Ctrl+F4"), is_enabled=_can_draw),
        _Spec(Action.QUIT, _tr("Quit"), file, ("Ctrl+Q",)),
        _Spec(
            Action.UNDO, _tr("Undo"), edit, (standard.Undo,), "undo",
            is_enabled=lambda ui: ui.can_undo, current_text=lambda ui: ui.undo_text,
        ),
        _Spec(
            Action.REDO, _tr("Redo"), edit, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo",
            is_enabled=lambda ui: ui.can_redo, current_text=lambda ui: ui.redo_text,
        ),
        _Spec(Action.KEEP_SNAPSHOT, _tr("Keep snapshot\u2026"), edit, is_enabled=_can_draw),
        _Spec(
            Action.COPY_PICTURE, _tr("Copy the picture"), edit, ("Ctrl+Shift+X",), "copy",
            is_enabled=lambda ui: ui.can_export,
        ),
        _Spec(Action.SETTINGS, _tr("Settings\u2026"), edit, ("Ctrl+,",)),
    )  # fmt: skip


def _of_region() -> tuple[_Spec, ...]:
    region = _tr("Region")
    return (
        _Spec(
            Action.EDIT, _tr("Edit"), region, ("Ctrl+Return", "Ctrl+Enter"), "spark",
            is_enabled=lambda ui: ui.can_edit, current_text=lambda ui: ui.edit_text,
        ),
        _Spec(Action.STOP, _tr("Stop"), region, ("Ctrl+.",), "stop", is_enabled=lambda ui: ui.can_stop),
        _Spec(
            Action.HURRY, _tr("Show what there is"), region, ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            is_enabled=lambda ui: ui.can_hurry,
        ),
        _Spec(
            Action.ACCEPT, _tr("Accept the candidate"), region, ("A",), "accept", is_enabled=lambda ui: ui.can_accept
        ),
        _Spec(Action.RETRY, _tr("Another seed"), region, ("R",), "retry", is_enabled=lambda ui: ui.can_retry),
        _Spec(Action.NEXT, _tr("Next candidate"), region, ("]",), is_enabled=_can_choose),
        _Spec(Action.PREVIOUS, _tr("Previous candidate"), region, ("[",), is_enabled=_can_choose),
        _Spec(
            Action.LARGER, _tr("Region here, then a larger one"), region, ("N",), is_enabled=lambda ui: ui.can_point
        ),
        _Spec(Action.SMALLER, _tr("A smaller region"), region, ("Shift+N",), is_enabled=lambda ui: ui.can_go_smaller),
        _Spec(
            Action.SNAP, _tr("Snap the box to the thing in it"), region, ("S",), "snap",
            is_enabled=lambda ui: ui.can_snap,
        ),
        _Spec(Action.COMPARE_WITH, _tr("Compare with\u2026"), region, ("Ctrl+Shift+C",), is_enabled=_can_draw),
        _Spec(Action.CHOICES, _tr("Learning from you\u2026"), region),
        _Spec(Action.OWN_THINGS, _tr("Your own things\u2026"), region),
        _Spec(Action.PROMPT, _tr("Go to the prompt"), region, ("Ctrl+L", "/")),
        _Spec(
            Action.SELECT_TOOL, _tr("Select and move boxes"), region, ("V",), "select", True, is_enabled=_can_draw
        ),
        _Spec(Action.DRAW_TOOL, _tr("Draw a box"), region, ("B",), "draw", True, is_enabled=_can_draw),
        _Spec(Action.PAN_TOOL, _tr("Pan"), region, ("H",), "pan", True, is_enabled=_can_draw),
    )  # fmt: skip


def _of_image() -> tuple[_Spec, ...]:
    image = _tr("Image")
    return (
        _Spec(Action.CROP, _tr("Crop to the box"), image, ("Ctrl+Shift+B",), is_enabled=lambda ui: ui.can_crop),
        _Spec(Action.FLIP_ACROSS, _tr("Flip the picture left to right"), image, is_enabled=_can_draw),
        _Spec(Action.FLIP_DOWN, _tr("Flip the picture upside down"), image, is_enabled=_can_draw),
        _Spec(Action.TURN_RIGHT, _tr("Turn the picture right by 90\u00b0"), image, ("Ctrl+]",), is_enabled=_can_draw),
        _Spec(Action.TURN_LEFT, _tr("Turn the picture left by 90\u00b0"), image, ("Ctrl+[",), is_enabled=_can_draw),
        _Spec(Action.STRAIGHTEN, _tr("Straighten\u2026"), image, is_enabled=_can_draw),
        _Spec(Action.RESIZE, _tr("Resize\u2026"), image, ("Ctrl+Alt+I",), is_enabled=_can_draw),
        _Spec(Action.CANVAS, _tr("Canvas size\u2026"), image, ("Ctrl+Alt+C",), is_enabled=_can_draw),
    )  # fmt: skip


def _of_layer() -> tuple[_Spec, ...]:
    layer = _tr("Layer")
    return (
        _Spec(Action.EDIT_AGAIN, _tr("Edit again"), layer, ("E",), "retry", is_enabled=lambda ui: ui.can_edit_again),
        _Spec(Action.LAYER_ADJUST, _tr("New adjustment layer"), layer, (), "adjust", is_enabled=_can_draw),
        _Spec(Action.LAYER_DUPLICATE, _tr("Duplicate"), layer, ("Ctrl+J",), "duplicate", is_enabled=_has_layers),
        _Spec(Action.LAYER_DELETE, _tr("Delete"), layer, (), "trash", is_enabled=_has_layers),
        _Spec(Action.LAYER_GROUP, _tr("Group"), layer, ("Ctrl+G",), "group", is_enabled=_has_layers),
        _Spec(Action.LAYER_UNGROUP, _tr("Take the group apart"), layer, ("Ctrl+Shift+G",), is_enabled=_has_layers),
        _Spec(Action.LAYER_LOCK, _tr("Lock or unlock"), layer, ("Ctrl+Alt+L",), "lock", is_enabled=_has_layers),
        _Spec(
            Action.LAYER_CLIP, _tr("Clip to the layer below, or release"), layer, ("Ctrl+Alt+G",), "clipped",
            is_enabled=_has_layers,
        ),
        _Spec(Action.LAYER_FLIP_ACROSS, _tr("Flip left to right"), layer, ("Shift+H",), is_enabled=_has_free_layer),
        _Spec(Action.LAYER_FLIP_DOWN, _tr("Flip upside down"), layer, ("Shift+V",), is_enabled=_has_free_layer),
        _Spec(Action.LAYER_TURN_RIGHT, _tr("Turn right by 90\u00b0"), layer, (), is_enabled=_has_free_layer),
        _Spec(Action.LAYER_TURN_LEFT, _tr("Turn left by 90\u00b0"), layer, (), is_enabled=_has_free_layer),
        _Spec(Action.LAYER_AS_MADE, _tr("Size and angle as it was made"), layer, (), is_enabled=_has_free_layer),
        _Spec(
            Action.LAYER_MATCH, _tr("Match its colours to those around it"), layer, ("Ctrl+Alt+M",),
            is_enabled=_has_free_layer,
        ),
        _Spec(Action.MERGE_DOWN, _tr("Merge down"), layer, ("Ctrl+Alt+E",), is_enabled=_has_free_layer),
        _Spec(Action.MERGE_VISIBLE, _tr("Merge all that is seen"), layer, (), is_enabled=_can_draw),
    )  # fmt: skip


def _has_layers(ui: UiState) -> bool:
    return ui.can_change_layers


def _has_free_layer(ui: UiState) -> bool:
    return ui.can_change_layer


def _of_mask() -> tuple[_Spec, ...]:
    mask = _tr("Mask")
    return (
        _Spec(
            Action.BRUSH_TOOL, _tr("Brush: add to the mask; right button: take away"), mask, ("P",), "brush", True,
            is_enabled=_can_draw,
        ),
        _Spec(
            Action.LASSO_TOOL, _tr("Lasso: add to the mask; right button: take away"), mask, ("L",), "lasso", True,
            is_enabled=_can_draw,
        ),
        _Spec(
            Action.NOT_FROM_TOOL, _tr("Not from here: paint over what nothing is filled from; right button: take away"),
            mask, ("Shift+P",), "not-from", True, is_enabled=_can_draw,
        ),
        _Spec(Action.MASK_GROW, _tr("Grow the mask"), mask, ("G",), is_enabled=_can_change_mask),
        _Spec(Action.MASK_SHRINK, _tr("Shrink the mask"), mask, ("Shift+G",), is_enabled=_can_change_mask),
        _Spec(Action.MASK_SOFTEN, _tr("Soften its edge"), mask, ("J",), is_enabled=_can_change_mask),
        _Spec(Action.MASK_INVERT, _tr("Invert the mask"), mask, ("I",), is_enabled=_can_change_mask),
        _Spec(Action.MASK_BOX, _tr("Only this box"), mask, ("Shift+B",), is_enabled=_can_change_mask),
    )  # fmt: skip


def _of_view() -> tuple[_Spec, ...]:
    view, standard = _tr("View"), QKeySequence.StandardKey
    return (
        _Spec(Action.FIT, _tr("Fit"), view, ("Ctrl+0", "F"), "fit", is_enabled=_can_draw),
        _Spec(Action.ACTUAL, _tr("1:1"), view, ("Ctrl+1",), "actual", is_enabled=_can_draw),
        _Spec(Action.ZOOM_IN, _tr("Zoom in"), view, (standard.ZoomIn, "="), "zoom-in", is_enabled=_can_draw),
        _Spec(Action.ZOOM_OUT, _tr("Zoom out"), view, (standard.ZoomOut, "-"), "zoom-out", is_enabled=_can_draw),
        _Spec(
            Action.COMPARE, _tr("Compare before and after"), view, ("Shift+C",), "compare", True,
            is_enabled=lambda ui: ui.can_compare,
        ),
        _Spec(
            Action.BLINK, _tr("Blink between before and after"), view, ("K",), is_checkable=True,
            is_enabled=lambda ui: ui.can_compare,
        ),
        _Spec(
            Action.DIFFERENCE, _tr("Show the difference from before"), view, ("D",), is_checkable=True,
            is_enabled=lambda ui: ui.can_compare,
        ),
        _Spec(
            Action.SIDE_BY_SIDE, _tr("Candidates side by side\u2026"), view, ("Ctrl+Shift+D",),
            is_enabled=lambda ui: ui.can_choose_candidate,
        ),
        _Spec(Action.BOXES, _tr("Show anchors and boxes"), view, ("X",), "boxes", True, is_enabled=_can_draw),
        _Spec(Action.MAP, _tr("Show where it looks"), view, ("M",), is_checkable=True, is_enabled=_can_draw),
        _Spec(
            Action.ATTENTION, _tr("Show what draws attention"), view, ("Ctrl+Shift+M",), is_checkable=True,
            is_enabled=_can_draw,
        ),
        _Spec(Action.PIXEL_GRID, _tr("Pixel grid"), view, ("Shift+X",), is_checkable=True),
        _Spec(Action.SNAP_LINES, _tr("Snap to edges and centres"), view, ("Shift+S",), is_checkable=True),
        _Spec(Action.RULERS, _tr("Rulers"), view, ("Ctrl+R",), is_checkable=True),
        _Spec(Action.GUIDES, _tr("Guides"), view, ("Ctrl+;",), is_checkable=True),
        _Spec(Action.NEW_GUIDE, _tr("New guide\u2026"), view, ("Ctrl+Shift+;",), is_enabled=_can_draw),
        _Spec(Action.CLEAR_GUIDES, _tr("Take all guides away"), view, is_enabled=_can_draw),
        _Spec(Action.VIEW_RIGHT, _tr("Turn the view right"), view, ("6",), is_enabled=_can_draw),
        _Spec(Action.VIEW_LEFT, _tr("Turn the view left"), view, ("4",), is_enabled=_can_draw),
        _Spec(Action.VIEW_MIRROR, _tr("Mirror the view"), view, ("Shift+M",), is_enabled=_can_draw),
        _Spec(Action.VIEW_STRAIGHT, _tr("View neither turned nor mirrored"), view, ("5",), is_enabled=_can_draw),
        _Spec(Action.ADVANCED, _tr("Advanced settings"), view, ("Ctrl+Shift+A",), "sliders", True),
        _Spec(Action.NEXT_PICTURE, _tr("Next picture"), view, ("Ctrl+Tab", "Ctrl+PgDown"), is_enabled=_can_draw),
        _Spec(
            Action.PREVIOUS_PICTURE, _tr("Previous picture"), view, ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
            is_enabled=_can_draw,
        ),
        _Spec(Action.RESET_LAYOUT, _tr("Put the panels back"), view),
        _Spec(Action.FULL_SCREEN, _tr("Full screen"), view, ("F11",), is_checkable=True),
    )  # fmt: skip


def _of_help() -> tuple[_Spec, ...]:
    help_ = _tr("Help")
    return (
        _Spec(Action.WELCOME, _tr("Welcome page"), help_, is_checkable=True),
        _Spec(Action.TOUR, _tr("A tour of one minute"), help_),
        _Spec(Action.MODELS, _tr("Models and what they can draw"), help_, ("Ctrl+M",)),
        _Spec(Action.STUDY, _tr("Vote in a study\u2026"), help_),
        _Spec(Action.COMMANDS, _tr("Find a command\u2026"), help_, ("Ctrl+K", "Ctrl+Shift+P")),
        _Spec(Action.SHORTCUTS, _tr("Keyboard shortcuts"), help_, ("F1",), "keyboard"),
    )


def _can_choose(ui: UiState) -> bool:
    return ui.can_choose_candidate


def _can_change_mask(ui: UiState) -> bool:
    return ui.can_change_mask


def _can_draw(ui: UiState) -> bool:
    return ui.can_draw


def held_keys() -> tuple[tuple[str, str], ...]:
    """Keys that are held or belong to the canvas, for the list of shortcuts."""
    return (
        (_tr("C (hold)"), _tr("See the picture as it was")),
        (_tr("Click"), _tr("The region under the pointer; again: a larger one, with Shift: a smaller one")),
        (_tr("Space (hold), middle button"), _tr("Pan")),
        (_tr("Ctrl (hold)"), _tr("Drag a box or a layer without snapping")),
        (_tr("Wheel"), _tr("Zoom to the pointer; with Ctrl over an edge of the box: move that edge")),
        (_tr("Arrows, with Shift"), _tr("Move the box by 1 or 10 pixels")),
        (_tr("Ctrl + arrows"), _tr("Resize the box")),
        (_tr("[ and ], Ctrl + wheel"), _tr("With a brush: its size; with Shift its hardness")),
        (_tr("Shift, right button"), _tr("With the brush, the lasso or \u201cnot from here\u201d: take away")),
        (_tr("Enter"), _tr("Edit this box; with the box tool: draw one")),
        (_tr("Shift, with the box tool"), _tr("One more box: all of them are edited together")),
        (_tr("Esc"), _tr("Leave the box; stop the edit")),
        (_tr("F2, Del, Space"), _tr("Rename, delete, hide the chosen layer")),
    )


class Actions:
    """Every `Action` as a `QAction`; its `group` is the heading it stands under in the list of shortcuts."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        self._made: dict[Action, QAction] = {}
        self._texts: dict[Action, str] = {}
        self._specs = _specs()
        self._groups: dict[str, list[tuple[QAction, str]]] = {}
        for spec in self._specs:
            action = QAction(spec.text, window)
            action.setObjectName(spec.action.value)
            action.setCheckable(spec.is_checkable)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if spec.icon:
                theme.set_icon(action, spec.icon)
            self._made[spec.action] = action
            self._texts[spec.action] = spec.text
            self._groups.setdefault(spec.group, []).append((action, spec.text.replace("\u2026", "")))
            window.addAction(action)
            _set_tip(action, spec.text)
        tools = QActionGroup(window)
        for tool in TOOLS:
            tools.addAction(self[tool])
        self[Action.SELECT_TOOL].setChecked(True)
        self[Action.BOXES].setChecked(True)

    def __getitem__(self, action: Action) -> QAction:
        return self._made[action]

    def key(self, action: Action) -> str:
        """Its first key, as this system writes it; "" where it has none."""
        return self[action].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    @property
    def groups(self) -> dict[str, list[tuple[QAction, str]]]:
        """Heading -> (action, what it does)."""
        return self._groups

    def show_state(self, ui: UiState) -> None:
        for spec in self._specs:
            action = self[spec.action]
            if spec.is_enabled is not None:
                action.setEnabled(spec.is_enabled(ui))
            if spec.current_text is not None:
                text = spec.current_text(ui)
                action.setText(on_button(text))
                self._texts[spec.action] = text
                _set_tip(action, text)

    def show_keys(self) -> None:
        """In tool tips, after keys were changed."""
        for name, text in self._texts.items():
            _set_tip(self[name], text)


def _set_tip(action: QAction, text: str) -> None:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    text = text.replace("\u2026", "")
    action.setToolTip(as_tip(f"{text} ({keys})" if keys else text))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
