"""What a bundle's grounding part says of the picture being edited: where what is named lies, and its masks.

Each phrase is looked for once a picture, and each part of the picture is encoded once for all prompts in it. Without
such a part nothing is asked here, and nothing changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torchvision.ops import box_iou

from lredit_core.api.request import Objective
from lredit_core.encoders.grounding.sureness import BELIEVED
from lredit_core.geometry import Box
from lredit_core.prompt.sides import read_side
from lredit_core.regions.silhouette import silhouette_of_share

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.document.silhouette import Silhouette
    from lredit_core.encoders.grounding.grounded import GroundedThings, PromptedMasks, Segmenter
    from lredit_core.engine.picture_cache import PictureNotes
    from lredit_core.engine.target_edit import TargetEdit

#: A thing smaller than this share of the picture's longer side is segmented in a part of the picture that is so many
#: times as long as the thing: segmenters draw masks of 256 cells, whatever the picture's size.
_SMALL, _AROUND = 0.3, 3.0
#: A mask is of the thing in a box where its own box has this IoU with it, and it fills this share of it at least.
_SAME_IOU, _LEAST_FILLED = 0.5, 0.05
#: A mask of which the segmenter itself expects less than this IoU with the thing is not taken.
_LEAST_EXPECTED = 0.6
#: A mask that came with a box found by words is of the thing in another box from this IoU of both boxes on.
_SAME_BOX = 0.6
#: What is found where a thing was removed is that thing from this IoU with the place on.
_STILL_IOU = 0.3
#: What is said of a place less sure than this is not heard.
_LEAST = 0.02


def uses_grounding(edit: TargetEdit) -> bool:
    """Whether the bundle has a grounding part and the request lets it speak; never under the paper's objective."""
    settings = edit.request.settings
    return edit.bundle.has_grounding and settings.uses_grounding and settings.objective is not Objective.PAPER


def grounded_things(edit: TargetEdit, words: str) -> GroundedThings | None:
    """Where what words name lies, the surest first; None where nothing can be asked. Words for a side of the picture
    ("the left cup") are not passed on: they are read by those who choose.

    Raises:
        ModelUnavailable: where the grounding part does not load.
    """
    if not words or not uses_grounding(edit):
        return None
    finder = edit.bundle.load_grounding().finder
    if finder is None:
        return None
    named, _side = read_side(words)
    things = edit.notes.grounded(named, lambda: finder.find(edit.crops.source, named))
    edit.token.raise_if_cancelled()
    return _heard(things)


def grounded_again(edit: TargetEdit, box: Box, seen: NDArray[np.uint8]) -> float:
    """How sure the finder is, in [0, 1], of seeing the target's thing in a part of the picture that was repainted; 0
    where nothing can be asked. It looks once more, for this is another picture.

    Args:
        edit: of the target.
        box: what was repainted.
        seen: (h, w, 3) uint8 sRGB of the box's size, how it looks now.

    Raises:
        ModelUnavailable: where the grounding part does not load.
    """
    words = edit.target.source_prompt
    finder = edit.bundle.load_grounding().finder if words and uses_grounding(edit) else None
    if finder is None:
        return 0.0
    edit.token.raise_if_cancelled()
    picture = edit.crops.source.copy()
    picture[box.as_slices()] = seen
    things = finder.find(picture, read_side(words)[0])
    if not len(things.boxes):
        return 0.0
    size = edit.image.size
    sides = torch.tensor([size.width, size.height, size.width, size.height], dtype=torch.float32)
    overlaps = box_iou(torch.tensor([box.as_tuple()], dtype=torch.float32) / sides, things.boxes)[0]
    here = things.sureness[overlaps >= _STILL_IOU]
    return float(here.max()) if len(here) else 0.0


def unread_by_grounding(edit: TargetEdit) -> str:
    """A sentence where the phrase for the thing is longer than the finder reads; else ""."""
    words = edit.target.source_prompt
    if not words or not edit.target.intent.names_a_thing or not uses_grounding(edit):
        return ""
    finder = edit.bundle.load_grounding().finder
    unread = "" if finder is None else finder.unread_words(read_side(words)[0])
    if finder is None or not unread:
        return ""
    return f'{finder.family} does not read so far: "{unread}" is left out where it looks for the thing.'


def is_believed(things: GroundedThings | None) -> bool:
    """Whether what was looked for is there, as far as the finder can tell."""
    return things is not None and things.best_sureness >= BELIEVED


def grounded_framing(things: GroundedThings, boxes: torch.Tensor) -> torch.Tensor:
    """How well windows frame what was found: the highest product of a box's sureness and its IoU with the window, as
    for the built-in detector's boxes. (N, 4) in shares -> (N,) in [0, 1]."""
    if not len(things.boxes):
        return torch.zeros(len(boxes))
    framing: torch.Tensor = (box_iou(boxes, things.boxes) * things.sureness).amax(dim=1)
    return framing


def segmented_silhouette(edit: TargetEdit, box: Box) -> Silhouette | None:
    """The mask of the thing in a box, by the segmenter or by the masks that came with what words found; None where
    there is neither, and where the mask is of something else than the box frames.

    Raises:
        ModelUnavailable: where the grounding part does not load.
    """
    if not uses_grounding(edit):
        return None
    grounding, source = edit.bundle.load_grounding(), edit.crops.source
    if grounding.segmenter is not None:
        view, masks = _prompted(grounding.segmenter, edit.notes, source, box)
        edit.token.raise_if_cancelled()
        if len(masks.sureness) and float(masks.sureness.max()) >= _LEAST_EXPECTED:
            best = int(masks.sureness.argmax())
            share, sure = masks.shares[best].numpy(), float(masks.sureness[best])
            return _of_thing_in(box, silhouette_of_share(source, box, share, view=view, confidence=sure))
    things = grounded_things(edit, edit.target.source_prompt)
    if things is None or things.masks is None or not len(things.boxes):
        return None
    size = edit.image.size
    sides = torch.tensor([size.width, size.height, size.width, size.height], dtype=torch.float32)
    overlaps = box_iou(torch.tensor([box.as_tuple()], dtype=torch.float32) / sides, things.boxes)[0]
    best = int(overlaps.argmax())
    if float(overlaps[best]) < _SAME_BOX:
        return None
    share, sure = things.masks[best].numpy(), float(things.sureness[best])
    return _of_thing_in(box, silhouette_of_share(source, box, share, view=size.as_box(), confidence=sure))


def _prompted(
    segmenter: Segmenter, notes: PictureNotes, source: NDArray[np.uint8], box: Box
) -> tuple[Box, PromptedMasks]:
    """The part of the picture that was looked at, and the masks of what a box in it frames."""
    whole = Box(0, 0, source.shape[1], source.shape[0])
    view = whole
    if box.size.longest < _SMALL * whole.size.longest:
        side = round(_AROUND * box.size.longest)
        view = Box.around(*box.centre, side, side).clipped_to(whole.size)
    looked = notes.looked_at(view, lambda: segmenter.look(source[view.as_slices()]))
    return view, looked.masks_of(box=box.translated(-view.x0, -view.y0))


def _of_thing_in(box: Box, silhouette: Silhouette) -> Silhouette | None:
    """The mask, where it is of what the box frames."""
    found = silhouette.box
    if found.is_empty or found.iou(box) < _SAME_IOU or silhouette.area < _LEAST_FILLED * box.area:
        return None
    return silhouette


def _heard(things: GroundedThings) -> GroundedThings:
    kept = things.sureness >= _LEAST
    masks = None if things.masks is None else things.masks[kept]
    return type(things)(things.boxes[kept], things.sureness[kept], masks)
