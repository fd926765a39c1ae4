"""A task in a process of its own.

The process that fetches is the only one that may go online, and it never loads a model; the processes that load models
stay offline. Whatever a large model does to memory, and whatever a library does on import, takes nothing along here.
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import EngineError, InvalidRequest, LreditError, ModelUnavailable, OutOfMemory, Stopped
from lredit_core.memory_shortage import is_memory_shortage
from lredit_core.processes.child_process import (
    STOP_PATIENCE_S,
    ChildEnded,
    ChildProcess,
    ParentGone,
    ParentLink,
    Unheeded,
)
from lredit_core.processes.shared_pictures import SharedPictures

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class Task(Protocol[Result_co]):
    """A piece of work; must be picklable, and so must be what it gives and emits."""

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> Result_co:
        """Does the work in the child.

        Args:
            emit: sends something to the parent while it goes on.
            token: to be looked at now and then; cancelled once the parent asks to stop.
        """
        ...


class RunTask(Protocol):
    """`run_in_subprocess`, or a script in its place."""

    def __call__(self, task: Task[Any], *, token: EventToken, on_message: Callable[[Any], None]) -> Any: ...


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


def run_in_subprocess(
    task: Task[Result],
    *,
    token: CancellationToken | None = None,
    on_message: Callable[[Any], None] = lambda _what: None,
    stop_patience_s: float = STOP_PATIENCE_S,
) -> Result:
    """Runs a task in a fresh process and waits for it.

    Raises:
        Stopped: once the token says so.
        LreditError: what the task raised.
        EngineError: where the process ended without an answer.
    """
    token = token or EventToken()
    pictures = SharedPictures()
    child = ChildProcess(_run_child, name="lredit-task", pictures=pictures)
    try:
        child.send(task)
        result: Result = _awaited(child, token, on_message, stop_patience_s)
        return result
    except Unheeded:
        raise Stopped from None
    except ChildEnded as error:
        if token.is_cancelled():
            raise Stopped from error
        raise end_of(child, "The process that did this work") from error
    finally:
        child.end(patience_s=0.5)
        pictures.close()


def _awaited(
    child: ChildProcess, token: CancellationToken, on_message: Callable[[Any], None], patience_s: float
) -> Any:
    while True:
        match child.awaited(token, patience_s=patience_s):
            case _Message(what):
                on_message(what)
            case _Done(result):
                return result
            case _WasStopped():
                raise Stopped
            case _Failed(kind, message, details):
                raise error_of(kind)(message, details=details)


def error_of(kind: str) -> type[LreditError]:
    """The class of an error that another process told."""
    kinds: dict[str, type[LreditError]] = {one.kind: one for one in (InvalidRequest, ModelUnavailable, OutOfMemory)}
    return kinds.get(kind, EngineError)


def end_of(child: ChildProcess, what: str) -> EngineError:
    """The error that a child's end is, in a sentence about `what` ended."""
    if child.ran_out_of_memory:
        sentence = f"{what} ended, most likely for want of memory. Close other programs and try again."
    else:
        sentence = f"{what} ended unexpectedly. Try again; copy the details to report it."
    return EngineError(sentence, details=child.exit_details)


def _run_child(parent: ParentLink) -> None:
    """What the child runs."""
    answer: Any
    try:
        task = parent.receive()
        answer = _Done(task.run(lambda what: parent.send(_Message(what)), parent.token))
    except Stopped:
        answer = _WasStopped()
    except LreditError as error:
        answer = _Failed(error.kind, error.message, error.details)
    except ParentGone:
        return
    except Exception as error:
        log.exception("a task failed")
        if is_memory_shortage(error):
            kind, sentence = OutOfMemory.kind, "There is not enough memory. Close other programs and try again."
        else:
            kind = EngineError.kind
            sentence = "Something went wrong in the program while it did this work. Copy the details to report it."
        answer = _Failed(kind, sentence, traceback.format_exc())
    parent.send(answer)
