"""Region tasks with known answers: what a person would ask, and where the edit then belongs."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from lredit_core.evaluation.masks import drawn_mask
from lredit_core.geometry import Box, Size
from lredit_core.pictures.opening import decode_picture
from lredit_core.prompt.relation import Relation, direction_words
from lredit_core.synthetic.backgrounds import PLACE_PHRASES
from lredit_core.synthetic.drawings import HUE_BY_COLOUR, ArtLibrary
from lredit_core.synthetic.scenes import PlacedThing, Scene, SceneMaker, phrase_for, scene_caption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.pictures.image import PixelBuffer

SIZES = (Size(384, 384), Size(512, 320), Size(320, 448))
#: An inserted region may have sides between these shares of the picture's shorter side ...
SENSIBLE_SHARES = (0.08, 0.6)
#: ... and may cover at most this share of any thing that is there; so may what is moved or doubled.
MOST_COVERED = 0.1
#: What was laid down may hide at most this share of a drawn thing's own pixels: soft edges touch what lies near.
MOST_HIDDEN = 0.01
#: What goes somewhere has gone there once its middle went so far that way, a share of its side, and less to the sides.
LEAST_STEP = 0.25
#: A thing is only asked to go where it could go by a step of its own side.
_ROOM = 1.1


class TaskKind(Enum):
    """What is asked; the values are keys of the benchmark's JSON."""

    REPLACE = "replace"
    REPLACE_NO_SOURCE = "replace-no-source"
    INSERT = "insert"
    RESTYLE = "restyle"
    SEVERAL = "several"
    REMOVE = "remove"
    CHANGE = "change"
    MOVE = "move"
    DOUBLE = "double"

    @property
    def is_retouch(self) -> bool:
        """The prompt is a command about a thing in the picture, and nothing new is drawn."""
        return self in (TaskKind.REMOVE, TaskKind.CHANGE, TaskKind.MOVE, TaskKind.DOUBLE)

    @property
    def goes_somewhere(self) -> bool:
        """Besides where the thing is, there is an answer for where it should be."""
        return self in (TaskKind.MOVE, TaskKind.DOUBLE)


@dataclass(frozen=True, slots=True, eq=False)
class RegionTask:
    """One picture and the prompts of one edit.

    Attributes:
        answers: boxes any of which is right; empty for `INSERT`, where any empty place is.
        occupied: the tight boxes of all things in the picture.
        masks: (H, W) bool, the pixels of each of these; () where they are not known.
        target: the name of the thing that should be seen afterwards.
        colour: the colour word that should be true of it, or "".
        way: of `MOVE`, where the thing should go from where it is; else None.
        parts: of `SEVERAL`, a task for each thing that the prompt speaks of, with the one answer that is right for it.
    """

    kind: TaskKind
    number: int
    image: PixelBuffer
    prompt: str
    source_prompt: str
    answers: tuple[Box, ...]
    occupied: tuple[Box, ...]
    target: str = ""
    colour: str = ""
    way: Relation | None = None
    masks: tuple[NDArray[np.bool_], ...] = ()
    parts: tuple[RegionTask, ...] = ()

    def answer_for(self, region: Box) -> Box | None:
        """The answer that a region comes nearest to; None for an insertion."""
        if not self.answers:
            return None
        return max(self.answers, key=lambda answer: (region.iou(answer), answer.area))

    def iou(self, region: Box) -> float:
        """With the nearest answer; for an insertion 1 where the place is good, else 0."""
        if self.kind is TaskKind.INSERT:
            return 1.0 if self._is_free(region) else 0.0
        return max(region.iou(answer) for answer in self.answers)

    def is_hit(self, region: Box) -> bool:
        """IoU of at least 0.5 with an answer."""
        return self.iou(region) >= 0.5

    def is_pointed_at(self, region: Box) -> bool:
        """The region's middle lies inside an answer; for an insertion, on nothing."""
        x, y = region.centre
        if self.kind is TaskKind.INSERT:
            return not any(box.contains_point(x, y) for box in self.occupied)
        return any(answer.contains_point(x, y) for answer in self.answers)

    @property
    def mask(self) -> NDArray[np.bool_] | None:
        """(H, W) bool: the pixels of the one thing that is the answer; None where it has no one such thing."""
        if len(self.answers) != 1 or not self.masks:
            return None
        return self.masks[self.occupied.index(self.answers[0])]

    def covers_nothing(self, box: Box) -> bool:
        """At most `MOST_COVERED` of any thing; what moves leaves its own place free."""
        left = self.answers if self.kind is TaskKind.MOVE else ()
        return covers_none(box, [other for other in self.occupied if other not in left])

    def is_placed(self, destination: Box) -> bool:
        """What is moved or doubled lies in the picture, covers nothing, and lies where the words say.

        Args:
            destination: the box of the thing where it went.
        """
        if not self.image.size.as_box().contains(destination) or not self.covers_nothing(destination):
            return False
        return self.way is None or _has_gone(self.answers[0], destination, self.way)

    def _is_free(self, region: Box) -> bool:
        shortest = self.image.size.shortest
        low, high = SENSIBLE_SHARES
        sides_fit = low * shortest <= min(region.width, region.height) and region.size.longest <= high * shortest
        return sides_fit and self.covers_nothing(region)


