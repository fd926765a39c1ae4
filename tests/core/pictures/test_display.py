"""Pictures as a screen shows them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageCms

from lredit_core.pictures.display import Display, dithered
from lredit_core.pictures.icc_profiles import in_profile, srgb_profile
from lredit_core.pictures.image import PixelBuffer
from tests.core.pictures.test_export_settings import wide_gamut_profile


def ramp(*, channels: int = 3) -> np.ndarray:
    """Sixteen bit that rise by less than a level of eight from column to column."""
    values = np.linspace(20_000, 22_000, 512).astype(np.uint16)
    return np.ascontiguousarray(np.broadcast_to(values[None, :, None], (64, 512, channels)))


def test_sixteen_bit_are_shown_as_the_mean_of_two_levels() -> None:
    pixels = ramp()
    shown = Display().shown(PixelBuffer(pixels))
    assert shown.dtype == np.uint8
    assert np.abs(shown.astype(float) - pixels / 257.0).max() < 1.0
    means = shown.reshape(8, 8, 64, 8, 3).mean(axis=(1, 3))
    assert np.abs(means - (pixels / 257.0).reshape(8, 8, 64, 8, 3).mean(axis=(1, 3))).max() < 0.08  # no steps


def test_what_is_a_level_exactly_stays_it() -> None:
    levels = np.arange(256, dtype=np.uint16).reshape(16, 16, 1).repeat(3, axis=2) * np.uint16(257)
    assert np.array_equal(Display().shown(PixelBuffer(levels)), levels // 257)


def test_a_tile_is_shown_as_in_the_whole() -> None:
    pixels = np.random.default_rng(3).integers(0, 65536, (96, 80, 4)).astype(np.uint16)
    whole = Display().shown(PixelBuffer(pixels))
    part = Display().shown(PixelBuffer(np.ascontiguousarray(pixels[32:80, 16:72])))
    assert np.array_equal(part, whole[32:80, 16:72])
    assert np.array_equal(dithered(pixels[40:50, :, :3], 40), whole[40:50, :, :3])


def test_colours_are_converted_from_the_pictures_profile_to_the_screens() -> None:
    pixels = np.random.default_rng(4).integers(0, 256, (40, 50, 3)).astype(np.uint8)
    wide = wide_gamut_profile()
    shown = Display(wide).shown(PixelBuffer(pixels))
    expected, _bits = in_profile(pixels, None, wide)
    assert np.abs(shown.astype(int) - expected).max() <= 2 and not np.array_equal(shown, pixels)
    assert np.array_equal(Display(wide).shown(PixelBuffer(pixels, icc_profile=wide)), pixels)
    assert np.array_equal(
        Display().shown(PixelBuffer(pixels, icc_profile=wide)), PixelBuffer(pixels, icc_profile=wide).to_srgb8()
    )
    assert np.abs(Display(srgb_profile()).shown(PixelBuffer(pixels)).astype(int) - pixels).max() <= 1


@pytest.mark.parametrize("profile", [b"no profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()])
def test_a_profile_that_cannot_be_followed_leaves_the_values(profile: bytes) -> None:
    pixels = np.random.default_rng(5).integers(0, 256, (8, 9, 4)).astype(np.uint8)
    assert np.array_equal(Display(profile).shown(PixelBuffer(pixels)), pixels)
