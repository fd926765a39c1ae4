"""Scenes: the same seed gives the same pixels, boxes are tight, and a replaced thing changes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Size
from lredit_core.synthetic.backgrounds import PAINTERS, PLACE_PHRASES, BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker, phrase_for, scene_caption

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def maker() -> SceneMaker:
    return SceneMaker(ArtLibrary("resources/art"), BackgroundPhotos("resources/backgrounds"))


def test_the_same_seed_gives_the_same_scene_and_another_seed_another(maker: SceneMaker) -> None:
    first, again, other = maker.make(7), maker.make(7), maker.make(8)
    np.testing.assert_array_equal(first.pixels, again.pixels)
    assert first.objects == again.objects
    assert not np.array_equal(first.pixels, other.pixels)


@pytest.mark.parametrize("size", [Size(200, 200), Size(301, 150), Size(97, 240)])
def test_boxes_are_tight_around_what_was_drawn(maker: SceneMaker, size: Size) -> None:
    for seed in range(6):
        scene = maker.make(seed, size=size)
        assert 1 <= len(scene.objects) <= 4
        assert scene.pixels.shape == (size.height, size.width, 3)
        for thing in scene.objects:
            assert size.as_box().contains(thing.box)
            assert thing.mask.shape == (thing.box.height, thing.box.width)
            assert thing.mask[0].any()
            assert thing.mask[-1].any()
            assert thing.mask[:, 0].any()
            assert thing.mask[:, -1].any()


def test_things_do_not_overlap(maker: SceneMaker) -> None:
    for seed in range(20, 30):
        boxes = [thing.box for thing in maker.make(seed, things=(3, 4)).objects]
        assert all(a.intersected(b).is_empty for index, a in enumerate(boxes) for b in boxes[:index])


def test_sizes_cover_8_to_60_percent_of_the_side(maker: SceneMaker) -> None:
    sides = [
        max(thing.box.width, thing.box.height) / 200
        for seed in range(90)
        for thing in maker.make(seed, size=Size(200, 200)).objects
    ]
    assert min(sides) < 0.12
    assert 0.48 < max(sides) < 0.72


def test_a_replaced_thing_leaves_everything_outside_its_place_as_it_was(maker: SceneMaker) -> None:
    scene = maker.make(3, things=(2, 2), sides=(0.2, 0.35))
    changed = maker.render(scene.spec.with_thing(0, "cactus"))
    assert [thing.name for thing in changed.objects] == ["cactus", scene.objects[1].name]
    reach = round(scene.spec.placements[0].side * 256) + 8
    x, y = (round(value * 256) for value in scene.spec.placements[0].centre)
    outside = np.ones((256, 256), bool)
    outside[max(0, y - reach) : y + reach, max(0, x - reach) : x + reach] = False
    np.testing.assert_array_equal(scene.pixels[outside], changed.pixels[outside])
    assert not np.array_equal(scene.pixels, changed.pixels)


def test_every_place_can_be_painted_at_odd_sizes_and_has_words() -> None:
    for name, paint in PAINTERS.items():
        pixels = paint(Size(61, 37), np.random.default_rng(0))
        assert pixels.shape == (37, 61, 3)
        assert np.isfinite(pixels).all()
        assert name in PLACE_PHRASES


def test_every_photograph_has_words() -> None:
    assert set(BackgroundPhotos("resources/backgrounds").names) <= set(PLACE_PHRASES)


def test_a_folder_without_its_list_of_backgrounds_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="list of backgrounds"):
        BackgroundPhotos(tmp_path)


def test_captions_read_like_sentences() -> None:
    assert phrase_for("apple") == "an apple"
    assert phrase_for("apple", "blue") == "a blue apple"
    assert phrase_for("umbrella") == "an umbrella"
    assert phrase_for("french fries") == "french fries"
    assert phrase_for("car", "orange") == "an orange car"
    assert scene_caption(["a cat", "a dog", "a car"], "grass") == "a cat, a dog and a car on grass"
    assert scene_caption([], "night") == "a night"
