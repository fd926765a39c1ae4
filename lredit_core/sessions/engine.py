"""The engine for programs: loaded once, then edits and looks, in this process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.api.events import EditFailed, EditFinished, EditStopped
from lredit_core.api.request import EditRequest, EditSettings, Preset, check_side
from lredit_core.api.service import BUILTIN_BUNDLE, BundleInfo
from lredit_core.cancellation import EventToken
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import EngineError, InvalidRequest, Stopped
from lredit_core.processes.environment import prepare_environment
from lredit_core.processes.subprocess_task import error_of
from lredit_core.report.edit_report import EditReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from os import PathLike
    from types import TracebackType

    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate, EditEvent
    from lredit_core.api.found_regions import RegionsFound
    from lredit_core.document.document import Document
    from lredit_core.engine.engine import InProcessEngine
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.prompt.intent import EditIntent


@dataclass(frozen=True, slots=True)
class EditResult:
    """What came of an edit.

    Attributes:
        document: the picture with the best candidate of each thing as a layer: `document.flattened()` gives its pixels.
        candidates: all that were made, the best first.
        notices: sentences for the person that are no errors.
        report: plain values for `json.dumps` (docs/report.md).
    """

    document: Document
    candidates: tuple[Candidate, ...]
    notices: tuple[str, ...]
    report: dict[str, Any]

    @property
    def region(self) -> Box:
        """The best candidate's region, in pixels of the picture."""
        return self.candidates[0].region_box


