"""Windows by a detector's boxes: worth the IoU that they can be expected to have with the thing."""

from __future__ import annotations

import math

import pytest
import torch

from lredit_core.regions.detected_windows import find_detected_windows

BOXES = torch.tensor([[0.1, 0.1, 0.5, 0.5], [0.6, 0.6, 0.9, 0.9]])
SCORES = torch.tensor([0.8, 0.4])
OTHERS = torch.tensor([[0.1, 0.1, 0.5, 0.3], [0.0, 0.7, 0.2, 1.0], [0.1, 0.1, 0.5, 0.505]])


def test_boxes_are_worth_their_scores_others_what_they_share_with_them_and_doubles_go() -> None:
    found = find_detected_windows(BOXES, SCORES, OTHERS, aspect=1.0)
    assert found.boxes.tolist() == [BOXES[0].tolist(), *torch.stack([OTHERS[0], BOXES[1], OTHERS[1]]).tolist()]
    assert found.framing.tolist() == pytest.approx([0.8, 0.4, 0.4, 0.0], abs=1e-6)


def test_any_box_can_be_asked_about_in_any_shape() -> None:
    framing_of = find_detected_windows(BOXES, SCORES, OTHERS, aspect=1.0).framing_of
    asked = torch.stack([BOXES, OTHERS[:2]])
    assert framing_of(asked).shape == (2, 2)
    assert framing_of(asked)[0].tolist() == pytest.approx(SCORES.tolist())


@pytest.mark.parametrize(("aspect", "size"), [(1.0, (64, 64)), (2.0, (32, 64)), (0.5, (64, 32))])
def test_the_map_says_how_sure_the_boxes_are_at_each_place(aspect: float, size: tuple[int, int]) -> None:
    field = find_detected_windows(BOXES, SCORES, OTHERS, aspect=aspect).field
    rows, columns = size
    assert field.shape == size
    assert float(field[int(0.3 * rows), int(0.3 * columns)]) == pytest.approx(math.log(0.8))
    assert float(field[int(0.7 * rows), int(0.7 * columns)]) == pytest.approx(math.log(0.4))
    assert float(field[int(0.95 * rows), int(0.3 * columns)]) == pytest.approx(math.log(0.01))
