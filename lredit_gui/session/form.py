"""What the person filled in: everything of a request but the picture and the boxes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from lredit_core.api.request import MAX_PROMPT_CHARACTERS, EditRequest, EditSettings, Preset
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer

#: Seeds that the program draws itself stay short enough to be read out.
_DRAWN_SEED_BOUND = 1_000_000


@dataclass(frozen=True, slots=True)
class EditForm:
    """The prompt panel's contents. `editor` "" means the bundle's default."""

    prompt: str = ""
    source_prompt: str = ""
    is_one_thing: bool = False
    negative_prompt: str = ""
    seed: int = 0
    preset: Preset = Preset.BALANCED
    settings: EditSettings = field(default_factory=EditSettings)
    editor: str = ""

    @property
    def has_prompt(self) -> bool:
        return bool(self.prompt.strip())

    @property
    def overlong_characters(self) -> int:
        """How long its longest text is, as the models would read it; 0 where none is too long for them."""
        texts = (self.prompt, self.source_prompt, self.negative_prompt)
        longest = max(len(" ".join(text.split())) for text in texts)
        return longest if longest > MAX_PROMPT_CHARACTERS else 0

    def as_request(self, image: PixelBuffer, boxes: tuple[Box, ...], job_id: str) -> EditRequest:
        """The request, checked.

        Raises:
            InvalidRequest: with a sentence that says what to change.
        """
        return EditRequest(
            image=image,
            prompt=self.prompt,
            source_prompt=self.source_prompt,
            negative_prompt=self.negative_prompt,
            is_one_thing=self.is_one_thing,
            user_boxes=boxes,
            editor=self.editor,
            seed=self.seed,
            preset=self.preset,
            settings=self.settings,
            job_id=job_id,
        ).validated()


def drawn_seed(*, other_than: int = -1) -> int:
    """A new seed by chance."""
    while (seed := secrets.randbelow(_DRAWN_SEED_BOUND)) == other_than:
        pass
    return seed
