"""Scenes with a known answer: drawings on backgrounds, each with its tight box, deterministic in the seed.

A `SceneSpec` says all there is to say about a scene; rendering it twice gives the same pixels, and a spec with one
thing replaced or removed renders the same scene but for that thing. NumPy and Pillow only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from lredit_core.geometry import Box, Size
from lredit_core.synthetic.backgrounds import PAINTERS, PLACE_PHRASES, BackgroundPhotos, painted
from lredit_core.synthetic.drawings import HUE_BY_COLOUR, ArtLibrary, colour_name, recoloured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: The size of a scene where none is asked for.
DEFAULT_SIZE = Size(256, 256)
_PLURAL_ENDINGS = ("fries",)


@dataclass(frozen=True, slots=True)
class Placement:
    """One thing to be drawn.

    Attributes:
        colour: the colour word its hue is turned to, or "" to leave it.
        centre: (x, y) of its middle in [0, 1] of the picture.
        side: longest side of the upright drawing over the picture's shortest side.
        angle: degrees, counter-clockwise.
        light: factor on its brightness.
        shadow: darkness of the contact shadow in [0, 1].
    """

    name: str
    style: str
    colour: str
    centre: tuple[float, float]
    side: float
    angle: float = 0.0
    is_mirrored: bool = False
    light: float = 1.0
    shadow: float = 0.0


@dataclass(frozen=True, slots=True)
class SceneSpec:
    """Everything a scene's pixels follow from, besides the library."""

    size: Size
    background: str
    background_seed: int
    placements: tuple[Placement, ...]

    def with_thing(self, index: int, name: str, *, style: str = "", colour: str = "") -> SceneSpec:
        """The same scene with thing `index` replaced by another, at the same place and size."""
        placement = self.placements[index]
        changed = replace(placement, name=name, style=style or placement.style, colour=colour)
        return replace(self, placements=(*self.placements[:index], changed, *self.placements[index + 1 :]))

    def without_thing(self, index: int) -> SceneSpec:
        """The same scene without thing `index`."""
        return replace(self, placements=(*self.placements[:index], *self.placements[index + 1 :]))


@dataclass(frozen=True, slots=True)
class PlacedThing:
    """A thing as it came out.

    Attributes:
        colour: the colour word that is true of it, or "" where none is.
        box: the tight box of its visible pixels.
        mask: (box.height, box.width) bool, True on the thing.
    """

    name: str
    colour: str
    style: str
    box: Box
    mask: NDArray[np.bool_] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Scene:
    """A rendered scene: (H, W, 3) uint8 pixels and what is where."""

    pixels: NDArray[np.uint8] = field(repr=False, compare=False)
    objects: tuple[PlacedThing, ...]
    background: str
    spec: SceneSpec

    @property
    def caption(self) -> str:
        """ "a cat and a red apple on grass"."""
        return scene_caption([phrase_for(thing.name) for thing in self.objects], self.background)


