"""The eye for photographs: an image-text model that tells many names apart, and where in a picture each of them is.

What it says is a log-probability: of a thing among all names that the model was taught, at the model's own logit scale.
A word is as likely as all of its kinds together ("dog": 118 breeds), so words and models of any scale compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from pydantic import BaseModel, ConfigDict

from lredit_core.encoders.words import KnownWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.encoders.image_text import ImageTextModel

#: Beside the model's own files: what the eye knows, and where its names lie (`NAMES_KEY` in that file): a text tower
#: remembers a thousand places less well than a softmax over all of them asks for.
EYE_FILE, NAMES_FILE, NAMES_KEY = "eye.json", "names.safetensors", "names"
#: The picture is seen at these sizes of its longer side: things of many sizes fill a few cells at one of them.
SIDES_PX = (256, 384, 512, 640)


class DrawingProbe(BaseModel):
    """A linear look at the trunk's mean features: positive for drawings, negative for photographs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weight: tuple[float, ...]
    bias: float


class EyeFacts(KnownWords):
    """`eye.json`: its words, and how it knows a photograph.

    Attributes:
        drawing: tells drawings from photographs.
    """

    drawing: DrawingProbe


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """What the eye sees in one picture at the smallest size.

    Attributes:
        is_drawing: it is no photograph.
        log_shares: (N, h, w): the log-probability of each name at each place.
    """

    is_drawing: bool
    log_shares: torch.Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What the eye sees in one picture, whatever is asked for in it.

    Attributes:
        log_shares: for each size (N, h, w): the log-probability of each name at each place.
    """

    log_shares: tuple[torch.Tensor, ...]

    def map_of(self, kinds: Sequence[int]) -> torch.Tensor:
        """(h, w): the log-probability that any of these names is at each place, the mean over the sizes, <= 0."""
        finest = self.log_shares[-1]
        size = (2 * finest.shape[1], 2 * finest.shape[2])
        total = torch.zeros(size)
        for shares in self.log_shares:
            likely = torch.logsumexp(shares[list(kinds)], dim=0)
            total += F.interpolate(likely[None, None], size=size, mode="bicubic", align_corners=False)[0, 0]
        return (total / len(self.log_shares)).clamp(max=0.0)


class PhotographEye:
    """An image-text model with the names that it was taught."""

    def __init__(self, model: ImageTextModel, facts: EyeFacts, names: torch.Tensor) -> None:
        """Args:
        model: whose cells are compared with names.
        facts: of its folder.
        names: (N, D), of unit length: where each name lies in the joint space.
        """
        self._model = model
        self._facts = facts
        self._probe = torch.tensor(facts.drawing.weight)
        self._names = names

    @property
    def words(self) -> KnownWords:
        """What it tells apart, and the words for it."""
        return self._facts

    def stages(self, pictures: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """(B, C, h, w) for each stage of its trunk, the finest first, of (B, 3, H, W) in [0, 1]."""
        return self._model.stages(pictures)

    def glance(self, picture: torch.Tensor) -> Glance:
        """Sees a picture at the smallest size: enough to tell what it is.

        Args:
            picture: (1, 3, H, W) in [0, 1].
        """
        shares, features = self._seen_at(picture, SIDES_PX[0])
        return Glance(float(features @ self._probe) + self._facts.drawing.bias > 0, shares)

    def look(self, picture: torch.Tensor, glance: Glance) -> Sight:
        """Sees the picture at the other sizes too."""
        return Sight((glance.log_shares, *(self._seen_at(picture, side)[0] for side in SIDES_PX[1:])))

    def _seen_at(self, picture: torch.Tensor, side_px: int) -> tuple[torch.Tensor, torch.Tensor]:
        """(N, h, w), the log-probability of each name at each place, and (C,), the trunk's mean features."""
        cells, trunk = self._model.cells(picture, side_px=side_px)
        logits = self._model.logit_scale * torch.einsum("nd,dhw->nhw", self._names, cells.cpu())
        return torch.log_softmax(logits, dim=0), trunk.mean(dim=(1, 2)).cpu()
