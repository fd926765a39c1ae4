"""The one unit of everything that an image-text model says: log-odds at the model's own logit scale.

How widely a model's cosines spread is an accident of its training: a large CLIP's differ by 0.06 where a small model's
differ by 0.35. Its logit scale says how sure it is of such a difference: log-odds compare (docs/decisions/0024).
Ours; the paper's terms are plain cosines (`clip.py`, `directional.py`).
"""

from __future__ import annotations

import torch

#: One unit of loss: what weights, the exploration bonus and the temperatures of the learning are measured in.
NATS_PER_UNIT = 10.0
#: What an edit can win or lose at the most, in units of loss.
MOST_GAIN = 3.0


def log_odds(pictures: torch.Tensor, text: torch.Tensor, others: torch.Tensor, *, logit_scale: float) -> torch.Tensor:
    """log p(text) - log p(any of the others), of a softmax over them all: (B,), in nats.

    Args:
        pictures: (B, D), of unit length.
        text: (D,), of unit length.
        others: (N, D), of unit length: what else could be seen.
        logit_scale: what the model multiplies cosines by.
    """
    return logit_scale * (pictures @ text) - torch.logsumexp(logit_scale * (pictures @ others.T), dim=-1)


def evidence(pictures: torch.Tensor, text: torch.Tensor, others: torch.Tensor, *, logit_scale: float) -> torch.Tensor:
    """The same in units of loss, bounded softly: (B,) in (-1, 1).

    A model that is sure beyond ten nats would outweigh all that is known of where things end.
    """
    return _bounded(log_odds(pictures, text, others, logit_scale=logit_scale) / NATS_PER_UNIT, most=1.0)


def gain(
    edited: torch.Tensor,
    source: torch.Tensor,
    target_text: torch.Tensor,
    source_text: torch.Tensor,
    *,
    logit_scale: float,
) -> torch.Tensor:
    """How far an edit raised the odds of the target text against the source text: (B,) in (-3, 3), in units of loss.

    This is L_Dir before its lengths are divided out: zero where the picture did not change. Bounded softly too, at
    thirty nats: an edit moves a small model's log-odds by about twenty.

    Args:
        edited: (B, D), of unit length.
        source: (D,) or (B, D), likewise.
        target_text: E_t(T), (D,).
        source_text: E_t(T_ROI), (D,).
        logit_scale: what the model multiplies cosines by.
    """
    raised = (edited - source) @ (target_text - source_text) * (logit_scale / NATS_PER_UNIT)
    return _bounded(raised, most=MOST_GAIN)


def _bounded(values: torch.Tensor, *, most: float) -> torch.Tensor:
    """To (-most, most), as they are near 0; unlike tanh it leaves a gradient far out."""
    return values / torch.sqrt(1 + (values / most) ** 2)
