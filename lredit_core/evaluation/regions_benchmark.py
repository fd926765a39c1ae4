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
from lredit_core.evaluation.tasks import RegionTask, TaskKind, make_task

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.evaluation.without_regions import WholeImageMethod
    from lredit_core.synthetic.scenes import SceneMaker

_RESAMPLES = 2000


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One method on one task.

    Attributes:
        is_hit, is_pointed_at: for every thing of the task; iou: the mean over them.
            None for an editor without regions, all three.
        is_success: by the judge, for every thing; None where it was not asked, does not know one, or knows no place to
            look at (an insertion without a region).
        around: what changed around the answer; None where there is no one answer.
    """

    method: str
    task: RegionTask
    outcome: Outcome
    is_hit: bool | None
    iou: float | None
    is_pointed_at: bool | None
    is_success: bool | None = None
    around: Surroundings | None = None


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
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Row]:
    """Every method on every task, one after the other. `tell(done, total)` is called after each task."""
    rows: list[Row] = []
    places = places_of(scenes, kinds)
    for done, (kind, number) in enumerate(places, start=1):
        rows += bench.measure(kind, number, methods)
        on_progress(done, len(places))
    return rows


def places_of(scenes: int, kinds: Collection[TaskKind]) -> list[tuple[TaskKind, int]]:
    """(kind, number) of every task, scene by scene."""
    return [(kind, number) for number in range(scenes) for kind in TaskKind if kind in kinds]


def judged(name: str, task: RegionTask, outcome: Outcome, bundle: ModelBundle, judge: NamesThings | None) -> Row:
    """An outcome with what it is worth."""
    edited = edited_picture(task.image, *outcome.candidates)
    if not outcome.has_region:
        return _judged_without_region(name, task, outcome, edited, bundle, judge)
    pairs = list(zip(task.parts or (task,), outcome.candidates, strict=True))
    seen = [is_success(part, candidate, edited, judge) if judge is not None else None for part, candidate in pairs]
    return Row(
        name,
        task,
        outcome,
        is_hit=all(part.is_hit(candidate.region_box) for part, candidate in pairs),
        iou=float(np.mean([part.iou(candidate.region_box) for part, candidate in pairs])),
        is_pointed_at=all(part.is_pointed_at(candidate.region_box) for part, candidate in pairs),
        is_success=None if None in seen else all(seen),
        around=None if task.parts else surroundings(task, outcome.region, edited, bundle.self_supervised),
    )


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
    seen = [
        is_seen_at(part, answer, edited, judge) if judge is not None and answer is not None else None
        for part, answer in places
    ]
    answer = None if task.parts else places[0][1]
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
    hits = [float(row.is_hit) for row in rows if row.is_hit is not None]
    overlaps = [row.iou for row in rows if row.iou is not None]
    pointed = [float(row.is_pointed_at) for row in rows if row.is_pointed_at is not None]
    successes = [float(row.is_success) for row in rows if row.is_success is not None]
    around = [row.around for row in rows if row.around is not None]
    distances = [item.feature_distance for item in around if item.feature_distance is not None]
    scores = [candidate.score for row in rows for candidate in row.outcome.candidates]
    return {
        "scenes": len(rows),
        "hit50": mean_or_none(hits),
        "hit50_interval": interval(hits, seed=seed) if hits else None,
        "mean_iou": mean_or_none(overlaps),
        "mean_iou_interval": interval(overlaps, seed=seed) if overlaps else None,
        "pointing": mean_or_none(pointed),
        "edit_success": mean_or_none(successes),
        "edit_success_interval": interval(successes, seed=seed) if successes else None,
        "score": mean_of([score.total for score in scores]),
        "score_text_to_image": mean_of([score.text_to_image for score in scores]),
        "score_image_to_image": mean_of([score.image_to_image for score in scores]),
        "changed_outside": mean_or_none([item.changed_share for item in around]),
        "psnr_outside_db": mean_or_none([item.psnr_db for item in around]),
        "feature_distance_outside": mean_or_none(distances, digits=4),
    }


def interval(values: Sequence[float], *, seed: int) -> list[float]:
    """The 95 % interval of the mean by bootstrap: the scenes drawn again with replacement, 2,000 times."""
    array, rng = np.asarray(values, dtype=float), np.random.default_rng(seed)
    means = array[rng.integers(0, len(array), (_RESAMPLES, len(array)))].mean(axis=1)
    return [round(float(np.quantile(means, share)), 3) for share in (0.025, 0.975)]


def mean_of(values: Sequence[float], *, digits: int = 3) -> float:
    """Rounded, as it goes into JSON."""
    return round(float(np.mean(values)), digits)


def mean_or_none(values: Sequence[float], *, digits: int = 3) -> float | None:
    """Likewise; None of nothing."""
    return mean_of(values, digits=digits) if values else None
