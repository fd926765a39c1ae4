"""What in a picture holds together: neighbouring cells merged step by step, and the groups that outlast many merges.

Ward's merging over a grid of cells, each with its colour and the self-supervised features of its patch. A thing is
born early (its cells are alike) and is merged with its surroundings late (they are not), so the difference of the two
costs says how much it stands out. Source: Ward 1963 for the cost; hierarchical grouping for proposals as in
Uijlings et al. 2013. No label and no text takes part.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch
from torchvision.ops import box_iou

from lredit_core.geometry import PatchGrid, Size
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.encoders.self_supervised import PatchFeatures

#: Cells along each side of a patch: colour tells borders finer than patches do.
CELLS_PER_PATCH = 2
#: Weights of a cell's lightness, its two colour channels (CIE Lab over 50) and its patch features (of unit length).
#: Lightness counts less: shadows change it within a thing.
LIGHTNESS_WEIGHT, COLOUR_WEIGHT, FEATURE_WEIGHT = 0.5, 1.0, 0.65
#: A segment covers at least so many patches and at most this share of the picture.
SMALLEST_PART_PATCHES, LARGEST_PART_SHARE = 1.5, 0.4
#: Parts kept, and how much they may overlap.
MOST_PARTS, MOST_PART_IOU = 40, 0.7
#: Exponents: of a segment's size, so that large ones are not favoured; of how much of its box it fills.
SIZE_EXPONENT, FILL_EXPONENT = 0.7, 0.5
#: Boxes are grown by so many cells on each side: borders run through cells, and a box that ends on the inner side of
#: them leaves the thing's edge to be seen after an edit.
MARGIN_CELLS = 0.5
#: A segment that touches a side of the picture is likelier background: a factor for each side.
BORDER_FACTOR = 0.5
#: A segment lies in a box of which so large a share does.
MOSTLY = 0.7


@dataclass(frozen=True, slots=True)
class Segments:
    """The segments of one picture that stand out, the most salient first.

    Attributes:
        boxes: (N, 4) float32, (x0, y0, x1, y1) in patch units.
        salience: (N,) float32 in (0, 1], falling; 1 for the first.
        field: (rows, columns) float32 in [0, 1] over the cells: the salience of the most salient segment at each place.
    """

    boxes: torch.Tensor
    salience: torch.Tensor
    field: torch.Tensor

    def reframed(self, margins: Sequence[float], grid: PatchGrid) -> Segments:
        """The same segments with other boxes: each grown by shares of its sides, to the left, top, right and bottom."""
        x0, y0, x1, y1 = self.boxes.unbind(-1)
        left, top, right, bottom = margins
        width, height = x1 - x0, y1 - y0
        grown = [x0 - left * width, y0 - top * height, x1 + right * width, y1 + bottom * height]
        limits = torch.tensor([grid.columns, grid.rows, grid.columns, grid.rows], dtype=torch.float32)
        boxes = torch.stack(grown, dim=-1).clamp_min(0).minimum(limits)
        return Segments(boxes, self.salience, self.field)

    def framing(self, patch_boxes: torch.Tensor) -> torch.Tensor:
        """How well each box frames a segment that stands out: (..., 4) in patch units to (...) in [0, 1].

        The best, over the segments, of the IoU with it times the square root of its salience.
        """
        if len(self.boxes) == 0:
            return torch.zeros(patch_boxes.shape[:-1])
        iou: torch.Tensor = box_iou(patch_boxes.reshape(-1, 4), self.boxes)
        return (iou * self.salience.sqrt()).amax(dim=1).reshape(patch_boxes.shape[:-1])

    def outside(self, patch_box: tuple[float, float, float, float]) -> Segments:
        """The segments that do not lie in a box, (x0, y0, x1, y1) in patch units, for the most part."""
        box = torch.tensor(patch_box)
        low, high = torch.maximum(self.boxes[:, :2], box[:2]), torch.minimum(self.boxes[:, 2:], box[2:])
        whole = (self.boxes[:, 2:] - self.boxes[:, :2]).prod(dim=-1)
        is_outside = (high - low).clamp_min(0).prod(dim=-1) < MOSTLY * whole
        return Segments(self.boxes[is_outside], self.salience[is_outside], self.field)

    def coverage(self, patch_boxes: torch.Tensor) -> torch.Tensor:
        """How much of anything that stands out each box covers: (..., 4) in patch units to (...) in [0, 1].

        The most, over the segments, of the share of it inside the box times its salience.
        """
        if len(self.boxes) == 0:
            return torch.zeros(patch_boxes.shape[:-1])
        flat = patch_boxes.reshape(-1, 1, 4)
        low, high = torch.maximum(flat[..., :2], self.boxes[:, :2]), torch.minimum(flat[..., 2:], self.boxes[:, 2:])
        inside = (high - low).clamp_min(0).prod(dim=-1)  # (..., 4), (N, 4) -> (B, N)
        whole = (self.boxes[:, 2:] - self.boxes[:, :2]).prod(dim=-1)
        return (self.salience * inside / whole).amax(dim=1).reshape(patch_boxes.shape[:-1])


def find_segments(patches: PatchFeatures, pixels: NDArray[np.uint8]) -> Segments:
    """The segments of a picture.

    Args:
        patches: features and their grid.
        pixels: (H, W, 3) uint8 sRGB, the picture at any scale.
    """
    cells = _cells_of(patches, pixels)
    rows, columns = cells.shape[:2]
    tree = _merged(cells)
    salience = tree.salience(rows, columns)
    order = [int(node) for node in np.argsort(-salience, kind="stable") if salience[node] > 0]
    kept: list[int] = []
    corners = torch.from_numpy(tree.bounds.astype(np.float32))
    for node in order:
        if len(kept) == MOST_PARTS:
            break
        if not kept or float(box_iou(corners[node : node + 1], corners[kept]).max()) <= MOST_PART_IOU:
            kept.append(node)
    strengths = salience[kept] / max(float(salience[kept].max(initial=0.0)), 1e-12)
    field = np.zeros(rows * columns, np.float32)
    for node, strength in zip(kept, strengths, strict=True):
        members = tree.members(node)
        field[members] = np.maximum(field[members], strength)
    grown = corners[kept].reshape(-1, 4) + MARGIN_CELLS * torch.tensor([-1.0, -1.0, 1.0, 1.0])
    within = grown.clamp_min(0).minimum(torch.tensor([columns, rows, columns, rows]))
    return Segments(
        boxes=within / CELLS_PER_PATCH,
        salience=torch.from_numpy(strengths.astype(np.float32)),
        field=torch.from_numpy(field.reshape(rows, columns)),
    )


def _cells_of(patches: PatchFeatures, pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """(rows, columns, 3 + d): what tells cells apart."""
    grid = patches.grid
    size = Size(grid.columns * CELLS_PER_PATCH, grid.rows * CELLS_PER_PATCH)
    colour = cv2.cvtColor(resized(pixels, size), cv2.COLOR_RGB2LAB).astype(np.float32) / 50.0
    colour *= np.asarray((LIGHTNESS_WEIGHT, COLOUR_WEIGHT, COLOUR_WEIGHT), np.float32)
    features = patches.features.numpy()
    centred = features - features.mean(axis=(0, 1))
    unit = centred / np.maximum(np.linalg.norm(centred, axis=2, keepdims=True), 1e-6)
    finer = np.stack(
        [
            cv2.resize(unit[..., channel], (size.width, size.height), interpolation=cv2.INTER_LINEAR)
            for channel in range(unit.shape[2])
        ],
        axis=2,
    )
    return np.concatenate([colour, FEATURE_WEIGHT * finer], axis=2).astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Tree:
    """Cells 0 to n-1 and the groups that merging made of them, n to 2n-2.

    Attributes:
        counts: cells of each node. birth, death: the cost that made it, and the cost at which it was merged.
        bounds: (x0, y0, x1, y1) in cells.
        children: the two nodes that each group was made of, from node n on.
    """

    cell_count: int
    counts: NDArray[np.float64]
    birth: NDArray[np.float64]
    death: NDArray[np.float64]
    bounds: NDArray[np.int64]
    children: list[tuple[int, int]]

    def salience(self, rows: int, columns: int) -> NDArray[np.float64]:
        """How much each node stands out; 0 for those too small or too large to be a thing."""
        x0, y0, x1, y1 = self.bounds.T
        fill = self.counts / ((x1 - x0) * (y1 - y0))
        borders = (x0 == 0).astype(int) + (y0 == 0) + (x1 == columns) + (y1 == rows)
        outlasted = np.maximum(self.death - self.birth, 0.0)
        value = outlasted / self.counts**SIZE_EXPONENT * fill**FILL_EXPONENT * BORDER_FACTOR**borders
        least = SMALLEST_PART_PATCHES * CELLS_PER_PATCH**2
        fits = (self.counts >= least) & (self.counts <= LARGEST_PART_SHARE * rows * columns)
        return np.where(fits, value, 0.0)

    def members(self, node: int) -> list[int]:
        """The cells of a node."""
        cells: list[int] = []
        pending = [node]
        while pending:
            top = pending.pop()
            if top < self.cell_count:
                cells.append(top)
            else:
                pending += self.children[top - self.cell_count]
        return cells


def _merged(cells: NDArray[np.float64]) -> _Tree:
    """Merges the two neighbours whose union costs least (Ward), until all are one."""
    rows, columns, width = cells.shape
    count = rows * columns
    total = 2 * count - 1
    means = np.zeros((total, width))
    means[:count] = cells.reshape(count, width)
    counts, birth, death = np.ones(total), np.zeros(total), np.zeros(total)
    bounds = np.zeros((total, 4), np.int64)
    row, column = np.divmod(np.arange(count), columns)
    bounds[:count] = np.stack([column, row, column + 1, row + 1], axis=1)
    neighbours: list[set[int]] = [set() for _ in range(count)]
    first = [(cell, cell + 1) for cell in range(count) if (cell + 1) % columns]
    first += [(cell, cell + columns) for cell in range(count - columns)]
    for one, other in first:
        neighbours[one].add(other)
        neighbours[other].add(one)
    pairs = np.asarray(first).reshape(-1, 2)
    costs = 0.5 * np.square(means[pairs[:, 0]] - means[pairs[:, 1]]).sum(axis=1)
    heap = [(cost, one, other) for cost, (one, other) in zip(costs.tolist(), first, strict=True)]
    heapq.heapify(heap)
    gone = [False] * total
    children: list[tuple[int, int]] = []
    while heap:
        cost, one, other = heapq.heappop(heap)
        if gone[one] or gone[other]:
            continue
        merged = count + len(children)
        children.append((one, other))
        gone[one] = gone[other] = True
        death[one] = death[other] = birth[merged] = cost
        counts[merged] = counts[one] + counts[other]
        means[merged] = (means[one] * counts[one] + means[other] * counts[other]) / counts[merged]
        bounds[merged, :2] = np.minimum(bounds[one, :2], bounds[other, :2])
        bounds[merged, 2:] = np.maximum(bounds[one, 2:], bounds[other, 2:])
        around = sorted((neighbours[one] | neighbours[other]) - {one, other})
        neighbours.append(set(around))
        if around:
            differences = np.square(means[around] - means[merged]).sum(axis=1)
            joint = counts[around] * counts[merged] / (counts[around] + counts[merged]) * differences
            for near, value in zip(around, joint.tolist(), strict=True):
                neighbours[near] -= {one, other}
                neighbours[near].add(merged)
                heapq.heappush(heap, (value, near, merged))
    return _Tree(count, counts, birth, death, bounds, children)
