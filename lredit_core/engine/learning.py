"""Steps 1 to 3 and 5 of the method: anchors, proposals, and the learning that chooses among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F

from lredit_core.api.events import (
    AnchorsFound,
    EditEvent,
    MapFound,
    MapKind,
    Noticed,
    PreviewReady,
    ProposalsSettled,
    RegionsUpdated,
    Stage,
    StageChanged,
)
from lredit_core.api.request import NO_MARGINS, EditRequest, Estimator, Objective
from lredit_core.cancellation import is_enough
from lredit_core.choices.store import ChoiceStore
from lredit_core.engine.grounding import grounded_framing, grounded_things, is_believed, unread_by_grounding
from lredit_core.engine.photographs import Finding, find_in_photograph, find_place_in_photograph, sure_detections
from lredit_core.engine.picture_cache import PictureFeatures
from lredit_core.engine.target_edit import LEARNING_SHARE, ChosenRegion, TargetEdit
from lredit_core.errors import InvalidRequest
from lredit_core.objective.total import PlaceTerms, WindowTerms, place_loss, window_loss
from lredit_core.prompt.intent import EditIntent, names_a_place
from lredit_core.prompt.vocabulary import mentions
from lredit_core.regions.anchors import AnchorPatch, find_anchors, strongest_attention
from lredit_core.regions.close_ups import COARSE_IOU, LOOKS, PROMISING, SAME_IOU
from lredit_core.regions.estimators import ExpectedLoss, GradientEstimator, StraightThrough
from lredit_core.regions.learner import RegionLearner
from lredit_core.regions.ledger import LossLedger, WindowIndex
from lredit_core.regions.network import RegionGenerationNetwork, fresh_network, roi_features
from lredit_core.regions.objectness import SimilarityGraph, contrast, mean_inside
from lredit_core.regions.proposals import Proposals, propose, propose_from, window_count
from lredit_core.regions.relations import Beside, places_around, relation_penalty
from lredit_core.regions.segments import Segments, find_segments

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.encoders.grounding.grounded import GroundedThings
    from lredit_core.encoders.self_supervised import PatchFeatures
    from lredit_core.geometry import Box
    from lredit_core.regions.found_windows import FoundWindows

#: Share of the whole edit that has passed when the picture was looked at.
ANALYSIS_SHARE = 0.1
#: The quantile of a map that counts as its usual value.
_USUAL = 0.35
#: A map whose peak rises by less than this share of its range above its usual value is of something that fills most.
_HARDLY = 0.3
#: Close-ups encoded between two looks at the token.
_ENCODED_AT_ONCE = 64
#: From this overlap on, two boxes are of the same thing.
_SAME_THING_IOU = 0.3


@dataclass(frozen=True, slots=True)
class PictureAnalysis:
    """What the encoders say of the picture, before anything is chosen.

    Attributes:
        segments: of the picture, framed as asked; None where what is named was found: windows then come from there.
        found: where what is replaced was found in a photograph; None in drawings and without an eye for photographs.
        grounded: where the bundle's grounding part, if it has one, found what is replaced; None where `found` has
            windows, among which its boxes are then.
    """

    def grounded_boxes(self) -> torch.Tensor:
        """(N, 4) in patch units, the surest first."""
        if self.grounded is None:
            return torch.zeros(0, 4)
        grid = self.patches.grid
        return self.grounded.boxes * torch.tensor([grid.columns, grid.rows, grid.columns, grid.rows])

    patches: PatchFeatures
    graph: SimilarityGraph
    segments: Segments | None
    relevance: torch.Tensor | None
    found: Finding | None = None
    grounded: GroundedThings | None = None

    @property
    def found_windows(self) -> FoundWindows | None:
        """The windows of what was found, where the thing is known."""
        return None if self.found is None else self.found.windows


@dataclass(frozen=True, slots=True)
class ProposalSet:
    """Anchors, their windows, and what is known of each window's loss before any draft.

    Attributes:
        network: where the learning starts.
        roi: (K, M * d, l, l), what it sees.
        network_prior: (K, M), `WindowTerms.network_prior`.
        notice: a sentence where it could not start from the bundle's weights.
    """

    anchors: tuple[AnchorPatch, ...]
    proposals: Proposals
    ledger: LossLedger
    network: RegionGenerationNetwork
    roi: torch.Tensor
    network_prior: torch.Tensor
    notice: str = ""


@dataclass(frozen=True, slots=True)
class LearningResult:
    """What was learned of where a thing belongs, and the map that it was learned from."""

    edit: TargetEdit
    learner: RegionLearner
    ledger: LossLedger
    relevance: torch.Tensor | None = None

    @property
    def field(self) -> NDArray[np.float32] | None:
        """(rows, columns): where the target's words are likely over all of the picture."""
        return None if self.relevance is None else self.relevance.float().cpu().numpy()

    def regions(self, *, count: int) -> list[ChosenRegion]:
        """The regions worth a full edit, the best first."""
        boxes, losses = self.ledger.proposals.boxes, self.ledger.losses()
        return [
            ChosenRegion(
                boxes[index.anchor][index.window],
                index.anchor,
                known_loss=float(self.ledger.known[index.anchor, index.window]),
                loss=float(losses[index.anchor, index.window]),
            )
            for index in self.learner.candidates(count=count, keeps_all=self.edit.request.settings.search.keeps_all)
        ]


