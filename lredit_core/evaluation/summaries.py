"""Figures over many measurements: means, and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_RESAMPLES = 2000


def interval(values: Sequence[float], *, seed: int, digits: int = 3) -> list[float]:
    """The 95 % interval of the mean by bootstrap: the values drawn again with replacement, 2,000 times."""
    array, rng = np.asarray(values, dtype=float), np.random.default_rng(seed)
    means = array[rng.integers(0, len(array), (_RESAMPLES, len(array)))].mean(axis=1)
    return middle_95(means, digits=digits)


def middle_95(values: Sequence[float] | NDArray[np.float64], *, digits: int = 3) -> list[float]:
    """Where 95 % of the values lie, as much left out below as above."""
    return [round(float(np.quantile(values, share)), digits) for share in (0.025, 0.975)]


def mean_of(values: Sequence[float], *, digits: int = 3) -> float:
    """Rounded, as it goes into JSON."""
    return round(float(np.mean(values)), digits)


def mean_or_none(values: Sequence[float], *, digits: int = 3) -> float | None:
    """Likewise; None of nothing."""
    return mean_of(values, digits=digits) if values else None


def median_or_none(values: Sequence[float]) -> float | None:
    """None of nothing."""
    return float(np.median(values)) if values else None


def rates(columns: Mapping[str, Sequence[float]], *, seed: int, digits: int = 3) -> dict[str, Any]:
    """The mean of each column and, under its name with "_interval", where it lies; None of nothing."""
    figures: dict[str, Any] = {}
    for key, values in columns.items():
        figures[key] = mean_or_none(values, digits=digits)
        figures[f"{key}_interval"] = interval(values, seed=seed, digits=digits) if values else None
    return figures
