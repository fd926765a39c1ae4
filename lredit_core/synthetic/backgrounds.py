"""Places to put things on: painted ones with names, and parts of free photographs. NumPy and Pillow only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Size

if TYPE_CHECKING:
    from collections.abc import Callable

Rgb = tuple[float, float, float]
Floats = NDArray[np.float32]

#: For each place: (as the end of a caption, as a caption of its own).
PLACE_PHRASES: dict[str, tuple[str, str]] = {
    "meadow": ("on a meadow", "a meadow"),
    "beach": ("on a beach", "a beach"),
    "snow": ("in the snow", "snow"),
    "sky": ("in the sky", "the sky"),
    "sunset": ("at sunset", "a sunset"),
    "wooden table": ("on a wooden table", "a wooden table"),
    "night": ("at night", "a night"),
    "brick wall": ("in front of a brick wall", "a brick wall"),
    "wall": ("in front of a wall", "a wall"),
    "water": ("on water", "water"),
    "desert": ("in the desert", "a desert"),
    "road": ("on a road", "a road"),
    "tiles": ("on tiles", "tiles"),
    "grass": ("on grass", "grass"),
    "bricks": ("on bricks", "bricks"),
    "gravel": ("on gravel", "gravel"),
    "grey sand": ("on grey sand", "grey sand"),
    "stars": ("among the stars", "stars"),
    "dusk sky": ("in the sky at dusk", "the sky at dusk"),
    "wood": ("on wood", "wood"),
    "pale sky": ("in the sky", "a pale sky"),
    "lake": ("by a lake", "a lake"),
    "bushes": ("in front of bushes", "bushes"),
    "leaves": ("in front of leaves", "leaves"),
    "dark leaves": ("in front of leaves", "dark leaves"),
}


class BackgroundPhotos:
    """The parts of photographs in a folder with `backgrounds.json`.

    Raises:
        ModelUnavailable: where the folder lacks its list.
    """

    def __init__(self, folder: Path | str) -> None:
        table = Path(folder) / "backgrounds.json"
        try:
            entries = json.loads(table.read_text(encoding="utf-8"))["backgrounds"]
            self._paths = {str(entry["name"]): Path(folder) / str(entry["file"]) for entry in entries}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelUnavailable(
                f"The list of backgrounds {table} cannot be read. Restore the folder from the program's package.",
                details=str(error),
            ) from error
        self._images: dict[str, Image.Image] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._paths)

    def crop(self, name: str, size: Size, rng: np.random.Generator) -> Floats:
        """(H, W, 3) float32 in [0, 255]: a part of the photograph of this aspect, perhaps mirrored, a little
        lighter or darker."""
        if name not in self._images:
            with Image.open(self._paths[name]) as opened:
                self._images[name] = opened.convert("RGB")
        image = self._images[name]
        largest = min(image.width / size.width, image.height / size.height)
        factor = largest * float(rng.uniform(0.55, 1.0))
        width, height = size.width * factor, size.height * factor
        left, top = rng.uniform(0, image.width - width + 1e-6), rng.uniform(0, image.height - height + 1e-6)
        part = image.resize(
            (size.width, size.height),
            Image.Resampling.BILINEAR,
            (left, top, left + width, top + height),
            reducing_gap=2.0,
        )
        pixels = np.asarray(part, dtype=np.float32) * float(rng.uniform(0.85, 1.12))
        return pixels[:, ::-1] if rng.random() < 0.5 else pixels


def painted(name: str, size: Size, rng: np.random.Generator) -> Floats:
    """(H, W, 3) float32 in about [0, 255]: a painted place. `name` is a key of `PAINTERS`."""
    return PAINTERS[name](size, rng)


def noise(size: Size, rng: np.random.Generator, cells: float, *, stretch: float = 1.0) -> Floats:
    """(H, W) float32, mean about 0, deviation about 1: smooth noise with `cells` cells along the shortest side.

    `stretch` > 1 draws the noise out horizontally.
    """
    cell = size.shortest / cells
    columns, rows = max(2, round(size.width / cell / stretch) + 1), max(2, round(size.height / cell) + 1)
    columns, rows = min(columns, size.width), min(rows, size.height)
    grid = rng.standard_normal((rows, columns)).astype(np.float32)
    return np.asarray(Image.fromarray(grid).resize((size.width, size.height), Image.Resampling.BICUBIC))


def _texture(
    size: Size, rng: np.random.Generator, amount: float, cells: tuple[float, ...], stretch: float = 1.0
) -> Floats:
    total = np.zeros((size.height, size.width), np.float32)
    for index, count in enumerate(cells):
        total += noise(size, rng, count, stretch=stretch) * amount * (0.8**index)
    return total[..., None]


def _varied(colour: Rgb, rng: np.random.Generator, amount: float = 14.0) -> Floats:
    shift = rng.uniform(-amount, amount) + rng.uniform(-0.5 * amount, 0.5 * amount, 3)
    return (np.asarray(colour) + shift).astype(np.float32)


def _vertical(size: Size, top: Floats, bottom: Floats) -> Floats:
    ramp = np.linspace(0, 1, size.height, dtype=np.float32)[:, None, None]
    return np.broadcast_to(top * (1 - ramp) + bottom * ramp, (size.height, size.width, 3)).copy()


def _sky(size: Size, rng: np.random.Generator, top: Rgb = (92, 156, 226), bottom: Rgb = (190, 222, 246)) -> Floats:
    pixels = _vertical(size, _varied(top, rng), _varied(bottom, rng))
    clouds = noise(size, rng, 2.5, stretch=2.0) + 0.6 * noise(size, rng, 6, stretch=1.8) + 0.3 * noise(size, rng, 14)
    cover = np.clip((clouds - rng.uniform(0.2, 1.4)) * 0.7, 0, 0.9)[..., None]
    return np.asarray(pixels * (1 - cover) + 250.0 * cover, dtype=np.float32)


def _land(size: Size, rng: np.random.Generator, above: Floats, below: Floats, horizon: float) -> Floats:
    rows = np.arange(size.height, dtype=np.float32)[:, None] / size.height
    wave = noise(Size(size.width, 2), rng, 0.2)[:1] * rng.uniform(0, 0.02)
    ground = np.clip((rows - horizon - wave) * size.height / 1.5, 0, 1)[..., None]
    return np.asarray(above * (1 - ground) + below * ground, dtype=np.float32)


def _meadow(size: Size, rng: np.random.Generator) -> Floats:
    grass = _vertical(size, _varied((134, 182, 82), rng), _varied((74, 138, 46), rng))
    grass = grass + _texture(size, rng, 9, (5, 20, 70))
    return grass if rng.random() < 0.4 else _land(size, rng, _sky(size, rng), grass, rng.uniform(0.15, 0.6))


def _beach(size: Size, rng: np.random.Generator) -> Floats:
    sand = _vertical(size, _varied((232, 208, 158), rng), _varied((214, 184, 128), rng)) + _texture(
        size, rng, 5, (4, 30, 90)
    )
    sea = _vertical(size, _varied((52, 132, 186), rng), _varied((120, 196, 206), rng)) + _texture(
        size, rng, 6, (10, 40), 6.0
    )
    waterline = rng.uniform(0.3, 0.65)
    return _land(size, rng, _land(size, rng, _sky(size, rng), sea, waterline * rng.uniform(0.4, 0.8)), sand, waterline)


def _snow(size: Size, rng: np.random.Generator) -> Floats:
    snow = _vertical(size, _varied((238, 243, 250), rng, 6), _varied((214, 226, 240), rng, 8)) + _texture(
        size, rng, 4, (3, 9, 40)
    )
    if rng.random() < 0.4:
        return snow
    return _land(size, rng, _sky(size, rng, (150, 178, 210), (214, 226, 238)), snow, rng.uniform(0.15, 0.6))


def _sunset(size: Size, rng: np.random.Generator) -> Floats:
    glow = _sky(size, rng, (88, 70, 136), (250, 156, 84)) * np.asarray((1.0, 0.93, 0.88), np.float32)
    ground = _vertical(size, _varied((92, 64, 66), rng), _varied((50, 38, 48), rng)) + _texture(size, rng, 4, (6, 30))
    return glow if rng.random() < 0.4 else _land(size, rng, glow, ground, rng.uniform(0.55, 0.85))


def _wooden_table(size: Size, rng: np.random.Generator) -> Floats:
    base: Rgb = ((172, 118, 70), (140, 90, 52), (198, 154, 104))[int(rng.integers(3))]
    planks = int(rng.integers(3, 8))
    rows = np.arange(size.height) * planks / size.height
    shade = rng.uniform(-16, 16, planks + 1)[rows.astype(int)][:, None, None]
    gap = (np.minimum(rows % 1, 1 - rows % 1) * size.height / planks < max(0.7, size.height / 260))[:, None, None]
    grain = _texture(size, rng, 8, (12, 40, 90), 9.0)
    wood = np.broadcast_to(_varied(base, rng), (size.height, size.width, 3)) + shade + grain
    return np.asarray(np.where(gap, wood * 0.62, wood), dtype=np.float32)


def _night(size: Size, rng: np.random.Generator) -> Floats:
    pixels = _vertical(size, _varied((12, 16, 44), rng, 8), _varied((40, 48, 92), rng, 10)) + _texture(
        size, rng, 3, (3, 8)
    )
    for _ in range(int(rng.integers(12, 60))):
        row, column = int(rng.integers(size.height)), int(rng.integers(size.width))
        pixels[row : row + 1 + size.shortest // 200, column : column + 1 + size.shortest // 200] = rng.uniform(150, 255)
    ground = _vertical(size, _varied((30, 38, 44), rng, 8), _varied((16, 22, 26), rng, 6)) + _texture(
        size, rng, 3, (8, 40)
    )
    return pixels if rng.random() < 0.5 else _land(size, rng, pixels, ground, rng.uniform(0.5, 0.85))


def _courses(
    size: Size, rng: np.random.Generator, courses: float, aspect: float, offset: float
) -> tuple[Floats, Floats]:
    """(H, W) brick shade and (H, W) 1 where there is mortar."""
    height = size.shortest / courses
    rows = np.arange(size.height, dtype=np.float32)[:, None] / height
    columns = np.arange(size.width, dtype=np.float32)[None] / (height * aspect) + offset * (rows.astype(int) % 2)
    row_index, column_index = rows.astype(int), columns.astype(int)
    shade = rng.standard_normal((row_index.max() + 1, int(column_index.max()) + 1)).astype(np.float32)[
        row_index, column_index
    ]
    edge = np.minimum(np.minimum(rows % 1, 1 - rows % 1), np.minimum(columns % 1, 1 - columns % 1) * aspect) * height
    return shade, np.clip(max(0.8, height * 0.06) + 0.5 - edge, 0, 1)


def _brick_wall(size: Size, rng: np.random.Generator) -> Floats:
    shade, mortar = _courses(size, rng, rng.uniform(6, 13), 2.4, 0.5)
    bricks = _varied((164, 84, 66), rng, 22) + shade[..., None] * 10 + _texture(size, rng, 5, (20, 70))
    return bricks * (1 - mortar[..., None]) + _varied((206, 198, 188), rng) * mortar[..., None]


def _tiles(size: Size, rng: np.random.Generator) -> Floats:
    shade, joint = _courses(size, rng, rng.uniform(3, 8), 1.0, 0.0)
    base: Rgb = ((226, 232, 232), (150, 190, 204), (222, 206, 180), (176, 200, 176))[int(rng.integers(4))]
    tiles = _varied(base, rng) + shade[..., None] * 4 + _texture(size, rng, 3, (2, 10))
    return tiles * (1 - joint[..., None]) + _varied((150, 150, 148), rng) * joint[..., None]


def _wall(size: Size, rng: np.random.Generator) -> Floats:
    base = rng.uniform(120, 235, 3) * 0.5 + rng.uniform(120, 235) * 0.5
    wall = _vertical(size, _varied(tuple(base), rng, 6), _varied(tuple(base * rng.uniform(0.8, 1.05)), rng, 6))
    return wall + _texture(size, rng, 3, (2, 7, 50))


def _water(size: Size, rng: np.random.Generator) -> Floats:
    water = _vertical(size, _varied((74, 150, 190), rng, 20), _varied((30, 92, 150), rng, 20))
    return water + _texture(size, rng, 10, (8, 22, 60), 5.0)


def _desert(size: Size, rng: np.random.Generator) -> Floats:
    sand = _vertical(size, _varied((226, 174, 110), rng), _varied((194, 132, 74), rng)) + _texture(
        size, rng, 6, (4, 12, 60), 3.0
    )
    return _land(size, rng, _sky(size, rng, (110, 170, 226), (240, 224, 190)), sand, rng.uniform(0.2, 0.6))


def _road(size: Size, rng: np.random.Generator) -> Floats:
    asphalt = np.broadcast_to(_varied((104, 106, 110), rng, 18), (size.height, size.width, 3)) + _texture(
        size, rng, 5, (5, 40, 110)
    )
    if rng.random() < 0.5:
        middle, thick = rng.uniform(0.3, 0.9) * size.height, max(1.0, size.height * rng.uniform(0.012, 0.03))
        rows, columns = np.arange(size.height)[:, None], np.arange(size.width)[None]
        dashes = (np.abs(rows - middle) < thick) & ((columns / (0.18 * size.shortest) + rng.random()) % 1 < 0.6)
        asphalt = np.where(dashes[..., None], 224.0, asphalt)
    if rng.random() < 0.5:
        return np.asarray(asphalt, dtype=np.float32)
    return _land(size, rng, _sky(size, rng), np.asarray(asphalt, dtype=np.float32), rng.uniform(0.1, 0.4))


PAINTERS: dict[str, Callable[[Size, np.random.Generator], Floats]] = {
    "meadow": _meadow,
    "beach": _beach,
    "snow": _snow,
    "sky": lambda size, rng: _sky(size, rng),
    "sunset": _sunset,
    "wooden table": _wooden_table,
    "night": _night,
    "brick wall": _brick_wall,
    "wall": _wall,
    "water": _water,
    "desert": _desert,
    "road": _road,
    "tiles": _tiles,
}