def analyse_picture(edit: TargetEdit) -> PictureAnalysis:
    """Step 1: features, attention, what stands out, and the text's relevance map."""
    settings, bundle = edit.request.settings, edit.bundle
    features = picture_features(edit)
    target = edit.target
    found = find_in_photograph(edit)
    if found is not None and found.windows is not None:
        return PictureAnalysis(features.patches, features.graph, None, found.windows.field, found)
    segments = picture_segments(edit)
    if target.intent is not EditIntent.ADD and settings.margins != NO_MARGINS:
        segments = segments.reframed(settings.margins, features.patches.grid)
    grounded = grounded_things(edit, target.source_prompt) if target.intent.names_a_thing else None
    relevance, place = find_place_in_photograph(edit)
    if relevance is None and target.where:
        relevance = bundle.image_text.relevance(edit.scorer.work, target.where, neutral=bundle.neutral_text)
    return PictureAnalysis(features.patches, features.graph, segments, relevance, found or place, grounded)


def picture_features(edit: TargetEdit) -> PictureFeatures:
    """What the self-supervised model sees in the picture, looked at once."""
    return edit.notes.features(lambda: _looked_at(edit))


def _looked_at(edit: TargetEdit) -> PictureFeatures:
    patches = edit.bundle.self_supervised.encode(edit.crops.small, image=edit.image.size)
    edit.token.raise_if_cancelled()
    return PictureFeatures(patches, SimilarityGraph.of(patches.features))


def picture_segments(edit: TargetEdit) -> Segments:
    """What stands out in the picture, found once."""
    patches = picture_features(edit).patches
    segments = edit.notes.segments(lambda: find_segments(patches, edit.crops.small))
    edit.token.raise_if_cancelled()
    return segments


def propose_regions(edit: TargetEdit, analysis: PictureAnalysis, *, beside: Beside | None = None) -> ProposalSet:
    """Steps 1 and 2: anchors and proposals."""
    settings = edit.request.settings
    if analysis.found_windows is not None:
        return _propose_found(edit, analysis, analysis.found_windows)
    assert analysis.segments is not None
    search = settings.search
    anchors = (
        strongest_attention(analysis.patches, count=settings.anchor_count)
        if search.is_attention_alone
        else find_anchors(
            analysis.patches,
            analysis.segments,
            analysis.relevance,
            count=settings.anchor_count,
            intent=edit.target.intent,
            first=() if beside is None else places_around(beside, edit.image.size),
            grounded=_middles(analysis),
        )
    )
    proposals = propose(
        anchors,
        analysis.patches.grid,
        analysis.segments if search.frames_segments else None,
        shares=settings.window_shares,
        aspects=settings.window_aspects,
        grounded=analysis.grounded_boxes(),
    )
    features = analysis.patches.features
    roi = roi_features(features, proposals.patch_boxes)
    width, seed = features.shape[2], edit.request.seed
    network_prior, notice = torch.zeros(proposals.patch_boxes.shape[:2]), ""
    if edit.target.intent is EditIntent.ADD or search.starts_fresh:  # the bundle's knows how things are framed
        network = fresh_network(feature_width=width, window_count=proposals.window_count, seed=seed)
    else:
        folder = settings.choices_folder
        own = ChoiceStore(Path(folder)).network_path(edit.bundle.name) if folder else None
        network = edit.bundle.region_network(
            feature_width=width, window_count=proposals.window_count, seed=seed, own=own
        )
        notice = edit.bundle.region_network_problem(own=own)
        if edit.bundle.manifest.region_network is not None and not notice:
            with torch.no_grad():
                network_prior = F.log_softmax(network(roi), dim=1)
    known = _known_losses(edit, proposals, analysis, network_prior, beside)
    return ProposalSet(anchors, proposals, LossLedger(proposals, known), network, roi, network_prior, notice)


