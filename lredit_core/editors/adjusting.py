"""Changes what is there and leaves it where it is: its colour, its light, how sharp it is.

Everything happens in OKLab, at the picture's own bit depth, and at full strength everywhere; who asks lays the result
over the picture by the thing's mask, and the layer's opacity is the strength.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.bands import for_each_band
from lredit_core.editors.focusing import blurred, sharpened
from lredit_core.editors.recolouring import Recolouring, ToneCurve, Typical, typical_of
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.oklab import LAB_TO_ROOTS, ROOTS_TO_LAB, from_oklab, to_oklab
from lredit_core.prompt.adjustment import COLOURS, Adjustment, AdjustmentKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from lredit_core.pictures.image import Pixels

    #: From (h, w, 3) float32 L, a, b to the same.
    Change = Callable[[NDArray[np.float32]], NDArray[np.float32]]

#: Opacities at which changes look right; the others look right whole.
_STRENGTHS = {
    AdjustmentKind.COLOUR: 0.9,
    AdjustmentKind.LIGHTER: 0.6,
    AdjustmentKind.DARKER: 0.6,
    AdjustmentKind.MORE_SATURATED: 0.6,
    AdjustmentKind.LESS_SATURATED: 0.6,
    AdjustmentKind.MORE_CONTRAST: 0.6,
    AdjustmentKind.LESS_CONTRAST: 0.6,
    AdjustmentKind.WARMER: 0.6,
    AdjustmentKind.COOLER: 0.6,
    AdjustmentKind.SHARPER: 0.7,
}
#: Colour words under which nothing of the old colour may show.
_WHOLE = frozenset({"white", "grey", "black", "brown", "beige"})
#: Share of the way to white, and to black, that the typical lightness goes; it goes no further than this.
_LIGHTER, _DARKER, _FURTHEST = 0.5, 0.45, 0.24
#: Factors on chroma; what is colourful already gains less.
_MORE_CHROMA, _LESS_CHROMA, _COLOURFUL = 1.9, 0.25, 0.25
#: Exponent of lightness on either side of the typical one, and the share of its distance from there that is left.
_STEEPER, _FLATTER = 1.8, 0.5
#: What white turns to, as a and b.
_WARM, _COOL = (0.016, 0.062), (-0.018, -0.058)
#: Chroma and hue (degrees) of sepia's middle tones.
_SEPIA_CHROMA, _SEPIA_HUE = 0.062, 68.0
#: So many of the thing's pixels are asked what it is like.
_ASKED = 60_000
_BAND_ROWS = 64


def default_strength(adjustment: Adjustment) -> float:
    """The opacity at which a change looks right at first, in (0, 1]."""
    if adjustment.colour in _WHOLE:
        return 1.0
    return _STRENGTHS.get(adjustment.kind, 1.0)


def adjusted(pixels: Pixels, adjustment: Adjustment, *, mask: NDArray[np.uint8]) -> Pixels:
    """The picture with the change made at full strength everywhere.

    Args:
        pixels: (h, w, 3 or 4) uint8 or uint16 sRGB.
        adjustment: what is changed.
        mask: (h, w) uint8, above 127 on the thing: what is typical of it, and how large it is, is asked there.

    Returns:
        a new array of the same shape and type; alpha is as it was.

    Raises:
        InvalidRequest: where the mask is empty or of another size than the picture, or the colour is none.
    """
    if mask.shape != pixels.shape[:2]:
        raise InvalidRequest(f"The mask is {mask.shape} and the picture {pixels.shape[:2]}; they must be of one size.")
    if not (mask > 127).any():
        raise InvalidRequest("The mask is empty: nothing would be changed. Draw a box around the thing, or paint it.")
    result = pixels.copy()
    colours = pixels[..., :3]
    if adjustment.kind is AdjustmentKind.BLURRED:
        result[..., :3] = blurred(colours, mask)
        return result
    if adjustment.kind is AdjustmentKind.SHARPER:
        result[..., :3] = sharpened(colours, mask)
        return result
    change = _change_of(adjustment, _typical_in(colours, mask))

    def work(top: int, bottom: int) -> None:
        result[top:bottom, :, :3] = from_oklab(change(to_oklab(colours[top:bottom])), pixels.dtype)

    for_each_band(mask.shape[0], mask.shape[1], work, rows=_BAND_ROWS)
    return result


def _typical_in(colours: Pixels, mask: NDArray[np.uint8]) -> Typical:
    inside = np.flatnonzero(mask > 127)
    asked = inside[:: max(1, inside.size // _ASKED)]
    return typical_of(to_oklab(colours.reshape(-1, 3)[asked][None])[0])


def _change_of(adjustment: Adjustment, typical: Typical) -> Change:
    kind = adjustment.kind
    if kind is AdjustmentKind.COLOUR:
        if adjustment.colour not in COLOURS:
            raise InvalidRequest(
                f'There is no colour "{adjustment.colour}". Choose from: {", ".join(sorted(COLOURS))}.'
            )
        return Recolouring(typical, adjustment.colour, adjustment.tone).applied
    if kind is AdjustmentKind.LIGHTER:
        return _light_changed(typical, min(_LIGHTER * (1.0 - typical.lightness), _FURTHEST))
    if kind is AdjustmentKind.DARKER:
        return _light_changed(typical, -min(_DARKER * typical.lightness, _FURTHEST))
    if kind is AdjustmentKind.MORE_CONTRAST:
        return _spread(typical.lightness)
    if kind is AdjustmentKind.LESS_CONTRAST:
        return _drawn_in(typical.lightness)
    if kind is AdjustmentKind.WARMER:
        return _white_moved(*_WARM)
    if kind is AdjustmentKind.COOLER:
        return _white_moved(*_COOL)
    return {
        AdjustmentKind.MORE_SATURATED: _more_saturated,
        AdjustmentKind.LESS_SATURATED: lambda lab: _with_chroma_scaled(lab, _LESS_CHROMA),
        AdjustmentKind.BLACK_AND_WHITE: lambda lab: _with_chroma_scaled(lab, 0.0),
        AdjustmentKind.SEPIA: _sepia,
    }[kind]


def _light_changed(typical: Typical, by: float) -> Change:
    """Light moves the typical lightness, black and white stay; colours gain and lose with the light."""
    curve = ToneCurve(typical, typical.lightness + by, steepest=np.inf)

    def change(lab: NDArray[np.float32]) -> NDArray[np.float32]:
        result = np.empty_like(lab)
        result[..., 0] = curve(lab[..., 0])
        gain = np.clip(result[..., 0] / np.maximum(lab[..., 0], 0.02), 0.0, 1.5)
        result[..., 1:] = lab[..., 1:] * gain[..., None]
        return result

    return change


def _spread(middle: float) -> Change:
    """What is darker than the middle becomes darker, what is lighter lighter; black, the middle and white stay."""
    low, high = max(0.02, middle), max(0.02, 1.0 - middle)

    def change(lab: NDArray[np.float32]) -> NDArray[np.float32]:
        lightness = np.clip(lab[..., 0], 0.0, 1.0)
        darker = low * (np.minimum(lightness, low) / low) ** np.float32(_STEEPER)
        lighter = 1.0 - high * (np.minimum(1.0 - lightness, high) / high) ** np.float32(_STEEPER)
        return _with_lightness(lab, np.where(lightness < middle, darker, lighter))

    return change


def _drawn_in(middle: float) -> Change:
    """Lightness moves towards the middle."""
    return lambda lab: _with_lightness(lab, middle + np.float32(_FLATTER) * (lab[..., 0] - np.float32(middle)))


def _with_lightness(lab: NDArray[np.float32], lightness: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.dstack([lightness.astype(np.float32), lab[..., 1], lab[..., 2]])


def _white_moved(a: float, b: float) -> Change:
    """Von Kries' adaptation to another white: cones' responses are multiplied, which is linear in their roots too."""
    gains = LAB_TO_ROOTS @ np.array([1.0, a, b])
    matrix = ROOTS_TO_LAB @ np.diag(gains) @ LAB_TO_ROOTS

    def change(lab: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(lab @ matrix.T.astype(np.float32), np.float32)

    return change


def _with_chroma_scaled(lab: NDArray[np.float32], factor: float) -> NDArray[np.float32]:
    return lab * np.array([1.0, factor, factor], np.float32)


def _more_saturated(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    factor = 1.0 + np.float32(_MORE_CHROMA - 1.0) * np.maximum(1.0 - chroma / np.float32(_COLOURFUL), 0.0)
    return np.dstack([lab[..., 0], lab[..., 1] * factor, lab[..., 2] * factor])


def _sepia(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    lightness = lab[..., 0]
    chroma = _SEPIA_CHROMA * 4.0 * lightness * (1.0 - lightness)
    angle = np.radians(_SEPIA_HUE)
    return np.dstack([lightness, chroma * np.float32(np.cos(angle)), chroma * np.float32(np.sin(angle))])
