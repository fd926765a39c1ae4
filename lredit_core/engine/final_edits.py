"""Steps 4 and 6 of the method: full edits of the chosen regions, their scores, and the ranking."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.api.events import (
    Candidate,
    CandidateReady,
    CandidateScore,
    CandidatesRanked,
    EditEvent,
    EditFinished,
    EditPreviewed,
    Noticed,
    ProgressMade,
    Stage,
    StageChanged,
)
from lredit_core.cancellation import is_enough
from lredit_core.document.composite_mask import composite_mask
from lredit_core.document.compositing import sides_on_border
from lredit_core.document.document import Document
from lredit_core.editors.retouching import RetouchEditor
from lredit_core.engine.patch_sources import WITHOUT_FILL
from lredit_core.engine.replacing import clears_first, replace_regions
from lredit_core.engine.retouching import PREVIEW_PX, retouch_regions
from lredit_core.engine.target_edit import LEARNING_SHARE, ChosenRegion, TargetEdit
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer, resized

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from numpy.typing import NDArray

    from lredit_core.editors.crop_editing import EditedRegion, PreviewCallback


def edit_and_rank(
    edit: TargetEdit, regions: Sequence[ChosenRegion], *, landmark: Box | None = None
) -> Generator[EditEvent, None, None]:
    """Edits every region in full and ranks the candidates; `EditFinished` comes last."""
    candidates = yield from edit_in_full(edit, regions, landmark=landmark)
    yield from finish(edit, candidates, best=[best_first(candidates)[0]])


def edit_in_full(
    edit: TargetEdit,
    regions: Sequence[ChosenRegion],
    *,
    field: NDArray[np.float32] | None = None,
    landmark: Box | None = None,
) -> Generator[EditEvent, None, list[Candidate]]:
    """Edits every region, or what is worth it of them, as the edit's editor does it; arguments as for
    `retouch_regions`."""
    if _strokes_are_idle(edit):
        text = "Nothing is filled from the surroundings here: the \u201cnot from here\u201d strokes change nothing."
        yield Noticed(edit.request.job_id, text)
    if isinstance(edit.editor, RetouchEditor):
        return (yield from retouch_regions(edit, regions, field=field, landmark=landmark))
    if clears_first(edit):
        return (yield from replace_regions(edit, regions, field=field))
    return (yield from edit_regions(edit, regions))


def _strokes_are_idle(edit: TargetEdit) -> bool:
    """Whether the person painted over what nothing is to come from, for one thing that is not filled from patches."""
    if edit.request.not_from is None or len(edit.request.targets) > 1:
        return False
    if isinstance(edit.editor, RetouchEditor):
        return edit.target.intent in WITHOUT_FILL
    return not clears_first(edit)


def edit_regions(edit: TargetEdit, regions: Sequence[ChosenRegion]) -> Generator[EditEvent, None, list[Candidate]]:
    """Edits every region in full: the first by itself, so that it is there soon; the others as many at once as the
    editor's crops are small enough for."""
    job_id = edit.request.job_id
    yield StageChanged(job_id, Stage.EDITING, edit.stage_target)
    start = 0.05 if edit.request.user_boxes else LEARNING_SHARE
    candidates: list[Candidate] = []
    pace = edit.pace(count=len(regions))

    def progress(done: float) -> ProgressMade:
        fraction = start + (0.98 - start) * done / len(regions)
        return edit.progress(fraction, seconds_left=pace.seconds_left(done))

    for batch in _batches(regions, at_once=edit.crops.full_edits_at_once):
        if candidates and is_enough(edit.token):
            break
        edited_regions = edit.crops.edit(
            [region.box for region in batch],
            is_draft=False,
            on_preview=_preview_callback(edit),
            on_share=_share_callback(edit, len(candidates), len(batch), progress),
        )
        for region, edited in zip(batch, edited_regions, strict=True):
            scored = edit.scorer.score_of(edited, known_loss=region.known_loss)
            candidate = candidate_from(edit, edited, scored, anchor_index=region.anchor_index)
            candidates.append(candidate)
            edit.first_candidate_is_there()
            yield CandidateReady(job_id, candidate)
            yield progress(len(candidates))
    return candidates


