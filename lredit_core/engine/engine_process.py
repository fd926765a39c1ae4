"""The engine in a process of its own: a crash, a hang or an exhausted memory there takes nothing along here.

The child runs `InProcessEngine` and sends its events through a pipe. Stop is a shared flag; a child that does not heed
it is ended and started anew at the next call. A picture is sent once and then known by its digest.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from lredit_core.api.choice import Choice
from lredit_core.api.events import EditEvent, EditFailed, EditFinished, EditStopped
from lredit_core.api.request import EditRequest
from lredit_core.api.service import BUILTIN_BUNDLE, BundleInfo
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import EngineError, LreditError, ModelUnavailable, OutOfMemory
from lredit_core.pictures.image import PixelBuffer
from lredit_core.processes.environment import prepare_environment

log = logging.getLogger(__name__)

#: How long after Stop a child may take before it is ended.
STOP_PATIENCE_S = 5.0
#: How often the parent looks at the stop token while it waits for an event.
POLL_S = 0.03
_PICTURES_KEPT = 3
_STAND_IN = PixelBuffer(np.zeros((1, 1, 3), np.uint8))


@dataclass(frozen=True, slots=True)
class _Load:
    bundle: str


@dataclass(frozen=True, slots=True)
class _KeepPicture:
    picture: PixelBuffer


@dataclass(frozen=True, slots=True)
class _Edit:
    """`request.image` is a stand-in; the child knows the picture by its digest."""

    request: EditRequest
    digest: str


@dataclass(frozen=True, slots=True)
class _KeepChoice:
    """`choice.image` is a stand-in; the child knows the picture by its digest. There is no answer."""

    choice: Choice
    digest: str


@dataclass(frozen=True, slots=True)
class _Close:
    pass


@dataclass(frozen=True, slots=True)
class _Loaded:
    info: BundleInfo


@dataclass(frozen=True, slots=True)
class _LoadFailed:
    kind: str
    message: str
    details: str


class _ChildEnded(Exception):
    """The pipe broke: the child's process is gone."""


