"""S: the score that ranks candidates. Source: Lin et al. 2024, Eq. (7)."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def score(
    edited: torch.Tensor,
    source: torch.Tensor,
    target_text: torch.Tensor,
    *,
    text_weight: float = 2.0,
    image_weight: float = 1.0,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """S = text_weight * S_t2i + image_weight * S_i2i, over plain cosines: never a softmax over candidates.

    Args:
        edited: (B, D).
        source: E_v(X), (D,).
        target_text: E_t(T), (D,).
        text_weight: of the cosine with the text.
        image_weight: of the cosine with the source image.

    Returns:
        (S, S_t2i, S_i2i), each (B,).
    """
    text_to_image = F.cosine_similarity(edited, target_text, dim=-1)
    image_to_image = F.cosine_similarity(edited, source, dim=-1)
    return text_weight * text_to_image + image_weight * image_to_image, text_to_image, image_to_image
