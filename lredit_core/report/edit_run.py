"""One edit without a window: runs the engine here and writes the files that were asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.api.events import EditEvent, EditFailed, EditFinished, EditStopped, FinalEvent, Noticed
from lredit_core.bundles.loading import BundleLoader
from lredit_core.engine.engine import InProcessEngine
from lredit_core.errors import EngineError
from lredit_core.manifest import NO_GUIDANCE
from lredit_core.pictures.atomic_writing import check_writable, write_json
from lredit_core.pictures.exporting import ExportOptions, export_picture, write_picture
from lredit_core.pictures.formats import check_picture_path
from lredit_core.pictures.output_paths import check_apart
from lredit_core.report.edit_report import EditReport
from lredit_core.report.event_log import EventLog
from lredit_core.report.explaining_pictures import boxes_picture, candidates_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lredit_core.api.request import EditRequest, EditSettings
    from lredit_core.cancellation import CancellationToken


@dataclass(frozen=True, slots=True)
class EditOutputs:
    """Files to write; None for those not wanted. `source` is the picture's own file, which is never written."""

    out: Path | None = None
    boxes: Path | None = None
    candidates: Path | None = None
    events: Path | None = None
    report: Path | None = None
    source: Path | None = None

    @property
    def by_option(self) -> dict[str, Path | None]:
        """Where each option of the command line writes to."""
        return {
            "--out": self.out,
            "--boxes": self.boxes,
            "--candidates": self.candidates,
            "--events": self.events,
            "--report": self.report,
        }

    @property
    def wanted(self) -> tuple[Path, ...]:
        """The files, in the order in which they are told."""
        return tuple(path for path in self.by_option.values() if path is not None)

    def check(self, *, reads: Mapping[str, Path | None] | None = None) -> None:
        """Looks before minutes are spent on an edit that could not be written.

        Args:
            reads: option -> file or folder that the edit reads.

        Raises:
            InvalidRequest: where one would overwrite the source or what is read, or two would be one file.
            PictureError: for the first file that cannot.
        """
        check_apart(self.by_option, source=self.source, reads=reads)
        for path in (self.out, self.boxes, self.candidates):
            if path is not None:
                check_picture_path(path)
        for path in (self.events, self.report):
            if path is not None:
                check_writable(path)


@dataclass(frozen=True, slots=True)
class OwnSampling:
    """What the person says of how final edits are sampled; None leaves it to the editor and the preset."""

    steps: int | None = None
    guidance: float | None = None

    def over(self, settings: EditSettings) -> EditSettings:
        """The settings with it."""
        return replace(
            settings,
            edit_steps=settings.edit_steps if self.steps is None else self.steps,
            guidance_scale=settings.guidance_scale if self.guidance is None else max(self.guidance, NO_GUIDANCE),
        )


def run_edit(
    request: EditRequest,
    *,
    bundle: str,
    outputs: EditOutputs,
    token: CancellationToken,
    observer: Callable[[EditEvent], None] = lambda _event: None,
    art_folder: Path | None = None,
    compiles: bool = False,
    own: OwnSampling | None = None,
) -> FinalEvent:
    """Runs a request, its settings suited to the editor that the bundle has for it, and writes its outputs when it
    finished.

    Args:
        request: what to do.
        bundle: a name or a folder.
        outputs: the files that are wanted.
        token: stops it.
        observer: gets every event.
        art_folder: drawings of the person's own for the retrieve editor.
        compiles: a diffusion editor's model is compiled for this machine first.
        own: what the person says of steps and guidance, over what suits the editor.

    Raises:
        LreditError: where the bundle cannot be loaded or a file cannot be written.
    """
    outputs.check(reads={"--art": art_folder, "--bundle": Path(bundle)})
    engine = InProcessEngine(BundleLoader(art_folder=art_folder, compiles=compiles))
    editor = engine.load(bundle).editor(request.editor)
    if editor is not None:
        request = replace(request, settings=editor.suited(request.settings))
    if own is not None:
        request = replace(request, settings=own.over(request.settings))
    report = EditReport(request, bundle=bundle)
    final: FinalEvent | None = None
    with EventLog(outputs.events) as log:
        for event in engine.edit(request, token):
            report.observe(event)
            observer(event)
            log.write(event)
            if isinstance(event, EditFinished | EditStopped | EditFailed):
                final = event
    if final is None:
        raise EngineError("The engine ended without an answer. Try again, and report it if it happens twice.")
    if isinstance(final, EditFinished):
        for note in _write(request, report, outputs):
            observer(Noticed(request.job_id, note))
    return final


def _write(request: EditRequest, report: EditReport, outputs: EditOutputs) -> tuple[str, ...]:
    """Gives sentences on what could not be written with the picture."""
    notes: tuple[str, ...] = ()
    ranked = [report.candidates[candidate_id] for candidate_id in report.ranking]
    if outputs.out is not None:
        document = report.document
        notes = export_picture(document.flattened(), outputs.out, options=ExportOptions(), metadata=document.metadata)
    if outputs.boxes is not None:
        write_picture(boxes_picture(request.image, report.anchors, ranked), outputs.boxes)
    if outputs.candidates is not None:
        write_picture(candidates_picture(ranked), outputs.candidates)
    if outputs.report is not None:
        write_json(outputs.report, report.as_json())
    return notes
