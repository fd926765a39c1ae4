"""OKLab: published values, round trips at both depths, and colours that sRGB lacks."""

from __future__ import annotations

import numpy as np
import pytest

from lredit_core.pictures.oklab import from_oklab, oklab_of, to_oklab


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((255, 255, 255), (1.0, 0.0, 0.0)),
        ((255, 0, 0), (0.62796, 0.22486, 0.12585)),
        ((0, 255, 0), (0.86644, -0.23389, 0.17950)),
        ((0, 0, 255), (0.45201, -0.03246, -0.31153)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
    ],
)
def test_primaries_lie_where_they_are_published(
    colour: tuple[int, int, int], expected: tuple[float, float, float]
) -> None:
    assert oklab_of(colour) == pytest.approx(expected, abs=2e-4)


def test_eight_bits_come_back_exactly_and_sixteen_within_two_levels() -> None:
    rng = np.random.default_rng(1)
    eight = rng.integers(0, 256, (60, 70, 3), dtype=np.uint8)
    assert np.array_equal(from_oklab(to_oklab(eight), np.uint8), eight)
    sixteen = rng.integers(0, 65536, (60, 70, 3), dtype=np.uint16)
    back = from_oklab(to_oklab(sixteen), np.uint16)
    assert back.dtype == np.uint16
    assert np.abs(back.astype(np.int64) - sixteen).max() <= 2


def test_alpha_is_left_out() -> None:
    pixels = np.full((3, 4, 4), 90, np.uint8)
    assert to_oklab(pixels).shape == (3, 4, 3)


def test_a_colour_that_srgb_lacks_keeps_its_lightness_and_hue() -> None:
    angles = np.radians(np.arange(0, 360, 5, dtype=np.float32))
    lab = np.stack([np.full_like(angles, 0.6), 0.4 * np.cos(angles), 0.4 * np.sin(angles)], axis=1)[None]
    back = to_oklab(from_oklab(lab.astype(np.float32), np.uint16))
    assert np.abs(back[..., 0] - 0.6).max() < 0.005
    turned = np.arctan2(back[..., 2], back[..., 1]) - np.arctan2(lab[..., 2], lab[..., 1])
    assert np.abs(np.degrees(np.arctan2(np.sin(turned), np.cos(turned)))).max() < 1.0
    assert np.hypot(back[..., 1], back[..., 2]).min() > 0.09
