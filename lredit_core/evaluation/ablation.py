"""What each part of the learning is worth: `lredit bench ablation`. docs/findings.md says what it showed.

Most questions need no run of their own. On each picture all windows of many anchors are drafted once, with every term
of the loss kept apart; then anchors, windows and terms are left out, added or weighted, and the window of least loss is
looked up. Only the estimators, their budget, the editors and prompts of several things are runs of the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import torch

from lredit_core.api.request import LossWeights
from lredit_core.evaluation.ablation_pieces import (
    ANCHOR_COUNTS,
    TERMS,
    AblationBench,
    Drafted,
    Edited,
    Learned,
    Reached,
    drafted,
    edited_by,
    learned_by_budget,
    reached_from,
)
from lredit_core.evaluation.summaries import interval
from lredit_core.evaluation.tasks import TaskKind, make_task
from lredit_core.evaluation.workers import Here, Job, Workers
from lredit_core.regions.proposals import SEGMENT_WINDOWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lredit_core.evaluation.regions_benchmark import Bench
    from lredit_core.objective.total import EditTerms

WINDOW_COUNTS = (3, 5, 7, 11, 21)
WEIGHT_FACTORS = (0.25, 0.5, 1.0, 2.0, 4.0)
#: The order in which windows are added: those that frame segments, then squares of usual sizes, then the others.
_WINDOW_ORDER = (18, 19, 20, 6, 12, 3, 9, 0, 15, 7, 10, 8, 11, 4, 13, 5, 14, 1, 2, 16, 17)
_PAPERS: dict[str, Callable[[EditTerms], torch.Tensor]] = {
    "L_Clip": lambda edit: edit.clip,
    "L_Str": lambda edit: edit.structural,
    "L_Dir": lambda edit: edit.directional,
    "L_Dir, close-up": lambda edit: edit.crop_directional,
    "L_Clip + L_Dir": lambda edit: edit.clip + edit.directional,
    "L_Clip + L_Str + L_Dir (the paper)": lambda edit: edit.clip + edit.structural + edit.directional,
}

Figures = dict[str, dict[str, Any]]
_DRAFTED_KINDS = (TaskKind.REPLACE, TaskKind.REPLACE_NO_SOURCE)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Plan:
    """The pieces by what is asked of them; jobs stand in the order in which they are measured."""

    jobs: list[Job] = field(default_factory=list)

    def ask(self, jobs: Iterable[Job]) -> slice:
        """Where the answers to these will lie."""
        start = len(self.jobs)
        self.jobs.extend(jobs)
        return slice(start, len(self.jobs))


def measure_ablation(
    bench: Bench,
    *,
    scenes: int,
    runs: int,
    workers: Workers[Any] | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> dict[str, Figures]:
    """Figures by question and variant: `hit50`, `interval`, `mean_iou`, `pictures`, and what a question adds.

    Args:
        bench: bundle, editor and scenes.
        scenes: pictures of each of two tasks, replace and replace-no-source, for questions that are looked up.
        runs: pictures for questions that take runs of the engine.
        workers: who measures the pieces, of an `AblationBench`; the bench itself if left out.
        on_progress: called with how many pieces are measured, of how many.
    """
    plan, names = _Plan(), list(bench.bundle.manifest.editors)
    windows = {kind: plan.ask((drafted, kind, number) for number in range(scenes)) for kind in _DRAFTED_KINDS}
    anchors = plan.ask((reached_from, number) for number in range(scenes))
    budgets = plan.ask((learned_by_budget, number) for number in range(runs))
    drawable = _drawn_by_all(bench, names, runs)
    editors = {name: plan.ask((edited_by, name, TaskKind.REPLACE, number) for number in drawable) for name in names}
    several = plan.ask(
        (edited_by, "", kind, number) for number in range(runs) for kind in (TaskKind.REPLACE, TaskKind.SEVERAL)
    )
    measured = (workers or Here()).measured(AblationBench(bench), plan.jobs, on_progress)
    figures: dict[str, Figures] = {}
    for kind, place in windows.items():
        found = _looked_up(measured[place], bench.seed)
        figures |= {f"{question}: {kind.value}": variants for question, variants in found.items()}
    figures["anchors' sources: replace"] = _anchors(measured[anchors], bench.seed)
    figures["estimators and budget"] = _budgets(measured[budgets], bench.seed)
    if drawable:
        figures["editors"] = {name: _edited(measured[place], bench.seed) for name, place in editors.items()}
    figures["several things"] = _several(measured[several], bench.seed)
    return figures


def _drawn_by_all(bench: Bench, editors: Sequence[str], count: int) -> list[int]:
    """Numbers of the first pictures whose thing every editor of the bundle can draw; none where they share no thing."""
    drawn = [set(bench.bundle.editor_info(name).vocabulary or bench.maker.library.names) for name in editors]
    known = set.intersection(*drawn)
    if not known & set(bench.maker.library.names):
        return []
    numbers: list[int] = []
    number = 0
    while len(numbers) < count:
        if make_task(bench.maker, TaskKind.REPLACE, number, seed=bench.seed).target in known:
            numbers.append(number)
        number += 1
    return numbers


def _looked_up(pictures: Sequence[Drafted], seed: int) -> dict[str, Figures]:
    """Every question whose answer is the window of least loss among those drafted."""

    def by(loss: Callable[[Drafted], torch.Tensor], anchors: int = 9) -> dict[str, Any]:
        return _scored([_chosen_iou(picture, loss(picture)[:anchors]) for picture in pictures], seed)

    def left_out(name: str) -> Callable[[Drafted], torch.Tensor]:
        return lambda picture: picture.loss() - picture.terms(LossWeights())[name]

    def scaled(name: str, factor: float) -> Callable[[Drafted], torch.Tensor]:
        return lambda picture: picture.loss() + (factor - 1) * picture.terms(LossWeights())[name]

    def windows(indices: Iterable[int]) -> Callable[[Drafted], torch.Tensor]:
        kept = sorted(indices)

        def loss(picture: Drafted) -> torch.Tensor:
            allowed = torch.full(picture.iou.shape[1:], float("inf"))
            allowed[kept] = 0.0
            return picture.loss() + allowed

        return loss

    count = pictures[0].iou.shape[1]
    order = [index for index in _WINDOW_ORDER if index < count]
    best = _scored([float(picture.iou[:9].max()) for picture in pictures], seed)
    return {
        "anchors (K)": {str(number): by(Drafted.loss, number) for number in ANCHOR_COUNTS},
        "windows (M)": {
            **{str(number): by(windows(order[:number])) for number in WINDOW_COUNTS},
            "none that frame segments": by(windows(range(count - SEGMENT_WINDOWS))),
        },
        "objective": {
            "ours": by(Drafted.loss),
            "ours, no edit at all": by(lambda picture: replace(picture, share=0.0).loss()),
            **{name: by(lambda picture, term=term: term(picture.edit)) for name, term in _PAPERS.items()},  # type: ignore[misc]
            "S": by(lambda picture: -picture.scores),
            "best window there is": best,
        },
        "terms left out": {
            "nothing": by(Drafted.loss),
            **{name: by(left_out(name)) for name in TERMS},
        },
        "terms alone": {name: by(lambda picture, name=name: picture.terms(LossWeights())[name]) for name in TERMS},  # type: ignore[misc]
        "weights": {f"{name} x {factor:g}": by(scaled(name, factor)) for name in TERMS for factor in WEIGHT_FACTORS},
    }


def _chosen_iou(picture: Drafted, loss: torch.Tensor) -> float:
    return float(picture.iou.reshape(-1)[int(loss.reshape(-1).argmin())])


def _by_variant(pictures: Sequence[dict[str, T]]) -> dict[str, list[T]]:
    """The values of each variant, picture by picture."""
    return {name: [picture[name] for picture in pictures] for name in pictures[0]}


def _anchors(pictures: Sequence[dict[str, Reached]], seed: int) -> Figures:
    """What can be reached from the anchors of one source, with and without suppression: the best window's IoU."""
    return {
        name: {
            **_scored([item.best for item in values], seed),
            "anchors_on_answer": round(float(np.mean([item.on_answer for item in values])), 3),
        }
        for name, values in _by_variant(pictures).items()
    }


