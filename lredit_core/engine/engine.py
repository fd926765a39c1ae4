"""The engine: from a request to a stream of events."""

from __future__ import annotations

import contextlib
import logging
import traceback
from typing import TYPE_CHECKING

from lredit_core.api.events import (
    EditEvent,
    EditFailed,
    EditStopped,
    JobStarted,
    Noticed,
    Stage,
    StageChanged,
)
from lredit_core.api.pointing import PointingFailed
from lredit_core.api.service import BUILTIN_BUNDLE, BundleInfo
from lredit_core.bundles.loading import BundleLoader, ModelBundle
from lredit_core.choices.noting import note_choice
from lredit_core.choices.store import ChoiceStore
from lredit_core.editors.memo import EditMemo
from lredit_core.engine.choosing_editors import editors_for
from lredit_core.engine.final_edits import edit_and_rank
from lredit_core.engine.finding import find_regions
from lredit_core.engine.learning import locate_target
from lredit_core.engine.picture_cache import PictureCache
from lredit_core.engine.pointing import answer_pointing
from lredit_core.engine.several_targets import edit_several_targets
from lredit_core.engine.target_edit import ChosenRegion, EngineContext, TargetEdit
from lredit_core.errors import EngineError, LreditError, OutOfMemory, Stopped
from lredit_core.memory_shortage import is_memory_shortage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lredit_core.api.choice import Choice
    from lredit_core.api.found_regions import RegionsFound
    from lredit_core.api.pointing import PointingAnswer, PointingRequest
    from lredit_core.api.request import EditRequest
    from lredit_core.cancellation import CancellationToken

log = logging.getLogger(__name__)


def edit_events(request: EditRequest, bundle: ModelBundle, context: EngineContext) -> Iterator[EditEvent]:
    """Runs one request.

    With user boxes nothing is learned: those boxes are edited, from what the memo holds where it can.

    Yields:
        events in order; `EditFinished` last.

    Raises:
        Stopped: soon after the token was cancelled.
        LreditError: with a sentence for the person.
    """
    editors = editors_for(request, bundle, context)
    names = ", ".join(dict.fromkeys(editor.name for editor in editors))
    yield JobStarted(request.job_id, request.image.size, bundle.name, names, request.seed)
    yield StageChanged(request.job_id, Stage.LOOKING)
    context.token.raise_if_cancelled()
    about = zip(request.targets, editors, strict=True)
    missing = filter(None, (bundle.notice_for(target.prompt, editor) for target, editor in about))
    for notice in (*request.notes, *missing):
        yield Noticed(request.job_id, notice)
    if request.user_boxes:
        regions = [ChosenRegion(box, anchor_index=None) for box in request.user_boxes]
        edit, landmark = TargetEdit(request, bundle, editors[0], context), None
        if edit.target.is_beside_a_thing and edit.target.intent.is_retouch and request.destination is None:
            beside = TargetEdit(request, bundle, editors[0], context, target=edit.target.landmark_target)
            landmark, notice = locate_target(beside)
            if notice:
                yield Noticed(request.job_id, notice)
        yield from edit_and_rank(edit, regions, landmark=landmark)
    else:
        yield from edit_several_targets(request, bundle, editors, context)


