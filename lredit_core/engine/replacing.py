"""Replacing in photographs with what lays things onto the ground: the old thing is taken away first, as if it had never
been there, and the new one stands where it stood."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.api.events import Candidate, CandidateReady, EditEvent, Stage, StageChanged
from lredit_core.document.compositing import blended
from lredit_core.editors.removing import remove
from lredit_core.editors.retouching import Retouched, ThingToRetouch
from lredit_core.engine.retouching import candidate_from_retouched, thing_in
from lredit_core.engine.target_edit import LEARNING_SHARE
from lredit_core.engine.things_seen import is_in_photograph
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.image import resized
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from numpy.typing import NDArray

    from lredit_core.engine.target_edit import ChosenRegion, TargetEdit
    from lredit_core.pictures.image import PixelBuffer


def clears_first(edit: TargetEdit) -> bool:
    """Whether the old thing has to be taken away before the new one is laid down."""
    is_laid = edit.target.intent is EditIntent.REPLACE and edit.editor.lays_on_ground
    return is_laid and is_in_photograph(edit)


def replace_regions(
    edit: TargetEdit, regions: Sequence[ChosenRegion], *, field: NDArray[np.float32] | None = None
) -> Generator[EditEvent, None, list[Candidate]]:
    """Replaces the thing in each region; arguments as for `retouch_regions`."""
    job_id = edit.request.job_id
    yield StageChanged(job_id, Stage.EDITING, edit.stage_target)
    start = 0.05 if edit.request.user_boxes else LEARNING_SHARE
    candidates: list[Candidate] = []
    for region in regions:
        edit.token.raise_if_cancelled()
        thing = thing_in(edit, region, field)
        candidate = candidate_from_retouched(edit, region, thing, _replaced(edit, region, thing))
        candidates.append(candidate)
        edit.first_candidate_is_there()
        yield CandidateReady(job_id, candidate)
        yield edit.progress(start + (0.98 - start) * len(candidates) / len(regions))
    return candidates


def _replaced(edit: TargetEdit, region: ChosenRegion, thing: ThingToRetouch) -> Retouched:
    cleared, filled = _without(edit, thing)
    crops = edit.crops_of(cleared, replace(edit.target, intent=EditIntent.ADD))
    (laid,) = crops.edit([region.box], is_draft=False)
    assert laid.mask is not None
    plan = laid.plan
    inside = region.box.translated(-plan.crop.x0, -plan.crop.y0).as_slices()
    mask = resized(np.repeat(laid.mask[..., None], 3, axis=2), plan.crop.size)[..., 0][inside]
    box = region.box if filled is None else _around(region.box, filled)
    pixels = cleared.pixels[box.as_slices()].copy()
    there = region.box.translated(-box.x0, -box.y0).as_slices()
    drawn = cleared.repainted(region.box, plan.region_of(laid.edited))
    pixels[there] = blended(pixels[there], drawn, np.ascontiguousarray(mask))
    reach = np.zeros((box.height, box.width), np.uint8)
    if filled is not None:
        reach[filled[box.as_slices()]] = 255
    reach[there] = np.where(mask > 0, 255, reach[there])
    return Retouched(box, pixels, reach, note=laid.note)


def _without(edit: TargetEdit, thing: ThingToRetouch) -> tuple[PixelBuffer, NDArray[np.bool_] | None]:
    """The picture without the thing, and where it was filled; as it is where the thing fills too much of it."""
    image = edit.image
    mask = thing.silhouette.in_picture(image.size)
    try:
        removed = remove(thing.srgb, mask, seed=thing.seed, avoid=thing.avoid, token=edit.token)
    except InvalidRequest:
        return image, None
    here = removed.box.as_slices()
    inside = removed.filled[here]
    pixels = image.pixels.copy()
    pixels[here][inside] = image.repainted(removed.box, removed.pixels[here])[inside]
    return image.replaced(pixels), removed.filled


def _around(box: Box, filled: NDArray[np.bool_]) -> Box:
    rows, columns = np.flatnonzero(filled.any(axis=1)), np.flatnonzero(filled.any(axis=0))
    return Box(
        min(int(columns[0]), box.x0),
        min(int(rows[0]), box.y0),
        max(int(columns[-1]) + 1, box.x1),
        max(int(rows[-1]) + 1, box.y1),
    )
