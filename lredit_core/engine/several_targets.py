"""Edits of what a prompt asks for: a region for each thing, chosen together, edited one after the other.

With several things, regions are learned apart, for each thing has losses of its own, and chosen jointly: the
combination of the least sum of losses whose regions do not cover one another. Each edit sees those before it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import replace

from lredit_core.api.events import Candidate, EditEvent
from lredit_core.api.request import EditRequest
from lredit_core.bundles.loading import ModelBundle
from lredit_core.editors.base import Editor
from lredit_core.engine.final_edits import best_first, edit_targets, finish, with_candidates
from lredit_core.engine.learning import Learned, find_thing, learn
from lredit_core.engine.target_edit import Course, EngineContext, Job, Target
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.clauses import Thing
from lredit_core.regions.relations import Beside

#: Regions of different things cover at most this share of the smaller one.
MOST_COVERED = 0.1
#: Combinations looked at; with many things, fewer regions of each take part.
_MOST_COMBINATIONS = 20_000


def edit_things(
    request: EditRequest, things: Sequence[Thing], bundle: ModelBundle, editor: Editor, context: EngineContext
) -> Generator[EditEvent, None, None]:
    """Learns, edits and ranks a region for each thing; `EditFinished` comes last and names the best of each."""
    course = Course.begun(bundle, context, thing_count=len(things))

    def job_for(number: int, image: PixelBuffer, *, source_prompt: str | None = None) -> Job:
        thing = things[number]
        source = thing.source_prompt if source_prompt is None else source_prompt
        asked = replace(request, image=image, prompt=thing.prompt, source_prompt=source)
        return Job(asked, bundle, editor, context, course=course, number=number)

    learned: list[Learned] = []
    landmarks: dict[int, Box] = {}
    for number, thing in enumerate(things):
        beside = None
        if thing.relation is not None:
            seen = find_thing(job_for(number, request.image, source_prompt=thing.landmark))
            beside = Beside(thing.relation, thing.landmark, seen)
            landmarks[number] = seen
        learned.append((yield from learn(job_for(number, request.image), beside=beside)))
    options = [item.targets(count=request.settings.anchor_count) for item in learned]
    chosen = chosen_together(options, landmarks)
    count = request.settings.candidate_count
    each = count if len(things) == 1 else max(2, math.ceil(count / len(things)))
    image, best, candidates = request.image, list[Candidate](), list[Candidate]()
    for number, first in enumerate(chosen):
        job = learned[number].job if image is request.image else job_for(number, image)
        rivals = [target.box for target in chosen if target is not first]
        made = yield from edit_targets(job, _with_alternatives(first, options[number], rivals)[:each])
        best.append(best_first(made)[0])
        candidates += made
        image = with_candidates(image, best[-1])
    yield from finish(job, candidates, best=best)


def chosen_together(options: Sequence[Sequence[Target]], landmarks: Mapping[int, Box] | None = None) -> list[Target]:
    """One region for each thing: the least sum of losses among combinations without overlap; where every
    combination overlaps, the one that does so least.

    Args:
        options: for each thing its regions, the best first; none is empty.
        landmarks: what a thing's place is seen from, by the thing's number; the others leave it alone.
    """
    kept = [list(item) for item in options]
    while math.prod(len(item) for item in kept) > _MOST_COMBINATIONS:
        max(kept, key=len).pop()

    def cost(combination: Iterable[Target]) -> tuple[float, float]:
        combination = tuple(combination)
        pairs = itertools.combinations(combination, 2)
        overlap = sum(max(0.0, _covered(one.box, other.box) - MOST_COVERED) for one, other in pairs)
        for thing, landmark in (landmarks or {}).items():
            others = (target for number, target in enumerate(combination) if number != thing)
            overlap += sum(max(0.0, _covered(other.box, landmark) - MOST_COVERED) for other in others)
        return overlap, sum(target.loss for target in combination)

    return list(min(itertools.product(*kept), key=cost))


def _covered(one: Box, other: Box) -> float:
    """The share of the smaller box that lies inside the other."""
    return one.intersected(other).area / min(one.area, other.area)


def _with_alternatives(first: Target, options: Sequence[Target], rivals: Sequence[Box]) -> list[Target]:
    """The chosen region, then the next best that cover no other thing's region."""
    free = [target for target in options if all(_covered(target.box, rival) <= MOST_COVERED for rival in rivals)]
    return [first, *(target for target in free if target is not first)]