class SceneMaker:
    """Draws scenes from a library and, if given, parts of photographs as backgrounds."""

    def __init__(self, library: ArtLibrary, photos: BackgroundPhotos | None = None) -> None:
        self.library = library
        self.photos = photos
        self._originals: dict[str, Image.Image] = {}
        self._own_colours: dict[str, str] = {}

    def make(
        self,
        seed: int,
        *,
        size: Size = DEFAULT_SIZE,
        things: tuple[int, int] = (1, 4),
        sides: tuple[float, float] = (0.08, 0.6),
        names: Sequence[str] | None = None,
        photo_share: float = 0.4,
        colour_share: float = 0.5,
    ) -> Scene:
        """A random scene; see `random_spec`."""
        return self.render(
            self.random_spec(
                seed,
                size=size,
                things=things,
                sides=sides,
                names=names,
                photo_share=photo_share,
                colour_share=colour_share,
            )
        )

    def random_spec(
        self,
        seed: int,
        *,
        size: Size = DEFAULT_SIZE,
        things: tuple[int, int] = (1, 4),
        sides: tuple[float, float] = (0.08, 0.6),
        names: Sequence[str] | None = None,
        photo_share: float = 0.4,
        colour_share: float = 0.5,
    ) -> SceneSpec:
        """What a random scene shows; the same for the same seed and arguments.

        Args:
            seed: the same gives the same scene.
            size: of the picture.
            things: the least and the largest number of things.
            sides: the range of a thing's longest side over the picture's shortest side; large ones only where few.
            names: the things to choose from; all by default.
            photo_share: how often a photograph is the background.
            colour_share: how often a thing that takes colour words is turned to one.
        """
        rng = np.random.default_rng(seed)
        pool = list(self.library.names if names is None else names)
        count = min(int(rng.integers(things[0], things[1] + 1)), len(pool))
        chosen = [pool[index] for index in rng.permutation(len(pool))[:count]]
        use_photo = self.photos is not None and rng.random() < photo_share
        places = self.photos.names if use_photo and self.photos is not None else tuple(PAINTERS)
        background = str(places[int(rng.integers(len(places)))])
        background_seed = int(rng.integers(2**31))
        shadow = float(rng.uniform(0.15, 0.45)) if rng.random() < 0.6 else 0.0
        placements: list[Placement] = []
        taken: list[Box] = []
        for name in chosen:
            placed = self._placed(name, size, sides, count, colour_share, shadow, taken, rng)
            if placed is not None:
                placements.append(placed[0])
                taken.append(placed[1])
        return SceneSpec(size, background, background_seed, tuple(placements))

    def background(self, spec: SceneSpec) -> NDArray[np.float32]:
        """(H, W, 3) float32 in [0, 255]: the scene's background alone."""
        rng = np.random.default_rng(spec.background_seed)
        if self.photos is not None and spec.background in self.photos.names:
            return np.clip(self.photos.crop(spec.background, spec.size, rng), 0, 255)
        return np.clip(painted(spec.background, spec.size, rng), 0, 255).astype(np.float32)

    def render(self, spec: SceneSpec, *, background: NDArray[np.float32] | None = None) -> Scene:
        """The scene of a spec. Things that end up invisible are left out of its objects.

        Args:
            spec: what is in the scene.
            background: what `self.background(spec)` gives, where it is at hand already.
        """
        pixels = (self.background(spec) if background is None else background).copy()
        objects: list[PlacedThing] = []
        for placement in spec.placements:
            drawing = self._transformed(placement, spec.size)
            height, width = drawing.shape[:2]
            x0 = round(placement.centre[0] * spec.size.width - width / 2)
            y0 = round(placement.centre[1] * spec.size.height - height / 2)
            whole = Box(x0, y0, x0 + width, y0 + height)
            box = whole.clipped_to(spec.size)
            if box.is_empty:
                continue
            if placement.shadow > 0:
                _cast_shadow(pixels, whole, placement.shadow)
            part = drawing[box.translated(-x0, -y0).as_slices()]
            alpha = part[..., 3:].astype(np.float32) / 255.0
            rows, columns = box.as_slices()
            colours = part[..., :3].astype(np.float32) * placement.light
            pixels[rows, columns] = pixels[rows, columns] * (1 - alpha) + np.clip(colours, 0, 255) * alpha
            visible = part[..., 3] > 96
            if visible.any():
                objects.append(self._as_placed(placement, box, visible))
        return Scene(np.clip(pixels + 0.5, 0, 255).astype(np.uint8), tuple(objects), spec.background, spec)

    def _placed(
        self,
        name: str,
        size: Size,
        sides: tuple[float, float],
        count: int,
        colour_share: float,
        shadow: float,
        taken: list[Box],
        rng: np.random.Generator,
    ) -> tuple[Placement, Box] | None:
        thing = self.library.thing(name)
        drawing = thing.drawings[int(rng.integers(len(thing.drawings)))]
        colour = ""
        if thing.colourable and rng.random() < colour_share:
            colour = tuple(HUE_BY_COLOUR)[int(rng.integers(len(HUE_BY_COLOUR)))]
        largest = min(sides[1], (0.6, 0.5, 0.42, 0.36)[min(count, 4) - 1]) if sides[1] <= 0.6 else sides[1]
        for attempt in range(40):
            upper = largest * (0.96**attempt)
            side = float(np.exp(rng.uniform(np.log(min(sides[0], upper)), np.log(upper))))
            extent = side * size.shortest
            half_x, half_y = extent / 2 / size.width, extent / 2 / size.height
            centre = (float(rng.uniform(half_x, 1 - half_x)), float(rng.uniform(half_y, 1 - half_y)))
            box = Box.around(centre[0] * size.width, centre[1] * size.height, extent * 1.06, extent * 1.06)
            if all(box.intersected(other).is_empty for other in taken):
                angle = float(rng.uniform(-12, 12)) if rng.random() < 0.5 else 0.0
                placement = Placement(
                    name,
                    drawing.style,
                    colour,
                    centre,
                    side,
                    angle,
                    bool(rng.random() < 0.5),
                    float(rng.uniform(0.85, 1.08)),
                    shadow,
                )
                return placement, box
        return None

    def _transformed(self, placement: Placement, size: Size) -> NDArray[np.uint8]:
        """(H, W, 4) uint8 straight RGBA: the drawing at its size, turned and coloured."""
        image = self._original(placement.name, placement.style)
        factor = placement.side * size.shortest / max(image.size)
        target = (max(2, round(image.width * factor)), max(2, round(image.height * factor)))
        image = image.resize(target, Image.Resampling.BILINEAR, reducing_gap=2.0)
        if placement.is_mirrored:
            image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        straight = image.convert("RGBA")
        if placement.angle:
            straight = image.rotate(placement.angle, Image.Resampling.BILINEAR, expand=True).convert("RGBA")
        pixels = np.asarray(straight)
        return recoloured(pixels, placement.colour) if placement.colour else pixels

    def _original(self, name: str, style: str) -> Image.Image:
        key = f"{name}/{style}"
        if key not in self._originals:
            drawing = self.library.thing(name).drawing_in(style)
            self._originals[key] = Image.fromarray(self.library.pixels(drawing)).convert("RGBa")
        return self._originals[key]

    def _as_placed(self, placement: Placement, box: Box, visible: NDArray[np.bool_]) -> PlacedThing:
        rows, columns = np.flatnonzero(visible.any(axis=1)), np.flatnonzero(visible.any(axis=0))
        tight = Box(
            box.x0 + int(columns[0]), box.y0 + int(rows[0]), box.x0 + int(columns[-1]) + 1, box.y0 + int(rows[-1]) + 1
        )
        mask = visible[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        thing = self.library.thing(placement.name)
        colour = placement.colour
        if not colour and thing.colourable:
            drawing = thing.drawing_in(placement.style)
            key = str(drawing.path)
            if key not in self._own_colours:
                self._own_colours[key] = colour_name(self.library.pixels(drawing))
            colour = self._own_colours[key]
        return PlacedThing(placement.name, colour, placement.style, tight, mask)


def phrase_for(name: str, colour: str = "") -> str:
    """ "a blue car", "an apple", "french fries"."""
    words = f"{colour} {name}".strip()
    if name.endswith(_PLURAL_ENDINGS):
        return words
    return (
        f"an {words}"
        if (words[0] in "aeiou" and not words.startswith("u")) or words.startswith("umbrella")
        else f"a {words}"
    )


def scene_caption(phrases: Sequence[str], background: str = "") -> str:
    """ "a cat, a dog and a red apple on grass"; without things, the place alone; without a background, the things
    alone."""
    ending, alone = PLACE_PHRASES.get(background, ("", background))
    if not phrases:
        return alone
    joined = phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
    return f"{joined} {ending}".strip()


def _cast_shadow(pixels: NDArray[np.float32], whole: Box, darkness: float) -> None:
    """Darkens a soft ellipse under a thing's lower edge, in place."""
    half_width, half_height = max(2.0, whole.width * 0.46), max(1.5, whole.height * 0.1)
    area = Box.around(whole.centre[0], whole.y1 - 0.4 * half_height, 2.6 * half_width, 2.6 * half_height)
    area = area.clipped_to(Size(pixels.shape[1], pixels.shape[0]))
    if area.is_empty:
        return
    rows = (np.arange(area.y0, area.y1, dtype=np.float32)[:, None] + 0.5 - (whole.y1 - 0.4 * half_height)) / half_height
    columns = (np.arange(area.x0, area.x1, dtype=np.float32)[None] + 0.5 - whole.centre[0]) / half_width
    distance = rows * rows + columns * columns
    strength = darkness * np.clip(1.25 - distance, 0, 1) ** 1.5
    where = area.as_slices()
    pixels[where] *= (1 - np.clip(strength, 0, 1))[..., None]