def _budgets(pictures: Sequence[dict[str, Learned]], seed: int) -> Figures:
    return {
        name: {
            **_scored([item.iou for item in values], seed),
            "drafts": round(float(np.mean([item.drafts for item in values])), 1),
        }
        for name, values in _by_variant(pictures).items()
    }


def _edited(pictures: Sequence[Edited], seed: int) -> dict[str, Any]:
    """The same pictures by an editor of the bundle, with things that all of them can draw."""
    seen = [float(item.is_success) for item in pictures if item.is_success is not None]
    return {
        **_scored([item.iou for item in pictures], seed),
        "edit_success": round(float(np.mean(seen)), 3) if seen else None,
        "seconds": round(float(np.mean([item.seconds for item in pictures])), 2),
    }


def _several(pictures: Sequence[Edited], seed: int) -> Figures:
    """One, two and three things in a prompt: every answer hit."""
    figures: Figures = {}
    for things in sorted({item.things for item in pictures}):
        own = [item for item in pictures if item.things == things]
        hits = [float(item.is_hit) for item in own]
        figures[f"{things} thing{'s' if things > 1 else ''}"] = _counted(hits, [item.iou for item in own], seed)
    return figures


def _scored(ious: Sequence[float], seed: int) -> dict[str, Any]:
    return _counted([float(iou >= 0.5) for iou in ious], ious, seed)


def _counted(hits: Sequence[float], ious: Sequence[float], seed: int) -> dict[str, Any]:
    return {
        "hit50": round(float(np.mean(hits)), 3),
        "interval": interval(hits, seed=seed),
        "mean_iou": round(float(np.mean(ious)), 3),
        "pictures": len(ious),
    }
