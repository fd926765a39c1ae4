"""Gives a thing another colour and leaves it its shading: what a lamp does to it stays, what it is painted with goes.

The thing's typical colour is moved to the word's; what is lighter, darker, paler or more colourful than typical stays
so. Parts that have no colour on a thing that has one (windows and tyres of a red car, highlights on an apple) keep
theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import PchipInterpolator

from lredit_core.pictures.oklab import oklab_of
from lredit_core.prompt.adjustment import COLOURS, Tone

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Words below this chroma are shades of grey.
_GREY_BELOW = 0.03
#: How far the typical lightness goes towards the word's: for hues, and for words that are a lightness first.
_TOWARDS_HUE, _TOWARDS_SHADE = 0.75, 0.92
_SHADES = frozenset({"white", "grey", "black", "brown", "beige"})
#: "light": this share of the way to white, with this share of the chroma; "dark": factors on both.
_LIGHT, _DARK = (0.5, 0.62), (0.62, 0.8)
#: What of the thing's colours is left under a shade of grey.
_KEPT_UNDER_GREY = 0.06
#: Percentiles of lightness between which nothing is shadow or highlight, and the one in the middle.
_USUAL = (4, 50, 96)
#: Contrast around the typical lightness is multiplied by so much, at least and at most.
_CONTRAST = (0.55, 1.35)
#: Slopes at the ends, where black and white lie: at most so steep.
_STEEPEST = 1.5
#: Typical chroma under which a thing has no colour of its own, and over which it has one.
_COLOURLESS, _COLOURFUL = 0.025, 0.075
#: Shares of the typical chroma at which a part of a coloured thing begins to be of its colour, and is.
_PART_OF_IT = (0.12, 0.42)
#: So far from the typical lightness a part without colour stays as light as it is.
_SIDE_WITHIN = 0.15
#: How much of its typical chroma the most colourful part has, at most.
_MOST_CHROMA = 1.3
#: How far hues may still differ within the thing, as a share of what they did, and of the chroma.
_HUES_KEPT, _HUES_WITHIN = 0.35, 0.2
#: Between the typical lightness and an end lies this share of it, at most, of what is neither shadow nor highlight; and
#: this share of the way to the new end is left for shadows and highlights.
_LARGEST_REACH, _LEFT_AT_ENDS = 0.85, 0.15
_KNOTS = 1024


@dataclass(frozen=True, slots=True)
class Typical:
    """What a thing is like, in OKLab.

    Attributes:
        lightness: the median, in [0, 1].
        darkest, lightest: between them lie most of its lightnesses: shadows below, highlights above.
        chroma: of what has a colour, the median.
        hue: of what has a colour, in radians.
        colourful: how far it has a colour of its own at all, in [0, 1].
    """

    lightness: float
    darkest: float
    lightest: float
    chroma: float
    hue: float
    colourful: float


def typical_of(lab: NDArray[np.float32]) -> Typical:
    """What a thing is like.

    Args:
        lab: (N, 3) float32 L, a, b of the thing's pixels, or a fair sample of them; N is at least 1.
    """
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    coloured = chroma >= max(_COLOURLESS, 0.5 * float(np.percentile(chroma, 90)))
    span = (float(np.median(chroma)) - _COLOURLESS) / (_COLOURFUL - _COLOURLESS)
    held = lab[coloured] if span > 0 and coloured.any() else lab
    darkest, middle, lightest = np.percentile(held[:, 0], _USUAL)
    a, b = (float(np.mean(held[:, axis])) for axis in (1, 2))
    return Typical(
        float(middle),
        float(darkest),
        float(lightest),
        max(_COLOURLESS, float(np.median(np.hypot(held[:, 1], held[:, 2])))),
        float(np.arctan2(b, a)),
        _smooth_step(span),
    )


def wanted_lab(colour: str, tone: Tone) -> tuple[float, float, float]:
    """L, chroma and hue (radians) of a colour word with its tone, in OKLab."""
    lightness, a, b = oklab_of(COLOURS[colour])
    chroma = float(np.hypot(a, b))
    if tone is Tone.LIGHT:
        lightness, chroma = lightness + (1.0 - lightness) * _LIGHT[0], chroma * _LIGHT[1]
    elif tone is Tone.DARK:
        lightness, chroma = lightness * _DARK[0], chroma * _DARK[1]
    return lightness, chroma, float(np.arctan2(b, a))


class Recolouring:
    """A colour word, ready for the pixels of one thing."""

    def __init__(self, typical: Typical, colour: str, tone: Tone) -> None:
        """Works out what happens to each lightness.

        Args:
            typical: of the thing.
            colour: a key of `COLOURS`.
            tone: which shade of it.
        """
        self._typical = typical
        lightness, self._chroma, hue = wanted_lab(colour, tone)
        self._is_grey = self._chroma < _GREY_BELOW
        self._along = np.array([np.cos(hue), np.sin(hue)], np.float32)
        towards = _TOWARDS_SHADE if colour in _SHADES or tone is not Tone.PLAIN else _TOWARDS_HUE
        self._middle = typical.lightness + towards * (lightness - typical.lightness)
        self._curve = ToneCurve(typical, self._middle)

    def applied(self, lab: NDArray[np.float32]) -> NDArray[np.float32]:
        """(h, w, 3) float32 L, a, b in the new colour; not yet within the gamut.

        Args:
            lab: (h, w, 3) float32 L, a, b.
        """
        chroma = np.hypot(lab[..., 1], lab[..., 2])
        share = np.asarray(chroma / self._typical.chroma, np.float32)
        low, high = _PART_OF_IT
        rise = np.clip((share - low) / (high - low), 0.0, 1.0)
        smooth = rise * rise * (3.0 - 2.0 * rise)
        belongs = np.asarray(1.0 - self._typical.colourful * (1.0 - smooth), np.float32)
        lightness = self._lit(lab[..., 0], belongs)
        result = np.empty_like(lab)
        result[..., 0] = lightness
        if self._is_grey:
            kept = 1.0 - belongs * np.float32(1.0 - _KEPT_UNDER_GREY)
            result[..., 1:] = lab[..., 1:] * kept[..., None]
            return result
        fresh = self._coloured(lab, share, lightness)
        result[..., 1:] = lab[..., 1:] + belongs[..., None] * (fresh - lab[..., 1:])
        return result

    def _lit(self, lightness: NDArray[np.float32], belongs: NDArray[np.float32]) -> NDArray[np.float32]:
        """(h, w) float32: along the curve; parts without colour stay where that turns no order of lightness round.

        Dark tyres stay when the car becomes lighter, white highlights when it becomes darker; the others go along.
        """
        typical = np.float32(self._typical.lightness)
        ahead = (typical - lightness) if self._middle > typical else (lightness - typical)
        stays = (1.0 - belongs) * np.clip(ahead / np.float32(_SIDE_WITHIN), 0.0, 1.0)
        return np.asarray(lightness + (1.0 - stays) * (self._curve(lightness) - lightness), np.float32)

    def _coloured(
        self, lab: NDArray[np.float32], share: NDArray[np.float32], lightness: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """(h, w, 2) float32 a, b: the word's hue, as colourful as the thing's own chroma and the light allow."""
        own = np.float32(self._typical.colourful)
        relative = 1.0 + own * (np.minimum(share, _MOST_CHROMA) - 1.0)
        # Half the light has the cube root of it in lightness and in chroma both; towards white there is less room.
        shaded = np.minimum(lightness / np.float32(max(self._middle, 0.05)), 1.0)
        room = np.minimum((1.0 - lightness) / np.float32(max(0.6 * (1.0 - self._middle), 0.02)), 1.0)
        chroma = np.float32(self._chroma) * relative * shaded * np.maximum(room, 0.0)
        cosine, sine = np.float32(np.cos(self._typical.hue)), np.float32(np.sin(self._typical.hue))
        across = lab[..., 2] * cosine - lab[..., 1] * sine
        scale = own * np.float32(_HUES_KEPT * self._chroma / self._typical.chroma)
        across = np.clip(across * scale, -_HUES_WITHIN * chroma, _HUES_WITHIN * chroma)
        along_a, along_b = self._along
        return np.stack([chroma * along_a - across * along_b, chroma * along_b + across * along_a], axis=-1)


class ToneCurve:
    """A rising curve of lightness: the typical one goes where it is to go, contrast around it is kept within bounds."""

    def __init__(self, typical: Typical, wanted: float, *, steepest: float = _STEEPEST) -> None:
        """Works the curve out.

        Args:
            typical: of the thing.
            wanted: where its typical lightness is to go, in [0, 1].
            steepest: slope towards black and white at most; they may move for it.
        """
        middle, wanted = float(np.clip(typical.lightness, 0.02, 0.98)), float(np.clip(wanted, 0.02, 0.98))
        dark = float(np.clip(middle - typical.darkest, 0.3 * _LARGEST_REACH * middle, _LARGEST_REACH * middle))
        light = float(
            np.clip(typical.lightest - middle, 0.3 * _LARGEST_REACH * (1 - middle), _LARGEST_REACH * (1 - middle))
        )
        # What is lit the same is lit in proportion: lightness is multiplied, but no more than the bounds let it.
        contrast = float(np.clip(np.sqrt(wanted / middle), *_CONTRAST))
        below = max(wanted - steepest * middle, 0.0)
        above = min(wanted + steepest * (1.0 - middle), 1.0)
        curve = PchipInterpolator(
            [0.0, middle - dark, middle, middle + light, 1.0],
            [
                below,
                max(wanted - contrast * dark, below + _LEFT_AT_ENDS * (wanted - below)),
                wanted,
                min(wanted + contrast * light, above - _LEFT_AT_ENDS * (above - wanted)),
                above,
            ],
        )
        self._at = np.linspace(0.0, 1.0, _KNOTS)
        self._values = np.asarray(curve(self._at))

    def __call__(self, lightness: NDArray[np.float32]) -> NDArray[np.float32]:
        """Lightness float32 of any shape after the curve."""
        return np.interp(lightness, self._at, self._values).astype(np.float32)


def _smooth_step(share: float) -> float:
    bounded = min(max(share, 0.0), 1.0)
    return bounded * bounded * (3.0 - 2.0 * bounded)
