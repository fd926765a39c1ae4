"""What of the view is switched on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from lredit_core.geometry import Box, Size
from lredit_gui.canvas.layer_frame import Frame
from lredit_gui.canvas.tools import BoxDrag
from lredit_gui.window.actions import Action
from tests.gui.window.hands import LEFT, Modifier, move_mouse

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


@pytest.mark.parametrize("how", ["snapping", "with Ctrl", "switched off"])
def test_a_box_falls_onto_the_middle_of_the_picture(
    window: MainWindow, bench: Bench, picture_path: Path, how: str
) -> None:
    bench.open(picture_path)
    canvas, selection = window.canvas, bench.session.selection
    selection.draw_box(Box(40, 40, 100, 90))
    if how == "switched off":
        QTest.keyClick(window, Qt.Key.Key_S, Modifier.ShiftModifier)
    held = Modifier.ControlModifier if how == "with Ctrl" else Modifier.NoModifier
    start = QPointF(*canvas.to_widget(70, 65)).toPoint()
    end = QPointF(*canvas.to_widget(161, 150)).toPoint()
    QTest.mousePress(canvas, LEFT, Modifier.NoModifier, start)
    move_mouse(canvas, end, held)
    plain = canvas.grab().toImage()
    guides = canvas.drag.guides if isinstance(canvas.drag, BoxDrag) else ()
    assert [(guide.is_upright, guide.at) for guide in guides] == ([(True, 160.0)] if how == "snapping" else [])
    x, y = canvas.to_widget(160.0, 20.0)
    ratio = plain.devicePixelRatio()
    near = {QColor(plain.pixel(round(x * ratio) + dx, round(y * ratio))).rgb() for dx in (-1, 0, 1)}
    is_seen = any(QColor(one).red() > 200 and QColor(one).green() < 130 for one in near)
    assert is_seen is (how == "snapping")
    QTest.mouseRelease(canvas, LEFT, held, end)
    assert selection.box is not None and selection.box.size == Size(60, 50)
    assert (selection.box.centre[0] == 160.0) is (how == "snapping")


def test_a_layer_falls_onto_another_layers_edge(edited: MainWindow, bench: Bench) -> None:
    QTest.keyClick(edited.canvas, Qt.Key.Key_A)
    bench.wait_for_picture()
    work, canvas = bench.session.layers, edited.canvas
    document = bench.session.document
    assert document is not None
    first = document.layers[-1]
    work.choose([first.layer_id])
    work.duplicate()
    bench.wait_for_picture()
    second = bench.session.document.layers[-1]  # type: ignore[union-attr]
    work.choose([second.layer_id])
    work.move(30, 20)
    bench.wait_for_picture()
    second = bench.session.document.layers[-1]  # type: ignore[union-attr]
    work.choose([second.layer_id])
    lies, other = Frame.of(second).bounds(), Frame.of(first).bounds()
    middle = QPointF(*canvas.to_widget((lies[0] + lies[2]) / 2, (lies[1] + lies[3]) / 2))
    away = QPointF((other[0] + 2 - lies[0]) * canvas.zoom, 0.0)
    assert canvas.zoom > 1 / 3
    QTest.mousePress(canvas, LEFT, Modifier.NoModifier, middle.toPoint())
    move_mouse(canvas, (middle + away).toPoint())
    QTest.mouseRelease(canvas, LEFT, Modifier.NoModifier, (middle + away).toPoint())
    after = Frame.of(bench.session.document.layers[-1]).bounds()  # type: ignore[union-attr]
    assert after[0] == pytest.approx(other[0], abs=0.5) and after != lies
