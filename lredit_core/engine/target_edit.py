"""One running edit: what it is about, its models, its clock and its counts."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lredit_core.api.events import CallCounts, EditEvent, ProgressMade, Timings
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.editors.crop_editing import CallCounter, CropEditor, SourceViews
from lredit_core.editors.memo import EditMemo
from lredit_core.engine.pace import EditPace
from lredit_core.engine.picture_cache import PictureCache
from lredit_core.engine.scoring import EditScorer

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.api.request import EditRequest
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.editors.base import Editor
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.prompt.targets import EditTarget

#: Share of a whole edit that has passed when the learning ends.
LEARNING_SHARE = 0.6


@dataclass(slots=True)
class EngineContext:
    """What an edit needs besides its request and models.

    Attributes:
        token: looked at before every denoising evaluation.
        memo: of edits; shared by all edits of an engine.
        picture_cache: what was seen in pictures; shared by all edits with one bundle.
        clock: seconds, monotonic.
        emit: gets events that come in the middle of a step of the work (`EditPreviewed`); None leaves them out.
    """

    token: CancellationToken = field(default_factory=EventToken)
    memo: EditMemo = field(default_factory=EditMemo)
    picture_cache: PictureCache = field(default_factory=PictureCache)
    clock: Callable[[], float] = time.monotonic
    emit: Callable[[EditEvent], None] | None = None


@dataclass(frozen=True, slots=True)
class ChosenRegion:
    """A region that gets a full edit.

    Attributes:
        box: in the source image's pixels.
        known_loss: the part of the region's loss that needs no edit.
        loss: the whole of it, as far as it is known.
    """

    box: Box
    anchor_index: int | None
    known_loss: float = 0.0
    loss: float = 0.0


@dataclass(slots=True)
class RequestProgress:
    """How far a request has come and what it took; the edits of its targets share one.

    Attributes:
        target_count: how many targets it has.
        encodings_before: of pictures, by the image-text model, when it started.
        shortages_before: how often it had run out of memory by then.
    """

    clock: Callable[[], float]
    started_s: float
    encodings_before: int
    shortages_before: int
    target_count: int = 1
    fraction: float = 0.0
    call_counter: CallCounter = field(default_factory=CallCounter)
    first_box_s: float | None = None
    first_candidate_s: float | None = None

    @classmethod
    def begun(cls, bundle: ModelBundle, context: EngineContext, *, target_count: int = 1) -> RequestProgress:
        model = bundle.image_text
        return cls(context.clock, context.clock(), model.image_encodings, model.memory_shortages, target_count)

    @property
    def elapsed_s(self) -> float:
        return self.clock() - self.started_s


class TargetEdit:
    """The edit of one target of a request, under way.

    Args:
        target: the request's first one if left out.
        image: the picture with the edits of the targets before this one; the request's own if left out.
        request_progress: of the whole request, where this is one of several targets.
        number: of the target, from 0.
    """

    def __init__(
        self,
        request: EditRequest,
        bundle: ModelBundle,
        editor: Editor,
        context: EngineContext,
        *,
        target: EditTarget | None = None,
        image: PixelBuffer | None = None,
        request_progress: RequestProgress | None = None,
        number: int = 0,
    ) -> None:
        self.request = request
        self.target = target or request.targets[0]
        self.image = image or request.image
        self.bundle = bundle
        self.editor = editor
        self.token = context.token
        self.notes = context.picture_cache.of(self.image)
        self.emit = context.emit
        self._request_progress = request_progress or RequestProgress.begun(bundle, context)
        self._number = number
        self._memo = context.memo
        self.crops = self.crops_of(self.image, self.target, views=self.notes.views(self.image))
        self.scorer = EditScorer(
            self.target,
            request.settings,
            self.crops.small,
            source_size=self.image.size,
            image_text=bundle.image_text,
            neutral_text=bundle.neutral_text,
            draft_side_px=editor.working_side_px(is_draft=True),
            notes=self.notes,
        )

    def crops_of(self, image: PixelBuffer, target: EditTarget, *, views: SourceViews | None = None) -> CropEditor:
        """The editor at work on another picture, or for another target."""
        return CropEditor(
            self.request,
            target,
            image,
            self.editor,
            memo=self._memo,
            call_counter=self._request_progress.call_counter,
            token=self.token,
            views=views,
        )

    @property
    def stage_target(self) -> str:
        """What this edit is about, where the request asks for several things; else ""."""
        return self.target.in_words if self._request_progress.target_count > 1 else ""

    def pace(self, *, count: int) -> EditPace:
        """A clock for so many full edits that begin now."""
        return EditPace(self._request_progress.clock, count=count)

    def progress(self, fraction: float, *, seconds_left: float | None = None) -> ProgressMade:
        """Progress never goes back; the time left is what the share so far took, carried on, where nobody knows better.

        Args:
            fraction: of this target's edit; all targets are learned before the first is edited.
            seconds_left: of this target; the others take as long.
        """
        request_progress = self._request_progress
        learned, edited = min(fraction, LEARNING_SHARE), max(0.0, min(fraction, 1.0) - LEARNING_SHARE)
        if edited > 0 or fraction >= LEARNING_SHARE:
            whole = LEARNING_SHARE + ((1 - LEARNING_SHARE) * self._number + edited) / request_progress.target_count
        else:
            whole = (LEARNING_SHARE * self._number + learned) / request_progress.target_count
        request_progress.fraction = max(request_progress.fraction, whole)
        others = request_progress.target_count - self._number
        left = (
            seconds_left * others
            if seconds_left is not None
            else request_progress.elapsed_s * (1 - request_progress.fraction) / request_progress.fraction
            if request_progress.fraction > 0.05
            else None
        )
        return ProgressMade(self.request.job_id, request_progress.fraction, left)

    def first_box_is_there(self) -> None:
        """Notes the time of the first box that was told."""
        if self._request_progress.first_box_s is None:
            self._request_progress.first_box_s = self._request_progress.elapsed_s

    def first_candidate_is_there(self) -> None:
        """Notes the time of the first candidate that was told."""
        if self._request_progress.first_candidate_s is None:
            self._request_progress.first_candidate_s = self._request_progress.elapsed_s

    def calls(self) -> CallCounts:
        return CallCounts(
            denoising_evaluations=self._request_progress.call_counter.denoising_evaluations,
            drafts=self._request_progress.call_counter.drafts,
            full_edits=self._request_progress.call_counter.full_edits,
            image_encodings=self.bundle.image_text.image_encodings - self._request_progress.encodings_before,
        )

    @property
    def ran_short_of_memory(self) -> bool:
        """Whether something of the request was made in smaller parts for want of memory."""
        progress = self._request_progress
        return progress.call_counter.memory_shortages > 0 or (
            self.bundle.image_text.memory_shortages > progress.shortages_before
        )

    def timings(self) -> Timings:
        return Timings(
            self._request_progress.first_box_s,
            self._request_progress.first_candidate_s,
            self._request_progress.elapsed_s,
        )
