"""Adjustment layers: colours below them changed as they are looked at, by a few figures that can be set again any time.

Everything is done on the picture's own values, whatever their depth and profile, pixel by pixel, so that a tile alone
comes out as it does in the whole picture, bit for bit; a blur looks at what lies around (`reach_px`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.pictures.image import Pixels

#: Luma of encoded values (ITU-R BT.709).
_LUMA = (0.2126, 0.7152, 0.0722)
#: Red and blue gain and lose this much at full warmth; full contrast makes the middle so many times as steep.
_WARM_GAIN, _STEEPEST = 0.25, 3.0
LARGEST_BLUR_PX = 64.0


@dataclass(frozen=True, slots=True)
class LayerAdjustment:
    """What an adjustment layer does. All zero does nothing.

    Attributes:
        light: in [-1, 1]: the middle tones' exponent goes from 2 to 1/2; black and white stay.
        contrast: in [-1, 1]: flatter to steeper around the middle.
        saturation: in [-1, 1]: from grey to twice as colourful.
        hue_deg: in [-180, 180]: turns all hues.
        warmth: in [-1, 1]: bluer to more orange.
        blur_px: in [0, 64]: the standard deviation of a Gaussian, in the picture's pixels.

    Raises:
        InvalidRequest: where a figure is none, or out of its range.
    """

    light: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    hue_deg: float = 0.0
    warmth: float = 0.0
    blur_px: float = 0.0

    def __post_init__(self) -> None:
        for name, low, high in RANGES:
            value = getattr(self, name)
            if not (math.isfinite(value) and low <= value <= high):
                raise InvalidRequest(f"An adjustment's {name} is {value}. Give a value from {low:g} to {high:g}.")

    @property
    def reach_px(self) -> int:
        """How far around a pixel it looks."""
        return math.ceil(3 * self.blur_px)


#: Each figure with its least and largest value.
RANGES = (
    ("light", -1.0, 1.0),
    ("contrast", -1.0, 1.0),
    ("saturation", -1.0, 1.0),
    ("hue_deg", -180.0, 180.0),
    ("warmth", -1.0, 1.0),
    ("blur_px", 0.0, LARGEST_BLUR_PX),
)


def adjusted(below: Pixels, adjustment: LayerAdjustment, *, scale: float = 1.0) -> Pixels:
    """The colours below, adjusted.

    Args:
        below: (h, w, 3 or 4) uint8 or uint16; with `reach_px` around of what will be kept, where the picture goes on.
        adjustment: what is done.
        scale: how many of these pixels one of the picture's is, for reduced pictures.

    Returns:
        a new array of the same shape and type; alpha is as it was.
    """
    top = int(np.iinfo(below.dtype).max)
    result = below.copy()
    if adjustment.blur_px * scale >= 0.2:
        result[..., :3] = _blurred(below[..., :3], adjustment.blur_px * scale)
    colours: list[NDArray[Any]] = []
    for channel, curve in enumerate(_curves(adjustment, top)):
        colours.append(result[..., channel] if curve is None else np.take(curve, result[..., channel]))
    if adjustment.saturation != 0 or adjustment.hue_deg != 0:
        colours = _turned(colours, adjustment)
        colours = [np.clip(np.rint(colour), 0, top) for colour in colours]
    for channel, colour in enumerate(colours):
        result[..., channel] = colour.astype(below.dtype)
    return result


def _curves(adjustment: LayerAdjustment, top: int) -> list[NDArray[Any] | None]:
    """A table of values for each channel, or None where it is as it was."""
    if adjustment.light == 0 and adjustment.contrast == 0 and adjustment.warmth == 0:
        return [None] * 3
    base = np.linspace(0.0, 1.0, top + 1)
    if adjustment.light != 0:
        base = base ** (2.0**-adjustment.light)
    if adjustment.contrast != 0:
        steep = _STEEPEST**adjustment.contrast
        base = np.where(base < 0.5, 0.5 * (2 * base) ** steep, 1 - 0.5 * (2 - 2 * base) ** steep)
    gains = (1 + _WARM_GAIN * adjustment.warmth, 1.0, 1 - _WARM_GAIN * adjustment.warmth)
    dtype = np.uint8 if top == 255 else np.uint16
    # an exponent leaves black and white where they are, where a factor would clip
    return [np.rint(base ** (1 / gain) * top).astype(dtype) for gain in gains]


def _turned(colours: list[NDArray[Any]], adjustment: LayerAdjustment) -> list[NDArray[Any]]:
    """Differences from the luma, scaled and turned about the grey axis. One operation at a time on float32: a matrix
    product's rounding would depend on how many pixels there are."""
    red, green, blue = (colour.astype(np.float32) for colour in colours)
    luma = red * np.float32(_LUMA[0]) + green * np.float32(_LUMA[1]) + blue * np.float32(_LUMA[2])
    factor = np.float32(1.0 + adjustment.saturation)
    away = [(colour - luma) * factor for colour in (red, green, blue)]
    if adjustment.hue_deg != 0:
        away = _about_grey(away, math.radians(adjustment.hue_deg))
        shift = away[0] * np.float32(_LUMA[0]) + away[1] * np.float32(_LUMA[1]) + away[2] * np.float32(_LUMA[2])
        away = [colour - shift for colour in away]  # the luma stays
    return [colour + luma for colour in away]


def _about_grey(colours: list[NDArray[Any]], angle: float) -> list[NDArray[Any]]:
    """Rodrigues' rotation about (1, 1, 1)."""
    cos, sin = math.cos(angle), math.sin(angle) / math.sqrt(3.0)
    same, others = (1 + 2 * cos) / 3, (1 - cos) / 3
    near, far = np.float32(others - sin), np.float32(others + sin)
    own = np.float32(same)
    red, green, blue = colours
    return [
        red * own + green * near + blue * far,
        red * far + green * own + blue * near,
        red * near + green * far + blue * own,
    ]


def _blurred(colours: Pixels, sigma_px: float) -> Pixels:
    """In whole numbers, so that it is the same in a tile."""
    import cv2

    side = 2 * math.ceil(3 * sigma_px) + 1
    source = np.ascontiguousarray(colours)
    return np.asarray(cv2.GaussianBlur(source, (side, side), sigma_px, borderType=cv2.BORDER_REPLICATE))
