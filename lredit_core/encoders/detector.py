"""The detector: everyday things of 80 names, each with the box that it fills; NanoDet-g (R. Lyu, Apache-2.0).

A cross-stage-partial trunk, a path-aggregation neck without weights of its own, and one head for each stride that says
of every place how likely each name is and how far the thing goes to each side, as a distribution over distances
(generalized focal loss, Li et al. 2020, equation 4). A score stands for the IoU that the box is expected to have with a
thing of that name, so a window that overlaps the box is worth the product of the two.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from pydantic import BaseModel, ConfigDict, Field
from torch import nn
from torchvision.ops import nms

from lredit_core.encoders.words import KnownWords

if TYPE_CHECKING:
    from collections.abc import Sequence

#: In the detector's folder: its shape and what it knows; and its weights.
DETECTOR_FILE, DETECTOR_WEIGHTS = "detector.json", "model.safetensors"
#: The picture is seen at these sizes of its longer side: what one of them misses the other may have.
SIDES_PX = (320, 512)
#: The coarsest stride: sides of what it looks at are multiples of it.
_STRIDES = (8, 16, 32)
_SLOPE = 0.1
#: What is less likely than this, whatever name, is not kept; and at most so many boxes of each size.
_LEAST_SCORE, _MOST_BOXES = 0.02, 600
#: Of two boxes of the same name that overlap more than this one is enough.
_SAME_IOU = 0.6


class DetectorShape(BaseModel):
    """How the network is built.

    Attributes:
        stem: channels after the first layer; each of the four stages ends with twice as many as it begins with.
        units: pairs of layers in each stage.
        width: channels of the neck and the heads.
        bins: distances to each side that are told apart, in strides from 0.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    stem: int = Field(default=32, ge=2)
    units: tuple[int, int, int, int] = (1, 2, 2, 3)
    width: int = Field(default=128, ge=1)
    bins: int = Field(default=11, ge=2)


