"""Keeps what is on the screen up with the document: exact pictures, drafts while something is dragged, the check."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lredit_core.document.coarse import differing_box
from lredit_core.document.compositor import count_changed_outside
from lredit_gui.rendering.documents import DocumentRenderer, Rendered
from lredit_gui.rendering.drafts import DraftRenderer, Sight

if TYPE_CHECKING:
    from lredit_core.document.document import Document
    from lredit_core.pictures.display import Display
    from lredit_core.pictures.image import PixelBuffer
    from lredit_gui.rendering.tiles import TilePyramid
    from lredit_gui.threads.workers import Workers

#: What is dragged is shown exactly once it has been still for this long.
_REST_MS = 150
#: A change of so many pixels is shown coarse first.
_LARGE_PIXELS = 1 << 20


class Renderer(QObject):
    """Keeps `rendered` up with the latest document it was given; what was overtaken meanwhile is skipped.

    Attributes:
        rendered: the latest document that was rendered exactly.
        draft_tiles: what is dragged, coarse, until it is rendered exactly; None while nothing is.
        changed_outside: pixels of `rendered` that differ from the source outside of all layers' boxes: 0, or we broke
            our promise. None until the whole picture was compared, and while something is dragged.
        sight: what the view shows, if one told.

    Signals:
        changed: `rendered` or `draft_tiles`.
        checked: `changed_outside` is known.
        failed(Exception)
    """

    changed = Signal()
    checked = Signal()
    failed = Signal(object)

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self.documents = DocumentRenderer()
        self._drafts = DraftRenderer()
        self._wanted: Document | None = None
        self._is_busy = False
        self._dragged: Document | None = None
        self._next_draft: Document | None = None
        self._is_drafting = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self.rendered: Rendered | None = None
        self.draft_tiles: TilePyramid | None = None
        self.changed_outside: int | None = None
        self.sight: Sight | None = None

    @property
    def is_current(self) -> bool:
        """Whether `rendered` is what was asked for last, and is what is shown."""
        if self._dragged is not None or self.draft_tiles is not None:
            return False
        return self._wanted is None or (self.rendered is not None and self.rendered.document is self._wanted)

    def take(self, rendered: Rendered) -> None:
        """A document that was rendered elsewhere (with opening it)."""
        self._end_drag()
        self._drafts.forget()
        self._wanted = rendered.document
        self._show(rendered)
        self._start()

    def set_display(self, display: Display) -> None:
        """Shows what is shown on another screen; what was rendered for the former one is rendered anew."""
        if display != self.documents.display:
            self.documents = DocumentRenderer(display)
            self._drafts.forget()
            self._start()

    def forget(self) -> None:
        """No picture is shown any more."""
        self._end_drag()
        self._drafts.forget()
        self._wanted = self.rendered = self.draft_tiles = self.changed_outside = None
        self.changed.emit()

    def request(self, document: Document, *, is_coarse_first: bool = False) -> None:
        """Asks for a document; `changed` tells when it is there, `checked` when it was compared with the source.

        Args:
            document: to be shown.
            is_coarse_first: a change of a large part may be shown coarse until it is there.
        """
        self._end_drag()
        self._wanted = document
        if self.rendered is not None and self._holds(self.rendered, document):
            if self.draft_tiles is not None:
                self._show(self.rendered)
        else:
            if is_coarse_first and self._is_large(document):
                self._next_draft = document
                self._start_draft()  # the exact picture follows it: together they would both be late
            else:
                self._start()

    def request_draft(self, document: Document, *, shown: Document | None = None) -> None:
        """Asks for a document as it is dragged, coarse and soon; when the drag rests it is rendered exactly.

        Args:
            document: as it would look.
            shown: is drawn in its place (it has a candidate on top); the exact picture is of `document`.
        """
        rendered = self.rendered
        if rendered is None or rendered.document.source is not document.source:
            self.request(document)
            return
        self._dragged = document
        self._next_draft = shown or document
        self.changed_outside = None
        self._rest.start()
        self._start_draft()

    def flattened(self, document: Document) -> PixelBuffer:
        """A document flattened, from what was rendered before: for worker threads."""
        rendered = self.rendered
        if rendered is not None and rendered.document is document:
            return rendered.flat
        return self.documents.flattened(document, rendered)

    # Exact pictures

    def _start(self) -> None:
        wanted, rendered = self._wanted, self.rendered
        if self._is_busy or wanted is None or self._holds(rendered, wanted):
            return
        self._is_busy = True
        self._workers.submit(partial(self.documents.render, wanted, rendered), self._on_done, self._on_error)

    def _holds(self, rendered: Rendered | None, document: Document) -> bool:
        """Whether that is the document as this screen shows it."""
        is_of_it = rendered is not None and rendered.document is document
        return is_of_it and rendered is not None and rendered.display == self.documents.display

    def _on_done(self, rendered: Rendered) -> None:
        self._is_busy = False
        wanted = self._wanted
        if wanted is not None and wanted.source is rendered.document.source:
            if self._dragged is rendered.document and not self._rest.isActive():
                self._dragged = None
            self._show(rendered)
        self._start()

    def _on_error(self, error: Exception) -> None:
        self._is_busy = False
        self.failed.emit(error)

    def _show(self, rendered: Rendered) -> None:
        self.rendered = rendered
        if self._dragged is None and rendered.document is self._wanted:
            self.draft_tiles = None
        self.changed_outside = None if rendered.composite.tiles else 0
        self.changed.emit()
        if self.changed_outside is None:
            self._check(rendered)

    def _check(self, rendered: Rendered) -> None:
        """Compares the whole picture with the source, once a change was made rather than tried."""
        if self._dragged is not None or rendered.document is not self._wanted:
            return

        def is_wanted() -> bool:
            return self.rendered is rendered and self._wanted is rendered.document and self._dragged is None

        def on_done(changed: int | None) -> None:
            if changed is not None and is_wanted():
                self.changed_outside = changed
                self.checked.emit()
                prepare = partial(self._drafts.prepare, rendered, self.sight)
                self._workers.submit(prepare, lambda _nothing: None, self.failed.emit)

        work = partial(count_changed_outside, rendered.composite, is_wanted=is_wanted)
        self._workers.submit(work, on_done, self.failed.emit)

    # Drafts

    def _is_large(self, document: Document) -> bool:
        """Whether to render it exactly takes long enough for the eye."""
        rendered = self.rendered
        if rendered is None or rendered.document.source is not document.source:
            return False
        box = differing_box(rendered.document, document)
        return box is not None and box.area >= _LARGE_PIXELS

    def _start_draft(self) -> None:
        document, rendered = self._next_draft, self.rendered
        if self._is_drafting or document is None or rendered is None:
            return
        self._next_draft = None
        self._is_drafting = True
        work = partial(self._drafts.draft, document, rendered, self.sight)
        self._workers.submit(work, partial(self._on_draft, document), self._on_draft_failed)

    def _on_draft(self, document: Document, tiles: TilePyramid) -> None:
        self._is_drafting = False
        is_shown_exactly = self.rendered is not None and self.rendered.document is document
        is_ahead = self._wanted is document and not is_shown_exactly
        if is_ahead or (self._dragged is not None and self._dragged.source is document.source):
            self.draft_tiles = tiles
            self.changed.emit()
        self._start_draft()
        self._start()

    def _on_draft_failed(self, error: Exception) -> None:
        self._is_drafting = False
        self.failed.emit(error)
        self._start()

    def _on_rest(self) -> None:
        if self._dragged is not None:
            self._wanted = self._dragged
            self._start()

    def _end_drag(self) -> None:
        self._rest.stop()
        self._dragged = self._next_draft = None
