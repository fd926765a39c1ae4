"""The distance of pictures by their features: nothing for equal ones, and the more the less they look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from PIL import Image
from scipy import ndimage

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.errors import ModelUnavailable
from lredit_core.evaluation.perceptual_distance import LEAST_PX, LONGEST_PX, PerceptualDistance
from lredit_core.geometry import Box
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@pytest.fixture(scope="module")
def distance() -> PerceptualDistance:
    return PerceptualDistance.of_bundle(BUILTIN_BUNDLE)


@pytest.fixture(scope="module")
def cat() -> NDArray[np.uint8]:
    with Image.open(resource_path("samples") / "cat_photo.jpg") as picture:
        return np.asarray(picture.convert("RGB"))[:240, :320]


class Stages:
    """A trunk of two stages; notes the sizes that it is given."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, ...]] = []

    def stages(self, pictures: torch.Tensor) -> tuple[torch.Tensor, ...]:
        self.seen.append(tuple(pictures.shape[2:]))
        return pictures[:, :2], torch.ones(len(pictures), 5, 1, 1)


def test_equal_pictures_have_no_distance_and_the_order_does_not_matter(
    distance: PerceptualDistance, cat: NDArray[np.uint8]
) -> None:
    mirrored = np.ascontiguousarray(cat[:, ::-1])
    assert distance.between(cat, cat) == pytest.approx(0.0, abs=1e-6)
    assert distance.between(cat, mirrored) == pytest.approx(distance.between(mirrored, cat), rel=1e-5)
    assert 0.1 < distance.between(cat, mirrored) < 4


def test_it_grows_with_blur_and_with_noise(distance: PerceptualDistance, cat: NDArray[np.uint8]) -> None:
    blurred = [np.asarray(ndimage.gaussian_filter(cat, (sigma, sigma, 0))) for sigma in (1, 2, 5)]
    noise = np.random.default_rng(0).normal(size=cat.shape)
    noisy = [np.clip(cat + strength * noise, 0, 255).astype(np.uint8) for strength in (5, 15, 40)]
    for worse in (blurred, noisy):
        distances = [distance.between(cat, other) for other in worse]
        assert distances == sorted(distances)
        assert distances[0] > 0.005 and distances[2] > 2 * distances[0]


def test_a_small_shift_looks_more_alike_than_a_blur_of_the_same_error(
    distance: PerceptualDistance, cat: NDArray[np.uint8]
) -> None:
    shifted = np.roll(cat, 1, axis=1)
    error = float(((shifted.astype(float) - cat) ** 2).mean())
    blurs = (np.asarray(ndimage.gaussian_filter(cat, (sigma, sigma, 0))) for sigma in np.arange(0.5, 8, 0.25))
    blurred = next(other for other in blurs if float(((other.astype(float) - cat) ** 2).mean()) >= error)
    assert distance.between(cat, shifted) < distance.between(cat, blurred)


def test_stages_and_places_count_alike_at_unit_length() -> None:
    one, other = np.zeros((64, 64, 3), np.uint8), np.zeros((64, 64, 3), np.uint8)
    one[..., 0], other[..., 0] = 200, 40  # the same direction: brightness alone is no difference
    assert PerceptualDistance(Stages()).between(one, other) == pytest.approx(0.0, abs=1e-9)
    other[:, :16] = (0, 90, 0)  # at a right angle on a quarter of the first stage: 2 * 1/4, halved by the second stage
    assert PerceptualDistance(Stages()).between(one, other) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("shape", "seen"),
    [((100, 200), (100, 200)), ((1024, 512), (512, 256)), ((16, 32), (64, 128)), ((2, 900), (64, LONGEST_PX))],
)
def test_pictures_are_seen_at_a_size_the_trunk_is_good_for(shape: tuple[int, int], seen: tuple[int, int]) -> None:
    trunk = Stages()
    black = np.zeros((*shape, 3), np.uint8)
    PerceptualDistance(trunk).between(black, black)
    assert trunk.seen == [seen]
    assert min(seen) >= LEAST_PX


def test_only_the_place_and_a_quarter_around_it_is_compared() -> None:
    trunk = Stages()
    one = np.full((300, 400, 3), 90, np.uint8)
    other = one.copy()
    other[200:, 300:] = (0, 90, 0)
    assert PerceptualDistance(trunk).around(one, other, Box(100, 60, 180, 140)) == pytest.approx(0.0, abs=1e-6)
    assert trunk.seen == [(120, 120)]  # 80 and a quarter of it on each side
    assert PerceptualDistance(trunk).around(one, other, Box(280, 180, 400, 300)) > 0.1
    assert trunk.seen[-1] == (150, 150)  # as far as the picture goes


def test_pictures_of_different_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="of one size"):
        PerceptualDistance(Stages()).between(np.zeros((8, 8, 3), np.uint8), np.zeros((8, 9, 3), np.uint8))


def test_a_bundle_without_an_eye_is_refused(tiny_folder: Path) -> None:
    with pytest.raises(ModelUnavailable, match="no eye for photographs"):
        PerceptualDistance.of_bundle(str(tiny_folder))
