"""Previews of final edits while they are made: what they show, how many come, and that they change nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.api.events import CandidateReady, EditEvent, EditFinished, EditPreviewed
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.cancellation import EventToken
from lredit_core.editors import watching
from lredit_core.editors.base import CropToEdit, EditedCrop, EditInstructions, OnStep
from lredit_core.editors.watching import LEAST_INTERVAL_S, MOST_SHARE, PreviewThrottle
from lredit_core.engine.engine import InProcessEngine, edit_events
from lredit_core.engine.target_edit import EngineContext
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from tests.fakes.crops import crop_editor

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.editors.previews import OnPreview

pytestmark = pytest.mark.slow

BOX = Box(30, 20, 70, 56)


class Clock:
    """Stands still between calls of `pass_s`."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def pass_s(self, seconds: float) -> None:
        self.now_s += seconds


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview after every step."""
    monkeypatch.setattr(watching, "LEAST_INTERVAL_S", 0.0)
    monkeypatch.setattr(watching, "MOST_SHARE", float("inf"))


def request_for(picture: PixelBuffer, **changes: object) -> EditRequest:
    settings = EditSettings(edit_steps=4, guidance_scale=2.0)
    return replace(EditRequest(picture, "a red apple", user_boxes=(BOX,), settings=settings), **changes)


def test_previews_come_eight_times_a_second_at_most() -> None:
    clock = Clock()
    throttle = PreviewThrottle(clock)
    kept = 0
    for _ in range(1000):  # steps of 10 ms, for 10 s
        clock.pass_s(0.01)
        kept += throttle.kept(lambda: "seen") is not None
    assert 70 <= kept <= 80


@pytest.mark.parametrize("cost_s", [0.002, 0.015, 0.2])
def test_previews_take_a_small_share_of_the_time_whatever_each_costs(cost_s: float) -> None:
    clock = Clock()
    throttle = PreviewThrottle(clock)
    spent_s = 0.0

    def make() -> str:
        nonlocal spent_s
        spent_s += cost_s
        clock.pass_s(cost_s)
        return "seen"

    for _ in range(2000):
        clock.pass_s(0.05)
        throttle.kept(make)
    most = min(MOST_SHARE, cost_s / LEAST_INTERVAL_S)
    elapsed_s = clock() - 100.0
    assert 0.5 * most * elapsed_s < spent_s <= most * elapsed_s + cost_s, "the last one is paid for later"


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("editor", ["diffusion", "masked"])
def test_the_pixels_and_the_evaluations_are_the_same_watched_or_not(
    picture: PixelBuffer, tiny_bundle: ModelBundle, editor: str
) -> None:
    told: list[EditEvent] = []

    def made(context: EngineContext) -> tuple[np.ndarray, int]:
        events = list(edit_events(request_for(picture, editor=editor), tiny_bundle, context))
        (pixels,) = [event.candidate.pixels for event in events if isinstance(event, CandidateReady)]
        assert isinstance(events[-1], EditFinished)
        return pixels, events[-1].calls.denoising_evaluations

    (watched, counted), (alone, counted_alone) = made(EngineContext(emit=told.append)), made(EngineContext())
    assert np.array_equal(watched, alone) and counted == counted_alone > 0
    previews = [event for event in told if isinstance(event, EditPreviewed)]
    assert len(previews) == 4
    for preview in previews:
        assert preview.box == BOX
        height, width = preview.pixels.shape[:2]
        assert preview.pixels.dtype == np.uint8 and preview.pixels.shape[2] == 3
        assert 1 <= height <= BOX.height and 1 <= width <= BOX.width, "small"
        assert preview.pixels.flags.c_contiguous
    assert not np.array_equal(previews[0].pixels, previews[-1].pixels)


@pytest.mark.usefixtures("at_once")
def test_editors_without_steps_show_nothing(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    previews: list[EditEvent] = []
    events = list(
        edit_events(request_for(picture, editor="retrieve"), tiny_bundle, EngineContext(emit=previews.append))
    )
    assert any(isinstance(event, CandidateReady) for event in events)
    assert not any(isinstance(event, EditPreviewed) for event in previews)


@pytest.mark.usefixtures("at_once")
def test_the_engine_emits_previews_before_the_candidate_they_show(picture: PixelBuffer, tiny_folder: object) -> None:
    engine = InProcessEngine()
    engine.load(str(tiny_folder))
    told: list[EditEvent] = []
    request = request_for(picture, editor="diffusion")
    for event in engine.edit(request, EventToken(), emit=told.append):
        told.append(event)
    kinds = [type(event) for event in told]
    assert kinds.count(EditPreviewed) == 4
    assert max(index for index, kind in enumerate(kinds) if kind is EditPreviewed) < kinds.index(CandidateReady)
    assert all(event.job_id == request.job_id for event in told)


class QuadrantEditor:
    """Shows the crop as four plain quarters: red, green, blue, white."""

    name, fingerprint, softness_share, can_be_watched = "quadrants", "1", 1.0, True

    def __init__(self) -> None:
        self.watched: list[bool] = []

    def working_side_px(self, *, is_draft: bool) -> int:
        return 64

    def edit(
        self,
        crops: list[CropToEdit],
        instructions: EditInstructions,
        *,
        on_step: OnStep,
        on_preview: OnPreview | None = None,
    ) -> list[EditedCrop]:
        self.watched.append(on_preview is not None)
        small = np.zeros((len(crops), 8, 8, 3), np.uint8)
        small[:, :4, :4], small[:, :4, 4:] = (255, 0, 0), (0, 255, 0)
        small[:, 4:, :4], small[:, 4:, 4:] = (0, 0, 255), (255, 255, 255)
        on_step(len(crops))
        if on_preview is not None:
            on_preview(lambda: small)
            on_preview(lambda: None)
        return [EditedCrop(crop.pixels) for crop in crops]


@pytest.mark.usefixtures("at_once")
def test_a_preview_is_the_regions_part_of_what_the_editor_shows() -> None:
    large = PixelBuffer(np.zeros((400, 400, 3), np.uint8))
    editor, previews = QuadrantEditor(), []
    crops = crop_editor(EditRequest(large, "x"), editor)
    middle, corner = Box(150, 150, 250, 250), Box(0, 0, 100, 100)
    crops.edit([middle, corner], is_draft=False, on_preview=lambda box, pixels: previews.append((box, pixels)))
    assert [box for box, _ in previews] == [middle, corner], "what cannot be seen is not shown"
    seen, at_corner = previews[0][1], previews[1][1]
    corners = [tuple(seen[row, column].tolist()) for row in (0, -1) for column in (0, -1)]
    assert corners == [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]
    assert seen.shape == (4, 4, 3), "100 of 160 pixels, shown as 8, each border to the nearest even one"
    assert tuple(at_corner[0, 0].tolist()) == (255, 0, 0)
    assert editor.watched == [True]


@pytest.mark.usefixtures("at_once")
def test_drafts_and_edits_that_nobody_looks_at_are_not_watched() -> None:
    editor = QuadrantEditor()
    request = EditRequest(PixelBuffer(np.zeros((80, 80, 3), np.uint8)), "x")
    crops = crop_editor(request, editor)
    crops.edit([Box(20, 20, 50, 50)], is_draft=True, on_preview=lambda box, pixels: None)
    crops.edit([Box(20, 20, 50, 50)], is_draft=False)
    editor.can_be_watched = False
    crops.edit([Box(30, 30, 60, 60)], is_draft=False, on_preview=lambda box, pixels: None)
    assert editor.watched == [False, False, False]
