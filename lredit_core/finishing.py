"""Steps 4 and 6 of the method: full edits of the chosen regions, their scores, and the ranking."""

from __future__ import annotations

import uuid
from collections.abc import Generator, Sequence

from lredit_core.compositing import feather_mask, sides_on_border
from lredit_core.editors.crop_editing import EditedRegion
from lredit_core.events import (
    Candidate,
    CandidateReady,
    CandidateScore,
    CandidatesRanked,
    EditEvent,
    EditFinished,
    Stage,
    StageChanged,
)
from lredit_core.geometry import Size
from lredit_core.image import resized
from lredit_core.job import Job, Target
from lredit_core.learning import LEARNED

#: Longest side of the picture shown for a candidate in the strip.
PREVIEW_PX = 224


def edit_and_rank(job: Job, targets: Sequence[Target]) -> Generator[EditEvent, None, None]:
    """Edits every target in full, one after the other, and ranks them; `EditFinished` comes last."""
    job_id = job.request.job_id
    yield StageChanged(job_id, Stage.EDITING)
    start = 0.05 if job.request.user_boxes else LEARNED
    candidates: list[Candidate] = []
    for number, target in enumerate(targets, start=1):
        edited = job.crops.edit([target.box], is_draft=False)[0]
        scored = job.appraiser.score_of(edited, known_loss=target.known_loss)
        candidate = candidate_from(job, edited, scored, anchor_index=target.anchor_index)
        candidates.append(candidate)
        if job.first_candidate_s is None:
            job.first_candidate_s = job.elapsed_s
        yield CandidateReady(job_id, candidate)
        yield job.progress(start + (0.98 - start) * number / len(targets))
    yield StageChanged(job_id, Stage.RANKING)
    ranked = sorted(candidates, key=lambda candidate: -candidate.score.rank)  # stable: ties keep their order
    yield CandidatesRanked(job_id, tuple(candidate.candidate_id for candidate in ranked))
    yield job.progress(1.0)
    yield EditFinished(job_id, ranked[0].candidate_id, job.calls(), job.timings())


def candidate_from(job: Job, edited: EditedRegion, score: CandidateScore, *, anchor_index: int | None) -> Candidate:
    """The region's pixels in the source's depth and profile, behind their composite mask."""
    request = job.request
    box = edited.region
    touches = sides_on_border(box, request.image.size)
    scale = min(1.0, PREVIEW_PX / edited.plan.size.longest)
    preview_size = Size(round(edited.plan.size.width * scale), round(edited.plan.size.height * scale))
    return Candidate(
        candidate_id=uuid.uuid4().hex,
        box=box,
        pixels=request.image.colours_from_srgb8(edited.plan.region_of(edited.edited)),
        mask=feather_mask(box.size, softness=job.crops.softness, touches=touches),
        preview=resized(edited.after, preview_size),
        score=score,
        anchor_index=anchor_index,
        prompt=request.prompt,
        source_prompt=request.source_prompt,
        seed=request.seed,
        editor=job.editor.name,
        note=edited.note,
    )
