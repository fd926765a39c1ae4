"""The pyramid that a patch fill works on: at each level the picture, its hole, and what may be copied."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Half the side of a patch less a half: patches are 7 x 7.
RADIUS = 3
#: The window reaches so far around the hole, as a share of the hole's longest side, and at least so many pixels.
_WINDOW_SHARE, _WINDOW_PX = 0.9, 40
#: What may be copied must be so many times the hole, or the window grows.
_LEAST_SOURCE = 3.0
#: The pyramid ends where no place in the hole lies further from its rim, or the window gets smaller than this.
_COARSEST_DEPTH_PX, _COARSEST_SIDE_PX = 4.0, 28
#: How much a place's roughness counts beside its colours.
_ROUGHNESS_WEIGHT = 1.5
#: What lying as far away as the hole is long costs, in levels of colour: across, and up or down.
_POSITION_COST = (2.0, 4.0)
#: Which cosine coefficients (down, across) a patch of lightness, of a colour channel and of roughness is known by.
_LIGHT = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (2, 2), (0, 3), (3, 0))
_COLOUR = ((0, 0), (0, 1), (1, 0))
_ROUGH = ((0, 0),)


@dataclass(slots=True, eq=False)
class Level:
    """One size of the window. Arrays are padded by `RADIUS` on each side.

    Attributes:
        hole: (H, W) bool.
        is_source: (H, W) bool: the patch around each place lies wholly in what is known and may be copied.
        image: (H, W, 5) float32: CIELAB, and roughness across and down; the hole's part changes while it is filled.
            None where matches are only carried.
        targets: (N,) int64, flat places whose patches touch the hole.
        number_of: (H * W,) int32: the number of each target, -1 elsewhere.
        sources: (S,) int64, flat places of `is_source`.
        holes: (M,) int64, flat places of `hole`.
        trust: (N,) float32 in (0, 1], less the deeper a target lies in the hole.
        hole_side_px: the longest side of the hole's box.
    """

    hole: NDArray[np.bool_]
    is_source: NDArray[np.bool_]
    image: NDArray[np.float32] | None
    targets: NDArray[np.int64] = field(init=False)
    number_of: NDArray[np.int32] = field(init=False)
    sources: NDArray[np.int64] = field(init=False)
    holes: NDArray[np.int64] = field(init=False)
    trust: NDArray[np.float32] = field(init=False)
    hole_side_px: int = field(init=False)
    _known: NDArray[np.float32] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        cells = np.ones((2 * RADIUS + 1, 2 * RADIUS + 1), np.uint8)
        touches = cv2.dilate(self.hole.astype(np.uint8), cells) > 0
        touches[:RADIUS], touches[-RADIUS:], touches[:, :RADIUS], touches[:, -RADIUS:] = False, False, False, False
        self.targets = np.flatnonzero(touches)
        self.number_of = np.full(self.hole.size, -1, np.int32)
        self.number_of[self.targets] = np.arange(self.targets.size, dtype=np.int32)
        self.sources = np.flatnonzero(self.is_source)
        self.holes = np.flatnonzero(self.hole)
        depth = cv2.distanceTransform(self.hole.astype(np.uint8), cv2.DIST_L2, 3)
        self.trust = np.maximum(1.2 ** -depth.reshape(-1)[self.targets], 1e-3).astype(np.float32)
        _left, _top, across, down = cv2.boundingRect(self.hole.astype(np.uint8))
        self.hole_side_px = max(int(across), int(down))

    @property
    def width(self) -> int:
        return int(self.hole.shape[1])

    @property
    def hole_count(self) -> int:
        return int(self.holes.size)

    def descriptors(self) -> NDArray[np.float32]:
        """(H * W, D) float32: what the patch around each place is known by, as the image is now."""
        assert self.image is not None
        if self._known is None:
            self._known = _described(self.image, self.hole_side_px)
            return self._known
        height, width = self.hole.shape
        left, top, across, down = cv2.boundingRect(self.hole.astype(np.uint8))
        changed = Box(left, top, left + across, top + down).grown(RADIUS).clipped_to(Size(width, height))
        looked_at = changed.grown(RADIUS).clipped_to(Size(width, height))
        part = _described(self.image[looked_at.as_slices()], self.hole_side_px, origin=(looked_at.y0, looked_at.x0))
        part = part.reshape(looked_at.height, looked_at.width, -1)
        inner = changed.translated(-looked_at.x0, -looked_at.y0)
        self._known.reshape(height, width, -1)[changed.as_slices()] = part[inner.as_slices()]
        return self._known

    def forget(self) -> None:
        """Lets the descriptors go."""
        self._known = None


def cut_window(hole: NDArray[np.bool_], avoid: NDArray[np.bool_] | None) -> Box:
    """The part of the picture that patches are looked for in: around the hole, large enough to find something.

    Raises:
        InvalidRequest: where even the whole picture leaves next to nothing.
    """
    size = Size(hole.shape[1], hole.shape[0])
    x, y, width, height = cv2.boundingRect(hole.astype(np.uint8))
    box, count = Box(x, y, x + width, y + height), int(hole.sum())
    usable = ~hole if avoid is None else ~(hole | avoid)
    margin = max(_WINDOW_PX, round(_WINDOW_SHARE * box.size.longest))
    while True:
        window = box.grown(margin).clipped_to(size)
        inside = usable[window.as_slices()]
        has_patch = bool(_whole_patches(inside).any())
        if (has_patch and inside.sum() >= _LEAST_SOURCE * count) or window.size == size:
            break
        margin = round(margin * 1.5)
    if not has_patch:
        raise InvalidRequest(
            "The mask covers so much of the picture that nothing is left to fill it from. Choose a smaller region."
        )
    return window


def leaves_enough(hole: NDArray[np.bool_], avoid: NDArray[np.bool_], *, searched_px: int) -> bool:
    """Whether whole patches are left at the size at which the hole is searched: what is thinner fills no hole of that
    size well, nor in a time that a person waits for.

    Args:
        hole: (H, W) bool.
        avoid: (H, W) bool, where no patch is to come from.
        searched_px: the finest level that is searched has so many pixels in the hole at most.
    """
    usable = np.where(hole | avoid, 0, 255).astype(np.uint8)
    count = int(hole.sum())
    while count > searched_px:
        usable, count = _halved(usable), count // 4
        usable[usable < 255] = 0
    return bool(_whole_patches(usable > 0).any())


def levels_of(
    pixels: NDArray[np.uint8], hole: NDArray[np.bool_], avoid: NDArray[np.bool_] | None, *, painted_px: int
) -> list[Level]:
    """The pyramid, finest first: at its own size, then halved until patches reach from rim to rim.

    Args:
        pixels: (H, W, 3) uint8 sRGB, the window.
        hole: (H, W) bool.
        avoid: (H, W) bool, or None.
        painted_px: levels with more pixels in the hole have no image.
    """
    known = np.where(hole, 0, 255).astype(np.uint8)
    usable = known if avoid is None else np.where(avoid, 0, known).astype(np.uint8)
    colours = np.where(hole[..., None], np.uint8(0), pixels)
    levels: list[Level] = []
    while True:
        open_places = known < 128
        is_last = _is_coarsest(open_places)
        smaller_usable = _halved(usable)
        smaller_usable[smaller_usable < 255] = 0
        is_last = is_last or not _whole_patches(smaller_usable > 0).any()
        is_painted = is_last or int(open_places.sum()) <= painted_px
        levels.append(_level(_image_of(colours, known) if is_painted else None, open_places, usable > 0))
        if is_last:
            return levels
        known, colours, usable = _halved(known), _halved(colours), smaller_usable
        partly = (known > 0) & (known < 255)
        colours[partly] = np.clip(colours[partly] * (255.0 / known[partly])[:, None], 0, 255).astype(np.uint8)
        known = np.where(known < 128, 0, 255).astype(np.uint8)
        colours[known == 0] = 0


def padded(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(H, W, C) with the padding of a level."""
    return np.pad(values, ((RADIUS, RADIUS), (RADIUS, RADIUS), (0, 0)), mode="edge")


