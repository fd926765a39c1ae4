"""Work off the GUI thread whose result comes back to it."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


class _Pool(ThreadPoolExecutor):
    """Knows what it has not finished."""

    def __init__(self, thread_count: int, *, thread_name_prefix: str) -> None:
        super().__init__(thread_count, thread_name_prefix=thread_name_prefix)
        self.begun: set[Future[Any]] = set()

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future = super().submit(work, *arguments, **named)
        self.begun.add(future)
        future.add_done_callback(self.begun.discard)
        return future


class Workers(QObject):
    """A small pool of threads. Callbacks run in the thread this object lives in (the GUI's)."""

    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None, *, thread_count: int = 2) -> None:
        super().__init__(parent)
        self._pool = _Pool(thread_count, thread_name_prefix="lredit-work")
        self._is_closed = False
        self._pending_count = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending_count(self) -> int:
        """Works whose callback has not run yet."""
        return self._pending_count

    async def run(self, work: Callable[[], Result]) -> Result:
        """What `work` gives or raises, from a thread; to be awaited by a flow."""
        self._pending_count += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._pending_count -= 1

    def submit(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Runs `work` in a thread, then exactly one of the callbacks here; none after `close`, nor once the object has
        gone whose method it is."""
        if self._is_closed:
            return
        self._pending_count += 1

        def report(future: Future[Result]) -> None:
            if self._is_closed or future.cancelled():
                return
            error = future.exception()
            if isinstance(error, Exception):
                self._arrived.emit(on_error, error)
            else:
                self._arrived.emit(on_done, future.result())

        self._pool.submit(work).add_done_callback(report)

    @Slot(object, object)
    def _deliver(self, callback: Callable[[Any], None], value: Any) -> None:
        self._pending_count -= 1
        if not self._is_closed and not _is_of_the_gone(callback):
            callback(value)

    def close(self, *, patience_s: float = 0.0) -> bool:
        """Lets go of what has not begun and drops what still comes.

        Args:
            patience_s: so long what has begun may take to end.

        Returns:
            whether all threads are free; one that waits for a disk which does not answer never is.
        """
        self._is_closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        return not wait(self._pool.begun, timeout=patience_s).not_done


def _is_of_the_gone(callback: Callable[[Any], None]) -> bool:
    """Whether it is a method of an object that Qt has deleted meanwhile."""
    function = callback.func if isinstance(callback, partial) else callback
    owner = getattr(function, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
