"""Places that people name and no classifier here has a class for: sky, grass, trees, water, sand, snow, road, wall.

What each looks like is described by hand: the colours it comes in (CIELAB), how rough it is, how high in a picture it
lies; each a normal distribution. A place is as likely as that description makes it beside the other places and
something else altogether. Nothing was fitted; docs/decisions/0023 says what it reaches.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch

from lredit_core.geometry import Size
from lredit_core.pictures.image import resized
from lredit_core.prompt.vocabulary import known_ending

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_SIDE_PX = 220
#: Roughness is the logarithm of 1 + the standard deviation of the lightness in a square of this side.
_NEIGHBOURHOOD_PX = 7


@dataclass(frozen=True, slots=True)
class _Normal:
    mean: float
    deviation: float

    def log_density(self, value: NDArray[np.float32]) -> NDArray[np.float32]:
        """Less the constant that all have."""
        density: NDArray[np.float32] = -0.5 * ((value - self.mean) / self.deviation) ** 2 - math.log(self.deviation)
        return density


@dataclass(frozen=True, slots=True)
class _Place:
    """What a place looks like.

    Attributes:
        colours: lightness, green to red and blue to yellow of each of its looks.
        roughness: see above.
        height: 0 at the top of the picture, 1 at its bottom.
    """

    colours: Sequence[tuple[_Normal, _Normal, _Normal]]
    roughness: _Normal
    height: _Normal


_PLACES: Mapping[str, _Place] = {
    "sky": _Place(
        [(_Normal(65, 18), _Normal(-3, 8), _Normal(-22, 14)), (_Normal(85, 10), _Normal(0, 4), _Normal(0, 8))],
        _Normal(0.7, 0.6),
        _Normal(0.2, 0.22),
    ),
    "grass": _Place(
        [(_Normal(45, 15), _Normal(-18, 10), _Normal(25, 12)), (_Normal(55, 15), _Normal(2, 6), _Normal(25, 10))],
        _Normal(1.9, 0.7),
        _Normal(0.75, 0.25),
    ),
    "tree": _Place(
        [(_Normal(30, 14), _Normal(-10, 8), _Normal(14, 10))],
        _Normal(2.6, 0.6),
        _Normal(0.45, 0.25),
    ),
    "water": _Place(
        [(_Normal(55, 20), _Normal(-2, 8), _Normal(-12, 14)), (_Normal(60, 20), _Normal(0, 4), _Normal(0, 6))],
        _Normal(1.6, 0.7),
        _Normal(0.65, 0.25),
    ),
    "sand": _Place([(_Normal(70, 12), _Normal(4, 5), _Normal(20, 9))], _Normal(1.2, 0.7), _Normal(0.8, 0.2)),
    "snow": _Place([(_Normal(92, 6), _Normal(0, 3), _Normal(-2, 5))], _Normal(0.8, 0.7), _Normal(0.7, 0.25)),
    "road": _Place([(_Normal(45, 15), _Normal(0, 3), _Normal(1, 5))], _Normal(1.3, 0.7), _Normal(0.85, 0.15)),
    "wall": _Place([(_Normal(65, 20), _Normal(2, 8), _Normal(8, 14))], _Normal(0.8, 0.6), _Normal(0.35, 0.25)),
}
#: Something else: any colour, roughness and height alike.
_ANYTHING = -(math.log(25) + 2 * math.log(15) + math.log(0.35) + 1.5)

#: What people call them; each the places that it may be.
_WORDS: Mapping[str, Sequence[str]] = {
    "sky": ("sky",), "cloud": ("sky",), "air": ("sky",),
    "grass": ("grass",), "lawn": ("grass",), "meadow": ("grass",), "field": ("grass",), "pasture": ("grass",),
    "tree": ("tree",), "bush": ("tree",), "forest": ("tree",), "foliage": ("tree",),
    "wood": ("tree",), "hedge": ("tree",),
    "water": ("water",), "sea": ("water",), "lake": ("water",), "river": ("water",), "ocean": ("water",),
    "pond": ("water",), "pool": ("water",),
    "sand": ("sand",), "beach": ("sand",), "desert": ("sand",), "dune": ("sand",),
    "snow": ("snow",), "ice": ("snow",),
    "road": ("road",), "street": ("road",), "pavement": ("road",), "sidewalk": ("road",), "path": ("road", "sand"),
    "asphalt": ("road",), "floor": ("road", "sand"), "ground": ("grass", "sand", "road", "snow"),
    "wall": ("wall",), "facade": ("wall",),
}  # fmt: skip

#: Every word for one of them.
PLACE_WORDS = tuple(_WORDS)


def places_named(phrase: str) -> tuple[str, ...]:
    """The places that a phrase speaks of: "the green meadow" of "grass"; () where it speaks of none."""
    return tuple(_WORDS.get(known_ending(phrase, _WORDS, looks_past_of=False), ()))


def find_places(pixels: NDArray[np.uint8], places: Sequence[str]) -> torch.Tensor:
    """(rows, columns): the log-probability that any of these places is at each point, <= 0.

    Args:
        pixels: (H, W, 3) uint8 sRGB, at any scale.
        places: as `places_named` gives them.
    """
    height, width = pixels.shape[:2]
    small = resized(pixels, Size(width, height).scaled_to_longest(_SIDE_PX)).astype(np.float32) / 255
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2Lab).astype(np.float32, copy=False)
    roughness, down = _roughness(lab[..., 0]), _height(lab[..., 0])
    likely = {name: _log_density(place, lab, roughness, down) for name, place in _PLACES.items()}
    whole = np.logaddexp.reduce([*likely.values(), np.full_like(down, _ANYTHING)])
    asked = np.logaddexp.reduce([likely[name] for name in places])
    return torch.from_numpy((asked - whole).astype(np.float32))


def _log_density(
    place: _Place, lab: NDArray[np.float32], roughness: NDArray[np.float32], down: NDArray[np.float32]
) -> NDArray[np.float32]:
    looks = [
        sum((part.log_density(lab[..., channel]) for channel, part in enumerate(colour)), np.zeros_like(down))
        for colour in place.colours
    ]
    colour: NDArray[np.float32] = np.logaddexp.reduce(looks) - math.log(len(looks))
    return colour + place.roughness.log_density(roughness) + place.height.log_density(down)


def _roughness(lightness: NDArray[np.float32]) -> NDArray[np.float32]:
    window = (_NEIGHBOURHOOD_PX, _NEIGHBOURHOOD_PX)
    mean, mean_square = cv2.blur(lightness, window), cv2.blur(lightness * lightness, window)
    rough: NDArray[np.float32] = np.log1p(np.sqrt(np.maximum(mean_square - mean * mean, 0)))
    return rough


def _height(lightness: NDArray[np.float32]) -> NDArray[np.float32]:
    rows, columns = lightness.shape
    down = (np.arange(rows, dtype=np.float32) + 0.5) / rows
    return np.repeat(down[:, None], columns, axis=1)
