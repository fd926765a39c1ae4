"""Ways to fill what a removed thing leaves, to be compared: ours, today's, and those of libraries."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from lredit_core.editors.filling import filled
from lredit_core.editors.patch_fill import patch_filled
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Mapping

#: From (H, W, 3) uint8 pixels, an (H, W) bool hole and a seed to (H, W, 3) uint8.
Fill = Callable[[NDArray[np.uint8], NDArray[np.bool_], int], NDArray[np.uint8]]

_REACH_PX = 5
_PATCH_PX = 7


def patches(pixels: NDArray[np.uint8], hole: NDArray[np.bool_], seed: int) -> NDArray[np.uint8]:
    """Ours: what *remove* does."""
    return patch_filled(pixels, hole, seed=seed)


def mirrored(pixels: NDArray[np.uint8], hole: NDArray[np.bool_], _seed: int) -> NDArray[np.uint8]:
    """What the retrieve editor fills its boxes with, in the hole's box."""
    x, y, width, height = cv2.boundingRect(hole.astype(np.uint8))
    here = Box(x, y, x + width, y + height).as_slices()
    result, inside = pixels.copy(), hole[here]
    result[here][inside] = np.rint(filled(pixels, Box(x, y, x + width, y + height))).astype(np.uint8)[inside]
    return result


def marched(pixels: NDArray[np.uint8], hole: NDArray[np.bool_], _seed: int) -> NDArray[np.uint8]:
    """OpenCV's fast marching (Telea 2004): smooth, without texture."""
    return np.asarray(cv2.inpaint(pixels, _bytes(hole), _REACH_PX, cv2.INPAINT_TELEA), np.uint8)


def selective(pixels: NDArray[np.uint8], hole: NDArray[np.bool_], _seed: int) -> NDArray[np.uint8]:
    """OpenCV's frequency selective reconstruction, its fast setting."""
    result = np.zeros_like(pixels)
    cv2.xphoto.inpaint(np.ascontiguousarray(pixels), 255 - _bytes(hole), result, cv2.xphoto.INPAINT_FSR_FAST)
    return np.where(hole[..., None], result, pixels)


def shifted(pixels: NDArray[np.uint8], hole: NDArray[np.bool_], _seed: int) -> NDArray[np.uint8]:
    """OpenCV's shift map (He and Sun 2012)."""
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2Lab)
    result = np.zeros_like(lab)
    cv2.xphoto.inpaint(lab, 255 - _bytes(hole), result, cv2.xphoto.INPAINT_SHIFTMAP)
    return np.where(hole[..., None], cv2.cvtColor(result, cv2.COLOR_Lab2RGB), pixels).astype(np.uint8)


def patchmatch(pixels: NDArray[np.uint8], hole: NDArray[np.bool_], seed: int) -> NDArray[np.uint8]:
    """PyPI's pypatchmatch; only where it is installed."""
    library: Any = importlib.import_module("patchmatch.patch_match")
    library.set_random_seed(seed)
    result = library.inpaint(np.ascontiguousarray(pixels), _bytes(hole)[..., None], patch_size=_PATCH_PX)
    return np.where(hole[..., None], result, pixels).astype(np.uint8)


#: In the order in which they are shown; the slow ones last.
FILLS: Mapping[str, Fill] = {
    "patches": patches,
    "mirrored": mirrored,
    "marched": marched,
    "selective": selective,
    "pypatchmatch": patchmatch,
    "shift-map": shifted,
}
#: Those that take many seconds a picture are measured only if asked for.
SLOW = frozenset({"pypatchmatch", "shift-map"})


def chosen_fills(text: str) -> tuple[str, ...]:
    """Names with commas between; "" for the quick ones, "all" for all that are installed.

    Raises:
        InvalidRequest: for a name that is none, or one that is not installed.
    """
    is_here = importlib.util.find_spec("patchmatch") is not None
    if text == "all":
        return tuple(name for name in FILLS if is_here or name != "pypatchmatch")
    names = tuple(part.strip() for part in text.split(",") if part.strip()) or tuple(
        name for name in FILLS if name not in SLOW
    )
    for name in names:
        if name not in FILLS:
            raise InvalidRequest(f'There is no fill "{name}". Choose from: {", ".join(FILLS)}.')
    if "pypatchmatch" in names and not is_here:
        raise InvalidRequest("pypatchmatch is not installed. Install it (pip install pypatchmatch), or leave it out.")
    return tuple(dict.fromkeys(names))


def _bytes(hole: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return np.where(hole, 255, 0).astype(np.uint8)