def covers_none(box: Box, things: Sequence[Box]) -> bool:
    """Whether a box covers at most `MOST_COVERED` of each thing's box."""
    return all(box.intersected(thing).area <= MOST_COVERED * thing.area for thing in things)


def place_of(candidate: Candidate) -> Box:
    """Where the thing is that a candidate is about, also where it went elsewhere: what a method chose."""
    return candidate.region or candidate.box


def _has_gone(was: Box, is_now: Box, way: Relation) -> bool:
    """Whether a box has moved in a direction, and more so than across it."""
    right, down = is_now.centre[0] - was.centre[0], is_now.centre[1] - was.centre[1]
    along, across, side = {
        Relation.LEFT_OF: (-right, down, was.width),
        Relation.RIGHT_OF: (right, down, was.width),
        Relation.ABOVE: (-down, right, was.height),
        Relation.BELOW: (down, right, was.height),
    }[way]
    return along >= LEAST_STEP * side and along > abs(across)


def kinds_in(library: ArtLibrary) -> tuple[TaskKind, ...]:
    """The tasks that a library has things for: a restyling needs things that carry colour words, several things and
    their replacements need eight."""
    kinds = list(TaskKind)
    if not any(thing.colourable for thing in library.things):
        kinds.remove(TaskKind.RESTYLE)
    if len(library) < 8:
        kinds.remove(TaskKind.SEVERAL)
    return tuple(kinds)


def make_task(maker: SceneMaker, kind: TaskKind, number: int, *, seed: int) -> RegionTask:
    """Task `number` of a kind: the same for the same seed, whatever was made before it."""
    offset = list(TaskKind).index(kind)
    return _task(maker, kind, number, np.random.SeedSequence([seed, number, offset]))


_THINGS = {
    TaskKind.REPLACE: (2, 3),
    TaskKind.REPLACE_NO_SOURCE: (2, 2),
    TaskKind.INSERT: (1, 2),
    TaskKind.RESTYLE: (2, 3),
    TaskKind.SEVERAL: (4, 4),
    TaskKind.REMOVE: (2, 3),
    TaskKind.CHANGE: (2, 3),
    TaskKind.MOVE: (2, 3),
    TaskKind.DOUBLE: (1, 2),
}
#: Which way a thing may be told to go, and a step of one pixel there.
_WAYS = {Relation.LEFT_OF: (-1, 0), Relation.RIGHT_OF: (1, 0), Relation.ABOVE: (0, -1), Relation.BELOW: (0, 1)}


def _task(maker: SceneMaker, kind: TaskKind, number: int, sequence: np.random.SeedSequence) -> RegionTask:
    rng = np.random.default_rng(sequence)
    library = maker.library
    for _attempt in range(200):
        scene = maker.make(
            int(rng.integers(2**31)),
            size=SIZES[number % len(SIZES)],
            things=_THINGS[kind],
            sides=(0.12, 0.5),
            names=None,
            colour_share=0.0,
        )
        if len(scene.objects) < _THINGS[kind][0]:
            continue
        chosen = scene.objects[int(rng.integers(len(scene.objects)))]
        if kind is TaskKind.RESTYLE and not library.thing(chosen.name).colourable:
            continue
        if kind.is_retouch:
            task = _told(kind, number, scene, chosen, rng)
            if task is not None:
                return task
            continue
        return _asked(kind, number, scene, chosen.name, chosen.box, library, rng)
    raise AssertionError("no scene of this kind in 200 attempts")


