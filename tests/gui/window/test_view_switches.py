"""What of the view is switched on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lredit_gui.window.actions import Action
from tests.gui.window.hands import Modifier

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_the_pixel_grid_is_shown_when_near_until_it_is_switched_off(
    window: MainWindow, bench: Bench, preferences: Preferences, picture_path: Path
) -> None:
    bench.open(picture_path)
    canvas, switch = window.canvas, window.action_set[Action.PIXEL_GRID]
    canvas.set_zoom(10.0)
    assert switch.isChecked()
    with_lines = canvas.grab().toImage()
    QTest.keyClick(window, Qt.Key.Key_X, Modifier.ShiftModifier)
    assert not switch.isChecked() and not preferences.view_switch("pixel_grid")
    assert canvas.grab().toImage() != with_lines
    canvas.set_zoom(4.0)
    far = canvas.grab().toImage()
    switch.trigger()
    assert canvas.grab().toImage() == far and preferences.view_switch("pixel_grid")
