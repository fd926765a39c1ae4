"""Changing what is there: the word's colour, the thing's own light, and nothing dragged over its border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from scipy.stats import spearmanr

from lredit_core.editors.adjusting import adjusted, default_strength
from lredit_core.editors.recolouring import wanted_lab
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.oklab import from_oklab, to_oklab
from lredit_core.prompt.adjustment import COLOURS, Adjustment, AdjustmentKind, Tone

if TYPE_CHECKING:
    from numpy.typing import NDArray

GREYS = ("white", "grey", "black")
HUES = tuple(colour for colour in COLOURS if colour not in GREYS)


def colour_of(name: str, tone: Tone = Tone.PLAIN) -> Adjustment:
    return Adjustment(AdjustmentKind.COLOUR, name, tone)


def ball(
    *, hue_degrees: float = 30.0, chroma: float = 0.14, light: float = 0.55, dtype: str = "uint8"
) -> tuple[NDArray[np.uint16] | NDArray[np.uint8], NDArray[np.uint8]]:
    """(120, 160, 3) sRGB and its mask: a shaded ball with a white highlight and grain, on a grey ground."""
    rows, columns = np.mgrid[:120, :160].astype(np.float32)
    away = np.hypot(rows - 60, columns - 80) / 45
    shade = np.clip(1.15 - 0.45 * np.hypot(rows - 45, columns - 68) / 45, 0.25, 1.2)
    grain = np.random.default_rng(3).normal(0, 0.012, shade.shape)
    lab = np.zeros((120, 160, 3), np.float32)
    lab[..., 0] = 0.62 + grain
    inside = away <= 1
    shine = np.hypot(rows - 40, columns - 64) < 4
    lab[inside, 0] = np.clip(light * shade + grain, 0.02, 0.99)[inside]
    angle = np.radians(hue_degrees)
    lab[inside, 1] = (chroma * shade * np.cos(angle))[inside]
    lab[inside, 2] = (chroma * shade * np.sin(angle))[inside]
    lab[shine] = (0.985, 0.0, 0.0)
    return from_oklab(lab, np.dtype(dtype)), np.where(inside, 255, 0).astype(np.uint8)


def mean_hue(lab: NDArray[np.float32]) -> float:
    """In degrees."""
    return float(np.degrees(np.arctan2(lab[:, 2].mean(), lab[:, 1].mean())))


def turned(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


@pytest.mark.parametrize("colour", HUES)
@pytest.mark.parametrize(("chroma", "light"), [(0.14, 0.55), (0.0, 0.9), (0.0, 0.25)])
def test_the_hue_becomes_the_words_and_the_shading_stays(colour: str, chroma: float, light: float) -> None:
    pixels, mask = ball(chroma=chroma, light=light)
    before, after = to_oklab(pixels)[mask > 0], to_oklab(adjusted(pixels, colour_of(colour), mask=mask))[mask > 0]
    _light, wanted_chroma, hue = wanted_lab(colour, Tone.PLAIN)
    assert turned(mean_hue(after), np.degrees(hue)) < 6
    assert 0.35 * wanted_chroma < float(np.median(np.hypot(after[:, 1], after[:, 2]))) < 1.4 * wanted_chroma
    assert spearmanr(before[:, 0], after[:, 0]).statistic > 0.97


@pytest.mark.parametrize("colour", GREYS)
@pytest.mark.parametrize(("chroma", "light"), [(0.14, 0.55), (0.0, 0.9), (0.0, 0.25)])
def test_shades_of_grey_take_the_colour_and_move_the_light(colour: str, chroma: float, light: float) -> None:
    pixels, mask = ball(chroma=chroma, light=light)
    before, after = to_oklab(pixels)[mask > 0], to_oklab(adjusted(pixels, colour_of(colour), mask=mask))[mask > 0]
    wanted = wanted_lab(colour, Tone.PLAIN)[0]
    assert float(np.median(np.hypot(after[:, 1], after[:, 2]))) < 0.02
    assert abs(np.median(after[:, 0]) - wanted) < 0.3 * abs(np.median(before[:, 0]) - wanted) + 0.03
    assert spearmanr(before[:, 0], after[:, 0]).statistic > 0.97


def test_a_white_highlight_stays_white_and_a_dark_fold_dark() -> None:
    pixels, mask = ball()
    pixels[70:90, 78:82] = (16, 15, 15)
    after = to_oklab(adjusted(pixels, colour_of("blue"), mask=mask))
    assert after[40, 64, 0] > 0.93
    assert np.hypot(*after[40, 64, 1:]) < 0.03
    assert after[80, 80, 0] < 0.3


def test_parts_without_colour_keep_what_they_are_on_a_thing_that_has_one() -> None:
    pixels, mask = ball()
    pixels[55:70, 75:90] = (40, 40, 40)
    pixels[75:80, 75:90] = (240, 240, 240)
    for colour, rows, level in (("yellow", slice(60, 65), 40), ("dark blue", slice(76, 79), 240)):
        tone, _space, name = colour.rpartition(" ")
        after = adjusted(pixels, colour_of(name, Tone(tone)), mask=mask)
        assert np.abs(after[rows, 80:85].astype(int) - level).max() <= 2, colour


@pytest.mark.parametrize("colour", ["red", "blue", "brown"])
def test_light_is_lighter_and_dark_is_darker_than_the_plain_word(colour: str) -> None:
    pixels, mask = ball()
    light, plain, dark = (
        float(to_oklab(adjusted(pixels, colour_of(colour, tone), mask=mask))[mask > 0][:, 0].mean())
        for tone in (Tone.LIGHT, Tone.PLAIN, Tone.DARK)
    )
    assert light > plain + 0.08
    assert dark < plain - 0.08


@pytest.mark.parametrize(
    ("kind", "is_right"),
    [
        (AdjustmentKind.LIGHTER, lambda before, after: after[0] > before[0] + 0.1),
        (AdjustmentKind.DARKER, lambda before, after: after[0] < before[0] - 0.1),
        (AdjustmentKind.MORE_SATURATED, lambda before, after: np.hypot(*after[1:]) > 1.25 * np.hypot(*before[1:])),
        (AdjustmentKind.LESS_SATURATED, lambda before, after: np.hypot(*after[1:]) < 0.4 * np.hypot(*before[1:])),
        (AdjustmentKind.WARMER, lambda before, after: after[2] > before[2] + 0.02),
        (AdjustmentKind.COOLER, lambda before, after: after[2] < before[2] - 0.02),
        (AdjustmentKind.BLACK_AND_WHITE, lambda _before, after: np.hypot(*after[1:]) < 0.002),
        (AdjustmentKind.SEPIA, lambda _before, after: 0.03 < after[2] < 0.09),
    ],
)
def test_each_kind_moves_what_it_names(kind: AdjustmentKind, is_right: object) -> None:
    pixels, mask = ball(hue_degrees=140, chroma=0.06)
    before = to_oklab(pixels)[mask > 0].mean(axis=0)
    after = to_oklab(adjusted(pixels, Adjustment(kind), mask=mask))[mask > 0].mean(axis=0)
    assert callable(is_right) and is_right(before, after)


def test_contrast_spreads_lightness_around_the_usual_one_and_draws_it_together() -> None:
    ramp = np.repeat(np.linspace(40, 215, 256).astype(np.uint8)[None, :, None], 3, axis=2).repeat(8, axis=0)
    mask = np.full(ramp.shape[:2], 255, np.uint8)
    before = to_oklab(ramp)[0, :, 0]
    richer, flatter = (
        to_oklab(adjusted(ramp, Adjustment(kind), mask=mask))[0, :, 0]
        for kind in (AdjustmentKind.MORE_CONTRAST, AdjustmentKind.LESS_CONTRAST)
    )
    assert np.ptp(richer) > 1.2 * np.ptp(before) > 2.2 * np.ptp(flatter)
    assert abs(np.median(richer) - np.median(before)) < 0.02
    assert abs(np.median(flatter) - np.median(before)) < 0.02
    assert (np.diff(richer) >= -1e-3).all() and (np.diff(flatter) >= -1e-3).all()


def test_light_leaves_black_and_white_alone_and_never_turns_the_order_round() -> None:
    ramp = np.repeat(np.linspace(0, 65535, 400).astype(np.uint16)[None, :, None], 3, axis=2).repeat(4, axis=0)
    mask = np.full(ramp.shape[:2], 255, np.uint8)
    for kind in (AdjustmentKind.LIGHTER, AdjustmentKind.DARKER):
        after = adjusted(ramp, Adjustment(kind), mask=mask)
        values = after[0, :, 1].astype(int)
        assert (np.diff(values) >= 0).all()
        assert values[0] == 0 and values[-1] == 65535


@pytest.mark.parametrize("kind", list(AdjustmentKind))
def test_sixteen_bits_stay_sixteen_bits_and_alpha_stays(kind: AdjustmentKind) -> None:
    rows = np.linspace(20000, 21000, 256).astype(np.uint16)
    pixels = np.stack([rows, rows // 2, rows // 3, rows], axis=1)[None].repeat(64, axis=0)
    mask = np.full(pixels.shape[:2], 255, np.uint8)
    after = adjusted(pixels, Adjustment(kind, "blue" if kind is AdjustmentKind.COLOUR else ""), mask=mask)
    assert after.dtype == np.uint16 and after.shape == pixels.shape
    assert np.array_equal(after[..., 3], pixels[..., 3])
    assert np.unique(after[..., 1]).size > 60  # eight bits would leave four


def edge(size: int = 200) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A grainy red thing on a grainy blue ground, side by side, and the thing's mask."""
    grain = np.random.default_rng(0).integers(-40, 40, (size, size, 1))
    pixels = np.full((size, size, 3), (30, 60, 190))
    pixels[:, : size // 2] = (200, 40, 30)
    mask = np.zeros((size, size), np.uint8)
    mask[:, : size // 2] = 255
    return np.clip(pixels + grain, 0, 255).astype(np.uint8), mask


@pytest.mark.parametrize("factor", [1, 6])
def test_a_blur_smooths_and_drags_no_colour_over_the_border(factor: int) -> None:
    pixels, mask = (
        np.kron(values, np.ones((factor, factor, *(1,) * (values.ndim - 2)), np.uint8)) for values in edge()
    )
    blurred = adjusted(pixels, Adjustment(AdjustmentKind.BLURRED), mask=mask)
    ground = adjusted(pixels, Adjustment(AdjustmentKind.BLURRED), mask=255 - mask)
    inside, outside = blurred[mask > 0].astype(float), ground[mask == 0].astype(float)
    assert inside[:, 0].std() < 0.5 * pixels[mask > 0][:, 0].std()
    assert inside[:, 2].max() < 90 and inside[:, 0].min() > 150
    assert outside[:, 0].max() < 90 and outside[:, 2].min() > 140
    plain = cv2.GaussianBlur(pixels, (0, 0), 5.0 * factor)
    assert plain[mask == 0][:, 0].max() > 100  # what a blur that knows no mask does


def test_sharper_brings_detail_out_and_leaves_grain_and_halos_alone() -> None:
    rows = np.mgrid[:160, :160][1].astype(np.float32)
    soft = 128 + 50 * np.tanh(np.sin(rows / 9) * 2)
    pixels = np.repeat(cv2.GaussianBlur(soft, (0, 0), 1.5)[..., None], 3, axis=2)
    pixels = np.clip(pixels + np.random.default_rng(0).normal(0, 0.5, (160, 160, 1)), 0, 255).astype(np.uint8)
    mask = np.full((160, 160), 255, np.uint8)
    after = adjusted(pixels, Adjustment(AdjustmentKind.SHARPER), mask=mask)
    steps = [float(np.abs(np.diff(values[..., 0].astype(float), axis=1)).max()) for values in (pixels, after)]
    assert steps[1] > 1.15 * steps[0]
    assert after.max() <= pixels.max() + 8 and after.min() >= pixels.min() - 8
    flat = np.random.default_rng(1).normal(128, 0.6, (80, 80, 1)).round().astype(np.uint8).repeat(3, axis=2)
    still = adjusted(flat, Adjustment(AdjustmentKind.SHARPER), mask=np.full((80, 80), 255, np.uint8))
    assert still.astype(float).std() < 1.5 * flat.astype(float).std()


def test_the_picture_given_is_left_as_it_is_and_the_result_is_the_same_each_time() -> None:
    pixels, mask = ball()
    kept = pixels.copy()
    one = adjusted(pixels, colour_of("purple"), mask=mask)
    assert np.array_equal(pixels, kept)
    assert np.array_equal(one, adjusted(pixels, colour_of("purple"), mask=mask))


def test_strengths_are_opacities_and_shades_of_grey_are_whole() -> None:
    for kind in AdjustmentKind:
        assert 0.5 <= default_strength(Adjustment(kind, "red" if kind is AdjustmentKind.COLOUR else "")) <= 1.0
    assert default_strength(colour_of("white")) == 1.0 > default_strength(colour_of("red"))


def test_what_cannot_be_changed_is_said() -> None:
    pixels, mask = ball()
    with pytest.raises(InvalidRequest, match="one size"):
        adjusted(pixels, colour_of("red"), mask=mask[1:])
    with pytest.raises(InvalidRequest, match="empty"):
        adjusted(pixels, colour_of("red"), mask=np.zeros_like(mask))
    with pytest.raises(InvalidRequest, match='no colour "mauve"'):
        adjusted(pixels, colour_of("mauve"), mask=mask)
