"""What people may call the things that the learned editors draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.synthetic.scenes import phrase_for
from lredit_core.training.scene_store import COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.synthetic.drawings import ArtLibrary


def phrases_for(library: ArtLibrary, name: str, colour: str = "") -> list[str]:
    """ "a cat", "a photo of a cat", "cat", "a kitten", "a blue car"; the plain words twice."""
    plain = phrase_for(name, colour)
    return [
        plain,
        plain,
        f"a photo of {plain}",
        f"a drawing of {plain}",
        f"{colour} {name}".strip(),
        *(phrase_for(word, colour) for word in library.thing(name).words[1:]),
    ]


class Phrasebook:
    """Every text that a training may say, so that all can be encoded once.

    Attributes:
        texts: the first is "": no words at all.
    """

    def __init__(self, library: ArtLibrary, things: Sequence[str]) -> None:
        self.texts: list[str] = [""]
        self._rows: dict[tuple[int, int], range] = {}
        for thing, name in enumerate(things):
            for colour, word in enumerate(COLOURS if library.thing(name).colourable else COLOURS[:1]):
                phrases = phrases_for(library, name, word)
                self._rows[thing, colour] = range(len(self.texts), len(self.texts) + len(phrases))
                self.texts += phrases

    def chosen(
        self,
        things: NDArray[np.integer],
        colours: NDArray[np.integer],
        rng: np.random.Generator,
        *,
        unconditional_share: float,
    ) -> NDArray[np.int64]:
        """(B,) rows of `texts`: for each thing (an index; -1 is nothing) and colour (an index into `COLOURS`) one of
        its phrases, or now and then no words."""
        silent = (rng.random(len(things)) < unconditional_share) | (things < 0)
        which = rng.random(len(things))
        rows = np.zeros(len(things), np.int64)
        for position in np.flatnonzero(~silent):
            choices = self._rows[int(things[position]), int(colours[position])]
            rows[position] = choices[int(which[position] * len(choices))]
        return rows