def _asked(
    kind: TaskKind, number: int, scene: Scene, name: str, box: Box, library: ArtLibrary, rng: np.random.Generator
) -> RegionTask:
    taken = {item.name for item in scene.objects}
    others = [other for other in library.names if other not in taken]
    target, wanted_colour = others[int(rng.integers(len(others)))], ""
    prompt = phrase_for(target)
    occupied = tuple(item.box for item in scene.objects)
    source_prompt = phrase_for(name)
    answers: tuple[Box, ...] = (box,)
    image = _as_a_persons_picture(scene.pixels)
    if kind is TaskKind.SEVERAL:
        return _several(number, image, scene, others, rng)
    if kind is TaskKind.REPLACE_NO_SOURCE:
        source_prompt, answers = "", occupied
    elif kind is TaskKind.INSERT:
        source_prompt, answers = PLACE_PHRASES[scene.background][1], ()
    elif kind is TaskKind.RESTYLE:
        own = library.thing(name).base_colour
        colours = [colour for colour in HUE_BY_COLOUR if colour != own]
        target, wanted_colour = name, colours[int(rng.integers(len(colours)))]
        prompt = phrase_for(name, wanted_colour)
    masks = tuple(drawn_mask(scene, item) for item in scene.objects)
    return RegionTask(kind, number, image, prompt, source_prompt, answers, occupied, target, wanted_colour, masks=masks)


def _told(
    kind: TaskKind, number: int, scene: Scene, chosen: PlacedThing, rng: np.random.Generator
) -> RegionTask | None:
    """A command about a thing; None where there is no room for what it asks."""
    the_thing = f"the {chosen.name}"
    occupied = tuple(item.box for item in scene.objects)
    others = [box for box in occupied if box != chosen.box]
    colour, way = "", None
    if kind is TaskKind.REMOVE:
        prompt = f"remove {the_thing}"
    elif kind is TaskKind.CHANGE:
        colours = [word for word in HUE_BY_COLOUR if word != chosen.colour]
        colour = colours[int(rng.integers(len(colours)))]
        prompt = f"make {the_thing} {colour}"
    elif kind is TaskKind.MOVE:
        ways = [way for way in _WAYS if _has_room(chosen.box, way, others, scene.spec.size)]
        if not ways:
            return None
        way = ways[int(rng.integers(len(ways)))]
        prompt = f"move {the_thing} {direction_words(way)}"
    else:
        if not any(_has_room(chosen.box, way, others, scene.spec.size) for way in _WAYS):
            return None
        prompt = f"duplicate {the_thing}"
    return RegionTask(
        kind,
        number,
        _as_a_persons_picture(scene.pixels),
        prompt,
        "",
        (chosen.box,),
        occupied,
        chosen.name,
        colour,
        way,
        tuple(drawn_mask(scene, item) for item in scene.objects),
    )


def _has_room(thing: Box, way: Relation, others: Sequence[Box], size: Size) -> bool:
    """Whether a thing could go one step that way, within the picture and onto nothing."""
    across, down = _WAYS[way]
    there = thing.translated(round(_ROOM * across * thing.width), round(_ROOM * down * thing.height))
    return size.as_box().contains(there) and all(there.intersected(other).is_empty for other in others)


def definite(phrase: str) -> str:
    """ "the dog" for "a dog", as one speaks of what is there."""
    return "the " + re.sub(r"^(?:an?|the|some)\s+", "", phrase)


def _several(number: int, image: PixelBuffer, scene: Scene, others: list[str], rng: np.random.Generator) -> RegionTask:
    """Two of the scene's things replaced where the number is even, three where it is odd, by one prompt."""
    count = 2 + number % 2
    replaced = [scene.objects[int(index)] for index in rng.permutation(len(scene.objects))[:count]]
    targets = [others[int(index)] for index in rng.permutation(len(others))[:count]]
    occupied = tuple(item.box for item in scene.objects)
    kind = TaskKind.SEVERAL
    parts = tuple(
        RegionTask(kind, number, image, _in_a_list(target), _in_a_list(item.name), (item.box,), occupied, target)
        for item, target in zip(replaced, targets, strict=True)
    )
    prompt = scene_caption([part.prompt for part in parts])
    source_prompt = scene_caption([part.source_prompt for part in parts])
    answers = tuple(part.answers[0] for part in parts)
    return RegionTask(kind, number, image, prompt, source_prompt, answers, occupied, parts=parts)


def _in_a_list(name: str) -> str:
    """With the article that shows where the next thing of a list begins."""
    phrase = phrase_for(name)
    return phrase if phrase != name else f"some {phrase}"


def _as_a_persons_picture(pixels: NDArray[np.uint8]) -> PixelBuffer:
    """Through PNG and the reader of files, as any picture comes in."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return decode_picture(file.getvalue(), "scene.png").buffer
