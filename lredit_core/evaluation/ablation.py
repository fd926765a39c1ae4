"""What each part of the learning is worth: `lredit bench ablation`. docs/findings.md says what it showed.

Most questions need no run of their own. On each picture all windows of many anchors are drafted once, with every term
of the loss kept apart; then anchors, windows and terms are left out, added or weighted, and the window of least loss is
looked up. Only the estimators, their budget, the editors and prompts of several things are runs of the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lredit_core.api.events import AnchorSource
from lredit_core.api.request import Estimator, LossWeights, Preset
from lredit_core.engine.learning import analyse_picture, propose_regions, window_terms
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.evaluation.methods import METHODS, Trial
from lredit_core.evaluation.summaries import interval
from lredit_core.evaluation.tasks import RegionTask, TaskKind, make_task
from lredit_core.objective.total import NETWORK_PRIOR_SHARE, EditTerms, WindowTerms
from lredit_core.regions.anchors import SUPPRESSION_SHARE, find_anchors
from lredit_core.regions.proposals import SEGMENT_WINDOWS, propose

if TYPE_CHECKING:
    from lredit_core.evaluation.regions_benchmark import Bench

ANCHOR_COUNTS = (1, 3, 5, 9, 16)
WINDOW_COUNTS = (3, 5, 7, 11, 21)
WEIGHT_FACTORS = (0.25, 0.5, 1.0, 2.0, 4.0)
BUDGET_STEPS = (1, 3, 6, 12)
#: The order in which windows are added: those that frame segments, then squares of usual sizes, then the others.
_WINDOW_ORDER = (18, 19, 20, 6, 12, 3, 9, 0, 15, 7, 10, 8, 11, 4, 13, 5, 14, 1, 2, 16, 17)
_DRAFTED_AT_ONCE = 24
#: The terms of our loss: their names for a reader, the attribute of the terms, and how they enter the sum.
_TERMS: dict[str, Callable[[WindowTerms, EditTerms, LossWeights], torch.Tensor]] = {
    "direction, whole": lambda _known, edit, weights: -weights.whole_directional * edit.whole_gain,
    "direction, close-up": lambda _known, edit, weights: -weights.crop_directional * edit.crop_gain,
    "source similarity": lambda known, _edit, weights: -weights.source_similarity * known.source_similarity,
    "relevance": lambda known, _edit, weights: -weights.relevance * known.relevance,
    "objectness": lambda known, _edit, weights: -weights.objectness * known.objectness,
    "framing": lambda known, _edit, weights: -weights.framing * known.framing,
    "network_prior": lambda known, _edit, weights: -weights.framing * NETWORK_PRIOR_SHARE * known.network_prior,
    "size": lambda known, _edit, weights: weights.size * known.share,
}
_PAPERS: dict[str, Callable[[EditTerms], torch.Tensor]] = {
    "L_Clip": lambda edit: edit.clip,
    "L_Str": lambda edit: edit.structural,
    "L_Dir": lambda edit: edit.directional,
    "L_Dir, close-up": lambda edit: edit.crop_directional,
    "L_Clip + L_Dir": lambda edit: edit.clip + edit.directional,
    "L_Clip + L_Str + L_Dir (the paper)": lambda edit: edit.clip + edit.structural + edit.directional,
}

Figures = dict[str, dict[str, Any]]
ProgressCallback = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Drafted:
    """One picture, all windows drafted: (K, M) each.

    Attributes:
        share: how much the edit's terms count in our loss.
        iou: with the answer that the window comes nearest to.
    """

    known: WindowTerms
    edit: EditTerms
    scores: torch.Tensor
    share: float
    iou: torch.Tensor

    def terms(self, weights: LossWeights) -> dict[str, torch.Tensor]:
        """The terms of our loss, weighted; they sum to it."""
        edit = EditTerms(*(self.share * getattr(self.edit, item.name) for item in fields(EditTerms)))
        return {name: term(self.known, edit, weights) for name, term in _TERMS.items()}

    def loss(self, weights: LossWeights | None = None) -> torch.Tensor:
        return torch.stack(list(self.terms(weights or LossWeights()).values())).sum(dim=0)


def measure_ablation(
    bench: Bench, *, scenes: int, runs: int, on_progress: ProgressCallback = lambda _text: None
) -> dict[str, Figures]:
    """Figures by question and variant: `hit50`, `interval`, `mean_iou`, `pictures`, and what a question adds.

    Args:
        bench: bundle, editor and scenes.
        scenes: pictures of each of two tasks, replace and replace-no-source, for questions that are looked up.
        runs: pictures for questions that take runs of the engine.
        on_progress: gets a sentence now and then.
    """
    figures: dict[str, Figures] = {}
    tasks = [
        make_task(bench.maker, kind, number, seed=bench.seed)
        for number in range(scenes)
        for kind in (TaskKind.REPLACE, TaskKind.REPLACE_NO_SOURCE)
    ]
    drafted: dict[TaskKind, list[_Drafted]] = {TaskKind.REPLACE: [], TaskKind.REPLACE_NO_SOURCE: []}
    for done, task in enumerate(tasks, start=1):
        drafted[task.kind].append(_draft(bench, task))
        on_progress(f"drafted {done} of {len(tasks)} pictures")
    for kind, pictures in drafted.items():
        figures |= {f"{question}: {kind.value}": found for question, found in _looked_up(pictures, bench.seed).items()}
    figures["anchors' sources: replace"] = _anchors(bench, [task for task in tasks if task.kind is TaskKind.REPLACE])
    for question, measure in (
        ("estimators and budget", _budgets),
        ("editors", _editors),
        ("several things", _several),
    ):
        on_progress(question)
        figures[question] = measure(bench, runs)
    return figures


def _draft(bench: Bench, task: RegionTask) -> _Drafted:
    """Drafts every window of the most anchors."""
    trial = Trial(task, bench.bundle, editor=bench.editor, seed=bench.seed)
    request = trial.request(anchor_count=max(ANCHOR_COUNTS))
    edit = TargetEdit(request, trial.bundle, trial.bundle.editor(trial.editor), EngineContext())
    analysis = analyse_picture(edit)
    proposal_set = propose_regions(edit, analysis)
    proposals = proposal_set.proposals
    flat = [box for row in proposals.boxes for box in row]
    shape = proposals.patch_boxes.shape[:2]
    parts, scores = [], []
    for start in range(0, len(flat), _DRAFTED_AT_ONCE):
        edited = edit.crops.edit(flat[start : start + _DRAFTED_AT_ONCE], is_draft=True)
        terms, score = edit.scorer.terms_and_scores(edited)
        parts.append(terms)
        scores.append(score.cpu())
    edit_terms = EditTerms(
        *(torch.cat([getattr(part, item.name).cpu() for part in parts]).reshape(shape) for item in fields(EditTerms))
    )
    return _Drafted(
        window_terms(edit, proposals, analysis, proposal_set.network_prior),
        edit_terms,
        torch.cat(scores).reshape(shape),
        edit.scorer.edit_share,
        torch.tensor([task.iou(box) for box in flat]).reshape(shape),
    )


def _looked_up(pictures: Sequence[_Drafted], seed: int) -> dict[str, Figures]:
    """Every question whose answer is the window of least loss among those drafted."""

    def by(loss: Callable[[_Drafted], torch.Tensor], anchors: int = 9) -> dict[str, Any]:
        return _scored([_chosen_iou(picture, loss(picture)[:anchors]) for picture in pictures], seed)

    def left_out(name: str) -> Callable[[_Drafted], torch.Tensor]:
        return lambda picture: picture.loss() - picture.terms(LossWeights())[name]

    def scaled(name: str, factor: float) -> Callable[[_Drafted], torch.Tensor]:
        return lambda picture: picture.loss() + (factor - 1) * picture.terms(LossWeights())[name]

    def windows(indices: Iterable[int]) -> Callable[[_Drafted], torch.Tensor]:
        kept = sorted(indices)

        def loss(picture: _Drafted) -> torch.Tensor:
            allowed = torch.full(picture.iou.shape[1:], float("inf"))
            allowed[kept] = 0.0
            return picture.loss() + allowed

        return loss

    count = pictures[0].iou.shape[1]
    order = [index for index in _WINDOW_ORDER if index < count]
    best = _scored([float(picture.iou[:9].max()) for picture in pictures], seed)
    return {
        "anchors (K)": {str(number): by(_Drafted.loss, number) for number in ANCHOR_COUNTS},
        "windows (M)": {
            **{str(number): by(windows(order[:number])) for number in WINDOW_COUNTS},
            "none that frame segments": by(windows(range(count - SEGMENT_WINDOWS))),
        },
        "objective": {
            "ours": by(_Drafted.loss),
            "ours, no edit at all": by(lambda picture: replace(picture, share=0.0).loss()),
            **{name: by(lambda picture, term=term: term(picture.edit)) for name, term in _PAPERS.items()},  # type: ignore[misc]
            "S": by(lambda picture: -picture.scores),
            "best window there is": best,
        },
        "terms left out": {
            "nothing": by(_Drafted.loss),
            **{name: by(left_out(name)) for name in _TERMS},
        },
        "terms alone": {name: by(lambda picture, name=name: picture.terms(LossWeights())[name]) for name in _TERMS},  # type: ignore[misc]
        "weights": {f"{name} x {factor:g}": by(scaled(name, factor)) for name in _TERMS for factor in WEIGHT_FACTORS},
    }


def _chosen_iou(picture: _Drafted, loss: torch.Tensor) -> float:
    return float(picture.iou.reshape(-1)[int(loss.reshape(-1).argmin())])


def _anchors(bench: Bench, tasks: Sequence[RegionTask]) -> Figures:
    """What can be reached from the anchors of one source, with and without suppression: the best window's IoU."""
    sources: Mapping[str, tuple[AnchorSource, ...]] = {
        "all": (),
        **{source.value: (source,) for source in AnchorSource if source is not AnchorSource.GROUNDING},
    }  # fmt: skip
    reached: dict[str, list[float]] = {}
    on_answer: dict[str, list[float]] = {}
    for task in tasks:
        trial = Trial(task, bench.bundle, editor=bench.editor, seed=bench.seed)
        edit, analysis = trial.analysis()
        assert analysis.segments is not None  # the tasks are drawings
        settings = edit.request.settings
        for name, turns in sources.items():
            for suppression, ending in ((SUPPRESSION_SHARE, ""), (0.0, ", not suppressed")):
                anchors = find_anchors(
                    analysis.patches, analysis.segments, analysis.relevance, count=settings.anchor_count,
                    intent=edit.target.intent, turns=turns, suppression=suppression,
                )  # fmt: skip
                proposals = propose(
                    anchors, analysis.patches.grid, analysis.segments,
                    shares=settings.window_shares, aspects=settings.window_aspects,
                )  # fmt: skip
                best = max(task.iou(box) for row in proposals.boxes for box in row)
                reached.setdefault(name + ending, []).append(best)
                inside = [task.answers[0].contains_point(item.anchor.x, item.anchor.y) for item in anchors]
                on_answer.setdefault(name + ending, []).append(float(np.mean(inside)))
    return {
        name: {**_scored(values, bench.seed), "anchors_on_answer": round(float(np.mean(on_answer[name])), 3)}
        for name, values in reached.items()
    }


