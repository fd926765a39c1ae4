"""The pieces that the ablation is put together from: each one picture measured whole, none needing another.

A piece is a function of the bench and of plain values, and gives plain values, so that any machine can measure it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lredit_core.api.events import AnchorSource
from lredit_core.api.request import Estimator, LossWeights, Preset
from lredit_core.engine.learning import analyse_picture, propose_regions, window_terms
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.evaluation.methods import METHODS, Trial
from lredit_core.evaluation.tasks import TaskKind, make_task
from lredit_core.objective.total import NETWORK_PRIOR_SHARE, EditTerms, WindowTerms
from lredit_core.regions.anchors import SUPPRESSION_SHARE, find_anchors
from lredit_core.regions.proposals import propose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lredit_core.evaluation.regions_benchmark import Bench
    from lredit_core.evaluation.regions_workers import Ingredients

ANCHOR_COUNTS = (1, 3, 5, 9, 16)
BUDGET_STEPS = (1, 3, 6, 12)
_DRAFTED_AT_ONCE = 24
#: The terms of our loss: their names for a reader, the attribute of the terms, and how they enter the sum.
TERMS: dict[str, Callable[[WindowTerms, EditTerms, LossWeights], torch.Tensor]] = {
    "direction, whole": lambda _known, edit, weights: -weights.whole_directional * edit.whole_gain,
    "direction, close-up": lambda _known, edit, weights: -weights.crop_directional * edit.crop_gain,
    "source similarity": lambda known, _edit, weights: -weights.source_similarity * known.source_similarity,
    "relevance": lambda known, _edit, weights: -weights.relevance * known.relevance,
    "objectness": lambda known, _edit, weights: -weights.objectness * known.objectness,
    "framing": lambda known, _edit, weights: -weights.framing * known.framing,
    "network_prior": lambda known, _edit, weights: -weights.framing * NETWORK_PRIOR_SHARE * known.network_prior,
    "size": lambda known, _edit, weights: weights.size * known.share,
}


@dataclass(frozen=True, slots=True)
class AblationBench:
    """A bench that measures pieces."""

    bench: Bench

    def measure(self, piece: Callable[..., Any], *of: Any) -> Any:
        """One of this module's pieces, and the values after its bench."""
        return piece(self.bench, *of)


@dataclass(frozen=True, slots=True)
class AblationIngredients:
    """What an `AblationBench` is loaded from."""

    ingredients: Ingredients

    @property
    def bundle(self) -> str:
        return self.ingredients.bundle

    def bench(self) -> AblationBench:
        return AblationBench(self.ingredients.bench())

    def from_anywhere(self) -> AblationIngredients:
        return AblationIngredients(self.ingredients.from_anywhere())

    def digest_beside(self) -> str:
        return self.ingredients.digest_beside()


@dataclass(frozen=True, slots=True)
class Drafted:
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
        return {name: term(self.known, edit, weights) for name, term in TERMS.items()}

    def loss(self, weights: LossWeights | None = None) -> torch.Tensor:
        return torch.stack(list(self.terms(weights or LossWeights()).values())).sum(dim=0)


def drafted(bench: Bench, kind: TaskKind, number: int) -> Drafted:
    """A picture with every window of the most anchors drafted."""
    trial = _trial(bench, kind, number)
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
    return Drafted(
        window_terms(edit, proposals, analysis, proposal_set.network_prior),
        edit_terms,
        torch.cat(scores).reshape(shape),
        edit.scorer.edit_share,
        torch.tensor([trial.task.iou(box) for box in flat]).reshape(shape),
    )


@dataclass(frozen=True, slots=True)
class Reached:
    """What the anchors of one source reach on a picture.

    Attributes:
        best: IoU of the best window there is.
        on_answer: the share of anchors that lie in the answer.
    """

    best: float
    on_answer: float


def reached_from(bench: Bench, number: int) -> dict[str, Reached]:
    """By the anchors' source, with and without suppression; on a picture whose source is named."""
    sources: Mapping[str, tuple[AnchorSource, ...]] = {
        "all": (),
        **{source.value: (source,) for source in AnchorSource if source is not AnchorSource.GROUNDING},
    }  # fmt: skip
    trial = _trial(bench, TaskKind.REPLACE, number)
    task = trial.task
    edit, analysis = trial.analysis()
    assert analysis.segments is not None  # the tasks are drawings
    settings = edit.request.settings
    reached: dict[str, Reached] = {}
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
            inside = [task.answers[0].contains_point(item.anchor.x, item.anchor.y) for item in anchors]
            reached[name + ending] = Reached(best, float(np.mean(inside)))
    return reached


@dataclass(frozen=True, slots=True)
class Learned:
    """What a budget of drafts came to on a picture."""

    iou: float
    drafts: int


def learned_by_budget(bench: Bench, number: int) -> dict[str, Learned]:
    """Both estimators, after more and more learning steps of three drafts each, and no draft at all."""
    trial = _trial(bench, TaskKind.REPLACE, number)
    learned: dict[str, Learned] = {}
    for estimator in Estimator:
        for steps in BUDGET_STEPS:
            run = trial.learned(Preset.BALANCED, estimator=estimator, learning_steps=steps)
            best = max(run.candidates, key=lambda candidate: candidate.score.ranking_score)
            learned[f"{estimator.value}, {steps} steps"] = Learned(trial.task.iou(best.region_box), run.calls.drafts)
    learned["no draft"] = Learned(trial.task.iou(METHODS["zero-draft"](trial).region), 0)
    return learned


@dataclass(frozen=True, slots=True)
class Edited:
    """What the engine whole came to on a picture.

    Attributes:
        things: that the prompt speaks of.
        is_success: by the judge; None where it was not asked, or does not know the thing.
        seconds: on the machine that edited.
    """

    things: int
    is_hit: bool
    iou: float
    is_success: bool | None
    seconds: float


def edited_by(bench: Bench, editor: str, kind: TaskKind, number: int) -> Edited:
    """The balanced preset with an editor; "" is the bench's own."""
    bench = replace(bench, editor=editor or bench.editor)
    task = make_task(bench.maker, kind, number, seed=bench.seed)
    row = bench.judged_by_ours(task)
    return Edited(max(1, len(task.parts)), bool(row.is_hit), row.iou or 0.0, row.is_success, row.outcome.seconds)


def _trial(bench: Bench, kind: TaskKind, number: int) -> Trial:
    task = make_task(bench.maker, kind, number, seed=bench.seed)
    return Trial(task, bench.bundle, editor=bench.editor, seed=bench.seed)
