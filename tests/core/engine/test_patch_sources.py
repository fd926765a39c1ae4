"""Where fills take their patches from: never from where the person said, and other things give way to that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.api.events import CandidateReady, EditFailed, Noticed
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.cancellation import EventToken
from lredit_core.document.document import Document
from lredit_core.document.silhouette import Silhouette
from lredit_core.engine import patch_sources
from lredit_core.engine.engine import InProcessEngine, edit_events
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer

if TYPE_CHECKING:
    from lredit_core.api.events import Candidate, EditEvent
    from lredit_core.bundles.loading import ModelBundle

pytestmark = pytest.mark.slow

SIZE = Size(160, 120)
THING = Box(70, 45, 90, 75)
#: Red ground that the thing stands on, nearer than all else; what the person paints over.
RED = Box(40, 20, 120, 100)
QUICK = EditSettings(candidate_count=1)


@pytest.fixture
def on_red() -> PixelBuffer:
    """A blue thing on a red patch, in the midst of green; with a little grain."""
    pixels = np.random.default_rng(1).integers(0, 12, (SIZE.height, SIZE.width, 3), dtype=np.uint8)
    pixels += np.array([40, 130, 60], np.uint8)
    pixels[RED.as_slices()] += np.array([160, 0, 0], np.uint8)
    pixels[RED.as_slices()] -= np.array([0, 90, 30], np.uint8)
    pixels[THING.as_slices()] = (30, 60, 220)
    return PixelBuffer(pixels)


def run(picture: PixelBuffer, bundle: ModelBundle, prompt: str, **changes: object) -> list[EditEvent]:
    asked = {"user_mask": Silhouette.of_box(THING), "settings": QUICK, **changes}
    return list(edit_events(EditRequest(picture, prompt, **asked), bundle, EngineContext()))  # type: ignore[arg-type]


def candidates_of(events: list[EditEvent]) -> list[Candidate]:
    return [event.candidate for event in events if isinstance(event, CandidateReady)]


def share_of_red(picture: PixelBuffer, candidate: Candidate) -> float:
    """Of the thing's place, once the candidate is a layer."""
    there = Document(picture, (candidate.as_layer(),)).flattened().pixels[THING.as_slices()]
    return float((there[..., 0] > 120).mean())


@pytest.mark.parametrize("prompt", ["remove it", "move it to the left"])
def test_no_patch_comes_from_where_the_person_said(
    on_red: PixelBuffer, without_diffusion: ModelBundle, prompt: str
) -> None:
    asked = {"destination": Box(5, 45, 25, 75)} if prompt.startswith("move") else {}
    strokes = Silhouette.of_box(RED)
    freely = candidates_of(run(on_red, without_diffusion, prompt, **asked))
    kept = candidates_of(run(on_red, without_diffusion, prompt, not_from=strokes, **asked))
    assert max(share_of_red(on_red, item) for item in freely) > 0.9, "the nearest patches are red"
    assert max(share_of_red(on_red, item) for item in kept) == 0.0
    assert all(item.not_from is strokes and item.as_layer().not_from is strokes for item in kept)


def test_what_is_replaced_is_filled_from_elsewhere_too(
    on_red: PixelBuffer, without_diffusion: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lredit_core.engine.replacing.is_in_photograph", lambda _edit: True)
    asked = {"source_prompt": "the thing"}
    plain, kept = (
        candidates_of(run(on_red, without_diffusion, "a cat", **asked, **strokes))[0]
        for strokes in ({}, {"not_from": Silhouette.of_box(RED)})
    )
    assert share_of_red(on_red, plain) > share_of_red(on_red, kept)
    hole = THING.translated(-kept.box.x0, -kept.box.y0).grown(-1).as_slices()
    corner = kept.pixels[hole][:2, :2]  # the drawing leaves it free
    assert (corner[..., 0] < 120).all() and (plain.pixels[hole][:2, :2, 0] > 120).all()


def test_strokes_over_all_of_the_surroundings_get_a_sentence(
    on_red: PixelBuffer, without_diffusion: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    strokes = Silhouette.of_box(SIZE.as_box())
    for prompt in ("remove it", "move it to the left"):
        with pytest.raises(InvalidRequest, match=r"leave too little .* undo the last one"):
            run(on_red, without_diffusion, prompt, not_from=strokes)
    engine = InProcessEngine()
    monkeypatch.setattr(engine, "_bundle", without_diffusion)
    request = EditRequest(on_red, "remove it", user_mask=Silhouette.of_box(THING), not_from=strokes)
    last = list(engine.edit(request, EventToken()))[-1]
    assert isinstance(last, EditFailed) and last.kind == "invalid_request" and "leave too little" in last.message


def test_what_fills_nothing_says_that_strokes_change_nothing(
    on_red: PixelBuffer, without_diffusion: ModelBundle
) -> None:
    for prompt in ("make it green", "another one"):
        plain, kept = (
            run(on_red, without_diffusion, prompt, **strokes)
            for strokes in ({}, {"not_from": Silhouette.of_box(SIZE.as_box())})
        )
        assert np.array_equal(candidates_of(plain)[0].pixels, candidates_of(kept)[0].pixels)
        said = [event.message for event in kept if isinstance(event, Noticed)]
        assert [text for text in said if "not from here" in text]
        assert not [event for event in plain if isinstance(event, Noticed) and "not from here" in event.message]


def test_other_things_are_avoided_as_well_unless_too_little_is_left(
    on_red: PixelBuffer, without_diffusion: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    strokes, thing = Silhouette.of_box(RED), Silhouette.of_box(THING)
    request = EditRequest(on_red, "remove it", user_mask=thing, not_from=strokes)
    edit = TargetEdit(request, without_diffusion, without_diffusion.editor("retrieve"), EngineContext())
    others = np.zeros((SIZE.height, SIZE.width), np.bool_)
    monkeypatch.setattr(patch_sources, "others_in_photograph", lambda _edit, _box: others)
    painted = strokes.in_picture(SIZE) > 0
    others[:, 130:] = True
    avoided = patch_sources.avoided_in(edit, THING, thing)
    assert avoided is not None and np.array_equal(avoided, painted | others)
    others[:] = True
    avoided = patch_sources.avoided_in(edit, THING, thing)
    assert avoided is not None and np.array_equal(avoided, painted)


def test_strokes_that_cover_nothing_are_none_and_those_off_the_picture_are_refused(on_red: PixelBuffer) -> None:
    nothing = Silhouette(Box(0, 0, 1, 1), np.zeros((1, 1), np.uint8))
    assert EditRequest(on_red, "remove it", user_mask=Silhouette.of_box(THING), not_from=nothing).not_from is None
    with pytest.raises(InvalidRequest, match="Paint them again"):
        EditRequest(on_red, "a cat", not_from=Silhouette.of_box(Box(150, 0, 170, 10)))
