"""What can be done to a mask in one go: grown, shrunk, softened, inverted, made the whole box."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from lredit_core.document.silhouette import Silhouette

if TYPE_CHECKING:
    from lredit_core.geometry import Size

#: A step of growing, shrinking or softening, as a share of the root of the mask's area; in pixels at least.
_STEP_SHARE, _LEAST_STEP_PX = 0.012, 1


class MaskChange(Enum):
    """What is done."""

    GROW = "grow"
    SHRINK = "shrink"
    SOFTEN = "soften"
    INVERT = "invert"
    BOX = "box"


def change_text(change: MaskChange) -> str:
    """For a person."""
    return {
        MaskChange.GROW: _tr("Grow the mask"),
        MaskChange.SHRINK: _tr("Shrink the mask"),
        MaskChange.SOFTEN: _tr("Soften the mask\u2019s edge"),
        MaskChange.INVERT: _tr("Invert the mask"),
        MaskChange.BOX: _tr("Only this box"),
    }[change]


def changed_mask(mask: Silhouette, change: MaskChange, picture: Size) -> Silhouette:
    """The mask after a change; not for the GUI thread, which must not wait for OpenCV.

    Args:
        mask: not empty.
        change: what is done to it.
        picture: the picture's size.
    """
    from lredit_core.document.mask_shapes import grown, softened

    if change is MaskChange.BOX:
        return Silhouette.of_box(mask.box)
    if change is MaskChange.INVERT:
        return Silhouette(picture.as_box(), 255 - mask.in_picture(picture))
    step = max(_LEAST_STEP_PX, round(_STEP_SHARE * mask.area**0.5))
    reach = mask.reach.grown(4 * step + 2).clipped_to(picture)
    whole = np.zeros((reach.height, reach.width), np.uint8)
    whole[mask.reach.translated(-reach.x0, -reach.y0).as_slices()] = mask.mask
    if change is MaskChange.SOFTEN:
        return Silhouette(reach, softened(whole, 4.0 * step), mask.confidence)
    return Silhouette(reach, grown(whole, step if change is MaskChange.GROW else -step), mask.confidence)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MaskChange", text)
