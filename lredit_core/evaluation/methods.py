"""Ways to choose a region, side by side: ours, the public recipe, and what is simpler than either.

Every method ends with an edit by the engine in the region that it chose, so that edits can be compared too.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import torch

from lredit_core.api.events import (
    Anchor,
    AnchorsFound,
    CallCounts,
    Candidate,
    CandidateReady,
    CandidateScore,
    EditFinished,
)
from lredit_core.api.request import EditRequest, EditSettings, Estimator, Objective, Preset
from lredit_core.encoders.grounding.grounded import GroundedThings
from lredit_core.engine.engine import edit_events
from lredit_core.engine.learning import PictureAnalysis, ProposalSet, analyse_picture, propose_regions
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.errors import EngineError, InvalidRequest
from lredit_core.evaluation.remembering import RememberingBundle, Store
from lredit_core.evaluation.tasks import place_of
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.evaluation.tasks import RegionTask

#: The public recipe's numbers (METHOD: 32 x 32 patches; half-sizes 4 to 14; 10 iterations of full edits).
RECIPE_GRID = 32
RECIPE_HALF_SIZES = (4, 6, 8, 10, 12, 14)
RECIPE_ANCHORS = 9
RECIPE_ITERATIONS = 10
#: The share of the relevance map's range above which a place belongs to the region.
RELEVANCE_THRESHOLD = 0.6
#: Drafts that the exhaustive search scores at once.
_DRAFTED_AT_ONCE = 24

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a method chose for a task, the edit there, and what the method costs alone.

    Attributes:
        others: the edits of the prompt's other things, in their order, where it speaks of several.
        anchors: those it looked at, for methods that learn.
        seconds: wall seconds it spent, plus those that took what it could take over from methods before it.
        has_region: it chose one; an editor without regions gives the whole picture as its candidate of every thing.
        alternatives: what else it offers for the first thing, the best first.
    """

    candidate: Candidate
    others: tuple[Candidate, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    drafts: int = 0
    edits: int = 1
    denoising_evaluations: int = 0
    seconds: float = 0.0
    has_region: bool = True
    alternatives: tuple[Box, ...] = ()

    @property
    def region(self) -> Box:
        return place_of(self.candidate)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """One for each thing of the task."""
        return (self.candidate, *self.others)

    @classmethod
    def joined(cls, parts: Sequence[Outcome]) -> Outcome:
        """Of methods that take the things of a task one by one: all edits, at the price of all."""
        first, *rest = parts
        return cls(
            first.candidate,
            tuple(part.candidate for part in rest),
            first.anchors,
            sum(part.drafts for part in parts),
            sum(part.edits for part in parts),
            sum(part.denoising_evaluations for part in parts),
            sum(part.seconds for part in parts),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What one call of the engine gave: its candidates, the best first."""

    candidates: tuple[Candidate, ...]
    anchors: tuple[Anchor, ...]
    calls: CallCounts


@dataclass(frozen=True, slots=True, eq=False)
class _Windows:
    """What every window's draft came to: (K * M,) whole losses and scores S."""

    boxes: tuple[Box, ...]
    losses: torch.Tensor
    scores: torch.Tensor
    calls: CallCounts


class Trial:
    """One task with one bundle and editor; what one method computed, the next need not compute again."""

    def __init__(self, task: RegionTask, bundle: ModelBundle, *, editor: str, seed: int) -> None:
        self.task = task
        self.bundle = RememberingBundle(bundle)
        self.editor = editor or bundle.default_editor
        self.seed = seed
        self._shelf: Store[object] = Store(self.bundle.account)

    def rng(self, method: str) -> np.random.Generator:
        """What is random about a method on this task; the same whichever methods run beside it."""
        place = list(type(self.task.kind)).index(self.task.kind)
        return np.random.default_rng([self.seed, self.task.number, place, *method.encode()])

    def measured(self, method: Method) -> Outcome:
        """Runs a method and clocks it as if it ran alone."""
        saved_before, started = self.bundle.account.saved_s, time.perf_counter()
        outcome = method(self)
        spent = time.perf_counter() - started + self.bundle.account.saved_s - saved_before
        return replace(outcome, seconds=outcome.seconds or spent)

    def request(self, preset: Preset = Preset.BALANCED, *, boxes: Sequence[Box] = (), **changes: Any) -> EditRequest:
        settings = self.bundle.editor_info(self.editor).suited(EditSettings.for_preset(preset))
        return EditRequest(
            self.task.image,
            self.task.prompt,
            self.task.source_prompt,
            user_boxes=tuple(boxes),
            editor=self.editor,
            seed=self.seed,
            preset=preset,
            settings=replace(settings, **changes),
        )

    def run(self, request: EditRequest) -> _Run:
        """The engine's own way, whole, with a memo of its own; where it refuses to retouch, the picture as it is."""
        try:
            return self._run(request)
        except InvalidRequest:
            if not self.task.kind.is_retouch:
                raise
        box = request.user_boxes[0] if request.user_boxes else request.image.size.as_box()
        return _Run((_unchanged(request, box),), (), CallCounts())

    def _run(self, request: EditRequest) -> _Run:
        candidates: dict[str, Candidate] = {}
        anchors: tuple[Anchor, ...] = ()
        finished: EditFinished | None = None
        for event in edit_events(request, self.bundle, EngineContext()):
            if isinstance(event, CandidateReady):
                candidates[event.candidate.candidate_id] = event.candidate
            elif isinstance(event, AnchorsFound):
                anchors = event.anchors
            elif isinstance(event, EditFinished):
                finished = event
        if finished is None:
            raise EngineError("The measured edit did not finish.")
        return _Run(tuple(candidates.values()), anchors, finished.calls)

    def learned(self, preset: Preset, **changes: Any) -> _Run:
        """The engine at a preset; rows that differ in how they rank share it."""
        return self._once(f"{preset} {changes}", lambda: self.run(self.request(preset, **changes)))

    def edited_in(self, box: Box, *, drafts: int = 0, denoising_evaluations: int = 0) -> Outcome:
        """The outcome of a method that only chooses: one edit in its region."""
        run = self.run(self.request(boxes=[box]))
        return Outcome(
            run.candidates[0],
            drafts=drafts,
            edits=run.calls.full_edits,
            denoising_evaluations=denoising_evaluations + run.calls.denoising_evaluations,
        )

    def analysis(self) -> tuple[TargetEdit, PictureAnalysis]:
        """What the encoders say of the picture."""
        return self._once("analysis", self._analyse)

    def proposal_set(self) -> tuple[TargetEdit, PictureAnalysis, ProposalSet]:
        """The balanced preset's windows, before any draft."""
        return self._once("proposals", self._propose)

    def all_windows(self) -> _Windows:
        """Every window of the balanced preset, drafted and scored."""
        return self._once("all windows", self._draft_all)

    def _analyse(self) -> tuple[TargetEdit, PictureAnalysis]:
        request = self.request()
        editor = self.bundle.editor_for(request.targets[0], self.editor)
        edit = TargetEdit(request, self.bundle, editor, EngineContext())
        return edit, analyse_picture(edit)

    def _propose(self) -> tuple[TargetEdit, PictureAnalysis, ProposalSet]:
        edit, analysis = self.analysis()
        return edit, analysis, propose_regions(edit, analysis)

    def _draft_all(self) -> _Windows:
        edit, _analysis, proposal_set = self.proposal_set()
        boxes = tuple(box for row in proposal_set.proposals.boxes for box in row)
        losses: list[torch.Tensor] = []
        scores: list[torch.Tensor] = []
        for start in range(0, len(boxes), _DRAFTED_AT_ONCE):
            part = edit.crops.edit(boxes[start : start + _DRAFTED_AT_ONCE], is_draft=True)
            loss, score = edit.scorer.losses_and_scores(part)
            losses.append(loss.cpu())
            scores.append(score.cpu())
        known = proposal_set.ledger.known.reshape(-1)
        return _Windows(boxes, torch.cat(losses) + known, torch.cat(scores), edit.calls())

    def _once(self, key: str, make: Callable[[], _T]) -> _T:
        """What `make` gives, made once; whoever takes it over has the time it took on its account."""
        known = self._shelf.get(key.encode())
        if known is None:
            saved_before, started = self.bundle.account.saved_s, time.perf_counter()
            known = make()
            spent = time.perf_counter() - started + self.bundle.account.saved_s - saved_before
            self._shelf.put(key.encode(), known, spent)
        return known  # type: ignore[return-value]


def _unchanged(request: EditRequest, box: Box) -> Candidate:
    """An edit that does nothing, in a box."""
    pixels = request.image.pixels[box.as_slices()]
    return Candidate(
        candidate_id="unchanged",
        box=box,
        pixels=pixels,
        mask=np.zeros(pixels.shape[:2], np.uint8),
        preview=request.image.to_srgb8()[box.as_slices()],
        score=CandidateScore(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        anchor_index=None,
        prompt=request.prompt,
        source_prompt=request.source_prompt,
        seed=request.seed,
        editor="",
    )


Method = Callable[[Trial], Outcome]


def ours(preset: Preset, *, is_ranked_by_score: bool = False, **changes: Any) -> Method:
    """The engine whole, at a preset; with the paper's ranking if asked."""

    def method(trial: Trial) -> Outcome:
        run = trial.learned(preset, **changes)

        def rank(candidate: Candidate) -> float:
            return candidate.score.total if is_ranked_by_score else candidate.score.ranking_score

        by_rank = sorted(run.candidates, key=rank, reverse=True)
        asked = [[item for item in by_rank if item.prompt == part.prompt] for part in trial.task.parts]
        first, *others = asked or [by_rank]
        places = dict.fromkeys(place_of(item) for item in first)
        return Outcome(
            first[0],
            tuple(ranked[0] for ranked in others),
            run.anchors,
            run.calls.drafts,
            run.calls.full_edits,
            run.calls.denoising_evaluations,
            alternatives=tuple(places)[1:],
        )

    return method


def zero_draft(trial: Trial) -> Outcome:
    """The window that is best by what is known before any draft; what the network brings along is part of it."""
    _edit, _analysis, proposal_set = trial.proposal_set()
    known = proposal_set.ledger.known
    anchor, window = divmod(int(known.argmin()), known.shape[1])
    return trial.edited_in(proposal_set.proposals.boxes[anchor][window])


def exhaustive_loss(trial: Trial) -> Outcome:
    """Every window drafted, the lowest loss taken: the upper bound of the objective."""
    windows = trial.all_windows()
    return _exhaustive(trial, windows, int(windows.losses.argmin()))


def exhaustive_score(trial: Trial) -> Outcome:
    """Every window drafted, the highest S taken."""
    windows = trial.all_windows()
    return _exhaustive(trial, windows, int(windows.scores.argmax()))


def _exhaustive(trial: Trial, windows: _Windows, best: int) -> Outcome:
    calls = windows.calls
    return trial.edited_in(windows.boxes[best], drafts=calls.drafts, denoising_evaluations=calls.denoising_evaluations)


def public_recipe(trial: Trial) -> Outcome:
    """Nine attention anchors, ten iterations of full edits that change nothing, then a random draw ranked by S.

    The last round of edits alone is computed; the ten before it, none of which is used, are counted at its price.
    """
    saved_before, started = trial.bundle.account.saved_s, time.perf_counter()
    image = trial.task.image.size
    patches = trial.bundle.self_supervised.encode(trial.task.image.to_srgb8(), image=image)
    flat = torch.argsort(patches.attention.reshape(-1), descending=True, stable=True).tolist()
    cell_x, cell_y = image.width / RECIPE_GRID, image.height / RECIPE_GRID
    rng = trial.rng("public-recipe")
    boxes: list[Box] = []
    for index in flat[:RECIPE_ANCHORS]:
        x, y = patches.grid.centre_of(*patches.grid.unravel(index))
        half = float(rng.choice(RECIPE_HALF_SIZES))
        boxes.append(Box.around(x, y, 2 * half * cell_x, 2 * half * cell_y).clipped_to(image))
    run = trial.run(trial.request(boxes=boxes))
    scores = [candidate.score for candidate in run.candidates]
    by_text = sorted(range(len(scores)), key=lambda number: -scores[number].text_to_image)[:3]
    text = torch.softmax(torch.tensor([item.text_to_image for item in scores]), dim=0)
    kept = torch.softmax(torch.tensor([item.image_to_image for item in scores]), dim=0)
    best = max(by_text, key=lambda number: float(2 * text[number] + kept[number]))
    spent = time.perf_counter() - started + trial.bundle.account.saved_s - saved_before
    rounds = RECIPE_ITERATIONS + 1
    return Outcome(
        run.candidates[best],
        edits=rounds * len(boxes),
        denoising_evaluations=rounds * run.calls.denoising_evaluations,
        seconds=rounds * spent,
    )


def random_window(trial: Trial) -> Outcome:
    """A random place, a random size."""
    image, rng = trial.task.image.size, trial.rng("random")
    side = float(rng.uniform(0.12, 0.75)) * image.shortest
    x, y = float(rng.uniform(0, image.width)), float(rng.uniform(0, image.height))
    return trial.edited_in(Box.around(x, y, side, side).clipped_to(image))


def attention_random(trial: Trial) -> Outcome:
    """The strongest patch of the [CLS] attention, a random size."""
    image = trial.task.image.size
    patches = trial.bundle.self_supervised.encode(trial.task.image.to_srgb8(), image=image)
    x, y = patches.grid.centre_of(*patches.grid.unravel(int(patches.attention.argmax())))
    side = float(trial.rng("attention-random").uniform(0.12, 0.75)) * image.shortest
    return trial.edited_in(Box.around(x, y, side, side).clipped_to(image))


def centre(trial: Trial) -> Outcome:
    """A box of half the sides in the middle."""
    image = trial.task.image.size
    return trial.edited_in(Box.around(image.width / 2, image.height / 2, image.width / 2, image.height / 2))


def relevance(trial: Trial) -> Outcome:
    """The text-relevance map alone, thresholded: the bounds of the connected places around its peak."""
    from scipy import ndimage

    _job, analysis = trial.analysis()
    if analysis.relevance is None:
        return centre(trial)
    field = analysis.relevance.cpu()
    peak = int(field.argmax())
    above = (field >= field.min() + RELEVANCE_THRESHOLD * (field.max() - field.min())).numpy()
    labels, _count = ndimage.label(above)
    rows, columns = np.nonzero(labels == labels.reshape(-1)[peak])
    image = trial.task.image.size
    scale_x, scale_y = image.width / field.shape[1], image.height / field.shape[0]
    x0, y0 = math.floor(columns.min() * scale_x), math.floor(rows.min() * scale_y)
    x1, y1 = math.ceil((columns.max() + 1) * scale_x), math.ceil((rows.max() + 1) * scale_y)
    return trial.edited_in(Box(x0, y0, x1, y1).clipped_to(image))


def grounding(trial: Trial) -> Outcome:
    """The best box of the bundle's grounding part for the words, as it is; the middle where the words name nothing, or
    nothing is found."""
    finder = trial.bundle.load_grounding().finder
    words = trial.task.source_prompt
    if finder is None:
        raise InvalidRequest(_NO_GROUNDING)
    things = finder.find(trial.task.image.to_srgb8(), words) if words else GroundedThings.nothing()
    if not len(things.boxes):
        return centre(trial)
    size = trial.task.image.size
    x0, y0, x1, y1 = (things.boxes[0] * torch.tensor([size.width, size.height, size.width, size.height])).tolist()
    return trial.edited_in(Box(math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)).clipped_to(size))


_NO_GROUNDING = (
    "The bundle has no grounding part that finds words. Make one that has: lredit bundles compose --grounding."
)


#: Every method by its key in the benchmark's JSON. Ours take the expected-loss estimator unless their name says more.
METHODS: dict[str, Method] = {
    "ours-fast": ours(Preset.FAST),
    "ours-balanced": ours(Preset.BALANCED),
    "ours-thorough": ours(Preset.THOROUGH),
    "ours-fast-straight-through": ours(Preset.FAST, estimator=Estimator.STRAIGHT_THROUGH),
    "ours-balanced-straight-through": ours(Preset.BALANCED, estimator=Estimator.STRAIGHT_THROUGH),
    "ours-thorough-straight-through": ours(Preset.THOROUGH, estimator=Estimator.STRAIGHT_THROUGH),
    "paper": ours(Preset.PAPER),
    "ours-balanced-paper-objective": ours(Preset.BALANCED, objective=Objective.PAPER),
    "ours-balanced-paper-ranking": ours(Preset.BALANCED, is_ranked_by_score=True),
    "ours-balanced-without-grounding": ours(Preset.BALANCED, uses_grounding=False),
    "zero-draft": zero_draft,
    "public-recipe": public_recipe,
    "random": random_window,
    "attention-random": attention_random,
    "centre": centre,
    "relevance": relevance,
    "grounding": grounding,
    "exhaustive-loss": exhaustive_loss,
    "exhaustive-score": exhaustive_score,
}
#: Methods that take a prompt of several things as a person writes it; the others are asked for each thing apart.
TAKE_SEVERAL = frozenset(name for name in METHODS if name.startswith("ours-"))
#: What runs unless others are asked for: the quick ones, and a row each for the paper's objective and ranking.
DEFAULT_METHODS = tuple(name for name in METHODS if "straight-through" not in name)
#: Methods that say something only where the bundle has a grounding part.
NEED_GROUNDING = frozenset({"grounding", "ours-balanced-without-grounding"})


def measurable(names: Sequence[str], bundle: ModelBundle) -> tuple[tuple[str, ...], dict[str, str]]:
    """The methods that can be measured with a bundle, and why the others cannot, a sentence for each.

    Raises:
        InvalidRequest: where none of them can.
    """
    if bundle.finds_any_words:
        return tuple(names), {}
    kept = tuple(name for name in names if name not in NEED_GROUNDING)
    if not kept:
        raise InvalidRequest(_NO_GROUNDING)
    return kept, {name: _NO_GROUNDING for name in names if name in NEED_GROUNDING}
