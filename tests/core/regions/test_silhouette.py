"""Silhouettes: the mask follows the thing, at any size, the same each time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from lredit_core.document.mask_shapes import grown, softened
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.regions.silhouette import find_silhouette, tidied
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from numpy.typing import NDArray


def disc(size: Size, *, radius: int, grain: float = 6.0) -> tuple[NDArray[np.uint8], NDArray[np.bool_], Box]:
    """A red disc on grainy green ground: pixels, its mask, its box."""
    rng = np.random.default_rng(1)
    truth = np.zeros((size.height, size.width), np.uint8)
    x, y = size.width // 2, size.height // 2
    cv2.circle(truth, (x, y), radius, 1, -1)
    colours = np.where(truth[..., None] > 0, (200.0, 60.0, 50.0), (70.0, 130.0, 80.0))
    pixels = np.clip(colours + rng.normal(0, grain, colours.shape), 0, 255).astype(np.uint8)
    return pixels, truth > 0, Box(x - radius, y - radius, x + radius + 1, y + radius + 1)


def iou(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float((one & other).sum() / (one | other).sum())


def test_masks_follow_drawn_things_on_photographs_from_their_boxes() -> None:
    maker = SceneMaker(ArtLibrary("resources/art"), BackgroundPhotos("resources/backgrounds"))
    found, believed = [], []
    for seed in range(9_100_000, 9_100_008):
        scene = maker.make(seed, size=Size(384, 288), things=(1, 2), sides=(0.25, 0.6), photo_share=1.0)
        for thing in scene.objects:
            truth = np.zeros(scene.pixels.shape[:2], np.bool_)
            truth[thing.box.as_slices()] = thing.mask
            silhouette = find_silhouette(scene.pixels, thing.box)
            found.append(iou(silhouette.in_picture(Size(384, 288)) > 127, truth))
            believed.append(silhouette.confidence)
    assert np.mean(found) > 0.9
    assert 0.5 < np.mean(believed) <= 1.0


def test_a_silhouette_is_exact_at_the_pictures_own_size() -> None:
    size = Size(1600, 1200)
    pixels, truth, box = disc(size, radius=400)
    silhouette = find_silhouette(pixels, box)
    assert iou(silhouette.in_picture(size) > 127, truth) > 0.985
    assert silhouette.box.iou(box) > 0.97
    assert silhouette.confidence > 0.8


def test_the_same_picture_gives_the_same_silhouette() -> None:
    pixels, _truth, box = disc(Size(200, 160), radius=50)
    one, other = find_silhouette(pixels, box), find_silhouette(pixels, box)
    assert np.array_equal(one.mask, other.mask)
    assert one.confidence == other.confidence


def test_a_box_around_nothing_is_not_believed() -> None:
    rng = np.random.default_rng(3)
    ground = np.clip(rng.normal(120, 12, (200, 240, 3)), 0, 255).astype(np.uint8)
    pixels, _truth, box = disc(Size(240, 200), radius=60)
    assert find_silhouette(ground, box).confidence < find_silhouette(pixels, box).confidence - 0.2
    flat = find_silhouette(np.full((60, 80, 3), 90, np.uint8), Box(20, 10, 60, 50))
    assert flat.confidence < 0.7


def test_a_relevance_field_decides_which_of_two_things_is_meant() -> None:
    pixels = np.full((120, 200, 3), 90, np.uint8)
    pixels += np.random.default_rng(0).integers(0, 8, pixels.shape, np.uint8)
    pixels[40:80, 30:80], pixels[40:80, 110:160] = (210, 60, 50), (60, 70, 210)
    field = np.zeros((12, 20), np.float32)
    field[4:8, 3:8] = 1.0
    plain = find_silhouette(pixels, Box(28, 38, 162, 82))
    told = find_silhouette(pixels, Box(28, 38, 162, 82), field=field)
    left, right = (slice(40, 80), slice(30, 80)), (slice(40, 80), slice(110, 160))
    whole = told.in_picture(Size(200, 120)) > 127
    assert whole[left].mean() > 0.9
    assert whole[left].mean() >= whole[right].mean()
    assert (plain.in_picture(Size(200, 120)) > 127)[left].mean() > 0.9


def test_edges_can_be_grown_and_softened() -> None:
    size = Size(240, 200)
    pixels, truth, box = disc(size, radius=50)
    hard, wide = find_silhouette(pixels, box), find_silhouette(pixels, box, grow_px=6)
    soft = find_silhouette(pixels, box, softness_px=8)
    assert set(np.unique(hard.mask)) == {0, 255}
    gained = np.sqrt((wide.mask > 127).sum() / np.pi) - np.sqrt((hard.mask > 127).sum() / np.pi)
    assert 5 < gained < 7
    between = (soft.mask > 20) & (soft.mask < 235)
    assert 0.02 < between.mean() < 0.3
    assert truth.sum() == pytest.approx((soft.mask > 127).sum(), rel=0.05)


def test_growing_shrinks_where_it_is_negative_and_nothing_changes_at_zero() -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[10:30, 10:30] = 255
    assert (grown(mask, -3) > 0).sum() < (mask > 0).sum() < (grown(mask, 3) > 0).sum()
    assert np.array_equal(grown(mask, 0), mask)
    assert np.array_equal(softened(mask, 0), mask)


def test_crumbs_are_dropped_and_small_holes_filled() -> None:
    mask = np.zeros((80, 80), np.bool_)
    mask[20:60, 20:60] = True
    mask[35:40, 35:40] = False  # a small hole
    mask[5:8, 5:8] = True  # a crumb
    mask[62:78, 20:60] = True  # a second piece, as large as things have
    tidy = tidied(mask)
    assert tidy[37, 37]
    assert not tidy[6, 6]
    assert tidy[70, 40]
    ring = np.zeros((80, 80), np.bool_)
    ring[10:70, 10:70] = True
    ring[20:60, 20:60] = False
    assert not tidied(ring)[40, 40]  # a ring stays one
    assert not tidied(np.zeros((5, 5), np.bool_)).any()


def test_things_at_the_pictures_border_and_boxes_of_few_pixels_are_no_trouble() -> None:
    pixels, _truth, _box = disc(Size(120, 100), radius=30)
    for box in (Box(0, 0, 120, 100), Box(-20, -20, 60, 60), Box(0, 0, 2, 2), Box(117, 97, 120, 100)):
        silhouette = find_silhouette(pixels, box)
        assert silhouette.mask.shape == (silhouette.reach.height, silhouette.reach.width)
        assert 0.0 <= silhouette.confidence <= 1.0


def test_a_box_outside_and_pixels_of_another_kind_are_refused() -> None:
    pixels, _truth, _box = disc(Size(60, 50), radius=10)
    with pytest.raises(InvalidRequest, match="outside"):
        find_silhouette(pixels, Box(100, 100, 120, 120))
    with pytest.raises(InvalidRequest, match="uint8"):
        find_silhouette(pixels.astype(np.float32), Box(5, 5, 20, 20))  # type: ignore[arg-type]


def test_large_photographs_take_no_longer_than_a_person_waits() -> None:
    pixels, _truth, box = disc(Size(4000, 3000), radius=900, grain=0.0)
    begin = time.perf_counter()
    find_silhouette(pixels, box)
    assert time.perf_counter() - begin < 12  # 2 s on an idle core
