"""Takes a thing out of a picture: `removing`, as an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.editors.filler import PatchFiller
from lredit_core.editors.removing import remove, rim_px
from lredit_core.editors.retouching import RetouchDrafts, Retouched, ThingToRetouch
from lredit_core.geometry import Size
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from lredit_core.cancellation import CancellationToken

#: Each variant has a seed of its own, and takes so many rims along: what a mask missed goes with a wider one. The last
#: is filled from patches, whatever the bundle fills holes with.
_RIMS = (1.0, 2.0, 1.0)


class RemoveEditor(RetouchDrafts):
    """A `RetouchEditor` that fills what a thing leaves."""

    intent = EditIntent.REMOVE

    def variant_count(self, thing: ThingToRetouch) -> int:
        return len(_RIMS)

    def retouch(self, thing: ThingToRetouch, *, variant: int, token: CancellationToken) -> Retouched:
        height, width = thing.srgb.shape[:2]
        filler = thing.filler if variant < len(_RIMS) - 1 else PatchFiller()
        removed = remove(
            thing.srgb,
            thing.silhouette.in_picture(Size(width, height)),
            seed=thing.seed + 7919 * variant,
            grow_px=round(_RIMS[variant] * rim_px(thing.silhouette.area)),
            avoid=thing.avoided_by(filler),
            filler=filler,
            token=token,
        )
        box = removed.box
        here = box.as_slices()
        mask = np.where(removed.filled[here], 255, 0).astype(np.uint8)
        note = "" if isinstance(filler, PatchFiller) else f"filled by {filler.name}"
        return Retouched(box, thing.image.repainted(box, removed.pixels[here]), mask, note=note)
