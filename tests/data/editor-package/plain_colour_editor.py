"""An editor of another package, as small as one can be: it fills the box with the colour in `colour.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.editors.base import DRAWING_INTENTS, CropToEdit, EditedCrop, EditInstructions, OnStep
from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import torch

    from lredit_core.manifest import EditorPart


class PlainColourEditor:
    name = "plain-colour"
    intents = DRAWING_INTENTS
    lays_on_ground = False
    drafts_pay = True
    softness_share = 0.0

    def __init__(self, colour: tuple[int, int, int]) -> None:
        self._colour = colour
        self.fingerprint = f"plain-colour-1-{colour}"

    def working_side_px(self, *, is_draft: bool) -> int:
        return 64 if is_draft else 256

    def vocabulary(self) -> tuple[str, ...]:
        return ()

    def known_words(self) -> tuple[str, ...]:
        return ()

    def check(self, prompt: str) -> None:
        pass

    def edit(self, crops: Sequence[CropToEdit], instructions: EditInstructions, *, on_step: OnStep) -> list[EditedCrop]:
        on_step(len(crops))
        return [self._filled(crop) for crop in crops]

    def _filled(self, crop: CropToEdit) -> EditedCrop:
        pixels = crop.pixels.copy()
        pixels[crop.box.as_slices()] = np.array(self._colour, np.uint8)
        return EditedCrop(pixels, note="one colour")


def load(folder: Path, part: EditorPart, *, device: torch.device) -> PlainColourEditor:
    """The entry point: what the manifest's `kind` leads to."""
    try:
        red, green, blue = json.loads((folder / "colour.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelUnavailable(f'"{folder.name}" holds no colour.json with [red, green, blue].') from error
    return PlainColourEditor((red, green, blue))
