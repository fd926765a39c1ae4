"""Region tasks with known answers: what a person would ask, and where the edit then belongs."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from lredit_core.geometry import Box, Size
from lredit_core.pictures.opening import decode_picture
from lredit_core.synthetic.backgrounds import PLACE_PHRASES
from lredit_core.synthetic.drawings import HUE_BY_COLOUR, ArtLibrary
from lredit_core.synthetic.scenes import Scene, SceneMaker, phrase_for, scene_caption

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.pictures.image import PixelBuffer

SIZES = (Size(384, 384), Size(512, 320), Size(320, 448))
#: An inserted region may have sides between these shares of the picture's shorter side ...
SENSIBLE_SHARES = (0.08, 0.6)
#: ... and may cover at most this share of any thing that is there.
MOST_COVERED = 0.1


class TaskKind(Enum):
    """What is asked; the values are keys of the benchmark's JSON."""

    REPLACE = "replace"
    REPLACE_NO_SOURCE = "replace-no-source"
    INSERT = "insert"
    RESTYLE = "restyle"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, eq=False)
class RegionTask:
    """One picture and the prompts of one edit.

    Attributes:
        answers: boxes any of which is right; empty for `INSERT`, where any empty place is.
        occupied: the tight boxes of all things in the picture.
        target: the name of the thing that should be seen afterwards.
        colour: the colour word that should be true of it, or "".
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

    def _is_free(self, region: Box) -> bool:
        shortest = self.image.size.shortest
        low, high = SENSIBLE_SHARES
        sides_fit = low * shortest <= min(region.width, region.height) and region.size.longest <= high * shortest
        return sides_fit and all(region.intersected(box).area <= MOST_COVERED * box.area for box in self.occupied)


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
}


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
    return RegionTask(kind, number, image, prompt, source_prompt, answers, occupied, target, wanted_colour)


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
