"""Changes how a thing looks, or everything but the thing: `adjusting`, as an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.document.mask_shapes import softened
from lredit_core.editors.adjusting import adjusted, default_strength
from lredit_core.editors.retouching import RetouchDrafts, Retouched, ThingToRetouch
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.cancellation import CancellationToken
    from lredit_core.editors.base import CropToEdit
    from lredit_core.prompt.adjustment import Adjustment

#: The soft edge of a change, in pixels of the picture, by the root of the thing's area.
_SOFT_SHARE, _SOFT_PX = 0.006, (1.5, 8.0)


class ChangeEditor(RetouchDrafts):
    """A `RetouchEditor` that keeps what is there and adjusts it.

    Args:
        adjustment: what changes.
        is_inverted: it changes everything but the thing.
    """

    intent = EditIntent.CHANGE

    def __init__(self, adjustment: Adjustment, *, is_inverted: bool = False) -> None:
        self._adjustment = adjustment
        self._is_inverted = is_inverted

    @property
    def fingerprint(self) -> str:
        return f"{self.name}-1-{self._adjustment}-{self._is_inverted}"

    def variant_count(self, thing: ThingToRetouch) -> int:
        return 1

    def retouch(self, thing: ThingToRetouch, *, variant: int, token: CancellationToken) -> Retouched:
        image, silhouette = thing.image, thing.silhouette
        width_px = float(np.clip(_SOFT_SHARE * silhouette.area**0.5, *_SOFT_PX))
        mask = softened(silhouette.mask, width_px)
        box = silhouette.reach
        if self._is_inverted:
            box = image.size.as_box()
            whole = np.full((box.height, box.width), 255, np.uint8)
            whole[silhouette.reach.as_slices()] = 255 - mask
            mask = whole
        token.raise_if_cancelled()
        pixels = adjusted(image.pixels[box.as_slices()], self._adjustment, mask=mask)
        return Retouched(box, pixels, mask, default_strength(self._adjustment), self._adjustment.in_words)

    def drafted(self, crop: CropToEdit) -> NDArray[np.uint8]:
        pixels = crop.pixels.copy()
        here = crop.box.as_slices()
        mask = np.full((crop.box.height, crop.box.width), 255, np.uint8)
        pixels[here] = adjusted(crop.pixels[here], self._adjustment, mask=mask)
        return pixels
