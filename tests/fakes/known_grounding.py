"""A finder and a segmenter that say what a test tells them: what the engine makes of right and wrong answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch

from lredit_core.encoders.grounding.grounded import GroundedThings, PromptedMasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.geometry import Box


@dataclass
class KnownFinder:
    """Gives boxes (in shares of the picture's sides, with sureness) for phrases that it knows.

    Attributes:
        asked: the phrases that it was asked for, in order.
        reads: how many words of a phrase it reads.
    """

    things: dict[str, list[tuple[tuple[float, float, float, float], float]]]
    reads: int = 10
    asked: list[str] = field(default_factory=list)
    family: str = "Known"
    is_masking: bool = False

    def unread_words(self, words: str) -> str:
        return " ".join(words.split()[self.reads :])

    def find(self, pixels: NDArray[np.uint8], words: str) -> GroundedThings:
        self.asked.append(words)
        found = self.things.get(words, [])
        if not found:
            return GroundedThings.nothing()
        boxes = torch.tensor([box for box, _sureness in found], dtype=torch.float32)
        return GroundedThings(boxes, torch.tensor([sureness for _box, sureness in found])).ranked(most=10)


@dataclass
class KnownSegmenter:
    """Knows the masks of a picture's things, each a part of the picture: the one that a prompt lies on is meant.

    Attributes:
        thing: (H, W) bool, over all of the picture.
        views: how many times a picture was encoded.
    """

    thing: NDArray[np.bool_]
    sureness: float = 0.9
    takes_points: bool = True
    family: str = "Known masks"
    views: int = 0

    def look(self, pixels: NDArray[np.uint8]) -> KnownView:
        self.views += 1
        return KnownView(self.thing, self.sureness)


@dataclass
class KnownView:
    """What was looked at."""

    thing: NDArray[np.bool_]
    sureness: float

    def masks_of(self, *, box: Box | None = None, points: Sequence[tuple[float, float]] = ()) -> PromptedMasks:
        return PromptedMasks(torch.from_numpy(self.thing)[None].float(), torch.tensor([self.sureness]))
