"""Point instead of words, without a window: what a click and a snap do to the box, and that it can be undone."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from lredit_core.api.pointing import PointingFailed, PointRequest, SnapRequest
from lredit_core.geometry import Box
from lredit_gui.session import box_steps

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.editor_session import EditorSession
    from tests.gui.conftest import Bench


@pytest.fixture
def session(bench: Bench, picture_path: Path) -> EditorSession:
    bench.open(picture_path)
    return bench.session


def click(bench: Bench, x: float = 110, y: float = 90, *, is_back: bool = False) -> None:
    bench.session.click(x, y, reach_px=5, is_back=is_back)
    bench.wait(lambda: not bench.session.pointing.is_asking)


def snap(bench: Bench) -> None:
    bench.session.snap_box()
    bench.wait(lambda: not bench.session.pointing.is_asking)


def test_a_click_takes_the_smallest_region_and_further_clicks_larger_ones(bench: Bench, session: EditorSession) -> None:
    small, middle, large = bench.engine.offered
    click(bench)
    assert session.selection.box == small and session.pointing.said == "Region 1 of 3: click again for a larger one"
    assert not session.form.has_prompt
    asked = bench.engine.pointed[0]
    assert isinstance(asked, PointRequest) and (asked.x, asked.y) == (110, 90)
    assert session.document is not None and asked.image == session.document.source
    click(bench, 112, 88)
    assert session.selection.box == middle
    click(bench)
    assert session.selection.box == large and "largest" in session.pointing.said
    click(bench)
    assert session.selection.box == small, "round to the smallest"
    click(bench, is_back=True)
    assert session.selection.box == large
    click(bench, is_back=True)
    assert session.selection.box == middle
    assert len(bench.engine.pointed) == 1, "the engine was asked once"


def test_it_begins_with_the_region_that_the_engine_says(bench: Bench, session: EditorSession) -> None:
    bench.engine.first = 1
    click(bench)
    assert session.selection.box == bench.engine.offered[1] and session.pointing.said.startswith("Region 2 of 3")


def test_a_click_elsewhere_asks_anew_also_inside_of_the_region(bench: Bench, session: EditorSession) -> None:
    click(bench)
    bench.engine.offered = (Box(120, 95, 130, 110),)
    click(bench, 125, 100)
    assert session.selection.box == Box(120, 95, 130, 110)
    assert session.pointing.said == "One region stands out here"


def test_a_click_inside_of_a_box_of_ones_own_leaves_it(bench: Bench, session: EditorSession) -> None:
    session.selection.draw_box(Box(50, 50, 200, 200))
    click(bench)
    assert session.selection.box == Box(50, 50, 200, 200) and not bench.engine.pointed
    click(bench, 20, 20)
    assert session.selection.box == bench.engine.offered[0]
    session.undo()
    assert session.selection.box == Box(50, 50, 200, 200)


def test_a_key_points_where_there_is_a_box_of_ones_own_too(bench: Bench, session: EditorSession) -> None:
    session.selection.draw_box(Box(50, 50, 200, 200))
    for place in (0, 1):
        session.next_region(100, 100)
        bench.wait(lambda: not session.pointing.is_asking)
        assert session.selection.box == bench.engine.offered[place]


def test_where_nothing_stands_out_the_person_is_told(bench: Bench, session: EditorSession) -> None:
    bench.engine.offered = ()
    click(bench)
    assert session.selection.box is None
    assert session.pointing.said == "Nothing stands out here: drag to draw a box"
    bench.edit()
    assert session.pointing.said == "", "an edit is another matter"


def test_each_click_can_be_undone_and_redone_before_the_document(bench: Bench, session: EditorSession) -> None:
    small, middle, _large = bench.engine.offered
    click(bench)
    click(bench)
    assert session.ui.undo_text == "Undo Point at a region"
    session.undo()
    assert session.selection.box == small and session.pointing.said.startswith("Region 1 of 3")
    session.undo()
    assert session.selection.box is None and session.pointing.said == ""
    assert not session.ui.can_undo and session.ui.redo_text == "Redo Point at a region"
    session.redo()
    session.redo()
    assert session.selection.box == middle and not session.ui.can_redo


def test_a_box_snaps_to_the_thing_in_it_and_back(bench: Bench, session: EditorSession) -> None:
    loose, tight = Box(60, 50, 220, 200), Box(80, 70, 180, 170)
    assert not session.ui.can_snap
    session.selection.draw_box(loose)
    assert session.ui.can_snap
    bench.engine.snaps_to = tight
    snap(bench)
    assert session.selection.box == tight and session.pointing.said.startswith("Snapped")
    asked = bench.engine.pointed[0]
    assert isinstance(asked, SnapRequest) and asked.box == loose
    assert session.ui.undo_text == "Undo Snap the box"
    session.undo()
    assert session.selection.box == loose and session.ui.undo_text == "Undo Draw a box"
    session.redo()
    assert session.selection.box == tight
    snap(bench)
    assert session.selection.box == tight and session.pointing.said == "The box frames what is in it already"


def test_a_box_with_nothing_in_it_stays_and_the_person_is_told(bench: Bench, session: EditorSession) -> None:
    session.selection.draw_box(Box(60, 50, 220, 200))
    snap(bench)
    assert session.selection.box == Box(60, 50, 220, 200) and session.ui.undo_text == "Undo Draw a box"
    assert bench.texts()[-1].startswith("Nothing stands out in this box")


def test_a_moved_candidates_box_keeps_its_origin_when_it_snaps(bench: Bench, session: EditorSession) -> None:
    bench.edit()
    origin = session.selection.candidate
    assert origin is not None
    session.selection.move_box(origin.box.translated(6, 0))
    bench.engine.snaps_to = Box(80, 70, 180, 170)
    snap(bench)
    assert session.selection.origin_id == origin.candidate_id and session.selection.ghost is not None


def test_a_box_that_was_moved_since_goes_back_step_by_step(bench: Bench, session: EditorSession) -> None:
    click(bench)
    pointed = session.selection.box
    session.selection.move_box(Box(101, 80, 141, 120))
    assert session.ui.undo_text == "Undo Move the box" and session.pointing.said == ""
    session.undo()
    assert session.selection.box == pointed and session.ui.undo_text == "Undo Point at a region"


def test_nudges_that_follow_each_other_are_one_step_and_no_layer_is_lost(
    bench: Bench, session: EditorSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.edit()
    session.accept()
    session.selection.select(session.selection.candidates.ranked[1].candidate_id)
    box = session.selection.candidate.region_box  # type: ignore[union-attr]
    for step in range(1, 6):
        session.selection.move_box(box.translated(step, 0))
    later = time.monotonic() + 2 * box_steps.MERGED_WITHIN_S
    monkeypatch.setattr("lredit_gui.session.box_steps.time.monotonic", lambda: later)
    session.selection.move_box(box.translated(5, -9))
    session.undo()
    assert session.selection.box == box.translated(5, 0)
    session.undo()
    assert session.selection.box is None and session.selection.candidate is not None
    assert session.document is not None and len(session.document.layers) == 1
    session.redo()
    assert session.selection.box == box.translated(5, 0)


def test_the_region_is_edited_as_any_box(bench: Bench, session: EditorSession) -> None:
    click(bench)
    bench.edit()
    assert bench.engine.requests[-1].user_boxes == (bench.engine.offered[0],)
    session.accept()
    assert session.ui.undo_text == "Undo Accept \u201ca red apple\u201d"
    session.undo()
    assert session.document is not None and not session.document.layers


def test_an_answer_that_comes_late_does_not_touch_a_box_drawn_meanwhile(bench: Bench, session: EditorSession) -> None:
    bench.engine.point_gate = threading.Event()
    session.click(110, 90)
    bench.wait(lambda: bench.engine.pointed)
    assert session.pointing.said == "Looking at the picture"
    session.selection.draw_box(Box(5, 5, 60, 60))
    bench.engine.point_gate.set()
    bench.wait(lambda: not session.pointing.is_asking)
    assert session.selection.box == Box(5, 5, 60, 60) and session.pointing.said == ""


def test_an_answer_about_another_picture_is_dropped(bench: Bench, session: EditorSession, other_path: Path) -> None:
    bench.engine.point_gate = threading.Event()
    session.click(110, 90)
    bench.wait(lambda: bench.engine.pointed)
    bench.open(other_path)
    bench.engine.point_gate.set()
    click(bench, 20, 20)
    assert len(bench.engine.pointed) == 2
    session.undo()
    assert session.selection.box is None


def test_while_an_edit_runs_nothing_is_pointed_at(bench: Bench, session: EditorSession) -> None:
    bench.engine.hold_before = ("CandidateReady",)
    bench.write()
    session.start_edit()
    bench.wait(bench.engine.reached.is_set)
    assert not session.ui.can_point
    session.click(110, 90)
    session.next_region(110, 90)
    assert not bench.engine.pointed
    bench.engine.gate.set()
    bench.wait_for_end()


def test_what_fails_is_told(bench: Bench, session: EditorSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        bench.engine, "point", lambda request, _token: PointingFailed(request.request_id, "No models.", "why")
    )
    click(bench)
    assert bench.texts() == ["No models."] and session.pointing.said == ""
    monkeypatch.setattr(bench.engine, "point", lambda _request, _token: 1 / 0)
    click(bench, 20, 20)
    assert "The engine failed" in bench.texts()[-1]
