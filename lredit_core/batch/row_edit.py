"""One row of a batch: from a picture on disk to the files of its result. Runs where the models are."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lredit_core.api.events import EditFailed, EditFinished, EditStopped
from lredit_core.api.request import Preset
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.batch.journal import RowRecord, file_digest
from lredit_core.batch.output_names import DEFAULT_PATTERN, output_name
from lredit_core.batch.parts import part_path
from lredit_core.batch.requests import request_of
from lredit_core.errors import DiskFull, EngineError, LreditError, Stopped
from lredit_core.pictures.atomic_writing import saying_why_not
from lredit_core.pictures.exporting import ExportOptions, export_picture
from lredit_core.project.content import SUFFIX, Project, Words
from lredit_core.project.prompts import PromptEnding, PromptRun
from lredit_core.project.writing import ProjectWriter
from lredit_core.report.edit_report import EditReport

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.api.service import EngineService
    from lredit_core.batch.manifest import PromptedPicture
    from lredit_core.cancellation import CancellationToken
    from lredit_core.document.document import Document

_log = logging.getLogger(__name__)
#: Part of every digest: results of another way of making them are made again.
_WAY = "batch 1"


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What holds for every row that does not say otherwise.

    Attributes:
        bundle: a name or a folder.
        editor: "" takes the bundle's default.
        pattern: of the files' names: see `output_names`.
        keeps_projects: each result can be taken further in the window, with its candidates and boxes.
    """

    bundle: str = BUILTIN_BUNDLE
    editor: str = ""
    preset: Preset = Preset.BALANCED
    seed: int = 0
    pattern: str = DEFAULT_PATTERN
    keeps_projects: bool = True


@dataclass(frozen=True, slots=True)
class RowJob:
    """A row ready to be made; travels to other processes and machines.

    Attributes:
        digest: of everything that the result depends on.
        output: the picture's file below `folder`, "/" between folders.
    """

    row: PromptedPicture
    settings: BatchSettings
    folder: Path
    output: str
    digest: str

    @property
    def files(self) -> tuple[str, ...]:
        """Names of all files that it writes, the picture first."""
        return (self.output, f"{self.output}{SUFFIX}") if self.settings.keeps_projects else (self.output,)

    def part(self, name: str) -> Path:
        """Where one of its files is made."""
        return part_path(self.folder, self.digest, name)

    @property
    def seed(self) -> int:
        return self.settings.seed if self.row.seed is None else self.row.seed


def job_of(row: PromptedPicture, settings: BatchSettings, folder: Path, *, bundle: str) -> RowJob:
    """Reads the picture's bytes for the digest.

    Args:
        row: checked.
        settings: of the batch.
        folder: of results.
        bundle: the `bundle_digest` of the settings' bundle.

    Raises:
        OSError: where the picture is gone.
        ValueError: where its file would lie outside of the folder.
    """
    seed = settings.seed if row.seed is None else row.seed
    output = output_name(row.out or settings.pattern, row, seed=seed)
    depends_on = {
        "way": _WAY,
        "bundle": bundle,
        "picture": file_digest(row.path),
        "mask": None if row.mask is None else file_digest(row.mask),
        "prompts": [row.prompt, row.source],
        "intent": None if row.intent is None else row.intent.value,
        "boxes": [box.as_tuple() for box in row.boxes],
        "seed": seed,
        "preset": (row.preset or settings.preset).value,
        "editor": row.editor or settings.editor,
        "files": [output, settings.keeps_projects],
    }
    digest = hashlib.sha256(json.dumps(depends_on, sort_keys=True).encode("utf-8", "replace")).hexdigest()
    return RowJob(row, settings, folder, output, digest)


def make_row(engine: EngineService, job: RowJob, token: CancellationToken) -> RowRecord:
    """Edits a row's picture and makes its files, on their way (batch/parts.py). What fails is in the record.

    Args:
        engine: holds the bundle of the job's settings.
        job: what to make.
        token: stops it.

    Raises:
        Stopped: soon after the token was cancelled.
    """
    started = time.monotonic()
    row = job.row
    record = RowRecord.of_row(row, job.digest)
    try:
        report = _edited(engine, job, token)
        files, notes = _written(job, report)
    except LreditError as error:
        is_last = isinstance(error, DiskFull)
        return replace(record, failure=error.message, seconds=_since(started), is_last=is_last)
    except Stopped:
        raise
    except Exception:
        _log.exception("row %d failed", row.number)
        failure = "Something went wrong in the program. Run it again with --verbose, and report what it says."
        return replace(record, failure=failure, seconds=_since(started))
    best = report.best
    return replace(
        record,
        files=files,
        regions=tuple(candidate.region_box.as_tuple() for candidate in best),
        score=round(float(best[0].score.ranking_score), 6) if best else None,
        notes=tuple(dict.fromkeys((*report.notices, *notes))),
        seconds=_since(started),
    )


def _edited(engine: EngineService, job: RowJob, token: CancellationToken) -> EditReport:
    settings = job.settings
    request = request_of(
        job.row, seed=settings.seed, preset=settings.preset, editor=settings.editor, job_id=job.digest[:32]
    )
    editor = engine.load(job.settings.bundle).editor(request.editor)
    if editor is not None:
        request = replace(request, settings=editor.suited(request.settings))
    report = EditReport(request, bundle=job.settings.bundle)
    final: object = None
    for event in engine.edit(request, token):
        report.observe(event)
        final = event
    if isinstance(final, EditStopped):
        raise Stopped
    if isinstance(final, EditFailed):
        raise EngineError(final.message, details=final.details)
    if not isinstance(final, EditFinished):
        raise EngineError("The engine ended without an answer. Try again, and report it if it happens twice.")
    return report


def _written(job: RowJob, report: EditReport) -> tuple[dict[str, str], tuple[str, ...]]:
    """The files' digests by name, the picture first, and what could not be written with it."""
    path = job.part(job.output)
    with saying_why_not(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    document = _with_same_ids(report.document, job.digest)
    notes = export_picture(document.flattened(), path, options=ExportOptions(), metadata=document.metadata)
    for name in job.files[1:]:
        ProjectWriter().write(project_of(job, report, document), job.part(name))
    return {name: file_digest(job.part(name)) for name in job.files}, notes


def project_of(job: RowJob, report: EditReport, document: Document) -> Project:
    """What the window opens: the candidates, the best ones accepted as the layers that they are in the picture."""
    row, intent = job.row, "" if job.row.intent is None else job.row.intent.value
    run_id = job.digest[:32]
    named = {one: f"{job.digest[:27]}c{rank:04d}" for rank, one in enumerate(report.ranking)}
    ranked = [replace(report.candidates[one], candidate_id=name) for one, name in named.items()]
    layers = zip(report.shown, document.layers, strict=True)
    return Project(
        row.path.name,
        document,
        tuple(ranked),
        {named[candidate.candidate_id]: layer.layer_id for candidate, layer in layers},
        searches={candidate.candidate_id: run_id for candidate in ranked},
        prompts=(
            PromptRun(
                run_id,
                row.prompt,
                row.source,
                intent,
                job.seed,
                (row.preset or job.settings.preset).value,
                ending=PromptEnding.FINISHED,
            ),
        ),
        words=Words(row.prompt, row.source, intent, seed=job.seed),
    )


def _with_same_ids(document: Document, digest: str) -> Document:
    """The same request gives the same file, byte by byte."""
    layers = tuple(
        replace(layer, layer_id=f"{digest[:28]}{number:04d}") for number, layer in enumerate(document.layers)
    )
    return replace(document, layers=layers)


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)
