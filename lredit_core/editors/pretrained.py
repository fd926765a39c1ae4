"""What editors made of pretrained weights have in common: who they are, the sides they want, the words they know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_core.editors.base import DRAWING_INTENTS

if TYPE_CHECKING:
    from lredit_core.prompt.intent import EditIntent


@dataclass(frozen=True, slots=True)
class EditorFacts:
    """What is known of an editor before it edits.

    Attributes:
        name: the key in the bundle's manifest.
        fingerprint: of the weights and all else that the pixels follow from.
        draft_side_px, full_side_px: of the square crops it wants.
        things: what it can draw where that is a closed list, else ().
        words: all words for them, the plain names perhaps among them.
        drafts_pay: whether learning from its drafts is worth their time here.
        remarks: what a person should know of how it was loaded, without full stops.
    """

    name: str
    fingerprint: str
    draft_side_px: int
    full_side_px: int
    things: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    drafts_pay: bool = True
    remarks: tuple[str, ...] = ()


class PretrainedEditor:
    """The part of an `Editor` that follows from its facts. The whole box is repainted: its border is softened fully."""

    def __init__(self, facts: EditorFacts) -> None:
        self._facts = facts

    @property
    def name(self) -> str:
        return self._facts.name

    @property
    def intents(self) -> frozenset[EditIntent]:
        return DRAWING_INTENTS

    @property
    def lays_on_ground(self) -> bool:
        return False

    @property
    def drafts_pay(self) -> bool:
        return self._facts.drafts_pay

    @property
    def fingerprint(self) -> str:
        return self._facts.fingerprint

    @property
    def remarks(self) -> tuple[str, ...]:
        return self._facts.remarks

    @property
    def softness_share(self) -> float:
        return 1.0

    def working_side_px(self, *, is_draft: bool) -> int:
        return self._facts.draft_side_px if is_draft else self._facts.full_side_px

    def vocabulary(self) -> tuple[str, ...]:
        return self._facts.things

    def known_words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._facts.things, *self._facts.words)))


def remarks_of(editor: object) -> tuple[str, ...]:
    """What a person should know of how an editor was loaded; () for editors without weights of their own."""
    return editor.remarks if isinstance(editor, PretrainedEditor) else ()
