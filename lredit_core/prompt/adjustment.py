"""What a prompt wants changed of a thing that stays: its colour, its light, how sharp it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class AdjustmentKind(Enum):
    """Ways to change what is there; the values are for a person."""

    COLOUR = "colour"
    LIGHTER = "lighter"
    DARKER = "darker"
    MORE_SATURATED = "more saturated"
    LESS_SATURATED = "less saturated"
    MORE_CONTRAST = "richer in contrast"
    LESS_CONTRAST = "flatter"
    WARMER = "warmer"
    COOLER = "cooler"
    SHARPER = "sharper"
    BLURRED = "blurred"
    BLACK_AND_WHITE = "black and white"
    SEPIA = "sepia"


class Tone(Enum):
    """Which shade of a colour is meant."""

    PLAIN = ""
    LIGHT = "light"
    DARK = "dark"


#: sRGB in [0, 255] of the colour words that a prompt may name: what a person would paint, not a display's primaries.
COLOURS: dict[str, tuple[int, int, int]] = {
    "red": (200, 30, 36),
    "orange": (240, 130, 20),
    "yellow": (245, 205, 30),
    "green": (50, 140, 55),
    "turquoise": (40, 180, 175),
    "blue": (35, 85, 190),
    "purple": (115, 50, 150),
    "pink": (240, 130, 170),
    "brown": (110, 70, 40),
    "beige": (220, 200, 165),
    "white": (245, 245, 245),
    "grey": (128, 128, 128),
    "black": (18, 18, 18),
}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One change of what is there.

    Attributes:
        colour: a key of `COLOURS` where the kind is `COLOUR`, else "".
        tone: "light blue", "dark green".
    """

    kind: AdjustmentKind
    colour: str = ""
    tone: Tone = Tone.PLAIN

    @property
    def in_words(self) -> str:
        """For a person: "dark green", "black and white"."""
        return " ".join(filter(None, (self.tone.value, self.colour))) or self.kind.value
