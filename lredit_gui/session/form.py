"""What the person filled in: everything of a request but the picture and the boxes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lredit_core.api.request import (
    IN_HAND,
    MAX_PROMPT_CHARACTERS,
    EditRequest,
    EditSettings,
    Preset,
    is_wordless,
    wordless_sentence,
)
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.targets import EditTarget, parse_targets
from lredit_gui.language.sentences import quoted

if TYPE_CHECKING:
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer

#: Seeds that the program draws itself stay short enough to be read out.
_DRAWN_SEED_BOUND = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class HeldThing:
    """A thing in the person's hand.

    Attributes:
        mask: as it was found, or mended.
        destination: where the person dropped it.
    """

    mask: Silhouette
    destination: Box | None = None


@dataclass(frozen=True, slots=True)
class EditForm:
    """The prompt panel's contents.

    Attributes:
        editor: "" means the bundle's default.
        intent: what the person says that the edit is for; None where the words decide.
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
    intent: EditIntent | None = None
    targets: tuple[EditTarget, ...] = field(init=False, default=())
    read_targets: tuple[EditTarget, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        read = parse_targets(self.prompt, self.source_prompt)
        targets = read
        if self.is_one_thing or self.intent is not None:
            targets = parse_targets(self.prompt, self.source_prompt, is_one_thing=self.is_one_thing, intent=self.intent)
        object.__setattr__(self, "read_targets", read)
        object.__setattr__(self, "targets", targets)

    @property
    def has_prompt(self) -> bool:
        """Whether the words say what to do; the source alone may name a thing that is removed, moved or doubled."""
        is_about_source = self.intent is not None and self.intent.is_retouch and self.source_prompt.strip()
        return bool(self.prompt.strip() or is_about_source)

    @property
    def problem(self) -> str:
        """Why the words cannot be carried out, a sentence for the person; or ""."""
        if not self.has_prompt:
            return ""
        for text in (self.prompt.strip(), self.source_prompt.strip()):
            if text and is_wordless(text):
                return wordless_sentence(quoted(text[:40]))
        return next((target.problem for target in self.targets if target.problem), "")

    @property
    def in_hand(self) -> EditForm:
        """The same, about what the person has in hand: it needs no name."""
        is_nameless = not self.source_prompt.strip() and (bool(self.problem) or not self.has_prompt)
        named = replace(self, source_prompt=IN_HAND, is_one_thing=True) if is_nameless else self
        return self if named.problem else named

    @property
    def is_of_moving(self) -> bool:
        """Whether it is about one thing that goes elsewhere or comes twice."""
        return len(self.targets) == 1 and self.targets[0].intent in (EditIntent.MOVE, EditIntent.DOUBLE)

    @property
    def is_retouch(self) -> bool:
        """Whether nothing new has to be drawn."""
        return all(target.intent.is_retouch for target in self.targets)

    @property
    def names_several(self) -> bool:
        """Whether the words can be taken apart: into several things, or into a thing and where it should be."""
        first = self.read_targets[0]
        return len(self.read_targets) > 1 or (first.relation is not None and not first.intent.is_retouch)

    @property
    def overlong_characters(self) -> int:
        """How long its longest text is, as the models would read it; 0 where none is too long for them."""
        texts = (self.prompt, self.source_prompt, self.negative_prompt)
        longest = max(len(" ".join(text.split())) for text in texts)
        return longest if longest > MAX_PROMPT_CHARACTERS else 0

    def as_request(
        self,
        image: PixelBuffer,
        boxes: tuple[Box, ...],
        job_id: str,
        held: HeldThing | None = None,
        *,
        not_from: Silhouette | None = None,
    ) -> EditRequest:
        """The request.

        Args:
            image: the picture as it is seen.
            boxes: the person's.
            job_id: of the job.
            held: the thing that the person has in hand, if its mask is known.
            not_from: strokes over what nothing may be filled from.

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
            user_mask=held.mask if held is not None else None,
            not_from=not_from,
            destination=held.destination if held is not None else None,
            intent=self.intent,
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
