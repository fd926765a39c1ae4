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
        image: (H, W, 5) float32: CIELAB, and roughness across and down; the hole's part changes while it is filled.
        hole: (H, W) bool.
        is_source: (H, W) bool: the patch around each place lies wholly in what is known and may be copied.
        is_searched: False where matches are only carried.
        targets: (N,) int64, flat places whose patches touch the hole.
        number_of: (H * W,) int64: the number of each target, -1 elsewhere.
        sources: (S,) int64, flat places of `is_source`.
        trust: (N,) float32 in (0, 1], less the deeper a target lies in the hole.
    """

    image: NDArray[np.float32]
    hole: NDArray[np.bool_]
    is_source: NDArray[np.bool_]
    is_searched: bool
    targets: NDArray[np.int64] = field(init=False)
    number_of: NDArray[np.int64] = field(init=False)
    sources: NDArray[np.int64] = field(init=False)
    holes: NDArray[np.int64] = field(init=False)
    trust: NDArray[np.float32] = field(init=False)
    _known: NDArray[np.float32] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        cells = np.ones((2 * RADIUS + 1, 2 * RADIUS + 1), np.uint8)
        touches = cv2.dilate(self.hole.astype(np.uint8), cells) > 0
        touches[:RADIUS], touches[-RADIUS:], touches[:, :RADIUS], touches[:, -RADIUS:] = False, False, False, False
        self.targets = np.flatnonzero(touches)
        self.number_of = np.full(self.hole.size, -1, np.int64)
        self.number_of[self.targets] = np.arange(self.targets.size)
        self.sources = np.flatnonzero(self.is_source)
        self.holes = np.flatnonzero(self.hole)
        depth = cv2.distanceTransform(self.hole.astype(np.uint8), cv2.DIST_L2, 3)
        self.trust = np.maximum(1.2 ** -depth.reshape(-1)[self.targets], 1e-3).astype(np.float32)

    @property
    def width(self) -> int:
        return self.hole.shape[1]

    @property
    def hole_count(self) -> int:
        return self.holes.size

    def descriptors(self) -> NDArray[np.float32]:
        """(H * W, D) float32: what the patch around each place is known by, as the image is now."""
        hole_box = cv2.boundingRect(self.hole.astype(np.uint8))
        if self._known is None:
            self._known = _described(self.image, self._box_size())
            return self._known
        left, top, width, height = hole_box
        rim = 2 * RADIUS
        rows = slice(max(0, top - rim), min(self.hole.shape[0], top + height + rim))
        columns = slice(max(0, left - rim), min(self.width, left + width + rim))
        part = _described(self.image[rows, columns], self._box_size(), origin=(rows.start, columns.start))
        whole = self._known.reshape(*self.hole.shape, -1)
        inner_rows = slice(rows.start + RADIUS * (rows.start > 0), rows.stop - RADIUS * (rows.stop < self.hole.shape[0]))
        inner_columns = slice(
            columns.start + RADIUS * (columns.start > 0), columns.stop - RADIUS * (columns.stop < self.width)
        )
        shaped = part.reshape(rows.stop - rows.start, columns.stop - columns.start, -1)
        whole[inner_rows, inner_columns] = shaped[
            inner_rows.start - rows.start : inner_rows.stop - rows.start,
            inner_columns.start - columns.start : inner_columns.stop - columns.start,
        ]
        return self._known

    def forget(self) -> None:
        """Lets the descriptors go."""
        self._known = None

    def _box_size(self) -> int:
        _left, _top, width, height = cv2.boundingRect(self.hole.astype(np.uint8))
        return max(width, height)


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
        if usable[window.as_slices()].sum() >= _LEAST_SOURCE * count or window.size == size:
            break
        margin = round(margin * 1.5)
    cells = np.ones((2 * RADIUS + 1, 2 * RADIUS + 1), np.uint8)
    if not cv2.erode(usable[window.as_slices()].astype(np.uint8), cells, borderValue=0).any():
        raise InvalidRequest(
            "The mask covers so much of the picture that nothing is left to fill it from. Choose a smaller region."
        )
    return window


def levels_of(
    pixels: NDArray[np.uint8], hole: NDArray[np.bool_], avoid: NDArray[np.bool_] | None, *, searched_px: int
) -> list[Level]:
    """The pyramid, finest first: at its own size, then halved until patches reach from rim to rim."""
    lab = cv2.cvtColor(pixels.astype(np.float32) / 255.0, cv2.COLOR_RGB2Lab)
    known = (~hole).astype(np.float32)
    usable = known if avoid is None else known * ~avoid
    image = _with_roughness(lab, known)
    levels = []
    while True:
        count = int((known < 0.5).sum())
        depth = float(cv2.distanceTransform((known < 0.5).astype(np.uint8), cv2.DIST_L2, 3).max())
        levels.append(_level(image, known < 0.5, usable > 0.5, is_searched=count <= searched_px))
        if depth <= _COARSEST_DEPTH_PX or min(image.shape[:2]) < 2 * _COARSEST_SIDE_PX:
            break
        smaller_usable = _halved(usable) > 0.99
        if not cv2.erode(smaller_usable.astype(np.uint8), np.ones((7, 7), np.uint8), borderValue=0).any():
            break
        weight = _halved(known)
        image = _halved(image * known[..., None]) / np.maximum(weight, 1e-6)[..., None]
        known, usable = (weight > 0.5).astype(np.float32), smaller_usable.astype(np.float32)
    levels[-1].is_searched = True
    return levels


def _level(
    image: NDArray[np.float32], hole: NDArray[np.bool_], usable: NDArray[np.bool_], *, is_searched: bool
) -> Level:
    pad = ((RADIUS, RADIUS), (RADIUS, RADIUS))
    cells = np.ones((2 * RADIUS + 1, 2 * RADIUS + 1), np.uint8)
    whole = cv2.erode(usable.astype(np.uint8), cells, borderValue=0) > 0
    padded = np.pad(image, (*pad, (0, 0)), mode="edge")
    return Level(padded, np.pad(hole, pad, mode="edge"), np.pad(whole, pad), is_searched)


def _halved(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Half as large, an odd last row or column repeated first."""
    height, width = values.shape[:2]
    if height % 2 or width % 2:
        values = cv2.copyMakeBorder(values, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE).astype(np.float32)
    size = (values.shape[1] // 2, values.shape[0] // 2)
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)


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
    planes = []
    for channel, orders in enumerate((_LIGHT, _COLOUR, _COLOUR, _ROUGH, _ROUGH)):
        plane = np.ascontiguousarray(image[..., channel])
        for down, across in orders:
            planes.append(
                cv2.sepFilter2D(plane, cv2.CV_32F, waves[across], waves[down], borderType=cv2.BORDER_REPLICATE)
            )
    height, width = image.shape[:2]
    columns = (np.arange(width, dtype=np.float32) + origin[1]) * (_POSITION_COST[0] / max(hole_side_px, 1))
    rows = (np.arange(height, dtype=np.float32) + origin[0]) * (_POSITION_COST[1] / max(hole_side_px, 1))
    planes.append(np.broadcast_to(columns[None], (height, width)))
    planes.append(np.broadcast_to(rows[:, None], (height, width)))
    return np.stack(planes, axis=2).reshape(height * width, -1).astype(np.float32, copy=False)