def _middles(analysis: PictureAnalysis) -> list[tuple[float, float, float]]:
    """The middles of what the grounding part found, in pixels, with its sureness."""
    if analysis.grounded is None:
        return []
    grid = analysis.patches.grid
    return [
        ((x0 + x1) / 2 * grid.patch_width_px, (y0 + y1) / 2 * grid.patch_height_px, sureness)
        for (x0, y0, x1, y1), sureness in zip(
            analysis.grounded_boxes().tolist(), analysis.grounded.sureness.tolist(), strict=True
        )
    ]


def _propose_found(edit: TargetEdit, analysis: PictureAnalysis, found: FoundWindows) -> ProposalSet:
    """The windows that frame best what was found; the network begins without a word on framing, for what
    the bundle's knows is how drawn things are framed by windows of another kind."""
    settings = edit.request.settings
    count = window_count(settings.window_shares, settings.window_aspects)
    anchors, proposals = propose_from(
        found.boxes,
        found.framing,
        analysis.patches.grid,
        count=settings.anchor_count,
        window_count=count,
        grounded=found.grounded,
    )
    features = analysis.patches.features
    network = fresh_network(
        feature_width=features.shape[2], window_count=proposals.window_count, seed=edit.request.seed
    )
    network_prior = torch.zeros(proposals.patch_boxes.shape[:2])
    known = _known_losses(edit, proposals, analysis, network_prior, None)
    roi = roi_features(features, proposals.patch_boxes)
    return ProposalSet(anchors, proposals, LossLedger(proposals, known), network, roi, network_prior)


def learner_for(edit: TargetEdit, proposal_set: ProposalSet) -> RegionLearner:
    """The region network with the bundle's starting point, over this picture's windows."""
    return RegionLearner(
        proposal_set.network,
        proposal_set.roi,
        proposal_set.ledger,
        _estimator_for(edit.request),
        learning_rate=edit.request.settings.learning_rate,
    )


def learn(edit: TargetEdit, *, beside: Beside | None = None) -> Generator[EditEvent, None, LearningResult]:
    """Learns the regions of a request without user boxes.

    Args:
        edit: of one target.
        beside: where the thing should be, if the words say it by another thing.
    """
    request, settings = edit.request, edit.request.settings
    analysis = analyse_picture(edit)
    if analysis.found is not None and analysis.found.notice:
        if analysis.found.windows is None and edit.target.intent.is_retouch:
            raise InvalidRequest(analysis.found.notice)
        yield Noticed(request.job_id, analysis.found.notice)
    elif notice := _unknown_in_drawing(edit, analysis):
        yield Noticed(request.job_id, notice)
    if unread := unread_by_grounding(edit):
        yield Noticed(request.job_id, unread)
    yield edit.progress(ANALYSIS_SHARE / 2)
    yield StageChanged(request.job_id, Stage.FINDING_ANCHORS, edit.stage_target)
    if analysis.relevance is not None and beside is None:
        yield MapFound(request.job_id, shown_map(analysis.relevance))
    yield MapFound(request.job_id, shown_map(analysis.patches.attention), MapKind.ATTENTION)
    proposal_set = propose_regions(edit, analysis, beside=beside)
    if proposal_set.notice:
        yield Noticed(request.job_id, proposal_set.notice)
    yield AnchorsFound(request.job_id, tuple(item.anchor for item in proposal_set.anchors))
    learner, ledger = learner_for(edit, proposal_set), proposal_set.ledger
    yield StageChanged(request.job_id, Stage.LEARNING, edit.stage_target)
    yield RegionsUpdated(request.job_id, 0, settings.learning_steps, learner.regions(), None, None)
    edit.first_box_is_there()
    yield edit.progress(ANALYSIS_SHARE)
    yield from _steps(edit, learner, ledger, drafts_per_step=_drafts_per_step(edit, analysis))
    yield ProposalsSettled(request.job_id, learner.scored_proposals())
    return LearningResult(edit, learner, ledger, analysis.relevance)


