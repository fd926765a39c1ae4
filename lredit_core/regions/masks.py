"""Tight boxes of masks that a model drew in coarse cells."""

from __future__ import annotations

import torch

#: From this probability on a cell belongs to the thing.
BELONGS = 0.5


def boxes_of_masks(shares: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The boxes of masks, in shares of the picture's sides, and which of the masks hold anything.

    Args:
        shares: (M, h, w) in [0, 1], over all of the picture.

    Returns:
        (N, 4) float32, x0, y0, x1, y1; and (M,) bool with N ones.
    """
    on = shares > BELONGS
    drawn = on.flatten(1).any(dim=1)
    rows, columns = on.shape[1:]
    boxes = [
        (int(across[0]) / columns, int(down[0]) / rows, (int(across[-1]) + 1) / columns, (int(down[-1]) + 1) / rows)
        for mask in on[drawn]
        for down, across in [(mask.any(dim=1).nonzero().flatten(), mask.any(dim=0).nonzero().flatten())]
    ]
    return torch.tensor(boxes, dtype=torch.float32).reshape(-1, 4), drawn
