"""Replacing in photographs with what lays things onto the ground: the old thing is taken away first, as if it had never
been there, and the new one stands where it stood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.api.events import Candidate, CandidateReady, EditEvent, Stage, StageChanged
from lredit_core.cancellation import is_enough
from lredit_core.editors.laying_down import Laid
from lredit_core.editors.removing import removed_from
from lredit_core.editors.retouching import Retouched, laid_over
from lredit_core.engine.retouching import SAME_THING_IOU, candidate_from_retouched, thing_in
from lredit_core.engine.target_edit import LEARNING_SHARE
from lredit_core.engine.things_seen import is_in_photograph
from lredit_core.pictures.image import resized
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from numpy.typing import NDArray

    from lredit_core.editors.retouching import ThingToRetouch
    from lredit_core.engine.target_edit import ChosenRegion, TargetEdit
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer


def clears_first(edit: TargetEdit) -> bool:
    """Whether the old thing has to be taken away before the new one is laid down."""
    is_laid = edit.target.intent is EditIntent.REPLACE and edit.editor.lays_on_ground
    return is_laid and is_in_photograph(edit)


def replace_regions(
    edit: TargetEdit, regions: Sequence[ChosenRegion], *, field: NDArray[np.float32] | None = None
) -> Generator[EditEvent, None, list[Candidate]]:
    """Replaces the thing in each region; arguments as for `retouch_regions`.

    In the first region the mask is the best there is, in the others a rough one: they are guesses, and what is edited
    again is a first one.
    """
    job_id = edit.request.job_id
    yield StageChanged(job_id, Stage.EDITING, edit.stage_target)
    start = 0.05 if edit.request.user_boxes else LEARNING_SHARE
    candidates: list[Candidate] = []
    cleared: list[_Cleared] = []
    for region in regions:
        edit.token.raise_if_cancelled()
        if candidates and is_enough(edit.token):
            break
        known = next((item for item in cleared if item.box.iou(region.box) > SAME_THING_IOU), None)
        if known is None:
            known = _cleared(edit, region, field, is_rough=bool(cleared))
            cleared.append(known)
        candidate = candidate_from_retouched(edit, region, known.thing, _replaced(edit, region, known))
        candidates.append(candidate)
        edit.first_candidate_is_there()
        yield CandidateReady(job_id, candidate)
        yield edit.progress(start + (0.98 - start) * len(candidates) / len(regions))
    return candidates


@dataclass(frozen=True, slots=True, eq=False)
class _Cleared:
    """The picture without the thing in a region; regions that overlap it much are of the same thing.

    Attributes:
        filled: (H, W) bool, where it was filled; None where the thing is too large for that.
    """

    box: Box
    thing: ThingToRetouch
    picture: PixelBuffer
    filled: NDArray[np.bool_] | None


def _cleared(edit: TargetEdit, region: ChosenRegion, field: NDArray[np.float32] | None, *, is_rough: bool) -> _Cleared:
    thing = thing_in(edit, region, field, is_rough=is_rough)
    below, filled = removed_from(
        edit.image,
        thing.srgb,
        thing.silhouette,
        seed=thing.seed,
        avoid=thing.avoided_by(thing.filler),
        filler=thing.filler,
        token=edit.token,
    )
    return _Cleared(region.box, thing, edit.image.replaced(below), filled)


def _replaced(edit: TargetEdit, region: ChosenRegion, cleared: _Cleared) -> Retouched:
    crops = edit.crops_of(cleared.picture, replace(edit.target, intent=EditIntent.ADD))
    (drawn,) = crops.edit([region.box], is_draft=False)
    assert drawn.mask is not None
    plan = drawn.plan
    inside = region.box.translated(-plan.crop.x0, -plan.crop.y0).as_slices()
    mask = resized(np.repeat(drawn.mask[..., None], 3, axis=2), plan.crop.size)[..., 0][inside]
    pixels = cleared.picture.repainted(region.box, plan.region_of(drawn.edited))
    laid = Laid(region.box, pixels, np.ascontiguousarray(mask))
    if cleared.filled is None:
        return Retouched(laid.box, laid.pixels, laid.mask, note=drawn.note)
    return laid_over(cleared.picture.pixels, cleared.filled, laid, note=drawn.note)
