"""What else is seen in a picture: things to leave alone, to stand beside, or that should be gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.engine.grounding import grounded_again
from lredit_core.engine.learning import picture_features, picture_segments
from lredit_core.engine.photographs import search_in, sure_detections
from lredit_core.geometry import Box
from lredit_core.pictures.image import resized
from lredit_core.regions.places import places_named

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.engine.target_edit import TargetEdit

#: From this overlap on, two boxes are of the same thing.
_SAME_IOU = 0.3
#: What fills more of the picture than this share is what things stand in.
_LARGEST_THING = 0.4
#: From this salience on a segment of a drawing is a thing.
_STANDS_OUT = 0.2


def is_in_photograph(edit: TargetEdit) -> bool:
    """Whether the picture is a photograph, as far as the bundle's models can tell."""
    return search_in(edit) is not None


def find_place_field(edit: TargetEdit, named: str) -> torch.Tensor | None:
    """(rows, columns): how likely the place is at each point of a photograph, a logarithm; None in drawings, and where
    the words name no place that is known by its looks."""
    places = places_named(named)
    search = search_in(edit) if places else None
    return None if search is None else search.place_field(places)


def others_in_photograph(edit: TargetEdit, box: Box) -> NDArray[np.bool_] | None:
    """(H, W) bool: where the detector sees other things than the one in `box`, no patches should be taken from; None in
    drawings, and where it sees none."""
    others = [
        other for other, _score in sure_detections(edit) if other.iou(box) < _SAME_IOU and not other.contains(box)
    ]
    size = edit.image.size
    others = [other for other in others if other.area <= _LARGEST_THING * size.area]
    if not others:
        return None
    mask = np.zeros((size.height, size.width), np.bool_)
    for other in others:
        mask[other.as_slices()] = True
    mask[box.as_slices()] = False
    return mask


def things_in_picture(edit: TargetEdit) -> list[Box]:
    """Boxes of what the detector sees, the surest first; in drawings of what stands out."""
    if is_in_photograph(edit):
        return [box for box, _score in sure_detections(edit)]
    grid, segments = picture_features(edit).patches.grid, picture_segments(edit)
    boxes = [grid.to_pixels(*box.tolist()) for box in segments.boxes[segments.salience >= _STANDS_OUT]]
    return [box for box in boxes if box.area <= _LARGEST_THING * edit.image.size.area]


def is_still_seen(edit: TargetEdit, box: Box, seen: NDArray[np.uint8]) -> float:
    """How sure the surer of the detector and of what the bundle has for finding words is, in [0, 1], of still seeing
    the target's thing where it was removed; 0 where neither knows it. The detector is asked in photographs alone.

    Args:
        edit: of the target.
        box: what was repainted.
        seen: (h, w, 3) uint8 sRGB of the box's size, how it looks now.

    Raises:
        ModelUnavailable: where the grounding part does not load.
    """
    return max(_still_detected(edit, box, seen), grounded_again(edit, box, seen))


def _still_detected(edit: TargetEdit, box: Box, seen: NDArray[np.uint8]) -> float:
    detector = edit.bundle.detector
    search = search_in(edit)
    if search is None or detector is None:
        return 0.0
    kinds = detector.words.kinds_of(edit.target.source_prompt) or detector.words.broader_than(edit.target.source_prompt)
    if not kinds:
        return 0.0
    small = edit.crops.small.copy()
    here = edit.crops.in_small_frame(box)
    small[here.as_slices()] = resized(np.ascontiguousarray(seen), here.size)
    edit.token.raise_if_cancelled()
    boxes, scores = detector.find(as_unit_tensor(small, edit.bundle.device)).of(kinds)
    height, width = small.shape[:2]
    frame = torch.tensor([width, height, width, height])
    return max(
        (
            float(score)
            for share, score in zip(boxes, scores, strict=True)
            if Box(*(round(value) for value in (share * frame).tolist())).iou(here) >= _SAME_IOU
        ),
        default=0.0,
    )
