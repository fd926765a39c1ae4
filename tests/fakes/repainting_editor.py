"""An editor as models are, in the one respect that matters to colours: new content in the mask, a shift everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.editors.base import DRAWING_INTENTS, CropToEdit, EditedCrop, EditInstructions, OnStep
from lredit_core.editors.crop_pixels import grown_mask

if TYPE_CHECKING:
    from collections.abc import Sequence


class RepaintingEditor:
    """Paints the grown mask with one colour and adds a constant to the whole crop, as an autoencoder may."""

    name, fingerprint, softness_share, lays_on_ground, drafts_pay = "repainting", "1", 1.0, False, True
    intents = DRAWING_INTENTS

    def __init__(self, *, side_px: int, colour: tuple[int, int, int], shift: int = 0) -> None:
        self._side_px, self._colour, self._shift = side_px, colour, shift

    def working_side_px(self, *, is_draft: bool) -> int:
        return self._side_px

    def vocabulary(self) -> tuple[str, ...]:
        return ()

    def known_words(self) -> tuple[str, ...]:
        return ()

    def check(self, prompt: str) -> None:
        """Takes any prompt."""

    def edit(self, crops: Sequence[CropToEdit], instructions: EditInstructions, *, on_step: OnStep) -> list[EditedCrop]:
        edited = []
        for crop in crops:
            pixels = crop.pixels.astype(np.int16)
            pixels[grown_mask(crop) > 0] = self._colour
            edited.append(EditedCrop(np.clip(pixels + self._shift, 0, 255).astype(np.uint8)))
            on_step(1)
        return edited
