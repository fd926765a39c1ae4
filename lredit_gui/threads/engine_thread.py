"""The one long-lived thread that drives the engine; what the engine says arrives in the GUI thread as signals."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from lredit_core.api.events import EditFailed, is_final
from lredit_core.api.pointing import PointingFailed
from lredit_core.cancellation import EventToken
from lredit_core.errors import EngineError, LreditError, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lredit_core.api.choice import Choice
    from lredit_core.api.pointing import PointingRequest
    from lredit_core.api.request import EditRequest
    from lredit_core.api.service import EngineService

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LoadFailure:
    """Why a bundle could not be loaded, in words."""

    message: str
    details: str


@dataclass(frozen=True, slots=True)
class _Load:
    bundle: str
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class _Edit:
    request: EditRequest
    token: EventToken


@dataclass(frozen=True, slots=True)
class _Point:
    request: PointingRequest


@dataclass(frozen=True, slots=True)
class _KeepChoice:
    choice: Callable[[], Choice]


class _Quit:
    """The last command."""


class EngineThread(QThread):
    """Runs commands one after the other. Connect the signals to slots of main-thread objects, queued, never to lambdas.

    Signals:
        loadStarted(str), loaded(BundleInfo), loadFailed(LoadFailure), eventArrived(EditEvent), pointed(PointingAnswer)
    """

    loadStarted = Signal(str)
    loaded = Signal(object)
    loadFailed = Signal(object)
    eventArrived = Signal(object)
    pointed = Signal(object)

    def __init__(self, engine_factory: Callable[[], EngineService], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("engineThread")
        self._engine_factory = engine_factory
        self._engine: EngineService | None = None
        self._commands: queue.SimpleQueue[_Load | _Edit | _Point | _KeepChoice | _Quit] = queue.SimpleQueue()
        self._tokens: dict[str, EventToken] = {}
        #: Of what else than an edit the engine is at.
        self._running_token: EventToken | None = None
        self._bundle = self._wanted_bundle = ""
        self._lock = threading.Lock()
        self._is_quitting = False

    def load(self, bundle: str, *, is_anew: bool = False) -> None:
        """Asks for a bundle; `loaded` or `loadFailed` answers. Anew, by another engine than the one there is: what that
        is loading is broken off, an edit comes to its end."""
        self._commands.put(_Load(bundle, is_anew))
        if is_anew:
            with self._lock:
                if self._running_token is not None:
                    self._running_token.cancel()

    def use(self, engine_factory: Callable[[], EngineService]) -> None:
        """What makes the next engine: the one that a load anew asks for."""
        self._engine_factory = engine_factory

    def submit(self, request: EditRequest) -> None:
        """Asks for an edit; its events arrive one by one, exactly one final event last."""
        token = EventToken()
        with self._lock:
            self._tokens[request.job_id] = token
            if self._is_quitting:
                token.cancel()
        self._commands.put(_Edit(request, token))

    def point(self, request: PointingRequest) -> None:
        """Asks what the person points at; `pointed` answers once the engine is free, with the request's id."""
        self._commands.put(_Point(request))

    def keep_choice(self, choice: Callable[[], Choice]) -> None:
        """Hands a choice to the engine once it is free; `choice` is called in this thread. Nothing answers."""
        self._commands.put(_KeepChoice(choice))

    def stop(self, job_id: str) -> None:
        """Asks a job to stop, whether it runs or waits; a job that has ended is left alone.

        What it waits for may hang and is broken off; models are loaded anew.
        """
        with self._lock:
            token, running = self._tokens.get(job_id), self._running_token
        if token is not None:
            token.cancel()
            if running is not None:
                running.cancel()

    def suffice(self, job_id: str) -> None:
        """Asks a job to end with what it has by now: no more is learned, and one result will do."""
        with self._lock:
            token = self._tokens.get(job_id)
        if token is not None:
            token.suffice()

    def shut_down(self, *, patience_ms: int = 3000) -> bool:
        """Stops what runs, closes the engine and ends the thread. Blocks for at most about twice `patience_ms`.

        Returns:
            whether the thread ended. A hung engine is closed from here, which ends its process.
        """
        with self._lock:
            self._is_quitting = True
            for token in (*self._tokens.values(), self._running_token):
                if token is not None:
                    token.cancel()
        self._commands.put(_Quit())
        if not self.isRunning() or self.wait(patience_ms):
            return True
        _log.warning("The engine did not stop in %d ms; it is closed from outside.", patience_ms)
        if self._engine is not None:
            try:
                self._engine.close()
            except Exception:
                _log.exception("Closing the engine failed")
        return self.wait(patience_ms)

    def run(self) -> None:
        """The thread's loop (Qt calls it)."""
        while True:
            command = self._commands.get()
            if isinstance(command, _Quit):
                break
            if self._is_quitting:
                continue
            if isinstance(command, _Load):
                if command.is_anew:
                    self._close_engine()
                self._run_load(command.bundle)
            elif isinstance(command, _Point):
                self._run_point(command.request)
            elif isinstance(command, _KeepChoice):
                self._run_keep_choice(command)
            else:
                self._run_edit(command.request, command.token)
        self._close_engine()

    def _close_engine(self) -> None:
        if self._engine is not None:
            try:
                self._engine.close()
            except Exception:
                _log.exception("Closing the engine failed")
        self._engine = None

    def _ready_engine(self) -> EngineService:
        if self._engine is None:
            self._engine = self._engine_factory()
        return self._engine

    @contextlib.contextmanager
    def _running(self) -> Iterator[EventToken]:
        """What can be broken off while it runs."""
        token = EventToken()
        with self._lock:
            self._running_token = token
            if self._is_quitting:
                token.cancel()
        try:
            yield token
        finally:
            with self._lock:
                self._running_token = None

    def _run_load(self, bundle: str) -> None:
        self._wanted_bundle = bundle
        self.loadStarted.emit(bundle)
        try:
            with self._running() as token:
                info = self._ready_engine().load(bundle, token)
        except Stopped:
            if not self._is_quitting:
                self._commands.put(_Load(bundle))
        except Exception as error:
            _log.exception("Loading the bundle %r failed", bundle)
            self._wanted_bundle = self._bundle
            self.loadFailed.emit(_as_load_failure(error))
        else:
            self._bundle = bundle
            self.loaded.emit(info)

    def _run_point(self, request: PointingRequest) -> None:
        try:
            with self._running() as token:
                self.pointed.emit(self._ready_engine().point(request, token))
        except Exception as error:
            _log.exception("Pointing failed")
            failure = _as_edit_failure(request.request_id, error)
            self.pointed.emit(PointingFailed(request.request_id, failure.message, failure.details))

    def _run_keep_choice(self, command: _KeepChoice) -> None:
        try:
            with self._running() as token:
                self._ready_engine().keep_choice(command.choice(), token)
        except Exception:
            _log.exception("A choice could not be kept")

    def _run_edit(self, request: EditRequest, token: EventToken) -> None:
        has_ended = False
        try:
            for event in self._ready_engine().edit(request, token):  # goes on until what was stopped has ended
                if not has_ended:
                    has_ended = is_final(event)
                    self.eventArrived.emit(event)
            if not has_ended:
                self.eventArrived.emit(
                    EditFailed(request.job_id, EngineError.kind, "The edit ended without a result. Try it once more.")
                )
        except Exception as error:
            _log.exception("The edit failed")
            self.eventArrived.emit(_as_edit_failure(request.job_id, error))
        finally:
            with self._lock:
                self._tokens.pop(request.job_id, None)
        is_without_models = bool(self._wanted_bundle) and not self._ready_engine().is_loaded
        if token.is_cancelled() and is_without_models and not self._is_quitting:
            self._run_load(self._wanted_bundle)  # in place of an engine that did not stop


def _as_load_failure(error: Exception) -> LoadFailure:
    details = "".join(traceback.format_exception(error))
    if isinstance(error, LreditError):
        return LoadFailure(error.message, "\n".join(part for part in (error.details, details) if part))
    return LoadFailure("The models could not be loaded. Press Edit to try again; the details say why.", details)


def _as_edit_failure(job_id: str, error: Exception) -> EditFailed:
    details = "".join(traceback.format_exception(error))
    if isinstance(error, LreditError):
        return EditFailed(job_id, error.kind, error.message, details)
    return EditFailed(job_id, EngineError.kind, "The engine failed. Your picture is safe; try it once more.", details)
