"""A process of our own and its parent: tiny messages both ways, one stop flag, one way to wait.

Nothing here blocks for longer than the one who waits allows: messages are written and read by threads of their own, so
that a child that hears nothing, hangs in the middle of an answer or dies holds nobody up.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import queue
import signal
import threading
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lredit_core.cancellation import CancellationToken, EventToken, is_enough
from lredit_core.discreet_log import keep_discreet_log
from lredit_core.memory_shortage import is_memory_shortage
from lredit_core.processes.environment import prepare_environment
from lredit_core.processes.shared_pictures import SharedPictures, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

#: How often the one who waits looks at its token.
POLL_S = 0.02
#: How long a child may take to heed a stop.
STOP_PATIENCE_S = 2.5


#: What a system does to a process when the memory is used up.
_KILLED = -9


class ChildEnded(Exception):
    """The child's process is gone, or its pipe is."""


class ParentGone(Exception):
    """There is nobody left to answer to."""


class Unheeded(Exception):
    """The child was asked to stop, and nothing came from it within the patience."""


class StopFlag:
    """A flag that two processes see, without a lock that a child could take along when it dies or freezes."""

    def __init__(self) -> None:
        self._raised = multiprocessing.get_context("spawn").RawValue("b", 0)

    def set(self) -> None:
        self._raised.value = 1

    def clear(self) -> None:
        self._raised.value = 0

    def is_set(self) -> bool:
        return bool(self._raised.value)


class ParentLink:
    """The child's end: messages from the parent, answers to it, and whether it asks to stop or to end with what there
    is."""

    def __init__(self, pipe: Connection, stop_flag: StopFlag, enough_flag: StopFlag) -> None:
        self._pipe = pipe
        self.token = EventToken(stop_flag, enough_flag)

    def receive(self) -> Any:
        """The next message; blocks.

        Raises:
            ParentGone: once the parent is.
        """
        try:
            message = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise ParentGone from error
        return unpacked(message)

    def send(self, answer: Any) -> None:
        """Sends an answer.

        Raises:
            ParentGone: once the parent is.
            pickle.PicklingError, TypeError, AttributeError: where it cannot be sent.
        """
        data = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            self._pipe.send_bytes(data)
        except OSError as error:
            raise ParentGone from error


class ChildProcess:
    """The parent's end of a child that was started just now.

    Args:
        main: a function of a module that the child runs; it takes a `ParentLink` and returns when it is done.
    """

    def __init__(self, main: Callable[[ParentLink], None], *, name: str, pictures: SharedPictures) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._pictures = pictures
        self._stop_flag, self._enough_flag = StopFlag(), StopFlag()
        self._stopped_s: float | None = None
        flags = self._stop_flag, self._enough_flag
        self._process = context.Process(target=_run, args=(main, theirs, *flags), name=name, daemon=True)
        self._process.start()
        theirs.close()
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._crash: _Crash | None = None
        self._reader = threading.Thread(target=self._read, name=f"{name}-read", daemon=True)
        self._reader.start()
        threading.Thread(target=self._write, name=f"{name}-write", daemon=True).start()

    @property
    def is_alive(self) -> bool:
        return self._reader.is_alive() and self._process.is_alive()

    @property
    def exit_details(self) -> str:
        """For the log, once it has ended: what it failed with, if it could still say so."""
        self._process.join(timeout=1)
        crash = self._crash.details if self._crash is not None else ""
        return "\n".join(part for part in (crash, f"exit code {self._process.exitcode}") if part)

    @property
    def ran_out_of_memory(self) -> bool:
        """Whether the memory was most likely what it ended for, once it has ended."""
        self._process.join(timeout=1)
        if self._crash is not None:
            return self._crash.is_for_memory
        return self._process.exitcode == _KILLED

    def send(self, message: Any) -> None:
        """Sends a message; does not wait for the child to take it. Pictures in it travel in shared memory."""
        self._outgoing.put(packed(message, self._pictures))

    def begin(self) -> None:
        """A new piece of work: what was asked to stop before is no matter any more."""
        self._stop_flag.clear()
        self._enough_flag.clear()
        self._stopped_s = None

    def stop(self) -> None:
        """Asks the child to stop; the patience begins to run out."""
        if self._stopped_s is None:
            self._stopped_s = time.monotonic()
            self._stop_flag.set()

    def awaited(self, token: CancellationToken, *, patience_s: float) -> Any:
        """The child's next message, however long it takes, unless the token is cancelled.

        Args:
            token: is looked at while waiting; the child is asked to stop once it is cancelled, and to end with what it
                has once that is enough.
            patience_s: how long the child may go on after it was asked to stop.

        Raises:
            Unheeded: where nothing came within the patience.
            ChildEnded: once the child is gone and everything that it said was heard.
        """
        while True:
            if token.is_cancelled():
                self.stop()
            if is_enough(token):
                self._enough_flag.set()
            is_out_of_patience = self._stopped_s is not None and time.monotonic() - self._stopped_s >= patience_s
            try:
                answer = self._answers.get_nowait() if is_out_of_patience else self._answers.get(timeout=POLL_S)
            except queue.Empty:
                if is_out_of_patience:
                    raise Unheeded from None
                continue
            if answer is _ENDED:
                self._answers.put(_ENDED)
                raise ChildEnded
            return answer

    def end(self, *, patience_s: float = 0.0) -> None:
        """Waits a moment for the child to go by itself, then ends it."""
        self._process.join(timeout=patience_s)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(timeout=5)
        self._outgoing.put(None)

    def _read(self) -> None:
        try:
            while True:
                answer = self._pipe.recv()
                if isinstance(answer, _Crash):
                    self._crash = answer
                else:
                    self._answers.put(answer)
        except (EOFError, OSError):
            pass
        except Exception as error:  # an answer that cannot be read here: nothing after it can be trusted
            self._crash = _Crash.of(error)
            self._process.kill()
        finally:
            self._answers.put(_ENDED)
            self._outgoing.put(None)

    def _write(self) -> None:
        """The last of the two to end closes the pipe: one closed under the other could be another file by then."""
        with contextlib.suppress(OSError):  # the child is gone, which the reader says
            while (message := self._outgoing.get()) is not None:
                self._pipe.send_bytes(message)
        self._reader.join()
        self._pipe.close()


@dataclass(frozen=True, slots=True)
class _Crash:
    """The last message of a child that failed: what nothing in it was there to catch."""

    details: str
    is_for_memory: bool

    @classmethod
    def of(cls, error: Exception) -> _Crash:
        return cls("".join(traceback.format_exception(error)), is_memory_shortage(error))


class _Ended:
    """The last answer of a child."""


_ENDED = _Ended()


def _run(main: Callable[[ParentLink], None], pipe: Connection, stop_flag: StopFlag, enough_flag: StopFlag) -> None:
    """What the child runs. It ends when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which asks to stop
    prepare_environment()
    keep_discreet_log()
    link = ParentLink(pipe, stop_flag, enough_flag)
    with contextlib.suppress(ParentGone):
        try:
            main(link)
        except ParentGone:
            raise
        except Exception as error:
            link.send(_Crash.of(error))
            raise SystemExit(1) from error
