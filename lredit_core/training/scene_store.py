"""Pictures rendered ahead of time, as pairs before and after an edit, in memory-mapped arrays that trainings share.

Each record is a pair of square pictures of one view: a scene, and the same scene with one thing replaced or added.
The view is the whole scene (letterboxed if it is not square) or a crop around a window as the engine makes them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from lredit_core.geometry import Box, Size
from lredit_core.synthetic.backgrounds import PLACE_PHRASES, BackgroundPhotos
from lredit_core.synthetic.drawings import HUE_BY_COLOUR, ArtLibrary
from lredit_core.synthetic.scenes import Scene, SceneMaker
from lredit_core.training.rendering import rendered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

MAX_THINGS = 5
#: The grey around letterboxed pictures: the normalisation mean of the image-text model.
PADDING = 127
PLACES = tuple(PLACE_PHRASES)
COLOURS = ("", *HUE_BY_COLOUR)

_ARRAYS = ("pixels", "things", "colours", "boxes", "places", "changes")


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """What a shard holds: `scenes` scenes, two records each, of `side_px` pixels; `pair_share` of the scenes show two
    things large enough to be told apart."""

    scenes: int
    seed: int
    side_px: int = 96
    scene_px: int = 208
    insertion_share: float = 0.35
    odd_share: float = 0.2
    pair_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Shard:
    """N records.

    Attributes:
        pixels: (N, 2, S, S, 3) uint8, before and after.
        things: (N, 2, MAX_THINGS) int16, indices in the library of what is visible, then -1.
        colours: (N, 2, MAX_THINGS) int8, indices into `COLOURS`, parallel to `things`.
        boxes: (N, 2, MAX_THINGS, 4) float16, x0, y0, x1, y1 in [0, 1] of the square.
        places: (N,) int8, indices into `PLACES`.
        changes: (N, 4) int16: source thing (-1: nothing was there), its colour, target thing, its colour.
    """

    pixels: NDArray[np.uint8]
    things: NDArray[np.int16]
    colours: NDArray[np.int8]
    boxes: NDArray[np.float16]
    places: NDArray[np.int8]
    changes: NDArray[np.int16]

    def __len__(self) -> int:
        return int(self.pixels.shape[0])


def make_shard(
    folder: Path, library: ArtLibrary, photos: BackgroundPhotos | None, config: StoreConfig, *, processes: int = 1
) -> None:
    """Renders a shard into `folder`; it counts as written once `shard.json` exists."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = SceneMaker(library, photos)
    total, side = config.scenes * 2, config.side_px
    pixels = np.lib.format.open_memmap(folder / "pixels.npy", "w+", np.uint8, (total, 2, side, side, 3))
    shard = _empty_shard(total, pixels)
    for scenes, part in rendered(_scenes, config, config.scenes, maker=maker, processes=processes):
        for name in _ARRAYS:
            getattr(shard, name)[2 * scenes.start : 2 * scenes.stop] = getattr(part, name)
    pixels.flush()
    for name in _ARRAYS[1:]:
        np.save(folder / f"{name}.npy", getattr(shard, name))
    facts = {"scenes": config.scenes, "seed": config.seed, "side_px": side, "things": list(library.names)}
    (folder / "shard.json").write_text(json.dumps(facts), encoding="utf-8")


def open_shard(folder: Path) -> Shard:
    """A written shard, its pixels memory-mapped."""
    return Shard(
        np.load(folder / "pixels.npy", mmap_mode="r"), *(np.load(folder / f"{name}.npy") for name in _ARRAYS[1:])
    )


def shard_folders(folder: Path) -> list[Path]:
    """The finished shards below a folder."""
    return sorted(path.parent for path in folder.glob("*/shard.json"))


