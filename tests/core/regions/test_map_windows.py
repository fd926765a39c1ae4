"""Windows for photographs: what frames the places that a map speaks of, whatever its unit; the same every time."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torchvision.ops import box_iou

from lredit_core.geometry import PatchGrid, Size
from lredit_core.regions.found_windows import MOST_WINDOWS
from lredit_core.regions.map_windows import find_map_windows, map_framing
from lredit_core.regions.proposals import APART_IOU, propose_from
from lredit_core.regions.selective_search import selective_search, thinned
from lredit_core.regions.superpixels import drawn_over, find_superpixels

THING = torch.tensor([0.25, 0.5, 0.5, 0.9])


def blob(*, scale: float = 1.0, offset: float = 0.0) -> torch.Tensor:
    field = torch.zeros(100, 100)
    field[50:90, 25:50] = 1.0
    return scale * field + offset


def scene() -> np.ndarray:
    pixels = np.full((120, 160, 3), (90, 140, 60), np.uint8)
    pixels[30:80, 20:70] = (200, 30, 40)
    pixels[60:110, 100:150] = (30, 60, 200)
    return pixels


def test_the_window_around_the_thing_frames_it_best_and_halves_and_doubles_lose() -> None:
    half, double, other = [0.25, 0.5, 0.375, 0.9], [0.125, 0.3, 0.625, 1.0], [0.6, 0.0, 0.9, 0.3]
    framing = map_framing(blob(), torch.tensor([THING.tolist(), half, double, other]))
    assert float(framing[0]) == pytest.approx(1.0)
    assert float(framing[1]) == pytest.approx(0.5)
    assert 0 < float(framing[2]) < 0.4
    assert float(framing[3]) == 0


def test_the_unit_of_the_map_does_not_matter() -> None:
    noisy = blob() + 0.2 * torch.rand(100, 100, generator=torch.Generator().manual_seed(1))
    boxes = torch.rand(50, 2, generator=torch.Generator().manual_seed(2)) * 0.5
    boxes = torch.cat([boxes, boxes + 0.3], dim=1)
    assert torch.allclose(map_framing(noisy, boxes), map_framing(7 * noisy - 30, boxes), atol=1e-5)


def test_the_maps_own_pieces_are_windows_beside_those_of_the_picture() -> None:
    others = torch.tensor([[0.0, 0.0, 1.0, 1.0], [0.7, 0.1, 0.9, 0.4]])
    found = find_map_windows(blob(), others)
    assert float(box_iou(found.boxes[:1], THING[None])) > 0.8
    assert torch.equal(found.framing, found.framing.sort(descending=True).values)
    assert len(found.boxes) <= MOST_WINDOWS
    assert float(box_iou(found.boxes, others).max()) == 1.0


def test_selective_search_frames_both_things_and_says_the_same_every_time() -> None:
    first = selective_search(scene())
    selective_search(np.random.default_rng(0).integers(0, 256, (80, 80, 3), dtype=np.uint8))
    assert torch.equal(selective_search(scene()), first)
    things = torch.tensor([[20 / 160, 30 / 120, 70 / 160, 80 / 120], [100 / 160, 60 / 120, 150 / 160, 110 / 120]])
    assert bool((box_iou(things, first).amax(dim=1) > 0.7).all())
    assert float(box_iou(first, first).fill_diagonal_(0).max()) <= 0.85


def test_a_picture_of_one_colour_has_no_windows_or_one() -> None:
    assert len(selective_search(np.full((60, 60, 3), 120, np.uint8))) <= 1
    assert thinned(torch.zeros(0, 4), most_iou=0.5).shape == (0, 4)


def test_a_coarse_map_gets_the_borders_of_the_picture() -> None:
    coarse = torch.zeros(12, 16)
    coarse[3:8, 2:7] = 1.0
    drawn = drawn_over(find_superpixels(scene()), coarse)
    rows, columns = drawn.shape
    inside = drawn[int(0.4 * rows), int(0.3 * columns)]
    assert inside > drawn[int(0.4 * rows), int(0.5 * columns)] + 0.3
    edge = drawn[int(0.4 * rows), int(0.42 * columns)]  # just inside of the red square
    assert float(edge) > 0.4


def test_anchors_lie_apart_and_each_has_its_best_windows_first() -> None:
    generator = torch.Generator().manual_seed(0)
    corners = torch.rand(80, 2, generator=generator) * 0.6
    boxes = torch.cat([corners, corners + 0.1 + 0.3 * torch.rand(80, 2, generator=generator)], dim=1)
    goodness = torch.linspace(1, 0, 80)
    grid = PatchGrid(20, 28, Size(280, 200))
    anchors, proposals = propose_from(boxes, goodness, grid, count=5, window_count=7)
    assert len(anchors) == 5 and proposals.patch_boxes.shape == (5, 7, 4)
    best = torch.tensor([row[0].as_tuple() for row in proposals.boxes], dtype=torch.float32)
    first = boxes[0] * torch.tensor([280.0, 200.0, 280.0, 200.0])
    assert torch.allclose(best[0], first, atol=1.0)
    own = [
        next(i for i, one in enumerate(row) if abs(one.centre[0] - anchor.anchor.x) < 1e-6)
        for anchor, row in zip(anchors, proposals.boxes, strict=True)
    ]
    middles = torch.tensor(
        [row[index].as_tuple() for index, row in zip(own, proposals.boxes, strict=True)], dtype=torch.float32
    )
    assert float(box_iou(middles, middles).fill_diagonal_(0).max()) <= APART_IOU + 0.02


def test_fewer_windows_than_asked_for_are_repeated() -> None:
    anchors, proposals = propose_from(
        THING[None], torch.ones(1), PatchGrid(20, 28, Size(280, 200)), count=5, window_count=4
    )
    assert len(anchors) == 1 and len(set(proposals.boxes[0])) == 1 and proposals.window_count == 4
