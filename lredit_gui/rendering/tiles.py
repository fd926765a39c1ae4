"""A picture cut into tiles at halving sizes: what is painted is read from the level that fits the zoom.

Pyramids are built and changed in worker threads and never change once made; a change makes a new pyramid that shares
all tiles it does not touch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from lredit_core.bands import for_each_band, results_of
from lredit_core.geometry import Box, Size
from lredit_gui.rendering.conversion import Bgrx, to_bgrx, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

TILE_PX = 256

Place = tuple[int, int]
"""(row, column) of a tile."""


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """At most 256 x 256 pixels; `image` shows the memory of `pixels`, whose colours are multiplied by their alpha where
    it has one."""

    pixels: Bgrx
    image: QImage

    @classmethod
    def of(cls, pixels: Bgrx, *, has_alpha: bool = False) -> Tile:
        contiguous = np.ascontiguousarray(pixels)
        return cls(contiguous, wrapped(contiguous, has_alpha=has_alpha))

    @property
    def has_alpha(self) -> bool:
        return self.image.hasAlphaChannel()


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One size of the picture; tiles by (row, column)."""

    size: Size
    tiles: dict[Place, Tile]

    def tiles_in(self, x0: float, y0: float, x1: float, y1: float) -> list[Place]:
        """(row, column) of the tiles that meet a rectangle in this level's pixels."""
        if x1 <= 0 or y1 <= 0 or x0 >= self.size.width or y0 >= self.size.height:
            return []
        rows = range(max(0, int(y0) // TILE_PX), math.ceil(min(y1, self.size.height) / TILE_PX))
        columns = range(max(0, int(x0) // TILE_PX), math.ceil(min(x1, self.size.width) / TILE_PX))
        return [(row, column) for row in rows for column in columns]


@dataclass(frozen=True, slots=True, eq=False)
class TilePyramid:
    """Level 0 is the picture itself; each next one is half as large, down to a single tile.

    Attributes:
        finest: the first level that shows the picture as it is; those before it are out of date while it is dragged.
    """

    levels: tuple[Level, ...]
    finest: int = 0

    @property
    def size(self) -> Size:
        return self.levels[0].size

    @property
    def has_alpha(self) -> bool:
        """Whether something below it can show through."""
        return self.levels[-1].tiles[0, 0].has_alpha

    @classmethod
    def built(cls, colours: NDArray[np.uint8]) -> TilePyramid:
        """From (H, W, 3) uint8 sRGB, or (H, W, 4) with straight alpha."""
        has_alpha = colours.shape[2] == 4
        levels: list[Level] = []
        level, pixels = _cut(colours, has_alpha=has_alpha, is_packed=False)
        levels.append(level)
        while level.size.longest > TILE_PX:
            level, pixels = _cut(pixels, has_alpha=has_alpha, is_packed=True)
            levels.append(level)
        return cls(tuple(levels))

    def patched(self, box: Box, colours: NDArray[np.uint8], *, finest: int = 0) -> TilePyramid:
        """With other pixels inside of `box`. All tiles elsewhere are shared.

        Args:
            box: in the pixels of the level `finest`.
            colours: of the box, (h, w, 3) uint8 sRGB, or (h, w, 4) with straight alpha as the pyramid has it.
            finest: levels before this one stay as they are, and are not to be shown.
        """
        base = self.levels[finest]
        changed: dict[Place, Tile] = {}
        for row, column in base.tiles_in(box.x0, box.y0, box.x1, box.y1) if not box.is_empty else ():
            left, top = column * TILE_PX, row * TILE_PX
            pixels = base.tiles[row, column].pixels.copy()
            height, width = pixels.shape[:2]
            part = box.intersected(Box(left, top, left + width, top + height))
            rows, columns = part.translated(-box.x0, -box.y0).as_slices()
            pixels[part.translated(-left, -top).as_slices()] = to_bgrx(colours[rows, columns])
            changed[row, column] = Tile.of(pixels, has_alpha=self.has_alpha)
        return self.with_tiles(changed, finest=finest)

    def with_tiles(self, changed: Mapping[Place, Tile], *, finest: int = 0) -> TilePyramid:
        """With other tiles in the level `finest`, and what follows from them in the smaller ones."""
        if not changed:
            return self
        base = self.levels[finest]
        levels = [*self.levels[:finest], Level(base.size, base.tiles | dict(changed))]
        for old in self.levels[finest + 1 :]:
            parents = {(row // 2, column // 2) for row, column in changed}
            changed = dict(zip(parents, results_of(parents, _reducing(old, changed)), strict=True))
            levels.append(Level(old.size, old.tiles | dict(changed)))
        return TilePyramid(tuple(levels), finest)

    def level_for(self, scale: float) -> int:
        """The smallest level that is not enlarged when the picture is shown at `scale` view pixels per pixel."""
        if scale >= 1.0:
            return self.finest
        return max(self.finest, min(math.floor(-math.log2(scale) + 1e-6), len(self.levels) - 1))


def _cut(pixels: NDArray[np.uint8], *, has_alpha: bool, is_packed: bool) -> tuple[Level, Bgrx]:
    """A level from colours, or from (H, W, 4) in the screen's order (`is_packed`), and the pixels of the next one."""
    height, width = pixels.shape[:2]
    tiles: dict[Place, Tile] = {}
    half = np.empty((-(-height // 2), -(-width // 2), 4), np.uint8)

    def cut(top: int, bottom: int) -> None:
        band = pixels[top:bottom] if is_packed else to_bgrx(pixels[top:bottom])
        for left in range(0, width, TILE_PX):
            tiles[top // TILE_PX, left // TILE_PX] = Tile.of(band[:, left : left + TILE_PX].copy(), has_alpha=has_alpha)
        half[top // 2 : -(-bottom // 2)] = _halved(band)

    for_each_band(height, width, cut, rows=TILE_PX)
    return Level(Size(width, height), tiles), half


def _reducing(old: Level, changed: Mapping[Place, Tile]) -> Callable[[Place], Tile]:
    return lambda place: _reduced(old.tiles[place], changed, *place)


def _reduced(old: Tile, changed: Mapping[Place, Tile], row: int, column: int) -> Tile:
    """The tile of the next level, whose pixels are the means of 2 x 2 pixels: only of the tiles that changed."""
    pixels = old.pixels.copy()
    half = TILE_PX // 2
    for child in ((2 * row + down, 2 * column + across) for down in (0, 1) for across in (0, 1)):
        if child in changed:
            top, left = (child[0] % 2) * half, (child[1] % 2) * half
            pixels[top : top + half, left : left + half] = _halved(changed[child].pixels)
    return Tile.of(pixels, has_alpha=old.has_alpha)


def _halved(packed: Bgrx) -> Bgrx:
    """Means of 2 x 2 pixels, of fewer at odd ends."""
    height, width = packed.shape[:2]
    image = Image.frombuffer("RGBX", (width, height), np.ascontiguousarray(packed), "raw", "RGBX", 0, 1)
    return np.asarray(image.reduce(2), dtype=np.uint8)
