"""What is found in photographs: what is there, large, sharp and whole enough, each once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import skimage
import torch
from PIL import Image

from lredit_core.bundles.loading import load_detector, load_eye
from lredit_core.cancellation import EventToken
from lredit_core.encoders.detector import Detections
from lredit_core.encoders.words import KnownWords
from lredit_core.errors import Stopped
from lredit_core.geometry import Box, Size
from lredit_core.library.finding import is_large_enough, sightings_in, things_in
from lredit_core.pictures.image import PixelBuffer
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.encoders.detector import Detector
    from lredit_core.encoders.eye import PhotographEye


def photograph(name: str) -> NDArray[np.uint8]:
    with Image.open(Path(skimage.__file__).parent / "data" / name) as opened:
        return np.asarray(opened.convert("RGB"))


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector(resource_path("bundles/builtin/detector"), device=torch.device("cpu"))


@pytest.fixture(scope="module")
def eye() -> PhotographEye:
    return load_eye(resource_path("bundles/builtin/photographs"), device=torch.device("cpu"))


class ListedDetector:
    """Finds what it was told."""

    words = KnownWords(names=("dog", "cup"), kinds={"dog": (0,), "cup": (1,)})

    def __init__(self, boxes: list[list[float]], scores: list[list[float]]) -> None:
        self._found = Detections(torch.tensor(boxes), torch.tensor(scores))

    def find(self, picture: torch.Tensor) -> Detections:
        assert picture.shape[:2] == (1, 3) and max(picture.shape[2:]) <= 1024
        return self._found


def test_people_and_motorcycles_are_found_where_they_are(detector: Detector) -> None:
    person = sightings_in(photograph("astronaut.png"), detector=detector)
    assert [sighting.name for sighting in person] == ["person"]
    assert person[0].box.iou(Box(4, 10, 362, 512)) > 0.85
    motorcycle = next(things_in(PixelBuffer(photograph("motorcycle_left.png")), detector=detector))
    assert motorcycle.name == "motorcycle" and motorcycle.quality > 0.5
    assert motorcycle.cut_out.origin.iou(Box(119, 68, 693, 453)) > 0.7


def test_only_the_words_that_are_asked_for_are_looked_for(detector: Detector) -> None:
    pixels = photograph("coffee.png")
    assert {sighting.name for sighting in sightings_in(pixels, detector=detector, words=["a cup"])} == {"a cup"}
    assert sightings_in(pixels, detector=detector, words=["dog"]) == []


def test_the_eye_finds_what_the_detector_has_no_word_for(detector: Detector, eye: PhotographEye) -> None:
    word = "espresso"
    assert not detector.words.kinds_of(word) and eye.words.kinds_of(word)
    pixels = photograph("coffee.png")
    found = sightings_in(pixels, detector=detector, eye=eye, words=[word])
    assert [sighting.name for sighting in found] == [word]
    besides = sightings_in(pixels, detector=detector, eye=eye, besides=[word])
    assert {sighting.name for sighting in besides} > {"cup"}, "and what the detector knows"
    assert found[0].box.contains_point(280, 180)
    assert sightings_in(photograph("rocket.jpg"), detector=detector, eye=eye, words=[word]) == []


def test_nothing_is_found_twice_and_what_is_unsure_not_at_all() -> None:
    boxes = [
        [0.1, 0.1, 0.5, 0.6],
        [0.11, 0.1, 0.5, 0.62],
        [0.2, 0.2, 0.4, 0.5],
        [0.6, 0.2, 0.9, 0.7],
        [0.5, 0.5, 0.9, 0.9],
    ]
    scores = [[0.9, 0.0], [0.0, 0.8], [0.7, 0.0], [0.0, 0.6], [0.3, 0.3]]
    fake = ListedDetector(boxes, scores)
    found = sightings_in(np.zeros((400, 400, 3), np.uint8), detector=fake)  # type: ignore[arg-type]
    assert [(sighting.name, sighting.box.as_tuple()) for sighting in found] == [
        ("dog", (40, 40, 200, 240)),
        ("cup", (240, 80, 360, 280)),
    ]


@pytest.mark.parametrize(
    ("box", "is_enough"),
    [
        (Box(100, 100, 400, 300), True),
        (Box(100, 100, 210, 205), False),  # few pixels
        (Box(0, 0, 1000, 790), False),  # the picture itself
        (Box(0, 0, 130, 20), False),  # a sliver
    ],
)
def test_what_is_small_or_the_whole_picture_is_no_thing(box: Box, is_enough: bool) -> None:
    assert is_large_enough(box, Size(1000, 800)) is is_enough


def ball(*, blur: float = 0.8) -> NDArray[np.uint8]:
    """(600, 800, 3) uint8: a red ball with spots on a green wall, more or less in focus."""
    rows, columns = np.mgrid[:600, :800].astype(np.float32)
    pixels = np.full((600, 800, 3), (70, 140, 80), np.float32)
    inside = np.hypot(rows - 300, columns - 400) < 150
    pixels[inside] = np.float32((200, 50, 40))
    pixels[inside & (np.sin(rows / 12) * np.sin(columns / 12) > 0.6)] = np.float32((240, 220, 60))
    pixels = cv2.GaussianBlur(pixels, (0, 0), blur) + np.random.default_rng(0).normal(0, 1.5, (600, 800, 1))
    return np.clip(pixels, 0, 255).astype(np.uint8)


AROUND = [[0.3, 0.24, 0.7, 0.76]]


def test_what_is_out_of_focus_is_not_kept() -> None:
    fake = ListedDetector(AROUND, [[0.9, 0.0]])
    kept = [list(things_in(PixelBuffer(ball(blur=blur)), detector=fake)) for blur in (0.8, 6.0)]  # type: ignore[arg-type]
    assert len(kept[0]) == 1 and kept[1] == []
    assert abs(kept[0][0].cut_out.box.width - 300) < 12


def test_sixteen_bits_stay_and_quality_falls_for_what_is_cut_off() -> None:
    whole = ball().astype(np.uint16) * 257
    fake = ListedDetector(AROUND, [[0.9, 0.0]])
    kept = next(things_in(PixelBuffer(whole), detector=fake))  # type: ignore[arg-type]
    assert kept.cut_out.pixels.dtype == np.uint16
    cut = ListedDetector([[0.0, 0.24, 0.5, 0.76]], [[0.9, 0.0]])
    half = next(things_in(PixelBuffer(whole[:, 400:]), detector=cut))  # type: ignore[arg-type]
    assert half.quality < 0.75 * kept.quality


def test_a_large_thing_is_kept_smaller_and_says_where_it_was() -> None:
    large = cv2.resize(ball(), (6400, 4800), interpolation=cv2.INTER_NEAREST)
    kept = next(things_in(PixelBuffer(large), detector=ListedDetector(AROUND, [[0.9, 0.0]])), None)  # type: ignore[arg-type]
    assert kept is not None
    assert 1400 < kept.cut_out.box.size.longest <= 1620
    assert kept.cut_out.origin.iou(Box(2000, 1200, 4400, 3600)) > 0.85


def test_it_can_be_stopped_between_things() -> None:
    token = EventToken()
    token.cancel()
    with pytest.raises(Stopped):
        list(things_in(PixelBuffer(ball()), detector=ListedDetector(AROUND, [[0.9, 0.0]]), token=token))  # type: ignore[arg-type]
