"""What the person filled in: everything of a request but the picture and the boxes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lredit_core.api.request import MAX_PROMPT_CHARACTERS, EditRequest, EditSettings, Preset
from lredit_core.prompt.targets import EditTarget, parse_targets

if TYPE_CHECKING:
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer

#: Seeds that the program draws itself stay short enough to be read out.
_DRAWN_SEED_BOUND = 1_000_000


@dataclass(frozen=True, slots=True)
class EditForm:
    """The prompt panel's contents.

    Attributes:
        editor: "" means the bundle's default.
        targets: what the prompts ask for, one target where the person says that they are about one thing.
        read_targets: the same as the words alone say it.
    """

    prompt: str = ""
    source_prompt: str = ""
    is_one_thing: bool = False
    negative_prompt: str = ""
    seed: int = 0
    preset: Preset = Preset.BALANCED
    settings: EditSettings = field(default_factory=EditSettings)
    editor: str = ""
    targets: tuple[EditTarget, ...] = field(init=False, default=())
    read_targets: tuple[EditTarget, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        read = parse_targets(self.prompt, self.source_prompt)
        targets = parse_targets(self.prompt, self.source_prompt, is_one_thing=True) if self.is_one_thing else read
        object.__setattr__(self, "read_targets", read)
        object.__setattr__(self, "targets", targets)

    @property
    def has_prompt(self) -> bool:
        return bool(self.prompt.strip())

    @property
    def names_several(self) -> bool:
        """Whether the words can be taken apart: into several things, or into a thing and where it should be."""
        return len(self.read_targets) > 1 or self.read_targets[0].relation is not None

    @property
    def overlong_characters(self) -> int:
        """How long its longest text is, as the models would read it; 0 where none is too long for them."""
        texts = (self.prompt, self.source_prompt, self.negative_prompt)
        longest = max(len(" ".join(text.split())) for text in texts)
        return longest if longest > MAX_PROMPT_CHARACTERS else 0

    def as_request(self, image: PixelBuffer, boxes: tuple[Box, ...], job_id: str) -> EditRequest:
        """The request.

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
        )


def drawn_seed(*, other_than: int = -1) -> int:
    """A new seed by chance."""
    while (seed := secrets.randbelow(_DRAWN_SEED_BOUND)) == other_than:
        pass
    return seed
