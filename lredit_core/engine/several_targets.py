"""Edits of what a prompt asks for: a region for each target, chosen together, edited one after the other.

With several targets, regions are learned apart, for each has losses of its own, and chosen jointly: the
combination of the least sum of losses whose regions do not cover one another. Each edit sees those before it.
"""

from __future__ import annotations

import functools
import itertools
import math
from typing import TYPE_CHECKING

from lredit_core.api.events import Candidate, EditEvent, Noticed
from lredit_core.engine.final_edits import best_first, edit_in_full, finish, with_candidates
from lredit_core.engine.learning import LearningResult, learn, locate_target
from lredit_core.engine.photographs import on_what_stands_there
from lredit_core.engine.target_edit import ChosenRegion, EngineContext, RequestProgress, TargetEdit
from lredit_core.engine.things_seen import is_in_photograph
from lredit_core.regions.relations import Beside

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

    from lredit_core.api.request import EditRequest
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.editors.base import Editor
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.prompt.targets import EditTarget

#: Regions of different targets cover at most this share of the smaller one.
MOST_COVERED = 0.1
#: Combinations looked at; with many targets, fewer regions of each take part.
_MOST_COMBINATIONS = 20_000


def edit_several_targets(
    request: EditRequest, bundle: ModelBundle, editors: Sequence[Editor], context: EngineContext
) -> Generator[EditEvent, None, None]:
    """Learns, edits and ranks a region for each target; `EditFinished` comes last and names the best of each.

    Args:
        request: of one target or several.
        bundle: of the models.
        editors: of each target.
        context: of the engine.
    """
    targets = list(request.targets)
    request_progress = RequestProgress.begun(bundle, context, target_count=len(targets))

    def edit_for(number: int, image: PixelBuffer, target: EditTarget) -> TargetEdit:
        return TargetEdit(
            request, bundle, editors[number], context, target=target, image=image, request_progress=request_progress,
            number=number,
        )  # fmt: skip

    learned: list[LearningResult | None] = []
    landmarks: dict[int, Box] = {}
    for number, said in enumerate(request.targets):
        beside, target = None, on_what_stands_there(edit_for(number, request.image, said))
        targets[number] = target
        if target.is_beside_a_thing:
            looking = edit_for(number, request.image, target.landmark_target)
            landmarks[number], notice = locate_target(looking)
            if notice:
                yield Noticed(request.job_id, notice)
            assert target.relation is not None
            if not target.intent.is_retouch:
                beside = Beside(target.relation, landmarks[number], is_from_above=is_in_photograph(looking))
        if target.is_whole_picture:
            learned.append(None)
        else:
            learned.append((yield from learn(edit_for(number, request.image, target), beside=beside)))
    whole = ChosenRegion(request.image.size.as_box(), anchor_index=None)
    options = [[whole] if item is None else item.regions(count=request.settings.anchor_count) for item in learned]
    chosen = chosen_together(options, landmarks, apart=functools.partial(_lie_apart, targets))
    count = request.settings.candidate_count
    each = count if len(targets) == 1 else max(2, math.ceil(count / len(targets)))
    image, best, candidates = request.image, list[Candidate](), list[Candidate]()
    for number, first in enumerate(chosen):
        result = learned[number]
        is_fresh = result is not None and image is request.image
        edit = result.edit if result is not None and is_fresh else edit_for(number, image, targets[number])
        rivals = [
            region.box for other, region in enumerate(chosen) if other != number and _lie_apart(targets, number, other)
        ]
        made = yield from edit_in_full(
            edit,
            _with_alternatives(first, options[number], rivals)[:each],
            field=None if result is None else result.field,
            landmark=landmarks.get(number),
        )
        best.append(best_first(made)[0])
        candidates += made
        image = with_candidates(image, best[-1])
    yield from finish(edit, candidates, best=best)


def chosen_together(
    options: Sequence[Sequence[ChosenRegion]],
    landmarks: Mapping[int, Box] | None = None,
    *,
    apart: Callable[[int, int], bool] = lambda _one, _other: True,
) -> list[ChosenRegion]:
    """One region for each target: the least sum of losses among combinations without overlap; where every
    combination overlaps, the one that does so least.

    Args:
        options: for each target its regions, the best first; none is empty.
        landmarks: what a target's place is seen from, by the target's number; the other regions leave it alone.
        apart: whether two targets, by their numbers, must not cover one another.
    """
    kept = [list(item) for item in options]
    while math.prod(len(item) for item in kept) > _MOST_COMBINATIONS:
        max(kept, key=len).pop()

    def cost(combination: Iterable[ChosenRegion]) -> tuple[float, float]:
        combination = tuple(combination)
        pairs = itertools.combinations(range(len(combination)), 2)
        overlap = sum(
            max(0.0, _covered(combination[one].box, combination[other].box) - MOST_COVERED)
            for one, other in pairs
            if apart(one, other)
        )
        for number, landmark in (landmarks or {}).items():
            others = (region for other, region in enumerate(combination) if other != number)
            overlap += sum(max(0.0, _covered(region.box, landmark) - MOST_COVERED) for region in others)
        return overlap, sum(region.loss for region in combination)

    return list(min(itertools.product(*kept), key=cost))


def _lie_apart(targets: Sequence[EditTarget], one: int, other: int) -> bool:
    """Not what is done to the same thing, nor what is done to all but a thing."""
    first, second = targets[one], targets[other]
    if first.is_inverted or second.is_inverted:
        return False
    return not first.source_prompt or first.source_prompt.lower() != second.source_prompt.lower()


def _covered(one: Box, other: Box) -> float:
    """The share of the smaller box that lies inside the other."""
    return one.intersected(other).area / min(one.area, other.area)


def _with_alternatives(
    first: ChosenRegion, options: Sequence[ChosenRegion], rivals: Sequence[Box]
) -> list[ChosenRegion]:
    """The chosen region, then the next best that cover no other target's region."""
    free = [region for region in options if all(_covered(region.box, rival) <= MOST_COVERED for rival in rivals)]
    return [first, *(region for region in free if region is not first)]
