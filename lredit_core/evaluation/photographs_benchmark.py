"""Regions on photographs whose things are known: `lredit bench photographs` measures one question after the other."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from lredit_core.document.silhouette import HALF
from lredit_core.errors import LreditError, Stopped
from lredit_core.evaluation.methods import METHODS, Trial
from lredit_core.evaluation.summaries import mean_or_none, rates
from lredit_core.evaluation.tasks import TaskKind, covers_none, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.evaluation.photograph_questions import Question
    from lredit_core.evaluation.tasks import RegionTask
    from lredit_core.geometry import Box

#: What runs unless others are asked for.
PHOTOGRAPH_METHODS = (
    "ours-fast", "ours-balanced", "ours-thorough", "ours-balanced-without-grounding", "zero-draft", "random",
    "attention-random", "centre", "relevance", "grounding", "exhaustive-loss",
)  # fmt: skip
#: So many of a method's candidates are looked at: as many as the window offers at the balanced preset.
CANDIDATES_SCORED = 4
#: The overlap with the answer that each hit rate asks for.
HIT_OVERLAPS = {"hit50": 0.5, "hit30": 0.3}
#: What is measured beside the region of what is removed and of what is added, with its title; see `measured_beside`.
BESIDE = {"mask_inside": "mask inside", "mask_box50": "mask's box 0.5", "free": "free", "clear": "clear"}

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """What one method answered.

    Attributes:
        candidates: the region it chose, then what else it offers; empty where it failed.
        overlaps: the IoU of each with the answer.
        is_centre_inside: the middle of its region lies in the answer; on no known thing, where something is added.
        beside: what else is measured of what was asked, in [0, 1]; see `measured_beside`.
        failure: why there is no answer, a sentence, or "".
    """

    method: str
    candidates: tuple[Box, ...] = ()
    overlaps: tuple[float, ...] = ()
    is_centre_inside: bool = False
    drafts: int = 0
    seconds: float = 0.0
    failure: str = ""
    beside: Mapping[str, float] = field(default_factory=dict)

    @property
    def iou(self) -> float:
        """Of its region; a failure is a miss."""
        return self.overlaps[0] if self.overlaps else 0.0

    @property
    def best_iou(self) -> float:
        """Of its best candidate."""
        return max(self.overlaps, default=0.0)


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredQuestion:
    """One question and what every method answered.

    Attributes:
        answer: within the picture; None where something is added.
        proposals: every window of the balanced preset.
        relevance: (h, w) float32, the map of the thing's words over the picture, or None where the model has none.
        failure: why nothing was measured (the picture cannot be read), or why there are no proposals, or "".
    """

    question: Question
    answer: Box | None
    choices: tuple[Choice, ...] = ()
    proposals: tuple[Box, ...] = ()
    relevance: NDArray[np.float32] | None = None
    failure: str = ""

    @property
    def best_proposal(self) -> Box | None:
        """The window that overlaps most with the answer; where something is added, one that covers nothing known."""
        return max(self.proposals, key=self._worth, default=None)

    @property
    def best_proposal_iou(self) -> float:
        """Of this; where something is added, 1 for one that covers nothing known, else 0."""
        return max((self._worth(box) for box in self.proposals), default=0.0)

    def _worth(self, box: Box) -> float:
        return float(covers_none(box, self.question.occupied)) if self.answer is None else self.answer.iou(box)


@dataclass(frozen=True, slots=True)
class PhotographsBench:
    """What questions are measured with: a bundle and its default editor."""

    bundle: ModelBundle
    seed: int = 0

    def measure(self, question: Question, methods: Sequence[str] = PHOTOGRAPH_METHODS) -> MeasuredQuestion:
        """One question by every method; what fails is noted in its place."""
        task, failure = _attempted(question.task, question)
        if task is None:
            return MeasuredQuestion(question, question.answer, failure=failure)
        trial = Trial(task, self.bundle, editor="", seed=self.seed)
        choices = tuple(self._choice(trial, question, name) for name in methods)
        seen, failure = _attempted(lambda: _proposed(trial), question)
        proposals, relevance = seen or ((), None)
        return MeasuredQuestion(question, next(iter(task.answers), None), choices, proposals, relevance, failure)

    def warm_up(self, question: Question) -> None:
        """Runs the models once, so that no method is clocked while they are loaded."""
        self.measure(question, ("zero-draft",))

    def _choice(self, trial: Trial, question: Question, method: str) -> Choice:
        outcome, failure = _attempted(lambda: trial.measured(METHODS[method]), question)
        if outcome is None:
            return Choice(method, failure=failure)
        candidates = (outcome.region, *outcome.alternatives)[:CANDIDATES_SCORED]
        beside = measured_beside(trial.task, outcome.candidate)
        choice = choice_of(method, trial.task, candidates, drafts=outcome.drafts, seconds=outcome.seconds)
        return replace(choice, beside=beside)


def choice_of(
    method: str, task: RegionTask, candidates: Sequence[Box], *, drafts: int = 0, seconds: float = 0.0
) -> Choice:
    """A method's candidates, the best first, with what they are worth."""
    overlaps = tuple(round(task.iou(box), 4) for box in candidates)
    return Choice(method, tuple(candidates), overlaps, task.is_pointed_at(candidates[0]), drafts, seconds)


