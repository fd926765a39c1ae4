"""Lifts a thing out of a picture: its soft border, its own colours without the old ground, and its shadow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.editors.contact_shadow import contact_shadow
from lredit_core.editors.matting import alpha_of, foreground_of
from lredit_core.editors.surroundings import Surroundings, surroundings_of
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import to_8_bit
from lredit_core.pictures.oklab import linear_from_srgb

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.document.silhouette import Silhouette
    from lredit_core.pictures.image import Pixels

#: What is looked at around a thing, as a share of its longest side: shadows reach so far, and ground lies around them.
_MARGIN_SHARE, _LEAST_MARGIN_PX = 0.42, 14
#: Hair reaches no further than this share of it.
_BORDER_SHARE = 0.06
#: Width of the ring whose light is the place's, as a share of the thing's longest side.
RING_SHARE = 0.3
#: Shadows are smoothed by this share of the thing's longest side, and at least so many pixels.
_SHADOW_SMOOTH, _SHADOW_LEAST_PX = 0.012, 1.5
#: Longest side of a thing whose shadow is found at its own size.
_SHADOW_PX = 700
#: A shadow leaves this share of the light at least; what darkens by less than this is none.
_DARKEST, _LEAST_DARKENING = 0.12, 0.02
#: What travels along lies below this part of the thing's height, and fades over this share of its longest side: darker
#: ground that lies further away is more often something else.
_SHADOW_FROM, _SHADOW_FADES = 0.72, 0.13
#: Alpha at which a pixel begins to count as the thing's.
SEEN_FROM = 8


@dataclass(frozen=True, slots=True, eq=False)
class CutOut:
    """A thing without its picture.

    Attributes:
        pixels: (h, w, 3) uint8 or uint16 sRGB as in the picture: the thing's colours, carried on beyond its border.
        alpha: (h, w) uint8: how much of each pixel is the thing.
        shadow: (h, w) uint8: how much light its shadow leaves on the ground, in linear light, 255 for all of it;
            None where it throws none.
        origin: where the picture's part lay that `pixels` shows.
        surroundings: what the place looked like; None where nothing was to be seen of it.
    """

    pixels: Pixels
    alpha: NDArray[np.uint8]
    shadow: NDArray[np.uint8] | None
    origin: Box
    surroundings: Surroundings | None

    @property
    def box(self) -> Box:
        """The tight box of the thing without its shadow, in the pixels of the cut-out."""
        return _box_of(self.alpha >= SEEN_FROM)

    @property
    def size(self) -> Size:
        return Size(self.alpha.shape[1], self.alpha.shape[0])

    def mirrored(self) -> CutOut:
        """The same, left and right exchanged."""
        shadow = None if self.shadow is None else np.ascontiguousarray(self.shadow[:, ::-1])
        pixels, alpha = np.ascontiguousarray(self.pixels[:, ::-1]), np.ascontiguousarray(self.alpha[:, ::-1])
        return replace(self, pixels=pixels, alpha=alpha, shadow=shadow)


def cut_out(pixels: Pixels, silhouette: Silhouette) -> CutOut:
    """The thing under a silhouette, lifted out.

    Args:
        pixels: (H, W, 3 or 4) uint8 or uint16 sRGB.
        silhouette: the thing's mask.

    Returns:
        no larger than what the thing and its shadow need.

    Raises:
        InvalidRequest: where the silhouette is empty or reaches beyond the picture.
    """
    size = Size(pixels.shape[1], pixels.shape[0])
    if silhouette.box.is_empty:
        raise InvalidRequest(
            "The mask is empty: there is nothing to cut out. Draw a box around the thing, or paint it."
        )
    if not size.as_box().contains(silhouette.reach):
        raise InvalidRequest(
            f"The mask reaches to {silhouette.reach.as_tuple()}, beyond the picture of {size.width} x {size.height} "
            "pixels. Find the mask again in this picture."
        )
    longest = silhouette.box.size.longest
    seen = silhouette.box.grown(max(_LEAST_MARGIN_PX, round(_MARGIN_SHARE * longest))).clipped_to(size)
    crop = np.ascontiguousarray(pixels[seen.as_slices()][..., :3])
    near = silhouette.box.grown(max(_LEAST_MARGIN_PX, round(_BORDER_SHARE * longest))).clipped_to(size)
    inside = near.translated(-seen.x0, -seen.y0).as_slices()
    colours, shares = _without_ground(crop[inside], _mask_in(silhouette, near))
    alpha = np.zeros(crop.shape[:2], np.float32)
    alpha[inside] = shares
    own = crop.copy()
    own[inside] = colours
    if pixels.shape[2] == 4:
        alpha *= to_8_bit(pixels[seen.as_slices()][..., 3]).astype(np.float32) / np.float32(255.0)
    thing = alpha > SEEN_FROM / 255
    # Around a thing on nothing there is no ground that a shadow could lie on.
    has_ground = pixels.shape[2] == 3 and thing.any() and silhouette.box.y1 < size.height
    shadow = _shadow_of(crop, thing, longest) if has_ground else None
    kept = _box_of(thing if shadow is None else thing | (shadow < 255))
    if kept.is_empty:
        raise InvalidRequest("Nothing can be seen of the thing: it is transparent. Choose another.")
    kept = kept.grown(2).clipped_to(seen.size)
    here = kept.as_slices()
    return CutOut(
        np.ascontiguousarray(own[here]),
        np.rint(alpha[here] * 255).astype(np.uint8),
        None if shadow is None else np.ascontiguousarray(shadow[here]),
        kept.translated(seen.x0, seen.y0),
        surroundings_of(crop, ring_around(thing, longest)),
    )


def _without_ground(crop: Pixels, mask: NDArray[np.uint8]) -> tuple[Pixels, NDArray[np.float32]]:
    """(h, w, 3) of the crop's type and (h, w) float32: the thing's own colours, and how much of each pixel it is."""
    if mask.min() > 127:
        return crop, np.ones(mask.shape, np.float32)
    top = np.float32(np.iinfo(crop.dtype).max)
    colours = crop.astype(np.float32) / top
    alpha = alpha_of(colours, mask)
    return np.rint(foreground_of(colours, alpha) * top).astype(crop.dtype), alpha


def ring_around(thing: NDArray[np.bool_], longest_px: int) -> NDArray[np.bool_]:
    """(h, w) bool: the ground around a thing, not what touches it.

    Args:
        thing: (h, w) bool.
        longest_px: its longest side.
    """
    away = cv2.distanceTransform((~thing).astype(np.uint8), cv2.DIST_L2, 3)
    return np.asarray((away > max(2.0, 0.02 * longest_px)) & (away <= max(6.0, RING_SHARE * longest_px)), np.bool_)


def _mask_in(silhouette: Silhouette, seen: Box) -> NDArray[np.uint8]:
    """(h, w) uint8: the silhouette's mask over a part of the picture."""
    mask = np.zeros((seen.height, seen.width), np.uint8)
    common = seen.intersected(silhouette.reach)
    there = common.translated(-silhouette.reach.x0, -silhouette.reach.y0)
    mask[common.translated(-seen.x0, -seen.y0).as_slices()] = silhouette.mask[there.as_slices()]
    return mask


