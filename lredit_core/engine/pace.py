"""How long full edits still take: measured from their own first steps on, whatever learning took before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class EditPace:
    """A clock for a number of edits that take about as long as each other.

    Args:
        clock: gives seconds.
        count: of the edits.
    """

    def __init__(self, clock: Callable[[], float], *, count: int) -> None:
        self._clock, self._count = clock, count
        self._began_s = clock()

    def seconds_left(self, done: float) -> float | None:
        """What the edits so far took, carried on; None before anything of them is done.

        Args:
            done: how many edits, with the part of the one at work.
        """
        if done <= 0:
            return None
        return (self._clock() - self._began_s) * max(0.0, self._count - done) / done
