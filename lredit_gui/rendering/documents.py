"""Documents as they are seen: put together, cut into tiles. Runs in worker threads."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from lredit_core.bands import results_of
from lredit_core.document.compositor import TILE_PX, Composite, CompositeTile, Compositor
from lredit_core.document.document import Document
from lredit_core.pictures.display import Display
from lredit_gui.rendering import tiles as screen
from lredit_gui.rendering.conversion import to_bgrx
from lredit_gui.rendering.tiles import Place, Tile, TilePyramid

if TYPE_CHECKING:
    from lredit_core.api.events import Candidate
    from lredit_core.pictures.image import PixelBuffer

assert TILE_PX == screen.TILE_PX  # a tile of the composite is one of the screen


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A document as it is seen.

    Attributes:
        composite: the document put together, in the picture's own depth and profile.
        source_tiles, tiles: the source and the document for the screen.
        display: the screen.
    """

    composite: Composite
    source_tiles: TilePyramid
    tiles: TilePyramid
    display: Display

    @property
    def document(self) -> Document:
        return self.composite.document

    @property
    def flat(self) -> PixelBuffer:
        """The document flattened: not for the GUI thread."""
        return self.composite.flat()


class DocumentRenderer:
    """Renders documents for a display, from what it rendered before where that still holds. Threads may share one."""

    def __init__(self, display: Display | None = None) -> None:
        self.display = display or Display()
        self._compositor = Compositor()
        self._lock = threading.Lock()
        self._screen_tiles: WeakKeyDictionary[CompositeTile, Tile] = WeakKeyDictionary()

    def render(self, document: Document, previous: Rendered | None = None) -> Rendered:
        """The document as it is seen; what it has in common with `previous` is shared."""
        is_other = previous is None or previous.document.source is not document.source
        if previous is None or is_other or previous.display != self.display:
            source_tiles = TilePyramid.built(self.display.shown(document.source))
            plain = Composite(Document(document.source), {})
            previous = Rendered(plain, source_tiles, source_tiles, self.display)
        composite = self._compositor.composite(document, previous.composite)
        return Rendered(composite, previous.source_tiles, self._tiles(composite, previous), self.display)

    def flattened(self, document: Document, previous: Rendered | None = None) -> PixelBuffer:
        """`Document.flattened`, from what was put together before."""
        return self._compositor.composite(document, previous.composite if previous is not None else None).flat()

    def with_candidate(
        self, rendered: Rendered, candidate: Candidate, *, replaces_layer_id: str | None = None
    ) -> TilePyramid:
        """How the picture would look with a candidate accepted, in place of a layer where it does that one again."""
        return self.render(with_candidate(rendered.document, candidate, replaces_layer_id), rendered).tiles

    def _tiles(self, composite: Composite, previous: Rendered) -> TilePyramid:
        before, after = previous.composite.tiles, composite.tiles
        places = [place for place in {**before, **after} if before.get(place) is not after.get(place)]
        source, source_tiles = composite.document.source, previous.source_tiles.levels[0].tiles

        def tile_at(place: Place) -> Tile:
            return self._screen_tile(source, after[place]) if place in after else source_tiles[place]

        return previous.tiles.with_tiles(dict(zip(places, results_of(places, tile_at), strict=True)))

    def _screen_tile(self, source: PixelBuffer, tile: CompositeTile) -> Tile:
        with self._lock:
            known = self._screen_tiles.get(tile)
        if known is None:
            known = Tile.of(to_bgrx(self.display.shown(source.replaced(tile.pixels))), has_alpha=source.has_alpha)
            with self._lock:
                self._screen_tiles[tile] = known
        return known


def with_candidate(document: Document, candidate: Candidate, replaces_layer_id: str | None = None) -> Document:
    """The document with a candidate on top, in place of a layer where it does that one again."""
    if any(layer.layer_id == replaces_layer_id for layer in document.layers) and replaces_layer_id:
        document = document.without_layer(replaces_layer_id)
    return document.with_layer(candidate.as_layer())


def render(document: Document, display: Display | None = None) -> Rendered:
    """A document that nothing is known of yet."""
    return DocumentRenderer(display).render(document)
