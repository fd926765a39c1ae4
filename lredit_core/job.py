"""One running edit: its request, its models, its clock and its counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from lredit_core.appraisal import Appraiser
from lredit_core.bundles.loading import ModelBundle
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.editors.base import Editor
from lredit_core.editors.crop_editing import CropEditor, Tally
from lredit_core.editors.memo import EditMemo
from lredit_core.events import CallCounts, ProgressMade, Timings
from lredit_core.geometry import Box
from lredit_core.request import EditRequest


@dataclass(slots=True)
class EngineContext:
    """What an edit needs besides its request and models.

    Attributes:
        token: looked at before every denoising evaluation.
        memo: of edits; shared by all jobs of an engine.
        clock: seconds, monotonic.
    """

    token: CancellationToken = field(default_factory=EventToken)
    memo: EditMemo = field(default_factory=EditMemo)
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Target:
    """A region that gets a full edit.

    Attributes:
        box: in the source image's pixels.
        known_loss: the part of the region's loss that needs no edit.
    """

    box: Box
    anchor_index: int | None
    known_loss: float


class Job:
    """One edit under way. `request` must be validated."""

    def __init__(self, request: EditRequest, bundle: ModelBundle, editor: Editor, context: EngineContext) -> None:
        self.request = request
        self.bundle = bundle
        self.editor = editor
        self.token = context.token
        self._clock = context.clock
        self._started_s = context.clock()
        self._encodings_before = bundle.image_text.image_encodings
        self._fraction = 0.0
        self._tally = Tally()
        self.first_box_s: float | None = None
        self.first_candidate_s: float | None = None
        self.crops = CropEditor(request, editor, memo=context.memo, tally=self._tally, token=context.token)
        self.appraiser = Appraiser(
            request,
            self.crops.small,
            image_text=bundle.image_text,
            neutral_text=bundle.neutral_text,
            draft_side_px=editor.working_side_px(is_draft=True),
        )

    @property
    def elapsed_s(self) -> float:
        return self._clock() - self._started_s

    def progress(self, fraction: float) -> ProgressMade:
        """Progress never goes back; the time left is what the share so far took, carried on."""
        self._fraction = max(self._fraction, min(fraction, 1.0))
        left = self.elapsed_s * (1 - self._fraction) / self._fraction if self._fraction > 0.05 else None
        return ProgressMade(self.request.job_id, self._fraction, left)

    def calls(self) -> CallCounts:
        return CallCounts(
            denoising_evaluations=self._tally.denoising_evaluations,
            drafts=self._tally.drafts,
            full_edits=self._tally.full_edits,
            image_encodings=self.bundle.image_text.image_encodings - self._encodings_before,
        )

    def timings(self) -> Timings:
        return Timings(self.first_box_s, self.first_candidate_s, self.elapsed_s)
