"""Removes a thing from a picture: what it leaves is filled, from patches of its surroundings or by a network.

The thing's mask is grown by the rim that every mask misses, and by the shadow that lies where the thing stands; what
is filled meets the picture softly within the grown mask. Nothing outside of it changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.editors.contact_shadow import contact_shadow
from lredit_core.editors.filler import Filler, PatchFiller
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.cancellation import CancellationToken
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.pictures.image import PixelBuffer, Pixels

#: A mask grows by this share of the root of its area, and by so many pixels at least and at most.
_RIM_SHARE, _RIM_PX = 0.035, (3, 40)
#: What is no larger than this share of the hole and lies apart from the rest of the picture goes with it.
_LARGEST_ISLAND = 0.015
#: Over so much of the rim what is filled fades into the picture.
_MEETING_SHARE = 0.5
#: What covers more of the picture than this is not a thing in it.
LARGEST_SHARE = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Removed:
    """A picture without the thing.

    Attributes:
        pixels: (H, W, 3) uint8 sRGB.
        filled: (H, W) bool, where pixels may have changed; outside every bit is as it was.
    """

    pixels: NDArray[np.uint8]
    filled: NDArray[np.bool_]

    @property
    def box(self) -> Box:
        """The tight box of what was filled."""
        x, y, width, height = cv2.boundingRect(self.filled.astype(np.uint8))
        return Box(x, y, x + width, y + height)


def remove(
    pixels: NDArray[np.uint8],
    mask: NDArray[np.uint8],
    *,
    seed: int = 0,
    grow_px: int | None = None,
    with_shadow: bool = True,
    avoid: NDArray[np.bool_] | None = None,
    filler: Filler | None = None,
    token: CancellationToken | None = None,
) -> Removed:
    """The picture as if the thing had never been there.

    Args:
        pixels: (H, W, 3) uint8 sRGB.
        mask: (H, W) uint8, above 127 on the thing.
        seed: the same gives the same pixels.
        grow_px: how far the mask grows; by the thing's size if None.
        with_shadow: the shadow where the thing stands goes too.
        avoid: (H, W) bool, where no patch is to come from.
        filler: what fills the hole; patches by default.
        token: looked at between the steps.

    Raises:
        InvalidRequest: where the mask is empty, of another size than the picture, or covers most of it.
        Stopped: once the token is cancelled.
    """
    hole = hole_of(pixels, mask, grow_px=grow_px, with_shadow=with_shadow)
    if token is not None:
        token.raise_if_cancelled()
    found = (filler or PatchFiller()).filled(pixels, hole, seed=seed, avoid=avoid, token=token)
    return Removed(laid_in(pixels, found, hole, mask > 127), hole)


def removed_from(
    image: PixelBuffer,
    srgb: NDArray[np.uint8],
    silhouette: Silhouette,
    *,
    seed: int = 0,
    avoid: NDArray[np.bool_] | None = None,
    filler: Filler | None = None,
    token: CancellationToken | None = None,
) -> tuple[Pixels, NDArray[np.bool_] | None]:
    """A picture's own pixels without a thing, and where they were filled; as they are, and None, where the thing is too
    large to be filled from the rest.

    Args:
        image: the picture, of any depth and profile.
        srgb: (H, W, 3) uint8, the same as it is seen.
        silhouette: of the thing.
        seed: as for `remove`.
        avoid: as for `remove`.
        filler: as for `remove`.
        token: as for `remove`.
    """
    try:
        mask = silhouette.in_picture(image.size)
        removed = remove(srgb, mask, seed=seed, avoid=avoid, filler=filler, token=token)
    except InvalidRequest:
        return image.pixels, None
    here = removed.box.as_slices()
    inside = removed.filled[here]
    pixels = image.pixels.copy()
    pixels[here][inside] = image.repainted(removed.box, removed.pixels[here])[inside]
    return pixels, removed.filled


def hole_of(
    pixels: NDArray[np.uint8], mask: NDArray[np.uint8], *, grow_px: int | None = None, with_shadow: bool = True
) -> NDArray[np.bool_]:
    """(H, W) bool: what has to go with a thing: itself, its rim and its shadow; arguments as for `remove`."""
    if mask.shape != pixels.shape[:2]:
        raise InvalidRequest(f"The mask is {mask.shape} and the picture {pixels.shape[:2]}; they must be of one size.")
    thing = mask > 127
    area = int(thing.sum())
    if not area:
        raise InvalidRequest("The mask is empty: nothing would be removed. Draw a box around the thing, or paint it.")
    if area > LARGEST_SHARE * thing.size:
        raise InvalidRequest(
            f"The mask covers {area / thing.size:.0%} of the picture, too much to fill from the rest. "
            "Choose something smaller."
        )
    rim = rim_px(area) if grow_px is None else grow_px
    whole = thing | contact_shadow(pixels, thing) if with_shadow else thing
    return _closed(whole, max(0, rim))


def _closed(whole: NDArray[np.bool_], rim: int) -> NDArray[np.bool_]:
    """(H, W) bool: grown by the rim, its clefts of twice that width and its islands filled.

    What is left in a cleft between a thing and its shadow would be carried on into the hole.
    """
    x, y, width, height = cv2.boundingRect(whole.astype(np.uint8))
    size = Size(whole.shape[1], whole.shape[0])
    near = Box(x, y, x + width, y + height).grown(4 * rim + 4).clipped_to(size)
    result = np.zeros_like(whole)
    beyond = np.zeros((near.height, near.width), np.bool_)  # from here on lies the rest of the picture
    beyond[:, 0], beyond[0] = near.x0 > 0, near.y0 > 0
    beyond[:, -1] |= near.x1 < size.width
    beyond[-1] |= near.y1 < size.height
    result[near.as_slices()] = _closed_in(whole[near.as_slices()], rim, beyond)
    return result


def _closed_in(whole: NDArray[np.bool_], rim: int, beyond: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """As `_closed`, in a part of the picture that holds it all; what touches `beyond` is no island."""
    away = cv2.distanceTransform((~whole).astype(np.uint8), cv2.DIST_L2, 5)
    if rim:
        inside = cv2.distanceTransform((away <= 2 * rim).astype(np.uint8), cv2.DIST_L2, 5)
        whole = (away <= rim) | (inside > rim)
    count, labels, stats, _middles = cv2.connectedComponentsWithStats((~whole).astype(np.uint8), connectivity=4)
    is_island = stats[:, cv2.CC_STAT_AREA] <= _LARGEST_ISLAND * whole.sum()
    is_island[0] = is_island[labels[beyond]] = False
    return np.asarray(whole | is_island[labels], np.bool_) if count > 1 else np.asarray(whole, np.bool_)


def rim_px(area_px: int) -> int:
    """How far a mask of this area grows."""
    return int(np.clip(round(_RIM_SHARE * float(np.sqrt(area_px))), *_RIM_PX))


def laid_in(
    pixels: NDArray[np.uint8], found: NDArray[np.uint8], hole: NDArray[np.bool_], thing: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """(H, W, 3) uint8: what was found, fading into the picture within the rim, whole on the thing."""
    x, y, width, height = cv2.boundingRect(hole.astype(np.uint8))
    here = Box(x, y, x + width, y + height).grown(1)
    rows, columns = slice(max(0, here.y0), here.y1), slice(max(0, here.x0), here.x1)
    depth = cv2.distanceTransform(hole[rows, columns].astype(np.uint8), cv2.DIST_L2, 3)
    fade = max(1.0, _MEETING_SHARE * rim_px(int(thing.sum())))
    share = np.clip(depth / fade, 0.0, 1.0)[..., None]
    before, after = pixels[rows, columns].astype(np.float32), found[rows, columns].astype(np.float32)
    result = pixels.copy()
    part = np.rint(before + (after - before) * share).astype(np.uint8)
    inside = hole[rows, columns]
    result[rows, columns][inside] = part[inside]
    return result
