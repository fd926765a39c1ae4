"""Ray, as all of us use it: imported late, told to keep to itself, its failures in sentences."""

from __future__ import annotations

import os
import socket
from typing import Any

from lredit_core.errors import InvalidRequest, LreditError

#: Who listens at an address takes a connection within this time.
ANSWERS_WITHIN_S = 5.0


def the_ray() -> Any:
    """The package, which is an extra.

    Raises:
        InvalidRequest: where it is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    try:
        import ray
    except ImportError as error:
        raise InvalidRequest("Ray is not installed. Install it: pip install 'lredit[ray]'.") from error
    return ray


def require_somebody(address: str) -> None:
    """Ray itself would wait long where nobody is, and end the process then.

    Raises:
        InvalidRequest: where nobody listens there.
    """
    if not is_somebody_at(address):
        raise nobody_at(address)


def is_somebody_at(address: str) -> bool:
    """Whether somebody listens at HOST:PORT, with or without Ray's prefix."""
    host, _colon, port = address.removeprefix("ray://").rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=ANSWERS_WITHIN_S):
            return True
    except (OSError, ValueError):
        return False


def nobody_at(address: str) -> InvalidRequest:
    """Says so, and what to do."""
    return InvalidRequest(
        f'There is no Ray cluster at "{address}". Begin one with: ray start --head, and give the address that it says '
        "(HOST:PORT, mostly port 6379; 10001 is for single windows)."
    )


def reason_of(error: BaseException) -> LreditError | None:
    """What an actor failed with, where it was one of our sentences.

    Ray's own error around it is of our kind as well, with the actor's whole traceback for words: it has a `cause`.
    """
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, LreditError) and not hasattr(seen, "cause"):
            return seen
        seen = getattr(seen, "cause", None) or seen.__cause__
    return None
