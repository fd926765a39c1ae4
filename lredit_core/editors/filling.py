"""Fills a box from its surroundings: fast, continuous across the box's border, with the surroundings' texture.

Each side of the box gives a guess that agrees with the surroundings along the border: of their smooth part the colours
at the border carried on (mirrored, they would show an eye or a wheel twice), of their texture the mirror image. The
four guesses are blended by nearness; sides that agree with their opposite (the two ends of a horizon) count for more.
Smooth parts and texture are blended apart, the texture so that its contrast stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEARNESS_POWER = 1.8
_GRAIN_BOUND = 2.5
_MEETING_SHARE = 0.15


def filled(pixels: NDArray[np.uint8], box: Box) -> NDArray[np.float32]:
    """What might lie behind whatever is in the box.

    Args:
        pixels: (H, W, 3) uint8.
        box: within the picture, not empty.

    Returns:
        (box.height, box.width, 3) float32 in [0, 255].
    """
    height, width = pixels.shape[:2]
    margins = (box.x0, width - box.x1, box.y0, height - box.y1)  # left, right, top, bottom
    image = pixels.astype(np.float32)
    if max(margins) < 2:
        return np.broadcast_to(image.mean(axis=(0, 1)), (box.height, box.width, 3)).astype(np.float32)
    known = np.ones((height, width), np.float32)
    known[box.as_slices()] = 0.0
    smooth = _blurred_known(image, known, Size(width, height))
    texture = image - smooth
    guesses = _guesses(smooth, texture, box, margins)
    weights = _weights(smooth, box, margins)
    mixed = np.zeros((box.height, box.width, 6), np.float32)
    spread = np.zeros((box.height, box.width), np.float32)
    for weight, guess in zip(weights, guesses, strict=True):
        if weight is not None and guess is not None:
            guess *= weight[..., None]
            mixed += guess
            spread += weight * weight
    contrast = 1.0 / np.sqrt(np.maximum(spread, 0.25))
    bounds = _grain_bounds(texture, box.size)
    grain = np.clip(mixed[..., 3:] * contrast[..., None], -bounds, bounds)
    return np.asarray(np.clip(mixed[..., :3] + grain, 0, 255), dtype=np.float32)


def _blurred_known(image: NDArray[np.float32], known: NDArray[np.float32], size: Size) -> NDArray[np.float32]:
    """The picture without fine texture, from known pixels only. Blurred at a quarter of the size: it is smooth
    anyway."""
    factor = 4 if size.shortest >= 256 else 2 if size.shortest >= 96 else 1
    small = (max(1, size.width // factor), max(1, size.height // factor))
    sigma = max(0.8, size.shortest / factor * 0.022)
    weight = cv2.resize(known, small, interpolation=cv2.INTER_AREA)
    colour = cv2.resize(image * known[..., None], small, interpolation=cv2.INTER_AREA)
    weight = cv2.GaussianBlur(weight, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    colour = cv2.GaussianBlur(colour, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    blurred = colour / np.maximum(weight, 1e-3)[..., None]
    large = cv2.resize(blurred, (size.width, size.height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large, dtype=np.float32)


def _grain_bounds(texture: NDArray[np.float32], size: Size) -> NDArray[np.float32]:
    """How strong texture may be at each place of the box, (height, width, 3).

    What is usual in the picture, so that no outline of a mirrored thing shows through; near the border anything, since
    there it must meet what lies outside.
    """
    usual = _GRAIN_BOUND * np.median(np.abs(texture), axis=(0, 1)) + 1.0
    across, down = np.arange(size.width), np.arange(size.height)
    nearest = np.minimum(np.minimum(across, across[::-1])[None], np.minimum(down, down[::-1])[:, None])
    nearness = np.clip(1.0 - nearest / (_MEETING_SHARE * size.longest), 0.0, 1.0)
    return np.asarray(usual + 255.0 * nearness[..., None] ** 3, dtype=np.float32)


def _guesses(
    smooth: NDArray[np.float32], texture: NDArray[np.float32], box: Box, margins: tuple[int, int, int, int]
) -> tuple[NDArray[np.float32] | None, ...]:
    """The box filled from the left, right, top and bottom, each (box.height, box.width, 6), smooth part and texture,
    or None without a margin."""
    rows, columns = box.as_slices()
    left, right, top, bottom = margins
    across, down = np.arange(box.width), np.arange(box.height)

    def sideways(edge: int, places: NDArray[np.int64]) -> NDArray[np.float32]:
        carried = np.broadcast_to(smooth[rows, edge][:, None], (box.height, box.width, 3))
        return np.concatenate([carried, texture[rows].take(places, axis=1)], axis=2)

    def endways(edge: int, places: NDArray[np.int64]) -> NDArray[np.float32]:
        carried = np.broadcast_to(smooth[edge, columns][None], (box.height, box.width, 3))
        return np.concatenate([carried, texture[:, columns].take(places, axis=0)], axis=2)

    return (
        sideways(box.x0 - 1, box.x0 - 1 - _bounced(across, left)) if left else None,
        sideways(box.x1, box.x1 + _bounced(across[::-1], right)) if right else None,
        endways(box.y0 - 1, box.y0 - 1 - _bounced(down, top)) if top else None,
        endways(box.y1, box.y1 + _bounced(down[::-1], bottom)) if bottom else None,
    )


def _bounced(distance: NDArray[np.int64], margin: int) -> NDArray[np.int64]:
    """Distances folded into [0, margin): 0 1 2 2 1 0 0 1 2 ..."""
    folded = distance % (2 * margin)
    return np.where(folded < margin, folded, 2 * margin - 1 - folded)


def _weights(
    smooth: NDArray[np.float32], box: Box, margins: tuple[int, int, int, int]
) -> tuple[NDArray[np.float32] | None, ...]:
    """How much each side's guess counts at each pixel, adding up to 1; each (box.height, box.width)."""
    left, right, top, bottom = margins
    rows, columns = box.as_slices()
    sideways = 1.0
    if left and right and top and bottom:
        between_sides = np.abs(smooth[rows, box.x0 - 1] - smooth[rows, box.x1]).mean()
        between_ends = np.abs(smooth[box.y0 - 1, columns] - smooth[box.y1, columns]).mean()
        sideways = float(np.clip((between_ends + 4.0) / (between_sides + 4.0), 0.15, 8.0))
    across = (np.arange(box.width, dtype=np.float32) + 0.5)[None] / max(box.width, box.height)
    down = (np.arange(box.height, dtype=np.float32) + 0.5)[:, None] / max(box.width, box.height)
    distances = (across, across[:, ::-1], down, down[::-1])
    trusts = (sideways, sideways, 1.0, 1.0)
    raw: list[NDArray[np.float32] | None] = []
    for margin, distance, trust in zip(margins, distances, trusts, strict=True):
        if not margin:
            raw.append(None)
            continue
        breadth = min(1.0, margin / (0.2 * max(box.width, box.height)))
        weight = trust * breadth * distance**-_NEARNESS_POWER
        raw.append(np.broadcast_to(weight, (box.height, box.width)).astype(np.float32))
    total = sum(weight for weight in raw if weight is not None)
    return tuple(None if weight is None else weight / total for weight in raw)
