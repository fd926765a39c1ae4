"""Two ways to a gradient for the region network, though the editor has none.

A box cut out with integer indices passes no gradient: an implementation that calls backward() on such a loss trains
nothing. Both estimators here reach every parameter of the network; tests/core/regions proves it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import torch
import torch.nn.functional as F

from lredit_core.regions.ledger import LossLedger, WindowIndex, expected_loss

#: (drawn window, gates g of its anchor (M,)) -> the loss of the composite, differentiable in the gates.
GatedLoss = Callable[[WindowIndex, torch.Tensor], torch.Tensor]


class GradientEstimator(Protocol):
    """Plans which windows to draft, and turns what the drafts cost into a loss to descend."""

    #: Descents made with what one learning step has found out.
    updates_per_step: int

    def plan(self, logits: torch.Tensor, ledger: LossLedger, *, count: int) -> list[WindowIndex]:
        """At most `count` windows that the next step needs edited; they may have been drafted before."""
        ...

    def surrogate(
        self, logits: torch.Tensor, ledger: LossLedger, planned: Mapping[int, int], gated_loss: GatedLoss
    ) -> torch.Tensor:
        """A scalar whose gradient estimates that of E_pi[L].

        Args:
            logits: (K, M) with a graph to the network.
            ledger: what is known of each window's loss.
            planned: anchor -> window, as planned for this step.
            gated_loss: gives the composite's loss for gates.
        """
        ...


class ExpectedLoss:
    """Ours: the exact gradient of E_pi[L] over the drafted windows, a baseline for the rest.

    Every window is drafted at most once; no noise enters the gradient. Entropy keeps pi from settling on a window
    before its rivals were drafted: the minimum is pi = softmax(-L / temperature), so a probability says how sure the
    choice is.

    Args:
        temperature: weight of the entropy, in units of loss (ten nats).
    """

    updates_per_step = 6

    def __init__(self, *, temperature: float = 0.04) -> None:
        self._temperature = temperature

    def plan(self, logits: torch.Tensor, ledger: LossLedger, *, count: int) -> list[WindowIndex]:
        return ledger.most_promising(count)

    def surrogate(
        self, logits: torch.Tensor, ledger: LossLedger, planned: Mapping[int, int], gated_loss: GatedLoss
    ) -> torch.Tensor:
        log_probabilities = F.log_softmax(logits, dim=1)
        probabilities = log_probabilities.exp()
        negative_entropy = (probabilities * log_probabilities).sum(dim=1).mean()
        return expected_loss(probabilities, ledger.losses()) + self._temperature * negative_entropy


class StraightThrough:
    """The paper's idea made to work: X_o = sum_j g_j (M_j E_j + (1 - M_j) X), g a straight-through Gumbel one-hot.

    The edited pixels E_j are held constant; the loss's gradient reaches g through the composite. Each drafted window
    brings its own E_j (docs/decisions/0003): with the drawn window's pixels alone, nothing ever says "grow".

    Args:
        generator: where the Gumbel noise comes from; noise is used while learning only.
        temperature: of the relaxed one-hot, in (0, inf).
    """

    updates_per_step = 4

    def __init__(self, generator: torch.Generator, *, temperature: float = 1.0) -> None:
        self._generator = generator
        self._temperature = temperature
        self._noise = torch.zeros(0)
        self._turn = 0

    def plan(self, logits: torch.Tensor, ledger: LossLedger, *, count: int) -> list[WindowIndex]:
        """Draws a window for each of `count` anchors; the anchors take turns."""
        uniform = torch.rand(logits.shape, generator=self._generator).clamp(1e-9, 1 - 1e-7)
        self._noise = -torch.log(-torch.log(uniform))
        drawn = (logits.detach().cpu() + self._noise).argmax(dim=1)
        anchors = [(self._turn + offset) % logits.shape[0] for offset in range(min(count, logits.shape[0]))]
        self._turn = (self._turn + len(anchors)) % logits.shape[0]
        return [WindowIndex(anchor, int(drawn[anchor])) for anchor in anchors]

    def surrogate(
        self, logits: torch.Tensor, ledger: LossLedger, planned: Mapping[int, int], gated_loss: GatedLoss
    ) -> torch.Tensor:
        relaxed = F.softmax((logits + self._noise.to(logits.device)) / self._temperature, dim=1)
        losses: list[torch.Tensor] = []
        for anchor, window in planned.items():
            hard = F.one_hot(torch.tensor(window), logits.shape[1]).to(relaxed)
            gates = hard - relaxed[anchor].detach() + relaxed[anchor]
            losses.append(gated_loss(WindowIndex(anchor, window), gates) + (gates * ledger.known[anchor]).sum())
        return torch.stack(losses).mean()