class InProcessEngine:
    """`EngineService` in this process: for the command line, for tests, and inside the process of `ProcessEngine`."""

    def __init__(self, loader: BundleLoader | None = None) -> None:
        self._loader = loader or BundleLoader()
        self._bundle: ModelBundle | None = None
        self._reference = ""
        self._memo, self._picture_cache = EditMemo(), PictureCache()

    @property
    def is_loaded(self) -> bool:
        return self._bundle is not None

    def load(self, bundle: str, token: CancellationToken | None = None) -> BundleInfo:
        """Loads a bundle, or keeps the one that is loaded; a stop is looked at before."""
        if token is not None:
            token.raise_if_cancelled()
        if self._bundle is None or bundle != self._reference:
            with _wrapped_foreign_errors():
                self._bundle = self._loader.load(bundle)
            self._reference, self._picture_cache = bundle, PictureCache()
        return self._bundle.info()

    def load_editor(self, editor: str = "") -> None:
        """Loads an editor's weights now, which else come with its first edit; "" is the bundle's default.

        Raises:
            InvalidRequest, ModelUnavailable, OutOfMemory: with a sentence.
        """
        assert self._bundle is not None, "load a bundle first"
        with _wrapped_foreign_errors():
            self._bundle.editor(editor or self._bundle.default_editor)

    def edit(
        self, request: EditRequest, token: CancellationToken, *, emit: Callable[[EditEvent], None] | None = None
    ) -> Iterator[EditEvent]:
        """Runs one request; never raises.

        Args:
            request: what to do.
            token: stops it at the next look.
            emit: gets the events that come while the next one is waited for (`EditPreviewed`), from within.
        """
        job_id = request.job_id
        try:
            if self._bundle is None:
                yield StageChanged(job_id, Stage.LOADING_MODELS)
                self.load(BUILTIN_BUNDLE)
            assert self._bundle is not None
            with _wrapped_foreign_errors():
                context = EngineContext(token=token, memo=self._memo, picture_cache=self._picture_cache, emit=emit)
                yield from edit_events(request, self._bundle, context)
        except Stopped:
            yield EditStopped(job_id)
        except LreditError as error:
            log.warning("job %s failed (%s)", job_id, error.kind, exc_info=error)
            yield EditFailed(job_id, error.kind, error.message, error.details)

    def find(self, request: EditRequest, token: CancellationToken, *, count: int) -> RegionsFound:
        """Says where the thing of a `finding_request` is, and edits nothing.

        Args:
            request: what to look for.
            token: stops it at the next look.
            count: regions at the most.

        Raises:
            Stopped: soon after the token was cancelled.
            LreditError: with a sentence for the person.
        """
        self.load(self._reference if self._bundle is not None else BUILTIN_BUNDLE)
        assert self._bundle is not None
        with _wrapped_foreign_errors():
            context = EngineContext(token=token, memo=self._memo, picture_cache=self._picture_cache)
            return find_regions(request, self._bundle, context, count=count)

    def point(self, request: PointingRequest, token: CancellationToken) -> PointingAnswer:
        """Answers one request; never raises. The picture's windows stay known for the next one."""
        try:
            self.load(self._reference if self._bundle is not None else BUILTIN_BUNDLE)
            assert self._bundle is not None
            with _wrapped_foreign_errors():
                return answer_pointing(request, self._bundle, self._picture_cache, token)
        except Stopped:
            return PointingFailed(request.request_id, "")
        except LreditError as error:
            log.warning("pointing %s failed (%s)", request.request_id, error.kind, exc_info=error)
            return PointingFailed(request.request_id, error.message, error.details)

    def keep_choice(
        self, choice: Choice, _token: CancellationToken | None = None, *, store: ChoiceStore | None = None
    ) -> None:
        """Keeps what can be learned from a choice; never raises. It takes too little time to be stopped.

        Args:
            choice: what a person accepted.
            store: where it is kept; this machine's own by default.
        """
        try:
            self.load(self._reference if self._bundle is not None else BUILTIN_BUNDLE)
            assert self._bundle is not None
            note_choice(
                self._bundle, choice.image, choice.box, choice.prompt, ChoiceStore() if store is None else store
            )
        except Exception:
            log.exception("a choice could not be kept")

    def close(self) -> None:
        self._bundle = None
        self._memo, self._picture_cache = EditMemo(), PictureCache()


@contextlib.contextmanager
def _wrapped_foreign_errors() -> Iterator[None]:
    """Turns what torch and its friends raise into errors with a sentence."""
    try:
        yield
    except (Stopped, LreditError, GeneratorExit):
        raise
    except Exception as error:
        details = traceback.format_exc()
        if is_memory_shortage(error):
            raise OutOfMemory(
                "The memory did not suffice for this edit. Close other programs, choose a smaller preset or a smaller "
                "box, and try again.",
                details=details,
            ) from error
        raise EngineError(
            "The engine failed unexpectedly; your picture and your layers are as they were. Try again, and report it "
            "with the details if it happens twice.",
            details=details,
        ) from error
