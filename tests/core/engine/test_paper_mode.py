"""The paper's recipe as a preset: each part as the paper says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import torch

from lredit_core.api.events import (
    Anchor,
    AnchorsFound,
    AnchorSource,
    CandidateReady,
    CandidatesRanked,
    EditEvent,
    EditFinished,
    ProposalsSettled,
    RegionsUpdated,
)
from lredit_core.api.request import EditRequest, EditSettings, Estimator, Objective, Preset
from lredit_core.editors.crop import plan_whole
from lredit_core.engine.engine import edit_events
from lredit_core.engine.learning import analyse_picture, learner_for, propose_regions
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.geometry import Box, Size
from lredit_core.regions.estimators import StraightThrough

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.pictures.image import PixelBuffer

pytestmark = pytest.mark.slow

PAPER = EditSettings.for_preset(Preset.PAPER)
#: As the paper, with little to do.
QUICK = replace(PAPER, learning_steps=2, edit_steps=2)


def edit_of(picture: PixelBuffer, bundle: ModelBundle, settings: EditSettings = QUICK) -> TargetEdit:
    request = EditRequest(picture, "a red apple", "a cat", settings=settings, editor="diffusion")
    return TargetEdit(request, bundle, bundle.editor("diffusion"), EngineContext())


@pytest.fixture
def events(picture: PixelBuffer, tiny_bundle: ModelBundle) -> list[EditEvent]:
    request = EditRequest(picture, "a red apple", "a cat", settings=QUICK, editor="diffusion")
    return list(edit_events(request, tiny_bundle, EngineContext()))


def of_type(events: list[EditEvent], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def test_objective_estimator_and_counts() -> None:
    assert PAPER.objective is Objective.PAPER and PAPER.estimator is Estimator.STRAIGHT_THROUGH
    assert PAPER.anchor_count in (8, 9) and len(PAPER.window_shares) == 7 and PAPER.window_aspects == (1.0,)
    assert (PAPER.text_weight, PAPER.image_weight) == (2.0, 1.0)  # Eq. 7
    weights = PAPER.weights
    assert weights.clip == weights.structural == weights.directional == 1.0  # Eq. 6


def test_anchors_are_the_patches_of_most_attention_and_no_other(events: list[EditEvent]) -> None:
    (found,) = of_type(events, AnchorsFound)
    assert len(found.anchors) == 9
    assert {anchor.source for anchor in found.anchors} == {AnchorSource.ATTENTION}


def test_each_anchor_lies_at_its_row_and_column_of_the_attention(
    picture: PixelBuffer, tiny_bundle: ModelBundle
) -> None:
    edit = edit_of(picture, tiny_bundle)
    patches = analyse_picture(edit).patches
    strongest = torch.topk(patches.attention.flatten(), 9).values
    anchors = propose_regions(edit, analyse_picture(edit)).anchors
    at_anchors = torch.stack([patches.attention[item.row, item.column] for item in anchors])
    assert torch.allclose(at_anchors.sort(descending=True).values, strongest.sort(descending=True).values)
    anchor: Anchor = anchors[0].anchor
    assert patches.grid.patch_at(anchor.x, anchor.y) == (anchors[0].row, anchors[0].column)


def test_windows_are_seven_squares_of_growing_size(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    edit = edit_of(picture, tiny_bundle)
    proposals = propose_regions(edit, analyse_picture(edit)).proposals
    assert proposals.window_count == 7
    for row in proposals.boxes:
        whole = [box for box in row if box.x0 > 0 and box.y0 > 0 and picture.size.as_box().contains(box.grown(1))]
        assert all(abs(box.width - box.height) <= 1 for box in whole), "clipped windows alone are no squares"
        assert [box.area for box in row] == sorted(box.area for box in row)


def test_nothing_but_drafts_says_where_and_the_network_begins_fresh(
    picture: PixelBuffer, tiny_bundle: ModelBundle
) -> None:
    edit = edit_of(picture, tiny_bundle)
    proposal_set = propose_regions(edit, analyse_picture(edit))
    assert not proposal_set.ledger.known.any() and not proposal_set.network_prior.any()
    learner = learner_for(edit, proposal_set)
    assert isinstance(learner._estimator, StraightThrough)
    assert len(learner.plan(count=QUICK.drafts_per_step)) == 9, "the drawn window of every anchor is edited"


def test_the_network_learns(events: list[EditEvent]) -> None:
    norms = [event.gradient_norm for event in of_type(events, RegionsUpdated) if event.gradient_norm is not None]
    assert len(norms) == 2
    assert all(0 < norm < float("inf") for norm in norms)


def test_the_whole_picture_is_edited_at_the_editors_size_and_the_rest_keeps_its_bits(
    events: list[EditEvent], picture: PixelBuffer, tiny_bundle: ModelBundle
) -> None:
    edit = edit_of(picture, tiny_bundle)
    (edited,) = edit.crops.edit([Box(10, 10, 40, 40)], is_draft=True)
    assert edited.plan.crop == Box(0, 0, edited.plan.frame.width, edited.plan.frame.height)
    assert edited.plan.size.longest == edit.editor.working_side_px(is_draft=False)
    plan = plan_whole(Box(100, 100, 300, 400), Size(1500, 1000), side_px=512)
    assert (plan.size.width, plan.size.height) == (512, 344) and plan.region_in_crop == Box(34, 34, 102, 138)
    for event in of_type(events, CandidateReady):
        box = event.candidate.box
        assert event.candidate.pixels.shape[:2] == (box.height, box.width), "what is pasted back is the region alone"


def test_all_anchors_are_edited_and_ranked_by_s(events: list[EditEvent]) -> None:
    candidates = {event.candidate.candidate_id: event.candidate for event in of_type(events, CandidateReady)}
    settled = of_type(events, ProposalsSettled)
    assert settled
    (ranked,) = of_type(events, CandidatesRanked)
    scores = [candidates[name].score for name in ranked.ranking]
    assert [score.total for score in scores] == sorted((score.total for score in scores), reverse=True)
    for score in scores:
        assert score.total == pytest.approx(2 * score.text_to_image + score.image_to_image, abs=1e-5)
    assert isinstance(events[-1], EditFinished) and events[-1].calls.drafts == 0, "full edits are learned from"
    distinct = {candidate.box for candidate in candidates.values()}
    assert len(candidates) >= 7 and len(distinct) == len(candidates)
