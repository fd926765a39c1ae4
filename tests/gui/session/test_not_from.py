"""Strokes over what nothing is to be filled from: where they are kept, what they go along with, and their undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.document.silhouette import Silhouette
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.conftest import Bench

STROKES, MORE = Silhouette.of_box(Box(5, 5, 40, 40)), Silhouette.of_box(Box(5, 5, 80, 40))
NOTHING = Silhouette(Box(0, 0, 1, 1), np.zeros((1, 1), np.uint8))
MASK = Silhouette.of_box(Box(100, 60, 150, 120))


def asked(bench: Bench) -> list[Silhouette | None]:
    return [request.not_from for request in bench.engine.requests]


def removed(bench: Bench, picture_path: Path) -> None:
    """A thing is removed within its mask; the candidate is shown."""
    bench.open(picture_path)
    bench.write("remove it")
    bench.session.draw_mask(MASK)
    bench.edit()
    assert bench.session.selection.candidate is not None and bench.session.selection.outline is MASK


def test_strokes_before_the_first_edit_go_along_and_are_kept_with_its_candidates(
    bench: Bench, picture_path: Path
) -> None:
    bench.open(picture_path)
    selection = bench.session.selection
    bench.session.draw_strokes(STROKES)
    assert selection.box is None and selection.strokes is STROKES
    bench.edit()
    assert asked(bench) == [STROKES] and len(selection.candidates) == 3
    assert all(candidate.not_from is STROKES for candidate in selection.candidates.ranked)
    assert selection.strokes is STROKES and selection.not_from is None and bench.session.ui.can_accept
    bench.session.accept()
    document = bench.session.document
    assert document is not None and document.layers[-1].not_from is STROKES
    assert selection.strokes is None, "what is done is done: the next edit is free"
    bench.edit()
    assert asked(bench) == [STROKES, None]


def test_each_stroke_is_undone_by_itself(bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    session = bench.session
    session.draw_strokes(NOTHING)
    assert not session.ui.can_undo, "nothing was there to take away"
    session.draw_strokes(STROKES)
    session.draw_strokes(MORE)
    assert "not from here" in session.ui.undo_text.lower()
    session.undo()
    assert session.selection.strokes is STROKES
    session.undo()
    assert session.selection.strokes is None
    session.redo()
    session.redo()
    assert session.selection.strokes is MORE
    session.draw_strokes(NOTHING)
    assert session.selection.strokes is None
    session.undo()
    assert session.selection.strokes is MORE


def test_strokes_over_a_candidate_take_its_thing_in_hand_and_it_is_done_again(bench: Bench, picture_path: Path) -> None:
    removed(bench, picture_path)
    session = bench.session
    selection, first = session.selection, session.selection.candidate
    session.draw_strokes(STROKES)
    assert (selection.box, selection.mask, selection.strokes) == (MASK.box, MASK, STROKES)
    assert session.ui.edit_text == "Edit mask"
    session.undo()
    assert selection.box is None and selection.candidate is first and selection.strokes is None
    session.redo()
    bench.edit()
    assert asked(bench) == [None, STROKES] and bench.engine.requests[-1].user_mask is MASK
    again = selection.candidate
    assert again is not None and again is not first and again.not_from is STROKES and selection.box is None
    assert selection.strokes is STROKES
    assert first is not None
    selection.select(first.candidate_id)
    assert selection.strokes is None, "that one was made without them"
    selection.select(again.candidate_id)
    session.retry()
    bench.wait_for_end()
    assert asked(bench)[-1] is STROKES


def test_a_layer_is_done_again_with_its_strokes_by_another_seed(bench: Bench, picture_path: Path) -> None:
    removed(bench, picture_path)
    bench.session.draw_strokes(STROKES)
    bench.edit()
    accepted = bench.session.selection.candidate
    bench.session.accept()
    assert accepted is not None
    bench.session.selection.select(accepted.candidate_id)
    bench.session.retry()
    bench.wait_for_end()
    assert asked(bench) == [None, STROKES, STROKES]
    bench.session.accept()
    bench.session.edit_again()
    assert bench.session.selection.not_from is STROKES


def test_strokes_stay_while_a_box_is_drawn_moved_masked_or_left(bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    selection = bench.session.selection
    bench.session.draw_strokes(STROKES)
    selection.draw_box(Box(100, 100, 150, 150))
    assert selection.strokes is STROKES
    selection.move_box(Box(110, 100, 160, 150))
    selection.put_box(Box(110, 100, 158, 148), "Snap", keeps_origin=True)
    selection.put_box(Box(10, 100, 58, 148), "Region")
    assert selection.strokes is STROKES
    bench.session.draw_mask(MASK)
    bench.session.draw_mask(NOTHING)
    assert selection.box is None and selection.strokes is STROKES
    bench.session.draw_mask(MASK)
    selection.discard_box()
    assert selection.box is None and selection.strokes is None
    bench.session.undo()
    assert (selection.mask, selection.strokes) == (MASK, STROKES)


@pytest.mark.parametrize("has_box", [True, False])
def test_what_is_refused_or_fails_loses_no_stroke(bench: Bench, picture_path: Path, has_box: bool) -> None:
    bench.open(picture_path)
    session = bench.session
    if has_box:
        session.draw_mask(MASK)
    session.draw_strokes(MORE)
    bench.engine.fails_with = "The strokes leave too little."
    bench.edit("remove it")
    assert bench.texts() == ["The strokes leave too little."]
    assert session.selection.strokes is MORE and session.selection.mask is (MASK if has_box else None)
    session.undo()
    assert session.selection.strokes is None and session.ui.can_edit


def test_a_search_that_fails_leaves_the_candidates_strokes_with_the_candidate(bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.session.draw_strokes(STROKES)
    bench.edit()
    bench.engine.fails_with = "No."
    bench.edit()
    selection = bench.session.selection
    assert asked(bench) == [STROKES, STROKES], "what is shown is kept to"
    assert selection.strokes is STROKES and selection.not_from is None and bench.session.ui.can_accept


@pytest.mark.parametrize("has_box", [True, False])
def test_what_is_painted_while_an_edit_runs_is_kept_for_the_next(
    bench: Bench, picture_path: Path, has_box: bool
) -> None:
    bench.engine.hold_before = ("CandidateReady",)
    bench.open(picture_path)
    session = bench.session
    if has_box:
        session.draw_mask(MASK)
    session.draw_strokes(STROKES)
    bench.write("remove it")
    session.start_edit()
    bench.wait(bench.engine.reached.is_set)
    session.draw_strokes(MORE)
    bench.engine.gate.set()
    bench.wait_for_end()
    assert session.selection.strokes is MORE and (session.selection.box == MASK.box) is has_box
    bench.edit()
    assert asked(bench) == [STROKES, MORE]


def test_another_picture_begins_without_strokes(bench: Bench, picture_path: Path, other_path: Path) -> None:
    bench.open(picture_path)
    bench.session.draw_strokes(STROKES)
    bench.open(other_path)
    assert bench.session.selection.strokes is None
