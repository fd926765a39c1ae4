"""The lines between pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor

from lredit_core.geometry import Size
from lredit_gui.canvas.picture_layer import PictureLayer
from lredit_gui.canvas.viewport import Viewport
from lredit_gui.rendering.tiles import TilePyramid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

VIEW = Size(64, 48)


def painted(grey: int, scale: float, *, has_grid: bool, left: float = 0.0) -> np.ndarray:
    """(rows, columns) greys of a view of an even picture."""
    tiles = TilePyramid.built(np.full((20, 20, 3), grey, np.uint8))
    view = Viewport(VIEW, tiles.size, scale, left, 0.0, is_fit=False)
    image = PictureLayer().pixmap(tiles, view, QColor(grey, grey, grey), has_grid=has_grid).toImage()
    return np.array([[QColor(image.pixel(x, y)).red() for x in range(VIEW.width)] for y in range(VIEW.height)])


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_lines_lie_between_pixels_and_are_seen_on_every_ground(qapp: QApplication, grey: int) -> None:
    difference = np.abs(painted(grey, 8.0, has_grid=True) - grey)
    inside = difference.reshape(6, 8, 8, 8)[:, 1:, :, 1:]
    assert not inside.any(), "no pixel is covered but for its edge"
    for line in (difference[:, 16], difference[16]):
        assert line.max() >= 35 and np.mean(line > 0) >= 0.45


def test_no_line_is_outside_of_the_picture(qapp: QApplication) -> None:
    shown = painted(255, 8.0, has_grid=True, left=-120.0)
    assert (shown[:, 41:] == 255).all() and (shown[:, 8] != 255).any()


def test_below_800_per_cent_and_switched_off_there_is_none(qapp: QApplication) -> None:
    assert (painted(255, 7.9, has_grid=True) == 255).all()
    assert (painted(255, 8.0, has_grid=False) == 255).all()
