"""The mask of a thing in a picture, as it is found, mended by hand, and kept with a layer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Above this a pixel belongs to the thing.
HALF = 127


@dataclass(frozen=True, slots=True, eq=False)
class Silhouette:
    """A thing's mask.

    Attributes:
        reach: the part of the picture that `mask` covers; nothing outside of it belongs to the thing.
        mask: (reach.height, reach.width) uint8, 255 on the thing, 0 beside it, between at soft edges.
        confidence: how far it can be believed, in [0, 1]: about the IoU with the thing's true mask to be expected; 1
            for what a person drew.

    Raises:
        InvalidRequest: where the mask is not of the reach's size.
    """

    reach: Box
    mask: NDArray[np.uint8] = field(repr=False)
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.mask.shape != (self.reach.height, self.reach.width) or self.mask.dtype != np.uint8:
            raise InvalidRequest(
                f"The mask is {self.mask.shape} {self.mask.dtype} and covers {self.reach.as_tuple()}. "
                "Give 8-bit values, one for each pixel."
            )

    @classmethod
    def of_box(cls, box: Box) -> Silhouette:
        """All of a box."""
        return cls(box, np.full((box.height, box.width), 255, np.uint8))

    @property
    def box(self) -> Box:
        """The tight box of the mask, in the picture's pixels; empty where the mask is."""
        on = self.mask > HALF
        rows, columns = np.flatnonzero(on.any(axis=1)), np.flatnonzero(on.any(axis=0))
        if not len(rows):
            return Box(self.reach.x0, self.reach.y0, self.reach.x0, self.reach.y0)
        inside = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
        return inside.translated(self.reach.x0, self.reach.y0)

    @property
    def area(self) -> int:
        """In pixels."""
        return int(np.count_nonzero(self.mask > HALF))

    def translated(self, dx: int, dy: int) -> Silhouette:
        """The same mask elsewhere, beyond the picture's border too."""
        return replace(self, reach=self.reach.translated(dx, dy))

    def within(self, picture: Size) -> Silhouette:
        """What of it lies inside of the picture; itself where all of it does."""
        return self if self.reach.clipped_to(picture) == self.reach else self.moved(0, 0, picture)

    def moved(self, dx: int, dy: int, picture: Size) -> Silhouette:
        """The same mask elsewhere; what would lie outside of the picture is left out."""
        there = self.reach.translated(dx, dy)
        inside = there.clipped_to(picture)
        kept = inside.translated(-there.x0, -there.y0)
        return replace(self, reach=inside, mask=np.ascontiguousarray(self.mask[kept.as_slices()]))

    def in_picture(self, size: Size) -> NDArray[np.uint8]:
        """(size.height, size.width) uint8: the mask laid into a picture of this size."""
        whole = np.zeros((size.height, size.width), np.uint8)
        whole[self.reach.as_slices()] = self.mask
        return whole
