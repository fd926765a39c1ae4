"""Strengths from paired comparisons. Sources: Bradley and Terry 1952; Hunter 2004, "MM algorithms for generalized
Bradley-Terry models", Eq. (3).

The chance that i is preferred over j is p_i / (p_i + p_j). A tie is half a win for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_ROUNDS, _TOLERANCE = 10_000, 1e-9


class NoStrengths(ValueError):
    """No finite strengths explain the comparisons.

    Attributes:
        groups: indices of those that are on one scale; between groups there are no comparisons, or all went one way.
    """

    def __init__(self, groups: tuple[tuple[int, ...], ...]) -> None:
        super().__init__(f"no common scale: {len(groups)} groups")
        self.groups = groups


def strengths(wins: NDArray[np.float64], *, prior: float = 0.0) -> NDArray[np.float64]:
    """log p of each, with mean 0: the maximum of the likelihood.

    Args:
        wins: (N, N): how often i was preferred over j, ties as halves; the diagonal is not looked at.
        prior: so many wins are added each way to every pair that was compared at all, so that who always won has a
            finite strength.

    Raises:
        ValueError: for another shape, or values below 0.
        NoStrengths: where some were never compared with others, or always won against them (Hunter 2004, Assumption 1).
    """
    wins = np.array(wins, np.float64)
    if wins.ndim != 2 or wins.shape[0] != wins.shape[1] or not len(wins) or (wins < 0).any():
        raise ValueError(f"wins should be a square of numbers from 0, got {wins.shape}")
    np.fill_diagonal(wins, 0.0)
    wins += prior * ((wins + wins.T) > 0)
    groups = _groups(wins)
    if len(groups) > 1:
        raise NoStrengths(groups)
    compared, won = wins + wins.T, wins.sum(axis=1)
    p = np.full(len(wins), 1.0 / len(wins))
    for _round in range(_MOST_ROUNDS):
        shares = compared / (p[:, None] + p[None])
        new = won / shares.sum(axis=1) if len(p) > 1 else p
        new /= new.sum()
        moved = float(np.abs(np.log(new) - np.log(p)).max())
        p = new
        if moved < _TOLERANCE:
            break
    logs = np.log(p)
    return np.asarray(logs - logs.mean(), np.float64)


def _groups(wins: NDArray[np.float64]) -> tuple[tuple[int, ...], ...]:
    """Strongly connected parts of the graph of who won against whom, the first member's order."""
    reach = (wins > 0) | np.eye(len(wins), dtype=np.bool_)
    for middle in range(len(wins)):
        reach |= reach[:, middle : middle + 1] & reach[middle : middle + 1]
    both = reach & reach.T
    return tuple(dict.fromkeys(tuple(int(one) for one in np.flatnonzero(row)) for row in both))
