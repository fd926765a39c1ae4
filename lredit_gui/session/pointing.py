"""Point instead of words: the regions under a click, one after the other, and a box snapped to what is in it.

The engine looks; what it answers is dropped where the document or the box is another by then.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lredit_core.api.pointing import BoxSnapped, PointingFailed, PointRequest, RegionsOffered, SnapRequest
from lredit_gui.session.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.api.pointing import PointingAnswer, PointingRequest
    from lredit_core.document.document import Document
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer
    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.selection import Selection
    from lredit_gui.threads.engine_thread import EngineThread
    from lredit_gui.threads.flows import Flows
    from lredit_gui.threads.workers import Workers


class Pointing(QObject):
    """What the person points at.

    Attributes:
        image_of: gives what flattens a document, for a worker thread.
        said: what is known of it, in words for the status line; "" where there is nothing to say.

    Signals:
        changed: `said`.
        noticed(Notice)
    """

    changed = Signal()
    noticed = Signal(object)

    def __init__(
        self,
        engine: EngineThread,
        workers: Workers,
        flows: Flows,
        history: DocumentHistory,
        selection: Selection,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine, self._workers, self._flows = engine, workers, flows
        self._history, self._selection = history, selection
        self.image_of: Callable[[Document], Callable[[], PixelBuffer]] = lambda document: lambda: document.source
        self.said = ""
        self._boxes: tuple[Box, ...] = ()
        self._point = (0.0, 0.0)
        self._flow: asyncio.Task[None] | None = None
        self._answer: tuple[str, asyncio.Future[PointingAnswer]] | None = None
        engine.pointed.connect(self._on_answer, Qt.ConnectionType.QueuedConnection)
        history.changed.connect(self._forget)
        history.opened.connect(self._forget)
        selection.boxChanged.connect(self._on_box)

    @property
    def is_asking(self) -> bool:
        """Whether the engine has not answered yet."""
        return self._flow is not None and not self._flow.done()

    @property
    def has_offer(self) -> bool:
        """Whether the person's box is one of those that were proposed."""
        return self._selection.box in self._boxes

    def point(self, x: float, y: float, *, reach_px: float = 0.0, is_back: bool = False) -> None:
        """The region under a point; once more in the same place the next one.

        Args:
            x: in picture pixels, as `y`.
            y: in picture pixels.
            reach_px: how far, in picture pixels, is still the same place.
            is_back: the one before instead of the next.
        """
        is_same = abs(x - self._point[0]) <= reach_px and abs(y - self._point[1]) <= reach_px
        if self.is_asking and is_same:
            return
        if self.has_offer and is_same:
            self.step(is_back=is_back)
        else:
            self._point, self._boxes = (x, y), ()
            self._ask(lambda image: PointRequest(image, x, y))

    def step(self, *, is_back: bool = False) -> None:
        """The next larger of the regions that were proposed, or the next smaller one; round at both ends."""
        if self.has_offer and len(self._boxes) > 1:
            place = self._boxes.index(self._selection.box) + (-1 if is_back else 1)
            self._selection.put_box(self._boxes[place % len(self._boxes)], self.tr("Point at a region"))

    def snap(self) -> None:
        """Takes the thing in the person's box for the box."""
        box = self._selection.box
        if box is not None and not self.is_asking:
            self._ask(lambda image: SnapRequest(image, box))

    def leave(self) -> None:
        """Waits for no answer any more, and what was said of the last click is said no longer."""
        if self.is_asking and self._flow is not None:
            self._flow.cancel()
        self._flow = None
        self._on_box()

    def _ask(self, make_request: Callable[[PixelBuffer], PointingRequest]) -> None:
        document = self._history.document
        if document is not None:
            self.leave()
            self._say(self.tr("Looking at the picture"))
            self._flow = self._flows.start(self._asking(document, make_request))

    async def _asking(self, document: Document, make_request: Callable[[PixelBuffer], PointingRequest]) -> None:
        held = self._selection.held
        request = make_request(await self._workers.run(self.image_of(document)))
        future: asyncio.Future[PointingAnswer] = asyncio.get_running_loop().create_future()
        self._answer = (request.request_id, future)
        self._engine.point(request)
        answer = await future
        self._say("")
        if self._history.document is document and self._selection.held == held:
            self._take(answer, held.box)

    @Slot(object)
    def _on_answer(self, answer: PointingAnswer) -> None:
        if self._answer is not None and self._answer[0] == answer.request_id and not self._answer[1].done():
            self._answer[1].set_result(answer)

    def _take(self, answer: PointingAnswer, box: Box | None) -> None:
        match answer:
            case RegionsOffered(boxes=()):
                self._say(self.tr("Nothing stands out here: drag to draw a box"))
            case RegionsOffered(boxes=boxes, first=first):
                self._boxes = boxes
                self._selection.put_box(boxes[first], self.tr("Point at a region"))
                self._on_box()
            case BoxSnapped(box=None):
                text = self.tr("Nothing stands out in this box. It stays as it is.")
                self.noticed.emit(Notice(NoticeKind.NOTE, text))
            case BoxSnapped(box=found) if found == box:
                self._say(self.tr("The box frames what is in it already"))
            case BoxSnapped(box=found) if found is not None:
                self._selection.put_box(found, self.tr("Snap the box"), keeps_origin=True)
                self._say(self.tr("Snapped to what stands out in the box"))
            case PointingFailed(message=message, details=details) if message:
                self.noticed.emit(Notice(NoticeKind.ERROR, message, details))

    def _on_box(self) -> None:
        """Says which of the proposed regions the box is; nothing where it is another."""
        count = len(self._boxes)
        if not self.has_offer:
            self._say("")
        elif count == 1:
            self._say(self.tr("One region stands out here"))
        else:
            place = self._boxes.index(self._selection.box) + 1
            text = (
                self.tr("Region {0} of {1}: click again for a larger one")
                if place < count
                else self.tr("Region {0} of {1}, the largest: click again for the smallest")
            )
            self._say(text.format(place, count))

    def _forget(self) -> None:
        """The picture is another, or looks otherwise."""
        self._boxes = ()
        self.leave()
        self._say("")

    def _say(self, text: str) -> None:
        if text != self.said:
            self.said = text
            self.changed.emit()
