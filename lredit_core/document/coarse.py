"""What a document looks like at a fraction of its size, quickly: for the time while something is dragged.

Layers and the picture are reduced first and blended then, at 8 bit. That differs a little from the picture itself at
soft borders, which is why an exact one follows.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from lredit_core.document.adjustments import adjusted
from lredit_core.document.compositing import blend_into
from lredit_core.document.compositor import shared_length, stack_of
from lredit_core.document.layers import multiplied
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer, Pixels, to_8_bit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.document.document import Document
    from lredit_core.document.layers import Layer, SeenLayer
    from lredit_core.pictures.display import Display

#: Reduced layers are kept up to this many bytes.
_BUDGET_BYTES = 64 << 20


@dataclass(frozen=True, slots=True, eq=False)
class _CoarseLayer:
    """A layer reduced; `box` in the reduced picture's pixels. `layer` is held so that its identity stays its own."""

    layer: Layer
    box: Box
    pixels: NDArray[np.uint8]
    mask: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class _Below:
    """What lies below the layer that is dragged."""

    source: PixelBuffer
    factor: int
    box: Box
    layers: tuple[SeenLayer, ...]
    pixels: NDArray[np.uint8]

    def holds(self, source: PixelBuffer, factor: int, box: Box, layers: tuple[SeenLayer, ...]) -> bool:
        is_same_place = self.source is source and self.factor == factor and self.box == box
        return is_same_place and stack_of(self.layers) == stack_of(layers)


class CoarseCompositor:
    """Composites a part of a document at a fraction of its size; keeps what the next moment of a drag needs again.

    Threads may share one; they wait for each other.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._layers: OrderedDict[tuple[int, int, int], _CoarseLayer] = OrderedDict()
        self._below: _Below | None = None
        self._last: Document | None = None

    def colours(
        self, document: Document, before: Document, *, factor: int, box: Box, display: Display
    ) -> NDArray[np.uint8]:
        """Each pixel stands for `factor` x `factor` of the picture's.

        Args:
            document: of the same picture.
            before: another document over the same source; the layers that both have in common, from below, are kept.
            factor: how many pixels of the picture are one of the result, each way.
            display: what it is for.
            box: of the picture's pixels; its sides are multiples of `factor` or lie on the picture's border.

        Returns:
            (ceil(h / factor), ceil(w / factor), 3) uint8 in the display's colours, or 4 with straight
            alpha where the picture has alpha.
        """
        with self._lock:
            return display.shown(document.source.replaced(self._pixels(document, before, factor, box)))

    def prepare(self, document: Document, *, factor: int) -> None:
        """Reduces the layers, so that the first moment of a drag need not."""
        for item in document.seen_layers if factor > 1 else ():
            with self._lock:
                self._coarse(item.layer, factor, item.layer.box, document.source.size)

    def _pixels(self, document: Document, before: Document, factor: int, box: Box) -> NDArray[np.uint8]:
        source = document.source
        layers, others = _layers_in(document, box), _layers_in(self._last_over(source) or before, box)
        shared = shared_length(stack_of(layers), stack_of(others))
        below = self._below
        if below is None or not below.holds(source, factor, box, layers[:shared]):
            pixels = _reduced(to_8_bit(source.pixels[box.as_slices()]), factor)
            for layer in layers[:shared]:
                self._blend(pixels, layer, factor, box, source.size)
            self._below = below = _Below(source, factor, box, layers[:shared], pixels)
        pixels = below.pixels.copy()
        for layer in layers[shared:]:
            self._blend(pixels, layer, factor, box, source.size)
        self._last = document
        return pixels

    def _last_over(self, source: PixelBuffer) -> Document | None:
        return self._last if self._last is not None and self._last.source is source else None

    def forget(self) -> None:
        """The drag is over; reduced layers stay for the next one."""
        self._below = self._last = None

    def _blend(self, pixels: NDArray[np.uint8], item: SeenLayer, factor: int, box: Box, size: Size) -> None:
        coarse = self._coarse(item.layer, factor, box, size)
        height, width = pixels.shape[:2]
        frame = Box(0, 0, width, height).translated(box.x0 // factor, box.y0 // factor)
        part = coarse.box.intersected(frame)
        base = None if item.base is None else self._coarse(item.base, factor, box, size)
        if base is not None:
            part = part.intersected(base.box)
        if part.is_empty:
            return
        below = pixels[part.translated(-frame.x0, -frame.y0).as_slices()]
        mask = _part(coarse.mask, coarse, part)
        if base is not None:
            mask = multiplied(mask, _part(base.mask, base, part))
        if item.layer.adjustment is None:
            patch = _part(coarse.pixels, coarse, part)
        else:
            patch = adjusted(below, item.layer.adjustment, scale=1 / factor)
        blend_into(below, patch, mask, opacity=item.whole_opacity, mode=item.blend_mode)

    def _coarse(self, layer: Layer, factor: int, box: Box, size: Size) -> _CoarseLayer:
        if factor == 1:
            part = layer.box.intersected(box)
            own = part.translated(-layer.box.x0, -layer.box.y0).as_slices()
            colours = layer.pixels[own] if layer.adjustment is None else layer.pixels[:0]
            return _CoarseLayer(layer, part, to_8_bit(colours), layer.mask[own])
        key = (id(layer.pixels), id(layer.mask), factor)
        known = self._layers.get(key)
        if known is None or known.layer.box != layer.box:
            known = _coarse_layer(layer, factor, size)
            self._layers[key] = known
            while len(self._layers) > 1 and sum(one.pixels.nbytes for one in self._layers.values()) > _BUDGET_BYTES:
                self._layers.popitem(last=False)
        self._layers.move_to_end(key)
        return known


def differing_box(one: Document, other: Document) -> Box | None:
    """A box outside of which two documents over one source look the same; None where they look the same everywhere."""
    stacks = stack_of(one.seen_layers), stack_of(other.seen_layers)
    if stacks[0] == stacks[1]:
        return None
    in_both = set(stacks[0]) & set(stacks[1])
    boxes = [item[2] for stack in stacks for item in stack if item not in in_both]
    if [item for item in stacks[0] if item in in_both] != [item for item in stacks[1] if item in in_both]:
        boxes += [item[2] for item in stacks[0] if item in in_both]
    reach = sum(item[5].reach_px for stack in stacks for item in stack if item[5] is not None)
    spanned = Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
    return spanned.grown(reach).clipped_to(one.source.size)


def aligned(box: Box, factor: int, size: Size) -> Box:
    """Grown the least so that its sides are multiples of `factor`, or lie on the picture's border."""
    return _grown_to(box, factor).clipped_to(size)


