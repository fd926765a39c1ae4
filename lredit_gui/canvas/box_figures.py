"""A box by its figures: where it lies and how large it is, typed. No Qt here."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from lredit_core.api.request import LEAST_SIDE_PX
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from lredit_core.geometry import Size


class BoxFigure(Enum):
    """What of a box can be typed, in picture pixels."""

    X = "x"
    Y = "y"
    WIDTH = "width"
    HEIGHT = "height"

    def of(self, box: Box) -> int:
        return {BoxFigure.X: box.x0, BoxFigure.Y: box.y0, BoxFigure.WIDTH: box.width, BoxFigure.HEIGHT: box.height}[
            self
        ]


def with_figure(box: Box, figure: BoxFigure, value: int, *, picture: Size, aspect: float | None = None) -> Box:
    """The box with one figure set, as far as the picture goes; it keeps its upper left corner where it is resized.

    Args:
        box: within the picture.
        figure: the one that is set.
        value: in picture pixels.
        picture: its size.
        aspect: width by height to keep where it is resized, as whole pixels and the picture allow.
    """
    if figure is BoxFigure.X:
        return box.translated(value - box.x0, 0).moved_inside(picture)
    if figure is BoxFigure.Y:
        return box.translated(0, value - box.y0).moved_inside(picture)
    most_wide, most_high = picture.width - box.x0, picture.height - box.y0
    is_width = figure is BoxFigure.WIDTH
    if aspect is None:
        wide, high = float(value if is_width else box.width), float(value if not is_width else box.height)
    else:
        wide = float(value) if is_width else value * aspect
        wide = min(max(wide, LEAST_SIDE_PX, LEAST_SIDE_PX * aspect), most_wide, most_high * aspect)
        high = wide / aspect
    width = min(max(round(wide), min(LEAST_SIDE_PX, most_wide)), most_wide)
    height = min(max(round(high), min(LEAST_SIDE_PX, most_high)), most_high)
    return Box(box.x0, box.y0, box.x0 + width, box.y0 + height)