def _unknown_in_drawing(edit: TargetEdit, analysis: PictureAnalysis) -> str:
    """A sentence where the bundle's models know a closed world of drawn things, and what is named is none of them."""
    named, words = edit.target.source_prompt, edit.bundle.drawn_words
    if not named or not words or analysis.found is not None or names_a_place(named) or mentions(named, words):
        return ""
    if is_believed(analysis.grounded):
        return ""
    return (
        f'"{named}" is no word that these models know in drawings: the region is a guess. Click on it, or draw a box.'
    )


def shown_map(relevance: torch.Tensor) -> NDArray[np.uint8]:
    """A map as a person sees it: (rows, columns), any unit -> uint8, what is below its usual value 0, its peak 255.

    Where the thing fills most of the picture, the least value stands for the usual one.
    """
    values = relevance.float()
    least, usual, peak = values.min(), torch.quantile(values, _USUAL), values.max()
    if peak - usual < _HARDLY * (peak - least):
        usual = least
    shares = ((values - usual) / (peak - usual).clamp_min(1e-6)).clamp(0, 1)
    shown: NDArray[np.uint8] = (shares * 255).round().to(torch.uint8).cpu().numpy()
    return shown


def locate_target(edit: TargetEdit) -> tuple[Box, str]:
    """Where the thing that the target's source prompt names is: the best window by what is known before any edit; with
    a sentence for the person where that is not sure, or ""."""
    analysis = analyse_picture(edit)
    proposal_set = propose_regions(edit, analysis)
    known = proposal_set.ledger.known
    anchor, window = divmod(int(known.argmin()), known.shape[1])
    return proposal_set.proposals.boxes[anchor][window], "" if analysis.found is None else analysis.found.notice


def _drafts_per_step(edit: TargetEdit, analysis: PictureAnalysis) -> int:
    """None where the editor is too slow for drafts here, unless the estimator needs them. In photographs what was found
    decides: one draft will do, and none where a thing is only retouched, for what is made of it says nothing of where
    it is."""
    settings = edit.request.settings
    if not edit.editor.drafts_pay and settings.estimator is Estimator.EXPECTED_LOSS:
        return 0
    if analysis.found_windows is None:
        return settings.drafts_per_step
    needs_none = edit.target.intent.is_retouch and settings.estimator is Estimator.EXPECTED_LOSS
    return 0 if needs_none else min(1, settings.drafts_per_step)


def _steps(
    edit: TargetEdit, learner: RegionLearner, ledger: LossLedger, *, drafts_per_step: int
) -> Generator[EditEvent, None, None]:
    """The learning steps: draft, record, descend, tell."""
    request, settings = edit.request, edit.request.settings
    boxes = ledger.proposals.boxes

    def gated_loss(index: WindowIndex, gates: torch.Tensor) -> torch.Tensor:
        windows = boxes[index.anchor]
        known = torch.nonzero(ledger.is_drafted[index.anchor]).flatten().tolist()
        edited = edit.crops.edit([windows[window] for window in known], is_draft=True)  # all from the memo
        return edit.scorer.gated_loss(index.window, windows, dict(zip(known, edited, strict=True)), gates)

    for step in range(1, settings.learning_steps + 1):
        edit.token.raise_if_cancelled()
        if is_enough(edit.token):  # without drafts the rest takes no time; the other estimator has only them
            if settings.estimator is Estimator.STRAIGHT_THROUGH and step > 1:
                break
            drafts_per_step = min(drafts_per_step, int(settings.estimator is Estimator.STRAIGHT_THROUGH))
        planned = learner.plan(count=drafts_per_step)
        fresh = [index for index in planned if ledger.loss_of(index) is None]
        if fresh:
            edited = edit.crops.edit([boxes[index.anchor][index.window] for index in fresh], is_draft=True)
            for index, item, loss in zip(fresh, edited, edit.scorer.losses(edited).tolist(), strict=True):
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
        yield edit.progress(ANALYSIS_SHARE + (LEARNING_SHARE - ANALYSIS_SHARE) * step / settings.learning_steps)


