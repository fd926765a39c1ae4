"""The judge: a tiny training, and the one that ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from lredit_core.errors import ModelUnavailable
from lredit_core.evaluation.judge import Judge, clean_renderings, seen_by_judge
from lredit_core.geometry import Box
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker
from lredit_core.training.judge import JudgeConfig, JudgeTrainer, ThingPictures, export
from lredit_core.training.loop import train

pytestmark = pytest.mark.slow

torch.set_num_threads(1)  # tiny models: more threads only wait for each other
CONFIG = JudgeConfig(4, batch=6, warmup_steps=1, architecture="test_resnet", image_px=32)


@pytest.fixture(scope="module")
def library() -> ArtLibrary:
    return ArtLibrary("resources/art")


@pytest.fixture(scope="module")
def pictures(library: ArtLibrary) -> ThingPictures:
    return ThingPictures(library, BackgroundPhotos("resources/backgrounds"), variants_a_place=1)


@pytest.fixture(scope="module")
def shipped() -> Judge:
    return Judge()


def _same_weights(first: torch.nn.Module, second: torch.nn.Module) -> bool:
    left, right = first.state_dict(), second.state_dict()
    return all(torch.equal(left[key], right[key]) for key in left)


def test_pictures_follow_from_the_random_numbers_and_show_the_thing(pictures: ThingPictures) -> None:
    things = np.arange(8)
    first = pictures.batch(things, np.random.default_rng(3), side_px=48)
    again = pictures.batch(things, np.random.default_rng(3), side_px=48)
    assert first.shape == (8, 3, 48, 48)
    assert torch.equal(first, again)
    assert first.min() >= 0
    assert first.max() <= 1


def test_the_loss_falls_on_pictures_seen_again(pictures: ThingPictures) -> None:
    trainer = JudgeTrainer(CONFIG, pictures)
    first = trainer.step(1)["loss"]
    assert [trainer.step(1)["loss"] for _ in range(10)][-1] < first - 0.5


def test_a_stopped_training_goes_on_bit_for_bit_and_loads_as_a_judge(pictures: ThingPictures, tmp_path: Path) -> None:
    whole, stopped, resumed = (JudgeTrainer(CONFIG, pictures) for _ in range(3))
    train(whole, tmp_path / "whole")
    train(stopped, tmp_path / "parts", should_stop=iter([False, False, True]).__next__)
    train(resumed, tmp_path / "parts")
    assert _same_weights(whole.average, resumed.average)
    export(whole, tmp_path / "out")
    judge = Judge(tmp_path / "out")
    assert judge.names == pictures.names
    crops = [np.full((20, 30, 3), 90, np.uint8), np.full((80, 50, 3), 200, np.uint8)]
    probabilities = judge.probabilities(crops)
    assert probabilities.shape == (2, len(pictures.names))
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    assert (np.sort(judge.classify(crops), axis=1) == np.arange(len(pictures.names))).all()


def test_a_folder_without_a_judge_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="lredit train judge"):
        Judge(tmp_path)


def test_the_shipped_judge_names_clean_drawings(shipped: Judge, library: ArtLibrary) -> None:
    assert shipped.names == library.names
    crops, names = clean_renderings(SceneMaker(library))
    assert shipped.top1(crops[::10], names[::10]) > 0.95
    assert shipped.top(crops[::10], names[::10], count=5) > 0.98


def test_the_shipped_judge_names_things_in_scenes(shipped: Judge, library: ArtLibrary) -> None:
    maker = SceneMaker(library, BackgroundPhotos("resources/backgrounds"))
    scenes = [maker.make(60_000_000 + seed, things=(1, 1), sides=(0.3, 0.6)) for seed in range(40)]
    crops = [seen_by_judge(scene.pixels, scene.objects[0].box) for scene in scenes]
    assert shipped.top1(crops, [scene.objects[0].name for scene in scenes]) > 0.9


def test_the_shipped_judge_is_small_and_free_of_pickles() -> None:
    files = list(Path("resources/judge").iterdir())
    assert {path.suffix for path in files} == {".json", ".safetensors"}
    assert sum(path.stat().st_size for path in files) < 6e6


def test_the_judge_sees_the_box_and_a_little_more() -> None:
    pixels = np.zeros((40, 60, 3), np.uint8)
    assert seen_by_judge(pixels, Box(10, 10, 30, 20)).shape == (22, 22, 3)
    assert seen_by_judge(pixels, Box(0, 0, 60, 40)).shape == (40, 60, 3)
