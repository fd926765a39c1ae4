"""How loosely a person frames things: four margins, read from their choices. A small update, after every choice.

Against a segment of the picture (regions/segments.py), a box that was accepted or moved says how much room the person
leaves on each side. The median over the choices, drawn towards nothing while there are few, moves the
windows that the next edit looks at first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.api.request import NO_MARGINS, Margins

if TYPE_CHECKING:
    from collections.abc import Sequence

#: So many choices weigh as much as leaving things as they were.
PATIENCE = 3.0
#: A margin is at least and at most this share of the segment's side.
LEAST, MOST = -0.25, 0.6
#: Only the latest choices count.
MEMORY = 200


@dataclass(frozen=True, slots=True)
class FramingPreference:
    """What the choices say.

    Attributes:
        margins: (left, top, right, bottom) as shares of a thing's sides.
        count: of choices that said something.
    """

    margins: Margins = NO_MARGINS
    count: int = 0

    @property
    def in_words(self) -> str:
        """A sentence for a person."""
        if not self.count:
            return "Nothing is learned yet: accept an edit, or move its box and accept it."
        left, top, right, bottom = self.margins
        choices = "1 choice" if self.count == 1 else f"{self.count} choices"
        wider, taller = round(100 * (left + right)), round(100 * (top + bottom))
        if abs(wider) < 3 and abs(taller) < 3:
            return f"From {choices}: you frame things as closely as the program does."
        return (
            f"From {choices}: your boxes are {abs(wider)} % {'wider' if wider >= 0 else 'narrower'} and "
            f"{abs(taller)} % {'taller' if taller >= 0 else 'lower'} than the thing in them."
        )


def framing_preference_of(margins: Sequence[Margins]) -> FramingPreference:
    """The preference behind choices, the latest last."""
    latest = np.asarray(margins[-MEMORY:], dtype=np.float64).reshape(-1, 4)
    if len(latest) == 0:
        return FramingPreference()
    drawn = np.median(latest, axis=0) * len(latest) / (len(latest) + PATIENCE)
    left, top, right, bottom = (round(float(value), 4) for value in np.clip(drawn, LEAST, MOST))
    return FramingPreference((left, top, right, bottom), len(latest))
