"""What an edit did to the picture: the thing where it belongs, and what changed elsewhere.

Outside of its own box an edit changes nothing by construction, which says nothing about the box. So what counts here is
the *answer's* box, a little grown: a region too large, or elsewhere, changes pixels that nobody asked about.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import torch
import torch.nn.functional as F

from lredit_core.engine.final_edits import with_candidates
from lredit_core.evaluation.background import psnr_db, with_margin
from lredit_core.evaluation.judge import seen_by_judge
from lredit_core.evaluation.tasks import RegionTask, TaskKind, place_of
from lredit_core.synthetic.drawings import colour_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.encoders.self_supervised import SelfSupervisedModel
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer


class NamesThings(Protocol):
    """A classifier that took no part in the learning."""

    @property
    def names(self) -> Sequence[str]:
        """What it can tell apart."""
        ...

    def classify(self, crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.int64]:
        """(N, names): indices of names for each (H, W, 3) uint8 crop, the likeliest first."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What changed outside of the answer's box, dilated.

    Attributes:
        changed_share: of the pixels there, those that differ at all.
        psnr_db: of those pixels, at most 99.
        feature_distance: mean cosine distance of the self-supervised model's patch features there, before against
            after; None where no patch lies wholly outside.
    """

    changed_share: float
    psnr_db: float
    feature_distance: float | None


def edited_picture(image: PixelBuffer, *candidates: Candidate) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 sRGB: the picture with the candidates in it, as it would be exported."""
    return with_candidates(image, *candidates).to_srgb8()


def is_success(task: RegionTask, candidate: Candidate, edited: NDArray[np.uint8], judge: NamesThings) -> bool | None:
    """Whether what was asked for is seen where it belongs: at the answer, or in the chosen region of an insertion.

    The judge must name the thing. Where a colour was asked for, it must be the colour there too. An insertion must
    also be in a good place.

    Returns:
        None where the judge does not know the thing.
    """
    if task.target not in judge.names:
        return None
    place = place_of(candidate)
    box = task.answer_for(place) or place
    if task.kind is TaskKind.INSERT and not task.is_hit(place):
        return False
    return is_seen_at(task, box, edited, judge)


def is_seen_at(task: RegionTask, box: Box, edited: NDArray[np.uint8], judge: NamesThings) -> bool | None:
    """Whether the judge names the thing in a box of the edited picture, in its colour where one was asked for.

    Returns:
        None where the judge does not know the thing.
    """
    if task.target not in judge.names:
        return None
    seen = int(judge.classify([seen_by_judge(edited, box)])[0, 0])
    if judge.names[seen] != task.target:
        return False
    return not task.colour or _colour_in(edited, box) == task.colour


def answer_most_changed(task: RegionTask, edited: NDArray[np.uint8]) -> Box | None:
    """The answer whose pixels an edit without a region changed most, in the mean; None for an insertion."""
    if not task.answers:
        return None
    difference = np.abs(task.image.to_srgb8().astype(np.int16) - edited)
    return max(task.answers, key=lambda answer: float(difference[answer.as_slices()].mean()))


def surroundings(
    task: RegionTask, region: Box, edited: NDArray[np.uint8], features: SelfSupervisedModel
) -> Surroundings | None:
    """What changed outside of the answer that the region comes nearest to; None for an insertion, which has none."""
    answer = task.answer_for(region)
    return None if answer is None else changed_around(task, answer, edited, features)


def changed_around(
    task: RegionTask, answer: Box, edited: NDArray[np.uint8], features: SelfSupervisedModel
) -> Surroundings | None:
    """What changed outside of an answer; None where it fills the picture."""
    size = task.image.size
    kept_free = with_margin(answer, size)
    outside = np.ones((size.height, size.width), bool)
    outside[kept_free.as_slices()] = False
    before = task.image.to_srgb8()
    if not outside.any():
        return None
    return Surroundings(
        changed_share=float((before[outside] != edited[outside]).any(axis=-1).mean()),
        psnr_db=psnr_db(before[outside], edited[outside]),
        feature_distance=_feature_distance(before, edited, kept_free, task, features),
    )


def _feature_distance(
    before: NDArray[np.uint8],
    after: NDArray[np.uint8],
    kept_free: Box,
    task: RegionTask,
    features: SelfSupervisedModel,
) -> float | None:
    one = features.encode(before, image=task.image.size)
    other = features.encode(after, image=task.image.size)
    x0, y0, x1, y1 = one.grid.to_patches(kept_free)
    outside = torch.ones(one.grid.rows, one.grid.columns, dtype=torch.bool)
    outside[math.floor(y0) : math.ceil(y1), math.floor(x0) : math.ceil(x1)] = False
    if not bool(outside.any()):
        return None
    likeness = F.cosine_similarity(one.features[outside], other.features[outside], dim=-1)
    return float(1 - likeness.mean())


def _colour_in(pixels: NDArray[np.uint8], box: Box) -> str:
    """The colour word that dominates the ellipse within a box, or ""."""
    crop = pixels[box.as_slices()]
    rows = (np.arange(box.height) + 0.5) / box.height * 2 - 1
    columns = (np.arange(box.width) + 0.5) / box.width * 2 - 1
    inside = rows[:, None] ** 2 + columns[None] ** 2 <= 0.8
    alpha = np.where(inside, 255, 0).astype(np.uint8)
    return colour_name(np.dstack([crop, alpha]))
