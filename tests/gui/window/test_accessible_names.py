"""Every part of the window has a name, every action a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from lredit_gui.window.main_window import MainWindow


WIDGETS = (
    *("canvas", "promptEdit", "sourceEdit", "editButton", "stopButton", "progressBar", "candidateStrip"),
    *("acceptButton", "retryButton", "compareSlider", "layerPanel", "lossPlot", "statusLine"),
)
ACTIONS = ("openAction", "exportAction", "undoAction", "redoAction")


def test_every_main_widget_is_there_once_and_has_an_accessible_name(window: MainWindow) -> None:
    found = {name: [widget.accessibleName() for widget in window.findChildren(QWidget, name)] for name in WIDGETS}
    assert {name: names for name, names in found.items() if len(names) != 1 or not names[0]} == {}


def test_the_main_actions_are_there_once_and_have_keys(window: MainWindow) -> None:
    found = {name: window.findChildren(QAction, name) for name in ACTIONS}
    assert [name for name, actions in found.items() if len(actions) != 1] == []
    assert [name for name, (action,) in found.items() if not (action.shortcuts() and action.toolTip())] == []


def test_every_button_has_a_name_for_screen_readers(edited: MainWindow) -> None:
    for button in edited.findChildren(QPushButton):
        assert button.accessibleName() or button.text(), button.objectName()


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
