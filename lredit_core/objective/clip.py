"""L_Clip: the edited image should look like the target prompt. Source: Lin et al. 2024, Eq. (3)."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def cosine_distance(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """D_cos = 1 - cosine over the last dimension, in [0, 2]; leading dimensions broadcast."""
    return 1.0 - F.cosine_similarity(first, second, dim=-1, eps=1e-8)


def clip_loss(edited: torch.Tensor, target_text: torch.Tensor) -> torch.Tensor:
    """D_cos(E_v(X_o), E_t(T)).

    Args:
        edited: (B, D) image embeddings.
        target_text: (D,).

    Returns:
        (B,) in [0, 2].
    """
    return cosine_distance(edited, target_text)
