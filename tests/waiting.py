"""Waiting for what other processes and threads do, where Qt has no part in it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_EVERY_S = 0.01


def wait_until(condition: Callable[[], object], what: str, *, patience_s: float = 120.0) -> None:
    """Returns as soon as the condition holds.

    Raises:
        AssertionError: where it does not hold in time; it says what was waited for.
    """
    end_s = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < end_s, f"waited {patience_s} s for {what}"
        time.sleep(_LOOK_EVERY_S)
