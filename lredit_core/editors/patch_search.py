"""For each patch that touches the hole one outside that is like it, and what they say of the hole together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.editors.patch_levels import RADIUS, Level

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: How far neighbours are asked for their offsets.
_STEPS_PX = (1, 4, 2, 1)
#: Random places are tried at these shares of the largest distance.
_SHARES = (1.0, 0.3, 0.1, 0.03)
#: So many sources at most are compared with each place while peeling.
_PEELING_SOURCES = 6000
#: Which places of a patch vote, and which at the last.
_VOTING = tuple((down, across) for down in (-3, -1, 1, 3) for across in (-3, -1, 1, 3))
_LAST_VOTING = tuple((down, across) for down in (-2, 0, 2) for across in (-2, 0, 2))


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """Of each target of a level: (N,) int64 the flat place of its source, (N,) float32 how unlike they are."""

    sources: NDArray[np.int64]
    costs: NDArray[np.float32]


def peeled(level: Level, rng: np.random.Generator) -> Match:
    """Fills a small level from the rim inwards, ring by ring, each place from the patch most like what is known of its
    own; every target is left with a random source."""
    chosen = level.sources
    if chosen.size > _PEELING_SOURCES:
        chosen = np.sort(rng.choice(chosen, _PEELING_SOURCES, replace=False))
    taps = np.array([down * level.width + across for down, across in _square(RADIUS)])
    assert level.image is not None
    colours = level.image.reshape(-1, level.image.shape[2])
    patches = colours[chosen[:, None] + taps][..., :3].reshape(chosen.size, -1)  # (S, 49 * 3)
    squares = patches**2
    open_places = level.hole.copy()
    inner = np.zeros_like(open_places)
    inner[RADIUS:-RADIUS, RADIUS:-RADIUS] = True
    open_places &= inner
    rows_of = chosen // level.width
    while open_places.any():
        around = cv2.dilate((~open_places & inner).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        ring = np.flatnonzero(open_places & around)
        if not ring.size:
            ring = np.flatnonzero(open_places)
        known = (~open_places).reshape(-1)[ring[:, None] + taps].astype(np.float32)
        known = np.repeat(known, 3, axis=1)
        mine = colours[ring[:, None] + taps][..., :3].reshape(ring.size, -1) * known
        costs = (mine**2).sum(axis=1)[:, None] - 2 * mine @ patches.T + known @ squares.T
        costs /= np.maximum(known.sum(axis=1), 1.0)[:, None]
        costs += 0.02 * np.abs(ring[:, None] // level.width - rows_of[None])
        colours[ring] = colours[chosen[costs.argmin(axis=1)]]
        open_places.reshape(-1)[ring] = False
    _carry_to_padding(level.image)
    sources = level.sources[rng.integers(level.sources.size, size=level.targets.size)]
    return Match(sources, np.full(level.targets.size, np.inf, np.float32))


def searched(level: Level, match: Match, rng: np.random.Generator, *, is_random: bool = True) -> Match:
    """A better match of the level as it is now: by neighbours' offsets, and by random places if asked for."""
    described = level.descriptors()
    wanted = described[level.targets]
    sources = match.sources.copy()
    costs = _costs(described, wanted, sources)

    def take(candidates: NDArray[np.int64], numbers: NDArray[np.int64]) -> None:
        if not numbers.size:
            return
        offered = _costs(described, wanted[numbers], candidates)
        better = offered < costs[numbers]
        chosen = numbers[better]
        sources[chosen], costs[chosen] = candidates[better], offered[better]

    is_source = level.is_source.reshape(-1)
    steps = _STEPS_PX if is_random else (1,)
    for step in steps:
        for shift in (-level.width * step, -step, level.width * step, step):
            numbers = level.number_of.take(level.targets + shift, mode="clip")  # corners are no targets
            has = np.flatnonzero(numbers >= 0)
            candidates = sources[numbers[has]] - shift
            is_fit = is_source.take(candidates, mode="clip")
            take(candidates[is_fit], has[is_fit])
    if is_random:
        height = level.hole.shape[0]
        for share in _SHARES:
            down = rng.integers(-1000, 1001, sources.size) * share * height / 1000
            across = rng.integers(-1000, 1001, sources.size) * share * level.width / 1000
            rows = np.clip(sources // level.width + np.rint(down).astype(np.int64), 0, height - 1)
            columns = np.clip(sources % level.width + np.rint(across).astype(np.int64), 0, level.width - 1)
            candidates = rows * level.width + columns
            fits = np.flatnonzero(is_source[candidates])
            take(candidates[fits], fits)
    else:
        for shift in (-level.width, -1, level.width, 1):
            candidates = sources + shift
            fits = np.flatnonzero(is_source.take(candidates, mode="clip"))
            take(candidates[fits], fits)
    return Match(sources, costs)


def voted(level: Level, match: Match) -> None:
    """Paints the hole of a level: each place the mean of what the patches over it say, the likeliest most."""
    assert level.image is not None
    colours = level.image.reshape(-1, level.image.shape[2])
    has, said = _said(level, match, colours, _VOTING, percentile=75)
    colours[level.holes[has]] = said
    _carry_to_padding(level.image)


def painted(level: Level, match: Match, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The hole's last colours, of fewer votes, so that they stay sharp.

    Args:
        level: any, with or without an image.
        match: of its targets.
        pixels: (H, W, 3) uint8, padded like the level.

    Returns:
        (H, W, 3) uint8, still padded.
    """
    colours = pixels.reshape(-1, 3).copy()
    has, said = _said(level, match, colours, _LAST_VOTING, percentile=50)
    colours[level.holes[has]] = np.rint(said).astype(np.uint8)
    return colours.reshape(pixels.shape)


def _said(
    level: Level,
    match: Match,
    colours: NDArray[np.float32] | NDArray[np.uint8],
    votes: tuple[tuple[int, int], ...],
    *,
    percentile: float,
) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """(M,) bool: which places of the hole anything is said of; (K, C) float32: the weighted mean of it."""
    finite = match.costs[np.isfinite(match.costs)]
    usual = float(np.percentile(finite, percentile)) if finite.size else 1.0
    likely = np.exp(-np.minimum(match.costs, 1e6) / max(2 * usual, 1e-3)) if finite.size else 1.0
    weights = np.append(np.maximum(level.trust * likely, 1e-9), 0.0).astype(np.float32)  # the last is of no target
    total = np.zeros((level.holes.size, colours.shape[1]), np.float32)
    sums = np.zeros(level.holes.size, np.float32)
    for down, across in votes:
        shift = down * level.width + across
        numbers = level.number_of.take(level.holes - shift, mode="clip")
        weight = weights[numbers]
        total += colours.take(match.sources.take(numbers, mode="wrap") + shift, axis=0) * weight[:, None]
        sums += weight
    has = sums > 0
    return has, total[has] / sums[has, None]


def carried_up(match: Match, small: Level, large: Level, rng: np.random.Generator) -> Match:
    """The match of a level in the next larger one, each source twice as far; a random source where there was none."""
    rows, columns = large.targets // large.width - RADIUS, large.targets % large.width - RADIUS
    parents = (rows // 2 + RADIUS) * small.width + columns // 2 + RADIUS
    numbers = small.number_of[parents]
    found = match.sources[numbers]
    source_rows = 2 * (found // small.width - RADIUS) + rows % 2 + RADIUS
    source_columns = 2 * (found % small.width - RADIUS) + columns % 2 + RADIUS
    sources = source_rows * large.width + source_columns
    fits = (numbers >= 0) & large.is_source.reshape(-1).take(sources, mode="clip")
    others = large.sources[rng.integers(large.sources.size, size=sources.size)]
    small.forget()
    return Match(np.where(fits, sources, others), np.where(fits, match.costs[numbers], np.inf).astype(np.float32))


def _costs(
    described: NDArray[np.float32], wanted: NDArray[np.float32], places: NDArray[np.int64]
) -> NDArray[np.float32]:
    difference = described[places]
    difference -= wanted
    return np.asarray(np.einsum("nd,nd->n", difference, difference), np.float32)


def _square(radius: int) -> list[tuple[int, int]]:
    return [(down, across) for down in range(-radius, radius + 1) for across in range(-radius, radius + 1)]


def _carry_to_padding(image: NDArray[np.float32]) -> None:
    """Repeats the outermost places into the padding, where a hole reaches the picture's border."""
    image[:RADIUS], image[-RADIUS:] = image[RADIUS], image[-RADIUS - 1]
    image[:, :RADIUS] = image[:, RADIUS : RADIUS + 1]
    image[:, -RADIUS:] = image[:, -RADIUS - 1 : -RADIUS]
