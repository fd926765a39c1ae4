"""How a thing is found in a photograph: by the detector where it knows it and is sure, else by the eye's map.

The eye knows many more words. Both say how well a window frames the thing.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import torch

from lredit_core.api.request import Objective
from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.engine.grounding import grounded_things, is_believed
from lredit_core.engine.picture_cache import PhotographView
from lredit_core.geometry import Box
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.looks import read_own_colour
from lredit_core.prompt.relation import Relation
from lredit_core.prompt.sides import Side, read_side
from lredit_core.prompt.targets import parse_targets
from lredit_core.prompt.vocabulary import offer, similar_words
from lredit_core.prompt.whereabouts import usual_place
from lredit_core.regions.colour_choice import fit_of_colour
from lredit_core.regions.detected_windows import find_detected_windows
from lredit_core.regions.found_windows import FoundWindows, around_all
from lredit_core.regions.map_windows import find_map_windows
from lredit_core.regions.objectness import mean_inside
from lredit_core.regions.places import find_places, places_named
from lredit_core.regions.proposals import SMALLEST_SHARE
from lredit_core.regions.selective_search import selective_search
from lredit_core.regions.superpixels import drawn_over, find_superpixels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.encoders.detector import Detections, Detector
    from lredit_core.encoders.eye import PhotographEye, Sight
    from lredit_core.engine.picture_cache import PictureNotes
    from lredit_core.engine.target_edit import TargetEdit
    from lredit_core.geometry import Size
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.prompt.targets import EditTarget

#: Where the detector's best score stays below this, the thing may well not be there: of things that are there 0.97 come
#: above it, of things that are not 0.10 (docs/decisions/0023).
LEAST_DETECTED = 0.22
#: The same for the eye's log-probability, at its most likely place: 0.85 and 0.20 (docs/decisions/0022).
LEAST_SURE = -3.0
#: How far above chance the log-odds of a word with many kinds must be.
_ABOVE_CHANCE = 2.0
#: Where a thing is likelier than not, it is as sure as need be: else its most telling part (the face of a cat) would be
#: framed instead of it.
LIKELY = math.log(0.5)
#: Boxes of other things that are windows too.
_OTHER_BOXES = 100
#: Two things in short: "the cat and dog".
_TWO_WORDS = re.compile(r"(?:the|my|your|his|her|its|our|their|this|that|these|those)\s(\w+)\sand\s(\w+)")
#: Something known that a thing is to be put at: "a duck in the bathtub", "a cat behind my sofa"; not how it looks, as
#: "in the style of a woodcut".
_SOMEWHERE = re.compile(
    r".+?\s(?:in|into|inside|at|onto|against|among|behind|in front of)"
    r"\s((?:the|my|your|his|her|its|our|their|this|that|these|those)\s"
    r"(?!(?:\w+\s)?(?:style|manner|look|mood|colou?rs?|light|dark|rain|sun|wind|morning|evening)\b).+)"
)
#: A longer phrase describes a scene, and is no name of a place.
_MOST_WORDS = 6
#: A place is there where it has this share of the picture.
LEAST_OF_PICTURE = 0.03
#: Less than this, a logarithm, no point is told to be of a place; and nothing that fills more of the picture than this
#: share counts as standing in it.
_LEAST_OF_PLACES, _LARGEST_THING = -8.0, 0.4


def least_sure(kind_count: int, name_count: int) -> float:
    """What the eye's map must reach, a log-probability: a word with many kinds is rather likely by chance alone, as
    "animal" with 398 of 1,000 names, so its odds must be well above what chance gives."""
    by_chance = min(kind_count / name_count, 1 - 1e-6)
    odds = math.log(by_chance / (1 - by_chance)) + _ABOVE_CHANCE
    return max(LEAST_SURE, -math.log1p(math.exp(-odds)))


#: What is left of a thing's score on the far side of the picture from the one that the words say.
_WRONG_SIDE = 0.03
#: How much more the side counts in the eye's map, where one of two things alone may be likely.
_SIDE_IN_MAP = 3.0


#: Boxes (N, 4) in shares, how sure each is (N,), and the best of that before the eye told kinds apart.
_Scored = tuple[torch.Tensor, torch.Tensor, float]


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What was found of one target in a photograph.

    Attributes:
        windows: where it could be; None where no model knows a word for it.
        notice: a sentence for the person, or "".
    """

    windows: FoundWindows | None
    notice: str = ""


