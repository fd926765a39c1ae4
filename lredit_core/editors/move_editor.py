"""Moves, doubles, resizes and mirrors a thing: lifted with its soft edge and its shadow, put down elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lredit_core.bands import both
from lredit_core.editors.cut_outs import cut_out
from lredit_core.editors.laying_down import laid_down
from lredit_core.editors.removing import removed_from
from lredit_core.editors.retouching import RetouchDrafts, Retouched, ThingToRetouch, laid_over
from lredit_core.errors import InvalidRequest
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.cancellation import CancellationToken
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.editors.cut_outs import CutOut
    from lredit_core.geometry import Box
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
        place, scale = self._place_of(thing, lifted, destination)
        laid = laid_down(
            below,
            lifted,
            place,
            scale=scale,
            is_mirrored=self._is_mirrored,
            relight=_is_elsewhere(thing, destination),
            seed=thing.seed,
        )
        if left is None:
            return Retouched(laid.box, laid.pixels, laid.mask, destination=destination)
        return replace(laid_over(below, left, laid), destination=destination)

    def _place_of(self, thing: ThingToRetouch, lifted: CutOut, destination: Box) -> tuple[tuple[float, float], float]:
        """Where the middle of what was lifted goes, and at what scale, so that the thing's mask fills its box: soft
        edges reach a little beyond the mask."""
        was = thing.silhouette.box
        scale = destination.height / max(1, was.height)
        middle = lifted.box.translated(lifted.origin.x0, lifted.origin.y0).centre
        across = (middle[0] - was.centre[0]) * (-1 if self._is_mirrored else 1)
        down = middle[1] - was.centre[1]
        return (destination.centre[0] + scale * across, destination.centre[1] + scale * down), scale

    def _lift(self, thing: ThingToRetouch, token: CancellationToken) -> tuple[CutOut, Pixels, NDArray[np.bool_] | None]:
        """The thing, the picture that it is put into, and where that was filled; once for all variants."""
        if self._lifted is None or self._lifted[0] is not thing.silhouette:
            lifted, (below, filled) = both(
                lambda: cut_out(thing.image.pixels, thing.silhouette), lambda: self._below(thing, token)
            )
            self._lifted = (thing.silhouette, lifted, below, filled)
        return self._lifted[1:]

    def _below(self, thing: ThingToRetouch, token: CancellationToken) -> tuple[Pixels, NDArray[np.bool_] | None]:
        """The picture that the thing is put into, and where it was filled.

        Raises:
            InvalidRequest: where it cannot be.
        """
        if self.intent is not EditIntent.MOVE:
            return thing.image.pixels, None
        below, filled = removed_from(
            thing.image,
            thing.srgb,
            thing.silhouette,
            seed=thing.seed,
            avoid=thing.avoided_by(thing.filler),
            filler=thing.filler,
            token=token,
        )
        if filled is None:
            raise InvalidRequest(
                "The thing takes up so much of the picture that the place it leaves cannot be filled from the rest. "
                "Change it where it is."
            )
        return below, filled


def _is_elsewhere(thing: ThingToRetouch, destination: Box) -> bool:
    """What stays in its place keeps its light."""
    return destination.iou(thing.silhouette.box) < 0.2
