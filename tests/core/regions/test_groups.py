"""Windows that show nearly the same are looked at once."""

from __future__ import annotations

import torch
from torchvision.ops import box_iou

from lredit_core.regions.groups import representatives


def windows(count: int, seed: int = 0) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    corners = 30 * torch.rand(count, 2, generator=generator)
    return torch.cat([corners, corners + 10 + 30 * torch.rand(count, 2, generator=generator)], dim=1)


def test_each_box_is_near_the_one_that_stands_for_it_which_stands_for_itself() -> None:
    boxes = windows(120)
    places = representatives(boxes, least_iou=0.5)
    overlap = box_iou(boxes, boxes)
    assert float(overlap[torch.arange(len(boxes)), places].min()) >= 0.5
    assert places[places].tolist() == places.tolist()
    assert len(places.unique()) < 60


def test_those_that_stand_for_others_lie_apart() -> None:
    boxes = windows(120, seed=1)
    chosen = representatives(boxes, least_iou=0.5).unique()
    overlap = box_iou(boxes[chosen], boxes[chosen]).fill_diagonal_(0)
    assert float(overlap.max()) < 0.5


def test_equal_boxes_share_and_others_do_not_at_one() -> None:
    boxes = windows(5)
    twice = torch.cat([boxes, boxes])
    places = representatives(twice, least_iou=1.0)
    assert places.tolist() == [*range(5), *range(5)]


def test_no_boxes_no_groups() -> None:
    assert representatives(torch.zeros(0, 4), least_iou=0.5).shape == (0,)
