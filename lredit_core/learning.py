"""Steps 1 to 3 and 5 of the method: anchors, proposals, and the learning that chooses among them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import torch

from lredit_core.encoders.self_supervised import PatchFeatures
from lredit_core.events import (
    AnchorsFound,
    EditEvent,
    PreviewReady,
    ProposalsSettled,
    RegionsUpdated,
    Stage,
    StageChanged,
)
from lredit_core.job import Job, Target
from lredit_core.objective.total import WindowTerms, window_loss
from lredit_core.regions.anchors import AnchorPatch, find_anchors
from lredit_core.regions.estimators import ExpectedLoss, GradientEstimator, StraightThrough
from lredit_core.regions.learner import RegionLearner
from lredit_core.regions.ledger import LossLedger, WindowIndex
from lredit_core.regions.network import roi_features
from lredit_core.regions.objectness import SimilarityGraph, contrast, framing, outlines
from lredit_core.regions.proposals import Proposals, propose
from lredit_core.request import EditRequest, Estimator, Objective

#: Share of the whole job that has passed when a stage ends.
LOOKED, LEARNED = 0.1, 0.6
#: Close-ups encoded between two looks at the token.
_ENCODED_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Looked:
    """What the encoders say of the picture, before anything is chosen."""

    patches: PatchFeatures
    graph: SimilarityGraph
    relevance: torch.Tensor | None


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Anchors, their windows, and what is known of each window's loss before any draft."""

    anchors: tuple[AnchorPatch, ...]
    proposals: Proposals
    ledger: LossLedger


def look(job: Job) -> Looked:
    """Step 1: features, attention, the patch-similarity graph, and the text's relevance map."""
    request, bundle = job.request, job.bundle
    patches = bundle.self_supervised.encode(job.crops.small, image=request.image.size)
    job.token.raise_if_cancelled()
    text = request.source_prompt or request.prompt
    relevance = bundle.image_text.relevance(job.appraiser.work, text, neutral=bundle.neutral_text)
    return Looked(patches, SimilarityGraph.of(patches.features), relevance)


def lay_out(job: Job, looked: Looked) -> LaidOut:
    """Steps 1 and 2: anchors and proposals."""
    request, settings = job.request, job.request.settings
    anchors = find_anchors(
        looked.patches,
        looked.graph,
        looked.relevance,
        count=settings.anchor_count,
        has_source=bool(request.source_prompt),
    )
    proposals = propose(
        anchors, looked.patches.grid, looked.graph, shares=settings.window_shares, aspects=settings.window_aspects
    )
    return LaidOut(anchors, proposals, LossLedger(proposals, _known_losses(job, anchors, proposals, looked)))


def learner_for(job: Job, looked: Looked, laid_out: LaidOut) -> RegionLearner:
    """The region network with the bundle's starting point, over this picture's windows."""
    proposals = laid_out.proposals
    network = job.bundle.region_network(
        feature_width=looked.patches.features.shape[2], window_count=proposals.window_count, seed=job.request.seed
    )
    return RegionLearner(
        network,
        roi_features(looked.patches.features, proposals.patch_boxes),
        laid_out.ledger,
        _estimator_for(job.request),
        learning_rate=job.request.settings.learning_rate,
    )


def learn(job: Job) -> Generator[EditEvent, None, list[Target]]:
    """Learns the regions of a request without user boxes; returns those worth a full edit, the best first."""
    request, settings = job.request, job.request.settings
    looked = look(job)
    yield job.progress(LOOKED / 2)
    yield StageChanged(request.job_id, Stage.FINDING_ANCHORS)
    laid_out = lay_out(job, looked)
    yield AnchorsFound(request.job_id, tuple(item.anchor for item in laid_out.anchors))
    learner, ledger = learner_for(job, looked, laid_out), laid_out.ledger
    yield StageChanged(request.job_id, Stage.LEARNING)
    yield RegionsUpdated(request.job_id, 0, settings.learning_steps, learner.regions(), None, None)
    job.first_box_s = job.elapsed_s
    yield job.progress(LOOKED)
    yield from _steps(job, learner, ledger)
    yield ProposalsSettled(request.job_id, learner.scored_proposals())
    boxes = laid_out.proposals.boxes
    return [
        Target(boxes[index.anchor][index.window], index.anchor, float(ledger.known[index.anchor, index.window]))
        for index in learner.candidates(count=settings.candidate_count)
    ]


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


def _known_losses(job: Job, anchors: Sequence[AnchorPatch], proposals: Proposals, looked: Looked) -> torch.Tensor:
    """The part of each window's loss that needs no edit: (K, M)."""
    settings, size = job.request.settings, job.request.image.size
    flat = [box for row in proposals.boxes for box in row]
    share = torch.tensor([box.area / size.area for box in flat]).reshape(proposals.patch_boxes.shape[:2])
    likeness = torch.zeros_like(share)
    if job.request.source_prompt and settings.objective is not Objective.PAPER:
        parts: list[torch.Tensor] = []
        for start in range(0, len(flat), _ENCODED_AT_ONCE):
            job.token.raise_if_cancelled()
            parts.append(job.appraiser.likeness_to_source(flat[start : start + _ENCODED_AT_ONCE]).cpu())
        likeness = torch.cat(parts).reshape(share.shape)
    relevant = torch.zeros_like(share)
    if job.request.source_prompt and looked.relevance is not None:
        rows, columns = looked.relevance.shape
        to_map = torch.tensor([columns / looked.graph.columns, rows / looked.graph.rows]).repeat(2)
        relevant = contrast(looked.relevance.cpu(), proposals.patch_boxes * to_map)
    objectness = contrast(looked.graph.objectness(), proposals.patch_boxes)
    framed = framing(proposals.patch_boxes, outlines(looked.graph, [(item.row, item.column) for item in anchors]))
    terms = WindowTerms(likeness, relevant, objectness, framed, share)
    return window_loss(terms, settings.weights, settings.objective)


def _estimator_for(request: EditRequest) -> GradientEstimator:
    if request.settings.estimator is Estimator.STRAIGHT_THROUGH:
        return StraightThrough(torch.Generator().manual_seed(request.seed))
    return ExpectedLoss()
