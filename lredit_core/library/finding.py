"""The things of a photograph that are worth keeping: large, sharp, and with a mask that can be believed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch

from lredit_core.editors.cut_outs import CutOut, cut_out
from lredit_core.editors.surroundings import blur_of
from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import resized, to_8_bit
from lredit_core.pictures.oklab import to_oklab
from lredit_core.regions.map_windows import find_map_windows
from lredit_core.regions.silhouette import find_silhouette

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from lredit_core.cancellation import CancellationToken
    from lredit_core.encoders.detector import Detector
    from lredit_core.encoders.eye import PhotographEye
    from lredit_core.encoders.grounding.grounded import WordFinder
    from lredit_core.pictures.image import PixelBuffer, Pixels

#: Longest side at which the detector and the eye see a photograph.
_SEEN_PX = 1024
#: A detector's score, and an eye's log-probability, from which on a thing is kept: nobody looks at what is not there.
LEAST_SCORE, _LEAST_LIKELY = 0.45, math.log(0.6)
#: Of two boxes that overlap more than this one is the other.
SAME_IOU = 0.55
#: And so is a box of the same name that shares this much of the smaller of both.
_WITHIN = 0.8
#: Longest side in pixels and share of the picture that a thing has at least, and the share it has at most.
LEAST_PX, _LEAST_SHARE, _LARGEST_SHARE = 120, 0.004, 0.75
#: Masks that are believed less are not kept.
LEAST_CONFIDENCE = 0.6
#: The mask and the box that it was found in have this IoU at least: else it is of something else.
_LEAST_MASK_IOU = 0.55
#: Edges that are more blurred than this, in pixels, are out of focus.
_MOST_BLUR_PX = 2.6
#: Things are kept at no more than this longest side; from this one on size makes them no better.
_KEPT_PX, _LARGE_PX = 1600, 480
#: What is seen around a box, as a share of its longer side.
_AROUND = 0.5
#: A side on the picture's border cuts the thing off: quality is multiplied by this for each but the lower one.
_CUT_OFF = 0.6
_MOST_THINGS = 12


@dataclass(frozen=True, slots=True)
class Sighting:
    """A thing that may be worth keeping.

    Attributes:
        box: in the photograph's pixels.
        score: how sure, in [0, 1].
    """

    name: str
    box: Box
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class KeptThing:
    """A thing that is.

    Attributes:
        quality: in [0, 1].
    """

    name: str
    cut_out: CutOut
    quality: float


def sightings_in(
    seen: NDArray[np.uint8],
    *,
    detector: Detector | None,
    eye: PhotographEye | None = None,
    words: Sequence[str] = (),
    besides: Sequence[str] = (),
    finder: WordFinder | None = None,
) -> list[Sighting]:
    """What is where, the surest first, nothing twice.

    Args:
        seen: (H, W, 3) uint8 sRGB.
        detector: finds what it knows.
        eye: finds at most one of each word that the detector does not know.
        words: what is looked for; () for all that the detector knows.
        besides: what is looked for besides.
        finder: finds what neither of them knows; None where the bundle has no grounding part.
    """
    size = Size(seen.shape[1], seen.shape[0])
    small = resized(seen, size.scaled_to_longest(_SEEN_PX)) if size.longest > _SEEN_PX else seen
    picture = as_unit_tensor(small)
    found: list[Sighting] = []
    asked = unknown = [*words, *besides]
    if detector is not None:
        kinds: dict[str, tuple[int, ...]] = {}
        if not words:
            kinds = {name: (number,) for number, name in enumerate(detector.words.names)}
        kinds |= {word: detector.words.kinds_of(word) for word in asked}
        detections = detector.find(picture)
        for name, numbers in kinds.items():
            if numbers:
                boxes, scores = detections.of(numbers)
                sure = scores >= LEAST_SCORE
                found += _sightings(name, boxes[sure], scores[sure], size)
        unknown = [word for word in asked if not kinds[word]]
    if eye is not None and any(eye.words.kinds_of(word) for word in unknown):
        sight = eye.look(picture, eye.glance(picture))
        for word in unknown:
            likely = eye.words.kinds_of(word)
            field = sight.map_of(likely) if likely else torch.zeros(0)
            if likely and float(field.max()) >= _LEAST_LIKELY:
                windows = find_map_windows(field, torch.zeros(0, 4))
                best = windows.boxes[:1]
                found += _sightings(word, best, field.max().exp().reshape(1), size)
        unknown = [word for word in unknown if not eye.words.kinds_of(word)]
    if finder is not None:
        for word in unknown:
            things = finder.find(small, word)
            sure = things.sureness >= LEAST_SCORE
            found += _sightings(word, things.boxes[sure], things.sureness[sure], size)
    return _none_twice(found)


def _sightings(name: str, boxes: torch.Tensor, scores: torch.Tensor, size: Size) -> list[Sighting]:
    sides = torch.tensor([size.width, size.height, size.width, size.height], dtype=torch.float32)
    return [
        Sighting(name, Box(*(round(value) for value in box)).clipped_to(size), float(score))
        for box, score in zip((boxes * sides).tolist(), scores.tolist(), strict=True)
    ]


def _none_twice(found: Sequence[Sighting]) -> list[Sighting]:
    """Without those that are a surer one again, or of its name and a part of it or around it; the surest first."""
    kept: list[Sighting] = []
    for sighting in sorted(found, key=lambda one: -one.score):
        if not any(_is_again(sighting, surer) for surer in kept):
            kept.append(sighting)
    return kept


def _is_again(sighting: Sighting, surer: Sighting) -> bool:
    common = sighting.box.intersected(surer.box).area
    within = common / max(1, min(sighting.box.area, surer.box.area))
    return sighting.box.iou(surer.box) > SAME_IOU or (sighting.name == surer.name and within > _WITHIN)


def is_large_enough(box: Box, size: Size) -> bool:
    """Whether a box in a picture of this size holds enough pixels, and is not the picture itself."""
    share = box.area / size.area
    return box.size.longest >= LEAST_PX and _LEAST_SHARE <= share <= _LARGEST_SHARE


def things_in(
    buffer: PixelBuffer,
    *,
    detector: Detector | None,
    eye: PhotographEye | None = None,
    words: Sequence[str] = (),
    besides: Sequence[str] = (),
    finder: WordFinder | None = None,
    token: CancellationToken | None = None,
) -> Iterator[KeptThing]:
    """The things of a photograph that are worth keeping, one after the other.

    Args:
        buffer: the photograph.
        detector: finds what it knows.
        eye: finds at most one of each word that the detector does not know.
        words: what is looked for; () for all that the detector knows.
        besides: what is looked for besides.
        finder: finds what neither of them knows.
        token: looked at before each.

    Raises:
        Stopped: once the token is cancelled.
    """
    seen = buffer.to_srgb8()
    sightings = [
        sighting
        for sighting in sightings_in(seen, detector=detector, eye=eye, words=words, besides=besides, finder=finder)
        if is_large_enough(sighting.box, buffer.size)
    ]
    for sighting in sightings[:_MOST_THINGS]:
        if token is not None:
            token.raise_if_cancelled()
        kept = _lifted(buffer, seen, sighting)
        if kept is not None:
            yield kept


def _lifted(buffer: PixelBuffer, seen: NDArray[np.uint8], sighting: Sighting) -> KeptThing | None:
    """The thing at no more than the size at which it is kept, or None where its mask cannot be believed."""
    around = sighting.box.grown(round(_AROUND * sighting.box.size.longest)).clipped_to(buffer.size)
    own = buffer.icc_profile is None  # another profile's values are no sRGB; what the screen shows is
    part: Pixels = (
        buffer.pixels[around.as_slices()][..., :3] if own and not buffer.has_alpha else seen[around.as_slices()]
    )
    factor = min(1.0, _KEPT_PX / sighting.box.size.longest)
    if factor < 1.0:
        size = max(1, round(part.shape[1] * factor)), max(1, round(part.shape[0] * factor))
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), part.dtype)
    box = sighting.box.translated(-around.x0, -around.y0).scaled(factor, factor)
    silhouette = find_silhouette(np.ascontiguousarray(to_8_bit(part)), box)
    if silhouette.confidence < LEAST_CONFIDENCE or silhouette.box.iou(box) < _LEAST_MASK_IOU:
        return None
    try:
        lifted = cut_out(np.ascontiguousarray(part), silhouette)
    except InvalidRequest:
        return None
    blur = blur_of(np.ascontiguousarray(to_oklab(lifted.pixels)[..., 0]), lifted.alpha > 200)
    if lifted.box.size.longest < LEAST_PX or blur is None or blur > _MOST_BLUR_PX:
        return None
    quality = _quality(sighting, silhouette.confidence, blur, lifted.box.size.longest, buffer.size)
    back = lifted.origin.scaled(1 / factor, 1 / factor).translated(around.x0, around.y0).clipped_to(buffer.size)
    placed = CutOut(lifted.pixels, lifted.alpha, lifted.shadow, back, lifted.surroundings)
    return KeptThing(sighting.name, placed, quality)


def _quality(sighting: Sighting, confidence: float, blur_px: float, longest_px: int, size: Size) -> float:
    """In [0, 1]: sure, believed, sharp, large, and whole."""
    box = sighting.box
    cut = sum((box.x0 <= 2, box.y0 <= 2, box.x1 >= size.width - 2))
    sharp = float(np.clip((_MOST_BLUR_PX + 0.4 - blur_px) / (_MOST_BLUR_PX - 0.6), 0.0, 1.0))
    large = min(1.0, longest_px / _LARGE_PX)
    return float(np.clip((sighting.score * confidence * sharp) ** (1 / 3) * large**0.5 * _CUT_OFF**cut, 0.0, 1.0))
