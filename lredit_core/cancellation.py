"""The one way to ask running work to stop."""

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
    """A token over a flag: one of its own, or one that somebody else raises."""

    def __init__(self, event: Flag | None = None) -> None:
        self._event: Flag = threading.Event() if event is None else event

    def cancel(self) -> None:
        self._event.set()

    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        if self._event.is_set():
            raise Stopped
