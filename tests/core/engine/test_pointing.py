"""Pointing through the engine: looked once for a picture, answered with or without models that see photographs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.api.pointing import BoxSnapped, PointingFailed, PointRequest, RegionsOffered, SnapRequest
from lredit_core.bundles.loading import BundleLoader
from lredit_core.cancellation import EventToken
from lredit_core.encoders.detector import Detections
from lredit_core.encoders.words import KnownWords
from lredit_core.engine import pointing
from lredit_core.engine.engine import InProcessEngine
from lredit_core.engine.engine_process import Load, Loaded, Point, ProcessEngine
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from tests.core.engine.test_engine_process import PressedSoon, _info, child_that_hangs
from tests.core.engine.test_photographs import with_eye
from tests.core.regions.test_pointing import HOUSE, meadow

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.processes.child_process import ParentLink

pytestmark = pytest.mark.slow


class Sighted(InProcessEngine):
    """With a detector that finds one thing, and says how often it was asked."""

    asked = 0

    class _Detector:
        words = KnownWords(names=("thing",), kinds={"thing": (0,)})

        def __init__(self, engine: Sighted) -> None:
            self._engine = engine

        def find(self, _picture: torch.Tensor) -> Detections:
            self._engine.asked += 1
            return Detections(torch.tensor([[0.1, 0.1, 0.45, 0.5]]), torch.tensor([[0.1, 0.9]]))

    def see(self) -> None:
        assert self._bundle is not None
        self._bundle.detector = self._Detector(self)  # type: ignore[assignment]


@pytest.fixture
def engine(tiny_folder: Path) -> InProcessEngine:
    made = InProcessEngine(BundleLoader(device=torch.device("cpu")))
    made.load(str(tiny_folder))
    return made


def test_a_click_is_answered_and_the_next_one_looks_no_more(
    engine: InProcessEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    search = pointing.selective_search
    monkeypatch.setattr(pointing, "selective_search", lambda pixels: (looks.append(1), search(pixels))[1])
    request = PointRequest(PixelBuffer(meadow()), 185, 170)
    answer = engine.point(request, EventToken())
    assert isinstance(answer, RegionsOffered) and answer.request_id == request.request_id
    assert max(box.iou(HOUSE) for box in answer.boxes) > 0.7
    again = engine.point(PointRequest(PixelBuffer(meadow()), 185, 170), EventToken())
    assert isinstance(again, RegionsOffered) and again.boxes == answer.boxes
    snap = engine.point(SnapRequest(PixelBuffer(meadow()), HOUSE.grown(20)), EventToken())
    assert isinstance(snap, BoxSnapped) and snap.box is not None and snap.box.iou(HOUSE) > 0.85
    assert len(looks) == 1


def test_a_box_without_anything_in_it_says_so(engine: InProcessEngine) -> None:
    answer = engine.point(SnapRequest(PixelBuffer(meadow()), Box(10, 210, 100, 260)), EventToken())
    assert answer == BoxSnapped(answer.request_id, None)


@pytest.mark.parametrize(
    "request_", [PointRequest(PixelBuffer(meadow()), 999, 3), SnapRequest(PixelBuffer(meadow()), Box(900, 0, 990, 50))]
)
def test_what_lies_outside_of_the_picture_gets_a_sentence(
    engine: InProcessEngine, request_: PointRequest | SnapRequest
) -> None:
    answer = engine.point(request_, EventToken())
    assert isinstance(answer, PointingFailed) and "360 x 270" in answer.message


def test_what_was_broken_off_says_nothing(engine: InProcessEngine) -> None:
    token = EventToken()
    token.cancel()
    answer = engine.point(PointRequest(PixelBuffer(meadow()), 185, 170), token)
    assert answer == PointingFailed(answer.request_id, "")


@pytest.mark.parametrize("sees_drawings", [False, True])
def test_in_photographs_the_detector_is_heard_and_in_drawings_not(
    tiny_folder: Path, tmp_path: Path, sees_drawings: bool
) -> None:
    engine = Sighted(BundleLoader(device=torch.device("cpu")))
    engine.load(str(with_eye(tiny_folder, tmp_path / "bundle", sees_drawings=sees_drawings)))
    engine.see()
    answer = engine.point(PointRequest(PixelBuffer(meadow()), 100, 80), EventToken())
    assert isinstance(answer, RegionsOffered)
    detected = Box(36, 27, 162, 135)
    assert (detected in answer.boxes) is not sees_drawings
    if not sees_drawings:
        assert answer.boxes[answer.first] == detected
    engine.point(PointRequest(PixelBuffer(meadow()), 200, 170), EventToken())
    assert engine.asked == (0 if sees_drawings else 1)


def test_models_that_cannot_be_loaded_are_told(tmp_path: Path) -> None:
    class Nothing(BundleLoader):
        def load(self, reference: str) -> None:  # type: ignore[override]
            raise ModelUnavailable(f"There is no {reference}.")

    answer = InProcessEngine(Nothing()).point(PointRequest(PixelBuffer(meadow()), 1, 1), EventToken())
    assert isinstance(answer, PointingFailed) and answer.message == "There is no builtin."


def test_the_child_answers_as_the_engine_does(tiny_folder: Path, engine: InProcessEngine) -> None:
    request = PointRequest(PixelBuffer(meadow()), 185, 170)
    child = ProcessEngine()
    try:
        child.load(str(tiny_folder))
        assert child.point(request, EventToken()) == engine.point(request, EventToken())
        snap = SnapRequest(PixelBuffer(meadow()), HOUSE.grown(20))
        assert child.point(snap, EventToken()) == engine.point(snap, EventToken())
        outside = replace(request, x=-4.0)
        assert child.point(outside, EventToken()) == engine.point(outside, EventToken())
    finally:
        child.close()


def child_that_dies_pointing(parent: ParentLink) -> None:
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(_info()))
            case Point():
                raise ZeroDivisionError("the fault itself")


def child_that_hangs_pointing(parent: ParentLink) -> None:
    parent.receive()
    parent.send(Loaded(_info()))
    parent.receive()
    child_that_hangs(parent)


def test_a_child_that_dies_pointing_is_told_and_replaced() -> None:
    engine = ProcessEngine(main=child_that_dies_pointing)
    request = PointRequest(PixelBuffer(np.zeros((20, 20, 3), np.uint8)), 1, 1)
    try:
        for _ in range(2):
            answer = engine.point(request, EventToken())
            assert isinstance(answer, PointingFailed) and "ended" in answer.message
            assert "the fault itself" in answer.details
    finally:
        engine.close()


def test_pointing_at_a_child_that_hangs_can_be_broken_off() -> None:
    engine = ProcessEngine(main=child_that_hangs_pointing, stop_patience_s=0.3)
    request = PointRequest(PixelBuffer(np.zeros((20, 20, 3), np.uint8)), 1, 1)
    try:
        assert engine.point(request, PressedSoon(20)) == PointingFailed(request.request_id, "")
        assert engine.is_alive, "it has its patience to come to an end"
    finally:
        engine.close()
