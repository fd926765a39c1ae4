"""A batch from its list to its results: what is done already is passed over, what fails is noted, the rest is made."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lredit_core.batch import parts
from lredit_core.batch.journal import CHANGED_FILE, BatchJournal, RowRecord
from lredit_core.batch.row_edit import job_of, make_row
from lredit_core.bundles.digest import bundle_digest
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import DiskFull, InvalidRequest, PictureError
from lredit_core.pictures.atomic_writing import printable, saying_why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lredit_core.batch.manifest import Manifest, PromptedPicture
    from lredit_core.batch.row_edit import BatchSettings, RowJob
    from lredit_core.batch.worker_pool import MakesRow, Pool

#: Time left is told by the last so many pictures: the first ones load what is loaded once.
_PACE_OF = 20


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a batch has come.

    Attributes:
        done: rows that came to their end, those passed over counted.
        total: rows to be done.
        passed_over: that were done before.
        seconds_left: None before anything was made.
        record: of the row that came to its end just now.
    """

    done: int
    total: int
    failed: int
    passed_over: int
    seconds_left: float | None
    record: RowRecord


@dataclass(slots=True)
class _Pace:
    """Seconds between the ends of rows, of late."""

    ends: deque[float] = field(default_factory=lambda: deque(maxlen=_PACE_OF + 1))

    def left(self, rows: int) -> float | None:
        self.ends.append(time.monotonic())
        if len(self.ends) < 2:
            return None
        return rows * (self.ends[-1] - self.ends[0]) / (len(self.ends) - 1)


def open_results(folder: Path, *, resumes: bool) -> BatchJournal:
    """The journal of a folder of results, which is made where it is not there.

    Raises:
        InvalidRequest: where it holds results already and nothing is resumed, or another run is at it.
        PictureError: where it cannot be made.
    """
    with saying_why_not(folder):
        folder.mkdir(parents=True, exist_ok=True)
    journal = BatchJournal(folder)
    if not journal.take_hold():
        raise InvalidRequest(f'Another run writes into "{printable(folder)}" right now. Wait for it, or stop it.')
    if not journal.is_empty and not resumes:
        raise InvalidRequest(
            f'"{printable(folder)}" holds results already. Go on with --resume, or give --out another folder.'
        )
    journal.settle_what_a_kill_left()
    parts.clear(folder)
    parts.make_room(folder)
    return journal


def run_batch(
    manifest: Manifest,
    settings: BatchSettings,
    journal: BatchJournal,
    pool: Pool,
    *,
    limit: int | None = None,
    token: CancellationToken | None = None,
) -> Iterator[BatchProgress]:
    """Makes every row that is not done yet; each is in the journal before it is told.

    Args:
        manifest: checked.
        settings: of the batch.
        journal: of its folder.
        pool: where rows are made.
        limit: the most rows that are made.
        token: stops it; what is under way is given up, and made again by the next run.

    Raises:
        ModelUnavailable, PictureError: before the first row, or where the journal cannot be written.
        DiskFull: with the first row that does not fit.
        Stopped: once the token is cancelled.
    """
    token = token or EventToken()
    plan = _planned(manifest, settings, journal, limit, token)
    total, done, failed = len(plan.known) + len(plan.jobs), 0, 0
    pace = _Pace()

    def told(record: RowRecord, *, is_known: bool) -> BatchProgress:
        nonlocal done, failed
        done += 1
        failed += bool(record.failure)
        left = None if is_known else pace.left(total - done)
        return BatchProgress(done, total, failed, plan.passed_over, left, record)

    for record in plan.known:
        yield told(record, is_known=True)
    pace.ends.append(time.monotonic())
    try:
        for made in pool.made(plan.jobs, token):
            record = _settled(journal, made)
            yield told(record, is_known=False)
            if record.is_last:
                raise DiskFull(record.failure)
    finally:
        parts.clear(journal.folder)


def _settled(journal: BatchJournal, record: RowRecord) -> RowRecord:
    """The record once it is in the journal, and its files have their names."""
    journal.keep(record)
    try:
        journal.settle(record)
    except PictureError as error:
        record = replace(record, files={}, failure=error.message, is_last=isinstance(error, DiskFull))
        journal.keep(record)
    return record


@dataclass(slots=True)
class _Plan:
    """What is there already, or cannot be read, and what is to be made."""

    known: list[RowRecord] = field(default_factory=list)
    jobs: list[RowJob] = field(default_factory=list)

    @property
    def passed_over(self) -> int:
        return sum(not record.failure for record in self.known)


def _planned(
    manifest: Manifest, settings: BatchSettings, journal: BatchJournal, limit: int | None, token: CancellationToken
) -> _Plan:
    """Looks at every picture's bytes, and at those of results."""
    plan, bundle = _Plan(), bundle_digest(settings.bundle)
    for row in manifest.rows:
        token.raise_if_cancelled()
        try:
            job = job_of(row, settings, journal.folder, bundle=bundle)
        except OSError as error:
            plan.known.append(_not_made(row, f"The picture cannot be read ({error.strerror or error})."))
            continue
        if (record := journal.done(job.digest)) is not None:
            plan.known.append(record)
        elif changed := journal.changed_file(job.files):
            plan.known.append(_not_made(row, CHANGED_FILE.format(changed)))
        elif limit is None or len(plan.jobs) < limit:
            plan.jobs.append(job)
    return plan


def _not_made(row: PromptedPicture, failure: str) -> RowRecord:
    return replace(RowRecord.of_row(row), failure=failure)


def loader_of(bundle: str) -> Callable[[], MakesRow]:
    """Gives what loads a bundle with its default editor, and makes rows with it."""
    return _Loader(bundle)


@dataclass(frozen=True, slots=True)
class _Loader:
    bundle: str

    def __call__(self) -> MakesRow:
        from lredit_core.engine.engine import InProcessEngine

        engine = InProcessEngine()
        engine.load(self.bundle)
        engine.load_editor()

        def make(job: RowJob, token: CancellationToken) -> RowRecord:
            return make_row(engine, job, token)

        return make
