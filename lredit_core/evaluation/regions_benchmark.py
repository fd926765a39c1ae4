"""The benchmark that scores the region itself: `lredit bench regions`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lredit_core.art import ArtLibrary
from lredit_core.bundles.loading import ModelBundle
from lredit_core.evaluation.backgrounds import BackgroundPhotos
from lredit_core.evaluation.methods import METHODS, Outcome, Trial
from lredit_core.evaluation.tasks import RegionTask, TaskKind, make_tasks

_RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One method on one task."""

    method: str
    task: RegionTask
    outcome: Outcome


def run_benchmark(
    bundle: ModelBundle,
    library: ArtLibrary,
    photos: BackgroundPhotos | None,
    *,
    scenes: int,
    seed: int,
    editor: str = "",
    methods: Sequence[str] = tuple(METHODS),
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Row]:
    """Every method on every task. `tell(done, total)` is called after each task."""
    rows: list[Row] = []
    total = scenes * len(TaskKind)
    for done, task in enumerate(make_tasks(library, photos, scenes=scenes, seed=seed), start=1):
        trial = Trial(task, bundle, editor=editor, seed=seed)
        rows += [Row(name, task, METHODS[name](trial)) for name in methods]
        tell(done, total)
    return rows


def summarised(rows: Sequence[Row], *, seed: int) -> dict[str, Any]:
    """The figures by method and task, with 95 % intervals of the hit rate by bootstrap over scenes.

    `edit_success` is null: it needs a judge that took no part in the learning, which this bundle does not hold yet.
    """
    rng = np.random.default_rng(seed)
    methods: dict[str, Any] = {}
    for name in dict.fromkeys(row.method for row in rows):
        own = [row for row in rows if row.method == name]
        tasks = {kind.value: _figures([row for row in own if row.task.kind is kind], rng) for kind in TaskKind}
        methods[name] = {
            "tasks": tasks,
            "cost": {
                "drafts": _mean([row.outcome.drafts for row in own]),
                "edits": _mean([row.outcome.edits for row in own]),
                "denoising_evaluations": _mean([row.outcome.denoising_evaluations for row in own]),
                "seconds": _mean([row.outcome.seconds for row in own]),
            },
        }
    return {"methods": methods}


def _figures(rows: Sequence[Row], rng: np.random.Generator) -> dict[str, Any]:
    hits = np.array([row.task.is_hit(row.outcome.region) for row in rows], dtype=float)
    scores = [row.outcome.score for row in rows if row.outcome.score is not None]
    resampled = hits[rng.integers(0, len(hits), (_RESAMPLES, len(hits)))].mean(axis=1)
    return {
        "hit50": _mean(hits.tolist()),
        "hit50_interval": [round(float(np.quantile(resampled, share)), 3) for share in (0.025, 0.975)],
        "mean_iou": _mean([row.task.iou(row.outcome.region) for row in rows]),
        "pointing": _mean([float(row.task.is_pointed_at(row.outcome.region)) for row in rows]),
        "edit_success": None,
        "score": _mean([float(score) for score in scores]) if scores else None,
    }


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 3)
