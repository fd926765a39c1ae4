"""Segmenters that are asked by boxes and points: SAM, SAM-HQ, SAM 2 and SAM 3's own.

A picture is encoded once and asked many times. Sources: Kirillov et al. 2023; Ke et al. 2023; Ravi et al. 2024;
Carion et al. 2025.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F

from lredit_core.encoders.grounding.grounded import PromptedMasks
from lredit_core.encoders.grounding.loaded import LoadedModel, as_picture
from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.encoders.grounding.grounded import LookedAt
    from lredit_core.geometry import Box

#: Longest side of the masks that come out: finer than any of these models draws.
_MASK_PX = 512


class PointSegmenter:
    """SAM and its kin.

    Args:
        loaded: the model.
        family: its name for a person.
    """

    takes_points = True

    def __init__(self, loaded: LoadedModel, family: str) -> None:
        self._loaded, self._family = loaded, family

    @property
    def family(self) -> str:
        return self._family

    @torch.no_grad()
    def look(self, pixels: NDArray[np.uint8]) -> LookedAt:
        picture = as_picture(pixels)
        inputs = self._loaded.processor(images=picture, return_tensors="pt")
        seen = self._loaded.model.get_image_embeddings(inputs["pixel_values"].to(self._loaded.device))
        embeddings = {"image_embeddings": seen}
        if isinstance(seen, tuple):  # SAM-HQ's are two
            embeddings = {"image_embeddings": seen[0], "intermediate_embeddings": seen[1]}
        return _Seen(self._loaded, picture, inputs, embeddings, scale=picture.shape[2] / pixels.shape[1])


class _Seen:
    """A picture that was encoded; `scale` is its size over that of the picture in which prompts are given."""

    def __init__(
        self, loaded: LoadedModel, picture: torch.Tensor, inputs: Any, embeddings: dict[str, Any], *, scale: float
    ) -> None:
        self._loaded, self._picture, self._inputs = loaded, picture, inputs
        self._embeddings, self._scale = embeddings, scale

    @torch.no_grad()
    def masks_of(self, *, box: Box | None = None, points: Sequence[tuple[float, float]] = ()) -> PromptedMasks:
        if box is None and not points:
            raise InvalidRequest("A segmenter needs a box or a point. Give one of them.")
        prompts: dict[str, Any] = {}
        if points:
            prompts["input_points"] = [[[[x * self._scale, y * self._scale] for x, y in points]]]
            prompts["input_labels"] = [[[1] * len(points)]]
        if box is not None:
            prompts["input_boxes"] = [[[value * self._scale for value in box.as_tuple()]]]
        asked = self._loaded.processor(images=self._picture, return_tensors="pt", **prompts)
        given = {key: asked[key].to(self._loaded.device) for key in prompts}
        if "input_points" in given:
            given["input_points"] = given["input_points"].float()
        if "input_boxes" in given:
            given["input_boxes"] = given["input_boxes"].float()
        # A box says which of several is meant: one mask. A point may mean a part or the whole: three.
        outputs = self._loaded.model(**self._embeddings, **given, multimask_output=box is None)
        logits = outputs.pred_masks.float().cpu()  # (1, 1, M, h, w)
        return PromptedMasks(self._over_picture(logits), outputs.iou_scores[0, 0].float().cpu().clamp(0, 1))

    def _over_picture(self, logits: torch.Tensor) -> torch.Tensor:
        """The masks without what was padded, as probabilities: (1, 1, M, h, w) -> (M, h, w)."""
        masks = logits[0, 0][None]
        height, width = self._picture.shape[1:]
        if "reshaped_input_sizes" in self._inputs:  # SAM's frame is padded below and to the right
            seen = torch.as_tensor(self._inputs["reshaped_input_sizes"])[0].tolist()
            frame = self._inputs["pixel_values"].shape[-2:]
            masks = F.interpolate(masks, size=tuple(frame), mode="bilinear", align_corners=False)
            masks = masks[..., : int(seen[0]), : int(seen[1])]
        scale = min(1.0, _MASK_PX / max(height, width))
        size = max(1, round(height * scale)), max(1, round(width * scale))
        return F.interpolate(masks, size=size, mode="bilinear", align_corners=False)[0].sigmoid()
