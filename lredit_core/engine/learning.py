"""Steps 1 to 3 and 5 of the method: anchors, proposals, and the learning that chooses among them."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F

from lredit_core.api.events import (
    AnchorsFound,
    EditEvent,
    PreviewReady,
    ProposalsSettled,
    RegionsUpdated,
    Stage,
    StageChanged,
)
from lredit_core.api.request import NO_MARGINS, EditRequest, Estimator, Objective
from lredit_core.choices.store import ChoiceStore
from lredit_core.encoders.self_supervised import PatchFeatures
from lredit_core.engine.picture_cache import Seen
from lredit_core.engine.target_edit import LEARNED, Job, Target
from lredit_core.geometry import Box
from lredit_core.objective.total import PlaceTerms, WindowTerms, place_loss, window_loss
from lredit_core.prompt.wording import Reading, Wish, read_wish
from lredit_core.regions.anchors import AnchorPatch, find_anchors
from lredit_core.regions.estimators import ExpectedLoss, GradientEstimator, StraightThrough
from lredit_core.regions.learner import RegionLearner
from lredit_core.regions.ledger import LossLedger, WindowIndex
from lredit_core.regions.network import RegionGenerationNetwork, fresh_network, roi_features
from lredit_core.regions.objectness import SimilarityGraph, contrast, mean_inside
from lredit_core.regions.proposals import Proposals, propose
from lredit_core.regions.relations import Beside, misfit, places_around
from lredit_core.regions.segments import Parts, find_parts

#: Share of the whole edit that has passed when the picture was looked at.
LOOKED = 0.1
#: Close-ups encoded between two looks at the token.
_ENCODED_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Looked:
    """What the encoders say of the picture, before anything is chosen."""

    patches: PatchFeatures
    graph: SimilarityGraph
    parts: Parts
    reading: Reading
    relevance: torch.Tensor | None


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Anchors, their windows, and what is known of each window's loss before any draft.

    Attributes:
        network: where the learning starts.
        roi: (K, M * d, l, l), what it sees.
        experience: (K, M), `WindowTerms.experience`.
    """

    anchors: tuple[AnchorPatch, ...]
    proposals: Proposals
    ledger: LossLedger
    network: RegionGenerationNetwork
    roi: torch.Tensor
    experience: torch.Tensor


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of where a thing belongs."""

    job: Job
    learner: RegionLearner
    ledger: LossLedger

    def targets(self, *, count: int) -> list[Target]:
        """The regions worth a full edit, the best first."""
        boxes, losses = self.ledger.proposals.boxes, self.ledger.losses()
        return [
            Target(
                boxes[index.anchor][index.window],
                index.anchor,
                known_loss=float(self.ledger.known[index.anchor, index.window]),
                loss=float(losses[index.anchor, index.window]),
            )
            for index in self.learner.candidates(count=count)
        ]


def look(job: Job, *, beside: Beside | None = None) -> Looked:
    """Step 1: features, attention, what stands out, and the text's relevance map."""
    request, bundle = job.request, job.bundle
    seen = job.seen.seen(lambda: _seen(job))
    parts = seen.parts
    reading = read_wish(request.prompt, request.source_prompt)
    if beside is not None:
        reading = Reading(Wish.PLACE, beside.words)
    if reading.wish is not Wish.PLACE and request.settings.margins != NO_MARGINS:
        parts = parts.reframed(request.settings.margins, seen.patches.grid)
    relevance = bundle.image_text.relevance(job.appraiser.work, reading.spoken_of, neutral=bundle.neutral_text)
    return Looked(seen.patches, seen.graph, parts, reading, relevance)


def _seen(job: Job) -> Seen:
    patches = job.bundle.self_supervised.encode(job.crops.small, image=job.request.image.size)
    job.token.raise_if_cancelled()
    parts = find_parts(patches, job.crops.small)
    job.token.raise_if_cancelled()
    return Seen(patches, SimilarityGraph.of(patches.features), parts)


