"""Documents as they are seen, kept up with changes: only the tiles whose layers changed are put together anew.

A tile's pixels depend on the layers that meet it and on nothing else, so tiles are known by that stack. A change takes
over every tile whose stack stayed the same; undo finds the tiles as they were; while one layer changes, the tiles below
it are kept. Pixels are those of `Document.flattened`, bit for bit.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from lredit_core.bands import results_of
from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.compositing import MASK_FULL, blend_seen, pixels_changed_outside
from lredit_core.geometry import Box, Size
from lredit_core.once import Once
from lredit_core.pictures.image import PixelBuffer, Pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lredit_core.document.adjustments import LayerAdjustment
    from lredit_core.document.document import Document
    from lredit_core.document.layers import SeenLayer

TILE_PX = 256
#: Tiles are kept up to this many bytes, for undo and for what lies below the layer being changed; of a small picture up
#: to so many times its own bytes, which are more steps than anybody goes back.
DEFAULT_BUDGET_BYTES = 256 << 20
_PICTURES_KEPT, _LEAST_BUDGET_BYTES = 8, 16 << 20
_CHECKED_ROWS = TILE_PX

Place = tuple[int, int]
"""(row, column) of a tile."""
Sight = tuple[int, int, Box, float, BlendMode, "LayerAdjustment | None", tuple[int, Box] | None]
"""How one layer is seen."""
Stack = tuple[Sight, ...]
"""How the layers that meet a tile are seen, from the lowest to the topmost."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class CompositeTile:
    """A tile in which layers are seen.

    Attributes:
        layers: held so that the identities in `stack` stay theirs.
        pixels: read-only, at most TILE_PX each way, in the picture's depth and profile.
    """

    stack: Stack
    layers: tuple[SeenLayer, ...] = field(repr=False)
    pixels: Pixels = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Composite:
    """A document as it is seen; where no tile is, it shows the source."""

    document: Document
    tiles: Mapping[Place, CompositeTile] = field(repr=False)
    _flat: Once[PixelBuffer] = field(default_factory=lambda: Once[PixelBuffer](), init=False, repr=False)

    def flat(self) -> PixelBuffer:
        """The whole picture, put together when asked for first: not for the GUI thread. The source where nothing
        covers it."""
        return self._flat.get(self._put_together)

    def _put_together(self) -> PixelBuffer:
        source = self.document.source
        return source.replaced(self.rows(0, source.size.height)) if self.tiles else source

    def rows(self, top: int, bottom: int) -> Pixels:
        """A copy of some rows: (bottom - top, W, C)."""
        pixels = self.document.source.pixels[top:bottom].copy()
        for place, tile in self.tiles.items():
            box = tile_box(place, self.document.source.size)
            first, last = max(top, box.y0), min(bottom, box.y1)
            if first < last:
                pixels[first - top : last - top, box.x0 : box.x1] = tile.pixels[first - box.y0 : last - box.y0]
        return pixels


def tile_box(place: Place, size: Size) -> Box:
    """Where a tile lies in a picture of this size."""
    row, column = place
    return Box(column * TILE_PX, row * TILE_PX, (column + 1) * TILE_PX, (row + 1) * TILE_PX).clipped_to(size)


def stack_of(layers: Sequence[SeenLayer]) -> Stack:
    """What is seen of layers, by identity: other names or histories make no difference."""
    return tuple(_sight(item) for item in layers)


def _sight(item: SeenLayer) -> Sight:
    layer, base = item.layer, item.base
    pixels = id(layer.pixels) if layer.adjustment is None else 0
    clip = None if base is None else (id(base.mask), base.box)
    return pixels, id(layer.mask), layer.box, item.whole_opacity, layer.blend_mode, layer.adjustment, clip


