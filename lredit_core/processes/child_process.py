"""A process of our own and its parent: tiny messages both ways, one stop flag, one way to wait.

Nothing here blocks for longer than the one who waits allows: messages are written and read by threads of their own, so
that a child that hears nothing, hangs in the middle of an answer or dies holds nobody up.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.processes.environment import prepare_environment
from lredit_core.processes.shared_pictures import SharedPictures, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

#: How often the one who waits looks at its token.
POLL_S = 0.02
#: How long a child may take to heed a stop.
STOP_PATIENCE_S = 2.5


class ChildEnded(Exception):
    """The child's process is gone, or its pipe is."""


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
    """The child's end: messages from the parent, answers to it, and whether it asks to stop."""

    def __init__(self, pipe: Connection, stop_flag: StopFlag) -> None:
        self._pipe = pipe
        self.token = EventToken(stop_flag)

    def receive(self) -> Any:
        """The next message; blocks.

        Raises:
            EOFError: once the parent is gone.
        """
        return unpacked(self._pipe.recv_bytes())

    def send(self, answer: Any) -> None:
        """Raises OSError once the parent is gone."""
        self._pipe.send(answer)


class ChildProcess:
    """The parent's end of a child that was started just now.

    Args:
        main: a function of a module that the child runs; it takes a `ParentLink` and returns when it is done.
    """

    def __init__(self, main: Callable[[ParentLink], None], *, name: str, pictures: SharedPictures) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._pictures = pictures
        self._stop_flag = StopFlag()
        self._stopped_s: float | None = None
        self._process = context.Process(target=_run, args=(main, theirs, self._stop_flag), name=name, daemon=True)
        self._process.start()
        theirs.close()
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        for work in (self._read, self._write):
            threading.Thread(target=work, name=f"{name}-{work.__name__.strip('_')}", daemon=True).start()

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    @property
    def exit_details(self) -> str:
        """For the log, once it has ended."""
        self._process.join(timeout=1)
        return f"exit code {self._process.exitcode}"

    def send(self, message: Any) -> None:
        """Sends a message; does not wait for the child to take it. Pictures in it travel in shared memory."""
        self._outgoing.put(packed(message, self._pictures))

    def begin(self) -> None:
        """A new piece of work: what was asked to stop before is no matter any more."""
        self._stop_flag.clear()
        self._stopped_s = None

    def stop(self) -> None:
        """Asks the child to stop; the patience begins to run out."""
        if self._stopped_s is None:
            self._stopped_s = time.monotonic()
            self._stop_flag.set()

    def awaited(self, token: CancellationToken, *, patience_s: float) -> Any:
        """The child's next message, however long it takes, unless the token is cancelled.

        Args:
            token: is looked at while waiting; the child is asked to stop once it is cancelled.
            patience_s: how long the child may go on after it was asked to stop.

        Raises:
            Unheeded: where nothing came within the patience.
            ChildEnded: once the child is gone and everything that it said was heard.
        """
        while True:
            if token.is_cancelled():
                self.stop()
            try:
                answer = self._answers.get(timeout=POLL_S)
            except queue.Empty:
                if self._stopped_s is not None and time.monotonic() - self._stopped_s >= patience_s:
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
                self._answers.put(self._pipe.recv())
        except (EOFError, OSError):
            pass
        finally:
            self._pipe.close()
            self._answers.put(_ENDED)

    def _write(self) -> None:
        with contextlib.suppress(OSError):  # the child is gone, which the reader says
            while (message := self._outgoing.get()) is not None:
                self._pipe.send_bytes(message)


class _Ended:
    """The last answer of a child."""


_ENDED = _Ended()


def _run(main: Callable[[ParentLink], None], pipe: Connection, stop_flag: StopFlag) -> None:
    """What the child runs. It ends when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which asks to stop
    prepare_environment()
    with contextlib.suppress(EOFError, OSError):
        main(ParentLink(pipe, stop_flag))
