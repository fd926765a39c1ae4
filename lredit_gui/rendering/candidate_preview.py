"""What the canvas shows of the document: the picture as it is, and as it would be with a candidate accepted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lredit_gui.rendering.documents import Rendered, with_candidate

if TYPE_CHECKING:
    from lredit_core.api.events import Candidate
    from lredit_core.document.document import Document
    from lredit_gui.rendering.renderer import Renderer
    from lredit_gui.rendering.tiles import TilePyramid
    from lredit_gui.threads.workers import Workers


class CandidatePreview(QObject):
    """Keeps the preview of one candidate over the latest rendered document.

    Signals: changed; failed(Exception).
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, renderer: Renderer, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._workers = workers
        self._candidate: Candidate | None = None
        self._preview: tuple[str, Rendered, TilePyramid] | None = None
        self._asked: tuple[str, Rendered] | None = None

    @property
    def candidate(self) -> Candidate | None:
        """The one that is previewed."""
        return self._candidate

    @property
    def after_tiles(self) -> TilePyramid | None:
        """The picture as it is, or as it would be with the candidate; until that is ready, as it was shown last. While
        something is dragged, the draft."""
        rendered = self._renderer.rendered
        if rendered is None:
            return None
        if self._renderer.draft_tiles is not None:
            return self._renderer.draft_tiles
        candidate, preview = self._candidate, self._preview
        if candidate is not None and preview is not None and preview[0] == candidate.candidate_id:
            return preview[2]
        return rendered.tiles

    @property
    def before_tiles(self) -> TilePyramid | None:
        """What comparing shows: without the candidate; the source where none is shown."""
        rendered = self._renderer.rendered
        if rendered is None:
            return None
        return rendered.tiles if self._candidate is not None else rendered.source_tiles

    def show(self, candidate: Candidate | None, replaced_layer_id: str | None) -> None:
        """Previews a candidate (in place of a layer), or none; brought up to date with the rendered document."""
        self._candidate = candidate
        rendered = self._renderer.rendered
        if candidate is not None and rendered is not None and not self._is_ready(candidate, rendered):
            self._asked = (candidate.candidate_id, rendered)
            renderer = self._renderer.documents
            self._workers.submit(
                lambda: renderer.with_candidate(rendered, candidate, replaces_layer_id=replaced_layer_id),
                partial(self._on_ready, candidate.candidate_id, rendered),
                self._on_error,
            )
        self.changed.emit()

    def drag(self, document: Document, replaced_layer_id: str | None) -> None:
        """Shows a document as it is dragged, with the candidate over it."""
        shown = document
        if self._candidate is not None:
            shown = with_candidate(document, self._candidate, replaced_layer_id)
        self._renderer.request_draft(document, shown=shown)

    def forget(self) -> None:
        """Another picture: nothing of the former one is kept."""
        self._candidate = self._preview = self._asked = None

    def _is_ready(self, candidate: Candidate, rendered: Rendered) -> bool:
        for known in (self._preview, self._asked):
            if known is not None and known[0] == candidate.candidate_id and known[1] is rendered:
                return True
        return False

    def _on_error(self, error: Exception) -> None:
        self._asked = None  # the next time it is shown it is tried again
        self.failed.emit(error)

    def _on_ready(self, candidate_id: str, rendered: Rendered, tiles: TilePyramid) -> None:
        if self._asked is not None and self._asked[0] == candidate_id and self._asked[1] is rendered:
            self._asked = None
            self._preview = (candidate_id, rendered, tiles)
            self.changed.emit()
