"""What a person points at: the windows under a point, from small to large; the thing in a box that was drawn loosely.

No word takes part. Windows come from any number of sources; each is judged by the picture itself: a window that frames
something cuts few superpixels in two (Alexe et al. 2012, "superpixels straddling"), so what lies inside of it is unlike
the ring around it. Where a source is sure of its windows, as a detector is, that counts as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torchvision.ops import box_iou

from lredit_core.api.request import LEAST_SIDE_PX
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Windows offered under a point; each covers so many times the area of the one before, and overlaps the others at most
#: so much.
MOST_OFFERED, LEAST_GROWTH, _MOST_IOU = 6, 1.8, 0.67
#: The shorter side of a window, as a share of the picture's shorter side; and the largest share of the picture.
LEAST_SIDE, LARGEST_SHARE = 0.04, 0.85
#: A source this sure of a window is believed; one less sure than the other is not heard.
_SURE, _LEAST_SURE = 0.3, 0.1
#: What a source's sureness counts beside the superpixels (its square root), and how far a point off the middle of a
#: window, at the window's edge, counts against it: people point at the middle of things.
_SURENESS_WEIGHT, _OFF_CENTRE_WEIGHT = 2.0, 0.5
#: A box that was drawn loosely is searched with this margin, in shares of its sides; a thing covers at least so much of
#: it, and up to so much the likelier it is what was meant.
SNAP_MARGIN = 0.05
_LEAST_COVERED, _COVERED, _COVERED_WEIGHT = 0.25, 0.6, 0.5
#: A window below this is no better than any other.
_LEAST_FRAMING = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class WindowSource:
    """Windows from one place.

    Attributes:
        boxes: (N, 4) float32, x0, y0, x1, y1 as shares of the picture's sides.
        sureness: (N,) in [0, 1], how sure it is that each frames a thing; None where it cannot say.
    """

    boxes: torch.Tensor
    sureness: torch.Tensor | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PointableWindows:
    """Every window of one picture that a person may mean.

    Attributes:
        boxes: (N, 4) float32, in shares of the picture's sides.
        framing: (N,), at most 1: how little the window cuts what holds together.
        sureness: (N,) in [0, 1]; 0 where nobody said.
    """

    boxes: torch.Tensor
    framing: torch.Tensor
    sureness: torch.Tensor

    @classmethod
    def judged(cls, sources: Sequence[WindowSource], superpixels: Sequence[torch.Tensor]) -> PointableWindows:
        """The windows of all sources, judged by the picture.

        Args:
            sources: the surest first.
            superpixels: for each scale (rows, columns) int64, as `find_superpixels` gives them.
        """
        boxes, sureness = [torch.zeros(0, 4)], [torch.zeros(0)]
        for source in sources:
            sure = torch.zeros(len(source.boxes)) if source.sureness is None else source.sureness
            heard = torch.ones(len(sure), dtype=torch.bool) if source.sureness is None else sure >= _LEAST_SURE
            boxes.append(source.boxes[heard])
            sureness.append(sure[heard])
        windows = torch.cat(boxes)
        return cls(windows, framing_by_superpixels(windows, superpixels), torch.cat(sureness))

    def joined(self, others: PointableWindows) -> PointableWindows:
        """With the windows of other sources."""
        return PointableWindows(
            torch.cat([self.boxes, others.boxes]),
            torch.cat([self.framing, others.framing]),
            torch.cat([self.sureness, others.sureness]),
        )

    @property
    def standing(self) -> torch.Tensor:
        """(N,): the higher, the likelier the window is something that a person means."""
        return self.framing + _SURENESS_WEIGHT * self.sureness.sqrt()

    def chosen(self, which: torch.Tensor) -> PointableWindows:
        """Some of them: a mask or indices."""
        return PointableWindows(self.boxes[which], self.framing[which], self.sureness[which])


@dataclass(frozen=True, slots=True)
class Offer:
    """What lies under a point.

    Attributes:
        boxes: in pixels of the picture, from small to large; () where nothing does.
        first: which of them to begin with: the one that a source is surest of, else the smallest.
    """

    boxes: tuple[Box, ...] = ()
    first: int = 0


def offer_under(windows: PointableWindows, x: float, y: float, *, picture: Size) -> Offer:
    """The windows under a point, each clearly larger than the one before.

    Args:
        windows: of the picture.
        x: of the point, in pixels of the picture.
        y: the same.
        picture: its size.
    """
    across, down = x / picture.width, y / picture.height
    x0, y0, x1, y1 = windows.boxes.T
    holds = (x0 <= across) & (across < x1) & (y0 <= down) & (down < y1)
    is_large = _shorter_sides_px(windows.boxes, picture) >= max(LEAST_SIDE_PX, LEAST_SIDE * picture.shortest)
    here = windows.chosen(holds & is_large & (_areas(windows.boxes) <= LARGEST_SHARE))
    standing = here.standing - _OFF_CENTRE_WEIGHT * _off_centre(here.boxes, across, down)
    areas = _areas(here.boxes)
    kept: list[int] = []
    for index in torch.argsort(standing, descending=True, stable=True).tolist():
        if len(kept) == MOST_OFFERED:
            break
        growth = torch.maximum(areas[index] / areas[kept], areas[kept] / areas[index])
        overlaps = box_iou(here.boxes[index : index + 1], here.boxes[kept])[0]
        if bool((growth >= LEAST_GROWTH).all()) and bool((overlaps <= _MOST_IOU).all()):
            kept.append(index)
    kept.sort(key=lambda index: float(areas[index]))
    sureness = here.sureness[kept].tolist()
    surest = max(range(len(kept)), key=lambda place: sureness[place], default=0)
    is_sure = bool(kept) and sureness[surest] >= _SURE
    return Offer(tuple(_in_pixels(here.boxes[index], picture) for index in kept), surest if is_sure else 0)


def snapped(windows: PointableWindows, box: Box, *, picture: Size) -> Box | None:
    """The box of the thing in a box that was drawn loosely; None where nothing in it stands out.

    The answer never reaches further out of `box` than `SNAP_MARGIN` of its sides.
    """
    width, height = box.width * SNAP_MARGIN, box.height * SNAP_MARGIN
    sides = torch.tensor([picture.width, picture.height, picture.width, picture.height], dtype=torch.float32)
    loose = torch.tensor(box.as_tuple(), dtype=torch.float32) / sides
    limits = torch.tensor([box.x0 - width, box.y0 - height, box.x1 + width, box.y1 + height]) / sides
    is_inside = (windows.boxes[:, :2] >= limits[:2]).all(dim=1) & (windows.boxes[:, 2:] <= limits[2:]).all(dim=1)
    covered = box_iou(windows.boxes, loose[None])[:, 0]
    convinces = (windows.framing >= _LEAST_FRAMING) | (windows.sureness >= _SURE)
    is_large = _shorter_sides_px(windows.boxes, picture) >= LEAST_SIDE_PX
    chosen = is_inside & is_large & (covered >= _LEAST_COVERED) & convinces
    if not bool(chosen.any()):
        return None
    within = windows.chosen(chosen)
    standing = within.standing + _COVERED_WEIGHT * covered[chosen].clamp(max=_COVERED)
    return _in_pixels(within.boxes[int(standing.argmax())], picture)


def framing_by_superpixels(boxes: torch.Tensor, superpixels: Sequence[torch.Tensor]) -> torch.Tensor:
    """How little each window cuts what holds together: 1 less the area of what it cuts, on the smaller side of each
    cut, over its own, the mean over the scales; may be negative. (N, 4) in shares -> (N,).

    Source: Alexe, Deselaers, Ferrari 2012, Eq. 4.
    """
    rows, columns = superpixels[0].shape
    cells = (boxes * torch.tensor([columns, rows, columns, rows])).round().to(torch.int64).tolist()
    framing = np.zeros(len(boxes), np.float32)
    for scale in superpixels:
        labels = scale.numpy()
        sizes = np.bincount(labels.ravel())
        for index, (x0, y0, x1, y1) in enumerate(cells):
            piece = labels[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
            inside = np.bincount(piece.ravel(), minlength=len(sizes))
            framing[index] += 1.0 - np.minimum(inside, sizes - inside).sum() / max(piece.size, 1)
    return torch.from_numpy(framing / len(superpixels))


def _shorter_sides_px(boxes: torch.Tensor, picture: Size) -> torch.Tensor:
    sides = (boxes[:, 2:] - boxes[:, :2]) * torch.tensor([picture.width, picture.height])
    return sides.amin(dim=1).round()


def _areas(boxes: torch.Tensor) -> torch.Tensor:
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def _off_centre(boxes: torch.Tensor, across: float, down: float) -> torch.Tensor:
    """How far a point lies off the middle of each window: (N,), 0 in the middle, 1 at an edge."""
    point = torch.tensor([across, down])
    halves = (boxes[:, 2:] - boxes[:, :2]) / 2
    return ((point - boxes[:, :2] - halves).abs() / halves.clamp_min(1e-6)).amax(dim=1)


def _in_pixels(box: torch.Tensor, picture: Size) -> Box:
    x0, y0, x1, y1 = box.tolist()
    left, top = round(x0 * picture.width), round(y0 * picture.height)
    right, bottom = round(x1 * picture.width), round(y1 * picture.height)
    return Box(left, top, max(left + 1, right), max(top + 1, bottom)).moved_inside(picture)
