"""Answers a client's lines until it quits or is gone: reads in one thread, works in another.

Every request is ended by exactly one line whose `say` is not "event". One load, edit or search runs at a time; hello,
stop and quit are answered while it does.
"""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from lredit_core.api.events import EditFailed, EditFinished, EditStopped
from lredit_core.api.request import EditRequest, EditSettings, Preset, check_side
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.batch.mask_files import read_mask
from lredit_core.cancellation import EventToken
from lredit_core.errors import EngineError, InvalidRequest, LreditError, Stopped
from lredit_core.pictures.opening import open_picture
from lredit_core.prompt.intent import intent_of_word
from lredit_core.report.edit_outputs import EditOutputs
from lredit_core.report.edit_report import EditReport, event_as_json, plain
from lredit_core.report.writing_outputs import write_outputs
from lredit_core.serving.lines import LineWriter, TooLongLine, lines_of
from lredit_core.serving.messages import (
    PROTOCOL_VERSION,
    BadLine,
    Edit,
    Find,
    Hello,
    Load,
    Quit,
    RequestId,
    Stop,
    read_message,
)

if TYPE_CHECKING:
    from lredit_core.api.service import BundleInfo, EngineService

log = logging.getLogger(__name__)
_UNEXPECTED = "The request failed unexpectedly. Try again, and report it with the log if it happens twice."


@dataclass(frozen=True, slots=True)
class _Work:
    """A load, an edit or a search, and what stops it."""

    message: Load | Edit | Find
    token: EventToken = field(default_factory=EventToken)


