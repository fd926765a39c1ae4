"""The engine as a library: edits, regions without edits, edits of a region, stops; what goes wrong, in sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

import lredit_core
from lredit_core import (
    Box,
    EditFinished,
    EditIntent,
    EditStopped,
    Engine,
    EventToken,
    InvalidRequest,
    LreditError,
    PixelBuffer,
    Preset,
    RegionsUpdated,
    Silhouette,
    Stopped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with lredit_core.load() as loaded:
        yield loaded


@pytest.fixture(scope="module")
def drawing() -> PixelBuffer:
    return lredit_core.open_picture(lredit_core.resource_path("samples/cat_and_car.jpg"))


def test_an_edit_and_its_picture(engine: Engine, drawing: PixelBuffer, tmp_path: Path) -> None:
    request = engine.request(drawing, "a red apple", source="the cat", preset=Preset.FAST)
    seen: list[object] = []
    result = engine.run(request, on_event=seen.append)
    assert isinstance(seen[-1], EditFinished)
    assert result.candidates[0].region_box == result.region
    assert result.report["region"] == list(result.region.as_tuple())
    assert lredit_core.export(result.document, tmp_path / "edited.png") == ()
    written = lredit_core.open_picture(tmp_path / "edited.png")
    np.testing.assert_array_equal(written.pixels, result.document.flattened().pixels)
    rows, columns = result.candidates[0].box.as_slices()
    outside = np.ones(drawing.pixels.shape[:2], bool)
    outside[rows, columns] = False
    np.testing.assert_array_equal(written.pixels[outside], drawing.pixels[outside])


def test_the_region_alone_is_the_region_of_an_edit(engine: Engine, drawing: PixelBuffer) -> None:
    found = engine.find_region(drawing, "the cat", count=3)
    removed = engine.run(engine.request(drawing, "remove the cat", preset=Preset.FAST))
    assert found.best.box.iou(removed.region) > 0.7
    scores = [region.score for region in found.regions]
    assert 1 <= len(found.regions) <= 3
    assert scores == sorted(scores, reverse=True)
    assert 0.2 < scores[0] <= sum(scores) <= 1 + 1e-6
    assert found.notices == ()
    car = engine.find_region(drawing, "the car")
    assert car.best.box.iou(found.best.box) < 0.1


def test_what_is_not_there_is_a_sentence(engine: Engine) -> None:
    photo = lredit_core.open_picture(lredit_core.resource_path("samples/coffee_photo.jpg"))
    with pytest.raises(InvalidRequest, match="giraffe"):
        engine.find_region(photo, "the giraffe")
    with pytest.raises(InvalidRequest):
        engine.find_region(photo, "")
    with pytest.raises(LreditError, match="no such bundle"):
        lredit_core.load("no such bundle")


@pytest.mark.parametrize("kind", ["box", "silhouette", "bool", "uint8"])
def test_a_region_alone_is_edited_and_nothing_beside_it(engine: Engine, drawing: PixelBuffer, kind: str) -> None:
    box = Box(150, 280, 400, 530)
    values = np.zeros(drawing.pixels.shape[:2], bool)
    values[box.as_slices()] = True
    region = {
        "box": box,
        "silhouette": Silhouette(drawing.size.as_box(), values.astype(np.uint8) * np.uint8(255)),
        "bool": values,
        "uint8": values.astype(np.uint8) * np.uint8(255),
    }[kind]
    result = engine.edit_region(drawing, "a red apple", region, preset=Preset.FAST)  # type: ignore[arg-type]
    assert result.region == box
    after = result.document.flattened().pixels
    np.testing.assert_array_equal(after[~values], drawing.pixels[~values])
    assert (after[values] != drawing.pixels[values]).any()


@pytest.mark.parametrize(
    "region", [Box(0, 0, 3, 90), np.zeros((5, 5), bool), np.zeros((640, 960), np.float32), np.zeros((640, 960), bool)]
)
def test_a_region_that_is_none_is_refused(engine: Engine, drawing: PixelBuffer, region: object) -> None:
    with pytest.raises(InvalidRequest):
        engine.edit_region(drawing, "a red apple", region)  # type: ignore[arg-type]


def test_a_stop_ends_the_events_and_raises_from_run(engine: Engine, drawing: PixelBuffer) -> None:
    request = engine.request(drawing, "a red apple", source="the cat", preset=Preset.THOROUGH)
    token, events = EventToken(), list[object]()
    for event in engine.edit(request, token):
        events.append(event)
        if isinstance(event, RegionsUpdated):
            token.cancel()
    assert isinstance(events[-1], EditStopped)
    with pytest.raises(Stopped):
        engine.run(replace(request), token)
    with pytest.raises(Stopped):
        engine.find_region(drawing, "the cat", token=token)


def test_a_failed_edit_raises_its_sentence(engine: Engine, drawing: PixelBuffer) -> None:
    with pytest.raises(InvalidRequest, match='has no editor "paint"'):
        engine.run(engine.request(drawing, "a red apple", editor="paint"))


def test_an_intent_may_be_said(engine: Engine, drawing: PixelBuffer) -> None:
    request = engine.request(drawing, "the car", intent=EditIntent.REMOVE, preset=Preset.FAST)
    assert request.targets[0].intent is EditIntent.REMOVE
    assert engine.run(request).candidates[0].intent is EditIntent.REMOVE
