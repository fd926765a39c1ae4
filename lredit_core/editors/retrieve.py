"""Retrieve and compose: finds a drawing by the prompt's words, fills the place and fits the drawing into it.

It needs no training and no accelerator, works with any folder of cut-outs, and is honest about what it is: everything
it draws comes from its library.
"""

from __future__ import annotations

import difflib
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.editors.base import DRAWING_INTENTS, CropToEdit, EditedCrop, EditInstructions, OnStep
from lredit_core.editors.filling import filled
from lredit_core.errors import InvalidRequest
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.vocabulary import offer, suggested_words
from lredit_core.synthetic.drawings import ArtLibrary, Thing, colour_in, recoloured

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.geometry import Box

#: Ranks the library's names for a prompt, best first; scores are probabilities that add up to at most 1.
TextMatcher = Callable[[str], Sequence[tuple[str, float]]]

_DRAFT_SIDE_PX = 128
_FULL_SIDE_PX = 512
_SPELLING_CUTOFF = 0.78


@dataclass(frozen=True, slots=True)
class Found:
    """What a prompt asks for.

    Attributes:
        thing: from the library.
        colour: a colour word to turn it to, or "".
        by: "words", "spelling" or "model": how it was found.
    """

    thing: Thing
    colour: str
    by: str


class RetrieveEditor:
    """An `Editor` that composes drawings from a library.

    Args:
        library: the drawings.
        text_matcher: ranks names for prompts none of whose words the library knows; None goes by words alone.
        least_probability: what the matcher's best name needs to be taken: of words it never saw, a small model is
            rather sure of nonsense (0.75).
    """

    def __init__(
        self, library: ArtLibrary, text_matcher: TextMatcher | None = None, *, least_probability: float = 0.85
    ) -> None:
        self._library = library
        self._text_matcher = text_matcher
        self._least_probability = least_probability

    @property
    def name(self) -> str:
        return "retrieve"

    @property
    def intents(self) -> frozenset[EditIntent]:
        return DRAWING_INTENTS

    @property
    def drafts_pay(self) -> bool:
        return True

    @property
    def lays_on_ground(self) -> bool:
        return True

    @property
    def fingerprint(self) -> str:
        return f"retrieve-1-{self._library.fingerprint}"

    @property
    def softness_share(self) -> float:
        return 0.06  # the filled place is continuous at the border; in a wide one, what was there would show through

    def working_side_px(self, *, is_draft: bool) -> int:
        return _DRAFT_SIDE_PX if is_draft else _FULL_SIDE_PX

    def vocabulary(self) -> tuple[str, ...]:
        return self._library.names

    def known_words(self) -> tuple[str, ...]:
        return tuple(word for thing in self._library for word in thing.words)

    def check(self, prompt: str) -> None:
        """Raises `InvalidRequest` where nothing in the library matches."""
        self.find(prompt)

    def find(self, prompt: str) -> Found:
        """The thing a prompt asks for: by its words, else by a near spelling, else by the matcher.

        Raises:
            InvalidRequest: where nothing matches; the message names what the library knows that is nearest.
        """
        matches = self._library.find_words(prompt)
        if matches:
            return Found(matches[0].thing, colour_in(prompt, before_word=matches[0].start), "words")
        words = [word for word in prompt.lower().replace(",", " ").split() if len(word) > 3]
        known = [name for thing in self._library for name in thing.words]
        for word in words:
            alike = [name for name in known if name[0] == word[0]]
            near = difflib.get_close_matches(word, alike, n=1, cutoff=_SPELLING_CUTOFF)
            if near:
                return Found(self._library.thing(near[0]), colour_in(prompt), "spelling")
        ranked = list(self._text_matcher(prompt)) if self._text_matcher is not None and prompt.strip() else []
        if ranked and ranked[0][1] >= self._least_probability:
            return Found(self._library.thing(ranked[0][0]), colour_in(prompt), "model")
        raise InvalidRequest(
            f"The library has no drawing for '{prompt.strip()[:80]}'. {offer(suggested_words(prompt, known, ranked))} "
            f"It holds {len(self._library)} things; name one of them, or choose another editor or library."
        )

    def edit(self, crops: Sequence[CropToEdit], instructions: EditInstructions, *, on_step: OnStep) -> list[EditedCrop]:
        found = self.find(instructions.prompt)
        results = []
        for crop in crops:
            on_step(0)
            results.append(self._edited(crop, found, keeps_ground=instructions.intent is EditIntent.ADD))
        return results

    def _edited(self, crop: CropToEdit, found: Found, *, keeps_ground: bool) -> EditedCrop:
        """Args:
        keeps_ground: what is there stays where neither the drawing nor its shadow lies; else the place is filled first.
        """
        rng = np.random.default_rng((crop.seed % 2**32, zlib.crc32(found.thing.name.encode())))
        drawing = found.thing.drawings[int(rng.integers(len(found.thing.drawings)))]
        is_mirrored = bool(rng.random() < 0.5)
        fullness = float(rng.uniform(0.88, 0.96))
        sideways = float(rng.uniform(-0.5, 0.5))
        art = self._library.pixels(drawing)
        if found.colour:
            art = recoloured(art, found.colour)
        if is_mirrored:
            art = art[:, ::-1]
        box = crop.box
        place = crop.pixels[box.as_slices()].astype(np.float32) if keeps_ground else filled(crop.pixels, box)
        fitted, left, top = _fitted(art, box, fullness, sideways)
        light = _light_of(crop.pixels, box)
        composed = _composed(place, fitted, left, top, light)
        pixels = crop.pixels.copy()
        pixels[box.as_slices()] = np.clip(composed + 0.5, 0, 255).astype(np.uint8)
        mask = None
        if keeps_ground:
            mask = np.zeros(crop.pixels.shape[:2], np.uint8)
            changed = (pixels[box.as_slices()] != crop.pixels[box.as_slices()]).any(axis=2)
            mask[box.as_slices()] = np.where(changed, 255, 0)
        words = f"{found.colour} {found.thing.name}".strip()
        return EditedCrop(pixels, f"{words}, drawing '{drawing.style}'", mask)


