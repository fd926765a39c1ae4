"""What transparent places are seen on: squares of two greys."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor, QImage, QPainter


class GroundTint(Enum):
    """How bright the squares are."""

    LIGHT = "light"
    GREY = "grey"
    DARK = "dark"

    @property
    def greys(self) -> tuple[int, int]:
        """Of the first square and the second, in [0, 255]."""
        return {GroundTint.LIGHT: (255, 224), GroundTint.GREY: (204, 160), GroundTint.DARK: (82, 58)}[self]


@dataclass(frozen=True, slots=True)
class Ground:
    """Attributes:
    square_px: side of a square in device pixels.
    """

    square_px: int = 10
    tint: GroundTint = GroundTint.GREY


@functools.lru_cache(maxsize=8)
def ground_image(ground: Ground) -> QImage:
    """Four squares, to be painted side by side."""
    side = ground.square_px
    one, other = (QColor(grey, grey, grey) for grey in ground.tint.greys)
    image = QImage(2 * side, 2 * side, QImage.Format.Format_RGB32)
    image.fill(one)
    painter = QPainter(image)
    painter.fillRect(side, 0, side, side, other)
    painter.fillRect(0, side, side, side, other)
    painter.end()
    return image
