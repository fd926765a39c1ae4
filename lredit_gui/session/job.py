"""What is known of one running or ended edit: the engine's events folded into one record. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from lredit_core.api.events import (
    Anchor,
    AnchorsFound,
    CallCounts,
    CandidateReady,
    EditEvent,
    EditFailed,
    EditFinished,
    EditPreviewed,
    EditStopped,
    MapFound,
    MapKind,
    PreviewReady,
    ProgressMade,
    Region,
    RegionsUpdated,
    Stage,
    StageChanged,
    Timings,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.api.request import EditSettings
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.prompt.targets import EditTarget


PaceKey = tuple[str, str, "JobKind", "EditSettings"]


class JobKind(Enum):
    """Why the engine was asked."""

    LEARN = "learn"
    BOX = "box"
    RETRY = "retry"


class JobPhase(Enum):
    """Where a job stands."""

    PREPARING = "preparing"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A draft, or an unfinished edit, inside its box."""

    box: Box
    pixels: NDArray[np.uint8] = field(repr=False)


@dataclass(slots=True, eq=False)
class Job:
    """One edit as far as it has come.

    Attributes:
        source: the document's source it belongs to; results for another one are dropped.
        boxes: the person's boxes, where nothing is learned.
        targets: what the words asked for; the map is of where these could be.
        not_from: the person's strokes that it keeps to.
        replaces_layer_id: the layer whose edit is done again; it is left out of what the engine sees.
        is_hurrying: the person wants to see what there is.
        pace_key: edits of one key take about as long.
        maps: where what is looked for could be and what draws the eye, each (rows, columns) over the picture, 255 at
            its peak.
        edit_preview: what the edit that is being made looks like by now.
        target: prompt of the edit target that the stage is about, where there are several; else "".
        companion_ids: the best candidates of the prompt's other targets.
    """

    job_id: str
    kind: JobKind
    source: PixelBuffer
    boxes: tuple[Box, ...] = ()
    targets: tuple[EditTarget, ...] = ()
    not_from: Silhouette | None = None
    replaces_layer_id: str | None = None
    phase: JobPhase = JobPhase.PREPARING
    is_stopping: bool = False
    is_hurrying: bool = False
    pace_key: PaceKey | None = None
    stage: Stage | None = None
    target: str = ""
    fraction: float = 0.0
    seconds_left: float | None = None
    step: int = 0
    step_count: int = 0
    maps: dict[MapKind, NDArray[np.uint8]] = field(default_factory=dict, repr=False)
    anchors: tuple[Anchor, ...] = ()
    regions: tuple[Region, ...] = ()
    losses: list[float] = field(default_factory=list)
    previews: dict[int, Preview] = field(default_factory=dict)
    edit_preview: Preview | None = None
    candidate_ids: list[str] = field(default_factory=list)
    companion_ids: tuple[str, ...] = ()
    timings: Timings | None = None
    calls: CallCounts | None = None

    @property
    def is_running(self) -> bool:
        return self.phase in (JobPhase.PREPARING, JobPhase.RUNNING)

    @property
    def is_indeterminate(self) -> bool:
        """No share of the work is known yet."""
        return self.is_running and self.fraction <= 0.0

    def fold(self, event: EditEvent) -> None:
        """Takes one event in; what candidates and notices say is the session's."""
        if isinstance(event, StageChanged):
            self.stage, self.target = event.stage, event.target
        elif isinstance(event, ProgressMade):
            self.fraction = max(self.fraction, min(event.fraction, 1.0))
            self.seconds_left = event.seconds_left
        elif isinstance(event, MapFound):
            self.maps[event.kind] = event.values
        elif isinstance(event, AnchorsFound):
            self.anchors, self.regions, self.previews = event.anchors, (), {}
        elif isinstance(event, RegionsUpdated):
            self.regions, self.step, self.step_count = event.regions, event.step, event.step_count
            if event.loss_curve:
                self.losses = list(event.loss_curve)
            elif event.expected_loss is not None:
                self.losses.append(event.expected_loss)
        elif isinstance(event, PreviewReady):
            self.previews[event.anchor_index] = Preview(event.box, event.pixels)
        elif isinstance(event, EditPreviewed):
            self.edit_preview = Preview(event.box, event.pixels)
        elif isinstance(event, CandidateReady):
            self.edit_preview = None
        elif isinstance(event, EditFinished):
            self.phase, self.fraction, self.seconds_left = JobPhase.FINISHED, 1.0, None
            self.calls, self.timings = event.calls, event.timings
            self.companion_ids = event.companion_ids
        elif isinstance(event, EditStopped):
            self.phase, self.seconds_left = JobPhase.STOPPED, None
        elif isinstance(event, EditFailed):
            self.phase, self.seconds_left = JobPhase.FAILED, None
        if self.phase is JobPhase.PREPARING:
            self.phase = JobPhase.RUNNING
