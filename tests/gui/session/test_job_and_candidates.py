"""Records without Qt: folding events, ranking candidates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lredit_core.api.events import (
    CallCounts,
    Candidate,
    CandidateScore,
    EditFailed,
    EditFinished,
    EditStopped,
    PreviewReady,
    ProgressMade,
    Stage,
    StageChanged,
    Timings,
)
from lredit_core.document.document import Document
from lredit_core.document.layers import layer_name
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_gui.panels.candidates import candidate_tip
from lredit_gui.panels.progress import stage_text, time_text
from lredit_gui.session.candidates import CandidateSet, is_sure, ranks_of
from lredit_gui.session.duration import duration_text
from lredit_gui.session.job import Job, JobKind, JobPhase
from tests.gui.conftest import picture_pixels


def make_candidate(candidate_id: str, rank: float) -> Candidate:
    score = CandidateScore(rank, 0.3, 0.2, 0.7, 0.1, 0.5, rank)
    box = Box(2, 2, 10, 10)
    pixels = np.full((8, 8, 3), 9, np.uint8)
    mask = np.full((8, 8), 255, np.uint8)
    return Candidate(candidate_id, box, pixels, mask, pixels, score, 0, "an apple", "", 4, "retrieve")


@pytest.fixture
def job() -> Job:
    return Job("1", JobKind.LEARN, PixelBuffer(picture_pixels(16, 16)))


def test_progress_never_goes_back(job: Job) -> None:
    job.fold(ProgressMade("1", 0.6, 2.0))
    job.fold(ProgressMade("1", 0.4, 3.0))
    assert (job.fraction, job.seconds_left) == (0.6, 3.0)


def test_the_last_preview_of_an_anchor_wins(job: Job) -> None:
    for shade in (1, 2):
        job.fold(PreviewReady("1", 3, Box(0, 0, 4, 4), np.full((4, 4, 3), shade, np.uint8)))
    assert len(job.previews) == 1 and int(job.previews[3].pixels[0, 0, 0]) == 2


def test_the_stage_is_said_in_words(job: Job) -> None:
    assert stage_text(job) == "Starting"
    job.fold(StageChanged("1", Stage.LEARNING))
    job.step, job.step_count = 3, 10
    assert stage_text(job) == "Learning the region  3 of 10"
    job.is_stopping = True
    assert stage_text(job) == "Stopping"
    job.fold(EditStopped("1"))
    assert (stage_text(job), job.phase) == ("Stopped", JobPhase.STOPPED)


def test_the_time_left_becomes_the_time_taken(job: Job) -> None:
    job.fold(ProgressMade("1", 0.5, 3.2))
    assert time_text(job) == "3.2 s left"
    job.fold(EditFinished("1", "a", CallCounts(), Timings(None, None, 12.4)))
    assert (time_text(job), job.fraction) == ("12 s", 1.0)


def test_a_failed_job_runs_no_longer(job: Job) -> None:
    job.fold(EditFailed("1", "engine", "It broke."))
    assert not job.is_running and stage_text(job) == "Failed"


@pytest.mark.parametrize(("seconds", "text"), [(0.25, "0.2 s"), (9.96, "10.0 s"), (42.0, "42 s"), (130.0, "2 min")])
def test_durations_in_the_unit_that_suits_them(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


def test_candidates_stand_in_the_order_of_their_rank() -> None:
    candidates = CandidateSet()
    for name, rank in (("b", 0.5), ("a", 0.9), ("c", 0.1)):
        candidates.add(make_candidate(name, rank))
    assert [one.candidate_id for one in candidates.ranked] == ["a", "b", "c"]
    assert ranks_of(candidates.ranked)["b"] == 2


def test_a_ranking_orders_only_those_it_names() -> None:
    candidates = CandidateSet()
    for name, rank in (("a", 0.9), ("old", 0.7), ("b", 0.5)):
        candidates.add(make_candidate(name, rank))
    candidates.apply_ranking(("b", "a", "unknown"))
    assert [one.candidate_id for one in candidates.ranked] == ["b", "old", "a"]


def test_neighbours_stop_at_the_ends() -> None:
    candidates = CandidateSet()
    assert candidates.neighbour(1) is None
    for name, rank in (("a", 0.9), ("b", 0.5)):
        candidates.add(make_candidate(name, rank))
    assert candidates.neighbour(1) == "a"
    candidates.selected_id = "a"
    assert (candidates.neighbour(-1), candidates.neighbour(1)) == ("a", "b")
    candidates.selected_id = "b"
    assert candidates.neighbour(1) == "b"


def test_a_candidate_counts_as_accepted_while_its_layer_is_there() -> None:
    candidates, document = CandidateSet(), Document(PixelBuffer(picture_pixels(16, 16)))
    candidate = make_candidate("a", 0.9)
    candidates.add(candidate)
    layer = candidate.as_layer(bundle="built")
    candidates.mark_accepted("a", layer.layer_id)
    accepted = document.with_layer(layer)
    assert candidates.layer_in("a", accepted) == layer.layer_id
    assert candidates.layer_in("a", document) is None
    assert (layer.provenance.prompt, layer.provenance.seed, layer.provenance.bundle) == ("an apple", 4, "built")


def test_long_prompts_make_short_layer_names() -> None:
    name = layer_name("a very   long prompt " * 20)
    assert len(name) <= 48 and name.endswith("\u2026") and "  " not in name


def test_the_tip_shows_the_parts_of_the_score() -> None:
    tip = candidate_tip(make_candidate("a", 0.9))
    assert "text 0.300" in tip and "direction 0.500" in tip and "Seed 4" in tip


def test_the_best_is_sure_where_it_stands_out_by_any_measure() -> None:
    def of(key: str, ranked_by: float, total: float) -> Candidate:
        made = make_candidate(key, total)
        return replace(made, score=replace(made.score, ranking_score=ranked_by, total=total))

    close = (of("a", -1.0, 0.4), of("b", -1.1, 0.4), of("c", -1.2, 0.4))
    assert not is_sure(close, close[0])
    apart = (of("a", -1.0, 0.4), of("b", -3.1, 0.4), of("c", -4.2, 0.4))
    assert is_sure(apart, apart[0])
    by_score = (of("a", 0.70, 0.70), of("b", 0.66, 0.66))
    assert is_sure(by_score, by_score[0])
    even = (of("a", 0.700, 0.700), of("b", 0.699, 0.699), of("c", 0.699, 0.699))
    assert not is_sure(even, even[0])


def test_a_new_search_makes_those_of_the_former_one_earlier_and_loses_none() -> None:
    candidates = CandidateSet()
    for search in ("one", "two", "three"):
        candidates.begin_search(search)
        for number in range(2):
            candidates.add(replace(make_candidate(f"{search}{number}", number), prompt=f"words of {search}"))
    candidates.star("one0", True)
    assert [one.candidate_id for one in candidates.ranked] == ["one0", "three1", "three0"]
    assert [(group.title, [one.candidate_id for one in group.candidates]) for group in candidates.earlier] == [
        ("words of two", ["two1", "two0"]),
        ("words of one", ["one1"]),
    ]
    assert [one.candidate_id for one in candidates.all_ranked][:2] == ["three1", "three0"] and len(candidates) == 6
    again = CandidateSet()
    again.restore(candidates.all_ranked, {}, candidates.starred_ids, candidates.searches)
    assert [one.candidate_id for one in again.ranked] == ["one0", "three1", "three0"]
    assert [group.search_id for group in again.earlier] == ["two", "one"]


def test_an_earlier_candidate_that_is_selected_is_drawn_with_the_others() -> None:
    candidates = CandidateSet()
    for search in ("one", "two"):
        candidates.begin_search(search)
        candidates.add(make_candidate(search, 1.0))
    candidates.selected_id = "one"
    assert [one.candidate_id for one in candidates.on_canvas] == ["two", "one"]
    candidates.hide("one")
    assert candidates.earlier == () and candidates.hidden_count == 1


def test_the_oldest_candidates_go_when_the_bytes_run_out_but_none_that_is_marked_or_a_layer() -> None:
    candidates = CandidateSet(budget_bytes=5 * (8 * 8 * 4))  # the preview of these is their pixels
    for number in range(4):
        candidates.begin_search(f"search {number}")
        candidates.add(make_candidate(f"{number}", 1.0))
    candidates.star("0", True)
    candidates.mark_accepted("1", "a layer")
    candidates.begin_search("last")
    for number in range(4, 8):
        candidates.add(make_candidate(f"{number}", 1.0))
    assert {one.candidate_id for one in candidates.all_ranked} == {"0", "1", "4", "5", "6", "7"}
    assert [group.search_id for group in candidates.earlier] == ["search 1"]
