"""One running edit: its request, its models, its clock and its counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from lredit_core.api.events import CallCounts, EditEvent, ProgressMade, Timings
from lredit_core.api.request import EditRequest
from lredit_core.bundles.loading import ModelBundle
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.editors.base import Editor
from lredit_core.editors.crop_editing import CropEditor, Tally
from lredit_core.editors.memo import EditMemo
from lredit_core.engine.picture_cache import SeenPictures
from lredit_core.engine.scoring import Appraiser
from lredit_core.geometry import Box

#: Share of a whole edit that has passed when the learning ends.
LEARNED = 0.6


@dataclass(slots=True)
class EngineContext:
    """What an edit needs besides its request and models.

    Attributes:
        token: looked at before every denoising evaluation.
        memo: of edits; shared by all jobs of an engine.
        seen: what was seen in pictures; shared by all jobs with one bundle.
        clock: seconds, monotonic.
        tell: gets events that come in the middle of a step of the work (`EditPreviewed`); None leaves them out.
    """

    token: CancellationToken = field(default_factory=EventToken)
    memo: EditMemo = field(default_factory=EditMemo)
    seen: SeenPictures = field(default_factory=SeenPictures)
    clock: Callable[[], float] = time.monotonic
    tell: Callable[[EditEvent], None] | None = None


@dataclass(frozen=True, slots=True)
class Target:
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
class Course:
    """How far a request has come and what it took; the jobs of its things share one.

    Attributes:
        thing_count: how many things it asks for.
        encodings_before: of pictures, by the image-text model, when it started.
    """

    clock: Callable[[], float]
    started_s: float
    encodings_before: int
    thing_count: int = 1
    fraction: float = 0.0
    tally: Tally = field(default_factory=Tally)
    first_box_s: float | None = None
    first_candidate_s: float | None = None

    @classmethod
    def begun(cls, bundle: ModelBundle, context: EngineContext, *, thing_count: int = 1) -> Course:
        return cls(context.clock, context.clock(), bundle.image_text.image_encodings, thing_count)

    @property
    def elapsed_s(self) -> float:
        return self.clock() - self.started_s


class Job:
    """One thing's edit under way. `request` must be validated.

    Args:
        course: of the whole request, where this is one of several things.
        number: of the thing, from 0.
    """

    def __init__(
        self,
        request: EditRequest,
        bundle: ModelBundle,
        editor: Editor,
        context: EngineContext,
        *,
        course: Course | None = None,
        number: int = 0,
    ) -> None:
        self.request = request
        self.bundle = bundle
        self.editor = editor
        self.token = context.token
        self.seen = context.seen.of(request.image)
        self.tell = context.tell
        self._course = course or Course.begun(bundle, context)
        self._number = number
        self.crops = CropEditor(
            request,
            editor,
            memo=context.memo,
            tally=self._course.tally,
            token=context.token,
            views=self.seen.views(request.image),
        )
        self.appraiser = Appraiser(
            request,
            self.crops.small,
            image_text=bundle.image_text,
            neutral_text=bundle.neutral_text,
            draft_side_px=editor.working_side_px(is_draft=True),
            notes=self.seen,
        )

    @property
    def thing(self) -> str:
        """What this job is about, where the request asks for several things; else ""."""
        return self.request.prompt if self._course.thing_count > 1 else ""

    def progress(self, fraction: float) -> ProgressMade:
        """Progress never goes back; the time left is what the share so far took, carried on.

        Args:
            fraction: of this thing's edit; all things are learned before the first is edited.
        """
        course = self._course
        learned, edited = min(fraction, LEARNED), max(0.0, min(fraction, 1.0) - LEARNED)
        if edited > 0 or fraction >= LEARNED:
            whole = LEARNED + ((1 - LEARNED) * self._number + edited) / course.thing_count
        else:
            whole = (LEARNED * self._number + learned) / course.thing_count
        course.fraction = max(course.fraction, whole)
        left = course.elapsed_s * (1 - course.fraction) / course.fraction if course.fraction > 0.05 else None
        return ProgressMade(self.request.job_id, course.fraction, left)

    def first_box_is_there(self) -> None:
        """Notes the time of the first box that was told."""
        if self._course.first_box_s is None:
            self._course.first_box_s = self._course.elapsed_s

    def first_candidate_is_there(self) -> None:
        """Notes the time of the first candidate that was told."""
        if self._course.first_candidate_s is None:
            self._course.first_candidate_s = self._course.elapsed_s

    def calls(self) -> CallCounts:
        return CallCounts(
            denoising_evaluations=self._course.tally.denoising_evaluations,
            drafts=self._course.tally.drafts,
            full_edits=self._course.tally.full_edits,
            image_encodings=self.bundle.image_text.image_encodings - self._course.encodings_before,
        )

    def timings(self) -> Timings:
        return Timings(self._course.first_box_s, self._course.first_candidate_s, self._course.elapsed_s)