def _known_losses(
    edit: TargetEdit,
    proposals: Proposals,
    analysis: PictureAnalysis,
    network_prior: torch.Tensor,
    beside: Beside | None,
) -> torch.Tensor:
    """The part of each window's loss that needs no edit: (K, M)."""
    settings = edit.request.settings
    if edit.target.intent is EditIntent.ADD:
        terms = place_terms(edit, proposals, analysis, beside=beside)
        return place_loss(terms, settings.weights, settings.objective)
    return window_loss(window_terms(edit, proposals, analysis, network_prior), settings.weights, settings.objective)


def window_terms(
    edit: TargetEdit, proposals: Proposals, analysis: PictureAnalysis, network_prior: torch.Tensor
) -> WindowTerms:
    """What is known, before any edit, of windows that should frame a thing: each (K, M)."""
    request = edit.request
    flat = [box for row in proposals.boxes for box in row]
    share = torch.tensor([box.area / edit.image.size.area for box in flat]).reshape(proposals.patch_boxes.shape[:2])
    likeness, relevant = torch.zeros_like(share), torch.zeros_like(share)
    if analysis.found_windows is not None:
        return _found_terms(edit, flat, analysis.found_windows, share)
    if edit.target.source_prompt and analysis.relevance is not None:
        relevant = contrast(*_on_map(analysis.relevance, analysis.graph, proposals))
    assert analysis.segments is not None
    terms = WindowTerms(
        source_similarity=likeness,
        relevance=relevant,
        objectness=contrast(analysis.graph.objectness(), proposals.patch_boxes),
        framing=analysis.segments.framing(proposals.patch_boxes),
        share=share,
        network_prior=network_prior,
        map_framing=_grounded_terms(edit, flat, analysis).reshape(share.shape),
    )
    if not edit.target.source_prompt or request.settings.objective is Objective.PAPER:
        return terms
    weights, objective = request.settings.weights, request.settings.objective

    def losses(likeness: torch.Tensor) -> torch.Tensor:
        seen = replace(terms, source_similarity=likeness.reshape(share.shape))
        return window_loss(seen, weights, objective).reshape(-1)

    return replace(terms, source_similarity=_source_similarity(edit, flat, losses).reshape(share.shape))


def _source_similarity(
    edit: TargetEdit, windows: Sequence[Box], losses: Callable[[torch.Tensor], torch.Tensor]
) -> torch.Tensor:
    """The source prompt's evidence in each window's close-up, or in one like it: (N,).

    The first look is at few close-ups, each for many windows; then those that promise most are looked at more closely:
    `losses` gives the windows' losses (N,) as their evidence (N,) would have it.
    """
    coarse = edit.scorer.standing_for(windows, same_iou=COARSE_IOU)
    fine = edit.scorer.standing_for(windows, same_iou=SAME_IOU)
    seen: dict[int, float] = {}
    standing = list(coarse)
    for _look in range(1 + LOOKS):
        _look_at(edit, windows, standing, seen)
        likeness = torch.tensor([seen[index] for index in standing])
        promising = losses(likeness).argsort()[:PROMISING].tolist()
        closer = {fine[window] for window in promising}
        if closer <= set(standing):
            break
        standing = [
            own if own in closer or own in standing else rough for own, rough in zip(fine, standing, strict=True)
        ]
    return likeness


