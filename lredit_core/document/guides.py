"""Lines that a person lays over a picture to place things along them. They are seen in the editor alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class PictureGuide:
    """A straight line all through a picture.

    Attributes:
        is_upright: it runs down the picture, at an x; else across it, at a y.
        at: that x or y, in picture pixels from the left or the upper edge.
    """

    is_upright: bool
    at: int
