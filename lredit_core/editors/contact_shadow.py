"""A thing darkens the ground that it stands on, and throws a shadow: both, so that they can go with the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Longest side of the thing at which its shadow is looked for.
_WORKING_PX = 160
#: How far from the thing it may lie, as a share of its longest side, and below which part of its height it begins.
_REACH_SHARE, _FROM_HEIGHT = 0.18, 0.65
#: The ground is compared with what lies in a ring of this width around that reach.
_RING_SHARE = 0.2
#: A shadow is darker by this share of the ground's lightness at least and at most; its hue stays within so many levels.
_DARKER, _HUE_LEVELS = (0.06, 0.92), 14.0
#: A shadow that is thrown: how far it reaches and how near it comes, in the thing's longest side; how much darker than
#: the ground it is; how large, in the thing's area; how much of its own box it fills, and how high that is for its
#: width; and how even the ground is.
_THROWN_REACH, _THROWN_NEAR = 0.9, 0.12
_THROWN_DARKER, _THROWN_SHARES, _THROWN_FILLS, _THROWN_FLAT = (0.25, 0.8), (0.02, 0.5), 0.3, 0.8
_EVEN_GROUND = 0.12
#: A shadow larger than this share of the thing is ground that is dark by itself.
_LARGEST_SHARE = 0.22


def contact_shadow(pixels: NDArray[np.uint8], thing: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(H, W) bool: ground beside the thing's lower part that is the same ground, only darker, and touches the thing;
    also a patch of much darker ground close by, where the ground around is even: the shadow that it throws.

    Args:
        pixels: (H, W, 3) uint8 sRGB.
        thing: (H, W) bool, not empty.
    """
    height, width = thing.shape
    x, y, across, down = cv2.boundingRect(thing.astype(np.uint8))
    longest = max(across, down)
    margin = max(4, round((_THROWN_REACH + _RING_SHARE) * longest))
    rows, columns = (
        slice(max(0, y - margin), min(height, y + down + margin)),
        slice(max(0, x - margin), min(width, x + across + margin)),
    )
    factor = min(1.0, _WORKING_PX / longest)
    crop = pixels[rows, columns]
    size = (max(8, round(crop.shape[1] * factor)), max(8, round(crop.shape[0] * factor)))
    small = cv2.GaussianBlur(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), (0, 0), 1.2)
    mask = cv2.resize(thing[rows, columns].astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if not mask.any() or mask.all():
        return np.zeros_like(thing)
    lab = np.asarray(cv2.cvtColor(small.astype(np.float32) / 255.0, cv2.COLOR_RGB2Lab), np.float32)
    shadow = _touching(lab, mask, max(2.0, _REACH_SHARE * longest * factor)) | _thrown(lab, mask, longest * factor)
    if not shadow.any():
        return np.zeros_like(thing)
    large = cv2.resize(shadow.astype(np.float32), (crop.shape[1], crop.shape[0]), interpolation=cv2.INTER_LINEAR) > 0.3
    whole = np.zeros_like(thing)
    whole[rows, columns] = large & ~thing[rows, columns]
    return whole


def _thrown(lab: NDArray[np.float32], mask: NDArray[np.bool_], longest: float) -> NDArray[np.bool_]:
    """(h, w) bool: the shadow that is thrown onto even ground, at the working size."""
    found = np.zeros_like(mask)
    away = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5)
    touched = np.flatnonzero(mask.any(axis=1))
    begins = touched[0] + _FROM_HEIGHT * (touched[-1] + 1 - touched[0])
    is_low = (np.arange(mask.shape[0]) >= begins)[:, None]
    around = (away > 2) & (away <= _THROWN_REACH * longest) & is_low
    if around.sum() < 0.1 * mask.sum():
        return found
    usual = np.median(lab[around], axis=0)
    darker = (usual[0] - lab[..., 0]) / max(float(usual[0]), 1.0)
    dimmed = usual[1:] * np.clip(1.0 - darker, 0.0, 1.0)[..., None]
    hue = np.minimum(np.abs(lab[..., 1:] - usual[1:]), np.abs(lab[..., 1:] - dimmed)).max(axis=2)
    is_dark = (around & (darker > 0.5 * _THROWN_DARKER[0]) & (hue < _HUE_LEVELS)).astype(np.uint8)
    is_dark = cv2.morphologyEx(is_dark, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    light = around & (is_dark == 0)
    if not light.any() or float(lab[..., 0][light].std()) > _EVEN_GROUND * float(usual[0]):
        return found
    count, labels, stats, _middles = cv2.connectedComponentsWithStats(is_dark, connectivity=8)
    least, most = (share * float(mask.sum()) for share in _THROWN_SHARES)
    for number in range(1, count):
        here = labels == number
        x, y, across, down, area = (int(value) for value in stats[number])
        is_inside = x > 0 and y + down < mask.shape[0] and x + across < mask.shape[1]
        is_near = float(away[here].min()) <= _THROWN_NEAR * longest
        deep = float(np.median(darker[here]))
        fits = least <= area <= most and area >= _THROWN_FILLS * across * down and down <= _THROWN_FLAT * across
        if is_inside and is_near and fits and _THROWN_DARKER[0] <= deep <= _THROWN_DARKER[1]:
            found |= cv2.dilate(here.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return found & ~mask


def _touching(lab: NDArray[np.float32], mask: NDArray[np.bool_], reach: float) -> NDArray[np.bool_]:
    """(h, w) bool: the shadow that touches the thing, at the working size."""
    away = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5)
    touched = np.flatnonzero(mask.any(axis=1))
    begins = touched[0] + _FROM_HEIGHT * (touched[-1] + 1 - touched[0])
    is_low = (np.arange(mask.shape[0]) >= begins)[:, None]
    may_be = (away > 0) & (away <= reach) & is_low
    ground = (away > reach * 0.8) & (away <= reach * (1 + _RING_SHARE / _REACH_SHARE))
    weight = cv2.GaussianBlur(ground.astype(np.float32), (0, 0), reach * 0.7)
    usual = cv2.GaussianBlur(lab * ground[..., None], (0, 0), reach * 0.7) / np.maximum(weight, 1e-3)[..., None]
    spread = float(lab[..., 0][ground].std()) if ground.any() else 0.0
    darker = (usual[..., 0] - lab[..., 0]) / np.maximum(usual[..., 0], 1.0)
    least = max(_DARKER[0], 0.9 * spread / max(1.0, float(usual[..., 0].mean())))
    dimmed = usual[..., 1:] * (1.0 - darker)[..., None]  # less light, less chroma
    hue = np.minimum(np.abs(usual[..., 1:] - lab[..., 1:]), np.abs(dimmed - lab[..., 1:])).max(axis=2)
    dark = may_be & (weight > 1e-3) & (darker > least) & (darker < _DARKER[1]) & (hue < _HUE_LEVELS)
    dark = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    near = ((away <= 2.5) & is_low).astype(np.uint8)
    _count, labels = cv2.connectedComponents(((dark > 0) | mask).astype(np.uint8), connectivity=4)
    touching = np.unique(labels[(near > 0) & (dark > 0)])
    held = np.isin(labels, touching[touching > 0]) & (dark > 0) & ~mask
    if held.sum() > _LARGEST_SHARE * mask.sum():
        return np.zeros_like(mask)
    return np.asarray(cv2.dilate(held.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0, np.bool_) & ~mask
