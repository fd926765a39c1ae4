"""What a bundle's eye and detector can do on photographs with known things, thing by thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torchvision.ops import box_iou

from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.evaluation.photograph_answers import NamedBox, find_answers, read_answers
from lredit_core.geometry import Box, Size
from lredit_core.pictures.locating import located
from lredit_core.pictures.opening import open_picture
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.encoders.detector import Detector
    from lredit_core.encoders.eye import PhotographEye

#: The samples and the things in them, where no others are given.
_SAMPLES = {
    "cat_photo.jpg": (NamedBox("a cat", Box(30, 0, 370, 300)),),
    "coffee_photo.jpg": (
        NamedBox("a cup of coffee", Box(172, 18, 425, 250)),
        NamedBox("a spoon", Box(345, 235, 512, 320)),
    ),
    "rocket_photo.jpg": (NamedBox("a rocket", Box(300, 125, 330, 410)),),
}
#: A close-up leaves this share of the thing's sides around it.
_MARGIN = 0.12
_TOP = 3


@dataclass(frozen=True, slots=True, eq=False)
class KnownPhotograph:
    """A photograph and what is where in it.

    Attributes:
        pixels: (H, W, 3) uint8 sRGB.
    """

    pixels: NDArray[np.uint8]
    things: tuple[NamedBox, ...]

    @property
    def single(self) -> Iterator[NamedBox]:
        """The things that are the only ones of their name."""
        counts = Counter(thing.phrase for thing in self.things)
        return (thing for thing in self.things if counts[thing.phrase] == 1 and thing.is_one_thing)


def known_photographs(folder: Path | None = None) -> list[KnownPhotograph]:
    """The samples, or the pictures of a folder with its answers.

    Raises:
        InvalidRequest: where there are no answers, or they cannot be read.
    """
    if folder is None:
        samples = resource_path("samples")
        return [KnownPhotograph(_pixels_of(samples / name), things) for name, things in _SAMPLES.items()]
    known: list[KnownPhotograph] = []
    for picture in read_answers(find_answers(folder)).pictures:
        path = located(folder, picture.picture)
        if path is not None:
            known.append(KnownPhotograph(_pixels_of(path), picture.things))
    return known


def photograph_figures(bundle: ModelBundle, photographs: Sequence[KnownPhotograph]) -> dict[str, float]:
    """naming, direction and relevance_peak by the eye, detector_naming and detector_peak by the detector, and
    two_object_top3 by both; each of the things whose words the model knows, of `things` in all.
    """
    eye, detector = bundle.eye, bundle.detector
    figures: dict[str, list[bool]] = {}
    words = sorted({thing.phrase for photograph in photographs for thing in photograph.single})
    for photograph in photographs:
        if eye is not None:
            _note(figures, _by_eye(eye, photograph, photographs))
        if detector is not None:
            _note(figures, _by_detector(detector, photograph))
        if eye is not None and detector is not None:
            _note(figures, _two_things(eye, detector, photograph, words))
    counted = {"things": float(sum(len(list(photograph.single)) for photograph in photographs))}
    return counted | {key: float(np.mean(right)) if right else float("nan") for key, right in figures.items()}


def _note(figures: dict[str, list[bool]], found: Iterator[tuple[str, bool]]) -> None:
    for key, is_right in found:
        figures.setdefault(key, []).append(is_right)


def _by_eye(
    eye: PhotographEye, photograph: KnownPhotograph, others: Sequence[KnownPhotograph]
) -> Iterator[tuple[str, bool]]:
    picture = as_unit_tensor(photograph.pixels)
    sight = eye.look(picture, eye.glance(picture))
    for thing in photograph.single:
        kinds = eye.words.kinds_of(thing.phrase)
        if not kinds:
            continue
        yield "naming", int(_shares(eye, _close_up(photograph, thing.box)).argmax()) in kinds
        field = sight.map_of(kinds)
        row, column = divmod(int(field.argmax()), field.shape[1])
        height, width = photograph.pixels.shape[:2]
        yield (
            "relevance_peak",
            thing.box.contains_point((column + 0.5) * width / field.shape[1], (row + 0.5) * height / field.shape[0]),
        )
        yield from (("direction", is_right) for is_right in _directions(eye, photograph, thing, others))


def _directions(
    eye: PhotographEye, photograph: KnownPhotograph, thing: NamedBox, others: Sequence[KnownPhotograph]
) -> Iterator[bool]:
    """Whether a close-up moves more along "from the thing to the other" where that other comes to stand there than
    where a third one does."""
    strangers = [
        (other, one)
        for other in others
        for one in other.single
        if one.phrase != thing.phrase and other is not photograph
    ]
    before = _shares(eye, _close_up(photograph, thing.box))
    for (first, one), (second, third) in zip(strangers[::2], strangers[1::2], strict=False):
        new, old = eye.words.kinds_of(one.phrase), eye.words.kinds_of(thing.phrase)
        if not new or set(new) & set(eye.words.kinds_of(third.phrase)):
            continue
        along = [
            _likely(after, new) - _likely(before, new) - _likely(after, old) + _likely(before, old)
            for after in (_shares(eye, _close_up(first, one.box)), _shares(eye, _close_up(second, third.box)))
        ]
        yield along[0] > along[1]


def _by_detector(detector: Detector, photograph: KnownPhotograph) -> Iterator[tuple[str, bool]]:
    found = detector.find(as_unit_tensor(photograph.pixels))
    height, width = photograph.pixels.shape[:2]
    sides = torch.tensor([width, height, width, height], dtype=torch.float32)
    for thing in photograph.single:
        kinds = detector.words.kinds_of(thing.phrase)
        if not kinds:
            continue
        overlaps = box_iou(torch.tensor([thing.box.as_tuple()], dtype=torch.float32), found.boxes * sides)[0]
        named = (found.scores * overlaps[:, None]).amax(dim=0)
        yield "detector_naming", int(named.argmax()) in kinds
        boxes, _scores = found.of(kinds)
        middle = ((boxes[0, :2] + boxes[0, 2:]) / 2 * sides[:2]).tolist() if len(boxes) else (-1.0, -1.0)
        yield "detector_peak", thing.box.contains_point(*middle)


def _two_things(
    eye: PhotographEye, detector: Detector, photograph: KnownPhotograph, words: Sequence[str]
) -> Iterator[tuple[str, bool]]:
    """Whether each two things of a photograph are among the first three of all the words that are asked."""
    present = sorted({thing.phrase for thing in photograph.things} & set(words))
    if len(present) < 2:
        return
    picture = as_unit_tensor(photograph.pixels)
    found, glance = detector.find(picture), eye.glance(picture)
    scores: dict[str, float] = {}
    for word in words:
        kinds = detector.words.kinds_of(word)
        seen = found.of(kinds)[1] if kinds else torch.zeros(0)
        likely = (
            torch.logsumexp(glance.log_shares[list(eye.words.kinds_of(word))], dim=0).exp().max() if not kinds else 0.0
        )
        scores[word] = float(seen[0]) if len(seen) else float(likely)
    first = sorted(words, key=lambda word: -scores[word])[:_TOP]
    for index, one in enumerate(present):
        for other in present[index + 1 :]:
            yield "two_object_top3", one in first and other in first


def _likely(shares: torch.Tensor, kinds: Sequence[int]) -> float:
    return float(torch.logsumexp(shares[list(kinds)], dim=0))


def _shares(eye: PhotographEye, pixels: NDArray[np.uint8]) -> torch.Tensor:
    """(N,), the log-probability of each name anywhere in a close-up."""
    return torch.logsumexp(eye.glance(as_unit_tensor(pixels)).log_shares.flatten(1), dim=1)


def _close_up(photograph: KnownPhotograph, box: Box) -> NDArray[np.uint8]:
    height, width = photograph.pixels.shape[:2]
    x, y = box.centre
    around = Box.around(x, y, box.width * (1 + 2 * _MARGIN), box.height * (1 + 2 * _MARGIN))
    cut = around.clipped_to(Size(width, height))
    return photograph.pixels[cut.as_slices()]


def _pixels_of(path: Path) -> NDArray[np.uint8]:
    return open_picture(path).buffer.to_srgb8()
