"""Several boxes of the person's own, edited together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from lredit_core.geometry import Box
from lredit_gui.window.actions import Action
from tests.gui.window.hands import LEFT, Modifier, move_mouse

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench

FIRST, SECOND = Box(30, 30, 90, 80), Box(150, 120, 220, 190)


def draw(window: MainWindow, box: Box, modifiers: Modifier = Modifier.NoModifier) -> None:
    canvas = window.canvas
    window.action_set[Action.DRAW_TOOL].trigger()
    start, end = (QPointF(*canvas.to_widget(*corner)).toPoint() for corner in ((box.x0, box.y0), (box.x1, box.y1)))
    QTest.mousePress(canvas, LEFT, modifiers, start)
    move_mouse(canvas, end, modifiers | Modifier.ControlModifier)
    QTest.mouseRelease(canvas, LEFT, modifiers, end)


def two(window: MainWindow, bench: Bench, path: Path) -> None:
    bench.open(path)
    window.prompt.prompt_edit.setText("a red apple")
    window.action_set[Action.SNAP_LINES].setChecked(False)
    bench.session.edits.load("builtin")
    bench.wait(lambda: bench.session.ui.can_edit)
    draw(window, FIRST)
    draw(window, SECOND, Modifier.ShiftModifier)


def test_a_second_box_is_drawn_with_shift_and_both_are_edited(
    window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    two(window, bench, picture_path)
    selection = bench.session.selection
    assert selection.box is not None and len(selection.others) == 1
    assert selection.box.iou(SECOND) > 0.9 and selection.others[0].iou(FIRST) > 0.9
    assert "2" in window.box_bar.edit_button.text()
    window.box_bar.edit_button.click()
    bench.wait(lambda: not bench.session.edits.is_running and len(selection.candidates) >= 2)
    assert len(bench.engine.requests[-1].user_boxes) == 2
    assert selection.box is None and selection.others == ()
    window.canvas.setFocus()
    for count in (1, 2):
        QTest.keyClick(window.canvas, Qt.Key.Key_A)
        bench.wait(lambda count=count: len(bench.session.document.layers) == count)  # type: ignore[union-attr]
    document = bench.session.document
    assert document is not None
    assert {layer.box.iou(box) > 0.5 for layer, box in zip(document.layers, (SECOND, FIRST), strict=True)} == {True}


def test_one_beside_is_taken_by_a_press_and_each_step_is_undone(
    window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    two(window, bench, picture_path)
    selection, canvas = bench.session.selection, window.canvas
    window.action_set[Action.SELECT_TOOL].trigger()
    first, second = selection.others[0], selection.box
    middle = QPointF(*canvas.to_widget(*first.centre)).toPoint()
    QTest.mousePress(canvas, LEFT, Modifier.NoModifier, middle)
    there = QPointF(*canvas.to_widget(first.centre[0] + 20, first.centre[1] + 10)).toPoint()
    move_mouse(canvas, there)
    QTest.mouseRelease(canvas, LEFT, Modifier.NoModifier, there)
    assert selection.box is not None and selection.box.size == first.size and selection.box != first
    assert selection.others == (second,)
    bench.session.undo()
    assert selection.box == first and selection.others == (second,)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert selection.box is None and selection.others == ()
    bench.session.undo()
    assert selection.box == first and selection.others == (second,)


def test_by_keys_and_what_is_drawn_without_shift_stands_alone(
    window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    two(window, bench, picture_path)
    selection = bench.session.selection
    window.action_set[Action.DRAW_TOOL].trigger()
    QTest.keyClick(window.canvas, Qt.Key.Key_Left)
    bench.session.selection.discard_box()
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    assert selection.box is not None and selection.others == ()
    window.action_set[Action.DRAW_TOOL].trigger()
    QTest.keyClick(window.canvas, Qt.Key.Key_Left)
    draw(window, FIRST)
    assert selection.others == ()
    bench.session.undo()
    assert selection.box is not None