class Server:
    """One client's.

    Args:
        engine: answers in the working thread alone; closed at the end.
        writer: of the answers.
    """

    def __init__(self, engine: EngineService, writer: LineWriter) -> None:
        self._engine = engine
        self._writer = writer
        self._waiting: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._running: _Work | None = None
        self._bundle = BUILTIN_BUNDLE

    def serve(self, source: BinaryIO) -> None:
        """Answers lines until one says quit, or there are no more; then what runs is stopped."""
        worker = threading.Thread(target=self._work, name="lredit-serve")
        worker.start()
        farewell: Quit | None = None
        try:
            for line in lines_of(source):
                farewell = self._answer(line)
                if farewell is not None or self._writer.is_gone:
                    break
        finally:
            self._stop()
            self._waiting.put(None)
            worker.join()
            self._engine.close()
        if farewell is not None:
            self._say(farewell.id, "bye")

    def _answer(self, line: bytes | TooLongLine) -> Quit | None:
        """Answers a line, or hands it on; gives the one that ends everything."""
        try:
            if isinstance(line, TooLongLine):
                raise BadLine(line.message)
            message = read_message(line)
        except BadLine as error:
            self._say_error(error.request_id, error)
            return None
        match message:
            case Hello():
                self._say(message.id, "hello", version=metadata.version("lredit"), protocol=PROTOCOL_VERSION)
            case Stop():
                stopped = self._stop()
                self._say(message.id, "stopping", request=None if stopped is None else stopped.message.id)
            case Load() | Edit() | Find():
                self._begin(message)
            case Quit():
                return message
        return None

    def _begin(self, message: Load | Edit | Find) -> None:
        work = _Work(message)
        with self._lock:
            is_busy = self._running is not None
            if not is_busy:
                self._running = work
        if is_busy:
            busy = InvalidRequest("Another request is running. Wait until it is done, or send stop first.")
            self._say_error(message.id, busy)
        else:
            self._waiting.put(work)

    def _stop(self) -> _Work | None:
        """Asks what runs to stop; gives it."""
        with self._lock:
            running = self._running
        if running is not None:
            running.token.cancel()
        return running

    def _work(self) -> None:
        """The working thread: one request after the other."""
        while (work := self._waiting.get()) is not None:
            said, values = self._outcome(work)
            with self._lock:
                self._running = None  # before it is told: the client may send the next one at once
            self._say(work.message.id, said, **values)

    def _outcome(self, work: _Work) -> tuple[str, dict[str, Any]]:
        """Runs it; gives what is said at its end."""
        try:
            match work.message:
                case Load(bundle=bundle):
                    return "loaded", {"bundle": plain(self._loaded(bundle, work.token))}
                case Edit() as edit:
                    return "done", self._edit(edit, work.token)
                case Find() as find:
                    return "found", self._find(find, work.token)
        except Stopped:
            return "stopped", {}
        except LreditError as error:
            return "error", _told(error)
        except Exception:
            log.exception("a request failed")
            return "error", _told(EngineError(_UNEXPECTED))

    def _loaded(self, bundle: str, token: EventToken) -> BundleInfo:
        info = self._engine.load(bundle, token)
        self._bundle = bundle
        return info

    def _edit(self, edit: Edit, token: EventToken) -> dict[str, Any]:
        """Gives what is said of an edit that has finished.

        Raises:
            Stopped, LreditError.
        """
        outputs = _outputs_of(edit)
        reads = {"mask": None if edit.mask is None else Path(edit.mask), "bundle": Path(self._bundle)}
        outputs.check(reads=reads)
        request = _request_of(edit)
        for box in request.user_boxes:
            check_side(box)
        outputs.check(reads=reads, size=request.image.size)
        known = self._loaded(self._bundle, token).editor(edit.editor)
        if known is not None:
            request = replace(request, settings=known.suited(request.settings))
        report = EditReport(request, bundle=self._bundle)
        for event in self._engine.edit(request, token):
            report.observe(event)
            self._writer.write({"id": edit.id, "say": "event", **event_as_json(event)})
            if self._writer.is_gone:
                token.cancel()
            if isinstance(event, EditStopped):
                raise Stopped
            if isinstance(event, EditFailed):
                raise _Failed(event)
            if isinstance(event, EditFinished):
                notes = write_outputs(request, report, outputs)
                told = report.as_json()
                return {
                    "files": {name: path for name, path in edit.write.model_dump().items() if path is not None},
                    "region": told["region"],
                    "things": told["things"],
                    "notices": [*told["notices"], *notes],
                }
        raise EngineError(_UNEXPECTED)

    def _find(self, find: Find, token: EventToken) -> dict[str, Any]:
        """Gives what is said of the regions, the likeliest first.

        Raises:
            Stopped, LreditError.
        """
        from lredit_core.engine.finding import finding_request

        image, preset = open_picture(Path(find.picture)).buffer, Preset(find.preset)
        settings = EditSettings.for_preset(preset)
        self._loaded(self._bundle, token)
        found = self._engine.find(
            finding_request(image, find.thing, settings=settings, seed=find.seed), token, count=find.count
        )
        return {
            "size": [image.size.width, image.size.height],
            "regions": [{"box": list(one.box.as_tuple()), "score": one.score} for one in found.regions],
            "notices": list(found.notices),
        }

    def _say(self, request_id: RequestId, said: str, **values: Any) -> None:
        self._writer.write({"id": request_id, "say": said, **values})

    def _say_error(self, request_id: RequestId, error: LreditError) -> None:
        self._say(request_id, "error", **_told(error))


class _Failed(LreditError):
    """An edit that failed, with the kind that the engine told."""

    def __init__(self, event: EditFailed) -> None:
        super().__init__(event.message, details=event.details)
        self.kind = event.kind


def _told(error: LreditError) -> dict[str, Any]:
    return {"kind": error.kind, "message": error.message}


def _outputs_of(edit: Edit) -> EditOutputs:
    write = edit.write
    return EditOutputs(
        out=write.path("out"),
        layer=write.path("layer"),
        boxes=write.path("boxes"),
        candidates=write.path("candidates"),
        report=write.path("report"),
        source=Path(edit.picture),
        prefix="write.",
    )


def _request_of(edit: Edit) -> EditRequest:
    """Opens the picture, and the mask.

    Raises:
        PictureError, InvalidRequest: with a sentence.
    """
    image, preset = open_picture(Path(edit.picture)).buffer, Preset(edit.preset)
    return EditRequest(
        image,
        edit.prompt,
        source_prompt=edit.source,
        user_boxes=edit.user_boxes,
        user_mask=None if edit.mask is None else read_mask(Path(edit.mask), image.size),
        intent=intent_of_word(edit.intent),
        editor=edit.editor,
        seed=edit.seed,
        preset=preset,
        settings=EditSettings.for_preset(preset),
    )
