"""What layers look like, small: for their rows, and for a frame while it is dragged. Made once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_gui.rendering.conversion import to_qimage, to_qimage_with_alpha

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from lredit_core.document.layers import Layer
    from lredit_core.geometry import Size
    from lredit_core.pictures.image import PixelBuffer

_KEPT = 256
GHOST_PX = 384


class LayerImages:
    """Every so many pixels of a layer are looked at, so that none takes long."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, int, int], tuple[object, QImage]] = {}

    def colours(self, layer: Layer, source: PixelBuffer, side_px: int) -> QImage:
        """Its pixels, about so many on the shorter side; of an adjustment a grey."""
        if layer.adjustment is not None:
            return self._known("grey", side_px, layer.adjustment, lambda: to_qimage(np.full((8, 8, 3), 128, np.uint8)))

        def make() -> QImage:
            step = _step(layer.box.size, side_px)
            return to_qimage(source.replaced(layer.pixels[::step, ::step]).to_srgb8())

        return self._known("colours", side_px, layer.pixels, make)

    def mask(self, layer: Layer, side_px: int) -> QImage:
        """Its mask in greys."""

        def make() -> QImage:
            step = _step(layer.box.size, side_px)
            return to_qimage(np.repeat(layer.mask[::step, ::step, None], 3, axis=2))

        return self._known("mask", side_px, layer.mask, make)

    def ghost(self, layer: Layer, source: PixelBuffer) -> QImage | None:
        """What it was made from, seen through its mask; None of an adjustment."""
        if layer.adjustment is not None:
            return None
        made = layer.as_made

        def make() -> QImage:
            step = _step(made.box.size, GHOST_PX)
            colours = source.replaced(np.ascontiguousarray(made.pixels[::step, ::step, :3])).to_srgb8()
            alpha: NDArray[np.uint8] = made.mask[::step, ::step, None]
            return to_qimage_with_alpha(np.concatenate((colours, alpha), axis=2))

        return self._known("ghost", 0, made.pixels, make)

    def _known(self, kind: str, side_px: int, of: object, make: Callable[[], QImage]) -> QImage:
        key = (kind, side_px, id(of))
        found = self._made.pop(key, None)
        if found is None:
            found = (of, make())
        self._made[key] = found
        while len(self._made) > _KEPT:
            self._made.pop(next(iter(self._made)))
        return found[1]


def _step(size: Size, side_px: int) -> int:
    return max(1, size.shortest // max(1, side_px))
