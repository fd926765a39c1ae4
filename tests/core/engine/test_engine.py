"""The engine whole, on tiny random models through the real loaders."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from lredit_core.api.events import (
    AnchorsFound,
    CandidateReady,
    CandidatesRanked,
    EditEvent,
    EditFailed,
    EditFinished,
    EditStopped,
    JobStarted,
    PreviewReady,
    ProgressMade,
    ProposalsSettled,
    RegionsUpdated,
    Stage,
    StageChanged,
)
from lredit_core.api.request import EditRequest, EditSettings, Estimator, LossWeights, Objective
from lredit_core.cancellation import EventToken
from lredit_core.document.compositing import pixels_changed_outside
from lredit_core.document.document import Document
from lredit_core.editors import crop_editing
from lredit_core.editors.memo import EditMemo
from lredit_core.engine.engine import InProcessEngine, edit_events
from lredit_core.engine.picture_cache import PictureCache
from lredit_core.engine.target_edit import EngineContext
from lredit_core.errors import Stopped
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.editors.base import CropToEdit, EditedCrop, EditInstructions

pytestmark = pytest.mark.slow

QUICK = EditSettings(
    anchor_count=4, learning_steps=3, drafts_per_step=2, candidate_count=2, draft_steps=2, edit_steps=3
)
FINAL = (EditFinished, EditStopped, EditFailed)


def request_for(picture: PixelBuffer, **changes: object) -> EditRequest:
    return replace(EditRequest(picture, "a red apple", source_prompt="a cat", settings=QUICK), **changes)


def run(request: EditRequest, bundle: ModelBundle, memo: EditMemo | None = None) -> list[EditEvent]:
    return list(edit_events(request, bundle, EngineContext(memo=EditMemo() if memo is None else memo)))


def of_type(events: list[EditEvent], kind: type) -> list:
    return [event for event in events if isinstance(event, kind)]


@pytest.mark.parametrize("editor", ["retrieve", "diffusion", "masked"])
def test_events_come_in_the_order_of_the_method(picture: PixelBuffer, tiny_bundle: ModelBundle, editor: str) -> None:
    request = request_for(picture, editor=editor)
    events = run(request, tiny_bundle)
    assert all(event.job_id == request.job_id for event in events)
    assert isinstance(events[0], JobStarted)
    assert isinstance(events[-1], EditFinished)
    stages = [event.stage for event in of_type(events, StageChanged)]
    assert stages == [Stage.LOOKING, Stage.FINDING_ANCHORS, Stage.LEARNING, Stage.EDITING, Stage.RANKING]
    assert [event.step for event in of_type(events, RegionsUpdated)] == [0, 1, 2, 3]
    fractions = [event.fraction for event in of_type(events, ProgressMade)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    order = [type(event) for event in events]
    assert order.index(AnchorsFound) < order.index(PreviewReady) < order.index(ProposalsSettled)
    assert order.index(CandidateReady) < order.index(CandidatesRanked)


def test_the_ranking_follows_the_rank_and_names_the_best(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    events = run(request_for(picture), tiny_bundle)
    candidates = {event.candidate.candidate_id: event.candidate for event in of_type(events, CandidateReady)}
    ranking = of_type(events, CandidatesRanked)[0].ranking
    ranks = [candidates[candidate_id].score.ranking_score for candidate_id in ranking]
    assert ranks == sorted(ranks, reverse=True)
    assert events[-1].best_candidate_id == ranking[0]


def test_under_the_papers_objective_the_rank_is_the_score(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    settings = replace(QUICK, objective=Objective.PAPER)
    events = run(request_for(picture, settings=settings), tiny_bundle)
    for event in of_type(events, CandidateReady):
        score = event.candidate.score
        assert score.ranking_score == score.total
        assert score.total == pytest.approx(2 * score.text_to_image + score.image_to_image)


@pytest.mark.parametrize("estimator", list(Estimator))
def test_the_region_network_learns_in_every_step(
    picture: PixelBuffer, tiny_bundle: ModelBundle, estimator: Estimator
) -> None:
    events = run(request_for(picture, settings=replace(QUICK, estimator=estimator)), tiny_bundle)
    norms = [event.gradient_norm for event in of_type(events, RegionsUpdated) if event.step > 0]
    assert all(norm is not None and np.isfinite(norm) and norm > 0 for norm in norms)


@pytest.mark.parametrize("editor", ["retrieve", "diffusion", "masked"])
def test_the_same_request_gives_the_same_boxes_and_pixels(
    picture: PixelBuffer, tiny_bundle: ModelBundle, editor: str
) -> None:
    runs = [run(request_for(picture, editor=editor, seed=5), tiny_bundle) for _ in range(2)]
    first, second = ([event.candidate for event in of_type(events, CandidateReady)] for events in runs)
    assert [item.box for item in first] == [item.box for item in second]
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.pixels, other.pixels)
        assert one.score == other.score


@pytest.mark.parametrize("editor", ["retrieve", "diffusion", "masked"])
def test_another_seed_gives_other_pixels(picture: PixelBuffer, tiny_bundle: ModelBundle, editor: str) -> None:
    box = (Box(20, 20, 60, 60),)
    seen = set()
    for seed in range(4):
        events = run(request_for(picture, editor=editor, seed=seed, user_boxes=box), tiny_bundle)
        seen.add(of_type(events, CandidateReady)[0].candidate.pixels.tobytes())
    assert len(seen) >= 3


def test_a_nudged_box_is_edited_without_learning_and_once_only(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    memo = EditMemo()
    request = request_for(picture, user_boxes=(Box(10, 10, 50, 60),))
    events = run(request, tiny_bundle, memo)
    assert not of_type(events, RegionsUpdated)
    assert of_type(events, CandidateReady)[0].candidate.box == Box(10, 10, 50, 60)
    assert events[-1].calls.full_edits == 1
    assert events[-1].calls.drafts == 0
    again = run(request, tiny_bundle, memo)
    assert again[-1].calls.full_edits == 0


def test_drafts_are_not_made_twice_for_a_second_run(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    memo = EditMemo()
    first = run(request_for(picture), tiny_bundle, memo)[-1].calls
    second = run(request_for(picture), tiny_bundle, memo)[-1].calls
    assert 0 < first.drafts <= QUICK.learning_steps * QUICK.drafts_per_step
    assert (second.drafts, second.full_edits) == (0, 0)


def test_denoising_evaluations_count_guidance_twice(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    box = (Box(10, 10, 50, 60),)
    guided = run(request_for(picture, editor="diffusion", user_boxes=box), tiny_bundle)[-1].calls
    plain_settings = replace(QUICK, guidance_scale=1.0)
    plain = run(request_for(picture, editor="diffusion", user_boxes=box, settings=plain_settings), tiny_bundle)[
        -1
    ].calls
    assert guided.denoising_evaluations == 2 * plain.denoising_evaluations == 2 * QUICK.edit_steps


def test_guidance_and_steps_reach_the_pipeline(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    box = (Box(10, 10, 50, 60),)
    pixels = set()
    for settings in (
        QUICK,
        replace(QUICK, guidance_scale=2.0),
        replace(QUICK, edit_steps=5),
        replace(QUICK, strength=0.7),
    ):
        events = run(request_for(picture, editor="diffusion", user_boxes=box, settings=settings), tiny_bundle)
        pixels.add(of_type(events, CandidateReady)[0].candidate.pixels.tobytes())
    assert len(pixels) == 4


@pytest.mark.parametrize("deep", [False, True])
def test_an_accepted_candidate_changes_nothing_outside_of_its_box(tiny_bundle: ModelBundle, deep: bool) -> None:
    rng = np.random.default_rng(0)
    shape, dtype = ((61, 83, 4), np.uint16) if deep else ((61, 83, 3), np.uint8)
    image = PixelBuffer(rng.integers(0, np.iinfo(dtype).max, shape, dtype=dtype))
    events = run(request_for(image), tiny_bundle)
    for event in of_type(events, CandidateReady):
        result = Document(image, (event.candidate.as_layer(bundle="tiny"),)).flattened()
        assert result.pixels.dtype == dtype
        assert pixels_changed_outside(image.pixels, result.pixels, (event.candidate.box,)) == 0
        assert (result.pixels != image.pixels).any()


@pytest.mark.parametrize("size", [(30, 200), (200, 30), (9, 9)])
def test_narrow_and_tiny_pictures_keep_their_size(tiny_bundle: ModelBundle, size: tuple[int, int]) -> None:
    image = PixelBuffer(np.random.default_rng(1).integers(0, 256, (*size, 3), dtype=np.uint8))
    candidate = of_type(run(request_for(image), tiny_bundle), CandidateReady)[0].candidate
    assert image.size.as_box().contains(candidate.box)
    assert candidate.pixels.shape == (candidate.box.height, candidate.box.width, 3)
    assert candidate.mask.shape == (candidate.box.height, candidate.box.width)


def test_anchors_and_regions_lie_in_the_pixels_of_a_large_picture(tiny_bundle: ModelBundle) -> None:
    image = PixelBuffer(np.random.default_rng(1).integers(0, 256, (1600, 2400, 3), dtype=np.uint8))
    events = run(request_for(image), tiny_bundle)
    anchors = of_type(events, AnchorsFound)[0].anchors
    assert max(anchor.x for anchor in anchors) > 1024
    for region in of_type(events, RegionsUpdated)[-1].regions:
        assert image.size.as_box().contains(region.box)


class CancelledAfter:
    """A token that asks to stop at its n-th look."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def is_cancelled(self) -> bool:
        self.looks -= 1
        return self.looks < 0

    def raise_if_cancelled(self) -> None:
        if self.is_cancelled():
            raise Stopped


