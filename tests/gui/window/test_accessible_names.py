"""Every part of the window has a name, every action a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from lredit_gui.window.main_window import MainWindow


@pytest.mark.parametrize(
    "name",
    [
        *("canvas", "promptEdit", "sourceEdit", "editButton", "stopButton", "progressBar", "candidateStrip"),
        *("acceptButton", "retryButton", "compareSlider", "layerPanel", "lossPlot", "statusLine"),
    ],
)
def test_every_main_widget_has_its_name_and_an_accessible_name(window: MainWindow, name: str) -> None:
    found = window.findChildren(QWidget, name)
    assert len(found) == 1 and found[0].accessibleName()


@pytest.mark.parametrize("name", ["openAction", "exportAction", "undoAction", "redoAction"])
def test_the_main_actions_are_there_once_and_have_keys(window: MainWindow, name: str) -> None:
    (action,) = window.findChildren(QAction, name)
    assert action.shortcuts() and action.toolTip()


def test_every_button_has_a_name_for_screen_readers(edited: MainWindow) -> None:
    for button in edited.findChildren(QPushButton):
        assert button.accessibleName() or button.text(), button.objectName()


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
