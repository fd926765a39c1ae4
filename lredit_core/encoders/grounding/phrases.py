"""Noun phrases in the form that each family was taught with, cut where it reads no further."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DETERMINER = re.compile(
    r"^(?:the|a|an|my|your|his|her|its|our|their|this|that|these|those|some)\s+(?=\S)", re.IGNORECASE
)
_VOWELS = tuple("aeiou")


def bare(words: str) -> str:
    """A phrase without article, in small letters, in one line: "The red  Apple." -> "red apple"."""
    tidied = " ".join(words.split()).strip(" .?!,;:").lower()
    return _DETERMINER.sub("", tidied)


def with_article(words: str) -> str:
    """ "red apple" -> "a red apple"; what has an s at its end is taken for several and stays without."""
    noun = bare(words)
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return f"{'an' if noun.startswith(_VOWELS) else 'a'} {noun}"


def photo_of(words: str) -> str:
    """CLIP's and OWL-ViT's template: "a photo of a red apple" (Radford et al. 2021; Minderer et al. 2022)."""
    return f"a photo of {with_article(words)}"


def sentence_of(words: str) -> str:
    """Grounding DINO's: small letters and a full stop, "a red apple." (Liu et al. 2023). Stops within are taken away:
    they would part it in two."""
    return f"{with_article(words.replace('.', ' '))}."


def fitted(words: str, *, form: Callable[[str], str], token_count: Callable[[str], int], most: int) -> tuple[str, str]:
    """A phrase in a form, without the words at its end that are too many, and those words.

    Args:
        words: the phrase.
        form: one of the above.
        token_count: of a formed phrase, with the tokens that begin and end a text.
        most: tokens that the model reads.
    """
    read = words.split()
    left: list[str] = []
    while len(read) > 1 and token_count(form(" ".join(read))) > most:
        left.insert(0, read.pop())
    return form(" ".join(read)), " ".join(left)
