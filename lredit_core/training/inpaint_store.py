"""Crops for the learned editors, as the engine makes them: a box about its middle, and the thing wanted there."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from lredit_core.geometry import Box, Size
from lredit_core.synthetic.scenes import Scene, SceneMaker, SceneSpec
from lredit_core.training.rendering import rendered
from lredit_core.training.scene_store import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.synthetic.backgrounds import BackgroundPhotos
    from lredit_core.synthetic.drawings import ArtLibrary

#: The things the learned editors draw: well known, unlike each other, of every kind. New ones come last, so that the
#: numbers of the old ones stay.
FIRST_THINGS = (
    "cat", "dog", "elephant", "penguin", "frog", "fish", "butterfly", "ladybird", "pig", "owl",
    "apple", "banana", "strawberry", "watermelon", "carrot", "hamburger", "doughnut", "birthday cake",
    "sunflower", "tulip", "tree", "cactus", "mushroom",
    "car", "bus", "tractor", "bicycle", "rocket", "sailboat", "airplane",
    "house", "balloon", "gift", "umbrella", "football", "teddy bear", "snowman", "guitar", "crown", "book",
    "panda", "lion", "crab", "snail", "pineapple", "pumpkin", "french fries", "key",
)  # fmt: skip


#: The side of the scenes that crops are cut from, in sides of a crop.
SCENE_SHARE = 2.75


@dataclass(frozen=True, slots=True)
class InpaintConfig:
    """`crops` crops of `side_px` pixels, of `things` drawn in one `style`.

    Attributes:
        colour_share: of the things that take colour words, how many are turned to one.
    """

    crops: int
    seed: int
    things: tuple[str, ...]
    side_px: int = 64
    style: str = "noto"
    context_factor: float = 1.6
    colour_share: float = 0.0


@dataclass(frozen=True, slots=True)
class InpaintCrops:
    """N crops.

    Attributes:
        pixels: (N, S, S, 3) uint8, with the thing.
        before: (N, S, S, 3) uint8, the same with another thing or none in its place.
        boxes: (N, 4) int16, the box to be filled.
        things: (N,) int16, indices into the config's things; -1 where nothing was put there.
        colours: (N,) int8, indices into `scene_store.COLOURS`: the colour word that the thing was turned to, or 0.
    """

    pixels: NDArray[np.uint8]
    before: NDArray[np.uint8]
    boxes: NDArray[np.int16]
    things: NDArray[np.int16]
    colours: NDArray[np.int8]


def make_inpaint_crops(
    folder: Path, library: ArtLibrary, photos: BackgroundPhotos | None, config: InpaintConfig, *, processes: int = 1
) -> None:
    """Renders the crops into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    side = config.side_px
    pixels, before = (
        np.lib.format.open_memmap(folder / f"{name}.npy", "w+", np.uint8, (config.crops, side, side, 3))
        for name in ("pixels", "before")
    )
    boxes = np.zeros((config.crops, 4), np.int16)
    things, colours = np.zeros(config.crops, np.int16), np.zeros(config.crops, np.int8)
    maker = SceneMaker(library, photos)
    for rows, part in rendered(_crops, config, config.crops, maker=maker, processes=processes):
        pixels[rows], before[rows], boxes[rows] = part.pixels, part.before, part.boxes
        things[rows], colours[rows] = part.things, part.colours
    pixels.flush()
    before.flush()
    np.save(folder / "boxes.npy", boxes)
    np.save(folder / "things.npy", things)
    np.save(folder / "colours.npy", colours)
    (folder / "inpaint.json").write_text(json.dumps({"things": config.things, "seed": config.seed}), encoding="utf-8")


def open_inpaint_crops(folder: Path) -> InpaintCrops:
    """The crops of a folder, their pixels memory-mapped."""
    return InpaintCrops(
        np.load(folder / "pixels.npy", mmap_mode="r"),
        np.load(folder / "before.npy", mmap_mode="r"),
        np.load(folder / "boxes.npy"),
        np.load(folder / "things.npy"),
        np.load(folder / "colours.npy"),
    )


def _crops(maker: SceneMaker, config: InpaintConfig, numbers: range) -> InpaintCrops:
    """The crops of these numbers."""
    library, side, count = maker.library, config.side_px, len(numbers)
    scene_size = Size(round(SCENE_SHARE * side), round(SCENE_SHARE * side))
    pixels, before = (np.empty((count, side, side, 3), np.uint8) for _ in range(2))
    boxes, things, colours = np.zeros((count, 4), np.int16), np.zeros(count, np.int16), np.zeros(count, np.int8)
    for row, number in enumerate(numbers):
        rng = np.random.default_rng((config.seed, number))
        spec = maker.random_spec(
            int(rng.integers(2**31)), size=scene_size, things=(1, 2), sides=(0.3, 0.6), colour_share=0.0
        )
        things[row] = rng.integers(len(config.things))
        placement = replace(
            spec.placements[0], name=config.things[things[row]], style=config.style, angle=0.0, light=1.0
        )
        if library.thing(placement.name).colourable and rng.random() < config.colour_share:
            colours[row] = rng.integers(1, len(COLOURS))
        placement = replace(placement, is_mirrored=False, shadow=0.3, colour=COLOURS[colours[row]])
        spec = replace(spec, placements=(placement, *spec.placements[1:]))
        background = maker.background(spec)
        scene = maker.render(spec, background=background)
        box = _box_around(scene.objects[0].box, spec.size, rng)
        crop = _crop_of(box, spec.size, config.context_factor)
        pixels[row] = _shrunk(scene, crop, side)
        before[row] = _shrunk(maker.render(_before(spec, library, rng), background=background), crop, side)
        factor = side / crop.width
        boxes[row] = box.translated(-crop.x0, -crop.y0).scaled(factor, factor).clipped_to(Size(side, side)).as_tuple()
    return InpaintCrops(pixels, before, boxes, things, colours)


def _before(spec: SceneSpec, library: ArtLibrary, rng: np.random.Generator) -> SceneSpec:
    """What the picture may have been before the thing was wanted: another thing, or nothing, in its place."""
    if rng.random() < 0.4:
        return spec.without_thing(0)
    other = library.things[int(rng.integers(len(library)))]
    style = other.drawings[int(rng.integers(len(other.drawings)))].style
    return spec.with_thing(0, other.name, style=style)


def _shrunk(scene: Scene, crop: Box, side_px: int) -> NDArray[np.uint8]:
    image = Image.fromarray(scene.pixels[crop.as_slices()])
    return np.asarray(image.resize((side_px, side_px), Image.Resampling.BICUBIC))


def _box_around(tight: Box, size: Size, rng: np.random.Generator) -> Box:
    """A window a person or the engine might have chosen for this thing: near-tight, square more often than not."""
    width, height = tight.width / rng.uniform(0.86, 0.97), tight.height / rng.uniform(0.86, 0.97)
    longest = max(width, height)
    if rng.random() < 0.65:
        width, height = max(width, longest * rng.uniform(0.9, 1.0)), max(height, longest * rng.uniform(0.9, 1.0))
    return Box.around(*tight.centre, width, height).clipped_to(size)


def _crop_of(box: Box, size: Size, context_factor: float) -> Box:
    side = min(round(box.size.longest * context_factor), size.shortest)
    return Box.around(*box.centre, side, side).moved_inside(size)
