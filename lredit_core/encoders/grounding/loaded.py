"""A model of transformers with its processor, as a family's adapter gets it; and pictures as it takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lredit_core.geometry import Size
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Pictures are no larger than this before a processor scales them: it is more than any family looks at.
LONGEST_PX = 1536


@dataclass(frozen=True, slots=True, eq=False)
class LoadedModel:
    """Attributes:
    model: of transformers, in float32, on `device`, without gradients.
    processor: its own: what turns pictures and words into what it takes, and back.
    device: where it runs.
    """

    model: Any
    processor: Any
    device: torch.device

    def to_device(self, inputs: Any) -> dict[str, Any]:
        """What a processor made, where the model is."""
        return {
            key: value.to(self.device) if isinstance(value, torch.Tensor) else value for key, value in inputs.items()
        }


def as_picture(pixels: NDArray[np.uint8]) -> torch.Tensor:
    """(H, W, 3) uint8 -> (3, h, w) uint8, at most `LONGEST_PX` long."""
    size = Size(pixels.shape[1], pixels.shape[0])
    if size.longest > LONGEST_PX:
        pixels = resized(pixels, size.scaled_to_longest(LONGEST_PX))
    return torch.from_numpy(np.array(pixels)).permute(2, 0, 1)


def as_shares(boxes: torch.Tensor, *, height: int, width: int) -> torch.Tensor:
    """(N, 4) in pixels -> in shares of the sides, within the picture."""
    sides = torch.tensor([width, height, width, height], dtype=torch.float32)
    return (boxes.detach().float().cpu() / sides).clamp(0, 1)
