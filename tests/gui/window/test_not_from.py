"""The tool that paints over what nothing is to be filled from, by keys and mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from lredit_gui.canvas.tools import Tool
from lredit_gui.window.actions import Action
from tests.gui.window.hands import LEFT, Modifier, drag, turn_wheel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QColor

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def place(window: MainWindow, x: float, y: float) -> QPoint:
    return QPointF(*window.canvas.to_widget(x, y)).toPoint()


def colours_in(window: MainWindow, x: int, y: int) -> list[QColor]:
    """Around a place of the picture, as it is seen."""
    middle, image = place(window, x, y), window.canvas.grab().toImage()
    return [image.pixelColor(middle.x() + dx, middle.y() + dy) for dx in range(-8, 9) for dy in range(-8, 9)]


def test_its_strokes_are_hatched_in_red_and_the_right_button_takes_them_away(
    window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    bench.open(picture_path)
    bench.wait_for_picture()
    canvas, selection = window.canvas, bench.session.selection
    QTest.keyClick(canvas, Qt.Key.Key_P, Modifier.ShiftModifier)
    assert canvas.tool is Tool.NOT_FROM and window.action_set[Action.NOT_FROM_TOOL].isChecked()
    canvas.brush.radius_px = 12
    before = [colour.rgb() for colour in colours_in(window, 90, 120)]
    drag(canvas, place(window, 60, 120), place(window, 120, 120))
    strokes = selection.strokes
    assert strokes is not None and selection.box is None
    inside = strokes.box
    assert inside.contains_point(90, 120) and inside.contains_point(60, 120) and not inside.contains_point(90, 150)
    seen = colours_in(window, 90, 120)
    assert [colour.rgb() for colour in seen] != before
    assert any(colour.red() > 225 and colour.green() < 110 for colour in seen), "the lines of the hatching"
    QTest.mouseClick(canvas, Qt.MouseButton.RightButton, Modifier.NoModifier, place(window, 60, 120))
    less = selection.strokes
    assert less is not None and less.area < strokes.area and not less.box.contains_point(60, 120)
    QTest.mouseClick(canvas, LEFT, Modifier.ShiftModifier, place(window, 120, 120))
    least = selection.strokes
    assert least is not None and least.area < less.area
    window.action_set[Action.UNDO].trigger()
    assert selection.strokes is less
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert selection.strokes is None and canvas.overlay.not_from is None
    window.action_set[Action.UNDO].trigger()
    assert selection.strokes is less and canvas.overlay.not_from is less


def test_the_mask_and_the_strokes_are_painted_apart(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.wait_for_picture()
    canvas, selection = window.canvas, bench.session.selection
    window.action_set[Action.BRUSH_TOOL].trigger()
    canvas.brush.radius_px = 10
    drag(canvas, place(window, 160, 60), place(window, 200, 60))
    mask = selection.mask
    assert mask is not None and selection.strokes is None
    window.action_set[Action.NOT_FROM_TOOL].trigger()
    drag(canvas, place(window, 160, 150), place(window, 200, 150))
    strokes = selection.strokes
    assert selection.mask is mask and strokes is not None and strokes.box.intersected(mask.box).is_empty
    radius = canvas.brush.radius_px
    turn_wheel(canvas, QPointF(place(window, 160, 150)), 120, Modifier.ControlModifier)
    assert canvas.brush.radius_px > radius
    window.prompt.prompt_edit.setText("remove it")
    window.start_edit()
    bench.wait_for_end()
    (request,) = bench.engine.requests
    assert request.user_mask is mask and request.not_from is not None
    assert request.not_from.box.contains_point(180, 150)


def test_esc_stops_a_search_before_it_takes_the_strokes(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.engine.hold_before = ("CandidateReady",)
    bench.open(picture_path)
    bench.wait_for_picture()
    window.action_set[Action.NOT_FROM_TOOL].trigger()
    drag(window.canvas, place(window, 60, 120), place(window, 120, 120))
    strokes = bench.session.selection.strokes
    window.prompt.prompt_edit.setText("remove the apple")
    window.start_edit()
    bench.wait(bench.engine.reached.is_set)
    assert window.canvas.overlay.not_from is strokes, "seen while they are kept to"
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    bench.wait_for_end()
    assert bench.session.selection.strokes is strokes is not None
