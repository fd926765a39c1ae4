"""Memory that runs out: known by every name that libraries give it, met by taking less at once."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, TypeVar

from lredit_core.errors import OutOfMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: What torch (processor and graphics cards), oneDNN, OpenCV, OpenVINO and the C++ library say, in lower case.
_WORDS = (
    "out of memory",
    "not enough memory",
    "insufficient memory",
    "allocate memory",
    "failed to allocate",
    "bad_alloc",
    "bad allocation",
)

Item = TypeVar("Item")
Made = TypeVar("Made")


def is_memory_shortage(error: BaseException) -> bool:
    """Whether an error of any library means that memory ran out; our own `OutOfMemory` does."""
    if isinstance(error, MemoryError | OutOfMemory) or type(error).__name__ == "OutOfMemoryError":
        return True
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    said = str(error).lower()
    return any(words in said for words in _WORDS)


def made_in_parts(make: Callable[[Sequence[Item]], list[Made]], items: Sequence[Item]) -> tuple[list[Made], bool]:
    """What `make` makes of items, one result for each: of all at once, or of fewer where memory runs out.

    Args:
        make: makes no difference between company and being alone.
        items: that it is called with, in their order.

    Returns:
        the results, and whether it took more than one call.
    """
    try:
        return make(items), False
    except Exception as error:
        if len(items) < 2 or not is_memory_shortage(error):
            raise
    middle = len(items) // 2  # here nothing holds on to what the failed call had in memory
    halves = [made_in_parts(make, half)[0] for half in (items[:middle], items[middle:])]
    return [*halves[0], *halves[1]], True
