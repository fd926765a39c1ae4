"""A picture is converted, scaled and encoded once, however many prompts and things are asked for in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import torch

from lredit_core.api.events import CandidateReady, EditFinished
from lredit_core.api.request import EditRequest
from lredit_core.editors.crop import plan_crop
from lredit_core.editors.crop_editing import SourceViews
from lredit_core.engine import scoring
from lredit_core.engine.engine import edit_events
from lredit_core.engine.picture_cache import PictureNotes
from lredit_core.engine.target_edit import EngineContext
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer
from tests.core.engine.test_engine import QUICK, request_for

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle


pytestmark = pytest.mark.slow


class Counts:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.views = self.wholes = 0
        view, encode = SourceViews.of, scoring._encoded_whole

        def of(image: PixelBuffer) -> SourceViews:
            self.views += 1
            return view(image)

        def encoded_whole(*args: object) -> object:
            self.wholes += 1
            return encode(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(SourceViews, "of", staticmethod(of))
        monkeypatch.setattr(scoring, "_encoded_whole", encoded_whole)


def test_prompts_on_one_picture_share_its_views_and_its_encoding(
    picture: PixelBuffer, tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, context = Counts(monkeypatch), EngineContext()
    encodings = []
    for seed in (0, 0):
        request = request_for(PixelBuffer(picture.pixels.copy()), seed=seed)
        last = list(edit_events(request, tiny_bundle, context))[-1]
        assert isinstance(last, EditFinished)
        encodings.append(last.calls.image_encodings)
    assert (counts.views, counts.wholes) == (1, 1)
    assert encodings[0] - encodings[1] > 1  # the whole picture and its close-ups; edits are scored again


def test_things_of_one_prompt_share_the_picture_until_one_is_in_it(
    picture: PixelBuffer, tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = Counts(monkeypatch)
    request = replace(request_for(picture), prompt="a red apple; a banana", source_prompt="")
    assert isinstance(list(edit_events(request, tiny_bundle, EngineContext()))[-1], EditFinished)
    assert (counts.views, counts.wholes) == (2, 2)  # the picture, and the one with the first thing in it


def test_another_picture_is_looked_at_anew(
    picture: PixelBuffer, tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, context = Counts(monkeypatch), EngineContext()
    for pixels in (picture.pixels, picture.pixels[::-1].copy()):
        list(edit_events(request_for(PixelBuffer(pixels)), tiny_bundle, context))
    assert (counts.views, counts.wholes) == (2, 2)


def test_close_ups_that_one_prompt_looked_at_serve_the_next(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    context = EngineContext()

    def encodings(prompt: str, context: EngineContext) -> tuple[int, list[Box]]:
        request = EditRequest(picture, prompt, "a cat", settings=QUICK)
        events = list(edit_events(request, tiny_bundle, context))
        assert isinstance(events[-1], EditFinished)
        boxes = [event.candidate.box for event in events if isinstance(event, CandidateReady)]
        return events[-1].calls.image_encodings, boxes

    encodings("a dog", context)
    next_one, boxes = encodings("a red apple", context)
    alone, boxes_alone = encodings("a red apple", EngineContext())
    assert next_one < 0.8 * alone and boxes == boxes_alone


def test_close_ups_are_forgotten_once_there_are_many() -> None:
    notes = PictureNotes()
    size = Size(4000, 10)
    for x in range(2100):
        notes.close_ups()[plan_crop(Box(x, 0, x + 8, 8), size, side_px=16)] = torch.zeros(1)
        assert notes.close_ups() is notes.close_ups()
    assert len(notes.close_ups()) < 2001