def _is_coarsest(open_places: NDArray[np.bool_]) -> bool:
    depth = float(cv2.distanceTransform(open_places.astype(np.uint8), cv2.DIST_L2, 3).max())
    return depth <= _COARSEST_DEPTH_PX or min(open_places.shape) < 2 * _COARSEST_SIDE_PX


def _level(image: NDArray[np.float32] | None, hole: NDArray[np.bool_], usable: NDArray[np.bool_]) -> Level:
    pad = ((RADIUS, RADIUS), (RADIUS, RADIUS))
    large = None if image is None else np.pad(image, (*pad, (0, 0)), mode="edge")
    return Level(np.pad(hole, pad, mode="edge"), np.pad(_whole_patches(usable), pad), large)


def _whole_patches(usable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(H, W) bool: the patch around each place lies wholly in what may be copied."""
    cells = np.ones((2 * RADIUS + 1, 2 * RADIUS + 1), np.uint8)
    return np.asarray(cv2.erode(usable.astype(np.uint8), cells, borderValue=0) > 0, np.bool_)


def _halved(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Half as large, an odd last row or column repeated first."""
    height, width = values.shape[:2]
    if height % 2 or width % 2:
        values = cv2.copyMakeBorder(values, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE).astype(np.uint8)
    size = (values.shape[1] // 2, values.shape[0] // 2)
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.uint8)


def _image_of(colours: NDArray[np.uint8], known: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(H, W, 5) float32, see `Level`."""
    lab = cv2.cvtColor(colours.astype(np.float32) / 255.0, cv2.COLOR_RGB2Lab)
    return _with_roughness(np.asarray(lab, np.float32), (known > 0).astype(np.float32))


def _with_roughness(lab: NDArray[np.float32], known: NDArray[np.float32]) -> NDArray[np.float32]:
    """(H, W, 5): CIELAB and how much the lightness changes across and down nearby, of what is known."""
    light = lab[..., 0]
    across = np.abs(np.diff(light, axis=1, append=light[:, -1:]))
    down = np.abs(np.diff(light, axis=0, append=light[-1:]))
    inner = cv2.erode(known, np.ones((3, 3), np.uint8))
    weight = cv2.blur(inner, (9, 9))
    rough = [cv2.blur(change * inner, (9, 9)) / np.maximum(weight, 1e-3) for change in (across, down)]
    stacked = np.stack([np.minimum(change, 60.0) * _ROUGHNESS_WEIGHT for change in rough], axis=2)
    return np.concatenate([lab, stacked], axis=2).astype(np.float32)


def _described(
    image: NDArray[np.float32], hole_side_px: int, *, origin: tuple[int, int] = (0, 0)
) -> NDArray[np.float32]:
    """(H * W, D) float32: cosine coefficients, so that squared distances are mean squared differences of patches."""
    side = 2 * RADIUS + 1
    places = np.arange(side) + 0.5
    waves = [np.cos(np.pi * order * places / side) for order in range(4)]
    waves = [wave / np.linalg.norm(wave) / np.sqrt(side) for wave in waves]
    height, width = image.shape[:2]
    orders_of = (_LIGHT, _COLOUR, _COLOUR, _ROUGH, _ROUGH)
    described = np.empty((height, width, sum(map(len, orders_of)) + 2), np.float32)
    number = 0
    for channel, orders in enumerate(orders_of):
        plane = np.ascontiguousarray(image[..., channel])
        for down, across in orders:
            described[..., number] = cv2.sepFilter2D(
                plane, cv2.CV_32F, waves[across], waves[down], borderType=cv2.BORDER_REPLICATE
            )
            number += 1
    places_of = (np.arange(width) + origin[1], (np.arange(height) + origin[0])[:, None])
    for axis, cost in enumerate(_POSITION_COST):
        described[..., number + axis] = places_of[axis] * (cost / max(hole_side_px, 1))
    return described.reshape(height * width, -1)
