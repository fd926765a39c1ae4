"""What holds together in a picture: its things are found whole, framed best by their own box, and kept free."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from lredit_core.api.events import AnchorSource
from lredit_core.api.request import LossWeights, Objective
from lredit_core.encoders.self_supervised import PatchFeatures
from lredit_core.geometry import PatchGrid, Size
from lredit_core.objective.total import PlaceTerms, place_loss
from lredit_core.prompt.intent import EditIntent
from lredit_core.regions.anchors import find_anchors
from lredit_core.regions.proposals import SEGMENT_WINDOWS, propose
from lredit_core.regions.segments import Segments, find_segments

#: 20 columns and 12 rows of patches over 320 x 240 pixels: patches are not square, and rows are not columns.
GRID = PatchGrid(rows=12, columns=20, image=Size(320, 240))
#: Two things, in patch units: one off the diagonal, one smaller.
LARGE, SMALL = (12, 2, 17, 7), (3, 8, 6, 10)


def picture() -> np.ndarray:
    rng = np.random.default_rng(0)
    pixels = np.empty((240, 320, 3), np.float64)
    pixels[:] = (70, 110, 90)
    for (x0, y0, x1, y1), colour in ((LARGE, (220, 60, 40)), (SMALL, (240, 220, 60))):
        pixels[y0 * 20 : y1 * 20, x0 * 16 : x1 * 16] = colour
    return np.clip(pixels + rng.normal(0, 6, pixels.shape), 0, 255).astype(np.uint8)


def patches() -> PatchFeatures:
    """Features that tell nothing: the colours alone show the things."""
    features = torch.ones(12, 20, 8) + 0.01 * torch.randn(12, 20, 8, generator=torch.Generator().manual_seed(1))
    return PatchFeatures(GRID, features * torch.tensor([1.0, -1] * 4), torch.zeros(12, 20))


def segments() -> Segments:
    flat = torch.zeros(12, 20, 8)
    return find_segments(PatchFeatures(GRID, flat, torch.zeros(12, 20)), picture())


def grown(box: tuple[int, ...]) -> tuple[float, ...]:
    """A box with the margin that parts have around their cells: half a cell, a quarter of a patch."""
    return (box[0] - 0.25, box[1] - 0.25, box[2] + 0.25, box[3] + 0.25)


def test_the_things_are_the_parts_that_stand_out_most() -> None:
    found = segments()
    assert {tuple(box) for box in found.boxes[:2].tolist()} == {grown(LARGE), grown(SMALL)}
    assert found.salience[0] == 1.0
    assert (found.salience[:-1] >= found.salience[1:]).all()
    assert float(found.salience[2]) < 0.2 * float(found.salience[1])


def test_the_features_tell_things_apart_too() -> None:
    grey = np.full((240, 320, 3), 128, np.uint8)
    features = 0.05 * torch.randn(12, 20, 8, generator=torch.Generator().manual_seed(2))
    features[..., 0] += 1.0
    features[2:7, 12:17, 0] -= 2.0
    found = find_segments(PatchFeatures(GRID, features, torch.zeros(12, 20)), grey)
    best = found.boxes[0]
    assert (best - torch.tensor(grown(LARGE))).abs().max() <= 0.5


def test_the_field_is_high_on_the_things_and_low_beside_them() -> None:
    field = segments().field
    assert field.shape == (24, 40)
    assert float(field[4:14, 24:34].min()) > 0.3
    assert float(field[0:3, 0:20].max()) < 0.2


def test_a_part_is_framed_best_by_its_own_box() -> None:
    found = segments()
    boxes = torch.tensor([[LARGE, (11, 1, 18, 8)], [(13, 3, 16, 6), (0, 0, 20, 12)]], dtype=torch.float32)
    framed = found.framing(boxes)
    assert framed.shape == (2, 2)
    assert int(framed.argmax()) == 0


def test_what_is_covered_is_what_stands_out_and_lies_inside() -> None:
    found = segments()
    boxes = torch.tensor([LARGE, (0, 0, 9, 7), (14, 2, 20, 12)], dtype=torch.float32)
    whole, nothing, some = found.coverage(boxes).tolist()
    assert whole > 0.3
    assert nothing < 0.1
    assert nothing < some < whole


def test_the_same_picture_has_the_same_parts() -> None:
    one, other = segments(), segments()
    assert torch.equal(one.boxes, other.boxes)
    assert torch.equal(one.salience, other.salience)


def test_a_picture_of_one_colour_has_windows_all_the_same() -> None:
    plain = PatchFeatures(GRID, torch.zeros(12, 20, 8), torch.zeros(12, 20))
    found = find_segments(plain, np.full((240, 320, 3), 90, np.uint8))
    anchors = find_anchors(plain, found, None, count=4, intent=EditIntent.REPLACE_ANY)
    proposals = propose(anchors, GRID, found, shares=(0.3,), aspects=(1.0,))
    assert proposals.window_count == 1 + SEGMENT_WINDOWS
    assert torch.isfinite(found.framing(proposals.patch_boxes)).all()
    assert torch.isfinite(found.coverage(proposals.patch_boxes)).all()


def test_an_anchor_on_a_thing_has_the_things_box_among_its_windows() -> None:
    found = segments()
    anchors = find_anchors(patches(), found, None, count=6, intent=EditIntent.REPLACE_ANY)
    assert anchors[0].anchor.source is AnchorSource.OBJECTNESS
    proposals = propose(anchors, GRID, found, shares=(0.3,), aspects=(1.0,))
    expected = GRID.to_pixels(*grown(LARGE))
    assert any(expected == box for box in proposals.boxes[0]) or any(expected == box for box in proposals.boxes[1])


def test_a_named_thing_is_looked_for_where_the_text_is_relevant() -> None:
    relevance = torch.zeros(12, 20)
    relevance[SMALL[1] : SMALL[3], SMALL[0] : SMALL[2]] = 3.0
    anchors = find_anchors(patches(), segments(), relevance, count=6, intent=EditIntent.REPLACE)
    first = anchors[0].anchor
    assert first.source is AnchorSource.TEXT
    assert (first.x, first.y) == pytest.approx((4.5 * 16, 9 * 20))


def test_something_new_is_put_into_the_emptiest_places_first() -> None:
    anchors = find_anchors(patches(), segments(), None, count=4, intent=EditIntent.ADD)
    assert [item.anchor.source for item in anchors[:3]] == [AnchorSource.GRID] * 3
    for item in anchors[:3]:
        assert not (12 <= item.column < 17 and 2 <= item.row < 7)


def test_an_empty_window_of_usual_size_costs_least() -> None:
    terms = PlaceTerms(
        relevance=torch.zeros(4),
        coverage=torch.tensor([0.0, 0.6, 0.0, 0.0]),
        side=torch.tensor([0.3, 0.3, 0.08, 0.9]),
        relation_penalty=torch.zeros(4),
    )
    losses = place_loss(terms, LossWeights(), Objective.CLOSE_UP)
    assert int(losses.argmin()) == 0
    assert place_loss(terms, LossWeights(), Objective.PAPER).tolist() == [0, 0, 0, 0]
