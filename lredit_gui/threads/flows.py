"""What the person set going and waits for, each as a coroutine in the GUI thread, with one way for its errors."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class Flows:
    """Starts coroutines; what one raises is told once, to `on_error`.

    The loop is the one that runs when a flow is started: qasync's, in the GUI thread. A flow only waits; what computes
    or reads a disk does so in `Workers.run`.
    """

    def __init__(self, on_error: Callable[[Exception], None]) -> None:
        self._on_error = on_error
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def count(self) -> int:
        """How many have not ended."""
        return len(self._tasks)

    def start(self, flow: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begins a flow with the next turn of the loop."""
        task = asyncio.get_running_loop().create_task(flow)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    def close(self) -> None:
        """Breaks off those that still wait."""
        for task in tuple(self._tasks):
            task.cancel()

    def _on_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            self._on_error(error)
