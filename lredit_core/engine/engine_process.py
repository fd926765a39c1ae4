"""The engine in a process of its own: a crash, a hang or an exhausted memory there takes nothing along here.

The child runs `InProcessEngine` and sends its events. Stop is answered at once, whatever the child does; one that does
not heed it in time is ended, and the next call starts another.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from lredit_core.api.events import EditEvent, EditFailed, EditStopped, is_final
from lredit_core.api.found_regions import RegionsFound
from lredit_core.api.pointing import PointingFailed
from lredit_core.api.service import BUILTIN_BUNDLE, BundleInfo
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import EngineError, LreditError, Stopped
from lredit_core.processes.child_process import STOP_PATIENCE_S, ChildEnded, ChildProcess, ParentLink, Unheeded
from lredit_core.processes.shared_pictures import SharedPictures
from lredit_core.processes.subprocess_task import end_of, error_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lredit_core.api.choice import Choice
    from lredit_core.api.pointing import PointingAnswer, PointingRequest
    from lredit_core.api.request import EditRequest
    from lredit_core.api.service import EngineService

log = logging.getLogger(__name__)

#: After so long a stop is answered, whether the child has heeded it or not; it has its patience to do so.
ANSWER_WITHIN_S = 0.1


@dataclass(frozen=True, slots=True)
class Load:
    """Answered by `Loaded` or `LoadFailed`."""

    bundle: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Answered by events, a final one last."""

    request: EditRequest


@dataclass(frozen=True, slots=True)
class Point:
    """Answered by `RegionsOffered`, `BoxSnapped` or `PointingFailed`, with the request's id."""

    request: PointingRequest


@dataclass(frozen=True, slots=True)
class Find:
    """Answered by `RegionsFound` or `FindFailed`."""

    request: EditRequest
    count: int


