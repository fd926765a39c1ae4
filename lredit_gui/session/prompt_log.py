"""Notes every prompt that runs with the picture that it runs on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lredit_core.project.prompts import PromptEnding, PromptRun, bounded, settings_beyond
from lredit_gui.session.job import JobPhase

if TYPE_CHECKING:
    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.edits import EditRunner
    from lredit_gui.session.form import EditForm
    from lredit_gui.session.job import Job
    from lredit_gui.session.open_picture import OpenPicture

_ENDINGS = {
    JobPhase.FINISHED: PromptEnding.FINISHED,
    JobPhase.STOPPED: PromptEnding.STOPPED,
    JobPhase.FAILED: PromptEnding.FAILED,
}


class PromptLog(QObject):
    """Keeps `OpenPicture.prompts`. Signals: changed, of any open picture."""

    changed = Signal()

    def __init__(self, history: DocumentHistory, edits: EditRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._runs: dict[str, Job] = {}
        edits.ended.connect(self._on_ended)

    def note(self, picture: OpenPicture, job: Job, form: EditForm) -> None:
        """A job that began; one that it took the place of was stopped."""
        self._settle()
        self._runs = {job.job_id: job}
        run = PromptRun(
            job.job_id,
            form.prompt,
            form.source_prompt,
            "" if form.intent is None else form.intent.value,
            form.seed,
            form.preset.value,
            settings_beyond(form.preset, form.settings),
            datetime.now(UTC).isoformat(timespec="seconds"),
        )
        picture.prompts = bounded((*picture.prompts, run))
        self.changed.emit()

    def _on_ended(self, _job: Job, _best_id: str | None) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Writes down how those ended that have."""
        for picture in self._history.pictures:
            if any(run.run_id in self._runs for run in picture.prompts):
                picture.prompts = tuple(self._settled(run) for run in picture.prompts)

    def _settled(self, run: PromptRun) -> PromptRun:
        job = self._runs.get(run.run_id)
        ending = None if job is None else _ENDINGS.get(job.phase)
        return run if ending is None else replace(run, ending=ending)
