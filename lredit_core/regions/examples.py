"""What the region network learns from beyond one picture: windows, and how well each frames what should be framed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor

from lredit_core.regions.network import RegionGenerationNetwork, roi_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

#: An anchor counts where one of its windows has at least this IoU with the right box.
LEAST_IOU = 0.4
#: Scale of IoU in the target distribution: softmax(IoU / this) over the windows.
TARGET_TEMPERATURE = 0.08


@dataclass(frozen=True, slots=True)
class RegionExample:
    """One picture.

    Attributes:
        features: (rows, columns, d) float16, the backbone's patch features.
        patch_boxes: (K, M, 4) float32, the windows in patch units.
        overlaps: (K, M) float32, each window's IoU with the anchor's thing.
    """

    features: Tensor
    patch_boxes: Tensor
    overlaps: Tensor

    def on(self, device: torch.device) -> RegionExample:
        """The same on a device."""
        return RegionExample(self.features.to(device), self.patch_boxes.to(device), self.overlaps.to(device))

    def mirrored(self) -> RegionExample:
        """Left and right exchanged; the order of windows stays, for every aspect is its own mirror image."""
        columns = self.features.shape[1]
        x0, y0, x1, y1 = self.patch_boxes.unbind(-1)
        boxes = torch.stack([columns - x1, y0, columns - x0, y1], dim=-1)
        return RegionExample(self.features.flip(1), boxes, self.overlaps)


def framing_loss(
    network: RegionGenerationNetwork, examples: Sequence[RegionExample], rng: np.random.Generator, *, dropout: float
) -> tuple[Tensor, float] | None:
    """Cross-entropy of the network's windows with those that frame best, over the anchors where some window frames.

    Half of the examples are mirrored.

    Args:
        network: that is trained.
        examples: pictures with the windows that framed something.
        rng: of the dropout.
        dropout: share of the features' channels that are hidden at a time.

    Returns:
        the loss, and how often the likeliest window frames at IoU 0.5; None where no anchor has such a window.
    """
    inputs: list[Tensor] = []
    overlaps: list[Tensor] = []
    for original in examples:
        example = original.mirrored() if rng.random() < 0.5 else original
        keep = torch.from_numpy(rng.random(example.features.shape[2]) >= dropout).to(example.features.device)
        useful = example.overlaps.amax(dim=1) >= LEAST_IOU
        if useful.any():
            inputs.append(roi_features(example.features.float() * keep, example.patch_boxes[useful]))
            overlaps.append(example.overlaps[useful])
    if not inputs:
        return None
    truth = torch.cat(overlaps)
    logits = network(torch.cat(inputs))
    loss = F.cross_entropy(logits, F.softmax(truth / TARGET_TEMPERATURE, dim=1))
    chosen = truth.gather(1, logits.argmax(dim=1, keepdim=True))
    return loss, float((chosen >= 0.5).float().mean())
