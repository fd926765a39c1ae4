"""Edits in flight: one job at a time is followed; whatever another job says is dropped."""

from __future__ import annotations

import asyncio
import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from lredit_core.api.events import (
    CandidateReady,
    CandidatesRanked,
    EditEvent,
    EditFailed,
    EditFinished,
    EditStopped,
    Noticed,
)
from lredit_core.api.service import BUILTIN_BUNDLE, BundleInfo, EngineService
from lredit_gui.session.job import Job, JobKind, JobPhase, PaceKey
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.session.ui_state import EnginePhase

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.api.choice import Choice
    from lredit_core.api.request import EditRequest
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer
    from lredit_gui.session.form import EditForm, HeldThing
    from lredit_gui.threads.engine_thread import EngineThread, LoadFailure
    from lredit_gui.threads.flows import Flows
    from lredit_gui.threads.workers import Workers

#: The job's picture on the screen is brought up to date this often; of what came in between only the last is seen.
_REFRESH_MS = 33
#: Stop is answered after so long, whatever the engine does; soon enough to be seen as at once.
_ANSWER_STOP_MS = 100


class EditRunner(QObject):
    """Starts and stops jobs and folds their events into `job`.

    Attributes:
        prepare: called on every request in a worker thread, before the engine gets it.

    Signals:
        jobChanged: the job's progress, at most thirty times a second and at once when it starts or ends.
        candidateArrived(Job, Candidate), ranked(ranking), ended(Job)
        engineChanged: `phase`, `bundle` or `reference`, by which the bundle was asked for.
        noticed(Notice)
    """

    jobChanged = Signal()
    candidateArrived = Signal(object, object)
    ranked = Signal(object)
    ended = Signal(object, object)
    engineChanged = Signal()
    noticed = Signal(object)

    def __init__(self, engine: EngineThread, workers: Workers, flows: Flows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._workers = workers
        self._flows = flows
        self._flow: asyncio.Task[None] | None = None
        self._events: asyncio.Queue[EditEvent] = asyncio.Queue()
        self.job: Job | None = None
        self.phase = EnginePhase.IDLE
        self.bundle: BundleInfo | None = None
        self.reference = ""
        self._asked_for = ""
        self._paces: dict[PaceKey, float] = {}
        self.prepare: Callable[[EditRequest], EditRequest] = lambda request: request
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self.jobChanged)
        self._stop_due = QTimer(self)
        self._stop_due.setSingleShot(True)
        self._stop_due.setInterval(_ANSWER_STOP_MS)
        self._stop_due.timeout.connect(self._answer_stop)
        queued = Qt.ConnectionType.QueuedConnection
        engine.eventArrived.connect(self._on_event, queued)
        engine.loadStarted.connect(self._on_load_started, queued)
        engine.loaded.connect(self._on_loaded, queued)
        engine.loadFailed.connect(self._on_load_failed, queued)

    @property
    def is_running(self) -> bool:
        return self.job is not None and self.job.is_running

    @property
    def is_hurrying(self) -> bool:
        return self.job is not None and self.job.is_running and self.job.is_hurrying

    @property
    def is_stopping(self) -> bool:
        return self.job is not None and self.job.is_running and self.job.is_stopping

    def load(self, bundle: str = BUILTIN_BUNDLE) -> None:
        """Asks the engine to make a bundle ready."""
        self._engine.load(bundle)

    def restart(self) -> None:
        """Another engine takes the place of this one once it is at rest, with the same models."""
        if self.reference or self._asked_for:
            self._engine.load(self.reference or self._asked_for, is_anew=True)

    def move(self, engine_factory: Callable[[], EngineService]) -> None:
        """Edits run on another engine from now on, on this computer or elsewhere; the one in hand ends where it is."""
        self._engine.use(engine_factory)
        self.restart()
        self.bundle = None  # of the engine that is left
        self.engineChanged.emit()

    def begin(
        self,
        kind: JobKind,
        form: EditForm,
        image: Callable[[], PixelBuffer],
        *,
        source: PixelBuffer,
        boxes: tuple[Box, ...] = (),
        replaces_layer_id: str | None = None,
        held: HeldThing | None = None,
        not_from: Silhouette | None = None,
    ) -> Job:
        """Starts a job in place of the one that runs; `image` is called in a worker thread."""
        self.abandon()
        job = Job(
            uuid.uuid4().hex,
            kind,
            source,
            boxes=boxes,
            targets=form.targets,
            not_from=not_from,
            replaces_layer_id=replaces_layer_id,
            seconds_left=self.usual_s(form, kind),
            pace_key=self._pace_key(form, kind),
        )
        self.job = job
        self._events = asyncio.Queue()

        def make_request() -> EditRequest:
            return self.prepare(form.as_request(image(), boxes, job.job_id, held, not_from=not_from))

        self._flow = self._flows.start(self._editing(job, make_request))
        self.jobChanged.emit()
        return job

    def usual_s(self, form: EditForm, kind: JobKind) -> float | None:
        """What such an edit took the last time, in seconds; None where none was made with these models."""
        return self._paces.get(self._pace_key(form, kind))

    def _pace_key(self, form: EditForm, kind: JobKind) -> PaceKey:
        return (self.reference, form.editor, kind, form.settings)

    async def _editing(self, job: Job, make_request: Callable[[], EditRequest]) -> None:
        try:
            request = await self._workers.run(make_request)
        except Exception:
            job.phase = JobPhase.FAILED
            self._finish(job, None)
            raise
        self._engine.submit(request)
        if job.is_stopping:  # it was pressed before the engine knew of the job
            self._engine.stop(job.job_id)
        if job.is_hurrying:
            self._engine.suffice(job.job_id)
        while job.is_running:
            self._take(job, await self._events.get())

    def keep_choice(self, choice: Callable[[], Choice]) -> None:
        """Hands a choice to the engine; `choice` is called in its thread."""
        self._engine.keep_choice(choice)

    def stop(self) -> None:
        """Asks the running job to stop; what it made so far stays. The answer does not wait for a deaf engine."""
        job = self.job
        if job is None or not job.is_running or job.is_stopping:
            return
        job.is_stopping = True
        self._engine.stop(job.job_id)
        self._stop_due.start()
        self.jobChanged.emit()

    def suffice(self) -> None:
        """Asks the running job to show what there is: the region as far as it is learned, and one result in it."""
        job = self.job
        if job is None or not job.is_running or job.is_stopping or job.is_hurrying:
            return
        job.is_hurrying = True
        self._engine.suffice(job.job_id)
        self.jobChanged.emit()

    def abandon(self) -> None:
        """Stops the running job and follows it no longer: nothing it still says arrives."""
        job, self.job = self.job, None
        self._leave()
        if job is not None and job.is_running:
            self._engine.stop(job.job_id)
            job.phase = JobPhase.STOPPED
        if job is not None:
            self.jobChanged.emit()

    def _leave(self) -> None:
        self._stop_due.stop()
        if self._flow is not None:
            self._flow.cancel()
        self._flow = None

    def _answer_stop(self) -> None:
        job = self.job
        if job is None:
            return
        self._leave()
        while job.is_running and not self._events.empty():  # what came before the answer is kept
            self._take(job, self._events.get_nowait())
        if job.is_running:
            self._take(job, EditStopped(job.job_id))

    @Slot(object)
    def _on_event(self, event: EditEvent) -> None:
        if self.job is not None and self.job.is_running and event.job_id == self.job.job_id:
            self._events.put_nowait(event)

    def _take(self, job: Job, event: EditEvent) -> None:
        job.fold(event)
        if isinstance(event, CandidateReady):
            job.candidate_ids.append(event.candidate.candidate_id)
            self.candidateArrived.emit(job, event.candidate)
        elif isinstance(event, CandidatesRanked):
            self.ranked.emit(event.ranking)
        elif isinstance(event, Noticed):
            self.noticed.emit(Notice(NoticeKind.NOTE, event.message))
        elif isinstance(event, EditFailed):
            self.noticed.emit(Notice(NoticeKind.ERROR, event.message, event.details or event.kind))
        if isinstance(event, EditFinished):
            if job.pace_key is not None and not job.is_hurrying:
                self._paces[job.pace_key] = event.timings.end_s
            self._finish(job, event.best_candidate_id)
            if self.phase is EnginePhase.FAILED:  # there are models after all: the edit has loaded them
                self.load(self._asked_for or BUILTIN_BUNDLE)
        elif isinstance(event, EditStopped | EditFailed):
            self._finish(job, None)
        elif not self._refresh.isActive():
            self._refresh.start()

    def _finish(self, job: Job, best_id: str | None) -> None:
        self._refresh.stop()
        self._stop_due.stop()
        self.ended.emit(job, best_id)
        self.jobChanged.emit()

    @Slot(str)
    def _on_load_started(self, bundle: str) -> None:
        self._asked_for = bundle
        self.phase = EnginePhase.LOADING
        self.engineChanged.emit()

    @Slot(object)
    def _on_loaded(self, bundle: BundleInfo) -> None:
        self.phase, self.bundle, self.reference = EnginePhase.READY, bundle, self._asked_for
        self.engineChanged.emit()

    @Slot(object)
    def _on_load_failed(self, failure: LoadFailure) -> None:
        """The models that were there stay; where there were none, the built-in ones are tried."""
        self.phase = EnginePhase.FAILED if self.bundle is None else EnginePhase.READY
        self.noticed.emit(Notice(NoticeKind.ERROR, failure.message, failure.details))
        if self.bundle is None and self._asked_for != BUILTIN_BUNDLE:
            self.load(BUILTIN_BUNDLE)
        self.engineChanged.emit()
