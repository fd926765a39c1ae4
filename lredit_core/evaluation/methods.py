"""Ways to choose a region, side by side: ours, the public recipe, and what is simpler than either."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch

from lredit_core.bundles.loading import ModelBundle
from lredit_core.cancellation import EventToken
from lredit_core.engine import edit
from lredit_core.errors import EngineError
from lredit_core.evaluation.tasks import RegionTask
from lredit_core.events import Candidate, CandidateReady, EditFinished
from lredit_core.geometry import Box
from lredit_core.job import EngineContext, Job
from lredit_core.learning import LaidOut, Looked, lay_out, learner_for, look
from lredit_core.request import EditRequest, EditSettings, Objective, Preset

#: The public recipe's numbers (METHOD: 32 x 32 patches; half-sizes 4 to 14; 10 iterations of full edits).
RECIPE_GRID = 32
RECIPE_HALF_SIZES = (4, 6, 8, 10, 12, 14)
RECIPE_ANCHORS = 9
RECIPE_ITERATIONS = 10
#: The share of the relevance map's range above which a place belongs to the region.
RELEVANCE_THRESHOLD = 0.6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method chose for a task, what its edit scores (S, or None where it edits nothing), and what it cost."""

    region: Box
    score: float | None = None
    drafts: int = 0
    edits: int = 0
    denoising_evaluations: int = 0
    seconds: float = 0.0


class Trial:
    """One task with one bundle and editor; what several methods need is computed once."""

    def __init__(self, task: RegionTask, bundle: ModelBundle, *, editor: str, seed: int) -> None:
        self.task = task
        self.bundle = bundle
        self.editor = editor or bundle.default_editor
        self.seed = seed
        self.rng = np.random.default_rng([seed, task.number, list(type(task.kind)).index(task.kind)])
        self._shared: tuple[Job, Looked, LaidOut] | None = None
        self._exhaustive: tuple[torch.Tensor, torch.Tensor, float] | None = None

    def request(self, settings: EditSettings, preset: Preset = Preset.BALANCED) -> EditRequest:
        return EditRequest(
            self.task.image,
            self.task.prompt,
            self.task.source_prompt,
            editor=self.editor,
            seed=self.seed,
            preset=preset,
            settings=settings,
        ).validated()

    def laid_out(self) -> tuple[Job, Looked, LaidOut]:
        """The balanced preset's windows, before any draft."""
        if self._shared is None:
            request = self.request(EditSettings.for_preset(Preset.BALANCED))
            job = Job(request, self.bundle, self.bundle.editor(self.editor), EngineContext())
            looked = look(job)
            self._shared = job, looked, lay_out(job, looked)
        return self._shared

    def all_windows(self) -> tuple[torch.Tensor, torch.Tensor, float]:
        """(K * M,) whole losses and scores S of every window's draft, and the seconds that took."""
        if self._exhaustive is None:
            started = time.perf_counter()
            job, _looked, laid_out = self.laid_out()
            boxes = [box for row in laid_out.proposals.boxes for box in row]
            losses: list[torch.Tensor] = []
            scores: list[float] = []
            for start in range(0, len(boxes), 24):
                edited = job.crops.edit(boxes[start : start + 24], is_draft=True)
                part, total = job.appraiser.losses_and_scores(edited)
                losses.append(part.cpu())
                scores += total.tolist()
            whole = torch.cat(losses) + laid_out.ledger.known.reshape(-1)
            self._exhaustive = whole, torch.tensor(scores), time.perf_counter() - started
        return self._exhaustive


Method = Callable[[Trial], Outcome]


def ours(preset: Preset, **changes: object) -> Method:
    """The engine whole, at a preset."""

    def run(trial: Trial) -> Outcome:
        settings = replace(EditSettings.for_preset(preset), **changes)  # type: ignore[arg-type]
        started = time.perf_counter()
        candidates: dict[str, Candidate] = {}
        finished: EditFinished | None = None
        for event in edit(trial.request(settings, preset), trial.bundle, EngineContext(token=EventToken())):
            if isinstance(event, CandidateReady):
                candidates[event.candidate.candidate_id] = event.candidate
            elif isinstance(event, EditFinished):
                finished = event
        if finished is None:
            raise EngineError("The measured edit did not finish.")
        best = candidates[finished.best_candidate_id]
        calls = finished.calls
        return Outcome(
            best.box,
            best.score.total,
            calls.drafts,
            calls.full_edits,
            calls.denoising_evaluations,
            time.perf_counter() - started,
        )

    return run


def zero_draft(trial: Trial) -> Outcome:
    """The window that the learning would begin with: what is known before any draft, and the network's start."""
    job, looked, laid_out = trial.laid_out()
    regions = learner_for(job, looked, laid_out).candidates(count=1)
    known = laid_out.ledger.known
    best = divmod(int(known.argmin()), known.shape[1])
    if job.bundle.manifest.region_network is not None:
        best = regions[0].anchor, regions[0].window
    return Outcome(laid_out.proposals.boxes[best[0]][best[1]])


def exhaustive_loss(trial: Trial) -> Outcome:
    """Every window drafted, the lowest loss taken: the upper bound of the objective."""
    losses, scores, seconds = trial.all_windows()
    return _exhaustive(trial, int(losses.argmin()), scores, seconds)