class DetectorFacts(KnownWords):
    """`detector.json`: its words, and what else it takes to run.

    Attributes:
        shape: of the network.
        mean, std: what pictures are normalised by, red, green, blue in [0, 1].
    """

    shape: DetectorShape = DetectorShape()
    mean: tuple[float, float, float]
    std: tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """Boxes of one picture, whatever is asked for in it.

    Attributes:
        boxes: (N, 4) float32, x0, y0, x1, y1 as shares of the picture's sides.
        scores: (N, C) in [0, 1], for each name.
    """

    boxes: torch.Tensor
    scores: torch.Tensor

    def of(self, kinds: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """The boxes of any of these names, the surest first, and how sure: (M, 4), (M,); none twice."""
        scores = self.scores[:, list(kinds)].amax(dim=1)
        likely = scores >= _LEAST_SCORE
        boxes, scores = self.boxes[likely], scores[likely]
        kept = nms(boxes, scores, _SAME_IOU)
        return boxes[kept], scores[kept]


class CspStage(nn.Module):
    """A cross-stage-partial stage: (B, C, h, w) -> (B, 2 C, h / stride, w / stride)."""

    def __init__(self, channels: int, units: int, stride: int) -> None:
        super().__init__()
        half = channels // 2
        self.first = nn.Conv2d(channels, channels, 3, stride, 1)
        inside: list[nn.Conv2d] = []
        for _unit in range(units):
            inside += [nn.Conv2d(channels, half, 3, 1, 1), nn.Conv2d(half, half, 3, 1, 1)]
        self.inside = nn.ModuleList(inside)
        self.last = nn.Conv2d(channels, channels, 3, 1, 1)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        first = _active(self.first(features))
        inner = first
        for one, other in zip(self.inside[::2], self.inside[1::2], strict=True):
            half = _active(one(inner))
            inner = torch.cat([_active(other(half)), half], dim=1)
        return torch.cat([_active(self.last(inner)), first], dim=1)


class NanoDet(nn.Module):
    """The network; layers lie in the order in which a picture passes them."""

    def __init__(self, shape: DetectorShape, name_count: int) -> None:
        super().__init__()
        self._name_count, self._bins = name_count, shape.bins
        channels = [shape.stem * 2**stage for stage in range(5)]
        self.stem = nn.Conv2d(3, shape.stem, 3, 2, 1)
        self.stages = nn.ModuleList(
            CspStage(channels[stage], units, stride=1 if stage == 0 else 2) for stage, units in enumerate(shape.units)
        )
        self.lateral = nn.ModuleList(nn.Conv2d(width, shape.width, 1) for width in channels[2:])
        self.heads = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(shape.width, shape.width, 3, 1, 1),
                nn.LeakyReLU(_SLOPE),
                nn.Conv2d(shape.width, name_count + 4 * shape.bins, 1),
            )
            for _stride in _STRIDES
        )

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(1, 3, H, W), sides multiples of 32 -> boxes (N, 4) in its pixels and logits (N, C) of all places."""
        features = F.max_pool2d(_active(self.stem(pixels)), 3, 2, 1)
        levels: list[torch.Tensor] = []
        for number, stage in enumerate(self.stages):
            features = stage(features)
            if number > 0:
                levels.append(self.lateral[number - 1](features))
        found = [
            self._read(head(level), stride)
            for head, level, stride in zip(self.heads, _aggregated(levels), _STRIDES, strict=True)
        ]
        return torch.cat([boxes for boxes, _logits in found]), torch.cat([logits for _boxes, logits in found])

    def _read(self, output: torch.Tensor, stride: int) -> tuple[torch.Tensor, torch.Tensor]:
        rows, columns = output.shape[2:]
        logits = output[0, : self._name_count].flatten(1).T
        shares = output[0, self._name_count :].reshape(4, self._bins, rows, columns).softmax(dim=1)
        bins = torch.arange(self._bins, dtype=torch.float32, device=output.device)
        left, top, right, bottom = (torch.einsum("sbhw,b->shw", shares, bins) * stride).flatten(1)
        y, x = (torch.arange(count, device=output.device) * stride + (stride - 1) / 2 for count in (rows, columns))
        y, x = torch.meshgrid(y, x, indexing="ij")
        y, x = y.flatten(), x.flatten()
        return torch.stack([x - left, y - top, x + right, y + bottom], dim=1), logits


class Detector:
    """The network with the words that it knows."""

    def __init__(self, model: NanoDet, facts: DetectorFacts, *, device: torch.device) -> None:
        self._model = model.to(device).eval().requires_grad_(False)
        self._facts = facts
        self._device = device
        self._mean = torch.tensor(facts.mean, device=device)[:, None, None]
        self._std = torch.tensor(facts.std, device=device)[:, None, None]

    @property
    def words(self) -> KnownWords:
        """What it tells apart, and the words for it."""
        return self._facts

    @torch.no_grad()
    def find(self, picture: torch.Tensor) -> Detections:
        """Finds everything.

        Args:
            picture: (1, 3, H, W) in [0, 1].
        """
        boxes: list[torch.Tensor] = []
        scores: list[torch.Tensor] = []
        for side in SIDES_PX:
            found, logits = self._seen_at(picture, side)
            likely = logits.sigmoid()
            best = likely.amax(dim=1)
            count = min(_MOST_BOXES, int((best >= _LEAST_SCORE).sum()))
            kept = torch.topk(best, count).indices
            boxes.append(found[kept].cpu())
            scores.append(likely[kept].cpu())
        return Detections(torch.cat(boxes), torch.cat(scores))

    def _seen_at(self, picture: torch.Tensor, side_px: int) -> tuple[torch.Tensor, torch.Tensor]:
        height, width = picture.shape[2:]
        scale = side_px / max(height, width)
        rows, columns = max(1, round(height * scale)), max(1, round(width * scale))
        small = F.interpolate(
            picture.to(self._device), size=(rows, columns), mode="bilinear", align_corners=False, antialias=True
        )
        coarsest = _STRIDES[-1]
        right, below = math.ceil(columns / coarsest) * coarsest - columns, math.ceil(rows / coarsest) * coarsest - rows
        boxes, logits = self._model(F.pad((small - self._mean) / self._std, (0, right, 0, below)))
        sides = torch.tensor([columns, rows, columns, rows], dtype=torch.float32, device=self._device)
        return (boxes / sides).clamp(0, 1), logits


def _active(features: torch.Tensor) -> torch.Tensor:
    return F.leaky_relu(features, _SLOPE)


def _aggregated(levels: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """What every level says to those beside it: first from the coarsest down, then from the finest up."""
    downward = [levels[-1]]
    for level in reversed(levels[:-1]):
        downward.insert(0, level + _resized(downward[0], level))
    upward = downward[:1]
    for level in downward[1:]:
        upward.append(level + _resized(upward[-1], level))
    return upward


def _resized(features: torch.Tensor, like: torch.Tensor) -> torch.Tensor:
    return F.interpolate(features, size=like.shape[2:], mode="bilinear", align_corners=False)
