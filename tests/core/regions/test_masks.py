"""Boxes of masks drawn in coarse cells."""

from __future__ import annotations

import torch

from lredit_core.regions.masks import BELONGS, boxes_of_masks


def test_each_mask_gets_its_tight_box_in_shares_of_the_sides() -> None:
    shares = torch.zeros(4, 4, 8)
    shares[0, 1:4, 2:7] = 0.9
    shares[0, 2, 2:7] = 0.0  # a gap is none of the box's business
    shares[2, 0, 7] = 0.6
    shares[3] = 1.0
    boxes, drawn = boxes_of_masks(shares)
    assert drawn.tolist() == [True, False, True, True]
    assert boxes.tolist() == [[0.25, 0.25, 0.875, 1.0], [0.875, 0.0, 1.0, 0.25], [0.0, 0.0, 1.0, 1.0]]
    assert boxes.dtype == torch.float32


def test_a_cell_belongs_above_a_half() -> None:
    shares = torch.full((1, 3, 5), BELONGS)
    shares[0, 1, 3] = BELONGS + 1e-6
    boxes, drawn = boxes_of_masks(shares)
    assert drawn.tolist() == [True]
    torch.testing.assert_close(boxes, torch.tensor([[3 / 5, 1 / 3, 4 / 5, 2 / 3]]))
    assert BELONGS == 0.5


def test_masks_that_hold_nothing_have_no_boxes() -> None:
    boxes, drawn = boxes_of_masks(torch.full((2, 3, 5), 0.5))
    assert boxes.shape == (0, 4) and drawn.tolist() == [False, False]
