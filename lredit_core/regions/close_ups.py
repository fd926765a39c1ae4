"""Close-ups that show nearly the same are looked at once: windows around an anchor differ by little.

Each look costs a pass of the image-text model, and most of what an answer takes on a drawing was spent on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torchvision.ops import box_iou

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.geometry import Box

#: Crops that overlap this much show the same; docs/decisions/0024 says what other values cost.
SAME_IOU = 0.8
#: The first look is at crops that overlap this much; then at those that show the same as one of so many windows that
#: promise most, again while others come to promise more, so often at most.
COARSE_IOU, PROMISING, LOOKS = 0.4, 8, 4


def standing_for(crops: Sequence[Box], *, same_iou: float = SAME_IOU) -> list[int]:
    """For each crop, which of them is looked at in its place: the nearest of a few that all others are near to.

    Those few are chosen greedily: next the one that is near to most of those that none stands for yet.

    Args:
        crops: not empty; some may be alike.
        same_iou: crops that overlap this much show the same.
    """
    distinct = list(dict.fromkeys(crops))
    corners = torch.tensor([crop.as_tuple() for crop in distinct], dtype=torch.float32)
    overlaps = box_iou(corners, corners)
    near = overlaps >= same_iou
    is_free = torch.ones(len(distinct), dtype=torch.bool)
    chosen: list[int] = []
    while is_free.any():
        best = int((near[:, is_free].sum(dim=1) * is_free).argmax())
        chosen.append(best)
        is_free &= ~near[best]
    nearest = [chosen[index] for index in overlaps[:, chosen].argmax(dim=1).tolist()]
    stands = {crop: crops.index(distinct[index]) for crop, index in zip(distinct, nearest, strict=True)}
    return [stands[crop] for crop in crops]
