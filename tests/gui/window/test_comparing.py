"""Before and after, by slider, line and key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from lredit_gui.window.actions import Action
from tests.gui.window.hands import drag

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_comparing_by_slider_by_line_and_by_key(edited: MainWindow, bench: Bench) -> None:
    canvas = edited.canvas
    edited.compare_slider.setValue(500)
    assert canvas.split == 0.5 and edited.action_set[Action.COMPARE].isChecked()
    rect = canvas.picture_rect()
    line = QPoint(round(rect.center().x()), round(rect.bottom() - 12))
    drag(canvas, line, line + QPoint(round(rect.width() / 4), 0))
    assert canvas.split == pytest.approx(0.75, abs=0.01)
    assert edited.compare_slider.value() == pytest.approx(750, abs=10)
    edited.action_set[Action.COMPARE].trigger()
    assert canvas.split == 0.0
    canvas.setFocus()
    with_candidate = canvas.grab().toImage()
    QTest.keyPress(canvas, Qt.Key.Key_C)
    assert canvas.is_holding_before and canvas.grab().toImage() != with_candidate
    QTest.keyRelease(canvas, Qt.Key.Key_C)
    assert not canvas.is_holding_before and canvas.grab().toImage() == with_candidate


def test_there_is_nothing_to_compare_before_an_edit(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    assert not window.compare_slider.isEnabled()
