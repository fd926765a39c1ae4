"""Work on pictures in several threads: little memory, and every core of the machine.

numpy, OpenCV, Pillow and the colour management let other threads run while they compute.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Rows of a band, unless told otherwise.
BAND_ROWS = 256
#: Pictures below this many pixels are not worth a second thread.
_PIXELS_FOR_THREADS = 1 << 21
_ITEMS_FOR_THREADS = 8

Item = TypeVar("Item")
Result = TypeVar("Result")
Other = TypeVar("Other")


def for_each_band(height: int, width: int, work: Callable[[int, int], None], *, rows: int = BAND_ROWS) -> None:
    """Calls `work(top, bottom)` for all rows of a picture, in several threads where it is large.

    Args:
        height: rows of the picture.
        width: pixels of a row.
        work: must be safe to call from several threads for different rows.
        rows: of a band.
    """
    bands = [(top, min(top + rows, height)) for top in range(0, height, rows)]
    if height * width < _PIXELS_FOR_THREADS:
        for top, bottom in bands:
            work(top, bottom)
        return
    results_of(bands, lambda band: work(*band))


def results_of(items: Iterable[Item], work: Callable[[Item], Result]) -> list[Result]:
    """What `work` gives for each item, in their order; in several threads where there are many items.

    Args:
        items: what to work on, one call each.
        work: must be safe to call from several threads.
    """
    items = list(items)
    if len(items) < _ITEMS_FOR_THREADS:
        return [work(item) for item in items]
    with _pool() as pool:
        return list(pool.map(work, items))


def in_threads(*calls: Callable[[], Result]) -> list[Result]:
    """What each call gives, in their order; all are made at once, each as long as a good part of a second.

    Args:
        *calls: must be safe to make in several threads at a time.
    """
    with _pool() as pool:
        return list(pool.map(lambda call: call(), calls))


def both(one: Callable[[], Result], other: Callable[[], Other]) -> tuple[Result, Other]:
    """What two calls give that are made at once; what the first raises is raised, else what the second does."""
    with ThreadPoolExecutor(1, thread_name_prefix="lredit-pieces") as pool:
        beside = pool.submit(other)
        return one(), beside.result()


def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="lredit-pieces")
