"""A picture cut into tiles at halving sizes: what is painted is read from the level that fits the zoom.

Pyramids are built and changed in worker threads and never change once made; a change makes a new pyramid that shares
all tiles it does not touch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from lredit_core.geometry import Box, Size
from lredit_gui.rendering.conversion import Bgrx, to_bgrx, wrapped

TILE_PX = 256


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """At most 256 x 256 pixels; `image` shows the memory of `pixels`."""

    pixels: Bgrx
    image: QImage

    @classmethod
    def of(cls, pixels: Bgrx) -> Tile:
        contiguous = np.ascontiguousarray(pixels)
        return cls(contiguous, wrapped(contiguous))


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One size of the picture; tiles by (row, column)."""

    size: Size
    tiles: dict[tuple[int, int], Tile]

    def tiles_in(self, x0: float, y0: float, x1: float, y1: float) -> list[tuple[int, int]]:
        """(row, column) of the tiles that meet a rectangle in this level's pixels."""
        if x1 <= 0 or y1 <= 0 or x0 >= self.size.width or y0 >= self.size.height:
            return []
        rows = range(max(0, int(y0) // TILE_PX), math.ceil(min(y1, self.size.height) / TILE_PX))
        columns = range(max(0, int(x0) // TILE_PX), math.ceil(min(x1, self.size.width) / TILE_PX))
        return [(row, column) for row in rows for column in columns]


@dataclass(frozen=True, slots=True, eq=False)
class TilePyramid:
    """Level 0 is the picture itself; each next one is half as large, down to a single tile."""

    levels: tuple[Level, ...]

    @property
    def size(self) -> Size:
        return self.levels[0].size

    @classmethod
    def built(cls, colours: NDArray[np.uint8]) -> TilePyramid:
        """From (H, W, 3) uint8 sRGB."""
        height, width = colours.shape[:2]
        tiles = {
            (top // TILE_PX, left // TILE_PX): Tile.of(to_bgrx(colours[top : top + TILE_PX, left : left + TILE_PX]))
            for top in range(0, height, TILE_PX)
            for left in range(0, width, TILE_PX)
        }
        levels = [Level(Size(width, height), tiles)]
        while levels[-1].size.longest > TILE_PX:
            above = levels[-1]
            size = Size(-(-above.size.width // 2), -(-above.size.height // 2))
            parents = {(row // 2, column // 2) for row, column in above.tiles}
            levels.append(Level(size, {place: _reduced(above, *place) for place in parents}))
        return cls(tuple(levels))

    def patched(self, box: Box, colours: NDArray[np.uint8]) -> TilePyramid:
        """With other pixels inside of `box`: (h, w, 3) uint8 sRGB. All tiles elsewhere are shared."""
        if box.is_empty:
            return self
        base = self.levels[0]
        touched = base.tiles_in(box.x0, box.y0, box.x1, box.y1)
        changed: dict[tuple[int, int], Tile] = {}
        for row, column in touched:
            left, top = column * TILE_PX, row * TILE_PX
            pixels = base.tiles[row, column].pixels.copy()
            height, width = pixels.shape[:2]
            part = box.intersected(Box(left, top, left + width, top + height))
            rows, columns = part.translated(-box.x0, -box.y0).as_slices()
            pixels[part.translated(-left, -top).as_slices()] = to_bgrx(colours[rows, columns])
            changed[row, column] = Tile.of(pixels)
        levels = [Level(base.size, base.tiles | changed)]
        for old in self.levels[1:]:
            above = levels[-1]
            parents = {(row // 2, column // 2) for row, column in changed}
            changed = {place: _reduced(above, *place) for place in parents}
            levels.append(Level(old.size, old.tiles | changed))
        return TilePyramid(tuple(levels))

    def level_for(self, scale: float) -> int:
        """The smallest level that is not enlarged when the picture is shown at `scale` view pixels per pixel."""
        if scale >= 1.0:
            return 0
        return min(math.floor(-math.log2(scale) + 1e-6), len(self.levels) - 1)


def _reduced(above: Level, row: int, column: int) -> Tile:
    """The tile whose pixels are the means of 2 x 2 pixels of the four tiles above it."""
    rows = []
    for upper in (2 * row, 2 * row + 1):
        parts = [above.tiles[upper, left] for left in (2 * column, 2 * column + 1) if (upper, left) in above.tiles]
        if parts:
            rows.append(np.concatenate([part.pixels for part in parts], axis=1))
    whole = rows[0] if len(rows) == 1 else np.concatenate(rows, axis=0)
    height, width = whole.shape[:2]
    if height % 2 or width % 2:
        whole = np.pad(whole, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    wide = whole.astype(np.uint16)
    rows_summed = wide[0::2] + wide[1::2]
    mean = (rows_summed[:, 0::2] + rows_summed[:, 1::2] + 2) >> 2
    return Tile.of(mean.astype(np.uint8))