def measured_beside(task: RegionTask, candidate: Candidate) -> dict[str, float]:
    """What the region alone does not say.

    Of what is removed: `mask_inside`, the share of its mask that lies in the answer's box, and `mask_box50`, whether
    the mask's tight box has an IoU of 0.5 with it. Of what is added: `free`, whether the region covers at most a tenth
    of each thing that is known, and `clear`, the share of the region that lies on none of their boxes.
    """
    region = place_of(candidate)
    if task.kind is TaskKind.INSERT:
        on_things = np.zeros((task.image.size.height, task.image.size.width), np.bool_)
        for box in task.occupied:
            on_things[box.clipped_to(task.image.size).as_slices()] = True
        clear = 1.0 - float(on_things[region.as_slices()].mean())
        return {"free": float(covers_none(region, task.occupied)), "clear": clear}
    if task.kind is not TaskKind.REMOVE:
        return {}
    found, (answer,) = candidate.silhouette, task.answers
    if found is None or found.box.is_empty:
        return {"mask_inside": 0.0, "mask_box50": 0.0}
    inside = (found.in_picture(task.image.size)[answer.as_slices()] > HALF).sum()
    return {"mask_inside": float(inside / found.area), "mask_box50": float(found.box.iou(answer) >= 0.5)}


def _proposed(trial: Trial) -> tuple[tuple[Box, ...], NDArray[np.float32] | None]:
    """The balanced preset's windows, and the relevance map."""
    _edit, analysis, proposal_set = trial.proposal_set()
    boxes = tuple(dict.fromkeys(box for row in proposal_set.proposals.boxes for box in row))
    field = analysis.relevance
    return boxes, None if field is None else field.detach().float().cpu().numpy()


def _attempted(work: Callable[[], T], question: Question) -> tuple[T | None, str]:
    """What `work` gives, or why it failed: one picture must not take all others along."""
    try:
        return work(), ""
    except Stopped:
        raise
    except LreditError as error:
        return None, error.message
    except Exception as error:
        log.exception("%s: %s", question.picture, question.thing)
        return None, f"{type(error).__name__}: {error}"


def summarised(measured: Sequence[MeasuredQuestion], *, seed: int) -> dict[str, Any]:
    """The figures of the proposals and of each method, with 95 % intervals by bootstrap over questions."""
    asked = [item for item in measured if item.choices]
    names = dict.fromkeys(choice.method for item in asked for choice in item.choices)
    by_method = {name: [choice for item in asked for choice in item.choices if choice.method == name] for name in names}
    overlaps = [item.best_proposal_iou for item in asked]
    return {
        "proposals": {
            **rates({"best50": [float(overlap >= 0.5) for overlap in overlaps], "mean_best_iou": overlaps}, seed=seed),
            "windows": mean_or_none([len(item.proposals) for item in asked], digits=1),
        },
        "methods": {name: _figures(choices, seed) for name, choices in by_method.items()},
        "failures": [
            {"picture": item.question.picture, "thing": item.question.thing, "method": method, "why": why}
            for item in measured
            for method, why in (("", item.failure), *((choice.method, choice.failure) for choice in item.choices))
            if why
        ],
    }


def _figures(choices: Sequence[Choice], seed: int) -> dict[str, Any]:
    overlaps = [choice.iou for choice in choices]
    answered = [choice for choice in choices if not choice.failure]
    seconds = [choice.seconds for choice in answered]
    beside = dict.fromkeys(key for choice in answered for key in choice.beside)
    return {
        "questions": len(choices),
        "failures": len(choices) - len(answered),
        **rates(
            {
                **{key: [float(iou >= least) for iou in overlaps] for key, least in HIT_OVERLAPS.items()},
                "mean_iou": overlaps,
                "centre_inside": [float(choice.is_centre_inside) for choice in choices],
                "best_candidate50": [float(choice.best_iou >= 0.5) for choice in choices],
                **{key: [choice.beside.get(key, 0.0) for choice in choices] for key in beside},
            },
            seed=seed,
        ),
        "drafts": mean_or_none([choice.drafts for choice in answered], digits=1),
        "seconds_mean": mean_or_none(seconds),
        "seconds_median": round(float(np.median(seconds)), 3) if seconds else None,
    }


def rows_of(measured: Sequence[MeasuredQuestion]) -> list[dict[str, Any]]:
    """A row for each question and method, for comparing runs and halves afterwards; boxes are x0, y0, x1, y1."""
    return [
        {
            "question": item.question.number,
            "picture": item.question.picture,
            "thing": item.question.thing,
            "answer": None if item.answer is None else item.answer.as_tuple(),
            "best_proposal": None if item.best_proposal is None else item.best_proposal.as_tuple(),
            "best_proposal_iou": round(item.best_proposal_iou, 4),
            "method": choice.method,
            "box": choice.candidates[0].as_tuple() if choice.candidates else None,
            "candidates": [box.as_tuple() for box in choice.candidates],
            "iou": choice.iou,
            "best_candidate_iou": choice.best_iou,
            "is_centre_inside": choice.is_centre_inside,
            "drafts": choice.drafts,
            "seconds": round(choice.seconds, 3),
            "failure": choice.failure,
            **{key: round(value, 4) for key, value in choice.beside.items()},
        }
        for item in measured
        for choice in item.choices
    ]
