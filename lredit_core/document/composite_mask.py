"""The mask behind which an edit is laid into the picture: soft, but not where a thing had to go.

Apart from `compositing`, which the window imports, because OpenCV takes long to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.document.compositing import feather_mask

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.geometry import Size

#: Where something had to go, the soft border is so much narrower.
_NARROW_SHARE = 0.12
#: Levels up to which two places agree (grounds differ by as much in their shading), and from which they do not; what
#: counts as nearby, as a share of the shorter side.
_AGREEING_LEVELS, _NEARBY_SHARE = (30.0, 60.0), 0.02


def composite_mask(
    before: NDArray[np.uint8],
    edited: NDArray[np.uint8],
    size: Size,
    *,
    softness: float,
    touches: tuple[bool, bool, bool, bool],
) -> NDArray[np.uint8]:
    """The composite mask of an edit: a soft border, but a narrow one where a thing near it had to go.

    A soft border blends what was there with what is there now. That hides the seam where the ground goes on, or a thing
    that the box cuts. But a thing that ends just inside the box would leave its nose and its feet to be seen, and
    boxes lie tight around things.

    Args:
        before: (h, w, 3) uint8, the box's pixels before, at any scale.
        edited: (h, w, 3) uint8, the same after.
        size: of the box in pixels.
        softness: as for `feather_mask`.
        touches: as for `feather_mask`.

    Returns:
        (height, width) uint8 in [0, 255].
    """
    soft = feather_mask(size, softness=softness, touches=touches)
    narrow = feather_mask(size, softness=softness * _NARROW_SHARE, touches=touches)
    gone = cv2.resize(_gone(before, edited), (size.width, size.height), interpolation=cv2.INTER_LINEAR)
    mask: NDArray[np.uint8] = np.rint(soft + (narrow.astype(np.float32) - soft) * gone).astype(np.uint8)
    return mask


def _gone(before: NDArray[np.uint8], edited: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(h, w) in [0, 1]: where something was that is not there any more and that did not reach the nearest side."""
    extent = max(1.0, _NEARBY_SHARE * min(before.shape[:2]))
    was, is_now = (_blurred(pixels, 0.5 * extent) for pixels in (before, edited))
    gone = _differing(was, is_now) * _differing(was, _at_nearest_side(was))
    cells = 2 * round(extent) + 1
    around = cv2.dilate(gone, np.ones((cells, cells), np.uint8))
    return np.asarray(cv2.GaussianBlur(around, (0, 0), 0.5 * extent, borderType=cv2.BORDER_REPLICATE), np.float32)


def _blurred(pixels: NDArray[np.uint8], spread: float) -> NDArray[np.float32]:
    blurred = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), spread, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, np.float32)


def _differing(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w) in [0, 1]: how much two pictures differ at each place."""
    low, high = _AGREEING_LEVELS
    share = np.clip((np.abs(one - other).max(axis=2) - low) / (high - low), 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share), np.float32)


def _at_nearest_side(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w, 3): for each place the colour where the nearest side begins."""
    height, width = pixels.shape[:2]
    across, down = np.arange(width)[None], np.arange(height)[:, None]
    distances = np.stack(np.broadcast_arrays(across, width - 1 - across, down, height - 1 - down))
    nearest = distances.argmin(axis=0)[..., None]
    sides = [pixels[:, :1], pixels[:, -1:], pixels[:1], pixels[-1:]]
    return np.asarray(np.choose(nearest, [np.broadcast_to(side, pixels.shape) for side in sides]), np.float32)
