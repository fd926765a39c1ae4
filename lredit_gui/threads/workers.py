"""Work off the GUI thread whose result comes back to it."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


class Workers(QObject):
    """A small pool of threads. Callbacks run in the thread this object lives in (the GUI's)."""

    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None, *, thread_count: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(thread_count, thread_name_prefix="lredit-work")
        self._is_closed = False
        self._pending_count = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending_count(self) -> int:
        """Works whose callback has not run yet."""
        return self._pending_count

    async def run(self, work: Callable[[], Result]) -> Result:
        """What `work` gives, from a thread; to be awaited by a flow.

        Raises:
            what `work` raises.
        """
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

    def close(self) -> None:
        """Lets go of what has not begun and drops what still comes."""
        self._is_closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)


def _is_of_the_gone(callback: Callable[[Any], None]) -> bool:
    """Whether it is a method of an object that Qt has deleted meanwhile."""
    function = callback.func if isinstance(callback, partial) else callback
    owner = getattr(function, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
