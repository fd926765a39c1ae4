"""Work on large pictures, a band of rows at a time: little memory, and every core of the machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

#: Rows of a band, unless told otherwise.
BAND_ROWS = 256
#: Pictures below this many pixels are not worth a second thread.
_PIXELS_FOR_THREADS = 1 << 21


def for_each_band(height: int, width: int, work: Callable[[int, int], None], *, rows: int = BAND_ROWS) -> None:
    """Calls `work(top, bottom)` for all rows of a picture, in several threads where it is large.

    numpy, Pillow and the colour management let other threads run while they compute.

    Args:
        work: must be safe to call from several threads for different rows.
        rows: of a band.
    """
    bands = [(top, min(top + rows, height)) for top in range(0, height, rows)]
    if height * width < _PIXELS_FOR_THREADS:
        for top, bottom in bands:
            work(top, bottom)
        return
    with ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="lredit-bands") as pool:
        for done in [pool.submit(work, top, bottom) for top, bottom in bands]:
            done.result()
