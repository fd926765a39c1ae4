"""L_Dir: the change of the picture should point where the change of the text points. Lin et al. 2024, Eq. (5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.objective.clip import cosine_distance

if TYPE_CHECKING:
    import torch


def directional_loss(
    edited: torch.Tensor, source: torch.Tensor, target_text: torch.Tensor, source_text: torch.Tensor
) -> torch.Tensor:
    """D_cos(E_v(X_o) - E_v(X), E_t(T) - E_t(T_ROI)).

    Both texts must be worded the same way: a template on one side only would be part of the direction.

    Args:
        edited: (B, D).
        source: (D,) or (B, D).
        target_text: E_t(T), (D,).
        source_text: E_t(T_ROI), (D,).

    Returns:
        (B,) in [0, 2]; 1 where the picture did not change at all.
    """
    return cosine_distance(edited - source, target_text - source_text)
