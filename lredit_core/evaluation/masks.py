"""Masks that were found, against the true ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.document.silhouette import HALF

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.synthetic.scenes import PlacedThing, Scene


def mask_iou(found: NDArray[np.uint8], truth: NDArray[np.bool_]) -> float:
    """The overlap of two masks over what either covers, in [0, 1]; 0 where both are empty.

    Args:
        found: (H, W) uint8, above 127 on the thing.
        truth: (H, W) bool.
    """
    inside = found > HALF
    return float((inside & truth).sum() / max(1, (inside | truth).sum()))


def drawn_mask(scene: Scene, thing: PlacedThing) -> NDArray[np.bool_]:
    """(H, W) bool: a thing's own pixels in its scene; drawn things lie apart."""
    mask = np.zeros((scene.spec.size.height, scene.spec.size.width), np.bool_)
    mask[thing.box.as_slices()] = thing.mask
    return mask
