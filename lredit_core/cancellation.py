"""The one way to ask running work to stop, or to come to an end with what it has."""

from __future__ import annotations

import threading
from typing import Protocol

from lredit_core.errors import Stopped


class CancellationToken(Protocol):
    """What the engine looks at between steps."""

    def is_cancelled(self) -> bool:
        """True once the person asked to stop."""
        ...

    def raise_if_cancelled(self) -> None:
        """Raises `Stopped` once the person asked to stop."""
        ...


class Flag(Protocol):
    """What a `threading.Event` has in common with flags that two processes see."""

    def set(self) -> None: ...
    def is_set(self) -> bool: ...


class EventToken:
    """A token over two flags: its own, or some that somebody else raises."""

    def __init__(self, event: Flag | None = None, enough: Flag | None = None) -> None:
        self._event: Flag = threading.Event() if event is None else event
        self._enough: Flag = threading.Event() if enough is None else enough

    def cancel(self) -> None:
        self._event.set()

    def suffice(self) -> None:
        """The person wants to see what there is: no more is learned, and one result will do."""
        self._enough.set()

    def is_enough(self) -> bool:
        return self._enough.is_set()

    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        if self._event.is_set():
            raise Stopped


def is_enough(token: CancellationToken) -> bool:
    """Whether the person asked for what there is."""
    return isinstance(token, EventToken) and token.is_enough()