def exhaustive_score(trial: Trial) -> Outcome:
    """Every window drafted, the highest S taken."""
    _losses, scores, seconds = trial.all_windows()
    return _exhaustive(trial, int(scores.argmax()), scores, seconds)


def _exhaustive(trial: Trial, best: int, scores: torch.Tensor, seconds: float) -> Outcome:
    job, _looked, laid_out = trial.laid_out()
    boxes = [box for row in laid_out.proposals.boxes for box in row]
    calls = job.calls()
    return Outcome(boxes[best], float(scores[best]), calls.drafts, 0, calls.denoising_evaluations, seconds)


def public_recipe(trial: Trial) -> Outcome:
    """Nine attention anchors, ten iterations of full edits that change nothing, then a random draw ranked by S."""
    started = time.perf_counter()
    _job, looked, _laid_out = trial.laid_out()
    image = trial.task.image.size
    grid = looked.patches.grid
    flat = torch.argsort(looked.patches.attention.reshape(-1), descending=True, stable=True).tolist()
    cell_x, cell_y = image.width / RECIPE_GRID, image.height / RECIPE_GRID
    boxes: list[Box] = []
    for index in flat[:RECIPE_ANCHORS]:
        x, y = grid.centre_of(*grid.unravel(index))
        half = float(trial.rng.choice(RECIPE_HALF_SIZES))
        boxes.append(Box.around(x, y, 2 * half * cell_x, 2 * half * cell_y).clipped_to(image))
    fresh = Job(_job.request, trial.bundle, trial.bundle.editor(trial.editor), EngineContext())
    edited = [fresh.crops.edit([box], is_draft=False)[0] for box in boxes]
    scored = [fresh.appraiser.score_of(item, known_loss=0.0) for item in edited]
    by_text = sorted(range(len(boxes)), key=lambda number: -scored[number].text_to_image)[:3]
    text = torch.softmax(torch.tensor([item.text_to_image for item in scored]), dim=0)
    kept = torch.softmax(torch.tensor([item.image_to_image for item in scored]), dim=0)
    best = max(by_text, key=lambda number: float(2 * text[number] + kept[number]))
    calls, spent = fresh.calls(), time.perf_counter() - started
    whole = RECIPE_ITERATIONS + 1  # the iterations edit as many boxes again, and none of it is used
    return Outcome(
        boxes[best],
        scored[best].total,
        0,
        whole * len(boxes),
        whole * calls.denoising_evaluations,
        whole * spent,
    )


def random_window(trial: Trial) -> Outcome:
    """A random place, a random size."""
    image = trial.task.image.size
    side = float(trial.rng.uniform(0.12, 0.75)) * image.shortest
    x, y = float(trial.rng.uniform(0, image.width)), float(trial.rng.uniform(0, image.height))
    return Outcome(Box.around(x, y, side, side).clipped_to(image))


def attention_random(trial: Trial) -> Outcome:
    """The strongest patch of the [CLS] attention, a random size."""
    _job, looked, _laid_out = trial.laid_out()
    grid = looked.patches.grid
    x, y = grid.centre_of(*grid.unravel(int(looked.patches.attention.argmax())))
    side = float(trial.rng.uniform(0.12, 0.75)) * trial.task.image.size.shortest
    return Outcome(Box.around(x, y, side, side).clipped_to(trial.task.image.size))


def centre(trial: Trial) -> Outcome:
    """A box of half the sides in the middle."""
    image = trial.task.image.size
    return Outcome(Box.around(image.width / 2, image.height / 2, image.width / 2, image.height / 2))


def relevance(trial: Trial) -> Outcome:
    """The text-relevance map alone, thresholded: the bounds of the connected places around its peak."""
    from scipy import ndimage

    _job, looked, _laid_out = trial.laid_out()
    if looked.relevance is None:
        return centre(trial)
    field = looked.relevance.cpu()
    peak = int(field.argmax())
    above = (field >= field.min() + RELEVANCE_THRESHOLD * (field.max() - field.min())).numpy()
    labels, _count = ndimage.label(above)
    rows, columns = np.nonzero(labels == labels.reshape(-1)[peak])
    image = trial.task.image.size
    scale_x, scale_y = image.width / field.shape[1], image.height / field.shape[0]
    x0, y0 = math.floor(columns.min() * scale_x), math.floor(rows.min() * scale_y)
    x1, y1 = math.ceil((columns.max() + 1) * scale_x), math.ceil((rows.max() + 1) * scale_y)
    return Outcome(Box(x0, y0, x1, y1).clipped_to(image))


#: Every method by its key in the benchmark's JSON.
METHODS: dict[str, Method] = {
    "ours-fast": ours(Preset.FAST),
    "ours-balanced": ours(Preset.BALANCED),
    "ours-thorough": ours(Preset.THOROUGH),
    "ours-paper-objective": ours(Preset.BALANCED, objective=Objective.PAPER),
    "zero-draft": zero_draft,
    "public-recipe": public_recipe,
    "random": random_window,
    "attention-random": attention_random,
    "centre": centre,
    "relevance": relevance,
    "exhaustive-loss": exhaustive_loss,
    "exhaustive-score": exhaustive_score,
}
