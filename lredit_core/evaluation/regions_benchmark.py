"""The benchmark that scores the region itself: `lredit bench regions`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.evaluation.judging import (
    NamesThings,
    Surroundings,
    answer_most_changed,
    changed_around,
    edited_picture,
    is_seen_at,
    is_success,
    surroundings,
)
from lredit_core.evaluation.methods import DEFAULT_METHODS, METHODS, TAKE_SEVERAL, Outcome, Trial
from lredit_core.evaluation.retouch_judging import found_mask_iou, hides_nothing, is_placed, is_retouched
from lredit_core.evaluation.summaries import mean_of, mean_or_none, rates
from lredit_core.evaluation.tasks import RegionTask, TaskKind, make_task, place_of
from lredit_core.evaluation.workers import Here

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.evaluation.without_regions import WholeImageMethod
    from lredit_core.evaluation.workers import Workers
    from lredit_core.synthetic.scenes import SceneMaker


#: Figures with intervals, by their keys in the JSON, and the rows' attributes that they are means of.
_RATES = {
    "hit50": "is_hit",
    "mean_iou": "iou",
    "pointing": "is_pointed_at",
    "edit_success": "is_success",
    "mask_iou": "mask_iou",
    "placed": "is_placed",
    "free": "is_free",
}
#: The IoU that a mask found from words alone should have with the thing's; `mask75` counts those that do.
MASK_WANTED = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One method on one task.

    Attributes:
        is_hit, is_pointed_at: for every thing of the task; iou: the mean over them.
            None for an editor without regions, all three.
        is_success: by the judge, for every thing; None where it was not asked, does not know one, or knows no place to
            look at (an insertion without a region).
        around: what changed around the answer; None where there is no one answer, and where a thing goes elsewhere.
        mask_iou: of the mask that the edit follows, with the drawn thing's; None where nothing is retouched.
        is_placed: what moves or doubles went where it should; None for others.
        is_free: what is added hides no drawn thing; None for others.
    """

    method: str
    task: RegionTask
    outcome: Outcome
    is_hit: bool | None
    iou: float | None
    is_pointed_at: bool | None
    is_success: bool | None = None
    around: Surroundings | None = None
    mask_iou: float | None = None
    is_placed: bool | None = None
    is_free: bool | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything that a task is measured with; `judge` may be None. `others` are measured beside the methods."""

    bundle: ModelBundle
    maker: SceneMaker
    judge: NamesThings | None = None
    editor: str = ""
    seed: int = 0
    others: tuple[WholeImageMethod, ...] = ()

    def measure(self, kind: TaskKind, number: int, methods: Sequence[str] = DEFAULT_METHODS) -> list[Row]:
        """Task `number` of a kind by every method, then by every editor without regions."""
        task = make_task(self.maker, kind, number, seed=self.seed)
        trial, *apart = (Trial(item, self.bundle, editor=self.editor, seed=self.seed) for item in (task, *task.parts))
        rows: list[Row] = []
        for name in methods:
            if apart and name not in TAKE_SEVERAL:
                outcome = Outcome.joined([part.measured(METHODS[name]) for part in apart])
            else:
                outcome = trial.measured(METHODS[name])
            rows.append(judged(name, task, outcome, trial.bundle, self.judge))
        for other in self.others:
            rows.append(judged(other.name, task, trial.measured(other), trial.bundle, self.judge))
        return rows

    def judged_by_ours(self, task: RegionTask) -> Row:
        """A task by the engine at the balanced preset."""
        trial = Trial(task, self.bundle, editor=self.editor, seed=self.seed)
        outcome = trial.measured(METHODS["ours-balanced"])
        return judged("ours-balanced", task, outcome, trial.bundle, self.judge)


def run_benchmark(
    bench: Bench,
    *,
    scenes: int,
    methods: Sequence[str] = DEFAULT_METHODS,
    kinds: Collection[TaskKind] = tuple(TaskKind),
    workers: Workers[list[Row]] | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Row]:
    """Every method on every task, in an order that does not depend on who measures; `on_progress` as `Workers` do."""
    jobs = [(kind, number, tuple(methods)) for kind, number in places_of(scenes, kinds)]
    measured = (workers or Here()).measured(bench, jobs, on_progress)
    return [row for rows in measured for row in rows]


def places_of(scenes: int, kinds: Collection[TaskKind]) -> list[tuple[TaskKind, int]]:
    """(kind, number) of every task, scene by scene."""
    return [(kind, number) for number in range(scenes) for kind in TaskKind if kind in kinds]


def judged(name: str, task: RegionTask, outcome: Outcome, bundle: ModelBundle, judge: NamesThings | None) -> Row:
    """An outcome with what it is worth."""
    edited = edited_picture(task.image, *outcome.candidates)
    if not outcome.has_region:
        return _judged_without_region(name, task, outcome, edited, bundle, judge)
    pairs = list(zip(task.parts or (task,), outcome.candidates, strict=True))
    seen = [_is_seen(part, candidate, edited, judge) for part, candidate in pairs]
    is_elsewhere = bool(task.parts) or task.kind.goes_somewhere
    return Row(
        name,
        task,
        outcome,
        is_hit=all(part.is_hit(place_of(candidate)) for part, candidate in pairs),
        iou=float(np.mean([part.iou(place_of(candidate)) for part, candidate in pairs])),
        is_pointed_at=all(part.is_pointed_at(place_of(candidate)) for part, candidate in pairs),
        is_success=None if None in seen else all(seen),
        around=None if is_elsewhere else surroundings(task, outcome.region, edited, bundle.self_supervised),
        mask_iou=found_mask_iou(task, outcome.candidate),
        is_placed=is_placed(task, outcome.candidate),
        is_free=hides_nothing(task, outcome.candidate),
    )


def _is_seen(
    task: RegionTask, candidate: Candidate, edited: NDArray[np.uint8], judge: NamesThings | None
) -> bool | None:
    if task.kind.is_retouch:
        return is_retouched(task, edited, judge, destination=candidate.destination)
    return None if judge is None else is_success(task, candidate, edited, judge)


def _judged_without_region(
    name: str,
    task: RegionTask,
    outcome: Outcome,
    edited: NDArray[np.uint8],
    bundle: ModelBundle,
    judge: NamesThings | None,
) -> Row:
    """The same for a picture that was edited whole: by the answer that it changed most."""
    places = [(part, answer_most_changed(part, edited)) for part in task.parts or (task,)]
    if task.kind.is_retouch:
        seen = [is_retouched(task, edited, judge)]
    else:
        seen = [
            is_seen_at(part, answer, edited, judge) if judge is not None and answer is not None else None
            for part, answer in places
        ]
    answer = None if task.parts or task.kind.goes_somewhere else places[0][1]
    return Row(
        name,
        task,
        outcome,
        is_hit=None,
        iou=None,
        is_pointed_at=None,
        is_success=None if None in seen else all(seen),
        around=None if answer is None else changed_around(task, answer, edited, bundle.self_supervised),
    )


def summarised(rows: Sequence[Row], *, seed: int) -> dict[str, Any]:
    """The figures by method and task, with 95 % intervals by bootstrap over scenes."""
    methods: dict[str, Any] = {}
    kinds = [kind for kind in TaskKind if any(row.task.kind is kind for row in rows)]
    for name in dict.fromkeys(row.method for row in rows):
        own = [row for row in rows if row.method == name]
        methods[name] = {
            "tasks": {kind.value: _figures([row for row in own if row.task.kind is kind], seed) for kind in kinds},
            "cost": {
                "drafts": mean_of([row.outcome.drafts for row in own]),
                "edits": mean_of([row.outcome.edits for row in own]),
                "denoising_evaluations": mean_of([row.outcome.denoising_evaluations for row in own]),
                "seconds": mean_of([row.outcome.seconds for row in own]),
            },
        }
    return {"methods": methods}


def _figures(rows: Sequence[Row], seed: int) -> dict[str, Any]:
    def column(key: str) -> list[float]:
        return [float(value) for row in rows if (value := getattr(row, key)) is not None]

    around = [row.around for row in rows if row.around is not None]
    distances = [item.feature_distance for item in around if item.feature_distance is not None]
    scores = [candidate.score for row in rows for candidate in row.outcome.candidates]
    return {
        "scenes": len(rows),
        **rates({key: column(attribute) for key, attribute in _RATES.items()}, seed=seed),
        "mask75": mean_or_none([float(value >= MASK_WANTED) for value in column("mask_iou")]),
        "score": mean_of([score.total for score in scores]),
        "score_text_to_image": mean_of([score.text_to_image for score in scores]),
        "score_image_to_image": mean_of([score.image_to_image for score in scores]),
        "changed_outside": mean_or_none([item.changed_share for item in around]),
        "psnr_outside_db": mean_or_none([item.psnr_db for item in around]),
        "feature_distance_outside": mean_or_none(distances, digits=4),
    }
