"""Choosing among candidates, accepting, undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lredit_core.geometry import Box
from lredit_core.project.prompts import PromptEnding
from tests.gui.window.hands import LEFT, Modifier

if TYPE_CHECKING:
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_accept_undo_and_redo_by_button_and_key(edited: MainWindow, bench: Bench) -> None:
    QTest.mouseClick(edited.job_panel.accept_button, LEFT)
    assert edited.layers.list.count() == 2 and not edited.job_panel.accept_button.isEnabled()
    bench.wait_for_picture()
    assert edited.status.outside.text() == "0 px changed outside the box"
    QTest.keyClick(edited.canvas, Qt.Key.Key_Z, Modifier.ControlModifier)
    assert edited.layers.list.count() == 1 and edited.job_panel.accept_button.isEnabled()
    QTest.keyClick(edited.canvas, Qt.Key.Key_Z, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert edited.layers.list.count() == 2
    assert edited.history.list.count() == 2 and edited.history.list.currentRow() == 1


def test_undo_in_a_prompt_without_anything_to_undo_is_the_documents(edited: MainWindow, bench: Bench) -> None:
    bench.session.accept()
    edited.prompt.prompt_edit.setFocus()
    QTest.keyClick(edited.prompt.prompt_edit, Qt.Key.Key_Z, Modifier.ControlModifier)
    assert edited.layers.list.count() == 1


def test_a_click_in_the_strip_shows_that_candidate(edited: MainWindow, bench: Bench) -> None:
    item = edited.strip.item(1)
    QTest.mouseClick(edited.strip.viewport(), LEFT, pos=edited.strip.visualItemRect(item).center())
    assert bench.session.selection.candidates.selected is bench.session.selection.candidates.ranked[1]
    QTest.keyClick(edited.canvas, Qt.Key.Key_BracketLeft)
    assert edited.strip.currentRow() == 0


def test_a_click_on_a_candidates_box_selects_it(edited: MainWindow, bench: Bench) -> None:
    other = bench.session.selection.candidates.ranked[2]
    rect = edited.canvas.box_widget_rect(other.candidate_id)
    active = edited.canvas.box_widget_rect(bench.session.selection.candidates.ranked[0].candidate_id)
    assert rect is not None and active is not None
    corners = (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight())
    spot = next(
        point + (rect.center() - point) * 0.2
        for point in corners
        if not active.adjusted(-14, -14, 14, 14).contains(point + (rect.center() - point) * 0.2)
    )
    QTest.mouseClick(edited.canvas, LEFT, pos=spot.toPoint())
    assert bench.session.selection.candidates.selected is other


def test_what_former_prompts_brought_is_shown_on_demand_and_can_be_accepted(edited: MainWindow, bench: Bench) -> None:
    session, strip = bench.session, edited.strip
    former = [one.candidate_id for one in session.selection.candidates.ranked]
    assert strip.earlier_button.isHidden()
    edited.prompt.prompt_edit.setText("a teapot")
    edited.start_edit()
    bench.wait_for_end()
    assert strip.count() == 3 and strip.earlier_button.text() == "Earlier (3)" and strip.earlier_button.isVisible()
    strip.earlier_button.click()
    heading = strip.item(3)
    assert strip.count() == 7 and heading.text() == "a red apple"
    assert not heading.flags() & Qt.ItemFlag.ItemIsEnabled
    edited.grab()
    strip.setCurrentRow(4)
    assert session.selection.candidates.selected_id == former[0]
    assert former[0] in {one.candidate_id for one in session.selection.candidates.on_canvas}
    session.accept()
    assert len(session.document.layers) == 1  # type: ignore[union-attr]
    session.undo()
    assert session.selection.candidates.selected_id == former[0]
    strip.earlier_button.click()
    assert strip.count() == 3


def test_every_prompt_that_ran_is_noted_with_how_it_ended(edited: MainWindow, bench: Bench) -> None:
    session, picture = bench.session, bench.session.history.picture
    assert picture is not None
    edited.prompt.prompt_edit.setText("a teapot")
    bench.engine.fails_with = "It did not work."
    edited.start_edit()
    bench.wait_for_end()
    bench.engine.fails_with, bench.engine.hold_before = "", ("CandidateReady",)
    bench.engine.reached.clear()
    edited.start_edit()
    bench.wait(bench.engine.reached.is_set)
    assert picture.prompts[-1].ending is PromptEnding.UNKNOWN
    session.edits.stop()
    bench.wait_for_end()
    assert [(run.prompt, run.ending.value) for run in picture.prompts] == [
        ("a red apple", "finished"),
        ("a teapot", "failed"),
        ("a teapot", "stopped"),
    ]
    assert picture.prompts[0].started.endswith("+00:00") and picture.prompts[0].preset == "balanced"
    assert session.selection.candidates.searches[session.selection.candidates.ranked[0].candidate_id] in {
        run.run_id for run in picture.prompts
    }


def test_a_prompt_whose_place_another_takes_was_stopped(edited: MainWindow, bench: Bench) -> None:
    session, picture = bench.session, bench.session.history.picture
    assert picture is not None
    bench.engine.hold_before = ("CandidateReady",)
    edited.prompt.prompt_edit.setText("a teapot")
    edited.start_edit()
    bench.wait(bench.engine.reached.is_set)
    bench.engine.hold_before = ()
    session.selection.draw_box(Box(20, 20, 120, 120))
    edited.start_edit()
    bench.wait_for_end()
    assert [run.ending.value for run in picture.prompts] == ["finished", "stopped", "finished"]