class Compositor:
    """Makes composites. Threads may share one; it keeps tiles of the picture it was used for last."""

    def __init__(self, *, budget_bytes: int = DEFAULT_BUDGET_BYTES) -> None:
        self._budget_bytes = budget_bytes
        self._lock = threading.Lock()
        self._source: PixelBuffer | None = None
        self._kept: OrderedDict[tuple[Place, Stack], CompositeTile] = OrderedDict()
        self._bytes = self._budget_of_source = 0
        #: How many layers were blended into tiles so far, for tests and measurements.
        self.blend_count = 0

    def composite(self, document: Document, previous: Composite | None = None) -> Composite:
        """The document as it is seen.

        Args:
            document: to be shown.
            previous: of the same source, what was seen before: its tiles are taken over where they still hold.
        """
        former: Mapping[Place, CompositeTile] = {}
        if previous is not None and previous.document.source is document.source:
            former = previous.tiles
        with self._lock:
            if self._source is not document.source:
                self._source = document.source
                self._kept.clear()
                self._bytes = 0
                self._budget_of_source = min(
                    self._budget_bytes, max(_LEAST_BUDGET_BYTES, _PICTURES_KEPT * document.source.pixels.nbytes)
                )
        tiles: dict[Place, CompositeTile] = {}
        missing: list[tuple[Place, tuple[SeenLayer, ...]]] = []
        for place, layers in _layers_by_place(document).items():
            stack, tile = stack_of(layers), former.get(place)
            if tile is None or tile.stack != stack:
                tile = self._find(document.source, place, stack)
            if tile is None:
                missing.append((place, tuple(layers)))
            else:
                tiles[place] = tile
        made = results_of(missing, lambda item: self._tile(document.source, *item, former.get(item[0])))
        tiles.update(zip((place for place, _layers in missing), made, strict=True))
        return Composite(document, tiles)

    def _tile(
        self, source: PixelBuffer, place: Place, layers: tuple[SeenLayer, ...], former: CompositeTile | None
    ) -> CompositeTile:
        stack = stack_of(layers)
        shared = shared_length(stack, former.stack) if former is not None else 0
        if former is not None and 0 < shared == len(former.stack):
            start, pixels = shared, former.pixels.copy()
        else:
            start, pixels = self._start(source, place, layers, stack)
        for index in range(start, len(layers)):
            if index == shared and index > start:  # what lies below the layer that changed will be asked for again
                self._keep(source, place, CompositeTile(stack[:index], layers[:index], _frozen(pixels.copy())))
            below = partial(composed, source, layers[:index])
            blend_seen(pixels, tile_box(place, source.size), layers[index], below=below)
        with self._lock:
            self.blend_count += len(layers) - start
        tile = CompositeTile(stack, layers, _frozen(pixels))
        self._keep(source, place, tile)
        return tile

    def _start(
        self, source: PixelBuffer, place: Place, layers: tuple[SeenLayer, ...], stack: Stack
    ) -> tuple[int, Pixels]:
        """The topmost point from which the tile can be put together: how many layers it holds, and its pixels."""
        box = tile_box(place, source.size)
        for count in range(len(layers), 0, -1):
            below = self._find(source, place, stack[:count]) if count < len(layers) else None
            if below is not None:
                return count, below.pixels.copy()
            if _hides_what_is_below(layers[count - 1], box, source):
                return count, layers[count - 1].pixels_in(box).copy()
        return 0, source.pixels[box.as_slices()].copy()

    def _find(self, source: PixelBuffer, place: Place, stack: Stack) -> CompositeTile | None:
        with self._lock:
            tile = self._kept.get((place, stack)) if self._source is source else None
            if tile is not None:
                self._kept.move_to_end((place, stack))
            return tile

    def _keep(self, source: PixelBuffer, place: Place, tile: CompositeTile) -> None:
        with self._lock:
            if self._source is not source or (place, tile.stack) in self._kept:
                return
            self._kept[place, tile.stack] = tile
            self._bytes += tile.pixels.nbytes
            while self._bytes > self._budget_of_source and self._kept:
                _key, dropped = self._kept.popitem(last=False)
                self._bytes -= dropped.pixels.nbytes