def looks_of_a_whole_edit(request: EditRequest, bundle: ModelBundle) -> int:
    token = CancelledAfter(10**9)
    list(edit_events(request, bundle, EngineContext(token=token)))
    return 10**9 - token.looks


@pytest.mark.parametrize("editor", ["retrieve", "diffusion", "masked"])
def test_a_stop_at_any_look_ends_at_once_and_leaves_the_engine_usable(
    picture: PixelBuffer, tiny_folder: Path, tiny_bundle: ModelBundle, editor: str
) -> None:
    request = request_for(picture, editor=editor)
    total = looks_of_a_whole_edit(request, tiny_bundle)
    engine = InProcessEngine()
    engine.load(str(tiny_folder))
    before = picture.pixels.copy()
    for looks in sorted({0, 1, 2, total // 4, total // 2, total - 1}):
        engine._memo, engine._picture_cache = EditMemo(), PictureCache()
        events = list(engine.edit(request, CancelledAfter(looks)))
        assert isinstance(events[-1], EditStopped), looks
        assert sum(isinstance(event, FINAL) for event in events) == 1
    np.testing.assert_array_equal(picture.pixels, before)
    engine._memo = EditMemo()
    assert isinstance(list(engine.edit(request, EventToken()))[-1], EditFinished)


def test_a_stop_within_the_denoising_comes_before_the_decoding(
    picture: PixelBuffer, tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = tiny_bundle.editor("diffusion")._pipeline
    decoded: list[int] = []
    decode = pipeline.vae.decode
    monkeypatch.setattr(pipeline.vae, "decode", lambda *a, **k: decoded.append(1) or decode(*a, **k))
    request = request_for(picture, editor="diffusion", user_boxes=(Box(10, 10, 50, 60),))
    token = EventToken()
    steps: list[int] = []

    class Counting(EventToken):
        def raise_if_cancelled(self) -> None:
            steps.append(1)
            if len(steps) == 3:  # start, before the edit, after the first denoising step
                token.cancel()
            token.raise_if_cancelled()

    with pytest.raises(Stopped):
        list(edit_events(request, tiny_bundle, EngineContext(token=Counting())))
    assert not decoded


def test_the_pipeline_is_built_once_and_a_prompt_is_embedded_once(
    picture: PixelBuffer, tiny_bundle: ModelBundle
) -> None:
    pipeline = tiny_bundle.editor("diffusion")._pipeline
    embedded: list[int] = []
    innermost = next(layer for layer in pipeline.text_encoder.modules() if isinstance(layer, torch.nn.Linear))
    hook = innermost.register_forward_hook(lambda _layer, inputs, _output: embedded.append(len(inputs[0])))
    run(request_for(picture, prompt="a red pear", editor="diffusion", user_boxes=(Box(10, 10, 50, 60),)), tiny_bundle)
    embedded.clear()  # from here on the empty text of the guidance is known
    for box in (Box(10, 10, 50, 60), Box(12, 10, 52, 60), Box(30, 20, 60, 40)):
        run(request_for(picture, prompt="a green pear", editor="diffusion", user_boxes=(box,)), tiny_bundle)
    hook.remove()
    assert embedded == [1]
    assert tiny_bundle.editor("diffusion")._pipeline is pipeline


def failing(error: Exception) -> Iterator[EditEvent]:
    raise error
    yield


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RuntimeError("boom"), "engine"),
        (MemoryError(), "out_of_memory"),
        (RuntimeError("CUDA out of memory"), "out_of_memory"),
    ],
)
def test_foreign_errors_become_a_failed_event_with_a_sentence(
    picture: PixelBuffer, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, kind: str
) -> None:
    engine = InProcessEngine()
    engine.load(str(tiny_folder))
    monkeypatch.setattr("lredit_core.engine.several_targets.learn", lambda _job, **_named: failing(error))
    last = list(engine.edit(request_for(picture), EventToken()))[-1]
    assert isinstance(last, EditFailed)
    assert last.kind == kind
    assert "try again" in last.message.lower()
    assert type(error).__name__ in last.details


