"""What the engine tells: values that cross the border between processes, and one that comes last."""

from __future__ import annotations

import dataclasses
import pickle
from typing import get_args

import numpy as np
import pytest

from lredit_core.api.events import (
    ANCHOR_COLOURS,
    Anchor,
    AnchorsFound,
    AnchorSource,
    CallCounts,
    Candidate,
    CandidateReady,
    CandidateScore,
    CandidatesRanked,
    EditEvent,
    EditFailed,
    EditFinished,
    EditPreviewed,
    EditStopped,
    FinalEvent,
    JobStarted,
    MapFound,
    MapKind,
    Noticed,
    PreviewReady,
    ProgressMade,
    ProposalsSettled,
    Region,
    RegionsUpdated,
    ScoredProposal,
    Stage,
    StageChanged,
    Timings,
    is_final,
)
from lredit_core.document.document import Document
from lredit_core.document.layers import LONGEST_NAME, Provenance
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer

BOX = Box(4, 6, 12, 16)
PIXELS = np.full((10, 8, 3), 200, np.uint8)
CANDIDATE = Candidate(
    candidate_id="c-1",
    box=BOX,
    pixels=PIXELS,
    mask=np.full((10, 8), 255, np.uint8),
    preview=PIXELS,
    score=CandidateScore(0.9, 0.3, 0.3, 0.7, 0.1, 0.2, 0.9),
    anchor_index=2,
    prompt="a red apple",
    source_prompt="the cat",
    seed=7,
    editor="diffusion",
)
EVENTS: list[EditEvent] = [
    JobStarted("job", Size(40, 30), "builtin", "diffusion", 7),
    StageChanged("job", Stage.LEARNING, "a red apple"),
    ProgressMade("job", 0.5, 2.0),
    Noticed("job", "One step lower to fit the memory."),
    MapFound("job", np.arange(12, dtype=np.uint8).reshape(3, 4), MapKind.ATTENTION),
    AnchorsFound("job", (Anchor(0, 1.5, 2.5, AnchorSource.TEXT, 1.0),)),
    RegionsUpdated("job", 1, 5, (Region(0, BOX, 0.5, 0.2, 1.0),), 0.2, 0.1, (0.3, 0.2)),
    PreviewReady("job", 0, BOX, PIXELS),
    EditPreviewed("job", BOX, PIXELS),
    ProposalsSettled("job", (ScoredProposal(0, BOX, 0.5, None),)),
    CandidateReady("job", CANDIDATE),
    CandidatesRanked("job", ("c-1",)),
    EditFinished("job", "c-1", CallCounts(), Timings(0.1, 0.2, 0.3)),
    EditStopped("job"),
    EditFailed("job", "engine", "Try it once more."),
]


def name_of(event: object) -> str:
    return type(event).__name__


def test_every_event_is_looked_at_here() -> None:
    assert {type(event) for event in EVENTS} == set(get_args(EditEvent))


@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_only_the_three_that_come_last_are_final(event: EditEvent) -> None:
    assert is_final(event) == (type(event) in get_args(FinalEvent))


def test_what_is_no_event_is_not_final() -> None:
    assert not is_final("EditFinished")


@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_an_event_crosses_the_border_between_processes_unchanged(event: EditEvent) -> None:
    arrived = pickle.loads(pickle.dumps(event))
    assert type(arrived) is type(event)
    np.testing.assert_equal(dataclasses.asdict(arrived), dataclasses.asdict(event))


@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_an_event_cannot_be_changed_by_who_hears_it(event: EditEvent) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        event.job_id = "another"  # type: ignore[misc]


def test_a_candidate_makes_a_layer_of_its_pixels_that_knows_how_it_came_to_be() -> None:
    layer = CANDIDATE.as_layer(bundle="builtin")
    assert (layer.name, layer.box) == ("a red apple", BOX)
    assert layer.pixels is CANDIDATE.pixels and layer.mask is CANDIDATE.mask
    assert layer.provenance == Provenance(
        "a red apple", "the cat", 7, "builtin", "diffusion", "replace anything", region=BOX
    )


def test_a_person_takes_hold_of_what_was_moved_of_the_region_or_of_all_that_was_painted() -> None:
    region, there = Box(4, 5, 9, 11), Box(1, 1, 6, 7)
    assert CANDIDATE.region_box == CANDIDATE.box
    assert dataclasses.replace(CANDIDATE, region=region).region_box == region
    assert dataclasses.replace(CANDIDATE, region=region, destination=there).region_box == there


def test_an_accepted_candidate_changes_its_box_alone() -> None:
    source = PixelBuffer(np.zeros((30, 40, 3), np.uint8))
    after = Document(source).with_layer(CANDIDATE.as_layer()).flattened().pixels.copy()
    np.testing.assert_array_equal(after[BOX.as_slices()], PIXELS)
    after[BOX.as_slices()] = 0
    assert not after.any()


def test_a_long_prompt_gives_a_name_that_fits_a_list() -> None:
    name = dataclasses.replace(CANDIDATE, prompt="a red apple " * 20).as_layer().name
    assert len(name) <= LONGEST_NAME and name.startswith("a red apple") and name.endswith("\u2026")


def test_every_kind_of_anchor_has_a_colour_of_its_own() -> None:
    assert set(ANCHOR_COLOURS) == set(AnchorSource)
    assert len(set(ANCHOR_COLOURS.values())) == len(AnchorSource)
