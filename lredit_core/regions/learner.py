"""Learns, on one picture, which window around each anchor should be edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F

from lredit_core.api.events import Region, ScoredProposal
from lredit_core.regions.ledger import LossLedger, WindowIndex, distinct, expected_loss
from lredit_core.regions.network import RegionGenerationNetwork, gradient_norm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.regions.estimators import GatedLoss, GradientEstimator

#: Scale of the comparison between anchors, in units of loss: one nat.
ANCHOR_TEMPERATURE = 0.1
#: Candidates overlap each other at most this much.
MOST_CANDIDATE_IOU = 0.55


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """After a learning step.

    Attributes:
        loss_curve: E_pi[L] of pi at the start and after each step so far, all over what is known by now: drafts that
            came later would otherwise look like a loss that rises.
        gradient_norm: of the network's first gradient in this step.
    """

    loss_curve: tuple[float, ...]
    gradient_norm: float

    @property
    def expected_loss(self) -> float:
        """E_pi[L] now."""
        return self.loss_curve[-1]


class RegionLearner:
    """The loop that the engine turns: plan windows, let them be drafted, learn from what they cost.

    Args:
        roi: (K, M * d, l, l), from `roi_features`; constant.
        ledger: what is known of each window.
    """

    def __init__(
        self,
        network: RegionGenerationNetwork,
        roi: torch.Tensor,
        ledger: LossLedger,
        estimator: GradientEstimator,
        *,
        learning_rate: float,
    ) -> None:
        self._network = network.train()
        self._roi = roi
        self._ledger = ledger
        self._estimator = estimator
        self._optimizer = torch.optim.Adam(network.parameters(), lr=learning_rate)
        self._planned: dict[int, int] = {}
        self._past = [self.probabilities()]

    def plan(self, *, count: int) -> list[WindowIndex]:
        """The windows whose drafts the next `learn` needs; those drafted before are in the ledger already."""
        with torch.no_grad():
            logits = self._network(self._roi)
        chosen = self._estimator.plan(logits, self._ledger, count=count)
        self._planned = {index.anchor: index.window for index in chosen}
        return chosen

    def learn(self, gated_loss: GatedLoss) -> StepOutcome:
        """Descends on what the ledger knows; call it after the planned windows' losses were recorded."""
        first_norm = 0.0
        for update in range(self._estimator.updates_per_step):
            self._optimizer.zero_grad(set_to_none=True)
            logits = self._network(self._roi)
            loss = self._estimator.surrogate(logits, self._ledger, self._planned, gated_loss)
            loss.backward()  # type: ignore[no-untyped-call]
            if update == 0:
                first_norm = gradient_norm(self._network)
            self._optimizer.step()
        self._past.append(self.probabilities())
        losses = self._ledger.losses()
        return StepOutcome(tuple(float(expected_loss(past, losses)) for past in self._past), first_norm)

    def probabilities(self) -> torch.Tensor:
        """pi, (K, M), without noise and without a graph."""
        with torch.no_grad():
            return self._network.probabilities(self._roi)

    def regions(self) -> tuple[Region, ...]:
        """The argmax window of each anchor: what is used, with no noise in it."""
        probabilities = self.probabilities()
        losses = self._ledger.losses()
        best = probabilities.argmax(dim=1)
        chosen_losses = losses.gather(1, best[:, None])[:, 0]
        weights = F.softmax(-chosen_losses / ANCHOR_TEMPERATURE, dim=0)
        return tuple(
            Region(
                anchor_index=anchor,
                box=self._ledger.proposals.boxes[anchor][window],
                probability=float(probabilities[anchor, window]),
                loss=self._ledger.loss_of(WindowIndex(anchor, window)),
                weight=float(weights[anchor]),
            )
            for anchor, window in enumerate(best.tolist())
        )

    def candidates(self, *, count: int, keeps_all: bool = False) -> list[WindowIndex]:
        """The anchors' argmax windows, the most promising first, less those that nearly repeat another (unless all are
        kept)."""
        best = self.probabilities().argmax(dim=1).tolist()
        losses = self._ledger.losses()
        order: Sequence[int] = sorted(range(len(best)), key=lambda anchor: float(losses[anchor, best[anchor]]))
        boxes = self._ledger.proposals.boxes
        ranked = [
            (
                WindowIndex(anchor, best[anchor]),
                torch.tensor(boxes[anchor][best[anchor]].as_tuple(), dtype=torch.float32),
            )
            for anchor in order
        ]
        most_iou = 1.0 if keeps_all else MOST_CANDIDATE_IOU
        return distinct(ranked, most_iou=most_iou)[:count]

    def scored_proposals(self) -> tuple[ScoredProposal, ...]:
        """Every window with its probability, anchor by anchor."""
        probabilities = self.probabilities()
        return tuple(
            ScoredProposal(
                anchor, box, float(probabilities[anchor, window]), self._ledger.loss_of(WindowIndex(anchor, window))
            )
            for anchor, row in enumerate(self._ledger.proposals.boxes)
            for window, box in enumerate(row)
        )
