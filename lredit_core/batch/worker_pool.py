"""Processes that make rows: forked once the models are loaded, where the platform can, so that all share one copy.

A worker that dies takes its row along and nothing else: the row is handed out once more, and another worker takes its
place.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
from collections import deque
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Protocol

from lredit_core.batch.journal import RowRecord
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

    from lredit_core.batch.row_edit import RowJob

_log = logging.getLogger(__name__)
#: How often the one who waits looks at its token.
_POLL_S = 0.1
#: A row whose worker died is tried so often.
_TRIES = 2


class MakesRow(Protocol):
    """What a worker does with a job: loaded before it is forked, or in it."""

    def __call__(self, job: RowJob, token: CancellationToken) -> RowRecord: ...


class Pool(Protocol):
    """Where rows are made: processes here, or machines elsewhere."""

    def made(self, jobs: Iterable[RowJob], token: CancellationToken) -> Iterator[RowRecord]:
        """The record of each job, as they come to their ends; jobs are taken as there is room.

        Raises:
            Stopped: once the token is cancelled; what is under way is given up.
        """
        ...


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    job: RowJob | None = None


@dataclass(slots=True)
class _Waiting:
    job: RowJob
    tries: int = 0


@dataclass(slots=True)
class WorkerPool:
    """Args:
    load: gives what makes a row; called here before forking, or in each worker where there is no fork.
    count: of workers.
    """

    load: Callable[[], MakesRow]
    count: int
    _make: MakesRow | None = None
    _workers: list[_Worker] = field(default_factory=list)

    def made(self, jobs: Iterable[RowJob], token: CancellationToken) -> Iterator[RowRecord]:
        source = iter(jobs)
        again: deque[_Waiting] = deque()
        tries: dict[str, int] = {}
        try:
            self._start()
            while True:
                for worker in self._workers:
                    if worker.job is None and (item := again.popleft() if again else _next(source)) is not None:
                        tries[item.job.digest] = tries.get(item.job.digest, 0) + 1
                        self._hand_out(worker, item.job)
                if not any(worker.job is not None for worker in self._workers):
                    return
                yield from self._ended(token, again, tries)
        finally:
            self._close()

    def _start(self) -> None:
        if can_fork():
            _one_thread_each()
            self._make = self.load()
        for _number in range(self.count):
            self._workers.append(self._begun())

    def _begun(self) -> _Worker:
        is_forked = self._make is not None
        context: Any = multiprocessing.get_context("fork" if is_forked else "spawn")
        ours, theirs = context.Pipe()
        #: A forked process has the parent's ends too, and would never hear that the parent is gone.
        inherited = [ours, *(worker.pipe for worker in self._workers)] if is_forked else []
        process = context.Process(
            target=_serve, args=(theirs, self._make, self.load, inherited), name="lredit-batch", daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self, worker: _Worker, job: RowJob) -> None:
        worker.job = job
        with contextlib.suppress(OSError):  # it died: seen where its answer is awaited
            worker.pipe.send(job)

    def _ended(self, token: CancellationToken, again: deque[_Waiting], tries: dict[str, int]) -> Iterator[RowRecord]:
        """What has come to its end by now, after a moment at the most."""
        busy = {worker.pipe: worker for worker in self._workers if worker.job is not None}
        ready = wait(list(busy), timeout=_POLL_S)
        if token.is_cancelled():
            raise Stopped
        for pipe in ready:
            worker = busy[pipe]  # type: ignore[index]  # of pipes alone
            job, worker.job = worker.job, None
            assert job is not None
            try:
                yield worker.pipe.recv()
            except (EOFError, OSError):
                worker.process.join(timeout=5)
                code = worker.process.exitcode
                self._workers[self._workers.index(worker)] = self._begun()
                _log.warning("the process of row %d ended with %s", job.row.number, code)
                if tries[job.digest] < _TRIES:
                    again.append(_Waiting(job))
                else:
                    yield _failed(job, code)

    def _close(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
            if worker.job is not None:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(timeout=5)
            if worker.process.is_alive():
                worker.process.kill()
        self._workers = []


def _next(source: Iterator[RowJob]) -> _Waiting | None:
    job = next(source, None)
    return None if job is None else _Waiting(job)


def _failed(job: RowJob, code: int | None) -> RowRecord:
    why = "most likely for want of memory" if code == -signal.SIGKILL else f"with {code}"
    failure = f"The process that edited it ended twice, {why}. Run it with fewer --workers."
    return replace(RowRecord.of_row(job.row, job.digest), failure=failure)


def can_fork() -> bool:
    """Whether a process can go on with what another has loaded. On macOS its system libraries forbid it."""
    return sys.platform.startswith("linux")


def _one_thread_each() -> None:
    """Before models are loaded: threads of OpenMP do not come along into a forked process, which waits for them."""
    os.environ["OMP_NUM_THREADS"] = "1"
    import torch

    torch.set_num_threads(1)


def _serve(pipe: Connection, make: MakesRow | None, load: Callable[[], MakesRow], inherited: list[Connection]) -> None:
    """What a worker runs, until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in inherited:
        end.close()
    if make is None:
        _one_thread_each()
        make = load()
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(make(pipe.recv(), EventToken()))
