"""Where things are, from self-supervised patch features alone: the patch-similarity graph.

Source: the inverse degree of LOST (Simeoni et al. 2021) and the graph of TokenCut (Wang et al. 2022). Things cover
fewer patches than backgrounds do, so a patch that resembles few others is likely to lie on a thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from scipy import ndimage
from torchvision.ops import box_iou


@dataclass(frozen=True, slots=True)
class SimilarityGraph:
    """Cosine similarity of every pair of patches after the picture's mean is taken out.

    Attributes:
        similarity: (N, N) float32 in [-1, 1].
        rows, columns: of the grid; N = rows * columns.
    """

    similarity: torch.Tensor
    rows: int
    columns: int

    @classmethod
    def of(cls, features: torch.Tensor) -> SimilarityGraph:
        """From patch features (rows, columns, d)."""
        rows, columns, width = features.shape
        flat = features.reshape(-1, width)  # (h, w, d) -> (N, d)
        unit = F.normalize(flat - flat.mean(dim=0, keepdim=True), dim=1)
        return cls(unit @ unit.T, rows, columns)

    def objectness(self) -> torch.Tensor:
        """(rows, columns) in [0, 1]: 1 where a patch resembles the fewest others."""
        degree = (self.similarity > 0).float().sum(dim=1)
        lowest, highest = degree.min(), degree.max()
        share = (highest - degree) / (highest - lowest).clamp_min(1.0)
        return share.reshape(self.rows, self.columns)

    def extent(self, row: int, column: int, *, threshold: float) -> NDArray[np.bool_]:
        """The connected patches around a seed whose similarity with it is above `threshold`: (rows, columns) bool."""
        alike = (self.similarity[row * self.columns + column] > threshold).reshape(self.rows, self.columns).numpy()
        alike[row, column] = True
        labels, _count = ndimage.label(alike)
        component: NDArray[np.bool_] = labels == labels[row, column]
        return component


def bounds_of(component: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """(x0, y0, x1, y1), half-open, in patches, of the true cells."""
    rows, columns = np.nonzero(component)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


#: Where objectness is cut into things, and how alike patches must be to belong together: a thing stands out at some.
OBJECTNESS_LEVELS = (0.3, 0.45, 0.6, 0.75, 0.9)
LIKENESS_LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5)
#: An outline has at least so many patches and covers at most this share of the picture.
SMALLEST_OUTLINE_PATCHES = 3
LARGEST_OUTLINE_SHARE = 0.5


def outlines(graph: SimilarityGraph, seeds: Sequence[tuple[int, int]]) -> torch.Tensor:
    """Bounds of everything that looks like a whole thing: (N, 4) float32, (x0, y0, x1, y1) in patch units.

    Connected patches where objectness is above some level, and connected patches like a seed to some level.

    Args:
        seeds: (row, column) of patches on likely things.
    """
    objectness = graph.objectness().numpy()
    bounds: set[tuple[int, int, int, int]] = set()
    for level in OBJECTNESS_LEVELS:
        labels, count = ndimage.label(objectness > level)
        for label in range(1, count + 1):
            _add_bounds(bounds, labels == label)
    for row, column in seeds:
        for level in LIKENESS_LEVELS:
            _add_bounds(bounds, graph.extent(row, column, threshold=level))
    return torch.tensor(sorted(bounds), dtype=torch.float32).reshape(-1, 4)


def _add_bounds(bounds: set[tuple[int, int, int, int]], component: NDArray[np.bool_]) -> None:
    if component.sum() >= SMALLEST_OUTLINE_PATCHES and component.mean() <= LARGEST_OUTLINE_SHARE:
        bounds.add(bounds_of(component))


def framing(patch_boxes: torch.Tensor, outlined: torch.Tensor) -> torch.Tensor:
    """How well each box frames something whole: its best IoU with any outline, (..., 4), (N, 4) -> (...) in [0, 1]."""
    if len(outlined) == 0:
        return torch.zeros(patch_boxes.shape[:-1])
    best: torch.Tensor = box_iou(patch_boxes.reshape(-1, 4), outlined).amax(dim=1)
    return best.reshape(patch_boxes.shape[:-1])


def contrast(field: torch.Tensor, patch_boxes: torch.Tensor) -> torch.Tensor:
    """How much more of a field lies inside each box than just around it.

    Args:
        field: (rows, columns).
        patch_boxes: (..., 4), (x0, y0, x1, y1) in patch units.

    Returns:
        (...), mean inside less mean in the ring around (half as wide again on each side), in the field's units. A box
        that covers the whole field has no ring; it gets 0.
    """
    rows, columns = field.shape
    integral = F.pad(field.double().cumsum(0).cumsum(1), (1, 0, 1, 0))  # (rows + 1, columns + 1)
    x0, y0, x1, y1 = patch_boxes.double().unbind(-1)
    ring_x, ring_y = (x1 - x0) * 0.25 + 0.5, (y1 - y0) * 0.25 + 0.5
    inside, inside_area = _sum_over(integral, x0, y0, x1, y1)
    outer, outer_area = _sum_over(
        integral,
        (x0 - ring_x).clamp_min(0),
        (y0 - ring_y).clamp_min(0),
        (x1 + ring_x).clamp_max(columns),
        (y1 + ring_y).clamp_max(rows),
    )
    ring_area = outer_area - inside_area
    ring_mean = (outer - inside) / ring_area.clamp_min(1e-6)
    difference = inside / inside_area.clamp_min(1e-6) - ring_mean
    return torch.where(ring_area > 1e-3, difference, torch.zeros_like(difference)).float()


def _sum_over(
    integral: torch.Tensor, x0: torch.Tensor, y0: torch.Tensor, x1: torch.Tensor, y1: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Sum of the field over boxes with fractional corners, bilinear in the integral image, and the boxes' areas."""
    total = _at(integral, x1, y1) - _at(integral, x0, y1) - _at(integral, x1, y0) + _at(integral, x0, y0)
    return total, (x1 - x0) * (y1 - y0)


def _at(integral: torch.Tensor, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    rows, columns = integral.shape
    left = x.floor().long().clamp(0, columns - 2)
    top = y.floor().long().clamp(0, rows - 2)
    share_x, share_y = x - left, y - top
    above = integral[top, left] * (1 - share_x) + integral[top, left + 1] * share_x
    below = integral[top + 1, left] * (1 - share_x) + integral[top + 1, left + 1] * share_x
    return above * (1 - share_y) + below * share_y
