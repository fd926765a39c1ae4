"""Open-vocabulary detectors: OWL-ViT and OWLv2, Grounding DINO and MM Grounding DINO, OmDet-Turbo.

Sources: Minderer et al. 2022 and 2023; Liu et al. 2023; Zhao et al. 2024 (2401.02361); Zhao et al. 2024 (2403.06892).
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

import torch

from lredit_core.encoders.grounding.grounded import GroundedThings
from lredit_core.encoders.grounding.loaded import as_shares
from lredit_core.encoders.grounding.phrases import bare, photo_of, sentence_of
from lredit_core.encoders.grounding.sureness import in_common_unit
from lredit_core.encoders.grounding.word_finder import WordFinder

if TYPE_CHECKING:
    from collections.abc import Callable

#: The surest boxes that are kept.
MOST_BOXES = 60


class WordDetector(WordFinder):
    """A finder of boxes with scores."""

    is_masking = False

    def _things_of(self, picture: torch.Tensor, phrase: str) -> GroundedThings:
        boxes, scores = self._found(picture, phrase)
        height, width = picture.shape[1:]
        sureness = in_common_unit(scores.detach().float().cpu(), believed_from=self._believed_from)
        return GroundedThings(as_shares(boxes, height=height, width=width), sureness).ranked(most=MOST_BOXES)

    @abstractmethod
    def _found(self, picture: torch.Tensor, phrase: str) -> tuple[torch.Tensor, torch.Tensor]:
        """Boxes (N, 4) in the picture's pixels, and their scores (N,)."""


class OwlDetector(WordDetector):
    """OWL-ViT, which sees the picture squeezed into a square, and OWLv2, which sees it padded to one: its processor
    knows both frames."""

    def _form(self) -> Callable[[str], str]:
        return photo_of

    def _most_tokens(self) -> int:
        return int(self._loaded.model.config.text_config.max_position_embeddings)

    def _found(self, picture: torch.Tensor, phrase: str) -> tuple[torch.Tensor, torch.Tensor]:
        processor = self._loaded.processor
        inputs = processor(
            text=[[phrase]],
            images=picture,
            return_tensors="pt",
            padding="max_length",
            truncation=True,
            max_length=self._most_tokens(),
        )
        outputs = self._loaded.model(**self._loaded.to_device(inputs))
        (found,) = processor.post_process_grounded_object_detection(
            outputs, threshold=0.0, target_sizes=torch.tensor([picture.shape[1:]], device=self._loaded.device)
        )
        return found["boxes"], found["scores"]


class GroundingDinoDetector(WordDetector):
    """Grounding DINO: a box is as likely as the likeliest token of the sentence makes it."""

    def _form(self) -> Callable[[str], str]:
        return sentence_of

    def _most_tokens(self) -> int:
        config = self._loaded.model.config
        return min(int(config.max_text_len), int(config.text_config.max_position_embeddings))

    def _found(self, picture: torch.Tensor, phrase: str) -> tuple[torch.Tensor, torch.Tensor]:
        inputs = self._loaded.processor(
            text=phrase, images=picture, return_tensors="pt", truncation=True, max_length=self._most_tokens()
        )
        outputs = self._loaded.model(**self._loaded.to_device(inputs))
        scores = outputs.logits[0].sigmoid().amax(dim=-1)
        return _corners(outputs.pred_boxes[0].cpu(), picture), scores


class OmDetTurboDetector(WordDetector):
    """OmDet-Turbo: the phrase is its one class, and its task is to detect it."""

    def _form(self) -> Callable[[str], str]:
        return bare

    def _most_tokens(self) -> int:
        return int(self._loaded.model.config.text_config.max_position_embeddings) - _TASK_TOKENS

    def _found(self, picture: torch.Tensor, phrase: str) -> tuple[torch.Tensor, torch.Tensor]:
        inputs = self._loaded.processor(images=picture, text=[phrase], task=f"Detect {phrase}.", return_tensors="pt")
        inputs.pop("pixel_mask", None)
        outputs = self._loaded.model(**self._loaded.to_device(inputs))
        scores = outputs.decoder_class_logits[0].sigmoid()[:, 0]
        return _corners(outputs.decoder_coord_logits[0].cpu(), picture), scores


#: "Detect" and the full stop stand around the phrase in the task, which has the same limit.
_TASK_TOKENS = 2


def _corners(boxes: torch.Tensor, picture: torch.Tensor) -> torch.Tensor:
    """(N, 4) middle, width and height in shares -> corners in the picture's pixels."""
    height, width = picture.shape[1:]
    middle, half = boxes[:, :2], boxes[:, 2:] / 2
    return torch.cat([middle - half, middle + half], dim=1) * torch.tensor([width, height, width, height])