@dataclass(frozen=True, slots=True)
class KeepChoice:
    """Answered by `ChoiceKept`."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class Close:
    """The last message."""


@dataclass(frozen=True, slots=True)
class Loaded:
    info: BundleInfo


@dataclass(frozen=True, slots=True)
class LoadFailed:
    kind: str
    message: str
    details: str


@dataclass(frozen=True, slots=True)
class FindFailed:
    kind: str
    message: str
    details: str
    was_stopped: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceKept:
    pass


class ProcessEngine:
    """`EngineService` over a child process, which starts with the first call."""

    def __init__(
        self,
        *,
        stop_patience_s: float = STOP_PATIENCE_S,
        main: Callable[[ParentLink], None] | None = None,
    ) -> None:
        """Args:
        stop_patience_s: how long a child may take to heed Stop.
        main: what the child runs; by default, the engine on this machine.
        """
        self._main = main or run_child
        self._stop_patience_s = stop_patience_s
        self._pictures = SharedPictures()
        self._child: ChildProcess | None = None
        self._bundle = ""
        self._info: BundleInfo | None = None
        #: Whether an answer is the last one of the work that the child is at; None while it is at none.
        self._ends_work: Callable[[Any], bool] | None = None

    @property
    def is_alive(self) -> bool:
        """Whether there is a child."""
        return self._child is not None and self._child.is_alive

    @property
    def is_loaded(self) -> bool:
        return self.is_alive and self._info is not None

    def load(self, bundle: str, token: CancellationToken | None = None) -> BundleInfo:
        """Makes the child hold a bundle.

        Raises:
            ModelUnavailable, OutOfMemory, EngineError: with a sentence.
            Stopped: soon after the token was cancelled. The next call waits for the child, or replaces it.
        """
        token = token or EventToken()
        was_alive = self.is_alive
        try:
            return self._load(bundle, token)
        except ChildEnded:
            if not was_alive:
                raise self._ended(token) from None
        self._end()  # it may have ended long ago
        try:
            return self._load(bundle, token)
        except ChildEnded:
            raise self._ended(token) from None

    def _load(self, bundle: str, token: CancellationToken) -> BundleInfo:
        if self._info is not None and self.is_loaded and bundle == self._bundle:
            return self._info
        child = self._ready()
        child.send(Load(bundle))
        self._ends_work = lambda answer: self._is_loaded(bundle, answer)
        answer = self._last_answer(child, token)
        if isinstance(answer, LoadFailed):
            raise error_of(answer.kind)(answer.message, details=answer.details)
        loaded: BundleInfo = answer.info
        return loaded

    def edit(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        """Runs a request in the child; never raises.

        A stop is answered at once. What the child still does is waited for by whoever asks for the next event, or by
        the next call; one that goes on for too long is ended.
        """
        job_id = request.job_id
        try:
            if token.is_cancelled():
                raise Stopped
            yield from self._edit(request, token)
        except (Stopped, Unheeded):
            yield EditStopped(job_id)
            self._settle()
        except LreditError as error:
            yield EditFailed(job_id, error.kind, error.message, error.details)
        except ChildEnded:
            ended = self._ended(token)
            if isinstance(ended, Stopped):
                yield EditStopped(job_id)
                return
            log.error("the engine's process ended: %s", ended.details)
            yield EditFailed(job_id, ended.kind, ended.message, ended.details)

    def _edit(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        was_alive = self.is_alive
        try:
            child, event = self._begin_edit(request, token)
        except ChildEnded:
            if not was_alive or token.is_cancelled():
                raise
            self._end()  # it may have ended long ago: another one gets the request
            child, event = self._begin_edit(request, token)
        while self._ends_work is not None and not self._ends_work(event):
            yield event
            event = child.awaited(token, patience_s=ANSWER_WITHIN_S)
        self._ends_work = None
        yield event

    def _begin_edit(self, request: EditRequest, token: CancellationToken) -> tuple[ChildProcess, EditEvent]:
        """Hands the child a request; gives the first event."""
        self.load(self._bundle or BUILTIN_BUNDLE, token)
        child = self._ready()
        child.send(Edit(request))
        self._ends_work = lambda answer: is_final(answer) and answer.job_id == request.job_id
        return child, child.awaited(token, patience_s=ANSWER_WITHIN_S)

    def point(self, request: PointingRequest, token: CancellationToken) -> PointingAnswer:
        """Hands a request to the child and waits for its answer; never raises."""
        request_id = request.request_id
        try:
            return self._point(request, token)
        except Stopped:
            return PointingFailed(request_id, "")
        except LreditError as error:
            return PointingFailed(request_id, error.message, error.details)
        except ChildEnded:
            ended = self._ended(token)
            if isinstance(ended, Stopped):
                return PointingFailed(request_id, "")
            log.error("the engine's process ended: %s", ended.details)
            return PointingFailed(request_id, ended.message, ended.details)

    def _point(self, request: PointingRequest, token: CancellationToken) -> PointingAnswer:
        self.load(self._bundle or BUILTIN_BUNDLE, token)  # another child is started where one ended meanwhile
        child = self._ready()
        child.send(Point(request))
        self._ends_work = lambda answer: getattr(answer, "request_id", None) == request.request_id
        answer: PointingAnswer = self._last_answer(child, token)
        return answer

    def find(self, request: EditRequest, token: CancellationToken, *, count: int) -> RegionsFound:
        """Has the child say where a thing is; raises as `EngineService.find` does."""
        try:
            self.load(self._bundle or BUILTIN_BUNDLE, token)
            child = self._ready()
            child.send(Find(request, count))
            self._ends_work = lambda answer: isinstance(answer, RegionsFound | FindFailed)
            answer = self._last_answer(child, token)
        except ChildEnded:
            raise self._ended(token) from None
        if isinstance(answer, FindFailed):
            raise Stopped if answer.was_stopped else error_of(answer.kind)(answer.message, details=answer.details)
        found: RegionsFound = answer
        return found

    def keep_choice(self, choice: Choice, token: CancellationToken | None = None) -> None:
        """Hands a choice to the child and waits until it is kept; never raises."""
        token = token or EventToken()
        try:
            self.load(self._bundle or BUILTIN_BUNDLE, token)
            child = self._ready()
            child.send(KeepChoice(choice))
            self._ends_work = lambda answer: isinstance(answer, ChoiceKept)
            self._last_answer(child, token)
        except Stopped:
            log.warning("a choice was not kept: the person went on before the engine had")
        except (LreditError, ChildEnded):
            log.exception("a choice could not be kept")

    def close(self) -> None:
        """Ends the child; waits a moment for it to go by itself."""
        if self._child is not None:
            self._child.stop()
            self._child.send(Close())
            self._child.end(patience_s=2)
        self._end()
        self._pictures.close()

    def _ready(self) -> ChildProcess:
        """A child that is at no work; started where there is none."""
        self._settle()
        if self._child is None or not self._child.is_alive:
            self._end()
            self._child = ChildProcess(self._main, name="lredit-engine", pictures=self._pictures)
        self._child.begin()
        return self._child

    def _last_answer(self, child: ChildProcess, token: CancellationToken) -> Any:
        """The answer that ends the work that the child is at.

        Raises:
            Stopped: soon after the token was cancelled; the next call waits for the child's end of the work.
            ChildEnded.
        """
        ends_work = self._ends_work
        assert ends_work is not None
        try:
            while not ends_work(answer := child.awaited(token, patience_s=ANSWER_WITHIN_S)):
                pass
        except Unheeded:
            raise Stopped from None
        self._ends_work = None
        return answer

    def _ended(self, token: CancellationToken) -> EngineError | Stopped:
        """What the child's end is to the caller, whatever it was at; lets go of the child."""
        child = self._child
        error = end_of(child, "The engine's process") if child is not None else EngineError("The engine ended.")
        self._end()
        if token.is_cancelled():
            return Stopped()
        return EngineError(
            f"{error.message} Your picture and layers are as they were; it starts anew with your next edit.",
            details=error.details,
        )

    def _settle(self) -> None:
        """Waits for the end of work that was stopped; a child that does not come to it is ended."""
        child, ends_work = self._child, self._ends_work
        if child is None or ends_work is None:
            return
        stopped = EventToken()
        stopped.cancel()
        try:
            while not ends_work(child.awaited(stopped, patience_s=self._stop_patience_s)):
                pass
        except Unheeded:
            log.warning("the engine did not stop within %.1f s; its process is ended", self._stop_patience_s)
            self._end()
        except ChildEnded:
            self._end()
        self._ends_work = None

    def _is_loaded(self, bundle: str, answer: Any) -> bool:
        if isinstance(answer, Loaded):
            self._bundle, self._info = bundle, answer.info
        return isinstance(answer, Loaded | LoadFailed)

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
        self._child = self._info = self._ends_work = None


