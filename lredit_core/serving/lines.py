"""Lines in and out: bounded, whole, and nothing else on standard output."""

from __future__ import annotations

import json
import math
import os
import sys
import threading
from typing import TYPE_CHECKING, Any, BinaryIO

from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Longer lines are refused: no request comes near.
LONGEST_LINE = 1_000_000


class TooLongLine(InvalidRequest):
    """A line that was thrown away unread."""


def lines_of(source: BinaryIO) -> Iterator[bytes | TooLongLine]:
    """The lines of a stream without blank ones, to its end; one that is too long is an error in its place, and costs no
    memory."""
    while line := source.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := source.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield TooLongLine(f"The line is longer than {LONGEST_LINE:,} bytes. Send pictures by their paths.")
        elif line.strip():
            yield line


class LineWriter:
    """Writes objects from any thread, each a line of its own and at once."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._is_gone = False

    @property
    def is_gone(self) -> bool:
        """Whether nobody reads any more."""
        return self._is_gone

    def write(self, value: dict[str, Any]) -> None:
        """Writes an object. Where nobody reads any more it is lost, and `is_gone` says so."""
        line = json.dumps(_finite(value), allow_nan=False).encode("ascii") + b"\n"
        with self._lock:
            try:
                self._target.write(line)
                self._target.flush()
            except (OSError, ValueError):
                self._is_gone = True


def _finite(value: Any) -> Any:
    """JSON has no words for infinite and undefined numbers: null stands for them."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return value


def take_standard_output() -> BinaryIO:
    """Standard output for our lines alone: what libraries and children print to it goes to standard error."""
    sys.stdout.flush()
    own = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return os.fdopen(own, "wb")
