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


class EventToken:
    """A token over a `threading.Event` or a `multiprocessing.Event`."""

    def __init__(self, event: threading.Event | None = None) -> None:
        self._event = threading.Event() if event is None else event

    def cancel(self) -> None:
        self._event.set()

    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        if self._event.is_set():
            raise Stopped