class ProcessEngine:
    """`EngineService` over a child process, which starts with the first call."""

    def __init__(self, *, stop_patience_s: float = STOP_PATIENCE_S, target: Any = None) -> None:
        """Args:
        stop_patience_s: how long a child may take to heed Stop.
        target: what the child runs, for tests; takes (connection, stop flag).
        """
        self._context = multiprocessing.get_context("spawn")
        self._stop_patience_s = stop_patience_s
        self._target = target or run_child
        self._process: Any = None
        self._pipe: Connection | None = None
        self._stop_flag: Any = None
        self._bundle = ""
        self._info: BundleInfo | None = None
        self._known_pictures: list[str] = []

    def load(self, bundle: str) -> BundleInfo:
        """Makes the child hold a bundle.

        Raises:
            ModelUnavailable, OutOfMemory, EngineError: with a sentence.
        """
        if self._is_alive() and self._info is not None and bundle == self._bundle:
            return self._info
        try:
            pipe = self._started()
            pipe.send(_Load(bundle))
            answer = self._received(pipe)
        except (_ChildEnded, OSError) as error:
            self._end()
            raise EngineError(
                "The engine's process ended while it loaded the models. Check the free memory and try again.",
                details=self._exit_details(),
            ) from error
        if isinstance(answer, _LoadFailed):
            kinds: dict[str, type[LreditError]] = {
                kind.kind: kind for kind in (ModelUnavailable, OutOfMemory, EngineError)
            }
            raise kinds.get(answer.kind, EngineError)(answer.message, details=answer.details)
        assert isinstance(answer, _Loaded)
        self._bundle, self._info = bundle, answer.info
        return answer.info

    def edit(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        """Runs a request in the child; never raises. After a stop, a deaf child is ended."""
        job_id = request.job_id
        try:
            self.load(self._bundle or BUILTIN_BUNDLE)
            pipe = self._started()
            self._stop_flag.clear()
            self._send_request(pipe, request)
            yield from self._streamed(pipe, job_id, token)
        except LreditError as error:
            yield EditFailed(job_id, error.kind, error.message, error.details)
        except (_ChildEnded, OSError):
            details = self._exit_details()
            self._end()
            if token.is_cancelled():
                yield EditStopped(job_id)
                return
            log.error("the engine's process ended: %s", details)
            yield EditFailed(
                job_id,
                EngineError.kind,
                "The engine's process ended unexpectedly, perhaps for want of memory. Your picture and layers are as "
                "they were; it starts anew with your next edit.",
                details,
            )

    def keep_choice(self, choice: Choice) -> None:
        """Hands a choice to the child and does not wait for it; never raises."""
        try:
            self.load(self._bundle or BUILTIN_BUNDLE)
            pipe = self._started()
            self._send_picture(pipe, choice.image)
            pipe.send(_KeepChoice(replace(choice, image=_STAND_IN), choice.image.digest))
        except (LreditError, _ChildEnded, OSError):
            log.exception("a choice could not be kept")

    def close(self) -> None:
        """Ends the child; waits a moment for it to go by itself."""
        if self._pipe is not None:
            if self._stop_flag is not None:
                self._stop_flag.set()
            with contextlib.suppress(OSError):
                self._pipe.send(_Close())
            if self._process is not None:
                self._process.join(timeout=2)
        self._end()

    def _streamed(self, pipe: Connection, job_id: str, token: CancellationToken) -> Iterator[EditEvent]:
        stopped_at: float | None = None
        while True:
            if token.is_cancelled() and stopped_at is None:
                self._stop_flag.set()
                stopped_at = time.monotonic()
            if pipe.poll(POLL_S):
                event = self._received(pipe)
                if event.job_id != job_id:
                    continue
                yield event
                if isinstance(event, (EditFinished, EditStopped, EditFailed)):
                    return
            elif not self._is_alive():
                raise _ChildEnded
            elif stopped_at is not None and time.monotonic() - stopped_at > self._stop_patience_s:
                log.warning("the engine did not stop within %.0f s; its process is ended", self._stop_patience_s)
                self._end()
                yield EditStopped(job_id)
                return

    def _send_request(self, pipe: Connection, request: EditRequest) -> None:
        self._send_picture(pipe, request.image)
        pipe.send(_Edit(replace(request, image=_STAND_IN), request.image.digest))

    def _send_picture(self, pipe: Connection, picture: PixelBuffer) -> None:
        if picture.digest not in self._known_pictures:
            pipe.send(_KeepPicture(picture))
            self._known_pictures = [*self._known_pictures, picture.digest][-_PICTURES_KEPT:]

    def _started(self) -> Connection:
        if self._is_alive() and self._pipe is not None:
            return self._pipe
        self._end()
        ours, theirs = self._context.Pipe()
        self._stop_flag = self._context.Event()
        self._process = self._context.Process(
            target=self._target, args=(theirs, self._stop_flag), name="lredit-engine", daemon=True
        )
        self._process.start()
        theirs.close()
        self._pipe = ours
        return ours

    def _received(self, pipe: Connection) -> Any:
        try:
            return pipe.recv()
        except EOFError as error:
            raise _ChildEnded from error

    def _is_alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    def _exit_details(self) -> str:
        if self._process is None:
            return ""
        self._process.join(timeout=1)
        return f"exit code {self._process.exitcode}"

    def _end(self) -> None:
        if self._process is not None and self._process.is_alive():
            self._process.kill()
            self._process.join(timeout=5)
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = self._stop_flag = self._info = None
        self._known_pictures = []


def run_child(pipe: Connection, stop_flag: Any) -> None:
    """The child's main loop: answers commands until it is closed or its parent is gone."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    prepare_environment()
    with contextlib.suppress(EOFError, OSError):  # the parent is gone
        _serve(pipe, stop_flag)


def _serve(pipe: Connection, stop_flag: Any) -> None:
    from lredit_core.engine.engine import InProcessEngine

    engine = InProcessEngine()
    pictures: OrderedDict[str, PixelBuffer] = OrderedDict()
    while True:
        match pipe.recv():
            case _Load(bundle):
                pipe.send(_load_answer(engine, bundle))
            case _KeepPicture(picture):
                pictures[picture.digest] = picture
                while len(pictures) > _PICTURES_KEPT:
                    pictures.popitem(last=False)
            case _Edit(request, digest):
                whole = replace(request, image=pictures[digest])
                for event in engine.edit(whole, EventToken(stop_flag), emit=pipe.send):
                    pipe.send(event)
            case _KeepChoice(choice, digest):
                engine.keep_choice(replace(choice, image=pictures[digest]))
            case _Close():
                engine.close()
                return


def _load_answer(engine: Any, bundle: str) -> _Loaded | _LoadFailed:
    try:
        return _Loaded(engine.load(bundle))
    except LreditError as error:
        return _LoadFailed(error.kind, error.message, error.details)