def find_in_photograph(edit: TargetEdit) -> Finding | None:
    """Looks for what a target replaces; None in drawings, without an eye, and where nothing is named.

    The picture is seen once for all targets and prompts.
    """
    named = edit.target.source_prompt if edit.target.intent.names_a_thing else ""
    search = search_in(edit) if named else None
    return None if search is None else search.find_all(named)


def find_place_in_photograph(edit: TargetEdit) -> tuple[torch.Tensor | None, Finding | None]:
    """Where the place lies that something new is to be put at: (rows, columns), zero mean, unit variance, None where it
    is not known; with what is to be said of it. Nothing in drawings, without an eye, and where no place is named."""
    place = _place_in_words(edit.target)
    if not place and edit.target.intent is EditIntent.ADD and edit.target.relation is None:
        return _usual_place_in_photograph(edit), None
    search = search_in(edit) if place else None
    if search is None:
        return None, None
    places = places_named(place) if edit.target.intent is EditIntent.ADD else ()
    if not places:
        return None, Finding(None, f'I do not know where "{place}" is. If none of these regions is right, draw a box.')
    field = search.place_field(places)
    notice = "" if search.sees(places) else _unsure(place)
    return (field - field.mean()) / field.std().clamp_min(1e-6), Finding(None, notice)


def on_what_stands_there(edit: TargetEdit) -> EditTarget:
    """The target, or where its place is a thing to the grounding part or the detector ("on the table") one that stands
    on that thing: in photographs such places are not known by their looks."""
    target, detector = edit.target, edit.bundle.detector
    place = _place_in_words(target) if target.intent is EditIntent.ADD else ""
    if target.intent.is_retouch and target.relation is Relation.ON:
        place = target.landmark
    if place and not places_named(place) and is_believed(grounded_things(edit, place)):
        return replace(target, relation=Relation.ON, landmark=place)
    if not place or detector is None or places_named(place) or search_in(edit) is None:
        return target
    kinds = detector.words.kinds_of(place)
    if not kinds:
        return target
    return replace(target, relation=Relation.ON, landmark=f"the {detector.words.names[kinds[0]]}")


def _usual_place_in_photograph(edit: TargetEdit) -> torch.Tensor | None:
    """Where such things usually are, if the photograph shows any of it: nobody says where."""
    search = search_in(edit)
    places = places_named(usual_place(edit.target.prompt))
    if search is None or not search.sees(places):
        return None
    field = search.place_field(places)
    return (field - field.mean()) / field.std().clamp_min(1e-6)


def _place_in_words(target: EditTarget) -> str:
    """The place that a prompt names for something new, "" where it names none or says it by a landmark."""
    if target.intent is EditIntent.ADD:
        return target.where if target.relation is None else ""
    somewhere = None if target.source_prompt else _SOMEWHERE.fullmatch(target.prompt.lower())
    place = "" if somewhere is None else somewhere.group(1)
    return place if len(place.split()) <= _MOST_WORDS else ""


def view_of(image: PixelBuffer, bundle: ModelBundle, notes: PictureNotes) -> PhotographView | None:
    """A picture, glanced at once; None without an eye."""
    eye = bundle.eye
    if eye is None:
        return None
    small = notes.views(image).small
    return notes.photograph(lambda: PhotographView(eye.glance(as_unit_tensor(small, bundle.device))))