class Engine:
    """A loaded bundle of models. Calls come from one thread at a time; a token may be cancelled from any.

    It is a context manager, which lets go of the models at its end. `load` makes one.
    """

    def __init__(self, engine: InProcessEngine, info: BundleInfo, *, reference: str) -> None:
        self._engine = engine
        self._reference = reference
        self.info = info

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the models; may be called twice."""
        self._engine.close()

    def request(
        self,
        picture: PixelBuffer,
        prompt: str,
        *,
        source: str = "",
        boxes: Sequence[Box] = (),
        mask: Silhouette | None = None,
        intent: EditIntent | None = None,
        editor: str = "",
        seed: int = 0,
        preset: Preset = Preset.BALANCED,
    ) -> EditRequest:
        """A request with the settings of a preset, suited to the editor, as `lredit edit` makes it.

        Args:
            picture: what is edited.
            prompt: what should be there, or be done.
            source: what it replaces, or is about; "" lets the words or the picture decide.
            boxes: in pixels of the picture: these are edited, and nothing is learned.
            mask: of the thing, likewise.
            intent: what the edit is for; None lets the words decide.
            editor: a name out of `info.editors`; "" is the default one.
            seed: the same seed gives the same pixels.
            preset: how much is tried.

        Raises:
            InvalidRequest: with a sentence that says what to change.
        """
        known, settings = self.info.editor(editor), EditSettings.for_preset(preset)
        request = EditRequest(
            picture,
            prompt,
            source_prompt=source,
            user_boxes=tuple(boxes),
            user_mask=mask,
            intent=intent,
            editor=editor,
            seed=seed,
            preset=preset,
            settings=settings if known is None else known.suited(settings),
        )
        for box in request.user_boxes:
            check_side(box)
        return request

    def edit(self, request: EditRequest, token: EventToken | None = None) -> Iterator[EditEvent]:
        """Runs a request as it is, and tells what goes on; never raises.

        Args:
            request: what to do.
            token: stops it within a step once `cancel` was called; `suffice` ends it with what there is.

        Yields:
            events in order; exactly one of `EditFinished`, `EditStopped` and `EditFailed` comes last.
        """
        return self._engine.edit(request, token or EventToken())

    def run(
        self,
        request: EditRequest,
        token: EventToken | None = None,
        *,
        on_event: Callable[[EditEvent], None] | None = None,
    ) -> EditResult:
        """Runs a request to its end.

        Args:
            request: what to do.
            token: stops it.
            on_event: is called with each event as it comes.

        Raises:
            Stopped: where the token was cancelled.
            LreditError: with a sentence for the person.
        """
        report = EditReport(request, bundle=self._reference)
        for event in self.edit(request, token):
            report.observe(event)
            if on_event is not None:
                on_event(event)
            if isinstance(event, EditStopped):
                raise Stopped
            if isinstance(event, EditFailed):
                raise error_of(event.kind)(event.message, details=event.details)
            if isinstance(event, EditFinished):
                candidates = tuple(report.candidates[candidate_id] for candidate_id in report.ranking)
                return EditResult(report.document, candidates, tuple(report.notices), report.as_json())
        raise EngineError("The engine ended without an answer. Try again, and report it if it happens twice.")

    def edit_region(
        self,
        picture: PixelBuffer,
        prompt: str,
        region: Box | Silhouette | NDArray[np.uint8] | NDArray[np.bool_],
        *,
        source: str = "",
        seed: int = 0,
        preset: Preset = Preset.BALANCED,
        token: EventToken | None = None,
    ) -> EditResult:
        """Edits a region that is known already; nothing is looked for.

        Outside of a candidate's `box` no pixel changes. A mask says which thing is meant: what is drawn in its place
        may need all of the mask's box, and what is removed a little more than that (its shadow).

        Args:
            picture: what is edited.
            prompt: what should be there, or be done.
            region: a box; or the mask of the thing: (H, W) of the picture's size, bool, or uint8 with 255 on the thing.
            source: what is there now; may be left out.
            seed: the same seed gives the same pixels.
            preset: how much is tried.
            token: stops it.

        Raises:
            Stopped: where the token was cancelled.
            LreditError: with a sentence for the person.
        """
        mask = _mask_of(region, picture) if isinstance(region, np.ndarray) else region
        if isinstance(mask, Silhouette):
            request = self.request(picture, prompt, source=source, mask=mask, seed=seed, preset=preset)
        else:
            request = self.request(picture, prompt, source=source, boxes=[mask], seed=seed, preset=preset)
        return self.run(request, token)

    def find_region(
        self,
        picture: PixelBuffer,
        thing: str,
        *,
        count: int = 4,
        seed: int = 0,
        preset: Preset = Preset.BALANCED,
        token: EventToken | None = None,
    ) -> RegionsFound:
        """Says where a thing is, and edits nothing.

        Args:
            picture: where to look.
            thing: its name: "the cat on the left".
            count: regions at the most.
            seed: of the learning.
            preset: how much is tried.
            token: stops it.

        Returns:
            boxes in pixels of the picture with scores, the best first.

        Raises:
            Stopped: where the token was cancelled.
            InvalidRequest: where the words name nothing, or a photograph shows nothing of that name.
            LreditError: with a sentence for the person.
        """
        from lredit_core.engine.finding import finding_request

        request = finding_request(picture, thing, settings=EditSettings.for_preset(preset), seed=seed)
        return self._engine.find(request, token or EventToken(), count=count)


def load(bundle: str | PathLike[str] = BUILTIN_BUNDLE) -> Engine:
    """Loads a bundle of models into this process; the first call imports torch, which takes seconds.

    Args:
        bundle: "builtin", the name of an installed bundle, or a folder.

    Raises:
        LreditError: with a sentence that says what is missing or damaged.
    """
    prepare_environment()
    from lredit_core.engine.engine import InProcessEngine

    engine, reference = InProcessEngine(), str(bundle)
    return Engine(engine, engine.load(reference), reference=reference)


def _mask_of(values: NDArray[Any], picture: PixelBuffer) -> Silhouette:
    """An array as a mask of the picture.

    Raises:
        InvalidRequest: where it has another size, or holds something else.
    """
    size = picture.size
    if values.shape != (size.height, size.width) or values.dtype not in (np.bool_, np.uint8):
        raise InvalidRequest(
            f"The mask is {values.shape} of {values.dtype}; the picture needs ({size.height}, {size.width}) of bool, "
            "or of uint8 with 255 on the thing."
        )
    as_bytes = values.astype(np.uint8) * np.uint8(255) if values.dtype == np.bool_ else values.astype(np.uint8)
    return Silhouette(size.as_box(), as_bytes)
