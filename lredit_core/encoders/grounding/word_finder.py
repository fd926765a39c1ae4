"""What models that find words have in common: a phrase of their own form and length, and a picture, go in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import torch

from lredit_core.encoders.grounding.grounded import GroundedThings
from lredit_core.encoders.grounding.loaded import LoadedModel, as_picture
from lredit_core.encoders.grounding.phrases import bare, fitted

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray


class WordFinder(ABC):
    """A model behind one call.

    Args:
        loaded: the model.
        family: its name for a person.
        believed_from: the score from which its own post-processing believes a thing.
    """

    def __init__(self, loaded: LoadedModel, family: str, believed_from: float) -> None:
        self._loaded, self._family, self._believed_from = loaded, family, believed_from

    @property
    def family(self) -> str:
        return self._family

    def unread_words(self, words: str) -> str:
        return self._fitted(words)[1]

    @torch.no_grad()
    def find(self, pixels: NDArray[np.uint8], words: str) -> GroundedThings:
        if not bare(words):
            return GroundedThings.nothing()
        return self._things_of(as_picture(pixels), self._fitted(words)[0])

    @abstractmethod
    def _things_of(self, picture: torch.Tensor, phrase: str) -> GroundedThings:
        """What a phrase as it is read names in a picture, (3, H, W)."""

    @abstractmethod
    def _form(self) -> Callable[[str], str]:
        """How this family wants a phrase."""

    @abstractmethod
    def _most_tokens(self) -> int:
        """How many tokens of it are read, those at both ends included."""

    def _fitted(self, words: str) -> tuple[str, str]:
        """The phrase as it is read, and what of the words is not."""
        tokenizer = self._loaded.processor.tokenizer
        return fitted(
            words,
            form=self._form(),
            token_count=lambda text: len(tokenizer(text, verbose=False).input_ids),
            most=self._most_tokens(),
        )
