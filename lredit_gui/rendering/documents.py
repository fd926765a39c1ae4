"""Documents as they are seen: flattened, cut into tiles, checked outside the boxes. Runs in worker threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from lredit_core.api.events import Candidate
from lredit_core.document.compositing import blended, pixels_changed_outside
from lredit_core.document.document import Document
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_gui.rendering.tiles import TilePyramid
from lredit_gui.threads.workers import Workers


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A document as it is seen.

    Attributes:
        flat: the document flattened, in the picture's own depth and profile.
        source_tiles, tiles: the source and the flattened picture for the screen.
        changed_outside: pixels that differ from the source outside of all layers' boxes: 0, or we broke our promise.
    """

    document: Document
    flat: PixelBuffer
    source_tiles: TilePyramid
    tiles: TilePyramid
    changed_outside: int


def render(document: Document, previous: Rendered | None = None) -> Rendered:
    """Flattens a document; only what differs from `previous` is cut into tiles anew."""
    flat = document.flattened()
    if previous is None or previous.document.source is not document.source:
        source_tiles = TilePyramid.built(document.source.to_srgb8())
        tiles, dirty = source_tiles, dirty_boxes(Document(document.source), document)
    else:
        source_tiles, tiles = previous.source_tiles, previous.tiles
        dirty = dirty_boxes(previous.document, document)
    for box in dirty:
        inside = box.clipped_to(flat.size)
        if not inside.is_empty:
            tiles = tiles.patched(inside, flat.to_srgb8(inside))
    changed = 0
    if flat is not document.source:
        changed = pixels_changed_outside(document.source.pixels, flat.pixels, document.changed_boxes)
    return Rendered(document, flat, source_tiles, tiles, changed)


def dirty_boxes(before: Document, after: Document) -> tuple[Box, ...]:
    """Boxes inside which two documents over the same source can look different."""
    old, new = set(map(id, before.layers)), set(map(id, after.layers))
    changed = [layer.box for layer in before.layers if id(layer) not in new]
    changed += [layer.box for layer in after.layers if id(layer) not in old]
    kept_before = [id(layer) for layer in before.layers if id(layer) in new]
    kept_after = [id(layer) for layer in after.layers if id(layer) in old]
    if kept_before != kept_after:
        changed += [layer.box for layer in after.layers]
    return tuple(dict.fromkeys(changed))


def with_candidate(rendered: Rendered, candidate: Candidate, *, replaces_layer_id: str | None = None) -> TilePyramid:
    """How the picture would look with a candidate accepted, in place of a layer where it does that one again."""
    if any(layer.layer_id == replaces_layer_id for layer in rendered.document.layers) and replaces_layer_id:
        rendered = render(rendered.document.without_layer(replaces_layer_id), rendered)
    here = candidate.box.as_slices()
    patch = blended(rendered.flat.pixels[here], candidate.pixels, candidate.mask)
    return rendered.tiles.patched(candidate.box, rendered.flat.replaced(patch).to_srgb8())


class Renderer(QObject):
    """Keeps `rendered` up with the latest document it was given; what was overtaken meanwhile is skipped."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._wanted: Document | None = None
        self._is_busy = False
        self.rendered: Rendered | None = None

    @property
    def is_current(self) -> bool:
        """Whether `rendered` is of the document that was asked for last."""
        return self._wanted is None or (self.rendered is not None and self.rendered.document is self._wanted)

    def take(self, rendered: Rendered) -> None:
        """A document that was rendered elsewhere (with opening it)."""
        self._wanted = rendered.document
        self.rendered = rendered
        self.changed.emit()

    def request(self, document: Document) -> None:
        """Asks for a document; `changed` tells when it is there."""
        self._wanted = document
        self._start()

    def _start(self) -> None:
        if self._is_busy or self.is_current or self._wanted is None:
            return
        self._is_busy = True
        self._workers.submit(_job(self._wanted, self.rendered), self._on_done, self._on_error)

    def _on_done(self, rendered: Rendered) -> None:
        self._is_busy = False
        wanted = self._wanted
        if wanted is not None and wanted.source is rendered.document.source:
            self.rendered = rendered
            self.changed.emit()
        self._start()

    def _on_error(self, error: Exception) -> None:
        self._is_busy = False
        self.failed.emit(error)


def _job(document: Document, previous: Rendered | None) -> Callable[[], Rendered]:
    return lambda: render(document, previous)
