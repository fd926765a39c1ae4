"""Where a thing is in a picture, without an edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.geometry import Box


@dataclass(frozen=True, slots=True)
class FoundRegion:
    """A region that may be meant.

    Attributes:
        box: in pixels of the picture.
        score: how likely it is, against the other places in the picture, in [0, 1]; the scores of one answer add up to
            1 at the most.
    """

    box: Box
    score: float


@dataclass(frozen=True, slots=True)
class RegionsFound:
    """The likeliest regions, the best first: there is at least one.

    Attributes:
        notices: sentences for the person, where the regions are not sure.
    """

    regions: tuple[FoundRegion, ...]
    notices: tuple[str, ...] = ()

    @property
    def best(self) -> FoundRegion:
        """The likeliest."""
        return self.regions[0]
