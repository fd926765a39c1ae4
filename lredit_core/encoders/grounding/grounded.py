"""What grounding gives, whatever the model's family: boxes that words name, masks of boxes and points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import torch

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.geometry import Box


@dataclass(frozen=True, slots=True, eq=False)
class GroundedThings:
    """What words were found to name in one picture.

    Attributes:
        boxes: (N, 4) float32, x0, y0, x1, y1 as shares of the picture's sides, in [0, 1]; the surest first.
        sureness: (N,) in [0, 1], falling, in the unit of `sureness.py`.
        masks: (N, h, w) in [0, 1], how likely each cell of the whole picture is of the thing; None where the family
            knows boxes alone.
    """

    boxes: torch.Tensor
    sureness: torch.Tensor
    masks: torch.Tensor | None = None

    @classmethod
    def nothing(cls) -> GroundedThings:
        """Where nothing was found."""
        return cls(torch.zeros(0, 4), torch.zeros(0))

    @property
    def best_sureness(self) -> float:
        """Of the surest box; 0 where there is none."""
        return float(self.sureness[0]) if len(self.sureness) else 0.0

    def ranked(self, *, most: int) -> GroundedThings:
        """The surest boxes that are boxes at all, in order."""
        sides = self.boxes[:, 2:] - self.boxes[:, :2]
        is_box = (sides > 0).all(dim=1) & torch.isfinite(self.boxes).all(dim=1) & torch.isfinite(self.sureness)
        kept = torch.nonzero(is_box).flatten()
        order = kept[torch.argsort(self.sureness[kept], descending=True, stable=True)][:most]
        masks = None if self.masks is None else self.masks[order]
        return GroundedThings(self.boxes[order], self.sureness[order], masks)


@dataclass(frozen=True, slots=True, eq=False)
class PromptedMasks:
    """Masks of what a box or a point is on, all that the model thinks may be meant.

    Attributes:
        shares: (M, h, w) float32 in [0, 1] over all of the picture that was looked at: how likely each cell belongs to
            the thing.
        sureness: (M,) in [0, 1], the IoU that the model expects each to have with the thing.
    """

    shares: torch.Tensor
    sureness: torch.Tensor


class WordFinder(Protocol):
    """Finds what words name."""

    @property
    def family(self) -> str:
        """For a person: "OWLv2"."""

    @property
    def is_masking(self) -> bool:
        """Whether what it finds comes with masks."""

    def unread_words(self, words: str) -> str:
        """The end of a phrase that is too long for it and is not read; "" where all is."""

    def find(self, pixels: NDArray[np.uint8], words: str) -> GroundedThings:
        """Everything that a phrase names, also what is hardly likely.

        Args:
            pixels: (H, W, 3) uint8 sRGB.
            words: a noun phrase as a person writes it ("the red apple").
        """


class LookedAt(Protocol):
    """A picture that a segmenter has looked at; prompts are answered quickly."""

    def masks_of(self, *, box: Box | None = None, points: Sequence[tuple[float, float]] = ()) -> PromptedMasks:
        """The masks of what a box frames or points are on, in pixels of the picture that was looked at.

        Raises:
            InvalidRequest: where it takes no points and is given no box.
        """


class Segmenter(Protocol):
    """Draws the mask of what a box or a point is on."""

    @property
    def family(self) -> str:
        """For a person: "SAM 2"."""

    @property
    def takes_points(self) -> bool:
        """Whether points alone are enough; a box always is."""

    def look(self, pixels: NDArray[np.uint8]) -> LookedAt:
        """Encodes a picture, (H, W, 3) uint8 sRGB: the slow part."""
