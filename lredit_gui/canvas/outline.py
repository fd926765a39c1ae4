"""A thing's mask over the picture: a tint, and a line along its border that reads on black and on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from lredit_core.document.silhouette import HALF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.document.silhouette import Silhouette
    from lredit_gui.canvas.hit_test import Rect

#: Of 255, how much of the accent lies over the thing.
_TINT = 56
#: Nothing, beside the border, and the border.
BORDER = (QColor(0, 0, 0, 0), QColor(0, 0, 0, 150), QColor(255, 255, 255))
#: The longest side of what is drawn; a larger mask is drawn coarser.
_LONGEST = 1600


class OutlineImage:
    """The latest mask as an image, made once for each zoom."""

    def __init__(self) -> None:
        self._made: tuple[object, int, QColor | None, QImage] | None = None

    def paint(self, painter: QPainter, outline: Silhouette, rect: Rect, accent: QColor, *, is_tinted: bool) -> None:
        """Args:
        rect: where the mask's reach is shown, in view pixels.
        is_tinted: the thing is tinted; else its border alone is drawn, and its colours can be judged.
        """
        width = max(1.0, rect[2] - rect[0])
        tint = QColor(accent) if is_tinted else None
        step = step_of(outline, width)
        made = self._made
        if made is None or made[0] is not outline.mask or made[1:3] != (step, tint):
            made = (outline.mask, step, tint, outline_image(outline.mask, step, tint))
            self._made = made
        paint_cells(painter, made[3], outline, rect, step)


def step_of(mask: Silhouette, width: float) -> int:
    """Every how many pixels a mask is drawn that is shown so many view pixels wide."""
    return max(1, round(mask.reach.width / width), -(-mask.reach.size.longest // _LONGEST))


def paint_cells(painter: QPainter, image: QImage, mask: Silhouette, rect: Rect, step: int) -> None:
    """An image of every `step`-th pixel of a mask, whose reach is shown in `rect`."""
    # a step's last cells may reach past the mask
    across, down = image.width() * step / mask.reach.width, image.height() * step / mask.reach.height
    width = max(1.0, rect[2] - rect[0])
    painter.drawImage(QRectF(rect[0], rect[1], width * across, (rect[3] - rect[1]) * down), image)


def outline_image(mask: NDArray[np.uint8], step: int, tint: QColor | None) -> QImage:
    """(h, w) uint8 -> an image of every `step`-th pixel: white within the border, black beside it, tinted inside."""
    on = mask[::step, ::step] > HALF
    inside = QColor(0, 0, 0, 0) if tint is None else QColor(tint.red(), tint.green(), tint.blue(), _TINT)
    inner, outer = inside_and_beside(on)
    return coloured_image(outer + 2 * (on & ~inner).view(np.uint8) + 3 * inner.view(np.uint8), [*BORDER, inside])


def inside_and_beside(on: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(h, w) bool -> what lies within its border, and the cells that touch it from outside, both (h, w)."""
    padded = np.pad(on, 1)
    inner = padded[1:-1, 1:-1] & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    outer = (padded[:-2, 1:-1] | padded[2:, 1:-1] | padded[1:-1, :-2] | padded[1:-1, 2:]) & ~on
    return inner, outer


def coloured_image(numbers: NDArray[np.uint8], colours: Sequence[QColor]) -> QImage:
    """(h, w) uint8, the number of each cell's colour, as an image."""
    table = np.array([colour.getRgb() for colour in colours], np.float64)  # (N, 4)
    table[:, :3] *= table[:, 3:] / 255
    pixels = np.rint(table).astype(np.uint8).view(np.uint32)[:, 0][numbers]  # one look-up a cell
    height, width = pixels.shape
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888_Premultiplied).copy()
