"""Windows under a point and the thing in a loose box, on pictures whose things are known."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
import torch

from lredit_core.geometry import Box, Size
from lredit_core.regions.pointing import (
    LEAST_GROWTH,
    LEAST_SIDE,
    MOST_OFFERED,
    SNAP_MARGIN,
    PointableWindows,
    WindowSource,
    framing_by_superpixels,
    offer_under,
    snapped,
)
from lredit_core.regions.selective_search import selective_search
from lredit_core.regions.superpixels import find_superpixels

PICTURE = Size(360, 270)
#: A door in a house on a meadow.
DOOR, HOUSE = Box(170, 140, 200, 200), Box(110, 80, 260, 200)


def meadow() -> np.ndarray:
    """(270, 360, 3) uint8: three things, one in the other, with a little noise."""
    pixels = np.full((PICTURE.height, PICTURE.width, 3), (90, 160, 70), np.uint8)
    pixels[HOUSE.as_slices()] = (200, 190, 170)
    pixels[DOOR.as_slices()] = (120, 40, 30)
    noise = np.random.default_rng(0).integers(-6, 7, pixels.shape)
    return np.clip(cv2.GaussianBlur(pixels, (3, 3), 0) + noise, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def windows() -> PointableWindows:
    pixels = meadow()
    return PointableWindows.judged([WindowSource(selective_search(pixels))], find_superpixels(pixels))


def shares(*boxes: Box) -> torch.Tensor:
    sides = torch.tensor([PICTURE.width, PICTURE.height, PICTURE.width, PICTURE.height])
    return torch.tensor([box.as_tuple() for box in boxes]) / sides


def test_a_point_on_the_door_offers_the_door_and_then_the_house(windows: PointableWindows) -> None:
    offer = offer_under(windows, 185, 170, picture=PICTURE)
    assert offer.first == 0
    door, house = (max(range(len(offer.boxes)), key=lambda i: offer.boxes[i].iou(thing)) for thing in (DOOR, HOUSE))
    assert door < house
    assert offer.boxes[door].iou(DOOR) > 0.7 and offer.boxes[house].iou(HOUSE) > 0.7


def test_a_point_on_the_wall_offers_no_door(windows: PointableWindows) -> None:
    boxes = offer_under(windows, 130, 100, picture=PICTURE).boxes
    assert max(box.iou(HOUSE) for box in boxes) > 0.7 and max(box.iou(DOOR) for box in boxes) < 0.5
    assert all(box.contains_point(130, 100) for box in boxes)


def test_what_is_offered_is_few_distinct_and_neither_tiny_nor_the_picture() -> None:
    random = np.random.default_rng(1)
    corners = torch.from_numpy(random.uniform(0, 1, (400, 4)).astype(np.float32))
    boxes = torch.cat([torch.minimum(corners[:, :2], corners[:, 2:]), torch.maximum(corners[:, :2], corners[:, 2:])], 1)
    found = PointableWindows(boxes, torch.from_numpy(random.uniform(0, 1, 400).astype(np.float32)), torch.zeros(400))
    offer = offer_under(found, 180, 135, picture=PICTURE).boxes
    assert 2 <= len(offer) <= MOST_OFFERED
    for smaller, larger in pairwise(offer):
        assert larger.area >= 0.97 * LEAST_GROWTH * smaller.area  # edges are whole pixels
    assert min(offer[0].width, offer[0].height) >= LEAST_SIDE * PICTURE.shortest - 1
    assert offer[-1].area <= 0.87 * PICTURE.area


def test_no_window_is_smaller_than_a_person_may_give() -> None:
    small = Size(60, 60)
    boxes = torch.tensor([[0.45, 0.45, 0.55, 0.55], [0.3, 0.3, 0.7, 0.7]])  # 6 and 24 pixels
    found = PointableWindows(boxes, torch.tensor([0.9, 0.1]), torch.zeros(2))
    assert offer_under(found, 30, 30, picture=small).boxes == (Box(18, 18, 42, 42),)


def test_the_offer_begins_with_what_a_source_is_sure_of(windows: PointableWindows) -> None:
    pixels = meadow()
    sure = WindowSource(shares(HOUSE, DOOR), torch.tensor([0.6, 0.05]))
    both = PointableWindows.judged([sure, WindowSource(selective_search(pixels))], find_superpixels(pixels))
    assert len(both.boxes) == len(windows.boxes) + 1, "what it hardly believes itself is not heard"
    offer = offer_under(both, 185, 170, picture=PICTURE)
    assert offer.boxes[offer.first] == HOUSE and offer.first > 0


def test_where_there_is_nothing_nothing_is_offered_and_the_box_stays() -> None:
    plain = np.full((90, 120, 3), 128, np.uint8)
    found = PointableWindows.judged([WindowSource(selective_search(plain))], find_superpixels(plain))
    assert offer_under(found, 60, 45, picture=Size(120, 90)).boxes == ()
    assert snapped(found, Box(20, 20, 80, 70), picture=Size(120, 90)) is None


@pytest.mark.parametrize("loose", [Box(90, 60, 290, 230), Box(108, 60, 280, 215), Box(80, 70, 262, 225)])
def test_a_loose_box_snaps_to_the_house(windows: PointableWindows, loose: Box) -> None:
    found = snapped(windows, loose, picture=PICTURE)
    assert found is not None
    assert found.iou(HOUSE) > 0.85 > loose.iou(HOUSE)


def test_a_snapped_box_never_reaches_far_out_of_the_loose_one(windows: PointableWindows) -> None:
    random = np.random.default_rng(2)
    for _ in range(60):
        x, y, width, height = random.integers((0, 0, 30, 30), (250, 180, 110, 90)).tolist()
        loose = Box(x, y, x + width, y + height)
        found = snapped(windows, loose, picture=PICTURE)
        margins = (width * SNAP_MARGIN + 1, height * SNAP_MARGIN + 1)
        if found is not None:
            assert found.x0 >= x - margins[0] and found.x1 <= loose.x1 + margins[0]
            assert found.y0 >= y - margins[1] and found.y1 <= loose.y1 + margins[1]


def test_a_box_on_plain_grass_stays(windows: PointableWindows) -> None:
    assert snapped(windows, Box(10, 210, 100, 260), picture=PICTURE) is None


def test_a_window_is_judged_by_what_it_cuts() -> None:
    labels = torch.zeros(20, 20, dtype=torch.int64)
    labels[5:15, 5:15] = 1
    boxes = torch.tensor([[0.25, 0.25, 0.75, 0.75], [0.25, 0.25, 0.75, 0.5], [0.0, 0.0, 0.5, 1.0]])
    whole, half, left = framing_by_superpixels(boxes, [labels, labels]).tolist()
    assert whole == pytest.approx(1.0)
    assert half == pytest.approx(0.0), "half of the piece lies outside, all of the window inside of it"
    assert left == pytest.approx(1 - (50 + 150) / 200)


def test_the_same_picture_gives_the_same_answers() -> None:
    answers = []
    for _ in range(2):
        pixels = meadow()
        found = PointableWindows.judged([WindowSource(selective_search(pixels))], find_superpixels(pixels))
        answers.append(
            (offer_under(found, 185, 170, picture=PICTURE), snapped(found, HOUSE.grown(20), picture=PICTURE))
        )
    assert answers[0] == answers[1]


@pytest.mark.parametrize(("framing", "sureness", "is_taken"), [(0.1, 0.0, False), (0.5, 0.0, True), (0.1, 0.5, True)])
def test_only_a_window_that_convinces_is_taken(framing: float, sureness: float, is_taken: bool) -> None:
    found = PointableWindows(shares(HOUSE), torch.tensor([framing]), torch.tensor([sureness]))
    assert snapped(found, HOUSE.grown(20), picture=PICTURE) == (HOUSE if is_taken else None)
