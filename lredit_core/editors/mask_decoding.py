"""Parallel decoding of masked tokens: many at once, the surest first, the others masked again.

Source: Chang et al. 2022, "MaskGIT", section 3.2 and its appendix; the annealed Gumbel noise on the confidence as in
their released sampler. A step draws a token for every masked place from the model's probabilities, and keeps those
with the highest confidence log p + t * g, where g is Gumbel noise and t falls from `TEMPERATURE` to 0 over the steps.
"""

from __future__ import annotations

import math
from enum import Enum
from typing import TYPE_CHECKING

import torch
from torch import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable

#: The noise on the confidence at the first step.
TEMPERATURE = 2.0
_LEAST = 1e-20


class MaskSchedule(Enum):
    """Which share of the tokens is still masked when a share r of the steps is done.

    The paper's best is the cosine, for pictures made from nothing. Where most tokens are known from the start, equal
    numbers at each step do as well, and are what aMUSEd's inpainting uses (Patil et al. 2024).
    """

    COSINE = "cosine"
    LINEAR = "linear"

    def masked_share(self, done: Tensor) -> Tensor:
        """gamma(r) for r in (0, 1], float32."""
        return torch.cos(done * math.pi / 2) if self is MaskSchedule.COSINE else 1 - done


def decode_masked(
    tokens: Tensor,
    logits_of: Callable[[Tensor], Tensor],
    *,
    mask_token: int,
    steps: int,
    strength: float = 1.0,
    schedule: MaskSchedule = MaskSchedule.LINEAR,
    generator: torch.Generator,
    on_step: Callable[[], None] = lambda: None,
    on_guess: Callable[[Tensor], None] = lambda _tokens: None,
) -> Tensor:
    """Fills the masked places of a grid of tokens; the others stay as they are.

    Args:
        tokens: (h, w) int64 on the CPU; `mask_token` where a token is to be found.
        logits_of: (h, w) tokens -> (K, h, w) logits over the codebook, on any device.
        mask_token: the number that stands for a token not known yet.
        steps: in how many turns all are found.
        strength: below 1 that share of the steps is made, the last ones, so that more tokens are found at once.
        schedule: how many are still masked after each turn.
        generator: on the CPU; the only source of randomness.
        on_step: called after each step; what it raises ends the decoding.
        on_guess: gets the grid after each step, (h, w) int64, with what was drawn for places that stay masked.

    Returns:
        (h, w) int64 without `mask_token`.
    """
    rows, columns = tokens.shape
    count = rows * columns
    known = tokens.reshape(1, count)
    share_at_start = (known == mask_token).sum() / count
    temperatures = torch.linspace(TEMPERATURE, 0, steps)
    first = min(steps - int(steps * strength), steps - 1)
    for step in range(first, steps):
        logits = logits_of(known.reshape(rows, columns)).float().cpu()
        probabilities = logits.reshape(-1, count).T.softmax(dim=-1)  # (K, h, w) -> (h * w, K)
        drawn = torch.multinomial(probabilities, 1, generator=generator)  # (h * w, 1)
        is_masked = known == mask_token
        filled = torch.where(is_masked, drawn.T, known)
        if step == steps - 1:
            known = filled
        else:
            done = torch.tensor(step + 1) / steps
            remaining = (count * (share_at_start * schedule.masked_share(done))).floor()
            confidence = torch.where(is_masked, probabilities.gather(1, filled.T).T, torch.finfo(torch.float32).max)
            noisy = torch.log(confidence.clamp(_LEAST)) + temperatures[step] * _gumbel(confidence, generator)
            known = torch.where(_least_sure(noisy, is_masked, remaining), mask_token, filled)
        on_step()
        on_guess(filled.reshape(rows, columns))
    return known.reshape(rows, columns)


def _least_sure(confidence: Tensor, is_masked: Tensor, remaining: Tensor) -> Tensor:
    """(1, N) bool: the places to mask again, at least one fewer than were masked, and at least one."""
    number = torch.min(is_masked.sum(dim=-1, keepdim=True) - 1, remaining).clamp(min=1)
    cut_off = confidence.sort(dim=-1).values.gather(1, number.long())
    return confidence < cut_off


def _gumbel(like: Tensor, generator: torch.Generator) -> Tensor:
    """Gumbel noise: -log(-log(u)), u uniform in [0, 1)."""
    uniform = torch.zeros_like(like).uniform_(0, 1, generator=generator)
    return -torch.log((-torch.log(uniform.clamp(_LEAST))).clamp(_LEAST))


def guided(logits: Tensor, scale: float) -> Tensor:
    """Classifier-free guidance (Ho and Salimans 2022).

    Args:
        logits: (2, K, h, w), unconditional first, or (1, K, h, w) without guidance.
        scale: of the guidance; 1 turns it off.

    Returns:
        (K, h, w).
    """
    unconditional, conditional = logits[0], logits[-1]
    return conditional if len(logits) == 1 else unconditional + scale * (conditional - unconditional)
