"""SAM 3 (Carion et al. 2025): every thing that a phrase names, with its mask; a box asks for what is like in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torchvision.ops import box_iou

from lredit_core.encoders.grounding.grounded import GroundedThings, PromptedMasks
from lredit_core.encoders.grounding.loaded import as_picture, as_shares
from lredit_core.encoders.grounding.phrases import bare
from lredit_core.encoders.grounding.sureness import in_common_unit
from lredit_core.encoders.grounding.word_finder import WordFinder
from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.encoders.grounding.grounded import LookedAt
    from lredit_core.geometry import Box

#: The surest things that are kept.
_MOST_THINGS = 40


class ConceptModel(WordFinder):
    """SAM 3 as a finder of words and as a segmenter of boxes."""

    is_masking, takes_points = True, False

    def _things_of(self, picture: torch.Tensor, phrase: str) -> GroundedThings:
        return self._things(self._asked(self._loaded.processor(images=picture, text=phrase, return_tensors="pt")))

    def _form(self) -> Callable[[str], str]:
        return bare

    def _most_tokens(self) -> int:
        return int(self._loaded.model.text_encoder.config.max_position_embeddings)

    @torch.no_grad()
    def look(self, pixels: NDArray[np.uint8]) -> LookedAt:
        picture = as_picture(pixels)
        inputs = self._loaded.processor(images=picture, return_tensors="pt")
        seen = self._loaded.model.get_vision_features(pixel_values=inputs["pixel_values"].to(self._loaded.device))
        return _Seen(self, picture, seen, scale=picture.shape[2] / pixels.shape[1])

    @torch.no_grad()
    def framed(self, picture: torch.Tensor, seen: Any, box: Sequence[float]) -> PromptedMasks:
        """The mask of the thing in a box of a picture that was seen: of all like it, the one that fits the box best."""
        inputs = self._loaded.processor(
            images=picture, input_boxes=[[list(box)]], input_boxes_labels=[[1]], return_tensors="pt"
        )
        things = self._things(self._asked(inputs, seen))
        height, width = picture.shape[1:]
        if not len(things.boxes) or things.masks is None:
            return PromptedMasks(torch.zeros(0, 1, 1), torch.zeros(0))
        asked = as_shares(torch.tensor([list(box)]), height=height, width=width)
        fits = box_iou(asked, things.boxes)[0]
        best = int(fits.argmax())
        return PromptedMasks(things.masks[best : best + 1], fits[best : best + 1])

    def _asked(self, inputs: Any, seen: Any = None) -> Any:
        given = self._loaded.to_device(inputs)
        given = {key: given[key] for key in _MODEL_INPUTS if key in given}
        if seen is not None:
            given.pop("pixel_values")
            given["vision_embeds"] = seen
        return self._loaded.model(**given)

    def _things(self, outputs: Any) -> GroundedThings:
        """All queries: boxes in shares, scores times the odds that there is anything, masks."""
        scores = outputs.pred_logits[0].sigmoid()
        if outputs.presence_logits is not None:
            scores = scores * outputs.presence_logits[0].sigmoid()
        sureness = in_common_unit(scores.float().cpu(), believed_from=self._believed_from)
        boxes = outputs.pred_boxes[0].float().cpu().clamp(0, 1)
        return GroundedThings(boxes, sureness, outputs.pred_masks[0].float().cpu().sigmoid()).ranked(most=_MOST_THINGS)


_MODEL_INPUTS = ("pixel_values", "input_ids", "attention_mask", "input_boxes", "input_boxes_labels")


class _Seen:
    """A picture that SAM 3 looked at."""

    def __init__(self, model: ConceptModel, picture: torch.Tensor, seen: Any, *, scale: float) -> None:
        self._model, self._picture, self._seen, self._scale = model, picture, seen, scale

    def masks_of(self, *, box: Box | None = None, points: Sequence[tuple[float, float]] = ()) -> PromptedMasks:
        if box is None:
            raise InvalidRequest(f"This form of SAM 3 takes boxes, and no points ({len(points)} were given).")
        return self._model.framed(self._picture, self._seen, [value * self._scale for value in box.as_tuple()])