def _budgets(bench: Bench, runs: int) -> Figures:
    """Both estimators, after more and more learning steps of three drafts each."""
    found: dict[str, list[float]] = {}
    drafts: dict[str, list[int]] = {}
    for number in range(runs):
        task = make_task(bench.maker, TaskKind.REPLACE, number, seed=bench.seed)
        trial = Trial(task, bench.bundle, editor=bench.editor, seed=bench.seed)
        for estimator in Estimator:
            for steps in BUDGET_STEPS:
                run = trial.learned(Preset.BALANCED, estimator=estimator, learning_steps=steps)
                best = max(run.candidates, key=lambda candidate: candidate.score.ranking_score)
                name = f"{estimator.value}, {steps} steps"
                found.setdefault(name, []).append(task.iou(best.region_box))
                drafts.setdefault(name, []).append(run.calls.drafts)
        outcome = METHODS["zero-draft"](trial)
        found.setdefault("no draft", []).append(task.iou(outcome.region))
        drafts.setdefault("no draft", []).append(0)
    return {
        name: {**_scored(values, bench.seed), "drafts": round(float(np.mean(drafts[name])), 1)}
        for name, values in found.items()
    }


def _editors(bench: Bench, runs: int) -> Figures:
    """The same pictures by every editor of the bundle, with things that all of them can draw."""
    names = list(bench.bundle.manifest.editors)
    drawn = [set(bench.bundle.editor_info(name).vocabulary or bench.maker.library.names) for name in names]
    known = set.intersection(*drawn)
    tasks: list[RegionTask] = []
    number = 0
    while len(tasks) < runs:
        task = make_task(bench.maker, TaskKind.REPLACE, number, seed=bench.seed)
        number += 1
        if task.target in known:
            tasks.append(task)
    figures: Figures = {}
    for name in names:
        rows = [replace(bench, editor=name).judged_by_ours(task) for task in tasks]
        seen = [float(row.is_success) for row in rows if row.is_success is not None]
        figures[name] = {
            **_scored([row.iou or 0.0 for row in rows], bench.seed),
            "edit_success": round(float(np.mean(seen)), 3) if seen else None,
            "seconds": round(float(np.mean([row.outcome.seconds for row in rows])), 2),
        }
    return figures


