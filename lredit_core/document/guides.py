"""Lines that a person lays over a picture to place things along them. They are seen in the editor alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lredit_core.geometry import Box, Size


@dataclass(frozen=True, slots=True, order=True)
class PictureGuide:
    """A straight line all through a picture.

    Attributes:
        is_upright: it runs down the picture, at an x; else across it, at a y.
        at: that x or y, in picture pixels from the left or the upper edge.
    """

    is_upright: bool
    at: int


Guides = tuple[PictureGuide, ...]


def framed(guides: Iterable[PictureGuide], frame: Box) -> Guides:
    """Once the picture is cropped to a box, or lies on a larger canvas."""
    return _within((_by(one, -(frame.x0 if one.is_upright else frame.y0)) for one in guides), frame.size)


def flipped(guides: Iterable[PictureGuide], size: Size, *, is_across: bool) -> Guides:
    """Once left and right of a picture of this size changed places, or top and bottom."""
    side = size.width if is_across else size.height
    return tuple(PictureGuide(is_across, side - one.at) if one.is_upright == is_across else one for one in guides)


def quarter_turned(guides: Iterable[PictureGuide], size: Size, *, is_clockwise: bool) -> Guides:
    """Once a picture of this size is turned by 90 degrees: what ran down runs across."""

    def turned(one: PictureGuide) -> PictureGuide:
        if one.is_upright:
            return PictureGuide(False, one.at if is_clockwise else size.width - one.at)
        return PictureGuide(True, size.height - one.at if is_clockwise else one.at)

    return tuple(turned(one) for one in guides)


def resized(guides: Iterable[PictureGuide], size: Size, to: Size) -> Guides:
    """Once the picture has another size."""
    across, down = to.width / size.width, to.height / size.height
    return tuple(PictureGuide(one.is_upright, round(one.at * (across if one.is_upright else down))) for one in guides)


def _by(guide: PictureGuide, step: int) -> PictureGuide:
    return PictureGuide(guide.is_upright, guide.at + step)


def _within(guides: Iterable[PictureGuide], size: Size) -> Guides:
    return tuple(one for one in guides if 0 <= one.at <= (size.width if one.is_upright else size.height))
