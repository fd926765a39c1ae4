"""How a layer's colours meet what lies below them: the sixteen modes of the W3C's Compositing and Blending Level 1.

Names and formulas are that specification's (sections 10.1 and 10.2), on values of the picture's own depth and encoding.
Every result is the formula's exact value rounded once, halves up: whole numbers where the formula is a fraction,
doubles where it takes a root.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

#: Shares of red, green and blue in luminosity, in hundredths (section 10.2).
LUMINOSITY = (30, 59, 11)


class BlendMode(Enum):
    """The values are the specification's names."""

    NORMAL = "normal"
    DARKEN = "darken"
    MULTIPLY = "multiply"
    COLOR_BURN = "color-burn"
    LIGHTEN = "lighten"
    SCREEN = "screen"
    COLOR_DODGE = "color-dodge"
    OVERLAY = "overlay"
    SOFT_LIGHT = "soft-light"
    HARD_LIGHT = "hard-light"
    DIFFERENCE = "difference"
    EXCLUSION = "exclusion"
    HUE = "hue"
    SATURATION = "saturation"
    COLOR = "color"
    LUMINOSITY = "luminosity"


def mixed(under: NDArray[Any], over: NDArray[Any], mode: BlendMode, top: int) -> NDArray[Any]:
    """B(Cb, Cs) of the specification.

    Args:
        under: (..., 3) unsigned integers of at least 32 bits in [0, top]: the backdrop's colours.
        over: of the same shape and type: the layer's colours.
        mode: how they meet.
        top: the largest value, 255 or 65535.

    Returns:
        colours of the same shape and type; `over` itself for the normal mode.
    """
    if mode is BlendMode.NORMAL:
        return over
    if mode in _NARROW:
        return np.asarray(_NARROW[mode](under, over, under.dtype.type(top)))
    backdrop, source = under.astype(np.int64), over.astype(np.int64)
    return np.asarray(_WIDE[mode](backdrop, source, top)).astype(under.dtype)


# One channel at a time. Products of two 16-bit values fit 32 bits, with what is added to round.


def _multiply(under: NDArray[Any], over: NDArray[Any], top: Any) -> NDArray[Any]:
    return np.asarray((under * over + top // under.dtype.type(2)) // top)


def _screen(under: NDArray[Any], over: NDArray[Any], top: Any) -> NDArray[Any]:
    return np.asarray(top - _multiply(top - under, top - over, top))


def _difference(under: NDArray[Any], over: NDArray[Any], _top: Any) -> NDArray[Any]:
    return np.asarray(np.maximum(under, over) - np.minimum(under, over))


def _ratio(numerator: NDArray[Any], denominator: NDArray[Any]) -> NDArray[Any]:
    """Rounded, halves up; both not negative, the denominator positive."""
    return np.asarray((2 * numerator + denominator) // (2 * denominator))


def _hard_light(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    dark = 2 * under * over
    light = top * top - 2 * (top - under) * (top - over)
    return _ratio(np.where(2 * over <= top, dark, light), np.asarray(top))


def _overlay(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    return _hard_light(over, under, top)


def _color_dodge(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    lit = np.minimum(_ratio(under * top, np.maximum(top - over, 1)), top)
    return np.where(under == 0, 0, np.where(over == top, top, lit))


def _color_burn(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    """1 - min(1, (1 - Cb) / Cs): halves of the whole go up, so those of the quotient go down."""
    safe = np.maximum(over, 1)
    quotient = np.minimum((2 * (top - under) * top + safe - 1) // (2 * safe), top)
    return np.where(under == top, top, np.where(over == 0, 0, top - quotient))


def _exclusion(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    return _ratio((under + over) * top - 2 * under * over, np.asarray(top))


def _soft_light(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    backdrop, source = under / top, over / top
    dark = backdrop - (1 - 2 * source) * backdrop * (1 - backdrop)
    bent = np.where(backdrop <= 0.25, ((16 * backdrop - 12) * backdrop + 4) * backdrop, np.sqrt(backdrop))
    light = backdrop + (2 * source - 1) * (bent - backdrop)
    return np.floor(np.where(2 * over <= top, dark, light) * top + 0.5).astype(np.int64)


# All three channels together. With c = C - min(C), l = Lum(c), d = max(c), the colour of saturation s and luminosity L
# is L + (c - l) s / d; where its least value would be below 0 it is L c / l, where its largest would be above the top
# it is L + (c - l)(top - L) / (d - l): SetSat, SetLum and ClipColor of the specification in one, rounded once.


def _set(colour: NDArray[Any], saturation: NDArray[Any], luminosity: NDArray[Any], top: int) -> NDArray[Any]:
    """A colour's hue with another saturation and luminosity; `luminosity` (and l) in hundredths."""
    above = colour - colour.min(axis=-1, keepdims=True)
    own, spread = _lum(above), above.max(axis=-1, keepdims=True)
    is_grey = spread == 0
    spread, own_safe, room = np.maximum(spread, 1), np.maximum(own, 1), np.maximum(100 * spread - own, 1)
    offset = 100 * above - own
    plain = _floor_half_up(luminosity * spread + offset * saturation, 100 * spread)
    low = _floor_half_up(luminosity * above, own_safe)
    high = _floor_half_up(luminosity * room + offset * (100 * top - luminosity), 100 * room)
    falls = luminosity * spread < own * saturation
    rises = (100 * top - luminosity) * spread < (100 * spread - own) * saturation
    result = np.where(falls, low, np.where(rises, high, plain))
    return np.where(is_grey, _floor_half_up(luminosity, np.asarray(100)), result)


def _floor_half_up(numerator: NDArray[Any], denominator: NDArray[Any]) -> NDArray[Any]:
    """As `_ratio`, for numerators of either sign."""
    return np.asarray(np.floor_divide(2 * numerator + denominator, 2 * denominator))


def _lum(colour: NDArray[Any]) -> NDArray[Any]:
    red, green, blue = LUMINOSITY
    return np.asarray(red * colour[..., :1] + green * colour[..., 1:2] + blue * colour[..., 2:3])


def _sat(colour: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(colour.max(axis=-1, keepdims=True) - colour.min(axis=-1, keepdims=True))


def _hue(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    return _set(over, _sat(under), _lum(under), top)


def _saturation(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    return _set(under, _sat(over), _lum(under), top)


def _color(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    return _set(over, _sat(over), _lum(under), top)


def _luminosity(under: NDArray[Any], over: NDArray[Any], top: int) -> NDArray[Any]:
    return _set(under, _sat(under), _lum(over), top)


_NARROW: dict[BlendMode, Callable[[NDArray[Any], NDArray[Any], Any], NDArray[Any]]] = {
    BlendMode.DARKEN: lambda under, over, _top: np.minimum(under, over),
    BlendMode.MULTIPLY: _multiply,
    BlendMode.LIGHTEN: lambda under, over, _top: np.maximum(under, over),
    BlendMode.SCREEN: _screen,
    BlendMode.DIFFERENCE: _difference,
}
_WIDE: dict[BlendMode, Callable[[NDArray[Any], NDArray[Any], int], NDArray[Any]]] = {
    BlendMode.COLOR_BURN: _color_burn,
    BlendMode.COLOR_DODGE: _color_dodge,
    BlendMode.OVERLAY: _overlay,
    BlendMode.SOFT_LIGHT: _soft_light,
    BlendMode.HARD_LIGHT: _hard_light,
    BlendMode.EXCLUSION: _exclusion,
    BlendMode.HUE: _hue,
    BlendMode.SATURATION: _saturation,
    BlendMode.COLOR: _color,
    BlendMode.LUMINOSITY: _luminosity,
}
