"""What a closed vocabulary knows of a prompt, by its words alone: no model, so that it can be asked at every key."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

_PLURALS = (("ies", "y"), ("ves", "f"), ("es", ""), ("s", ""))


def mentions(prompt: str, words: Sequence[str]) -> bool:
    """Whether a prompt names one of these things, in the singular or the plural: "two red apples" names "apple"."""
    known = {_plain(word) for word in words}
    longest = max((len(word.split()) for word in known), default=0)
    spoken = _plain(prompt).split()
    for start in range(len(spoken)):
        for end in range(start + 1, min(len(spoken), start + longest) + 1):
            phrase = " ".join(spoken[start:end])
            if phrase in known or any(singular in known for singular in _singulars(phrase)):
                return True
    return False


def similar_words(prompt: str, words: Sequence[str], *, count: int = 3) -> tuple[str, ...]:
    """Entries spelled nearly like a word of the prompt, the nearest first; () where nothing is near."""
    by_plain = {_plain(word): word for word in words}
    found: dict[str, float] = {}
    for spoken in _plain(prompt).split():
        for match in difflib.get_close_matches(spoken, by_plain, n=count, cutoff=0.75):
            likeness = difflib.SequenceMatcher(None, spoken, match).ratio()
            found[match] = max(found.get(match, 0.0), likeness)
    return tuple(by_plain[match] for match in sorted(found, key=lambda match: -found[match])[:count])


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w\-']+", text.lower().replace("_", " ")))


def _singulars(phrase: str) -> tuple[str, ...]:
    return tuple(phrase[: -len(ending)] + singular for ending, singular in _PLURALS if phrase.endswith(ending))
