"""What of a prompt the loaded models know nothing of, by the words alone. No Qt here."""

from __future__ import annotations

import bisect
import functools
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from lredit_core.prompt.vocabulary import known_ending, mentions, misspelt_words, similar_words

if TYPE_CHECKING:
    from lredit_core.api.service import BundleInfo
    from lredit_gui.session.form import EditForm

#: Shorter words are still being typed.
_LEAST_CHARACTERS = 3
#: Words that may be meant are looked for among so many, everyday things first: it is asked at every key.
_OFFERED_FROM = 600


class Lack(Enum):
    """What cannot be done with a thing."""

    DRAWING = "drawing"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class UnknownThing:
    """A thing that no model knows.

    Attributes:
        lack: what cannot be done with it.
        words: how the prompt calls it.
        similar: words that may be meant.
        is_readable: it is spelled so nearly like one of them that it is read as that, or is still being typed.
    """

    lack: Lack
    words: str
    similar: tuple[str, ...]
    is_readable: bool


def unknown_thing(
    form: EditForm, bundle: BundleInfo | None, *, is_photograph: bool, own_names: tuple[str, ...] = ()
) -> UnknownThing | None:
    """The first thing of the form's targets that the models cannot draw, or cannot find in a photograph; None where
    they know all, and while models or words are not there.

    Args:
        form: the words.
        bundle: of the models.
        is_photograph: whether the picture is one.
        own_names: what things of the person's own are called, which can be laid into photographs.
    """
    if bundle is None or not form.has_prompt:
        return None
    editor = bundle.editor(form.editor)
    for target in form.targets:
        if target.problem:
            continue
        is_own = is_photograph and not form.editor and mentions(target.prompt, own_names)
        if editor is not None and not target.intent.is_retouch and not is_own:
            lack = _undrawable(target.prompt, editor.words)
            if lack is not None:
                return lack
        if is_photograph and target.intent.names_a_thing and target.source_prompt:
            lack = _unfindable(target.source_prompt, bundle.findable)
            if lack is not None:
                return lack
    return None


def _undrawable(words: str, known: tuple[str, ...]) -> UnknownThing | None:
    text = " ".join(words.split())
    if not known or len(text) < _LEAST_CHARACTERS or mentions(text, known):
        return None
    is_readable = bool(misspelt_words(text, known)) or _is_open(text, known)
    return UnknownThing(Lack.DRAWING, text, similar_words(text, known), is_readable)


def _unfindable(words: str, known: tuple[str, ...]) -> UnknownThing | None:
    text = " ".join(words.split())
    if not known or len(text) < _LEAST_CHARACTERS or known_ending(text, _set_of(known)) or _is_open(text, known):
        return None
    return UnknownThing(Lack.FINDING, text, similar_words(text, known[:_OFFERED_FROM]), False)


def _is_open(text: str, known: tuple[str, ...]) -> bool:
    """Whether the last word begins a known one: it is still being typed."""
    last = text.lower().split()[-1]
    ordered = _sorted(known)
    place = bisect.bisect_left(ordered, last)
    return len(last) >= 2 and place < len(ordered) and ordered[place].startswith(last)


@functools.lru_cache(maxsize=8)
def _set_of(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(known)


@functools.lru_cache(maxsize=8)
def _sorted(known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(word.lower() for word in known))