def _several(bench: Bench, runs: int) -> Figures:
    """One, two and three things in a prompt: every answer hit."""
    rows: dict[str, list[tuple[float, float]]] = {}
    for number in range(runs):
        for kind in (TaskKind.REPLACE, TaskKind.SEVERAL):
            task = make_task(bench.maker, kind, number, seed=bench.seed)
            row = bench.judged_by_ours(task)
            things = max(1, len(task.parts))
            rows.setdefault(f"{things} thing{'s' if things > 1 else ''}", []).append(
                (float(bool(row.is_hit)), row.iou or 0.0)
            )
    return {
        name: {
            "hit50": round(float(np.mean([hit for hit, _iou in values])), 3),
            "interval": interval([hit for hit, _iou in values], seed=bench.seed),
            "mean_iou": round(float(np.mean([iou for _hit, iou in values])), 3),
            "pictures": len(values),
        }
        for name, values in sorted(rows.items())
    }


def _scored(ious: Sequence[float], seed: int) -> dict[str, Any]:
    hits = [float(iou >= 0.5) for iou in ious]
    return {
        "hit50": round(float(np.mean(hits)), 3),
        "interval": interval(hits, seed=seed),
        "mean_iou": round(float(np.mean(ious)), 3),
        "pictures": len(ious),
    }
