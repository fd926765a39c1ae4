"""The picture as painted for one viewport, kept until the picture or the viewport changes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap, QTransform

from lredit_gui.canvas.pixel_grid import paint_pixel_grid
from lredit_gui.rendering.ground import Ground, ground_image
from lredit_gui.rendering.tiles import TILE_PX, TilePyramid

if TYPE_CHECKING:
    from lredit_gui.canvas.viewport import Viewport

#: From this magnification on single pixels are shown as squares.
_SQUARES_FROM_SCALE = 3.0


class PictureLayer:
    """Paints a pyramid into a pixmap of the view's size. Boxes over it move without any of this being done again."""

    def __init__(self) -> None:
        self.ground = Ground()
        self._pixmap = QPixmap()
        self._key: tuple[object, Viewport, int, bool, bool, Ground] | None = None
        self._tiles: TilePyramid | None = None

    def pixmap(
        self,
        tiles: TilePyramid,
        viewport: Viewport,
        surround: QColor,
        *,
        is_coarse: bool = False,
        has_grid: bool = False,
    ) -> QPixmap:
        """The view's picture in device pixels.

        Args:
            tiles: of the picture.
            viewport: which part is seen, how large.
            surround: the colour around the picture.
            is_coarse: quick and rough, while the view moves.
            has_grid: with lines between pixels, where these are large enough.
        """
        key = (id(tiles), viewport, surround.rgb(), is_coarse, has_grid, self.ground)
        if key != self._key or self._tiles is not tiles:
            if (self._pixmap.width(), self._pixmap.height()) != (viewport.view.width, viewport.view.height):
                self._pixmap = QPixmap(viewport.view.width, viewport.view.height)
            self._pixmap.setDevicePixelRatio(1.0)  # painted in device pixels, whatever it was shown with
            painter = QPainter(self._pixmap)
            painter.fillRect(self._pixmap.rect(), surround)
            painter.setTransform(QTransform(*viewport.screen_matrix))
            if tiles.has_alpha:
                paint_ground(painter, viewport, self.ground)
            paint_tiles(painter, tiles, viewport, is_coarse=is_coarse)
            if has_grid and viewport.is_square_on:
                paint_pixel_grid(painter, viewport)
            painter.end()
            self._key, self._tiles = key, tiles
        return self._pixmap


def paint_ground(painter: QPainter, viewport: Viewport, ground: Ground) -> None:
    """What transparent places are seen on, fixed to the picture's corner."""
    left, top = round(viewport.left), round(viewport.top)
    right = round(viewport.left + viewport.picture.width * viewport.scale)
    bottom = round(viewport.top + viewport.picture.height * viewport.scale)
    painter.setBrushOrigin(left, top)
    painter.fillRect(QRect(left, top, right - left, bottom - top), QBrush(ground_image(ground)))


def paint_tiles(painter: QPainter, tiles: TilePyramid, viewport: Viewport, *, is_coarse: bool = False) -> None:
    """The tiles in view, on whole device pixels so that no seam shows between them."""
    index = tiles.level_for(viewport.scale)
    if is_coarse and viewport.scale < 0.75:
        index = min(index + 1, len(tiles.levels) - 1)
    level = tiles.levels[index]
    factor = viewport.scale * (1 << index)
    x0, y0 = -viewport.left / factor, -viewport.top / factor
    x1, y1 = x0 + viewport.sheet.width / factor, y0 + viewport.sheet.height / factor
    is_between_pixels = factor != 1.0 or not viewport.is_square_on
    is_smooth = not is_coarse and viewport.scale < _SQUARES_FROM_SCALE and is_between_pixels
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
    modes = QPainter.CompositionMode
    painter.setCompositionMode(modes.CompositionMode_SourceOver if tiles.has_alpha else modes.CompositionMode_Source)
    right_end = round(viewport.left + viewport.picture.width * viewport.scale)
    bottom_end = round(viewport.top + viewport.picture.height * viewport.scale)
    for row, column in level.tiles_in(x0, y0, x1, y1):
        tile = level.tiles[row, column]
        width, height = tile.image.width(), tile.image.height()
        left = round(viewport.left + column * TILE_PX * factor)
        top = round(viewport.top + row * TILE_PX * factor)
        right = min(round(viewport.left + (column * TILE_PX + width) * factor), right_end)
        bottom = min(round(viewport.top + (row * TILE_PX + height) * factor), bottom_end)
        target = QRect(left, top, right - left, bottom - top)
        if factor > 2.0:
            _paint_magnified(painter, tile.image, viewport, (row, column))
        elif factor == 1.0:
            painter.drawImage(target.topLeft(), tile.image)
        else:
            painter.drawImage(target, tile.image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _paint_magnified(painter: QPainter, image: QImage, viewport: Viewport, place: tuple[int, int]) -> None:
    """Only the part of a tile that is in view, cut at whole pixels."""
    scale = viewport.scale
    row, column = place
    first_x, first_y = column * TILE_PX, row * TILE_PX
    left = max(0, math.floor(-viewport.left / scale) - first_x)
    top = max(0, math.floor(-viewport.top / scale) - first_y)
    right = min(image.width(), math.ceil((viewport.sheet.width - viewport.left) / scale) - first_x)
    bottom = min(image.height(), math.ceil((viewport.sheet.height - viewport.top) / scale) - first_y)
    if right <= left or bottom <= top:
        return
    x0, y0 = round(viewport.left + (first_x + left) * scale), round(viewport.top + (first_y + top) * scale)
    x1, y1 = round(viewport.left + (first_x + right) * scale), round(viewport.top + (first_y + bottom) * scale)
    painter.drawImage(QRect(x0, y0, x1 - x0, y1 - y0), image, QRect(left, top, right - left, bottom - top))