class SceneStore:
    """All shards below a folder as one list of records."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.shards = [open_shard(folder) for folder in folders]
        self._starts = np.cumsum([0, *(len(shard) for shard in self.shards)])

    def __len__(self) -> int:
        return int(self._starts[-1])

    def gathered(self, records: NDArray[np.int64]) -> Shard:
        """The records of these indices, copied, in their order."""
        shard_of = np.searchsorted(self._starts, records, side="right") - 1
        parts: dict[str, NDArray[np.generic]] = {}
        for name in _ARRAYS:
            first = getattr(self.shards[0], name)
            parts[name] = np.empty((len(records), *first.shape[1:]), first.dtype)
        for number, shard in enumerate(self.shards):
            here = np.flatnonzero(shard_of == number)
            if here.size:
                local = records[here] - self._starts[number]
                for name in _ARRAYS:
                    parts[name][here] = getattr(shard, name)[local]
        return Shard(**parts)  # type: ignore[arg-type]


def _empty_shard(records: int, pixels: NDArray[np.uint8]) -> Shard:
    return Shard(
        pixels,
        np.full((records, 2, MAX_THINGS), -1, np.int16),
        np.zeros((records, 2, MAX_THINGS), np.int8),
        np.zeros((records, 2, MAX_THINGS, 4), np.float16),
        np.zeros(records, np.int8),
        np.zeros((records, 4), np.int16),
    )


def _scenes(maker: SceneMaker, config: StoreConfig, numbers: range) -> Shard:
    """The scenes of these numbers, two records each."""
    side = config.side_px
    index_of = {name: index for index, name in enumerate(maker.library.names)}
    shard = _empty_shard(2 * len(numbers), np.empty((2 * len(numbers), 2, side, side, 3), np.uint8))
    for row, number in enumerate(numbers):
        rng = np.random.default_rng((config.seed, number))
        before, after, window, change = _before_and_after(maker, rng, config, index_of)
        whole = before.spec.size.as_box()
        for offset, view in enumerate((whole, _crop_around(window, before.spec.size, rng))):
            record = 2 * row + offset
            shard.places[record] = PLACES.index(before.background)
            shard.changes[record] = change
            for moment, scene in enumerate((before, after)):
                shard.pixels[record, moment] = _square(scene.pixels, view, side)
                _describe(shard, record, moment, scene, view, index_of)
    return shard


def _before_and_after(
    maker: SceneMaker, rng: np.random.Generator, config: StoreConfig, index_of: dict[str, int]
) -> tuple[Scene, Scene, Box, tuple[int, int, int, int]]:
    base = config.scene_px
    size = Size(base, base)
    if rng.random() < config.odd_share:
        long = round(base * float(rng.uniform(1.2, 2.0)))
        size = Size(long, base) if rng.random() < 0.5 else Size(base, long)
    things = (1, 1) if rng.random() < 0.35 else (2, 4)
    sides = (0.12, 0.6) if rng.random() < 0.8 else (0.3, 0.85)
    if config.pair_share > 0 and rng.random() < config.pair_share:
        things, sides = (2, 2), (0.2, 0.5)
    spec = maker.random_spec(int(rng.integers(2**31)), size=size, things=things, sides=sides)
    changed = int(rng.integers(len(spec.placements)))
    background = maker.background(spec)
    if rng.random() < config.insertion_share:
        before, after = (
            maker.render(spec.without_thing(changed), background=background),
            maker.render(spec, background=background),
        )
        source = (-1, 0)
    else:
        others = [name for name in index_of if name not in {placement.name for placement in spec.placements}]
        thing = maker.library.thing(others[int(rng.integers(len(others)))])
        style = thing.drawings[int(rng.integers(len(thing.drawings)))].style
        colour = COLOURS[int(rng.integers(1, len(COLOURS)))] if thing.colourable and rng.random() < 0.5 else ""
        before = maker.render(spec, background=background)
        after = maker.render(spec.with_thing(changed, thing.name, style=style, colour=colour), background=background)
        source = _named(before, changed, index_of)
    target = _named(after, changed, index_of)
    return before, after, after.objects[changed].box, (*source, *target)


def _named(scene: Scene, position: int, index_of: dict[str, int]) -> tuple[int, int]:
    thing = scene.objects[position]
    return index_of[thing.name], COLOURS.index(thing.colour)


def _crop_around(window: Box, size: Size, rng: np.random.Generator) -> Box:
    """A square around a window with about 35 % margin each side, off by a little, within the picture."""
    longest = max(window.width, window.height)
    side = min(max(24.0, longest * 1.7 * float(np.exp(rng.uniform(np.log(0.72), np.log(1.6))))), float(size.shortest))
    centre_x, centre_y = window.centre
    shift = 0.22 * min(longest, side)
    box = Box.around(centre_x + rng.uniform(-shift, shift), centre_y + rng.uniform(-shift, shift), side, side)
    return box.moved_inside(size)


def _square(pixels: NDArray[np.uint8], view: Box, side: int) -> NDArray[np.uint8]:
    """(S, S, 3) uint8: the view's longest side scaled to S, in the middle of a grey square."""
    fitted = view.size.scaled_to_longest(side)
    image = Image.fromarray(pixels[view.as_slices()]).resize((fitted.width, fitted.height), Image.Resampling.BICUBIC)
    square = np.full((side, side, 3), PADDING, np.uint8)
    top, left = (side - fitted.height) // 2, (side - fitted.width) // 2
    square[top : top + fitted.height, left : left + fitted.width] = np.asarray(image)
    return square


def _describe(shard: Shard, record: int, moment: int, scene: Scene, view: Box, index_of: dict[str, int]) -> None:
    longest = view.size.longest
    offset_x, offset_y = (longest - view.width) / 2 - view.x0, (longest - view.height) / 2 - view.y0
    slot = 0
    for thing in scene.objects:
        seen = thing.box.intersected(view)
        if seen.is_empty or seen.area < 0.45 * thing.box.area or max(seen.width, seen.height) < 0.07 * longest:
            continue
        shard.things[record, moment, slot] = index_of[thing.name]
        shard.colours[record, moment, slot] = COLOURS.index(thing.colour)
        edges = (seen.x0 + offset_x, seen.y0 + offset_y, seen.x1 + offset_x, seen.y1 + offset_y)
        shard.boxes[record, moment, slot] = np.asarray(edges, np.float32) / longest
        slot += 1
        if slot == MAX_THINGS:
            break