def _share_callback(
    edit: TargetEdit, before: int, batch: int, progress: Callable[[float], ProgressMade]
) -> Callable[[float], None] | None:
    """Tells how far full edits are while they are made, where anybody wants to know."""
    emit = edit.emit
    return None if emit is None else lambda share: emit(progress(before + share * batch))


def _batches(regions: Sequence[ChosenRegion], *, at_once: int) -> Iterator[Sequence[ChosenRegion]]:
    yield regions[:1]
    for first in range(1, len(regions), at_once):
        yield regions[first : first + at_once]


def _preview_callback(edit: TargetEdit) -> PreviewCallback | None:
    """Tells what a full edit looks like while it is made, where anybody wants to know."""
    emit = edit.emit
    return None if emit is None else lambda box, pixels: emit(EditPreviewed(edit.request.job_id, box, pixels))


def finish(
    edit: TargetEdit, candidates: Sequence[Candidate], *, best: Sequence[Candidate]
) -> Generator[EditEvent, None, None]:
    """Ranks all candidates of a request, the best of each target before the others, and ends it.

    Args:
        edit: the last one of the request.
        candidates: of all targets.
        best: of each target, in the order of the targets.
    """
    job_id = edit.request.job_id
    yield StageChanged(job_id, Stage.RANKING)
    chosen = [candidate.candidate_id for candidate in best]
    others = [candidate.candidate_id for candidate in best_first(candidates) if candidate.candidate_id not in chosen]
    yield CandidatesRanked(job_id, (*chosen, *others))
    yield edit.progress(1.0)
    if edit.ran_short_of_memory:
        yield Noticed(
            job_id,
            "Memory is short: this edit was made in smaller parts, which takes longer. Close other programs before the "
            "next.",
        )
    yield EditFinished(job_id, chosen[0], edit.calls(), edit.timings(), tuple(chosen[1:]))


def best_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """By rank; ties keep their order."""
    return sorted(candidates, key=lambda candidate: -candidate.score.ranking_score)


def candidate_from(
    edit: TargetEdit, edited: EditedRegion, score: CandidateScore, *, anchor_index: int | None
) -> Candidate:
    """The region's pixels in the source's depth and profile, behind their composite mask."""
    request, image = edit.request, edit.image
    box = edited.region
    scale = min(1.0, PREVIEW_PX / edited.plan.size.longest)
    preview_size = Size(round(edited.plan.size.width * scale), round(edited.plan.size.height * scale))
    return Candidate(
        candidate_id=uuid.uuid4().hex,
        box=box,
        pixels=image.repainted(box, edited.plan.region_of(edited.edited)),
        mask=_mask_of(edit, edited),
        preview=resized(edited.after, preview_size),
        score=score,
        anchor_index=anchor_index,
        prompt=edit.target.own_prompt,
        source_prompt=edit.target.source_prompt,
        seed=request.seed,
        editor=edit.editor.name,
        note=edited.note,
        intent=edit.target.intent,
        not_from=request.not_from,
    )


def _mask_of(edit: TargetEdit, edited: EditedRegion) -> NDArray[np.uint8]:
    """(h, w) uint8: the editor's own mask at the region's size, or a soft border."""
    box, here = edited.region, edited.plan.region_in_crop.as_slices()
    if edited.mask is not None:
        whole = resized(np.repeat(edited.mask[..., None], 3, axis=2), edited.plan.crop.size)[..., 0]
        inside = box.translated(-edited.plan.crop.x0, -edited.plan.crop.y0)
        return np.ascontiguousarray(whole[inside.as_slices()])
    touches = sides_on_border(box, edit.image.size)
    return composite_mask(
        edited.before[here], edited.edited[here], box.size, softness=edit.crops.softness, touches=touches
    )


def with_candidates(image: PixelBuffer, *candidates: Candidate) -> PixelBuffer:
    """The picture with candidates in it, one over the other."""
    return Document(image, tuple(candidate.as_layer() for candidate in candidates)).flattened()
