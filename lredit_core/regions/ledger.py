"""What is known of every window's loss, and which windows are worth a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torchvision.ops import box_iou

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.regions.proposals import Proposals

#: How fast a draft's word fades with overlap: weight = exp(-(1 - IoU) / this).
OVERLAP_REACH = 0.2
#: How much an unexplored place is worth, in units of loss (ten nats), at no overlap with any draft.
EXPLORATION_BONUS = 0.15


@dataclass(frozen=True, slots=True, order=True)
class WindowIndex:
    """Window `window` of anchor `anchor`."""

    anchor: int
    window: int


class LossLedger:
    """Losses of K x M windows: a part known from the start, and a part known once a window is drafted.

    Args:
        proposals: K x M windows.
        known: (K, M) float32, the part of the loss that needs no edit.
    """

    def __init__(self, proposals: Proposals, known: torch.Tensor) -> None:
        self.proposals = proposals
        self.known = known
        self.drafted = torch.full_like(known, float("nan"))
        corners = torch.tensor([box.as_tuple() for row in proposals.boxes for box in row], dtype=torch.float32)
        self._iou = box_iou(corners, corners)
        self._window_count = proposals.window_count

    def record(self, index: WindowIndex, edit_loss: float) -> None:
        """The loss of a drafted window's edit, without its known part. Windows with the same box share it."""
        box = self.proposals.boxes[index.anchor][index.window]
        for anchor, row in enumerate(self.proposals.boxes):
            for window, other in enumerate(row):
                if other == box:
                    self.drafted[anchor, window] = edit_loss

    @property
    def is_drafted(self) -> torch.Tensor:
        """(K, M) bool."""
        return ~torch.isnan(self.drafted)

    def loss_of(self, index: WindowIndex) -> float | None:
        """The whole loss of a drafted window, else None."""
        edit = float(self.drafted[index.anchor, index.window])
        return None if edit != edit else edit + float(self.known[index.anchor, index.window])

    def losses(self) -> torch.Tensor:
        """(K, M): exact for drafted windows; for the others the known part plus a baseline.

        The baseline is the mean edit loss of the drafts, weighted by overlap with the window. It is constant in the
        network's parameters, as a REINFORCE baseline is, so that only drafted windows carry what an edit taught.
        """
        seen = self.is_drafted.reshape(-1)
        if not bool(seen.any()):
            return self.known.clone()
        edits = self.drafted.reshape(-1)
        weights = torch.exp((self._iou[:, seen] - 1.0) / OVERLAP_REACH)
        baseline = (weights @ edits[seen]) / weights.sum(dim=1)
        filled = torch.where(seen, torch.nan_to_num(edits), baseline).reshape(self.known.shape)
        return filled + self.known

    def most_promising(self, count: int) -> list[WindowIndex]:
        """The windows to draft next: lowest loss less a bonus for places far from every draft (a lower bound).

        Chosen one after the other, so that one call spreads over the picture as well.
        """
        flat = self.losses().reshape(-1)
        seen = self.is_drafted.reshape(-1).clone()
        chosen: list[WindowIndex] = []
        for _ in range(count):
            open_windows = torch.nonzero(~seen).flatten()
            if len(open_windows) == 0:
                break
            nearest = self._iou[:, seen].amax(dim=1) if bool(seen.any()) else torch.zeros(len(flat))
            bound = flat - EXPLORATION_BONUS * (1.0 - nearest)
            best = int(open_windows[torch.argmin(bound[open_windows])])
            same = self._iou[best] > 0.999
            seen |= same
            seen[best] = True
            chosen.append(WindowIndex(*divmod(best, self._window_count)))
        return chosen


def expected_loss(probabilities: torch.Tensor, losses: torch.Tensor) -> torch.Tensor:
    """E_pi[L], the mean over anchors: (K, M), (K, M) -> scalar."""
    return (probabilities * losses).sum(dim=1).mean()


def distinct(boxes: Sequence[tuple[WindowIndex, torch.Tensor]], *, most_iou: float) -> list[WindowIndex]:
    """Keeps each window that overlaps none kept before it by more than `most_iou`.

    Args:
        boxes: windows with their (4,) corners, the best first.
        most_iou: of any two that are kept.
    """
    kept: list[tuple[WindowIndex, torch.Tensor]] = []
    for index, corners in boxes:
        if all(float(box_iou(corners[None], other[None])) <= most_iou for _index, other in kept):
            kept.append((index, corners))
    return [index for index, _corners in kept]
