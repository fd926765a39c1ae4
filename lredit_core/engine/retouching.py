"""Full edits of what needs no generator: the thing's mask in each chosen region, and what the editor makes of it."""

from __future__ import annotations

import math
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.api.events import Candidate, CandidateReady, EditEvent, Noticed, Stage, StageChanged
from lredit_core.cancellation import is_enough
from lredit_core.document.compositing import blended
from lredit_core.document.silhouette import Silhouette
from lredit_core.editors.crop import plan_crop
from lredit_core.editors.crop_editing import EditedRegion
from lredit_core.editors.fill_quality import fill_loss
from lredit_core.editors.retouching import RetouchEditor, ThingToRetouch
from lredit_core.engine.destinations import find_destinations
from lredit_core.engine.grounding import segmented_silhouette
from lredit_core.engine.patch_sources import avoided_in, painted_in
from lredit_core.engine.photographs import LEAST_OF_PICTURE, LIKELY
from lredit_core.engine.target_edit import LEARNING_SHARE
from lredit_core.engine.things_seen import find_place_field, is_still_seen
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Size
from lredit_core.pictures.image import resized
from lredit_core.prompt.intent import EditIntent
from lredit_core.regions.silhouette import drawn, look_in, silhouette_of_map

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from numpy.typing import NDArray

    from lredit_core.editors.retouching import Retouched
    from lredit_core.engine.target_edit import ChosenRegion, TargetEdit
    from lredit_core.geometry import Box

#: Longest side of the picture shown for a candidate in the strip.
PREVIEW_PX = 224
#: Regions that overlap by more than this are of the same thing.
SAME_THING_IOU = 0.4
#: Besides the best region's own results, so many other regions are tried.
_OTHER_REGIONS = 2
#: Below this confidence more than half of all masks are wrong in part (docs/decisions/0025).
UNSURE_MASK = 0.5
#: What covers more of the picture is to be looked at, too, unless its outline is as sure as this.
_LARGE_SHARE, _SURE_MASK = 0.35, 0.8
#: What it costs a candidate that the thing is still seen, and what each unit of `fill_loss` costs.
_STILL_SEEN, _FILL = 1.0, 0.25
_MAY_BE_WRONG = "The outline may be wrong in part. Look at it, and mend it with the brush if it is."
_CUT_OFF = "The thing is cut off by the edge of the picture: where it goes, the cut will be seen."
#: A thing is cut off that lies along the edge by more than this share of its side.
_CUT_SHARE = 0.2
#: How much less likely than the likeliest a point is where a place begins, and where it is all of it.
_BEGINS, _WHOLE = 2.5, 0.5
#: A learned box is also looked at so much wider, a share of its longer side; a mask there is taken if its confidence is
#: less by no more than this, and it is of the same thing and a little more.
_WIDER, _NEARLY, _SAME_AREA = 0.05, 0.15, 1.35
#: A place that covers more of the picture than this can be changed, but not taken away.
_LARGEST_PLACE = 0.15


def retouch_regions(
    edit: TargetEdit,
    regions: Sequence[ChosenRegion],
    *,
    field: NDArray[np.float32] | None = None,
    landmark: Box | None = None,
) -> Generator[EditEvent, None, list[Candidate]]:
    """Retouches the thing in the first region in every variant that its editor has, and those in the next regions once.

    Args:
        edit: whose editor retouches.
        regions: the best first; those that overlap a better one much are of the same thing and are left out.
        field: (rows, columns), where the target's words are likely over all of the picture; or None.
        landmark: the thing that the words place the target by.
    """
    editor = edit.editor
    assert isinstance(editor, RetouchEditor)
    job_id = edit.request.job_id
    yield StageChanged(job_id, Stage.EDITING, edit.stage_target)
    start = 0.05 if edit.request.user_boxes else LEARNING_SHARE
    candidates: list[Candidate] = []
    tried = list(regions) if edit.request.user_boxes else _apart(regions)
    for number, region in enumerate(tried):
        edit.token.raise_if_cancelled()
        if candidates and is_enough(edit.token):
            break
        try:
            thing = thing_in(edit, region, field, landmark)
            if number == 0 and _may_be_wrong(edit, thing.silhouette):
                yield Noticed(job_id, _MAY_BE_WRONG)
            if number == 0 and thing.destinations and _is_cut_off(thing):
                yield Noticed(job_id, _CUT_OFF)
            for variant in range(editor.variant_count(thing) if number == 0 else 1):
                made = editor.retouch(thing, variant=variant, token=edit.token)
                candidate = candidate_from_retouched(edit, region, thing, made)
                if number and not edit.request.user_boxes:
                    candidate = _no_better_than(candidates, candidate)
                candidates.append(candidate)
                edit.first_candidate_is_there()
                yield CandidateReady(job_id, candidate)
                yield edit.progress(start + (0.98 - start) * (number + 1) / (len(tried) + 1))
                if is_enough(edit.token):
                    break
        except InvalidRequest:
            if number == 0 or edit.request.user_boxes:
                raise  # else it is a second guess at where the thing is, and there is a first one
    return candidates


