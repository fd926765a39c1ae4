"""L_Str: the layout of the picture should stay. Source: Lin et al. 2024, Eq. (4)."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def self_similarity(patches: torch.Tensor) -> torch.Tensor:
    """Q: cosine similarity of every pair of patches, (B, N, C) -> (B, N, N)."""
    unit = F.normalize(patches, dim=-1)
    return unit @ unit.transpose(1, 2)


def structural_loss(edited: torch.Tensor, source: torch.Tensor) -> torch.Tensor:
    """|| Q(f_Xo) - Q(f_X) ||_2, divided by N so that it does not grow with the grid (ours).

    Args:
        edited: patch features (B, N, C).
        source: (1, N, C) or (B, N, C).

    Returns:
        (B,), at least 0.
    """
    difference = self_similarity(edited) - self_similarity(source)
    # the square root has no gradient at 0, where nothing changed
    return (difference.pow(2).sum(dim=(1, 2)) + 1e-12).sqrt() / edited.shape[1]
