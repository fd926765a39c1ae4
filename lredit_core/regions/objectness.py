"""Where things are, from self-supervised patch features alone: the patch-similarity graph.

Source: the inverse degree of LOST (Simeoni et al. 2021) and the graph of TokenCut (Wang et al. 2022). Things cover
fewer patches than backgrounds do, so a patch that resembles few others is likely to lie on a thing.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F


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


def mean_inside(field: torch.Tensor, patch_boxes: torch.Tensor) -> torch.Tensor:
    """A field's mean inside each box, the frames as for `contrast`: (rows, columns), (..., 4) -> (...)."""
    integral = F.pad(field.double().cumsum(0).cumsum(1), (1, 0, 1, 0))
    total, area = _sum_over(integral, *patch_boxes.double().unbind(-1))
    return (total / area.clamp_min(1e-6)).float()


def sum_inside(field: torch.Tensor, patch_boxes: torch.Tensor) -> torch.Tensor:
    """A field's sum inside each box, the frames as for `contrast`: (rows, columns), (..., 4) -> (...)."""
    integral = F.pad(field.double().cumsum(0).cumsum(1), (1, 0, 1, 0))
    return _sum_over(integral, *patch_boxes.double().unbind(-1))[0].float()


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