def _shadow_of(crop: Pixels, thing: NDArray[np.bool_], longest: int) -> NDArray[np.uint8] | None:
    """(h, w) uint8 as `CutOut.shadow`, or None: the light in the shadow over that of the ground beside it. It is soft:
    that of a large thing is found at a smaller size."""
    if longest <= _SHADOW_PX:
        return _shadow_in(crop, thing, longest)
    size = Size(crop.shape[1], crop.shape[0])
    small = size.scaled_to_longest(round(size.longest * _SHADOW_PX / longest))
    shape = (small.width, small.height)
    seen = np.asarray(cv2.resize(crop, shape, interpolation=cv2.INTER_AREA), crop.dtype)
    mask = cv2.resize(thing.astype(np.uint8), shape, interpolation=cv2.INTER_NEAREST) > 0
    shadow = _shadow_in(seen, mask, _SHADOW_PX)
    if shadow is None:
        return None
    return np.asarray(cv2.resize(shadow, (size.width, size.height), interpolation=cv2.INTER_LINEAR), np.uint8)


def _shadow_in(crop: Pixels, thing: NDArray[np.bool_], longest: int) -> NDArray[np.uint8] | None:
    """As `_shadow_of`, at the crop's own size."""
    where = contact_shadow(to_8_bit(crop), thing)
    if not where.any():
        return None
    light = linear_from_srgb(crop).mean(axis=2)
    smooth = max(_SHADOW_LEAST_PX, _SHADOW_SMOOTH * longest)
    ground = ring_around(thing | where, longest).astype(np.float32)
    reach = max(4.0, 0.12 * longest)
    usual = smoothed(light * ground, reach) / np.maximum(smoothed(ground, reach), 1e-4)
    inside = where.astype(np.float32)
    own = smoothed(light * inside, smooth) / np.maximum(smoothed(inside, smooth), 1e-4)
    left = np.asarray(np.clip(own / np.maximum(usual, 1e-4), _DARKEST, 1.0), np.float32)
    # Behind the thing the shadow goes on as it is at its border, so that a soft border meets no bright line.
    behind = (cv2.distanceTransform((~where).astype(np.uint8), cv2.DIST_L2, 3) <= 2 * smooth) & thing
    held = np.asarray(np.maximum(inside, behind), np.float32)
    spread = smoothed(left * inside, 2 * smooth) / np.maximum(smoothed(inside, 2 * smooth), 1e-4)
    darkening = (1.0 - np.where(where, left, np.clip(spread, _DARKEST, 1.0))) * smoothed(held, smooth)
    darkening *= _near_the_foot(thing, longest)
    darkening[darkening < _LEAST_DARKENING] = 0.0
    if not (darkening[~thing] > 0).any():
        return None
    return np.asarray(np.rint(255.0 * (1.0 - darkening)), np.uint8)


def _near_the_foot(thing: NDArray[np.bool_], longest: int) -> NDArray[np.float32]:
    """(h, w) float32 in [0, 1]: 1 under the thing, less further away, 0 beside its upper part."""
    away = cv2.distanceTransform((~thing).astype(np.uint8), cv2.DIST_L2, 5)
    box = _box_of(thing)
    rows = np.arange(thing.shape[0], dtype=np.float32)
    low = np.clip((rows - box.y0 - _SHADOW_FROM * box.height) / (0.1 * box.height + 1), 0.0, 1.0)
    return np.asarray(np.clip(1.5 - 1.5 * away / (_SHADOW_FADES * longest), 0.0, 1.0) * low[:, None], np.float32)


def smoothed(values: NDArray[np.float32], spread: float) -> NDArray[np.float32]:
    """(h, w) float32: blurred by a Gaussian, at a smaller size where it is wide.

    Args:
        values: (h, w) float32.
        spread: standard deviation in pixels.
    """
    height, width = values.shape
    factor = min(1.0, 3.0 / spread)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = cv2.resize(values, size, interpolation=cv2.INTER_AREA) if factor < 1 else values
    smooth = cv2.GaussianBlur(small, (0, 0), spread * factor, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(
        cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR) if factor < 1 else smooth, np.float32
    )


def _box_of(where: NDArray[np.bool_]) -> Box:
    x, y, width, height = cv2.boundingRect(where.astype(np.uint8))
    return Box(x, y, x + width, y + height)
