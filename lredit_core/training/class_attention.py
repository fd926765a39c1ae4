"""What the [CLS] token of a timm ViT says and looks at, where the network is shown some of a picture's patches only."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

#: The deviation of the surroundings that attention is evened out by, as a share of the longer side.
_REACH_SHARE = 0.107


class KeptPatches(nn.Module):
    """Stands where timm drops patches at random: here the caller says which are kept.

    Attributes:
        kept: (N, K) int64, indices of patches in reading order; None keeps all.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kept: Tensor | None = None

    def forward(self, tokens: Tensor) -> Tensor:
        if self.kept is None:
            return tokens
        rows = self.kept[..., None].expand(-1, -1, tokens.shape[-1])
        return torch.cat([tokens[:, :1], tokens[:, 1:].gather(1, rows)], dim=1)


def looked_at(model: Any, pictures: Tensor, kept: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """What a network says of pictures, and where it looked.

    Args:
        model: a timm VisionTransformer with one prefix token whose `patch_drop` is a `KeptPatches`.
        pictures: (N, 3, S, S), normalised.
        kept: (N, K) int64, the patches it is shown; all P where None.

    Returns:
        (N, D) float32, the last [CLS] tokens; (N, K or P) float32, the last block's [CLS] attention to these patches,
        the mean over heads.
    """
    caught: list[Tensor] = []
    attention = model.blocks[-1].attn
    handle = attention.register_forward_hook(lambda _module, inputs, _output: caught.append(inputs[0]))
    model.patch_drop.kept = kept
    try:
        tokens = model.forward_features(pictures)
    finally:
        handle.remove()
        model.patch_drop.kept = None
    count, length, width = caught[0].shape
    qkv = attention.qkv(caught[0]).reshape(count, length, 3, attention.num_heads, width // attention.num_heads)
    queries, keys = attention.q_norm(qkv[:, :1, 0]), attention.k_norm(qkv[:, :, 1])  # (N, 1 or L, heads, d)
    logits = torch.einsum("nqhd,nkhd->nhqk", queries, keys).float() * attention.scale
    return tokens[:, 0].float(), logits.softmax(dim=-1).mean(dim=1)[:, 0, 1:]


def agreed_attention(attention: Tensor, theta: Tensor) -> Tensor:
    """What two views of the same things on different backgrounds both look at.

    Args:
        attention: (2N, rows, columns), of views, the pairs N apart.
        theta: (2N, 2, 3), where each view lies in the picture that it was cropped from: scale and shift, as
            `affine_grid` takes them, without shear.

    Returns:
        (2N, rows, columns): the geometric mean of a view's attention with that of its partner, brought into its frame;
        its own where the partner shows nothing.
    """
    half = len(attention) // 2
    partner, frames = attention.roll(half, dims=0)[:, None], theta.roll(half, dims=0)
    scale, shift = torch.diagonal(theta, dim1=1, dim2=2), theta[:, :, 2]
    other_scale, other_shift = torch.diagonal(frames, dim1=1, dim2=2), frames[:, :, 2]
    between = torch.zeros_like(theta)
    between[:, 0, 0], between[:, 1, 1] = (scale / other_scale).unbind(dim=1)
    between[:, :, 2] = (shift - other_shift) / other_scale
    grid = F.affine_grid(between, list(partner.shape), align_corners=False)
    seen = F.grid_sample(partner, grid, mode="bilinear", padding_mode="border", align_corners=False)[:, 0]
    shown = (grid.abs() <= 1).all(dim=-1)
    return torch.where(shown, (attention * seen).sqrt(), attention)


def evened(attention: Tensor) -> Tensor:
    """Attention that lies as much on the plainest thing as on the most striking one.

    Each place is divided by what lies around it, so that things compete with their surroundings and not with each
    other; what is far below the picture's mean stays low. In units of the mean, a becomes a^2 / (b^2 + 1) with b the
    mean around the place.

    Source: divisive normalisation (Carandini and Heeger 2012).

    Args:
        attention: (N, rows, columns) >= 0.

    Returns:
        (N, rows, columns) >= 0, in no unit.
    """
    relative = (attention / attention.mean(dim=(1, 2), keepdim=True).clamp_min(1e-12))[:, None]
    deviation = _REACH_SHARE * max(attention.shape[1:])
    reach = int(3 * deviation)
    offsets = torch.arange(-reach, reach + 1, device=attention.device, dtype=relative.dtype)
    weights = torch.exp(-0.5 * (offsets / deviation) ** 2)
    kernel = (weights[:, None] * weights)[None, None]
    around = F.conv2d(relative, kernel, padding=reach) / F.conv2d(torch.ones_like(relative), kernel, padding=reach)
    return (relative.square() / (around.square() + 1))[:, 0]