def lay_out(job: Job, looked: Looked, *, beside: Beside | None = None) -> LaidOut:
    """Steps 1 and 2: anchors and proposals."""
    settings = job.request.settings
    anchors = find_anchors(
        looked.patches,
        looked.parts,
        looked.relevance,
        count=settings.anchor_count,
        wish=looked.reading.wish,
        first=() if beside is None else places_around(beside, job.request.image.size),
    )
    proposals = propose(
        anchors, looked.patches.grid, looked.parts, shares=settings.window_shares, aspects=settings.window_aspects
    )
    features = looked.patches.features
    roi = roi_features(features, proposals.patch_boxes)
    width, seed = features.shape[2], job.request.seed
    experience = torch.zeros(proposals.patch_boxes.shape[:2])
    if looked.reading.wish is Wish.PLACE:  # what the bundle's network knows is how things are framed
        network = fresh_network(feature_width=width, window_count=proposals.window_count, seed=seed)
    else:
        folder = settings.choices_folder
        own = ChoiceStore(Path(folder)).network_path(job.bundle.name) if folder else None
        network = job.bundle.region_network(
            feature_width=width, window_count=proposals.window_count, seed=seed, own=own
        )
        if job.bundle.manifest.region_network is not None:
            with torch.no_grad():
                experience = F.log_softmax(network(roi), dim=1)
    known = _known_losses(job, proposals, looked, experience, beside)
    return LaidOut(anchors, proposals, LossLedger(proposals, known), network, roi, experience)


def learner_for(job: Job, laid_out: LaidOut) -> RegionLearner:
    """The region network with the bundle's starting point, over this picture's windows."""
    return RegionLearner(
        laid_out.network,
        laid_out.roi,
        laid_out.ledger,
        _estimator_for(job.request),
        learning_rate=job.request.settings.learning_rate,
    )


def learn(job: Job, *, beside: Beside | None = None) -> Generator[EditEvent, None, Learned]:
    """Learns the regions of a request without user boxes.

    Args:
        beside: where the thing should be, if the words say it by another thing.
    """
    request, settings = job.request, job.request.settings
    looked = look(job, beside=beside)
    yield job.progress(LOOKED / 2)
    yield StageChanged(request.job_id, Stage.FINDING_ANCHORS, job.thing)
    laid_out = lay_out(job, looked, beside=beside)
    yield AnchorsFound(request.job_id, tuple(item.anchor for item in laid_out.anchors))
    learner, ledger = learner_for(job, laid_out), laid_out.ledger
    yield StageChanged(request.job_id, Stage.LEARNING, job.thing)
    yield RegionsUpdated(request.job_id, 0, settings.learning_steps, learner.regions(), None, None)
    job.first_box_is_there()
    yield job.progress(LOOKED)
    yield from _steps(job, learner, ledger)
    yield ProposalsSettled(request.job_id, learner.scored_proposals())
    return Learned(job, learner, ledger)


def find_thing(job: Job) -> Box:
    """Where the thing that the source prompt names is: the best window by what is known before any edit."""
    laid_out = lay_out(job, look(job))
    known = laid_out.ledger.known
    anchor, window = divmod(int(known.argmin()), known.shape[1])
    return laid_out.proposals.boxes[anchor][window]


def _steps(job: Job, learner: RegionLearner, ledger: LossLedger) -> Generator[EditEvent, None, None]:
    """The learning steps: draft, record, descend, tell."""
    request, settings = job.request, job.request.settings
    boxes = ledger.proposals.boxes

    def gated_loss(index: WindowIndex, gates: torch.Tensor) -> torch.Tensor:
        windows = boxes[index.anchor]
        known = torch.nonzero(ledger.is_drafted[index.anchor]).flatten().tolist()
        edited = job.crops.edit([windows[window] for window in known], is_draft=True)  # all from the memo
        return job.appraiser.gated_loss(index.window, windows, dict(zip(known, edited, strict=True)), gates)

    for step in range(1, settings.learning_steps + 1):
        job.token.raise_if_cancelled()
        planned = learner.plan(count=settings.drafts_per_step)
        fresh = [index for index in planned if ledger.loss_of(index) is None]
        if fresh:
            edited = job.crops.edit([boxes[index.anchor][index.window] for index in fresh], is_draft=True)
            for index, item, loss in zip(fresh, edited, job.appraiser.losses(edited).tolist(), strict=True):
                ledger.record(index, loss)
                yield PreviewReady(request.job_id, index.anchor, item.region, item.inside)
        outcome = learner.learn(gated_loss)
        yield RegionsUpdated(
            request.job_id,
            step,
            settings.learning_steps,
            learner.regions(),
            outcome.expected_loss,
            outcome.gradient_norm,
            outcome.loss_curve,
        )
        yield job.progress(LOOKED + (LEARNED - LOOKED) * step / settings.learning_steps)


