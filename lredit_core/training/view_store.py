"""Pictures for label-free training: sets of things, each on the same two backgrounds.

What stays the same between the two pictures of a positive pair is the things; what a negative shares is the place. So a
network that tells them apart must look at the things, without being told what they are. In most records the sets
differ in one thing only, in another one each: to tell all of them apart it must look at every thing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.geometry import Size
from lredit_core.synthetic.scenes import SceneMaker, SceneSpec
from lredit_core.training.rendering import rendered

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.synthetic.backgrounds import BackgroundPhotos
    from lredit_core.synthetic.drawings import ArtLibrary


@dataclass(frozen=True, slots=True)
class ViewConfig:
    """`records` records of `sets` sets of things on two backgrounds, in pictures of `side_px` pixels.

    Attributes:
        twin_share: of the records, whose sets are the first one with one thing exchanged, each time another.
        crowded_share: of the records, that show two to four things instead of one to three.
    """

    records: int
    seed: int
    side_px: int = 224
    sets: int = 4
    photo_share: float = 0.5
    twin_share: float = 0.75
    crowded_share: float = 0.5


def make_views(
    folder: Path, library: ArtLibrary, photos: BackgroundPhotos | None, config: ViewConfig, *, processes: int = 1
) -> None:
    """Renders (records, sets of things, 2 backgrounds, S, S, 3) uint8 into `folder/views.npy`."""
    folder.mkdir(parents=True, exist_ok=True)
    side = config.side_px
    shape = (config.records, config.sets, 2, side, side, 3)
    views = np.lib.format.open_memmap(folder / "views.npy", "w+", np.uint8, shape)
    maker = SceneMaker(library, photos)
    for rows, pixels in rendered(_records, config, config.records, maker=maker, processes=processes):
        views[rows] = pixels
    views.flush()
    facts = {"records": config.records, "seed": config.seed, "side_px": side}
    (folder / "views.json").write_text(json.dumps(facts), encoding="utf-8")


def open_views(folder: Path) -> NDArray[np.uint8]:
    """(records, sets, 2, S, S, 3) uint8, memory-mapped."""
    views: NDArray[np.uint8] = np.load(folder / "views.npy", mmap_mode="r")
    return views


def _records(maker: SceneMaker, config: ViewConfig, numbers: range) -> NDArray[np.uint8]:
    """(N, sets, 2, S, S, 3) uint8: the records of these numbers."""
    size = Size(config.side_px, config.side_px)
    views = np.empty((len(numbers), config.sets, 2, size.height, size.width, 3), np.uint8)
    for row, number in enumerate(numbers):
        rng = np.random.default_rng((config.seed, number))
        things = (2, 4) if rng.random() < config.crowded_share else (1, 3)
        specs = [
            maker.random_spec(
                int(rng.integers(2**31)), size=size, things=things, sides=(0.15, 0.62), photo_share=config.photo_share
            )
            for _ in range(config.sets)
        ]
        backgrounds = [maker.background(spec) for spec in specs[:2]]
        if rng.random() < config.twin_share:
            first = int(rng.integers(len(specs[0].placements)))
            specs[1:] = [_with_another_thing(specs[0], first + k, maker.library, rng) for k in range(config.sets - 1)]
        for which, spec in enumerate(specs):
            for place, background in enumerate(backgrounds):
                moved = _disturbed(spec, rng)
                views[row, which, place] = maker.render(moved, background=background).pixels
    return views


def _with_another_thing(spec: SceneSpec, which: int, library: ArtLibrary, rng: np.random.Generator) -> SceneSpec:
    """The same scene with another thing in the place of one of its things; they are counted round and round."""
    other = library.things[int(rng.integers(len(library)))]
    style = other.drawings[int(rng.integers(len(other.drawings)))].style
    return spec.with_thing(which % len(spec.placements), other.name, style=style)


def _disturbed(spec: SceneSpec, rng: np.random.Generator) -> SceneSpec:
    """The same things, each a little lighter and turned, and moved by less than a patch."""
    shadow = float(rng.uniform(0.1, 0.45)) if rng.random() < 0.5 else 0.0
    placements = tuple(
        replace(
            placement,
            light=float(rng.uniform(0.8, 1.1)),
            angle=placement.angle + float(rng.uniform(-6, 6)),
            side=placement.side * float(rng.uniform(0.94, 1.05)),
            centre=(
                float(np.clip(placement.centre[0] + rng.uniform(-0.015, 0.015), 0.05, 0.95)),
                float(np.clip(placement.centre[1] + rng.uniform(-0.015, 0.015), 0.05, 0.95)),
            ),
            shadow=shadow,
        )
        for placement in spec.placements
    )
    return replace(spec, placements=placements)
