"""What is left of a background: PSNR, SSIM as others compute it, and only outside of the region."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage
from skimage.metrics import structural_similarity

from lredit_core.evaluation.background import HIGHEST_PSNR_DB, background_kept, psnr_db, with_margin
from lredit_core.evaluation.structural_similarity import similarity_map
from lredit_core.geometry import Box, Size

_LUMA = np.array([0.299, 0.587, 0.114])


def picture(seed: int = 0) -> np.ndarray:
    rough = np.random.default_rng(seed).integers(0, 256, (60, 80, 3)).astype(float)
    return ndimage.gaussian_filter(rough, (2, 2, 0)).round().astype(np.uint8)


def noisy(pixels: np.ndarray, strength: float = 12) -> np.ndarray:
    noise = np.random.default_rng(9).normal(size=pixels.shape)
    return np.clip(pixels + strength * noise, 0, 255).astype(np.uint8)


def test_ssim_is_what_others_compute() -> None:
    one, other = picture(), noisy(picture())
    _mean, reference = structural_similarity(
        one @ _LUMA,
        other @ _LUMA,
        data_range=255,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        full=True,
    )
    np.testing.assert_allclose(similarity_map(one, other), reference, atol=2e-3)
    np.testing.assert_allclose(similarity_map(one, one), 1.0, atol=1e-4)
    with pytest.raises(ValueError, match="one size"):
        similarity_map(one, other[:-1])


def test_psnr_by_hand_and_of_equal_pixels() -> None:
    flat = np.full((4, 4, 3), 100, np.uint8)
    assert psnr_db(flat, flat) == HIGHEST_PSNR_DB
    assert psnr_db(flat, flat + 5) == pytest.approx(20 * np.log10(255 / 5))


class Distances:
    """Notes what it is asked to compare."""

    def __init__(self) -> None:
        self.asked: list[tuple[np.ndarray, np.ndarray]] = []

    def between(self, one: np.ndarray, other: np.ndarray) -> float:
        self.asked.append((one, other))
        return float(np.abs(one.astype(float) - other).mean())


def test_what_changes_inside_of_the_region_counts_for_nothing() -> None:
    before, distance, region = picture(), Distances(), Box(20, 10, 50, 40)
    after = before.copy()
    after[region.as_slices()] = 255 - after[region.as_slices()]
    kept = background_kept(before, after, [region], distance)
    assert kept is not None
    assert (kept.psnr_db, kept.distance) == (HIGHEST_PSNR_DB, 0.0) and kept.ssim == pytest.approx(1.0, abs=1e-4)
    np.testing.assert_array_equal(distance.asked[0][1], before)


def test_what_changes_outside_counts_and_two_regions_are_one() -> None:
    before = picture()
    after = noisy(before)
    kept = background_kept(before, after, [Box(0, 0, 40, 60), Box(30, 0, 60, 60)])
    assert kept is not None and kept.distance is None
    assert kept.psnr_db == pytest.approx(psnr_db(before[:, 60:], after[:, 60:]))
    assert 0 < kept.ssim < 0.98
    assert background_kept(before, after, [Box(-5, -5, 90, 90)]) is None
    assert background_kept(before, after, [Box(-50, 0, -20, 60)]) == background_kept(before, after, [Box(90, 0, 99, 9)])
    with pytest.raises(ValueError, match="one size"):
        background_kept(before, after[1:], [])


def test_a_known_box_is_grown_by_a_tenth_within_the_picture() -> None:
    assert with_margin(Box(20, 20, 40, 60), Size(100, 61)) == Box(19, 18, 41, 61)
