"""CLIPSeg (Lüddecke and Ecker 2022): a map of how likely words are at each place, and the things that it parts into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch

from lredit_core.encoders.grounding.grounded import GroundedThings
from lredit_core.encoders.grounding.phrases import with_article
from lredit_core.encoders.grounding.sureness import in_common_unit
from lredit_core.encoders.grounding.word_finder import WordFinder

if TYPE_CHECKING:
    from collections.abc import Callable

#: Pieces are cut out of the map at these shares of its peak: two things side by side part at a high one, and a thing
#: of which one part is likelier holds together at a low one.
_LEVELS = (0.3, 0.5, 0.7)
#: Pieces of less than this share of the map are noise; and at most so many are kept.
_LEAST_SHARE, _MOST_PIECES = 0.0005, 30


class WordMap(WordFinder):
    """A map of words, cut into pieces; each piece is as likely as its likeliest place, less where it fits loosely."""

    is_masking = True

    def _things_of(self, picture: torch.Tensor, phrase: str) -> GroundedThings:
        inputs = self._loaded.processor(
            text=[phrase],
            images=picture,
            return_tensors="pt",
            padding="max_length",
            truncation=True,
            max_length=self._most_tokens(),
        )
        logits = self._loaded.model(**self._loaded.to_device(inputs)).logits
        return pieces_of(logits.reshape(logits.shape[-2:]).sigmoid().float().cpu(), believed_from=self._believed_from)

    def _form(self) -> Callable[[str], str]:
        return with_article

    def _most_tokens(self) -> int:
        return int(self._loaded.model.config.text_config.max_position_embeddings)


def pieces_of(likely: torch.Tensor, *, believed_from: float) -> GroundedThings:
    """The connected pieces of a map at several levels, as things with masks.

    Args:
        likely: (h, w) in [0, 1], over the whole picture.
        believed_from: the probability from which a place is believed.
    """
    rows, columns = likely.shape
    field = likely.numpy()
    boxes: list[tuple[float, float, float, float]] = []
    scores: list[float] = []
    masks: list[torch.Tensor] = []
    for level in _LEVELS:
        above = (field >= level * field.max()).astype(np.uint8)
        count, labels, stats, _middles = cv2.connectedComponentsWithStats(above, connectivity=8)
        for piece in range(1, count):
            left, top, width, height, area = (int(value) for value in stats[piece])
            if area < _LEAST_SHARE * rows * columns:
                continue
            inside = labels == piece
            boxes.append((left / columns, top / rows, (left + width) / columns, (top + height) / rows))
            scores.append(float(np.sqrt(field[inside].max() * field[inside].mean())))
            masks.append(
                torch.from_numpy(np.where(inside, field, 0.0).astype(np.float32)) / max(float(field.max()), 1e-6)
            )
    if not boxes:
        return GroundedThings.nothing()
    sureness = in_common_unit(torch.tensor(scores), believed_from=believed_from)
    things = GroundedThings(torch.tensor(boxes, dtype=torch.float32), sureness, torch.stack(masks))
    return things.ranked(most=_MOST_PIECES)
