"""One edit without a window: runs the engine here and writes the files that were asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from lredit_core.api.events import EditEvent, EditFailed, EditFinished, EditStopped, FinalEvent
from lredit_core.api.request import EditRequest
from lredit_core.bundles.loading import BundleLoader
from lredit_core.cancellation import CancellationToken
from lredit_core.engine.engine import InProcessEngine
from lredit_core.errors import EngineError
from lredit_core.pictures.atomic_writing import check_writable, saying_why_not
from lredit_core.pictures.files import ExportOptions, check_picture_path, export_picture, write_picture
from lredit_core.report.edit_report import EditReport, event_as_json
from lredit_core.report.explaining_pictures import boxes_picture, candidates_picture


@dataclass(frozen=True, slots=True)
class EditOutputs:
    """Files to write; None for those not wanted."""

    out: Path | None = None
    boxes: Path | None = None
    candidates: Path | None = None
    events: Path | None = None
    report: Path | None = None

    @property
    def wanted(self) -> tuple[Path, ...]:
        """The files, in the order in which they are told."""
        every = (self.out, self.boxes, self.candidates, self.events, self.report)
        return tuple(path for path in every if path is not None)

    def check(self) -> None:
        """Looks before minutes are spent on an edit that could not be written.

        Raises:
            PictureError: for the first file that cannot.
        """
        for path in (self.out, self.boxes, self.candidates):
            if path is not None:
                check_picture_path(path)
        for path in (self.events, self.report):
            if path is not None:
                check_writable(path)


def run_edit(
    request: EditRequest,
    *,
    bundle: str,
    outputs: EditOutputs,
    token: CancellationToken,
    observer: Callable[[EditEvent], None] = lambda _event: None,
    art_folder: Path | None = None,
    compiles: bool = False,
) -> FinalEvent:
    """Runs a request, its settings suited to the editor that the bundle has for it, and writes its outputs when it
    finished.

    Args:
        compiles: a diffusion editor's model is compiled for this machine first.

    Raises:
        LreditError: where the bundle cannot be loaded or a file cannot be written.
    """
    outputs.check()
    engine = InProcessEngine(BundleLoader(art_folder=art_folder, compiles=compiles))
    editor = engine.load(bundle).editor(request.editor)
    if editor is not None:
        request = replace(request, settings=editor.suited(request.settings))
    report = EditReport(request, bundle=bundle)
    final: FinalEvent | None = None
    with ExitStack() as stack:
        log = None
        if outputs.events is not None:
            with saying_why_not(outputs.events):
                log = stack.enter_context(outputs.events.open("w", encoding="utf-8"))
        for event in engine.edit(request, token):
            report.observe(event)
            observer(event)
            if log is not None:
                log.write(json.dumps(event_as_json(event)) + "\n")
                log.flush()  # whoever follows the file sees each event as it comes
            if isinstance(event, EditFinished | EditStopped | EditFailed):
                final = event
    if final is None:
        raise EngineError("The engine ended without an answer. Try again, and report it if it happens twice.")
    if isinstance(final, EditFinished):
        _write(request, report, outputs)
    return final


def _write(request: EditRequest, report: EditReport, outputs: EditOutputs) -> None:
    ranked = [report.candidates[candidate_id] for candidate_id in report.ranking]
    if outputs.out is not None:
        document = report.document
        export_picture(document.flattened(), outputs.out, options=ExportOptions(), metadata=document.metadata)
    if outputs.boxes is not None:
        write_picture(boxes_picture(request.image, report.anchors, ranked), outputs.boxes)
    if outputs.candidates is not None:
        write_picture(candidates_picture(ranked), outputs.candidates)
    if outputs.report is not None:
        with saying_why_not(outputs.report):
            outputs.report.write_text(json.dumps(report.as_json(), indent=2) + "\n", encoding="utf-8")
