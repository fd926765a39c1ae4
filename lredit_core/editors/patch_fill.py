"""Fills a hole of any shape with patches of its surroundings, coarse to fine.

Source: Wexler, Shechtman and Irani 2007 (every patch that overlaps the hole is to be like some patch outside: search
and vote in turn, on a pyramid); Barnes et al. 2009 (the search: neighbours' offsets and random ones); Newson et al.
2014 (the coarsest level is peeled from the rim inwards, so that lines go on; how rough a place is counts beside its
colours). Ours: patches are compared by their lowest cosine coefficients and by where they lie, so that near patches,
and above all those of the same height in the picture, are preferred and horizons go through; the search ends at a
bounded size, and what was found there is carried to the picture's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.editors.patch_levels import RADIUS, Level, cut_window, levels_of, padded
from lredit_core.editors.patch_search import Match, carried_up, painted, peeled, searched, voted
from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.cancellation import CancellationToken

#: The finest level that is searched has so many pixels in the hole at most.
SEARCHED_HOLE_PX = 30_000
#: Up to so many pixels in the hole a level is still aligned after it was carried.
_ALIGNED_HOLE_PX = 120_000
#: Rounds of search and vote at the coarsest level, and how many fewer at each finer one; at least two.
_ROUNDS, _FEWER = 8, 2


@dataclass(frozen=True, slots=True)
class _Never:
    """A token that nobody cancels."""

    def is_cancelled(self) -> bool:
        return False

    def raise_if_cancelled(self) -> None:
        return


def patch_filled(
    pixels: NDArray[np.uint8],
    hole: NDArray[np.bool_],
    *,
    seed: int = 0,
    avoid: NDArray[np.bool_] | None = None,
    token: CancellationToken | None = None,
) -> NDArray[np.uint8]:
    """The picture with its hole filled.

    Args:
        pixels: (H, W, 3) uint8 sRGB.
        hole: (H, W) bool, True where something is to be found.
        seed: the same gives the same pixels.
        avoid: (H, W) bool, True where no patch is to come from.
        token: looked at between rounds.

    Returns:
        (H, W, 3) uint8; outside of the hole every bit as it was.

    Raises:
        InvalidRequest: where the shapes differ, or too little of the picture is left to fill the hole from.
        Stopped: once the token is cancelled.
    """
    if hole.shape != pixels.shape[:2]:
        raise InvalidRequest(f"The mask is {hole.shape} and the picture {pixels.shape[:2]}; they must be of one size.")
    result = pixels.copy()
    if not hole.any():
        return result
    token = token or _Never()
    window = cut_window(hole, avoid)
    here = window.as_slices()
    part, inside = pixels[here], hole[here]
    levels = levels_of(part, inside, None if avoid is None else avoid[here], painted_px=_ALIGNED_HOLE_PX)
    match = _solved(levels, np.random.default_rng(seed), token)
    found = painted(levels[0], match, padded(part))[RADIUS:-RADIUS, RADIUS:-RADIUS]
    result[here][inside] = found[inside]
    return result


def _solved(levels: list[Level], rng: np.random.Generator, token: CancellationToken) -> Match:
    """The match of the finest level."""
    token.raise_if_cancelled()
    match = peeled(levels[-1], rng)
    rounds = _ROUNDS
    for number in range(len(levels) - 1, -1, -1):
        level = levels[number]
        is_coarsest = number == len(levels) - 1
        if not is_coarsest:
            match = carried_up(match, levels[number + 1], level, rng)
        if level.image is None:
            continue
        if not is_coarsest:
            voted(level, match)
        is_searched = is_coarsest or level.hole_count <= SEARCHED_HOLE_PX
        for _round in range(rounds if is_searched else 1):
            token.raise_if_cancelled()
            match = searched(level, match, rng, is_random=is_searched)
            voted(level, match)
        rounds = max(2, rounds - _FEWER)
    token.raise_if_cancelled()
    return match
