"""Everything that can be done by menu, tool bar or key: made once, enabled by the session's state."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow

from lredit_gui.session.ui_state import UiState
from lredit_gui.theme.theme import Theme

Keys = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class _Spec:
    name: str
    text: str
    group: str
    keys: tuple[Keys, ...] = ()
    icon: str = ""
    is_checkable: bool = False


def _specs() -> tuple[_Spec, ...]:
    tr = _tr
    file, edit, view, region = tr("File"), tr("Edit"), tr("View"), tr("Region")
    standard = QKeySequence.StandardKey
    return (
        _Spec("openAction", tr("Open\u2026"), file, (standard.Open,), "open"),
        _Spec("pasteAction", tr("Paste a picture"), file, (standard.Paste,), "paste"),
        _Spec("exportAction", tr("Export\u2026"), file, ("Ctrl+E", "Ctrl+Shift+S"), "export"),
        _Spec("metadataAction", tr("Write prompt and seed into exports"), file, is_checkable=True),
        _Spec("quitAction", tr("Quit"), file, ("Ctrl+Q",)),
        _Spec("undoAction", tr("Undo"), edit, (standard.Undo,), "undo"),
        _Spec("redoAction", tr("Redo"), edit, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
        _Spec("editAction", tr("Edit"), region, ("Ctrl+Return", "Ctrl+Enter"), "spark"),
        _Spec("stopAction", tr("Stop"), region, ("Ctrl+.",), "stop"),
        _Spec("acceptAction", tr("Accept the candidate"), region, ("A",), "accept"),
        _Spec("retryAction", tr("Another seed"), region, ("R",), "retry"),
        _Spec("nextAction", tr("Next candidate"), region, ("]",)),
        _Spec("previousAction", tr("Previous candidate"), region, ("[",)),
        _Spec("compareWithAction", tr("Compare with\u2026"), region, ("Ctrl+Shift+C",)),
        _Spec("choicesAction", tr("Learning from you\u2026"), region),
        _Spec("promptAction", tr("Go to the prompt"), region, ("Ctrl+L", "/")),
        _Spec("selectToolAction", tr("Select and move boxes"), region, ("V",), "select", True),
        _Spec("drawToolAction", tr("Draw a box"), region, ("B",), "draw", True),
        _Spec("panToolAction", tr("Pan"), region, ("H",), "pan", True),
        _Spec("fitAction", tr("Fit"), view, ("Ctrl+0", "F"), "fit"),
        _Spec("actualAction", tr("1:1"), view, ("Ctrl+1",), "actual"),
        _Spec("zoomInAction", tr("Zoom in"), view, (standard.ZoomIn, "="), "zoom-in"),
        _Spec("zoomOutAction", tr("Zoom out"), view, (standard.ZoomOut, "-"), "zoom-out"),
        _Spec("compareAction", tr("Compare before and after"), view, ("Shift+C",), "compare", True),
        _Spec("boxesAction", tr("Show anchors and boxes"), view, ("X",), "boxes", True),
        _Spec("advancedAction", tr("Advanced settings"), view, ("Ctrl+,",), "sliders", True),
        _Spec("fullScreenAction", tr("Full screen"), view, ("F11",), is_checkable=True),
        _Spec("modelsAction", tr("Models and what they can draw"), tr("Help"), ("Ctrl+M",)),
        _Spec("shortcutsAction", tr("Keyboard shortcuts"), tr("Help"), ("F1",), "keyboard"),
    )


def held_keys() -> tuple[tuple[str, str], ...]:
    """Keys that are held or belong to the canvas, for the list of shortcuts."""
    return (
        (_tr("C (hold)"), _tr("See the picture as it was")),
        (_tr("Space (hold), middle button"), _tr("Pan")),
        (_tr("Wheel"), _tr("Zoom to the pointer; with Ctrl over an edge of the box: move that edge")),
        (_tr("Arrows, with Shift"), _tr("Move the box by 1 or 10 pixels")),
        (_tr("Ctrl + arrows"), _tr("Resize the box")),
        (_tr("Enter"), _tr("Edit this box; with the box tool: draw one")),
        (_tr("Esc"), _tr("Leave the box; stop the edit")),
        (_tr("F2, Del, Space"), _tr("Rename, delete, hide the chosen layer")),
    )


class Actions:
    """The actions by name; their `group` is the heading they stand under in the list of shortcuts."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        self._by_name: dict[str, QAction] = {}
        self._groups: dict[str, list[tuple[QAction, str]]] = {}
        for spec in _specs():
            action = QAction(spec.text, window)
            action.setObjectName(spec.name)
            action.setCheckable(spec.is_checkable)
            sequences = [QKeySequence(keys) for keys in spec.keys]
            action.setShortcuts(sequences)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if spec.icon:
                theme.set_icon(action, spec.icon)
            self._by_name[spec.name] = action
            self._groups.setdefault(spec.group, []).append((action, spec.text.replace("\u2026", "")))
            window.addAction(action)
            self._set_tip(action)
        tools = QActionGroup(window)
        for name in ("selectToolAction", "drawToolAction", "panToolAction"):
            tools.addAction(self[name])
        self["selectToolAction"].setChecked(True)
        self["boxesAction"].setChecked(True)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    @property
    def groups(self) -> dict[str, list[tuple[QAction, str]]]:
        """Heading -> (action, what it does)."""
        return self._groups

    def show_state(self, ui: UiState) -> None:
        enabled = {
            "openAction": ui.can_open,
            "pasteAction": ui.can_open,
            "exportAction": ui.can_export,
            "undoAction": ui.can_undo,
            "redoAction": ui.can_redo,
            "editAction": ui.can_edit,
            "stopAction": ui.can_stop,
            "acceptAction": ui.can_accept,
            "retryAction": ui.can_retry,
            "nextAction": ui.can_choose_candidate,
            "previousAction": ui.can_choose_candidate,
            "selectToolAction": ui.can_draw,
            "drawToolAction": ui.can_draw,
            "panToolAction": ui.can_draw,
            "fitAction": ui.can_draw,
            "actualAction": ui.can_draw,
            "zoomInAction": ui.can_draw,
            "zoomOutAction": ui.can_draw,
            "compareAction": ui.can_compare,
            "compareWithAction": ui.can_draw,
            "boxesAction": ui.can_draw,
        }
        for name, is_enabled in enabled.items():
            self[name].setEnabled(is_enabled)
        for name, text in (("undoAction", ui.undo_text), ("redoAction", ui.redo_text), ("editAction", ui.edit_text)):
            self[name].setText(text)
            self._set_tip(self[name])

    @staticmethod
    def _set_tip(action: QAction) -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = action.text().replace("\u2026", "")
        action.setToolTip(f"{text} ({keys})" if keys else text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
