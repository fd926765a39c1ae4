"""Anchor points: where an edit could be centred, and why.

Four sources take turns: the text's relevance map, objectness, the [CLS] attention (the paper's source), and a coarse
grid for places where nothing is yet. All are spread by suppression, so that no two anchors crowd one place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from lredit_core.encoders.self_supervised import PatchFeatures
from lredit_core.events import Anchor, AnchorSource
from lredit_core.geometry import PatchGrid
from lredit_core.regions.objectness import SimilarityGraph

#: Anchors keep this distance, as a share of the picture's longer side.
SUPPRESSION_SHARE = 0.09
#: Coarse grid: cells along each side.
COARSE_CELLS = 3
#: A thing is recentred on its patches while they cover at most this share of the picture.
LARGEST_THING_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class AnchorPatch:
    """An anchor and the patch it came from."""

    anchor: Anchor
    row: int
    column: int


def find_anchors(
    patches: PatchFeatures, graph: SimilarityGraph, relevance: torch.Tensor | None, *, count: int, has_source: bool
) -> tuple[AnchorPatch, ...]:
    """Chooses `count` anchors (fewer on tiny grids).

    Args:
        relevance: (h, w) of any size over the same picture, or None.
        has_source: a source prompt names the thing, so that the relevance map is trusted with more anchors.
    """
    grid = patches.grid
    maps: dict[AnchorSource, torch.Tensor] = {
        AnchorSource.OBJECTNESS: graph.objectness(),
        AnchorSource.ATTENTION: _unit_range(patches.attention),
    }
    turns = [AnchorSource.OBJECTNESS, AnchorSource.ATTENTION, AnchorSource.GRID]
    if relevance is not None:
        maps[AnchorSource.TEXT] = _unit_range(_on_grid(relevance, grid))
        turns.insert(0, AnchorSource.TEXT)
        if has_source:
            turns = [AnchorSource.TEXT, AnchorSource.OBJECTNESS, *turns]
    chosen: list[AnchorPatch] = []
    queues = {source: _ranked(field, grid) for source, field in maps.items()}
    queues[AnchorSource.GRID] = _coarse(maps[AnchorSource.OBJECTNESS], grid)
    turn = 0
    while len(chosen) < count and any(queues.values()):
        source = turns[turn % len(turns)]
        turn += 1
        anchor = _next_free(queues[source], chosen, source, grid, graph)
        if anchor is not None:
            chosen.append(anchor)
    return tuple(chosen)


def _next_free(
    queue: list[tuple[int, int, float]],
    chosen: list[AnchorPatch],
    source: AnchorSource,
    grid: PatchGrid,
    graph: SimilarityGraph,
) -> AnchorPatch | None:
    """Takes patches off the queue until one is far enough from all anchors so far."""
    least_px = SUPPRESSION_SHARE * grid.image.longest
    while queue:
        row, column, strength = queue.pop(0)
        x, y = grid.centre_of(row, column)
        if source is not AnchorSource.GRID:
            x, y = _recentred(graph, grid, row, column)
        if all(math.hypot(x - other.anchor.x, y - other.anchor.y) >= least_px for other in chosen):
            return AnchorPatch(Anchor(len(chosen), x, y, source, strength), row, column)
    return None


def _recentred(graph: SimilarityGraph, grid: PatchGrid, row: int, column: int) -> tuple[float, float]:
    """The middle of the thing that the patch belongs to, where it looks like a thing; else the patch's own middle."""
    component = graph.extent(row, column, threshold=0.3)
    share = component.mean()
    if not component.sum() > 1 or share > LARGEST_THING_SHARE:
        return grid.centre_of(row, column)
    from lredit_core.regions.objectness import bounds_of

    x0, y0, x1, y1 = bounds_of(component)
    return (x0 + x1) / 2 * grid.patch_width_px, (y0 + y1) / 2 * grid.patch_height_px


def _ranked(field: torch.Tensor, grid: PatchGrid) -> list[tuple[int, int, float]]:
    """(row, column, strength) of every patch, the strongest first; ties in reading order."""
    flat = field.reshape(-1)
    order = torch.argsort(flat, descending=True, stable=True).tolist()
    return [(*grid.unravel(index), float(flat[index])) for index in order]


def _coarse(objectness: torch.Tensor, grid: PatchGrid) -> list[tuple[int, int, float]]:
    """Middles of a coarse grid's cells, the emptiest first."""
    emptiness = F.adaptive_avg_pool2d(1 - objectness[None, None], COARSE_CELLS)[0, 0]
    cells: list[tuple[int, int, float]] = []
    for index in torch.argsort(emptiness.reshape(-1), descending=True, stable=True).tolist():
        row, column = divmod(index, COARSE_CELLS)
        cells.append(
            (
                int((row + 0.5) * grid.rows / COARSE_CELLS),
                int((column + 0.5) * grid.columns / COARSE_CELLS),
                float(emptiness[row, column]),
            )
        )
    return cells


def _on_grid(field: torch.Tensor, grid: PatchGrid) -> torch.Tensor:
    resampled = F.interpolate(
        field.detach().cpu()[None, None].float(), size=(grid.rows, grid.columns), mode="bilinear", align_corners=False
    )
    return resampled[0, 0]


def _unit_range(field: torch.Tensor) -> torch.Tensor:
    lowest, highest = field.min(), field.max()
    return (field - lowest) / (highest - lowest).clamp_min(1e-12)