def _known_losses(
    job: Job, proposals: Proposals, looked: Looked, experience: torch.Tensor, beside: Beside | None
) -> torch.Tensor:
    """The part of each window's loss that needs no edit: (K, M)."""
    settings = job.request.settings
    if looked.reading.wish is Wish.PLACE:
        terms = place_terms(job, proposals, looked, beside=beside)
        return place_loss(terms, settings.weights, settings.objective)
    return window_loss(window_terms(job, proposals, looked, experience), settings.weights, settings.objective)


def window_terms(job: Job, proposals: Proposals, looked: Looked, experience: torch.Tensor) -> WindowTerms:
    """What is known, before any edit, of windows that should frame a thing: each (K, M)."""
    request = job.request
    flat = [box for row in proposals.boxes for box in row]
    share = torch.tensor([box.area / request.image.size.area for box in flat]).reshape(proposals.patch_boxes.shape[:2])
    likeness, relevant = torch.zeros_like(share), torch.zeros_like(share)
    if request.source_prompt and request.settings.objective is not Objective.PAPER:
        parts: list[torch.Tensor] = []
        for start in range(0, len(flat), _ENCODED_AT_ONCE):
            job.token.raise_if_cancelled()
            parts.append(job.appraiser.likeness_to_source(flat[start : start + _ENCODED_AT_ONCE]).cpu())
        likeness = torch.cat(parts).reshape(share.shape)
    if request.source_prompt and looked.relevance is not None:
        relevant = contrast(*_on_map(looked.relevance, looked.graph, proposals))
    return WindowTerms(
        likeness=likeness,
        relevance=relevant,
        objectness=contrast(looked.graph.objectness(), proposals.patch_boxes),
        framing=looked.parts.framing(proposals.patch_boxes),
        share=share,
        experience=experience,
    )


def place_terms(job: Job, proposals: Proposals, looked: Looked, *, beside: Beside | None = None) -> PlaceTerms:
    """What is known, before any edit, of windows for something new: each (K, M)."""
    shortest = job.request.image.size.shortest
    flat = [box for row in proposals.boxes for box in row]
    side = torch.tensor([box.area**0.5 / shortest for box in flat]).reshape(proposals.patch_boxes.shape[:2])
    relevant, off = torch.zeros_like(side), torch.zeros_like(side)
    if beside is not None:
        off = misfit(beside, flat, job.request.image.size).reshape(side.shape)
    elif looked.relevance is not None:
        relevant = mean_inside(*_on_map(looked.relevance, looked.graph, proposals))
    return PlaceTerms(relevant, looked.parts.coverage(proposals.patch_boxes), side, off)


def _on_map(relevance: torch.Tensor, graph: SimilarityGraph, proposals: Proposals) -> tuple[torch.Tensor, torch.Tensor]:
    """The map, and the windows in its cells."""
    rows, columns = relevance.shape
    to_map = torch.tensor([columns / graph.columns, rows / graph.rows]).repeat(2)
    return relevance.cpu(), proposals.patch_boxes * to_map


def _estimator_for(request: EditRequest) -> GradientEstimator:
    if request.settings.estimator is Estimator.STRAIGHT_THROUGH:
        return StraightThrough(torch.Generator().manual_seed(request.seed))
    return ExpectedLoss()