def search_in(edit: TargetEdit) -> Search | None:
    """The search in a photograph; None in drawings and without an eye."""
    eye = edit.bundle.eye
    if eye is None or edit.request.settings.objective is Objective.PAPER:
        return None
    view = edit.notes.photograph(lambda: PhotographView(eye.glance(edit.scorer.whole_picture())))
    edit.token.raise_if_cancelled()
    return None if view.glance.is_drawing else Search(edit, eye, view)


def sure_detections(edit: TargetEdit) -> list[tuple[Box, float]]:
    """What the detector is sure of in a photograph, in pixels, with its scores, the surest first; none in drawings."""
    search, detector = search_in(edit), edit.bundle.detector
    if search is None or detector is None:
        return []
    detections, size = search.detections(detector), edit.image.size
    boxes, scores = detections.of(range(detections.scores.shape[1]))
    sides, sure = torch.tensor([size.width, size.height] * 2), scores >= LEAST_DETECTED
    return [
        (Box(*(round(value) for value in (share * sides).tolist())).clipped_to(size), float(score))
        for share, score in zip(boxes[sure], scores[sure], strict=True)
    ]


class Search:
    """The search for one thing in one photograph."""

    def __init__(self, edit: TargetEdit, eye: PhotographEye, view: PhotographView) -> None:
        self._edit, self._eye, self._view = edit, eye, view
        self._lacks_colour = False

    def find_all(self, named: str) -> Finding:
        """Finds what is named; of several things ("the cat and the dog") the windows around all that are known."""
        findings = [self.find(one) for one in self._things_in(named)]
        known = [finding.windows for finding in findings if finding.windows is not None]
        notice = " ".join(dict.fromkeys(finding.notice for finding in findings if finding.notice))
        return Finding(around_all(known) if len(known) > 1 else next(iter(known), None), notice)

    def _things_in(self, named: str) -> Sequence[str]:
        """The things that a phrase speaks of: "the cat and dog" are two where both words are known."""
        two = _TWO_WORDS.fullmatch(named.lower())
        if two is not None and all(self._knows(word) for word in two.groups()):
            return two.groups()
        targets = parse_targets(named)
        return [target.prompt for target in targets] if len(targets) > 1 else [named]

    def _knows(self, word: str) -> bool:
        detector = self._edit.bundle.detector
        return self._eye.words.knows(word) or (detector is not None and detector.words.knows(word))

    def find(self, named: str) -> Finding:
        """Finds one thing or place; of several of a kind the one on the side and of the colour that the words say."""
        places = places_named(named)
        if places:
            notice = "" if self.sees(places) else _unsure(named)
            return Finding(find_map_windows(self.place_field(places), self._windows()), notice)
        named, side = read_side(named)
        detected, score = self._detected(named, side)
        if detected is not None and score >= LEAST_DETECTED:
            return Finding(detected, _not_of_that_colour(named) if self._lacks_colour else "")
        kinds = self._eye.words.kinds_of(named)
        if kinds:
            windows, likely = self._mapped(kinds, side)
            if likely >= least_sure(len(kinds), len(self._eye.words.names)):
                return Finding(windows)
            return Finding(detected or windows, _unsure(named))
        if detected is not None:
            return Finding(detected, _unsure(named))
        detector = self._edit.bundle.detector
        if detector is not None and detector.words.knows(named):
            return Finding(None, f'I see nothing that could be "{named}". Draw a box around it.')
        words = dict.fromkeys((*(() if detector is None else detector.words.kinds), *self._eye.words.kinds))
        near = similar_words(named, tuple(words))
        return Finding(None, f'"{named}" is no word that these models know in photographs. {_offered(near)}')

    def _detected(self, named: str, side: Side | None) -> tuple[FoundWindows | None, float]:
        """The windows of the detector and of the bundle's grounding part, if it has one, None where neither finds
        anything of the kind, and the best score of both."""
        size = self._edit.image.size
        known, grounded = self._by_detector(named), self._by_grounding(named)
        found = [one for one in (known, grounded) if one is not None]
        if not found:
            return None, 0.0
        boxes, scores = torch.cat([one[0] for one in found]), torch.cat([one[1] for one in found])
        best = max(one[2] for one in found)
        if len(found) > 1:
            order = scores.argsort(descending=True, stable=True)
            boxes, scores = boxes[order], scores[order]
        colour = read_own_colour(named)
        if side is not None:
            scores = scores * _on_side((boxes[:, :2] + boxes[:, 2:]) / 2, side)
        fits = None
        if colour:  # of what may well be there: far things that nobody means have every colour
            sure = scores >= min(LEAST_DETECTED, float(scores.max()))
            chosen = fit_of_colour(self._edit.crops.small, boxes[sure], colour)
            if chosen is not None:
                fits = torch.full_like(scores, float(chosen.min()))
                fits[sure] = chosen
        self._lacks_colour = bool(colour) and fits is None
        if fits is not None:
            scores = scores * fits
        if side is not None or fits is not None:
            order = scores.argsort(descending=True)
            boxes, scores = boxes[order], scores[order] * (best / scores.max())
        detector = self._edit.bundle.detector
        others = boxes[:0] if detector is None else _of_anything(self.detections(detector))
        windows = find_detected_windows(boxes, scores, others, aspect=size.width / size.height)
        return (windows if grounded is None else replace(windows, grounded=grounded[0])), best

    def _by_grounding(self, named: str) -> _Scored | None:
        """What the bundle's grounding part finds; None where there is none, and where it finds nothing."""
        things = grounded_things(self._edit, named)
        if things is None:
            return None
        size = self._edit.image.size
        large = _mean_sides(things.boxes, size) >= SMALLEST_SHARE * size.shortest
        if not large.any():
            return None
        boxes, sureness = things.boxes[large], things.sureness[large]
        return boxes, sureness, float(sureness[0])

    def _by_detector(self, named: str) -> _Scored | None:
        """What the detector finds; None where it knows nothing of the kind."""
        detector = self._edit.bundle.detector
        if detector is None:
            return None
        kinds = detector.words.kinds_of(named)
        broader = () if kinds else detector.words.broader_than(named)
        if not kinds and not broader:
            return None
        detections = self.detections(detector)
        boxes, scores = detections.of(kinds or broader)
        size = self._edit.image.size
        large = _mean_sides(boxes, size) >= SMALLEST_SHARE * size.shortest
        if not large.any():  # nobody asks for the one of ten pixels in the distance
            return None
        boxes, scores = boxes[large], scores[large]
        best = float(scores[0])
        if broader:
            scores = scores * self._share_of(named, [detector.words.names[kind] for kind in broader], boxes)
        return boxes, scores, best

    def _share_of(self, named: str, broader: Sequence[str], boxes: torch.Tensor) -> torch.Tensor:
        """Which of the boxes of a kind ("bird") hold what was named ("owl"): (N,) in [0, 1], ones where the eye cannot
        tell."""
        narrow = set(self._eye.words.kinds_of(named))
        wide = {kind for name in broader for kind in self._eye.words.kinds_of(name)}
        if not narrow or narrow >= wide:
            return torch.ones(len(boxes))
        sight = self._sight()
        maps = [sight.map_of(sorted(kinds)) for kinds in (narrow, narrow | wide)]
        rows, columns = maps[0].shape
        cells = boxes * torch.tensor([columns, rows, columns, rows], dtype=torch.float32)
        inside = [mean_inside(field, cells) for field in maps]
        return (inside[0] - inside[1]).exp().clamp(max=1.0)

    def _mapped(self, kinds: Sequence[int], side: Side | None) -> tuple[FoundWindows, float]:
        """The windows of the eye's map, and how likely the thing is where it is likeliest."""
        field = self._sight().map_of(kinds)
        if side is not None:
            rows, columns = field.shape
            x = ((torch.arange(columns) + 0.5) / columns).expand(rows, columns)
            y = ((torch.arange(rows) + 0.5) / rows)[:, None].expand(rows, columns)
            field = field + _SIDE_IN_MAP * _on_side(torch.stack([x, y], dim=-1), side).log()
        drawn = drawn_over(self._superpixels(), field.clamp(max=LIKELY))
        return find_map_windows(drawn, self._windows()), float(field.max())

    def sees(self, places: Sequence[str]) -> bool:
        """Whether a good part of the picture is likelier one of these places than not."""
        likely = find_places(self._edit.crops.small, places) >= LIKELY
        return float(likely.float().mean()) >= LEAST_OF_PICTURE

    def place_field(self, places: Sequence[str]) -> torch.Tensor:
        """(rows, columns): how likely one of these places is at each point and nothing stands there, a logarithm."""
        field = find_places(self._edit.crops.small, places)
        field = drawn_over(self._superpixels(), field.clamp(_LEAST_OF_PLACES, LIKELY))
        detector = self._edit.bundle.detector
        if detector is None:
            return field
        rows, columns = field.shape
        detections = self.detections(detector)
        boxes, scores = detections.of(range(detections.scores.shape[1]))
        for box, score in zip(boxes, scores, strict=True):
            x0, y0, x1, y1 = (box * torch.tensor([columns, rows, columns, rows])).round().int().tolist()
            if score >= LEAST_DETECTED and (x1 - x0) * (y1 - y0) <= _LARGEST_THING * rows * columns:
                field[y0:y1, x0:x1] += torch.log1p(-score)
        return field

    def detections(self, detector: Detector) -> Detections:
        """What the detector sees in the picture, looked at once."""
        detections = self._view.detections.get(lambda: detector.find(self._edit.scorer.whole_picture()))
        self._edit.token.raise_if_cancelled()
        return detections

    def _windows(self) -> torch.Tensor:
        windows = self._view.windows.get(lambda: selective_search(self._edit.crops.small))
        self._edit.token.raise_if_cancelled()
        return windows

    def _superpixels(self) -> tuple[torch.Tensor, ...]:
        superpixels = self._view.superpixels.get(lambda: find_superpixels(self._edit.crops.small))
        self._edit.token.raise_if_cancelled()
        return superpixels

    def _sight(self) -> Sight:
        picture = self._edit.scorer.whole_picture()
        sight = self._view.sight.get(lambda: self._eye.look(picture, self._view.glance))
        self._edit.token.raise_if_cancelled()
        return sight


