"""The engine's service on a workstation. A cut connection is an engine replaced: the edit in hand fails with a
sentence, and the next one connects anew."""

from __future__ import annotations

import logging
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from lredit_core.api.events import EditEvent, EditFailed, EditStopped, Stage, StageChanged, is_final
from lredit_core.api.pointing import PointingFailed
from lredit_core.api.service import BUILTIN_BUNDLE, BundleInfo
from lredit_core.bundles.digest import bundle_digest
from lredit_core.cancellation import EventToken, is_enough
from lredit_core.choices.store import ChoiceStore
from lredit_core.errors import EngineError, LreditError, ModelUnavailable, Stopped
from lredit_core.remote.session import Cut, Session
from lredit_core.remote.workstation import Workstation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lredit_core.api.choice import Choice
    from lredit_core.api.found_regions import RegionsFound
    from lredit_core.api.pointing import PointingAnswer, PointingRequest
    from lredit_core.api.request import EditRequest
    from lredit_core.cancellation import CancellationToken

_log = logging.getLogger(__name__)
#: Ray may take so long to let go of a connection that was cut.
_LEAVES_WITHIN_S = 10.0


class RemoteEngine:
    """`EngineService` over a Ray actor on a workstation; connects with the first call.

    The picture, the words, boxes and masks are sent there, and results come back; own things and what was learned from
    choices stay here. To be used in a process that has not used Ray without a token before.

    Args:
        workstation: where; an address stands for one whose token lies where Ray looks for it.
    """

    def __init__(self, workstation: Workstation | str) -> None:
        self._workstation = Workstation(workstation) if isinstance(workstation, str) else workstation
        self._name = f"engine-{uuid.uuid4().hex}"
        self._session: Session | None = None
        self._bundle = ""
        self._info: BundleInfo | None = None

    @property
    def is_loaded(self) -> bool:
        return self._info is not None and self._session is not None and not self._session.is_cut

    def load(self, bundle: str, token: CancellationToken | None = None) -> BundleInfo:
        """Makes the workstation hold a bundle.

        Raises:
            InvalidRequest: where the workstation cannot be used, with what to do.
            ModelUnavailable: where it lacks the bundle, or holds another one than this machine does.
            OutOfMemory, EngineError.
            Stopped: soon after the token was cancelled; the workstation goes on loading.
        """
        token = token or EventToken()
        if self._info is not None and self.is_loaded and bundle == self._bundle:
            return self._info
        try:
            session = self._ready()
            future = session.call("load", bundle, _digest_here(bundle))
            info: BundleInfo = session.awaited(future, look=token.raise_if_cancelled)
        except Cut:
            raise self._cut() from None
        where = f"{session.machine.name} ({session.address})"
        self._bundle, self._info = bundle, replace(info, workstation=where, memory_bytes=0)
        return self._info

    def edit(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        """Runs a request on the workstation; never raises."""
        job_id = request.job_id
        try:
            token.raise_if_cancelled()
            if not self.is_loaded:
                yield StageChanged(job_id, Stage.LOADING_MODELS)
                self.load(self._bundle or BUILTIN_BUNDLE, token)
            yield from self._edit(without_own_folders(request), token)
        except Stopped:
            yield EditStopped(job_id)
        except Cut:
            error = self._cut()
            yield EditFailed(job_id, error.kind, error.message, error.details)
        except LreditError as error:
            yield EditFailed(job_id, error.kind, error.message, error.details)

    def _edit(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        session = self._ready()
        hears = _Hears(session, request.job_id, token)
        work = session.call_with("edit", request)
        count = 0
        while True:
            news: list[EditEvent] = session.awaited(session.call("events", request.job_id, count), look=hears)
            for event in news:
                if is_final(event):
                    session.call("forget", request.job_id)
                yield event
                if is_final(event):
                    return
            count += len(news)
            if not news and work.done():
                session.awaited(work)  # raises what it failed with before it could say anything
                raise EngineError("The workstation ended the edit without a result. Try it once more.")

    def find(self, request: EditRequest, token: CancellationToken, *, count: int) -> RegionsFound:
        """Has the workstation say where a thing is; raises as `EngineService.find` does."""
        try:
            self.load(self._bundle or BUILTIN_BUNDLE, token)
            session = self._ready()
            future = session.call_with("find", (without_own_folders(request), count))
            found: RegionsFound | None = session.awaited(future, look=_Hears(session, request.job_id, token))
            session.call("forget", request.job_id)
        except Cut:
            raise self._cut() from None
        if found is None:
            raise Stopped
        return found

    def point(self, request: PointingRequest, token: CancellationToken) -> PointingAnswer:
        """Answers a request by what the workstation's models see; never raises."""
        request_id = request.request_id
        try:
            self.load(self._bundle or BUILTIN_BUNDLE, token)
            session = self._ready()
            answer: PointingAnswer = session.awaited(
                session.call_with("point", request), look=_Hears(session, request_id, token)
            )
            session.call("forget", request_id)
            return answer
        except Stopped:
            return PointingFailed(request_id, "")
        except Cut:
            error = self._cut()
            return PointingFailed(request_id, error.message, error.details)
        except LreditError as error:
            return PointingFailed(request_id, error.message, error.details)

    def keep_choice(self, choice: Choice, token: CancellationToken | None = None) -> None:
        """Has the workstation look at a choice, and keeps here what it learned; never raises."""
        token = token or EventToken()
        try:
            self.load(self._bundle or BUILTIN_BUNDLE, token)
            session = self._ready()
            future = session.call_with("learned_from", choice)
            learned: tuple[bytes, ...] = session.awaited(future, look=token.raise_if_cancelled)
            for data in learned:
                ChoiceStore().take(data)
        except Stopped:
            _log.warning("a choice was not kept: the person went on before the engine had")
        except (LreditError, Cut):
            _log.exception("a choice could not be kept")

    @property
    def is_cut(self) -> bool:
        """Whether the connection that there was is gone; the next call makes another."""
        return self._session is not None and self._session.is_cut

    def close(self) -> None:
        """Ends the engine on the workstation, and the connection."""
        if self._session is not None:
            self._session.close()
        self._info = None

    def _ready(self) -> Session:
        if self._session is None or self._session.is_cut:
            if self._session is not None and not self._session.close(patience_s=_LEAVES_WITHIN_S):
                raise EngineError("The connection that was cut does not end. Start the program again.")
            self._session = None
            self._session = Session(self._workstation, self._name)
        return self._session

    def _cut(self) -> EngineError:
        """What a cut connection is to the person; lets go of it."""
        if self._session is not None:
            self._session.close(patience_s=0)
        self._info = None
        return EngineError(
            f"The connection to the workstation at {self._workstation.address} was cut, or its engine ended. Your "
            "picture and layers are as they were: press Edit again to connect anew, or choose this computer in the "
            "settings, under Device."
        )


class _Hears:
    """Passes on, once each, that the person asked to stop, or for what there is."""

    def __init__(self, session: Session, job_id: str, token: CancellationToken) -> None:
        self._session, self._job_id, self._token = session, job_id, token
        self._said: set[str] = set()

    def __call__(self) -> None:
        if self._token.is_cancelled():
            self._say("stop")
        if is_enough(self._token):
            self._say("suffice")

    def _say(self, what: str) -> None:
        if what not in self._said:
            self._said.add(what)
            self._session.call(what, self._job_id)


def without_own_folders(request: EditRequest) -> EditRequest:
    """A request that looks at no folder of anybody's: those that it names are on this machine."""
    return replace(request, settings=replace(request.settings, choices_folder="", library_folder=""))


def _digest_here(bundle: str) -> str:
    try:
        return bundle_digest(bundle)
    except ModelUnavailable:
        return ""
