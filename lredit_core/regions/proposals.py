"""Proposals: the windows around each anchor among which the region generation network chooses."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torchvision.ops import box_iou

from lredit_core.api.events import Anchor, AnchorSource
from lredit_core.geometry import Box, PatchGrid
from lredit_core.regions.anchors import AnchorPatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.regions.segments import Segments

#: Windows of each anchor that frame a segment of the picture: those around the anchor first, then the nearest.
SEGMENT_WINDOWS = 3
#: The windows that anchors come from overlap each other at most this much.
APART_IOU = 0.5
#: No window is narrower than this share of the picture's shorter side.
SMALLEST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Proposals:
    """M windows for each of K anchors.

    Attributes:
        boxes: K tuples of M boxes in pixels, within the picture. The order of the M kinds is the same everywhere.
        patch_boxes: (K, M, 4) float32, (x0, y0, x1, y1) in patch units.
    """

    boxes: tuple[tuple[Box, ...], ...]
    patch_boxes: torch.Tensor

    @property
    def anchor_count(self) -> int:
        return len(self.boxes)

    @property
    def window_count(self) -> int:
        return len(self.boxes[0])


def window_count(shares: Sequence[float], aspects: Sequence[float], *, frames_segments: bool = True) -> int:
    """M: how many windows `propose` makes around an anchor."""
    return len(shares) * len(aspects) + (SEGMENT_WINDOWS if frames_segments else 0)


def propose(
    anchors: Sequence[AnchorPatch],
    grid: PatchGrid,
    segments: Segments | None,
    *,
    shares: Sequence[float],
    aspects: Sequence[float],
    grounded: torch.Tensor | None = None,
) -> Proposals:
    """Windows of every share and aspect around each anchor, clipped to the picture, and the boxes of its segments.

    Args:
        anchors: places to propose around.
        grid: of the patches.
        segments: whose boxes are windows too; None for none.
        shares: geometric mean of a window's sides, as shares of the picture's shorter side.
        aspects: width / height.
        grounded: (N, 4) in patch units, boxes that a grounding model found, the surest first: those that hold an anchor
            are windows of it before the segments.
    """
    boxes = tuple(
        (
            *_around(anchor, grid, shares=shares, aspects=aspects),
            *(() if segments is None else _framing(anchor, grid, segments, grounded)),
        )
        for anchor in anchors
    )
    in_patches = [[grid.to_patches(box) for box in row] for row in boxes]
    return Proposals(boxes, torch.tensor(in_patches, dtype=torch.float32))


def propose_from(
    windows: torch.Tensor,
    goodness: torch.Tensor,
    grid: PatchGrid,
    *,
    count: int,
    window_count: int,
    grounded: torch.Tensor | None = None,
) -> tuple[tuple[AnchorPatch, ...], Proposals]:
    """Anchors in the middle of the best windows that lie apart; every window belongs to the anchor whose own window it
    overlaps most, and each anchor has its best ones, the best first.

    Args:
        windows: (N, 4) in shares of the picture's sides, the best first.
        goodness: (N,), falling.
        grid: of the patches.
        count: K, anchors; fewer where there are too few windows.
        window_count: M, windows of each anchor.
        grounded: (G, 4), those of the windows that a grounding model found: their anchors say so.
    """
    overlaps = box_iou(windows, windows)
    leading: list[int] = []
    for index in range(len(windows)):
        if len(leading) < count and (not leading or float(overlaps[index, leading].max()) <= APART_IOU):
            leading.append(index)
    anchors: list[AnchorPatch] = []
    boxes: list[tuple[Box, ...]] = []
    belongs = overlaps[:, leading].argmax(dim=1)
    for number, index in enumerate(leading):
        own = torch.nonzero(belongs == number).flatten()[:window_count].tolist()
        own += own[-1:] * (window_count - len(own))
        boxes.append(tuple(_in_pixels(windows[window], grid) for window in own))
        x, y = boxes[-1][own.index(index)].centre
        row, column = grid.patch_at(x, y)
        source = AnchorSource.TEXT
        if grounded is not None and bool((windows[index] == grounded).all(dim=1).any()):
            source = AnchorSource.GROUNDING
        anchors.append(AnchorPatch(Anchor(number, x, y, source, float(goodness[index])), row, column))
    in_patches = [[grid.to_patches(box) for box in row] for row in boxes]
    return tuple(anchors), Proposals(tuple(boxes), torch.tensor(in_patches, dtype=torch.float32))


def _in_pixels(shares: torch.Tensor, grid: PatchGrid) -> Box:
    x0, y0, x1, y1 = (shares * torch.tensor([grid.columns, grid.rows, grid.columns, grid.rows])).tolist()
    return grid.to_pixels(x0, y0, x1, y1).clipped_to(grid.image)


def _around(
    anchor: AnchorPatch, grid: PatchGrid, *, shares: Sequence[float], aspects: Sequence[float]
) -> tuple[Box, ...]:
    image = grid.image
    x, y = anchor.anchor.x, anchor.anchor.y
    windows: list[Box] = []
    for share in shares:
        for aspect in aspects:
            side = share * image.shortest
            windows.append(Box.around(x, y, side * math.sqrt(aspect), side / math.sqrt(aspect)).clipped_to(image))
    return tuple(windows)


def _framing(
    anchor: AnchorPatch, grid: PatchGrid, segments: Segments, grounded: torch.Tensor | None
) -> tuple[Box, ...]:
    """`SEGMENT_WINDOWS` boxes: those around the anchor that a grounding model found, all but one at most, then those of
    segments."""
    if grounded is None or not len(grounded):
        return _framing_segments(anchor, grid, segments)
    column, row = anchor.anchor.x / grid.patch_width_px, anchor.anchor.y / grid.patch_height_px
    x0, y0, x1, y1 = grounded.unbind(1)
    holds = (x0 <= column) & (column <= x1) & (y0 <= row) & (row <= y1)
    windows = [grid.to_pixels(*box).clipped_to(grid.image) for box in grounded[holds][: SEGMENT_WINDOWS - 1].tolist()]
    return (*windows, *_framing_segments(anchor, grid, segments))[:SEGMENT_WINDOWS]


def _framing_segments(anchor: AnchorPatch, grid: PatchGrid, segments: Segments) -> tuple[Box, ...]:
    """`SEGMENT_WINDOWS` boxes: the most salient segments that hold the anchor, then the nearest ones."""
    image = grid.image
    least_px = SMALLEST_SHARE * image.shortest
    column, row = anchor.anchor.x / grid.patch_width_px, anchor.anchor.y / grid.patch_height_px
    x0, y0, x1, y1 = segments.boxes.unbind(1)
    holds = (x0 <= column) & (column <= x1) & (y0 <= row) & (row <= y1)
    distance = torch.hypot((x0 + x1) / 2 - column, (y0 + y1) / 2 - row)
    order = torch.argsort(torch.where(holds, -segments.salience, distance), stable=True)[:SEGMENT_WINDOWS].tolist()
    windows: list[Box] = []
    for corners in segments.boxes[order].tolist():
        outline = grid.to_pixels(*corners)
        centre_x, centre_y = outline.centre
        width, height = max(outline.width, least_px), max(outline.height, least_px)
        windows.append(Box.around(centre_x, centre_y, width, height).clipped_to(image))
    while len(windows) < SEGMENT_WINDOWS:  # a picture with hardly any segments
        windows.append(windows[-1] if windows else grid.to_pixels(0, 0, grid.columns, grid.rows))
    return tuple(windows)
