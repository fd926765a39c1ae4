"""The region generation network (RGN): which window around an anchor should be edited.

Source: Lin et al. 2024, Eq. (1)-(2). Ours differs in that the first convolution is 1 x 1 (it mixes the M crops, whose
channels are many), and features are standardised over the picture, so that one learning rate suits every backbone.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.ops import roi_align

#: l: RoI-align gives l x l cells for each window.
ROI_CELLS = 7


def roi_features(features: torch.Tensor, patch_boxes: torch.Tensor) -> torch.Tensor:
    """The windows' features, concatenated over channels, an entry for each anchor.

    Args:
        features: F, (rows, columns, d).
        patch_boxes: (K, M, 4), (x0, y0, x1, y1) in patch units (the spatial scale is 1).

    Returns:
        (K, M * d, l, l): channels 0 to d-1 belong to the anchor's first window, and so on.
    """
    anchors, windows, _four = patch_boxes.shape
    width = features.shape[2]
    mean, spread = features.mean(dim=(0, 1)), features.std(dim=(0, 1), unbiased=False)
    standard = ((features - mean) / spread.clamp_min(1e-6)).permute(2, 0, 1)[None]  # (h, w, d) -> (1, d, h, w)
    crops = roi_align(
        standard, [patch_boxes.reshape(-1, 4)], output_size=ROI_CELLS, spatial_scale=1.0, sampling_ratio=2, aligned=True
    )  # (K * M, d, l, l), window by window within each anchor
    stacked: torch.Tensor = crops.reshape(anchors, windows * width, ROI_CELLS, ROI_CELLS)
    return stacked


class RegionGenerationNetwork(nn.Module):
    """Two convolutions and two linear layers with ReLU between; softmax over the M windows.

    Args:
        feature_width: d of the backbone.
        window_count: M.
    """

    def __init__(self, *, feature_width: int, window_count: int, channels: int = 48, hidden: int = 96) -> None:
        super().__init__()
        self.feature_width = feature_width
        self.window_count = window_count
        self.mix = nn.Conv2d(feature_width * window_count, channels, kernel_size=1)
        self.look = nn.Conv2d(channels, channels, kernel_size=3, stride=2, padding=1)
        cells = (ROI_CELLS + 1) // 2
        self.gather = nn.Linear(channels * cells * cells, hidden)
        self.choose = nn.Linear(hidden, window_count)
        with torch.no_grad():
            self.choose.weight.mul_(0.1)
            self.choose.bias.zero_()

    def forward(self, roi: torch.Tensor) -> torch.Tensor:
        """(K, M * d, l, l) from `roi_features` to logits (K, M)."""
        mixed = F.relu(self.mix(roi))
        seen = F.relu(self.look(mixed))
        logits: torch.Tensor = self.choose(F.relu(self.gather(seen.flatten(1))))
        return logits

    def probabilities(self, roi: torch.Tensor) -> torch.Tensor:
        """pi, (K, M): each row sums to 1 (Eq. 2)."""
        return F.softmax(self.forward(roi), dim=1)


def fresh_network(*, feature_width: int, window_count: int, seed: int) -> RegionGenerationNetwork:
    """New weights from a seed; the caller's random numbers stay as they were."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return RegionGenerationNetwork(feature_width=feature_width, window_count=window_count)


def gradient_norm(network: nn.Module) -> float:
    """The L2 norm over all parameters' gradients; 0.0 where there is none: then nothing is learned."""
    squares = [parameter.grad.pow(2).sum() for parameter in network.parameters() if parameter.grad is not None]
    return float(torch.stack(squares).sum().sqrt()) if squares else 0.0
