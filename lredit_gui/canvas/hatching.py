"""What nothing is filled from, over the picture: hatched in red, so that nobody takes it for the thing's mask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from lredit_core.document.silhouette import HALF
from lredit_gui.canvas.outline import BORDER, coloured_image, inside_and_beside, paint_cells, step_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.document.silhouette import Silhouette
    from lredit_gui.canvas.hit_test import Rect

#: Of the hatching, and of the brush that paints it.
NOT_FROM_COLOUR = QColor(255, 72, 60)
#: From line to line, in view pixels, and in cells of the image at least.
_PERIOD_PX, _LEAST_PERIOD = 10.0, 4
#: The lines, what lies between them, and the dark side of a line, by which it reads on red: numbers of their colours.
_LINE, _GROUND, _SHADE = 3, 4, 5
_COLOURS = (*BORDER[:2], NOT_FROM_COLOUR, QColor(255, 72, 60, 235), QColor(255, 72, 60, 50), QColor(0, 0, 0, 120))


class HatchImage:
    """The latest strokes as an image, made once for each zoom."""

    def __init__(self) -> None:
        self._made: tuple[object, int, int, QImage] | None = None

    def paint(self, painter: QPainter, strokes: Silhouette, rect: Rect) -> None:
        """Args:
        rect: where the strokes' reach is shown, in view pixels.
        """
        width = max(1.0, rect[2] - rect[0])
        step = step_of(strokes, width)
        cell_px = width * step / strokes.reach.width
        period = max(_LEAST_PERIOD, round(_PERIOD_PX / cell_px))
        made = self._made
        if made is None or made[0] is not strokes.mask or made[1:3] != (step, period):
            origin = (strokes.reach.x0 + strokes.reach.y0) // step
            made = (strokes.mask, step, period, hatch_image(strokes.mask, step, period, origin=origin))
            self._made = made
        paint_cells(painter, made[3], strokes, rect, step)


def hatch_image(mask: NDArray[np.uint8], step: int, period: int, *, origin: int = 0) -> QImage:
    """(h, w) uint8 -> an image of every `step`-th pixel, with rising lines where the mask is.

    Args:
        mask: above 127 where nothing is filled from.
        step: every how many pixels.
        period: from line to line, in cells.
        origin: column and row of the first cell together: lines go on where the mask grows.
    """
    on = mask[::step, ::step] > HALF
    inner, outer = inside_and_beside(on)
    height, width = on.shape
    line = max(1, period // 4)
    phases = np.full(period, _GROUND, np.uint8)
    phases[:line], phases[line] = _LINE, _SHADE
    along = phases[(np.arange(height + width - 1) + origin) % period]
    lines = np.lib.stride_tricks.sliding_window_view(along, width)  # (h, w), row + column
    return coloured_image(outer + 2 * (on & ~inner).view(np.uint8) + inner * lines, _COLOURS)
