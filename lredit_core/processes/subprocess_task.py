"""Work on bundles in a process of its own.

The process that fetches is the only one that may go online, and it never loads a model; the processes that load models
stay offline. Whatever a large model does to memory, and whatever a library does on import, takes nothing along here.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, Protocol, TypeVar

from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import EngineError, InvalidRequest, LreditError, ModelUnavailable, OutOfMemory, Stopped
from lredit_core.processes.environment import prepare_environment

log = logging.getLogger(__name__)

#: How long after a stop the process may take before it is ended.
STOP_PATIENCE_S = 5.0
_POLL_S = 0.05

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class Task(Protocol[Result_co]):
    """A piece of work; must be picklable, and so must be what it gives and tells."""

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> Result_co:
        """Does the work in the child.

        Args:
            emit: sends something to the parent while it goes on.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Message:
    what: Any


@dataclass(frozen=True, slots=True)
class _Done(Generic[Result]):
    result: Result


@dataclass(frozen=True, slots=True)
class _Failed:
    kind: str
    message: str
    details: str


@dataclass(frozen=True, slots=True)
class _WasStopped:
    pass


class RunTask(Protocol):
    """`run_in_subprocess`, or a script in its place."""

    def __call__(self, order: Task[Any], *, token: EventToken, on_message: Callable[[Any], None]) -> Any: ...


def run_in_subprocess(
    order: Task[Result],
    *,
    token: CancellationToken | None = None,
    on_message: Callable[[Any], None] = lambda what: None,
    stop_patience_s: float = STOP_PATIENCE_S,
) -> Result:
    """Carries an order out in a fresh process and waits for it.

    Raises:
        Stopped: once the token says so.
        LreditError: what the order raised.
        EngineError: where the process ended without an answer.
    """
    token = token or EventToken()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    stop_flag = context.Event()
    process = context.Process(target=_run_child, args=(theirs, stop_flag, order), name="lredit-bundles", daemon=True)
    process.start()
    theirs.close()
    try:
        result: Result = _awaited(ours, stop_flag, token, on_message, stop_patience_s)
        return result
    except (EOFError, OSError) as error:
        process.join(timeout=2)
        if token.is_cancelled():
            raise Stopped from error
        raise EngineError(
            "The process that did this work ended unexpectedly, perhaps for want of memory. Close other programs and "
            "try again.",
            details=f"exit code {process.exitcode}",
        ) from error
    finally:
        ours.close()
        process.join(timeout=0.5)
        if process.is_alive():
            process.terminate()
            process.join(timeout=5)


def _awaited(
    pipe: Connection, stop_flag: Any, token: CancellationToken, on_message: Callable[[Any], None], patience_s: float
) -> Any:
    stopped_at: float | None = None
    while True:
        if stopped_at is None and token.is_cancelled():
            stop_flag.set()
            stopped_at = time.monotonic()
        if not pipe.poll(_POLL_S):
            if stopped_at is not None and time.monotonic() - stopped_at > patience_s:
                raise Stopped
            continue
        answer = pipe.recv()
        if isinstance(answer, _Message):
            on_message(answer.what)
        elif isinstance(answer, _Done):
            return answer.result
        elif isinstance(answer, _WasStopped):
            raise Stopped
        else:
            assert isinstance(answer, _Failed)
            kinds: dict[str, type[LreditError]] = {
                kind.kind: kind for kind in (InvalidRequest, ModelUnavailable, OutOfMemory)
            }
            raise kinds.get(answer.kind, EngineError)(answer.message, details=answer.details)


def _run_child(pipe: Connection, stop_flag: Any, order: Task[Any]) -> None:
    """What the child runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which asks to stop
    prepare_environment()
    answer: Any
    try:
        answer = _Done(order.run(lambda what: pipe.send(_Message(what)), EventToken(stop_flag)))
    except Stopped:
        answer = _WasStopped()
    except LreditError as error:
        answer = _Failed(error.kind, error.message, error.details)
    except MemoryError:
        answer = _Failed(OutOfMemory.kind, "There is not enough memory. Close other programs and try again.", "")
    except Exception:
        log.exception("an order failed")
        answer = _Failed(
            EngineError.kind,
            "Something went wrong in the program while it did this work. Copy the details to report it.",
            traceback.format_exc(),
        )
    with contextlib.suppress(OSError):  # the parent has gone
        pipe.send(answer)
    pipe.close()