def test_what_the_bundle_cannot_do_becomes_a_failed_event(picture: PixelBuffer, tiny_folder: Path) -> None:
    engine = InProcessEngine()
    engine.load(str(tiny_folder))
    unknown = list(engine.edit(request_for(picture, editor="oil paint"), EventToken()))[-1]
    assert isinstance(unknown, EditFailed)
    assert "retrieve, diffusion, masked" in unknown.message


def test_weights_of_zero_are_no_trap(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    silent = LossWeights(*[0.0] * len(dataclasses.fields(LossWeights)))
    events = run(request_for(picture, settings=replace(QUICK, weights=silent)), tiny_bundle)
    assert isinstance(events[-1], EditFinished)


def test_a_prompt_that_no_drawing_fits_is_told_before_anything_is_computed(
    picture: PixelBuffer, tiny_folder: Path
) -> None:
    engine = InProcessEngine()
    engine.load(str(tiny_folder))
    events = list(engine.edit(request_for(picture, prompt="the meaning of life"), EventToken()))
    assert [type(event) for event in events] == [EditFailed]
    assert "no drawing for 'the meaning of life'" in events[0].message
    assert "lredit bundles things" in events[0].message  # nothing it draws is near, so where the list is


def test_each_of_several_things_is_looked_up_before_anything_is_computed(
    picture: PixelBuffer, tiny_folder: Path
) -> None:
    engine = InProcessEngine()
    engine.load(str(tiny_folder))
    words = "a red apple, a cat and the meaning of life"
    request = request_for(picture, prompt=words, source_prompt="", editor="retrieve")
    events = list(engine.edit(request, EventToken()))
    assert [type(event) for event in events] == [EditFailed]
    assert "'the meaning of life'" in events[0].message
    boxed = replace(request, user_boxes=(Box(10, 10, 50, 60),))  # edited with the whole prompt
    assert isinstance(list(engine.edit(boxed, EventToken()))[-1], EditFinished)


@pytest.mark.parametrize("pixels", [crop_editing.FULL_EDITS_PX, 1])
def test_full_edits_after_the_first_are_made_together_where_they_are_small(
    picture: PixelBuffer, tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch, pixels: int
) -> None:
    editor = tiny_bundle.editor("diffusion")
    together: list[int] = []

    def spied(crops: Sequence[CropToEdit], instructions: EditInstructions, **others: Any) -> list[EditedCrop]:
        if not instructions.is_draft:
            together.append(len(crops))
        return original(crops, instructions, **others)

    original = editor.edit
    monkeypatch.setattr(editor, "edit", spied)
    monkeypatch.setattr(crop_editing, "FULL_EDITS_PX", pixels)
    settings = replace(QUICK, anchor_count=9, candidate_count=5)
    events = run(request_for(picture, editor="diffusion", settings=settings), tiny_bundle)
    count = len(of_type(events, CandidateReady))
    assert count == events[-1].calls.full_edits > 2
    assert together[0] == 1
    assert sum(together) == count
    assert (max(together) > 1) == (pixels > 1)  # crops of one shape go together


@pytest.mark.parametrize(
    ("prompt", "source", "results"),
    [("an apple", "the square", 1), ("an apple", "", 1), ("remove the square", "", 1), ("an apple and a car", "", 2)],
)
def test_what_there_is_is_shown_when_it_is_asked_for(
    prompt: str, source: str, results: int, picture: PixelBuffer, without_diffusion: ModelBundle
) -> None:
    token = EventToken()
    token.suffice()  # before anything was learned
    request = EditRequest(picture, prompt, source, settings=QUICK)
    events = list(edit_events(request, without_diffusion, EngineContext(token=token)))
    assert not of_type(events, PreviewReady), "no more drafts"
    assert {event.step for event in of_type(events, RegionsUpdated)} == set(range(QUICK.learning_steps + 1))
    assert len(of_type(events, CandidateReady)) == results
    assert isinstance(events[-1], EditFinished)


def test_what_there_is_ends_an_edit_under_way_after_the_result_at_work(
    picture: PixelBuffer, without_diffusion: ModelBundle
) -> None:
    token = EventToken()
    events: list[EditEvent] = []
    for event in edit_events(request_for(picture), without_diffusion, EngineContext(token=token)):
        events.append(event)
        if isinstance(event, StageChanged) and event.stage is Stage.EDITING:
            token.suffice()
    assert len(of_type(events, CandidateReady)) == 1 and isinstance(events[-1], EditFinished)
    assert max(event.step for event in of_type(events, RegionsUpdated)) > 0


def test_the_time_left_is_what_edits_took_so_far_from_their_own_first_step_on(
    picture: PixelBuffer, tiny_bundle: ModelBundle
) -> None:
    told: list[EditEvent] = []
    now = iter(float(second) for second in range(10_000))
    settings = replace(QUICK, edit_steps=8, candidate_count=2)
    request = request_for(picture, editor="diffusion", settings=settings, user_boxes=(Box(8, 8, 40, 40),))
    context = EngineContext(emit=told.append, clock=lambda: next(now))
    list(edit_events(request, tiny_bundle, context))
    steps = of_type(told, ProgressMade)
    assert len(steps) == 8
    assert [step.fraction for step in steps] == sorted(step.fraction for step in steps)
    assert all(step.seconds_left is not None for step in steps)
    assert steps[-1].seconds_left == 0
    halfway = steps[3]
    assert halfway.seconds_left == pytest.approx(4, abs=1.5), "a second a step by this clock, and four are left"


@pytest.mark.parametrize(
    ("estimator", "makes_drafts"), [(Estimator.EXPECTED_LOSS, False), (Estimator.STRAIGHT_THROUGH, True)]
)
def test_an_editor_whose_drafts_do_not_pay_is_learned_for_without_them(
    estimator: Estimator,
    makes_drafts: bool,
    picture: PixelBuffer,
    tiny_bundle: ModelBundle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editor = tiny_bundle.editor("diffusion")
    assert editor.drafts_pay
    monkeypatch.setattr(type(editor), "drafts_pay", property(lambda _self: False))
    request = request_for(picture, editor="diffusion", settings=replace(QUICK, estimator=estimator))
    events = run(request, tiny_bundle)
    assert bool(of_type(events, PreviewReady)) is makes_drafts
    norms = [event.gradient_norm for event in of_type(events, RegionsUpdated) if event.step]
    assert len(norms) == QUICK.learning_steps and all(norm and norm > 0 for norm in norms), (
        "the network learns all the same"
    )
    assert isinstance(events[-1], EditFinished) and events[-1].calls.full_edits >= 1
