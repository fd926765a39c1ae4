"""Anchor points: where an edit could be centred, and why.

After what a grounding model found, where there is one, four sources take turns: the text's relevance map, objectness
(the segments that stand out), the [CLS] attention (the paper's source), and a coarse grid for places where nothing is
yet. All are spread by suppression, so that no two anchors crowd one place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F

from lredit_core.api.events import Anchor, AnchorSource
from lredit_core.prompt.intent import EditIntent
from lredit_core.regions.objectness import contrast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lredit_core.encoders.self_supervised import PatchFeatures
    from lredit_core.geometry import PatchGrid
    from lredit_core.regions.segments import Segments

#: Anchors keep this distance, as a share of the picture's longer side.
SUPPRESSION_SHARE = 0.07
#: Coarse grid: cells along each side.
COARSE_CELLS = 3
#: An anchor is recentred on the most salient segment around it, if that one stands out at least so much.
LEAST_SALIENCE = 0.05
#: How much a segment's salience (its logarithm) counts beside the relevance map's contrast, in standard deviations.
SALIENCE_BESIDE_TEXT = 0.4

_T, _O, _A, _G = AnchorSource.TEXT, AnchorSource.OBJECTNESS, AnchorSource.ATTENTION, AnchorSource.GRID
#: Whose turn it is, over and over. A named thing is looked for by the text; an empty place by the grid.
_TURNS = {
    EditIntent.REPLACE: (_T, _O, _O, _T, _O, _A, _T, _O, _G),
    EditIntent.REPLACE_ANY: (_O, _O, _T, _A, _O, _G),
    EditIntent.ADD: (_G, _G, _G, _T, _G, _G, _O, _G, _A),
}


@dataclass(frozen=True, slots=True)
class AnchorPatch:
    """An anchor and the patch it came from."""

    anchor: Anchor
    row: int
    column: int


#: (x, y) in pixels, and the strength within its source.
_Place = tuple[float, float, float]


def find_anchors(
    patches: PatchFeatures,
    segments: Segments,
    relevance: torch.Tensor | None,
    *,
    count: int,
    intent: EditIntent,
    first: Sequence[tuple[float, float]] = (),
    grounded: Sequence[tuple[float, float, float]] = (),
    turns: Sequence[AnchorSource] = (),
    suppression: float = SUPPRESSION_SHARE,
) -> tuple[AnchorPatch, ...]:
    """Chooses `count` anchors (fewer on tiny grids).

    Args:
        patches: features and attention.
        segments: that stand out.
        relevance: (h, w) of any size over the same picture, or None.
        count: K, how many.
        intent: what the edit is for: it decides whose turn comes when.
        first: (x, y) in pixels, places that the words speak of beyond the map; they come before all others.
        grounded: (x, y) in pixels and sureness in [0, 1] of what a grounding model found, the surest first: they come
            next, and take half of the anchors at most.
        turns: whose turn it is, over and over; what suits the intent if left out.
        suppression: the distance that anchors keep, as a share of the picture's longer side.
    """
    grid = patches.grid
    chosen: list[AnchorPatch] = []

    def choose(place: _Place, source: AnchorSource) -> None:
        x, y, strength = place
        row, column = grid.patch_at(x, y)
        chosen.append(AnchorPatch(Anchor(len(chosen), x, y, source, strength), row, column))

    leading: list[_Place] = [(x, y, 1.0) for x, y in first]
    while len(chosen) < count and (led := _next_free(leading, chosen, grid, suppression)) is not None:
        choose(led, _T)
    found, most = list(grounded), min(count, len(chosen) + count // 2)
    while len(chosen) < most and (led := _next_free(found, chosen, grid, suppression)) is not None:
        choose(led, AnchorSource.GROUNDING)
    queues: dict[AnchorSource, list[_Place]] = {
        _O: [*_centres(segments.boxes, segments.salience, grid)],
        _A: _recentred(_ranked(_unit_range(patches.attention), grid), segments, grid),
        _G: _coarse(segments.field, grid),
    }
    if relevance is not None:
        text = _unit_range(_on_grid(relevance, grid))
        spoken_of = _segments_by_text(segments, relevance.detach().cpu(), grid) if intent is not EditIntent.ADD else []
        queues[_T] = _woven(spoken_of, _ranked(text, grid))
    told = EditIntent.REPLACE if intent.names_a_thing else intent
    turns = [source for source in turns or _TURNS[told] if source in queues]
    turn = 0
    while turns and len(chosen) < count and any(queues[source] for source in turns):
        source = turns[turn % len(turns)]
        turn += 1
        place = _next_free(queues[source], chosen, grid, suppression)
        if place is not None:
            choose(place, source)
    return tuple(chosen)


def strongest_attention(patches: PatchFeatures, *, count: int) -> tuple[AnchorPatch, ...]:
    """The `count` patches of most [CLS] attention, as the paper has it: nothing keeps two of them apart."""
    places = _ranked(_unit_range(patches.attention), patches.grid)[:count]
    anchors: list[AnchorPatch] = []
    for number, (x, y, strength) in enumerate(places):
        row, column = patches.grid.patch_at(x, y)
        anchors.append(AnchorPatch(Anchor(number, x, y, AnchorSource.ATTENTION, strength), row, column))
    return tuple(anchors)


def _next_free(queue: list[_Place], chosen: list[AnchorPatch], grid: PatchGrid, suppression: float) -> _Place | None:
    """Takes places off the queue until one is far enough from all anchors so far."""
    least_px = suppression * grid.image.longest
    while queue:
        place = queue.pop(0)
        if all(math.hypot(place[0] - other.anchor.x, place[1] - other.anchor.y) >= least_px for other in chosen):
            return place
    return None


def _centres(boxes: torch.Tensor, strengths: torch.Tensor, grid: PatchGrid) -> Iterable[_Place]:
    for (x0, y0, x1, y1), strength in zip(boxes.tolist(), strengths.tolist(), strict=True):
        yield (x0 + x1) / 2 * grid.patch_width_px, (y0 + y1) / 2 * grid.patch_height_px, strength


def _segments_by_text(segments: Segments, relevance: torch.Tensor, grid: PatchGrid) -> list[_Place]:
    """The segments' middles, those first that the map speaks of and their surroundings do not."""
    if len(segments.boxes) == 0:
        return []
    rows, columns = relevance.shape
    to_map = torch.tensor([columns / grid.columns, rows / grid.rows]).repeat(2)
    spoken_of = (
        contrast(relevance, segments.boxes * to_map) + SALIENCE_BESIDE_TEXT * segments.salience.clamp_min(1e-3).log()
    )
    order = torch.argsort(spoken_of, descending=True, stable=True)
    return [*_centres(segments.boxes[order], _unit_range(spoken_of)[order], grid)]


