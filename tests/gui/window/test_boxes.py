"""A box in the person's hand: dragged, nudged, drawn, taken while it is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from lredit_core.geometry import Box
from lredit_gui.canvas.overlay_model import PERSONS_KEY
from lredit_gui.canvas.tools import Tool
from tests.gui.canvas.test_canvas_parts import count_paintings
from tests.gui.window.hands import LEFT, Modifier, box_corner, drag, turn_wheel

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_dragging_the_box_offers_to_edit_it_and_enter_does(edited: MainWindow, bench: Bench) -> None:
    selected = bench.session.selection.candidates.selected
    assert selected is not None
    centre = box_corner(edited, selected.candidate_id, corner="centre")
    drag(edited.canvas, centre, centre + QPoint(40, -20))
    scale = edited.canvas.zoom
    moved = bench.session.selection.box
    assert moved is not None and moved.size == selected.box.size
    assert moved.x0 - selected.box.x0 == pytest.approx(40 / scale, abs=1.5)
    assert edited.box_bar.isVisible() and edited.prompt.edit_button.text() == "Edit box"
    QTest.keyClick(edited.canvas, Qt.Key.Key_Return)
    bench.wait_for_end()
    assert bench.engine.requests[-1].user_boxes == (moved,) and not edited.box_bar.isVisible()


def test_dragging_a_corner_leaves_the_far_edges(edited: MainWindow, bench: Bench) -> None:
    selected = bench.session.selection.candidates.selected
    assert selected is not None
    corner = box_corner(edited, selected.candidate_id)
    drag(edited.canvas, corner + QPoint(7, 7), corner + QPoint(-30, -25))
    moved = bench.session.selection.box
    assert moved is not None and (moved.x0, moved.y0) == (selected.box.x0, selected.box.y0)
    assert moved.width < selected.box.width and moved.height < selected.box.height


def test_the_drag_is_a_draft_until_release_and_esc_drops_it(edited: MainWindow, bench: Bench) -> None:
    selected = bench.session.selection.candidates.selected
    assert selected is not None
    centre = box_corner(edited, selected.candidate_id, corner="centre")
    drag(edited.canvas, centre, centre + QPoint(60, 10), releases=False)
    assert bench.session.selection.box is None
    QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(edited.canvas, LEFT, Modifier.NoModifier, centre + QPoint(60, 10))
    assert bench.session.selection.box is None


def test_moving_a_box_paints_no_tile_of_the_picture(
    edited: MainWindow, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    selected = bench.session.selection.candidates.selected
    assert selected is not None
    edited.canvas.repaint()
    painted = count_paintings(monkeypatch)
    centre = box_corner(edited, selected.candidate_id, corner="centre")
    drag(edited.canvas, centre, centre + QPoint(80, 30), releases=False)
    edited.canvas.repaint()
    assert not painted


def test_arrow_keys_move_by_one_and_by_ten_and_resize(edited: MainWindow, bench: Bench) -> None:
    selected = bench.session.selection.candidates.selected
    assert selected is not None
    box = selected.box
    edited.canvas.setFocus()
    QTest.keyClick(edited.canvas, Qt.Key.Key_Right)
    QTest.keyClick(edited.canvas, Qt.Key.Key_Down, Modifier.ShiftModifier)
    assert bench.session.selection.box == box.translated(1, 10)
    QTest.keyClick(edited.canvas, Qt.Key.Key_Left, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert bench.session.selection.box == Box(box.x0 + 1, box.y0 + 10, box.x1 - 9, box.y1 + 10)
    QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
    assert bench.session.selection.box is None and not edited.box_bar.isVisible()


def test_the_wheel_over_an_edge_zooms_and_with_ctrl_moves_that_edge(edited: MainWindow, bench: Bench) -> None:
    selected = bench.session.selection.candidates.selected
    assert selected is not None
    place = QPointF(box_corner(edited, selected.candidate_id, corner="left"))
    before = edited.canvas.zoom
    turn_wheel(edited.canvas, place, 120)
    assert bench.session.selection.box is None and edited.canvas.zoom > before
    place = QPointF(box_corner(edited, selected.candidate_id, corner="left"))
    turn_wheel(edited.canvas, place, 120, Modifier.ControlModifier)
    assert bench.session.selection.box == Box(selected.box.x0 - 1, selected.box.y0, selected.box.x1, selected.box.y1)


def test_a_moved_box_cannot_be_accepted_before_it_was_edited(edited: MainWindow, bench: Bench) -> None:
    edited.canvas.setFocus()
    QTest.keyClick(edited.canvas, Qt.Key.Key_Right)
    assert not edited.job_panel.accept_button.isEnabled()
    QTest.keyClick(edited.canvas, Qt.Key.Key_A)
    assert not bench.session.document.layers  # type: ignore[union-attr]
    QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
    QTest.keyClick(edited.canvas, Qt.Key.Key_A)
    assert len(bench.session.document.layers) == 1  # type: ignore[union-attr]


def test_after_a_stop_an_older_candidate_can_be_moved(edited: MainWindow, bench: Bench) -> None:
    bench.engine.hold_before = ("CandidateReady",)
    edited.start_edit()
    bench.wait(lambda: bench.engine.reached.is_set() and bench.session.job and bench.session.job.step == 5)
    QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
    bench.wait_for_end()
    item = edited.strip.item(1)
    QTest.mouseClick(edited.strip.viewport(), LEFT, pos=edited.strip.visualItemRect(item).center())
    chosen = bench.session.selection.candidates.selected
    active = edited.canvas.active_box()
    assert chosen is bench.session.selection.candidates.ranked[1]
    assert active is not None and active.key == chosen.candidate_id
    QTest.keyClick(edited.canvas, Qt.Key.Key_Right)
    assert bench.session.selection.box == chosen.box.translated(1, 0)


def test_a_learned_box_can_be_taken_while_it_is_learned(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.engine.hold_before = ("CandidateReady",)
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("a red apple")
    window.start_edit()
    bench.wait(lambda: bench.session.job and bench.session.job.step == 5 and window.canvas.overlay.boxes)
    bench.wait(lambda: window.canvas.overlay.boxes[-1].box == Box(115, 48, 224, 192))
    QTest.mouseClick(window.canvas, LEFT, pos=box_corner(window, "region-0", corner="centre"))
    assert bench.session.selection.box == Box(115, 48, 224, 192)
    bench.engine.hold_before = ()
    QTest.mouseClick(window.box_bar.edit_button, LEFT)
    bench.wait_for_end()
    assert bench.engine.requests[-1].user_boxes == (Box(115, 48, 224, 192),)


def test_drawing_a_box_and_editing_it(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("a red apple")
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_B)
    assert window.canvas.tool is Tool.DRAW
    start, end = (QPointF(*window.canvas.to_widget(x, y)).toPoint() for x, y in ((20, 30), (120, 110)))
    drag(window.canvas, start, end)
    box = bench.session.selection.box
    assert box is not None and box.as_tuple() == pytest.approx((20, 30, 120, 110), abs=1)
    assert window.canvas.tool is Tool.SELECT and window.canvas.overlay.box(PERSONS_KEY) is not None
    assert window.box_bar.isVisible()


def test_a_box_can_be_drawn_with_the_keyboard(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_B)
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    assert bench.session.selection.box is not None