def _grown_to(box: Box, factor: int) -> Box:
    x1, y1 = -(-box.x1 // factor) * factor, -(-box.y1 // factor) * factor
    return Box(box.x0 // factor * factor, box.y0 // factor * factor, x1, y1)


def _layers_in(document: Document, box: Box) -> tuple[SeenLayer, ...]:
    return tuple(item for item in document.seen_layers if not item.box.intersected(box).is_empty)


def _part(array: NDArray[np.uint8], coarse: _CoarseLayer, part: Box) -> NDArray[np.uint8]:
    """A part of what a reduced layer holds."""
    return array[part.translated(-coarse.box.x0, -coarse.box.y0).as_slices()]


def _coarse_layer(layer: Layer, factor: int, size: Size) -> _CoarseLayer:
    """Outside of its box a layer's mask is 0 and its colours go on; at the picture's border the mask goes on too."""
    box = layer.box
    grown = _grown_to(box, factor)
    margins = ((box.y0 - grown.y0, grown.y1 - box.y1), (box.x0 - grown.x0, grown.x1 - box.x1))
    beyond = (
        (0, margins[0][1] if box.y1 >= size.height else 0),
        (0, margins[1][1] if box.x1 >= size.width else 0),
    )
    mask = np.pad(layer.mask, beyond, mode="edge")
    rest = tuple((one[0] - other[0], one[1] - other[1]) for one, other in zip(margins, beyond, strict=True))
    mask = np.pad(mask, rest)
    coarse_box = Box(grown.x0 // factor, grown.y0 // factor, grown.x1 // factor, grown.y1 // factor)
    if layer.adjustment is not None:
        return _CoarseLayer(layer, coarse_box, np.empty((0, 0, 3), np.uint8), _reduced(mask, factor))
    pixels = np.pad(to_8_bit(layer.pixels), (*margins, (0, 0)), mode="edge")
    return _CoarseLayer(layer, coarse_box, _reduced(pixels, factor), _reduced(mask, factor))


def _reduced(pixels: Pixels, factor: int) -> NDArray[np.uint8]:
    """Means of `factor` x `factor` pixels, of fewer at the ends: a new array."""
    if factor == 1:
        return np.array(pixels, dtype=np.uint8)
    return np.array(Image.fromarray(np.ascontiguousarray(pixels)).reduce(factor), dtype=np.uint8)