def _may_be_wrong(edit: TargetEdit, silhouette: Silhouette) -> bool:
    """Whether to say so of an outline that the person has neither drawn nor boxed: where it is unsure, or takes so much
    of the picture along that it is more often the ground's."""
    if silhouette.confidence <= UNSURE_MASK:
        return True
    found = edit.request.user_mask is None and not edit.request.user_boxes and edit.target.intent.is_retouch
    is_large = silhouette.area > _LARGE_SHARE * edit.image.size.area
    return found and is_large and not edit.target.is_whole_picture and silhouette.confidence < _SURE_MASK


def _is_cut_off(thing: ThingToRetouch) -> bool:
    """Whether a good part of one of the thing's sides lies at the picture's edge."""
    whole = thing.silhouette.in_picture(thing.image.size) > 127
    at_edges = (whole[0], whole[-1], whole[:, 0], whole[:, -1])
    box = thing.silhouette.box.size
    sides = (box.width, box.width, box.height, box.height)
    return any(int(edge.sum()) > _CUT_SHARE * side for edge, side in zip(at_edges, sides, strict=True))


def _no_better_than(first: Sequence[Candidate], candidate: Candidate) -> Candidate:
    """A candidate from another region, ranked behind the best of the first: how a fill looks tells the results in one
    region apart; which region holds the thing the learned losses say, for where nothing was nothing is seen after."""
    best = max(item.score.ranking_score for item in first)
    score = replace(candidate.score, ranking_score=min(best, candidate.score.ranking_score))
    return replace(candidate, score=score)


def _apart(regions: Sequence[ChosenRegion]) -> list[ChosenRegion]:
    kept: list[ChosenRegion] = []
    for region in regions:
        if all(region.box.iou(other.box) <= SAME_THING_IOU for other in kept):
            kept.append(region)
    return kept[: 1 + _OTHER_REGIONS]


def thing_in(
    edit: TargetEdit,
    region: ChosenRegion,
    field: NDArray[np.float32] | None,
    landmark: Box | None = None,
    *,
    is_rough: bool = False,
) -> ThingToRetouch:
    """The thing in a region, with its mask: the person's, a place's, or what is found in the region's box, `is_rough`
    where the mask need not be the best there is."""
    silhouette = edit.request.user_mask
    if silhouette is None and edit.target.is_whole_picture:  # or all of the person's box
        silhouette = Silhouette.of_box(region.box)
    if silhouette is None and edit.target.intent is EditIntent.ADD:
        silhouette = Silhouette.of_box(region.box)
    if silhouette is None and not edit.request.user_boxes:
        silhouette = _of_place(edit)
    if silhouette is None:
        silhouette = _found_silhouette(edit, region, field, is_rough=is_rough)
        if silhouette.box.is_empty:  # nothing stands out from the ground: all of the box is meant
            silhouette = replace(Silhouette.of_box(region.box), confidence=0.0)
    thing = ThingToRetouch(
        edit.image,
        edit.crops.source,
        silhouette,
        seed=edit.request.seed,
        avoid=avoided_in(edit, region.box, silhouette),
        painted=painted_in(edit),
        filler=edit.bundle.filler(),
    )
    if edit.target.intent in (EditIntent.MOVE, EditIntent.DOUBLE):
        thing = replace(thing, destinations=find_destinations(edit, silhouette, landmark))
    return thing


