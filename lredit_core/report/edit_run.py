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
from lredit_core.report.edit_report import EditReport
from lredit_core.report.event_log import EventLog
from lredit_core.report.writing_outputs import write_outputs

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.api.request import EditRequest, EditSettings
    from lredit_core.cancellation import CancellationToken
    from lredit_core.report.edit_outputs import EditOutputs


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
    outputs.check(reads={"--art": art_folder, "--bundle": Path(bundle)}, size=request.image.size)
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
        for note in write_outputs(request, report, outputs):
            observer(Noticed(request.job_id, note))
    return final
