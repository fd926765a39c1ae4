"""Pictures for label-free training: the same things on two backgrounds, and other things on the same backgrounds.

What stays the same between the two pictures of a positive pair is the things; what a negative shares is the place. So a
network that tells them apart must look at the things, without being told what they are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lredit_core.art import ArtLibrary
from lredit_core.evaluation.backgrounds import BackgroundPhotos
from lredit_core.evaluation.scenes import SceneMaker, SceneSpec
from lredit_core.geometry import Size


@dataclass(frozen=True, slots=True)
class ViewConfig:
    """`records` records of four pictures of `side_px` pixels.

    Attributes:
        twin_share: of the records, whose two sets of things differ in one thing only: to tell them apart a network has
            to look at every thing, not at the most striking one.
    """

    records: int
    seed: int
    side_px: int = 160
    photo_share: float = 0.5
    twin_share: float = 0.5


def make_views(folder: Path, library: ArtLibrary, photos: BackgroundPhotos | None, config: ViewConfig) -> None:
    """Renders (records, 2 sets of things, 2 backgrounds, S, S, 3) uint8 into `folder/views.npy`."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = SceneMaker(library, photos)
    side = config.side_px
    shape = (config.records, 2, 2, side, side, 3)
    views = np.lib.format.open_memmap(folder / "views.npy", "w+", np.uint8, shape)
    for index in range(config.records):
        rng = np.random.default_rng((config.seed, index))
        specs = [
            maker.random_spec(
                int(rng.integers(2**31)),
                size=Size(side, side),
                things=(1, 3),
                sides=(0.15, 0.62),
                photo_share=config.photo_share,
            )
            for _ in range(2)
        ]
        backgrounds = [maker.background(spec) for spec in specs]
        if rng.random() < config.twin_share:
            specs[1] = _with_another_thing(specs[0], library, rng)
        for which, spec in enumerate(specs):
            for place, background in enumerate(backgrounds):
                moved = _disturbed(spec, rng)
                views[index, which, place] = maker.render(moved, background=background).pixels
    views.flush()
    facts = {"records": config.records, "seed": config.seed, "side_px": side}
    (folder / "views.json").write_text(json.dumps(facts), encoding="utf-8")


def open_views(folder: Path) -> NDArray[np.uint8]:
    """(records, 2, 2, S, S, 3) uint8, memory-mapped."""
    views: NDArray[np.uint8] = np.load(folder / "views.npy", mmap_mode="r")
    return views


def _with_another_thing(spec: SceneSpec, library: ArtLibrary, rng: np.random.Generator) -> SceneSpec:
    """The same scene with another thing in the place of one of its things."""
    other = library.things[int(rng.integers(len(library)))]
    style = other.drawings[int(rng.integers(len(other.drawings)))].style
    return spec.with_thing(int(rng.integers(len(spec.placements))), other.name, style=style)


def _disturbed(spec: SceneSpec, rng: np.random.Generator) -> SceneSpec:
    """The same things, each a little lighter, turned and moved."""
    shadow = float(rng.uniform(0.1, 0.45)) if rng.random() < 0.5 else 0.0
    placements = tuple(
        replace(
            placement,
            light=float(rng.uniform(0.8, 1.1)),
            angle=placement.angle + float(rng.uniform(-6, 6)),
            side=placement.side * float(rng.uniform(0.88, 1.08)),
            centre=(
                float(np.clip(placement.centre[0] + rng.uniform(-0.04, 0.04), 0.05, 0.95)),
                float(np.clip(placement.centre[1] + rng.uniform(-0.04, 0.04), 0.05, 0.95)),
            ),
            shadow=shadow,
        )
        for placement in spec.placements
    )
    return replace(spec, placements=placements)
