"""What needs no generator: removed, changed, moved, doubled, within the thing's mask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from lredit_core.api.events import Candidate, CandidateReady, EditEvent, EditFinished, Noticed, RegionsUpdated
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.document.document import Document
from lredit_core.document.silhouette import Silhouette
from lredit_core.engine import retouching
from lredit_core.engine.destinations import find_destinations
from lredit_core.engine.engine import edit_events
from lredit_core.engine.target_edit import ChosenRegion, EngineContext, TargetEdit
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle

pytestmark = pytest.mark.slow

QUICK = EditSettings(anchor_count=5, learning_steps=2, drafts_per_step=2, candidate_count=4)
#: The bright square of the fixture's picture.
SQUARE = Box(50, 20, 80, 50)


def run(picture: PixelBuffer, bundle: ModelBundle, prompt: str, **changes: object) -> list[EditEvent]:
    request = EditRequest(picture, prompt, settings=QUICK, **{"user_boxes": (SQUARE,), **changes})  # type: ignore[arg-type]
    return list(edit_events(request, bundle, EngineContext()))


def candidates_of(events: list[EditEvent]) -> list[Candidate]:
    return [event.candidate for event in events if isinstance(event, CandidateReady)]


def best_of(events: list[EditEvent]) -> Candidate:
    finished = events[-1]
    assert isinstance(finished, EditFinished)
    return next(item for item in candidates_of(events) if item.candidate_id == finished.best_candidate_id)


def after(picture: PixelBuffer, candidate: Candidate) -> np.ndarray:
    return Document(picture, (candidate.as_layer(),)).flattened().pixels


def assert_the_rest_is_untouched(picture: PixelBuffer, candidate: Candidate) -> None:
    whole = np.zeros(picture.pixels.shape[:2], np.uint8)
    whole[candidate.box.as_slices()] = candidate.mask
    now = after(picture, candidate)
    assert np.array_equal(now[whole == 0], picture.pixels[whole == 0])
    assert not np.array_equal(now, picture.pixels)


@pytest.mark.parametrize(
    ("prompt", "intent"),
    [
        ("remove the square", EditIntent.REMOVE),
        ("make the square blue", EditIntent.CHANGE),
        ("black and white except the square", EditIntent.CHANGE),
        ("make the picture darker", EditIntent.CHANGE),
        ("move the square to the left", EditIntent.MOVE),
        ("make the square smaller", EditIntent.MOVE),
        ("another square", EditIntent.DOUBLE),
    ],
)
def test_outside_of_the_mask_every_bit_stays_and_the_same_seed_gives_the_same_pixels(
    picture: PixelBuffer, without_diffusion: ModelBundle, prompt: str, intent: EditIntent
) -> None:
    once, again = (best_of(run(picture, without_diffusion, prompt)) for _ in range(2))
    assert once.intent is intent and once.editor == intent.value
    assert_the_rest_is_untouched(picture, once)
    assert once.box == again.box and np.array_equal(once.pixels, again.pixels) and np.array_equal(once.mask, again.mask)


def test_what_is_removed_is_gone_and_three_results_are_compared(
    picture: PixelBuffer, without_diffusion: ModelBundle
) -> None:
    events = run(picture, without_diffusion, "remove the square")
    assert len(candidates_of(events)) == 3
    now = after(picture, best_of(events))
    assert now[SQUARE.as_slices()][..., 0].mean() < 130, "the noise around it goes on"


def test_a_region_is_learned_for_a_retouch_too(picture: PixelBuffer, without_diffusion: ModelBundle) -> None:
    events = run(picture, without_diffusion, "remove the square", user_boxes=())
    norms = [event.gradient_norm for event in events if isinstance(event, RegionsUpdated) and event.gradient_norm]
    assert norms and all(np.isfinite(norm) and norm > 0 for norm in norms)
    assert isinstance(events[-1], EditFinished)


def test_the_persons_mask_is_taken_as_it_is(picture: PixelBuffer, without_diffusion: ModelBundle) -> None:
    mask = Silhouette(Box(52, 22, 70, 40), np.full((18, 18), 255, np.uint8))
    candidate = best_of(run(picture, without_diffusion, "make the square green", user_boxes=(), user_mask=mask))
    assert candidate.silhouette is mask
    now = after(picture, candidate)
    assert np.array_equal(now[45:50, 50:80], picture.pixels[45:50, 50:80]), "the square below the mask"


def test_a_thing_goes_where_the_person_dropped_it(picture: PixelBuffer, without_diffusion: ModelBundle) -> None:
    there = Box(8, 20, 38, 50)
    (candidate,) = candidates_of(run(picture, without_diffusion, "move the square", destination=there))
    assert candidate.destination == there
    now = after(picture, candidate)
    assert now[30:40, 18:28, 0].mean() > 180 and now[30:40, 60:70, 0].mean() < 130


def test_what_goes_onto_a_thing_stands_on_what_is_seen_of_it_and_not_at_the_top_of_its_box(
    without_diffusion: ModelBundle,
) -> None:
    pixels = np.full((150, 200, 3), 205, np.uint8)
    cv2.ellipse(pixels, (100, 112), (78, 28), 0, 0, 360, (120, 70, 30), -1)
    pixels[6:46, 6:20] = (30, 30, 160)
    picture, landmark = PixelBuffer(pixels), Box(20, 46, 180, 142)  # the box of the table reaches far up the wall
    request = EditRequest(picture, "put the square on the chest", "", settings=QUICK)
    edit = TargetEdit(request, without_diffusion, without_diffusion.editor("retrieve"), EngineContext())
    for place in find_destinations(edit, Silhouette.of_box(Box(6, 6, 20, 46)), landmark):
        foot = pixels[place.y1 - 2, place.x0 + 3 : place.x1 - 3]
        assert (foot == (120, 70, 30)).all()


@pytest.mark.parametrize(
    ("share", "confidence", "boxes", "is_said"),
    [
        (0.1, 0.6, (), False),
        (0.5, 0.6, (), True),
        (0.5, 0.9, (), False),
        (0.5, 0.6, (SQUARE,), False),
        (0.1, 0.4, (), True),
    ],
)
def test_an_outline_that_is_unsure_or_takes_much_of_the_picture_is_said(
    share: float,
    confidence: float,
    boxes: tuple[Box, ...],
    is_said: bool,
    picture: PixelBuffer,
    without_diffusion: ModelBundle,
) -> None:
    request = EditRequest(picture, "remove the square", "", user_boxes=boxes, settings=QUICK)
    edit = TargetEdit(request, without_diffusion, without_diffusion.editor("retrieve"), EngineContext())
    size = picture.size
    mask = np.zeros((size.height, size.width), np.uint8)
    mask[: round(share * size.height)] = 255
    assert retouching._may_be_wrong(edit, Silhouette(size.as_box(), mask, confidence)) is is_said


def test_sixteen_bits_stay_sixteen_bits(picture: PixelBuffer, without_diffusion: ModelBundle) -> None:
    deep = PixelBuffer(picture.pixels.astype(np.uint16) * 257 + 3)
    for prompt in ("make the square darker", "another square"):
        candidate = best_of(run(deep, without_diffusion, prompt))
        assert candidate.pixels.dtype == np.uint16
        assert_the_rest_is_untouched(deep, candidate)
    changed = best_of(run(deep, without_diffusion, "make the square darker")).pixels
    assert (changed % 257 != changed[0, 0, 0] % 257).any(), "more than 256 levels"


def test_several_commands_are_carried_out_one_after_the_other(
    picture: PixelBuffer, without_diffusion: ModelBundle
) -> None:
    events = run(picture, without_diffusion, "make the square blue; make the picture darker", user_boxes=())
    finished = events[-1]
    assert isinstance(finished, EditFinished) and len(finished.companion_ids) == 1


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_second_guess_that_cannot_be_retouched_does_not_take_the_first_along(
    picture: PixelBuffer, without_diffusion: ModelBundle, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    calls: list[Silhouette] = []

    def some_have_no_room(edit: TargetEdit, silhouette: Silhouette, landmark: Box | None = None) -> tuple[Box, ...]:
        calls.append(silhouette)
        if len(calls) == fails_at:
            raise InvalidRequest("There is no room.")
        return find_destinations(edit, silhouette, landmark)

    monkeypatch.setattr(retouching, "find_destinations", some_have_no_room)
    if fails_at == 1:
        with pytest.raises(InvalidRequest, match="no room"):
            run(picture, without_diffusion, "another square", user_boxes=())
        return
    events = run(picture, without_diffusion, "another square", user_boxes=())
    assert isinstance(events[-1], EditFinished) and len(calls) >= fails_at
    assert all(item.silhouette is not calls[fails_at - 1] for item in candidates_of(events))


def test_a_smooth_fill_elsewhere_does_not_come_before_the_learned_region(
    picture: PixelBuffer, without_diffusion: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned: list[Box] = []

    def rough_at_first(cut: np.ndarray, hole: np.ndarray) -> float:
        return 100.0 / len(learned)  # far better in each region than in the one before it

    original = retouching.thing_in

    def noted(edit: TargetEdit, region: ChosenRegion, *rest: object, **named: object) -> object:
        learned.append(region.box)
        return original(edit, region, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(retouching, "fill_loss", rough_at_first)
    monkeypatch.setattr(retouching, "thing_in", noted)
    events = run(picture, without_diffusion, "remove the square", user_boxes=())
    candidates = candidates_of(events)
    assert len(set(learned)) > 1 and {item.region for item in candidates} == set(learned)
    assert best_of(events).region == learned[0]


@pytest.mark.parametrize("prompt", ["remove everything", "make the square faster", "blur the background", "remove"])
def test_what_cannot_be_done_is_refused_before_anything_runs(picture: PixelBuffer, prompt: str) -> None:
    with pytest.raises(InvalidRequest):
        EditRequest(picture, prompt)


def test_a_mask_that_covers_everything_is_refused(picture: PixelBuffer, without_diffusion: ModelBundle) -> None:
    whole = Silhouette.of_box(picture.size.as_box())
    with pytest.raises(InvalidRequest, match="too much to fill"):
        run(picture, without_diffusion, "remove the square", user_boxes=(), user_mask=whole)


def test_what_takes_up_the_picture_is_not_moved_and_what_is_cut_off_is_said(
    picture: PixelBuffer, without_diffusion: ModelBundle
) -> None:
    size = picture.size
    mask = np.full((size.height, size.width), 255, np.uint8)
    mask[:, -3:] = 0
    large = Silhouette(size.as_box(), mask)
    with pytest.raises(InvalidRequest, match="cannot be filled from the rest"):
        run(picture, without_diffusion, "make the square smaller", user_mask=large)
    half = mask.copy()
    half[:, size.width // 4 :] = 0
    cut = Silhouette(size.as_box(), half)
    there = Box(size.width // 2, 0, size.width // 2 + size.width // 4, size.height)
    told = [
        event.message
        for event in run(picture, without_diffusion, "move the square", user_mask=cut, destination=there)
        if isinstance(event, Noticed)
    ]
    assert any("cut off by the edge" in message for message in told)
    whole = run(picture, without_diffusion, "move the square", destination=Box(5, 20, 35, 50))
    assert not any("cut off" in event.message for event in whole if isinstance(event, Noticed))
