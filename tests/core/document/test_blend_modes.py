"""The sixteen modes against the W3C's formulas written down in exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lredit_core.document.blend_modes import BlendMode, mixed

if TYPE_CHECKING:
    from collections.abc import Callable

Colour = tuple[Fraction, Fraction, Fraction]
ONE, HALF = Fraction(1), Fraction(1, 2)
TOPS = (255, 65535)
NON_SEPARABLE = (BlendMode.HUE, BlendMode.SATURATION, BlendMode.COLOR, BlendMode.LUMINOSITY)


def hard_light(cb: Fraction, cs: Fraction) -> Fraction:
    if cs <= HALF:
        return cb * (2 * cs)
    return cb + (2 * cs - 1) - cb * (2 * cs - 1)


def color_dodge(cb: Fraction, cs: Fraction) -> Fraction:
    if cb == 0:
        return Fraction(0)
    return ONE if cs == 1 else min(ONE, cb / (1 - cs))


def color_burn(cb: Fraction, cs: Fraction) -> Fraction:
    if cb == 1:
        return ONE
    return Fraction(0) if cs == 0 else 1 - min(ONE, (1 - cb) / cs)


def root(value: Fraction) -> Fraction:
    """To about 1e-40, exact where it is a fraction."""
    digits = 10**40
    return Fraction(math.isqrt(value.numerator * value.denominator * digits**2), value.denominator * digits)


def soft_light(cb: Fraction, cs: Fraction) -> Fraction:
    if cs <= HALF:
        return cb - (1 - 2 * cs) * cb * (1 - cb)
    bent = ((16 * cb - 12) * cb + 4) * cb if cb <= Fraction(1, 4) else root(cb)
    return cb + (2 * cs - 1) * (bent - cb)


SEPARABLE: dict[BlendMode, Callable[[Fraction, Fraction], Fraction]] = {
    BlendMode.NORMAL: lambda _cb, cs: cs,
    BlendMode.MULTIPLY: lambda cb, cs: cb * cs,
    BlendMode.SCREEN: lambda cb, cs: cb + cs - cb * cs,
    BlendMode.OVERLAY: lambda cb, cs: hard_light(cs, cb),
    BlendMode.DARKEN: min,
    BlendMode.LIGHTEN: max,
    BlendMode.COLOR_DODGE: color_dodge,
    BlendMode.COLOR_BURN: color_burn,
    BlendMode.HARD_LIGHT: hard_light,
    BlendMode.SOFT_LIGHT: soft_light,
    BlendMode.DIFFERENCE: lambda cb, cs: abs(cb - cs),
    BlendMode.EXCLUSION: lambda cb, cs: cb + cs - 2 * cb * cs,
}


def lum(colour: Colour) -> Fraction:
    return (30 * colour[0] + 59 * colour[1] + 11 * colour[2]) / 100


def clipped(colour: Colour) -> Colour:
    light, low, high = lum(colour), min(colour), max(colour)
    if low < 0:
        colour = tuple(light + (c - light) * light / (light - low) for c in colour)  # type: ignore[assignment]
    if high > 1:
        colour = tuple(light + (c - light) * (1 - light) / (high - light) for c in colour)  # type: ignore[assignment]
    return colour


def set_lum(colour: Colour, light: Fraction) -> Colour:
    d = light - lum(colour)
    return clipped((colour[0] + d, colour[1] + d, colour[2] + d))


def sat(colour: Colour) -> Fraction:
    return max(colour) - min(colour)


def set_sat(colour: Colour, s: Fraction) -> Colour:
    low, spread = min(colour), sat(colour)
    if spread == 0:
        return (Fraction(0),) * 3
    return tuple((c - low) * s / spread for c in colour)  # type: ignore[return-value]


def blended(mode: BlendMode, cb: Colour, cs: Colour) -> Colour:
    if mode is BlendMode.HUE:
        return set_lum(set_sat(cs, sat(cb)), lum(cb))
    if mode is BlendMode.SATURATION:
        return set_lum(set_sat(cb, sat(cs)), lum(cb))
    if mode is BlendMode.COLOR:
        return set_lum(cs, lum(cb))
    if mode is BlendMode.LUMINOSITY:
        return set_lum(cb, lum(cs))
    return tuple(SEPARABLE[mode](b, s) for b, s in zip(cb, cs, strict=True))  # type: ignore[return-value]


def rounded(value: Fraction, top: int) -> int:
    return math.floor(value * top + HALF)


def ours(mode: BlendMode, under: list[tuple[int, ...]], over: list[tuple[int, ...]], top: int) -> Any:
    return mixed(np.array(under, np.uint32), np.array(over, np.uint32), mode, top)


def test_there_are_the_sixteen_of_the_specification() -> None:
    assert len(BlendMode) == 16 and set(SEPARABLE) | set(NON_SEPARABLE) == set(BlendMode)


@pytest.mark.parametrize("mode", list(SEPARABLE))
def test_every_pair_of_8_bit_values_is_the_formula_rounded(mode: BlendMode) -> None:
    formula = SEPARABLE[mode]
    under, over = np.meshgrid(np.arange(256, dtype=np.uint32), np.arange(256, dtype=np.uint32), indexing="ij")
    result = mixed(np.repeat(under[..., None], 3, 2), np.repeat(over[..., None], 3, 2), mode, 255)
    shares = [Fraction(value, 255) for value in range(256)]
    expected = np.array([[rounded(formula(cb, cs), 255) for cs in shares] for cb in shares])
    assert np.array_equal(result[..., 0], expected) and np.array_equal(result[..., 2], expected)


def values(top: int) -> st.SearchStrategy[int]:
    """Whole numbers, often those where formulas change."""
    edges = (0, 1, top // 4, top // 4 + 1, top // 2, top // 2 + 1, top - 1, top)
    return st.one_of(st.sampled_from(edges), st.integers(0, top))


@settings(max_examples=60, deadline=None)
@given(data=st.data(), top=st.sampled_from(TOPS))
@pytest.mark.parametrize("mode", list(BlendMode))
def test_any_colours_at_any_depth_blend_as_the_formula_says(mode: BlendMode, data: st.DataObject, top: int) -> None:
    colours = st.tuples(values(top), values(top), values(top))
    under = data.draw(st.lists(colours, min_size=4, max_size=4))
    over = data.draw(st.lists(colours, min_size=4, max_size=4))
    result = ours(mode, under, over, top)
    for mine, b, s in zip(result, under, over, strict=True):
        exact = blended(mode, tuple(Fraction(c, top) for c in b), tuple(Fraction(c, top) for c in s))  # type: ignore[arg-type]
        assert [int(value) for value in mine] == [rounded(value, top) for value in exact]


@pytest.mark.parametrize("top", TOPS)
@pytest.mark.parametrize("mode", NON_SEPARABLE)
def test_many_colours_meet_as_the_formula_says(mode: BlendMode, top: int) -> None:
    rng = np.random.default_rng(3)
    under, over = rng.integers(0, top + 1, (2, 400, 3))
    under[:100], over[50:150] = under[:100, :1], over[50:150, :1]  # greys among them
    result = ours(mode, under.tolist(), over.tolist(), top)
    for mine, b, s in zip(result, under.tolist(), over.tolist(), strict=True):
        exact = blended(mode, tuple(Fraction(c, top) for c in b), tuple(Fraction(c, top) for c in s))  # type: ignore[arg-type]
        assert [int(value) for value in mine] == [rounded(value, top) for value in exact]