def count_changed_outside(composite: Composite, *, is_wanted: Callable[[], bool] = lambda: True) -> int | None:
    """How many pixels of the whole picture, as it would be exported, differ from the source outside of all layers.

    Args:
        composite: of a document.
        is_wanted: asked now and then; None is returned soon after it says no.
    """
    document = composite.document
    height, changed = document.source.size.height, 0
    for top in range(0, height, _CHECKED_ROWS):
        if not is_wanted():
            return None
        bottom = min(top + _CHECKED_ROWS, height)
        boxes = tuple(
            Box(box.x0, max(box.y0 - top, 0), box.x1, min(box.y1, bottom) - top)
            for box in document.changed_boxes
            if box.y0 < bottom and box.y1 > top
        )
        changed += pixels_changed_outside(document.source.pixels[top:bottom], composite.rows(top, bottom), boxes)
    return changed


def composed(source: PixelBuffer, layers: Sequence[SeenLayer], box: Box) -> Pixels:
    """What is seen in a box of the picture, put together from nothing: (h, w, C) of what of it lies inside."""
    reach = 0
    for item in layers:
        reach += item.layer.adjustment.reach_px if item.layer.adjustment is not None else 0
    inside = box.clipped_to(source.size)
    frame = inside.grown(reach).clipped_to(source.size)
    pixels = source.pixels[frame.as_slices()].copy()
    for item in layers:
        blend_seen(pixels, frame, item)
    return pixels[inside.translated(-frame.x0, -frame.y0).as_slices()]


def _layers_by_place(document: Document) -> dict[Place, list[SeenLayer]]:
    """The layers that decide what is seen in each tile, from the lowest to the topmost: those that meet it, and for one
    that looks around, what lies below it close by."""
    by_place: dict[Place, list[SeenLayer]] = {}
    seen = document.seen_layers
    reaches = [0 if item.layer.adjustment is None else item.layer.adjustment.reach_px for item in seen]
    for index, layer in enumerate(seen):
        box = layer.box.clipped_to(document.source.size)
        if box.is_empty:
            continue
        reach = sum(reaches[index + 1 :])
        near = box.grown(reach).clipped_to(document.source.size)
        for row in range(near.y0 // TILE_PX, (near.y1 - 1) // TILE_PX + 1):
            for column in range(near.x0 // TILE_PX, (near.x1 - 1) // TILE_PX + 1):
                by_place.setdefault((row, column), []).append(layer)
    if any(reaches):  # a tile that no layer meets shows the source
        by_place = {place: layers for place, layers in by_place.items() if _meets_any(place, layers, document)}
    return by_place


def _meets_any(place: Place, layers: Sequence[SeenLayer], document: Document) -> bool:
    box = tile_box(place, document.source.size)
    return any(not layer.box.intersected(box).is_empty for layer in layers)


def shared_length(one: Stack, other: Stack) -> int:
    """How many layers from below two stacks have in common."""
    for index, (seen, also_seen) in enumerate(zip(one, other, strict=False)):
        if seen != also_seen:
            return index
    return min(len(one), len(other))


def _hides_what_is_below(seen: SeenLayer, box: Box, source: PixelBuffer) -> bool:
    """Whether the layer alone decides every pixel of a tile, so that it can be put together from there."""
    layer = seen.layer
    if seen.whole_opacity < 1 or layer.blend_mode is not BlendMode.NORMAL or not seen.box.contains(box):
        return False
    if layer.adjustment is not None or layer.pixels.shape[2] != source.pixels.shape[2]:
        return False
    if seen.mask_in(box).min() < MASK_FULL:
        return False
    return not source.has_alpha or bool(seen.pixels_in(box)[..., 3].min() > 0)


def _frozen(pixels: Pixels) -> Pixels:
    pixels.flags.writeable = False
    return pixels
