"""Figures over many measurements: means, and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_RESAMPLES = 2000


def interval(values: Sequence[float], *, seed: int) -> list[float]:
    """The 95 % interval of the mean by bootstrap: the values drawn again with replacement, 2,000 times."""
    array, rng = np.asarray(values, dtype=float), np.random.default_rng(seed)
    means = array[rng.integers(0, len(array), (_RESAMPLES, len(array)))].mean(axis=1)
    return [round(float(np.quantile(means, share)), 3) for share in (0.025, 0.975)]


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
        figures[f"{key}_interval"] = interval(values, seed=seed) if values else None
    return figures
