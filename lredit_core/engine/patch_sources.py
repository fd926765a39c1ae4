"""Where a fill takes its patches from: not from other things, and not from where the person said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.document.silhouette import HALF
from lredit_core.editors.patch_fill import SEARCHED_HOLE_PX
from lredit_core.editors.patch_levels import leaves_enough
from lredit_core.editors.removing import hole_of
from lredit_core.engine.things_seen import others_in_photograph
from lredit_core.errors import InvalidRequest
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.document.silhouette import Silhouette
    from lredit_core.engine.target_edit import TargetEdit
    from lredit_core.geometry import Box

#: What leaves the ground below a thing as it is.
WITHOUT_FILL = (EditIntent.CHANGE, EditIntent.ADD, EditIntent.DOUBLE)


def avoided_in(edit: TargetEdit, box: Box, silhouette: Silhouette) -> NDArray[np.bool_] | None:
    """(H, W) bool, where no patch is to come from: other things that the detector sees, and what the person painted
    over; None for nothing.

    The person's strokes are kept to. What the detector sees gives way where too little would be left beside them.

    Args:
        edit: of the target.
        box: the region of the thing.
        silhouette: of the thing, which is to be filled.

    Raises:
        InvalidRequest: where the strokes leave too little to fill the place from.
    """
    if edit.target.intent is EditIntent.CHANGE:
        return None
    others, strokes = others_in_photograph(edit, box), edit.request.not_from
    if strokes is None or edit.target.intent in WITHOUT_FILL:
        return others
    painted = painted_in(edit)
    assert painted is not None
    try:
        hole = hole_of(edit.crops.source, silhouette.in_picture(edit.image.size))
    except InvalidRequest:  # a mask that cannot be filled at all: the fill says so
        return painted
    if not leaves_enough(hole, painted, searched_px=SEARCHED_HOLE_PX):
        raise InvalidRequest(
            "The \u201cnot from here\u201d strokes leave too little of the picture to fill this place from. Take some "
            "of them away with the right button, or undo the last one, and edit again."
        )
    if others is None:
        return painted
    both = others | painted
    return both if leaves_enough(hole, both, searched_px=SEARCHED_HOLE_PX) else painted


def painted_in(edit: TargetEdit) -> NDArray[np.bool_] | None:
    """(H, W) bool, what the person painted over as no source; None for nothing."""
    strokes = edit.request.not_from
    return None if strokes is None else strokes.in_picture(edit.image.size) > HALF