def _on_side(points: torch.Tensor, side: Side) -> torch.Tensor:
    """How well points fit a side of the picture: (..., 2) in shares of its sides -> (...) in (0, 1]."""
    across, down = side
    along = points[..., 0] if across else points[..., 1]
    reach = along if across + down > 0 else 1 - along
    return _WRONG_SIDE + (1 - _WRONG_SIDE) * reach.clamp(0, 1) ** 2


def _mean_sides(boxes: torch.Tensor, size: Size) -> torch.Tensor:
    """(N, 4) in shares of a picture's sides -> (N,) geometric means of their sides in pixels."""
    sides = (boxes[:, 2:] - boxes[:, :2]) * torch.tensor([size.width, size.height])
    return sides.prod(dim=1).sqrt()


def _of_anything(detections: Detections) -> torch.Tensor:
    return detections.of(range(detections.scores.shape[1]))[0][:_OTHER_BOXES]


def _unsure(named: str) -> str:
    return f'I am not sure where "{named}" is. If none of these regions is right, draw a box.'


def _not_of_that_colour(named: str) -> str:
    colour = read_own_colour(named)
    return f'I see nothing {colour} that could be "{named}". If none of these regions is right, draw a box.'


def _offered(near: tuple[str, ...]) -> str:
    return f"{offer(near)} Or draw a box around it." if near else "Draw a box around it."
