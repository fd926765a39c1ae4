"""What is measured of edits that draw nothing new: the mask of the thing, where it went, and whether it shows.

And of what is added: whether it hides what is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.document.silhouette import HALF
from lredit_core.evaluation.change_benchmark import judged as judged_colour
from lredit_core.evaluation.judge import seen_by_judge
from lredit_core.evaluation.masks import mask_iou
from lredit_core.evaluation.tasks import MOST_HIDDEN, RegionTask, TaskKind
from lredit_core.pictures.oklab import to_oklab
from lredit_core.prompt.adjustment import Adjustment, AdjustmentKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.evaluation.judging import NamesThings
    from lredit_core.geometry import Box


def found_mask_iou(task: RegionTask, candidate: Candidate) -> float | None:
    """The overlap of the mask that an edit follows with the drawn thing's own; 0 where it found none, None for tasks
    that ask for none, and where the thing's is not known."""
    truth = task.mask
    if truth is None or not task.kind.is_retouch:
        return None
    if candidate.silhouette is None:
        return 0.0
    return mask_iou(candidate.silhouette.in_picture(task.image.size), truth)


def is_placed(task: RegionTask, candidate: Candidate) -> bool | None:
    """Whether what moves or doubles went where it should; None where nothing goes anywhere."""
    if not task.kind.goes_somewhere:
        return None
    return candidate.destination is not None and task.is_placed(candidate.destination)


def hides_nothing(task: RegionTask, candidate: Candidate) -> bool | None:
    """Whether what is added leaves the drawn things to be seen, pixel by pixel; None for other tasks, and where those
    pixels are not known."""
    if task.kind is not TaskKind.INSERT or not task.masks:
        return None
    laid = candidate.mask > HALF
    hidden = (mask[candidate.box.as_slices()] & laid for mask in task.masks)
    return all(over.sum() <= MOST_HIDDEN * mask.sum() for over, mask in zip(hidden, task.masks, strict=True))


def is_retouched(
    task: RegionTask, edited: NDArray[np.uint8], judge: NamesThings | None, *, destination: Box | None = None
) -> bool | None:
    """Whether what was asked for shows in the edited picture.

    A removed thing must not be named where it was; a moved one not there, but where it went; a doubled one in both
    places. A changed one must have the word's hue, over all of its own pixels.

    Args:
        task: of these kinds.
        edited: (H, W, 3) uint8 sRGB.
        judge: names things; None where there is none.
        destination: where the thing went.

    Returns:
        None where the judge does not know the thing, did not see it before, or knows no place to look at.
    """
    if task.kind is TaskKind.CHANGE:
        return _has_colour(task, edited)
    before = task.image.to_srgb8()
    (answer,) = task.answers
    if judge is None or task.target not in judge.names or not _is_named(task, before, answer, judge):
        return None
    is_there_still = _is_named(task, edited, answer, judge)
    if task.kind is TaskKind.REMOVE:
        return not is_there_still
    if destination is None:
        return None
    return _is_named(task, edited, destination, judge) and is_there_still is (task.kind is TaskKind.DOUBLE)


def _is_named(task: RegionTask, pixels: NDArray[np.uint8], box: Box, judge: NamesThings) -> bool:
    return judge.names[int(judge.classify([seen_by_judge(pixels, box)])[0, 0])] == task.target


def _has_colour(task: RegionTask, edited: NDArray[np.uint8]) -> bool | None:
    if task.mask is None:
        return None
    was, is_now = to_oklab(task.image.to_srgb8())[task.mask], to_oklab(edited)[task.mask]
    return judged_colour(was, is_now, Adjustment(AdjustmentKind.COLOUR, task.colour))[0]