def _fitted(art: NDArray[np.uint8], box: Box, fullness: float, sideways: float) -> tuple[NDArray[np.float32], int, int]:
    """The drawing as (h, w, 4) float32 premultiplied RGBA in [0, 255], and where its left upper corner goes in
    the box."""
    height, width = art.shape[:2]
    factor = min(box.width / width, box.height / height) * fullness
    target_width, target_height = max(1, round(width * factor)), max(1, round(height * factor))
    premultiplied = art.astype(np.float32)
    premultiplied[..., :3] *= premultiplied[..., 3:] / 255.0
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    resized = np.asarray(cv2.resize(premultiplied, (target_width, target_height), interpolation=how), dtype=np.float32)
    resized = np.clip(resized.reshape(target_height, target_width, 4), 0, 255)
    free_x, free_y = box.width - target_width, box.height - target_height
    left = min(max(round(free_x * (0.5 + 0.35 * sideways)), 0), free_x)
    top = min(max(round(free_y * 0.55), 0), free_y)
    return resized, left, top


def _light_of(pixels: NDArray[np.uint8], box: Box) -> NDArray[np.float32]:
    """(3,) float32 factors near 1 that bring a drawing a little towards the light around the box."""
    stride = max(1, min(pixels.shape[:2]) // 64)
    weights = np.ones(pixels.shape[:2], np.float32)
    weights[box.as_slices()] = 0.0
    weights = weights[::stride, ::stride]
    total = float(weights.sum())
    if total < 1:
        return np.ones(3, np.float32)
    sampled = pixels[::stride, ::stride].astype(np.float32)
    mean = np.tensordot(weights, sampled, axes=([0, 1], [0, 1])) / total / 255.0
    brightness = float(mean @ np.asarray((0.3, 0.59, 0.11), np.float32))
    tint = np.clip(mean / max(brightness, 0.05), 0.6, 1.4)
    gain = float(np.interp(brightness, (0.05, 0.35, 0.9), (0.78, 0.95, 1.02)))
    return np.asarray(gain * (1 + 0.1 * (tint - 1)), dtype=np.float32)


def _composed(
    place: NDArray[np.float32], fitted: NDArray[np.float32], left: int, top: int, light: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The filled place with a soft shadow and the drawing on it. (H, W, 3) float32 in [0, 255]."""
    height, width = place.shape[:2]
    fitted_height, fitted_width = fitted.shape[:2]
    alpha = np.zeros((height, width), np.float32)
    alpha[top : top + fitted_height, left : left + fitted_width] = fitted[..., 3] / 255.0
    shaded = place * (1 - _shadow(alpha, top + fitted_height))[..., None]
    colours = fitted[..., :3] * light
    ramp = np.linspace(1.04, 0.93, fitted_height, dtype=np.float32)[:, None, None]
    region = shaded[top : top + fitted_height, left : left + fitted_width]
    region *= 1 - fitted[..., 3:] / 255.0
    region += np.minimum(colours * ramp, fitted[..., 3:])
    return shaded


def _shadow(alpha: NDArray[np.float32], foot: int) -> NDArray[np.float32]:
    """(H, W) in [0, 1]: how much a contact shadow darkens, fading to nothing at the box's border."""
    height, width = alpha.shape
    lower = alpha[max(0, foot - max(2, round(0.16 * height))) : foot]
    columns = np.flatnonzero(lower.max(axis=0) > 0.3) if lower.size else np.empty(0, np.int64)
    if columns.size == 0:
        return np.zeros_like(alpha)
    middle, half_width = float(columns.mean()), max(2.0, 0.56 * (columns[-1] - columns[0] + 1))
    half_height = max(1.5, 0.2 * half_width)
    rows = (np.arange(height, dtype=np.float32)[:, None] + 0.5 - (foot - 0.35 * half_height)) / half_height
    across = (np.arange(width, dtype=np.float32)[None] + 0.5 - middle) / half_width
    pool = 0.42 * np.clip(1.15 - rows * rows - across * across, 0, 1) ** 1.3
    fade = max(2.0, 0.06 * min(height, width))
    to_edge_x = np.minimum(np.arange(width), np.arange(width)[::-1])[None] / fade
    to_edge_y = np.minimum(np.arange(height), np.arange(height)[::-1])[:, None] / fade
    return np.asarray(np.clip(pool, 0, 1) * np.clip(np.minimum(to_edge_x, to_edge_y), 0, 1), dtype=np.float32)