def _found_silhouette(
    edit: TargetEdit, region: ChosenRegion, field: NDArray[np.float32] | None, *, is_rough: bool
) -> Silhouette:
    """The mask of the thing in a region: by the bundle's segmenter, where it has one. Else a box that was learned may
    end just inside the thing: a little more of the picture is looked at too, and taken where the mask there can be
    believed nearly as well."""
    source, box = edit.crops.source, region.box
    segmented = segmented_silhouette(edit, box)
    if segmented is not None:
        return segmented
    found = look_in(source, box, field=field, is_rough=is_rough)
    edit.token.raise_if_cancelled()
    if edit.request.user_boxes or not edit.target.intent.is_retouch or found.shows_all:
        return drawn(source, found)
    wider = box.grown(round(_WIDER * box.size.longest)).clipped_to(edit.image.size)
    other = look_in(source, wider, field=field, is_rough=is_rough)
    edit.token.raise_if_cancelled()
    is_as_sure = other.confidence >= found.confidence - _NEARLY
    is_same = other.area <= _SAME_AREA * max(1.0, found.area)
    return drawn(source, other if is_as_sure and is_same else found)


def _of_place(edit: TargetEdit) -> Silhouette | None:
    """The mask of a place that the target is about ("make the sky darker"); None where it is about a thing.

    Raises:
        InvalidRequest: where a place should be removed that fills too much of the picture.
    """
    named = edit.target.source_prompt
    field = find_place_field(edit, named)
    if field is None:
        return None
    is_seen = float((field >= LIKELY).float().mean()) >= LEAST_OF_PICTURE
    top = LIKELY if is_seen else float(field.max())  # it does not look as such places do: a sky at dusk
    share = ((field - (top - _BEGINS)) / (_BEGINS - _WHOLE)).clamp(0, 1).float().cpu().numpy()
    silhouette = silhouette_of_map(edit.crops.source, share)
    covered = silhouette.area / edit.image.size.area
    if edit.target.intent is not EditIntent.CHANGE and covered > _LARGEST_PLACE:
        raise InvalidRequest(
            f'"{named}" covers {covered:.0%} of the picture: the rest does not suffice to fill it. Change it instead '
            f'("make {named} darker"), or draw a box around the part that is meant.'
        )
    return silhouette


def candidate_from_retouched(
    edit: TargetEdit, region: ChosenRegion, thing: ThingToRetouch, made: Retouched
) -> Candidate:
    """What was made of a thing, scored as it is seen."""
    image, target, box = edit.image, edit.target, made.box
    under = image.pixels[box.as_slices()]
    over = blended(under, made.pixels, made.mask, opacity=made.opacity)
    seen = image.replaced(over).to_srgb8()
    plan = plan_crop(box, image.size, side_px=edit.editor.working_side_px(is_draft=False))
    before = plan.cut(edit.crops.source)
    cut = edit.crops.source[plan.crop.as_slices()].copy()
    inside = box.translated(-plan.crop.x0, -plan.crop.y0)
    cut[inside.as_slices()] = seen
    after = resized(cut, plan.size)
    edited = EditedRegion(box, plan, before, after, after, made.note)
    score = edit.scorer.score_of(edited, known_loss=region.known_loss)
    if target.intent is EditIntent.REMOVE:
        hole = np.zeros(cut.shape[:2], np.bool_)
        hole[inside.as_slices()] = made.mask > 0
        seen_still = is_still_seen(edit, box, seen)
        worth = -region.loss - _STILL_SEEN * seen_still - _FILL * fill_loss(cut, hole)
        score = replace(score, ranking_score=worth)
    elif isinstance(edit.editor, RetouchEditor):  # results of one region keep the order in which they are made
        score = replace(score, ranking_score=-region.loss)
    scale = min(1.0, PREVIEW_PX / plan.size.longest)
    return Candidate(
        candidate_id=uuid.uuid4().hex,
        box=box,
        pixels=made.pixels,
        mask=made.mask,
        preview=resized(after, Size(round(plan.size.width * scale), round(plan.size.height * scale))),
        score=score,
        anchor_index=region.anchor_index,
        prompt=target.own_prompt,
        source_prompt=target.source_prompt,
        seed=edit.request.seed,
        editor=edit.editor.name,
        note=made.note if math.isclose(thing.silhouette.confidence, 1.0) else _with_confidence(made.note, thing),
        intent=target.intent,
        opacity=made.opacity,
        silhouette=None if target.intent is EditIntent.ADD else thing.silhouette,
        not_from=edit.request.not_from,
        destination=made.destination,
        region=region.box,
    )


def _with_confidence(note: str, thing: ThingToRetouch) -> str:
    sure = f"outline {thing.silhouette.confidence:.0%} sure"
    return f"{note}, {sure}" if note else sure