def _recentred(places: list[_Place], segments: Segments, grid: PatchGrid) -> list[_Place]:
    """Each place moved to the middle of the most salient segment that holds it, where one stands out."""
    outstanding = segments.salience >= LEAST_SALIENCE
    boxes, salience = segments.boxes[outstanding], segments.salience[outstanding]
    if len(boxes) == 0:
        return places
    points = torch.tensor([[x / grid.patch_width_px, y / grid.patch_height_px] for x, y, _strength in places])
    holds = ((boxes[:, :2] <= points[:, None]) & (points[:, None] < boxes[:, 2:])).all(dim=-1)  # (places, segments)
    first = holds.float().argmax(dim=1).tolist()  # segments come in the order of their salience
    centres = [*_centres(boxes, salience, grid)]
    return [
        (*centres[segment][:2], place[2]) if is_held else place
        for place, segment, is_held in zip(places, first, holds.any(dim=1).tolist(), strict=True)
    ]


def _woven(first: list[_Place], second: list[_Place]) -> list[_Place]:
    """Two of the first list, one of the second, and so on; what is left of either at the end."""
    woven: list[_Place] = []
    one, other = iter(first), iter(second)
    for a in one:
        woven.append(a)
        woven += [b for b in (next(one, None), next(other, None)) if b is not None]
    return [*woven, *other]


def _ranked(field: torch.Tensor, grid: PatchGrid) -> list[_Place]:
    """The middle of every patch, the strongest first; ties in reading order."""
    flat = field.reshape(-1)
    order = torch.argsort(flat, descending=True, stable=True).tolist()
    return [(*grid.centre_of(*grid.unravel(index)), float(flat[index])) for index in order]


def _coarse(salience: torch.Tensor, grid: PatchGrid) -> list[_Place]:
    """Middles of a coarse grid's cells, the emptiest first."""
    emptiness = F.adaptive_avg_pool2d(1 - salience[None, None], COARSE_CELLS)[0, 0]
    cells: list[_Place] = []
    for index in torch.argsort(emptiness.reshape(-1), descending=True, stable=True).tolist():
        row, column = divmod(index, COARSE_CELLS)
        x, y = (column + 0.5) / COARSE_CELLS * grid.image.width, (row + 0.5) / COARSE_CELLS * grid.image.height
        cells.append((x, y, float(emptiness[row, column])))
    return cells


def _on_grid(field: torch.Tensor, grid: PatchGrid) -> torch.Tensor:
    resampled = F.interpolate(
        field.detach().cpu()[None, None].float(), size=(grid.rows, grid.columns), mode="bilinear", align_corners=False
    )
    return resampled[0, 0]


def _unit_range(field: torch.Tensor) -> torch.Tensor:
    lowest, highest = field.min(), field.max()
    return (field - lowest) / (highest - lowest).clamp_min(1e-12)
