"""Prompts that speak of several things: a region each, none over another, edited in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lredit_core.api.events import (
    AnchorsFound,
    Candidate,
    CandidateReady,
    CandidatesRanked,
    EditEvent,
    EditFinished,
    ProgressMade,
    StageChanged,
)
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.document.compositing import pixels_changed_outside
from lredit_core.document.document import Document
from lredit_core.engine.engine import edit_events
from lredit_core.engine.final_edits import edit_in_full
from lredit_core.engine.several_targets import MOST_COVERED, chosen_together
from lredit_core.engine.target_edit import ChosenRegion, EngineContext, TargetEdit
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Generator

    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.pictures.image import PixelBuffer

pytestmark = pytest.mark.slow

QUICK = EditSettings(
    anchor_count=5, learning_steps=2, drafts_per_step=2, candidate_count=4, draft_steps=2, edit_steps=2
)


def run(picture: PixelBuffer, bundle: ModelBundle, prompt: str, **changes: object) -> list[EditEvent]:
    request = replace(EditRequest(picture, prompt, settings=QUICK), **changes)
    return list(edit_events(request, bundle, EngineContext()))


def candidates_of(events: list[EditEvent]) -> dict[str, Candidate]:
    found = [event.candidate for event in events if isinstance(event, CandidateReady)]
    return {candidate.candidate_id: candidate for candidate in found}


def test_the_least_sum_is_chosen_even_where_a_thing_gives_up_its_best() -> None:
    left, right, far = Box(0, 0, 10, 10), Box(20, 0, 30, 10), Box(40, 0, 50, 10)
    first = [ChosenRegion(left, 0, loss=0.0), ChosenRegion(right, 1, loss=0.1)]
    second = [ChosenRegion(left, 0, loss=0.0), ChosenRegion(far, 2, loss=0.9)]
    assert [target.box for target in chosen_together([first, second])] == [right, left]


def test_where_everything_overlaps_the_least_overlap_is_chosen() -> None:
    whole, half = Box(0, 0, 20, 20), Box(0, 0, 20, 10)
    below = Box(0, 8, 20, 20)
    options = [[ChosenRegion(whole, 0, loss=0.0), ChosenRegion(half, 1, loss=5.0)], [ChosenRegion(below, 0, loss=0.0)]]
    assert chosen_together(options)[0].box == half


def test_what_a_place_is_seen_from_is_left_alone_by_the_other_things() -> None:
    house, above, meadow = Box(40, 40, 80, 80), Box(45, 5, 75, 35), Box(0, 60, 30, 90)
    options = [
        [ChosenRegion(house, 0, loss=0.0), ChosenRegion(meadow, 1, loss=1.0)],
        [ChosenRegion(above, 2, loss=0.0)],
    ]
    assert [target.box for target in chosen_together(options)] == [house, above]
    assert [target.box for target in chosen_together(options, {1: house})] == [meadow, above]


def test_ten_things_of_nine_regions_each_are_still_chosen() -> None:
    options = [
        [
            ChosenRegion(Box(10 * place, 20 * thing, 10 * place + 9, 20 * thing + 9), place, loss=place)
            for place in range(9)
        ]
        for thing in range(10)
    ]
    assert [target.loss for target in chosen_together(options)] == [0] * 10


@pytest.mark.parametrize("editor", ["retrieve", "diffusion"])
def test_each_thing_gets_a_region_of_its_own(picture: PixelBuffer, tiny_bundle: ModelBundle, editor: str) -> None:
    events = run(picture, tiny_bundle, "a cat and a red apple", editor=editor)
    finished = events[-1]
    assert isinstance(finished, EditFinished)
    found = candidates_of(events)
    best = [found[key] for key in (finished.best_candidate_id, *finished.companion_ids)]
    assert [candidate.prompt for candidate in best] == ["a cat", "a red apple"]
    one, other = (candidate.box for candidate in best)
    assert one.intersected(other).area <= MOST_COVERED * min(one.area, other.area)
    ranking = next(event.ranking for event in events if isinstance(event, CandidatesRanked))
    assert ranking[:2] == (finished.best_candidate_id, *finished.companion_ids)
    assert set(ranking) == set(found)
    fractions = [event.fraction for event in events if isinstance(event, ProgressMade)]
    assert fractions == sorted(fractions) and fractions[-1] == 1.0
    assert {event.target for event in events if isinstance(event, StageChanged)} == {"", "a cat", "a red apple"}
    document = Document(picture)
    for candidate in best:
        document = document.with_layer(candidate.as_layer())
    assert pixels_changed_outside(picture.pixels, document.flattened().pixels, (one, other)) == 0


def test_the_second_edit_sees_the_first(
    picture: PixelBuffer, tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[PixelBuffer] = []

    def recording(
        edit: TargetEdit, regions: list[ChosenRegion], **about: Any
    ) -> Generator[EditEvent, None, list[Candidate]]:
        seen.append(edit.image)
        return edit_in_full(edit, regions, **about)

    monkeypatch.setattr("lredit_core.engine.several_targets.edit_in_full", recording)
    events = run(picture, tiny_bundle, "a cat and a red apple")
    finished = events[-1]
    assert isinstance(finished, EditFinished)
    first = candidates_of(events)[finished.best_candidate_id]
    assert np.array_equal(seen[0].pixels, picture.pixels)
    assert np.array_equal(seen[1].pixels, Document(picture, (first.as_layer(),)).flattened().pixels)


def test_the_same_seed_gives_the_same_boxes_and_pixels(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    events = run(picture, tiny_bundle, "a cat and a red apple")
    again = run(picture, tiny_bundle, "a cat and a red apple")
    assert [c.box for c in candidates_of(events).values()] == [c.box for c in candidates_of(again).values()]
    for one, other in zip(candidates_of(events).values(), candidates_of(again).values(), strict=True):
        assert np.array_equal(one.pixels, other.pixels)
        assert one.score == other.score


def test_the_person_can_say_that_it_is_one_thing(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    events = run(picture, tiny_bundle, "a cat and a red apple", is_one_thing=True)
    assert {candidate.prompt for candidate in candidates_of(events).values()} == {"a cat and a red apple"}
    assert isinstance(events[-1], EditFinished) and events[-1].companion_ids == ()


def test_a_place_beside_a_thing_puts_anchors_there_first(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    events = run(picture, tiny_bundle, "a red apple to the left of the cat")
    assert {candidate.prompt for candidate in candidates_of(events).values()} == {"a red apple"}
    anchors = next(event.anchors for event in events if isinstance(event, AnchorsFound))
    plain = next(event.anchors for event in run(picture, tiny_bundle, "a red apple") if isinstance(event, AnchorsFound))
    assert anchors != plain
