"""Coarse pictures for the time while something is dragged. Runs in a worker thread."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_core.document.coarse import CoarseCompositor, aligned, differing_box
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from lredit_core.document.document import Document
    from lredit_gui.rendering.documents import Rendered
    from lredit_gui.rendering.tiles import TilePyramid

#: A draft makes no more pixels than this, so that many fit into a second.
_MOST_PIXELS = 1 << 20
#: As long as no view told what it shows, drafts are made for one of this side.
_ASSUMED_VIEW_PX = 1024


@dataclass(frozen=True, slots=True)
class Sight:
    """What a view shows: `box` of the picture, at `scale` view pixels for each of the picture's."""

    scale: float
    box: Box

    @classmethod
    def of_all(cls, size: Size) -> Sight:
        """All of a picture in a view of usual size."""
        return cls(min(1.0, _ASSUMED_VIEW_PX / size.longest), size.as_box())


class DraftRenderer:
    """Makes drafts."""

    def __init__(self) -> None:
        self._coarse = CoarseCompositor()

    def draft(self, document: Document, rendered: Rendered, sight: Sight | None) -> TilePyramid:
        """The tiles of `rendered`, with what differs in `document` at the level that the view shows, or a coarser one.

        What is out of sight stays as it was.
        """
        size = document.source.size
        sight = sight or Sight.of_all(size)
        differing = differing_box(rendered.document, document)
        box = None if differing is None else differing.intersected(sight.box.clipped_to(size))
        if box is None or box.is_empty:
            return rendered.tiles
        level = rendered.tiles.level_for(sight.scale)
        fewest = math.ceil(max(0.0, math.log2(max(1, box.area) / _MOST_PIXELS)) / 2)
        level = min(max(level, fewest), len(rendered.tiles.levels) - 1)
        factor = 1 << level
        whole = aligned(box, factor, size)
        before, display = rendered.document, rendered.display
        colours = self._coarse.colours(document, before, factor=factor, box=whole, display=display)
        height, width = colours.shape[:2]
        place = Box(0, 0, width, height).translated(whole.x0 // factor, whole.y0 // factor)
        return rendered.tiles.patched(place, colours, finest=level)

    def prepare(self, rendered: Rendered, sight: Sight | None) -> None:
        """Makes ready what a draft of a document like this will need."""
        document = rendered.document
        level = rendered.tiles.level_for((sight or Sight.of_all(document.source.size)).scale)
        self._coarse.prepare(document, factor=1 << level)

    def forget(self) -> None:
        """The drag is over."""
        self._coarse.forget()
