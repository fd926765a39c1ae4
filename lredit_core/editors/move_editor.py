"""Moves, doubles, resizes and mirrors a thing: lifted with its soft edge and its shadow, put down elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.document.compositing import blended
from lredit_core.editors.cut_outs import cut_out
from lredit_core.editors.laying_down import laid_down
from lredit_core.editors.removing import remove
from lredit_core.editors.retouching import RetouchDrafts, Retouched, ThingToRetouch
from lredit_core.geometry import Box
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.cancellation import CancellationToken
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.editors.cut_outs import CutOut
    from lredit_core.pictures.image import Pixels


class MoveEditor(RetouchDrafts):
    """A `RetouchEditor` for what goes elsewhere or comes twice.

    Args:
        intent: move or double.
        is_mirrored: left and right change places.
    """

    def __init__(self, intent: EditIntent, *, is_mirrored: bool = False) -> None:
        self.intent = intent
        self._is_mirrored = is_mirrored
        self._lifted: tuple[Silhouette, CutOut, Pixels, NDArray[np.bool_] | None] | None = None

    @property
    def fingerprint(self) -> str:
        return f"{self.name}-1-{self._is_mirrored}"

    def variant_count(self, thing: ThingToRetouch) -> int:
        return len(thing.destinations)

    def retouch(self, thing: ThingToRetouch, *, variant: int, token: CancellationToken) -> Retouched:
        lifted, below, left = self._lift(thing, token)
        destination = thing.destinations[variant]
        token.raise_if_cancelled()
        laid = laid_down(
            below, lifted, destination, is_mirrored=self._is_mirrored, relight=_is_elsewhere(thing, destination),
            seed=thing.seed,
        )  # fmt: skip
        if left is None:
            return Retouched(laid.box, laid.pixels, laid.mask, destination=destination)
        box = _around(left, laid.box)
        pixels = below[box.as_slices()].copy()
        there = laid.box.translated(-box.x0, -box.y0).as_slices()
        pixels[there] = blended(pixels[there], laid.pixels, laid.mask)
        mask = np.where(left[box.as_slices()], 255, 0).astype(np.uint8)
        mask[there] = np.where(laid.mask > 0, 255, mask[there])
        return Retouched(box, pixels, mask, destination=destination)

    def _lift(self, thing: ThingToRetouch, token: CancellationToken) -> tuple[CutOut, Pixels, NDArray[np.bool_] | None]:
        """The thing, the picture that it is put into, and where that was filled; once for all variants."""
        if self._lifted is None or self._lifted[0] is not thing.silhouette:
            image = thing.image
            lifted = cut_out(image.pixels, thing.silhouette)
            below, filled = image.pixels, None
            if self.intent is EditIntent.MOVE:
                mask = thing.silhouette.in_picture(image.size)
                removed = remove(thing.srgb, mask, seed=thing.seed, avoid=thing.avoid, token=token)
                here = removed.box.as_slices()
                below, filled = image.pixels.copy(), removed.filled
                inside = filled[here]
                below[here][inside] = image.repainted(removed.box, removed.pixels[here])[inside]
            self._lifted = (thing.silhouette, lifted, below, filled)
        return self._lifted[1:]


def _is_elsewhere(thing: ThingToRetouch, destination: Box) -> bool:
    """What stays in its place keeps its light."""
    return destination.iou(thing.silhouette.box) < 0.2


def _around(filled: NDArray[np.bool_], other: Box) -> Box:
    rows, columns = np.flatnonzero(filled.any(axis=1)), np.flatnonzero(filled.any(axis=0))
    return Box(
        min(int(columns[0]), other.x0),
        min(int(rows[0]), other.y0),
        max(int(columns[-1]) + 1, other.x1),
        max(int(rows[-1]) + 1, other.y1),
    )