def run_child(parent: ParentLink) -> None:
    """The child's main loop: answers messages until it is closed or its parent is gone."""
    from lredit_core.engine.engine import InProcessEngine

    engine = InProcessEngine()
    answer_calls(parent, engine, partial(engine.edit, emit=parent.send))


def answer_calls(
    parent: ParentLink,
    engine: EngineService,
    edit: Callable[[EditRequest, CancellationToken], Iterator[EditEvent]],
) -> None:
    """Answers messages with an engine until it is closed.

    Args:
        parent: who asks.
        engine: who answers.
        edit: its edits.

    Raises:
        ParentGone: once the parent is.
    """
    while True:
        match parent.receive():
            case Load(bundle):
                parent.send(_load_answer(engine, bundle))
            case Edit(request):
                for event in edit(request, parent.token):
                    parent.send(event)
            case Find(request, count):
                parent.send(_find_answer(engine, request, count, parent.token))
            case Point(request):
                parent.send(engine.point(request, parent.token))
            case KeepChoice(choice):
                engine.keep_choice(choice)
                parent.send(ChoiceKept())
            case Close():
                engine.close()
                return


def _find_answer(
    engine: EngineService, request: EditRequest, count: int, token: CancellationToken
) -> RegionsFound | FindFailed:
    try:
        return engine.find(request, token, count=count)
    except Stopped:
        return FindFailed("", "", "", was_stopped=True)
    except LreditError as error:
        return FindFailed(error.kind, error.message, error.details)


def _load_answer(engine: EngineService, bundle: str) -> Loaded | LoadFailed:
    try:
        return Loaded(engine.load(bundle))
    except LreditError as error:
        return LoadFailed(error.kind, error.message, error.details)