def _look_at(edit: TargetEdit, windows: Sequence[Box], standing: Sequence[int], seen: dict[int, float]) -> None:
    """Adds the evidence in the close-ups of windows that are not in `seen` yet."""
    missing = sorted(set(standing) - set(seen))
    for start in range(0, len(missing), _ENCODED_AT_ONCE):
        edit.token.raise_if_cancelled()
        some = missing[start : start + _ENCODED_AT_ONCE]
        evidence = edit.scorer.source_similarity([windows[index] for index in some]).cpu().tolist()
        seen.update(zip(some, evidence, strict=True))


def _grounded_terms(edit: TargetEdit, boxes: Sequence[Box], analysis: PictureAnalysis) -> torch.Tensor:
    """How well each window frames what the grounding part found: (N,); zeros where it found nothing or is not there."""
    if analysis.grounded is None:
        return torch.zeros(len(boxes))
    return grounded_framing(analysis.grounded, _in_shares(edit, boxes))


def _found_terms(edit: TargetEdit, boxes: Sequence[Box], found: FoundWindows, share: torch.Tensor) -> WindowTerms:
    """Windows by what was found alone: it says where the thing is, and where it ends."""
    nothing = torch.zeros_like(share)
    framing = found.framing_of(_in_shares(edit, boxes)).reshape(share.shape)
    return WindowTerms(nothing, nothing, nothing, nothing, nothing, nothing, map_framing=framing)


def _in_shares(edit: TargetEdit, boxes: Sequence[Box]) -> torch.Tensor:
    """Boxes in shares of the picture's sides: (N, 4)."""
    size = edit.image.size
    sides = torch.tensor([size.width, size.height, size.width, size.height], dtype=torch.float32)
    return torch.tensor([box.as_tuple() for box in boxes], dtype=torch.float32) / sides


def place_terms(
    edit: TargetEdit, proposals: Proposals, analysis: PictureAnalysis, *, beside: Beside | None = None
) -> PlaceTerms:
    """What is known, before any edit, of windows for something new: each (K, M)."""
    shortest = edit.image.size.shortest
    flat = [box for row in proposals.boxes for box in row]
    side = torch.tensor([box.area**0.5 / shortest for box in flat]).reshape(proposals.patch_boxes.shape[:2])
    relevant, off = torch.zeros_like(side), torch.zeros_like(side)
    if beside is not None:
        off = relation_penalty(beside, flat, edit.image.size).reshape(side.shape)
    elif analysis.relevance is not None:
        relevant = mean_inside(*_on_map(analysis.relevance, analysis.graph, proposals))
    assert analysis.segments is not None
    segments = analysis.segments
    if beside is not None and beside.is_from_above:  # what is on a sofa hides its back and its cushions
        segments = segments.outside(analysis.patches.grid.to_patches(beside.box))
    coverage = segments.coverage(proposals.patch_boxes)
    detected = _on_things(edit, flat, beside).reshape(side.shape)
    return PlaceTerms(relevant, torch.maximum(coverage, detected), side, off)


def _on_things(edit: TargetEdit, windows: Sequence[Box], beside: Beside | None) -> torch.Tensor:
    """How much each window would cover of what the detector sees in a photograph, or lie on it: (N,) in [0, 1]; what
    the words put the thing beside is left out."""
    things = [box for box, _score in sure_detections(edit) if beside is None or box.iou(beside.box) < _SAME_THING_IOU]
    covered = [
        max((window.intersected(thing).area / max(1, min(window.area, thing.area)) for thing in things), default=0.0)
        for window in windows
    ]
    return torch.tensor(covered, dtype=torch.float32)


def _on_map(relevance: torch.Tensor, graph: SimilarityGraph, proposals: Proposals) -> tuple[torch.Tensor, torch.Tensor]:
    """The map, and the windows in its cells."""
    rows, columns = relevance.shape
    to_map = torch.tensor([columns / graph.columns, rows / graph.rows]).repeat(2)
    return relevance.cpu(), proposals.patch_boxes * to_map


def _estimator_for(request: EditRequest) -> GradientEstimator:
    if request.settings.estimator is Estimator.STRAIGHT_THROUGH:
        return StraightThrough(torch.Generator().manual_seed(request.seed))
    return ExpectedLoss()
