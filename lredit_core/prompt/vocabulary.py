"""What a closed vocabulary knows of a prompt, by its words alone: no model, so that it can be asked at every key."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

_PLURALS = (
    ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", ""),
    ("men", "man"), ("children", "child"), ("people", "person"), ("mice", "mouse"), ("geese", "goose"),
)  # fmt: skip
#: Shorter words are in too many others: "cap" in "landscape".
_LEAST_LETTERS = 3
#: What a spelling has in common with the word that was meant, in [0, 1].
_SPELLING_CUTOFF = 0.78
#: From here on a word was meant and misspelt: one letter of five is missing, or two of ten are wrong.
_SLIP = 0.88
#: What an image-text model's best name needs before it is offered: a small model is rather sure of nonsense.
CONVINCING = 0.95
_DESCRIBING = "the and another one two three some any with small big large little old new"
_OF_NO_THING = frozenset(_DESCRIBING.split())
_NAMING_NOTHING = _OF_NO_THING | frozenset(
    ["a", "an", "my", "your", "his", "her", "our", "their", "this", "that", "these", "those", "young"]
)
#: What follows the thing that a phrase is about: "the dog on the bench", "the girl holding a hat".
_AFTER_THE_THING = re.compile(
    r"\s(?:in|on|onto|at|above|over|under|by|near|with|behind|between|beside|to|from|next|inside|outside|there|here"
    r"|that|which|who|whose|holding|wearing|sitting|standing|lying|parked|riding|carrying|eating|looking|running"
    r"|walking|flying|swimming)\s"
)
_AFTER_THE_HEAD = re.compile(r"\s(?:in|on|onto|into|at|above|over|under|by|near|of|with|behind|between)\s")


def mentions(prompt: str, words: Sequence[str]) -> bool:
    """Whether a prompt names one of these things, in the singular or the plural: "two red apples" names "apple"."""
    known = {_plain(word) for word in words}
    longest = max((len(word.split()) for word in known), default=0)
    spoken = _plain(prompt).split()
    for start in range(len(spoken)):
        for end in range(start + 1, min(len(spoken), start + longest) + 1):
            phrase = " ".join(spoken[start:end])
            if phrase in known or any(singular in known for singular in singulars(phrase)):
                return True
    return False


def similar_words(prompt: str, words: Sequence[str], *, count: int = 3) -> tuple[str, ...]:
    """Entries that a prompt may mean, the likeliest first: slips of the pen ("a red aple"), kinds of what it names
    ("football" for "a ball") or what it names a kind of, other near spellings; () where nothing is near."""
    near = _spelled_nearly(prompt, words)
    slips = [word for word, likeness in near.items() if likeness >= _SLIP]
    return tuple(dict.fromkeys((*slips, *related_words(prompt, words), *near)))[:count]


def related_words(prompt: str, words: Sequence[str]) -> tuple[str, ...]:
    """Entries that hold a word of the prompt, or are held by one, at an end: first those at the last end, which says
    what a compound is, and among them the nearest first. The phrase's head, its last word before any preposition, is
    asked before its other words.
    """
    by_plain = {_plain(word): word for word in words}
    for spoken in _spoken(prompt):
        found: dict[str, None] = {}
        for is_related in (_ends_alike, _begins_alike):
            related = dict(_likenesses([entry for entry in by_plain if is_related(spoken, entry)], spoken))
            found |= dict.fromkeys(sorted(related, key=lambda entry: -related[entry]))
        if found:
            return tuple(by_plain[entry] for entry in found)
    return ()


def misspelt_words(prompt: str, words: Sequence[str], *, count: int = 3) -> tuple[str, ...]:
    """Entries spelled nearly like a word of the prompt, the nearest first; () where nothing is near."""
    return tuple(_spelled_nearly(prompt, words))[:count]


def _spelled_nearly(prompt: str, words: Sequence[str]) -> dict[str, float]:
    """Entries with their likeness to the word of the prompt that is nearest to each, in (0, 1]: the nearest first,
    those that are equally near in the vocabulary's order."""
    by_plain = {_plain(word): word for word in words}
    found = dict.fromkeys(by_plain, 0.0)
    for spoken in _plain(prompt).split():
        for entry, likeness in _likenesses(by_plain, spoken, least=_SPELLING_CUTOFF):
            found[entry] = max(found[entry], likeness)
        for swapped in _swapped(spoken):
            if swapped in found:
                found[swapped] = max(found[swapped], _SLIP)
    near = [entry for entry in found if found[entry] > 0]
    return {by_plain[entry]: found[entry] for entry in sorted(near, key=lambda entry: -found[entry])}


def _swapped(spoken: str) -> Iterator[str]:
    """A word with each two neighbouring letters the other way round: "dog" of "dgo"."""
    for place in range(len(spoken) - 1):
        yield spoken[:place] + spoken[place + 1] + spoken[place] + spoken[place + 2 :]


def _likenesses(entries: Iterable[str], spoken: str, *, least: float = 0.0) -> Iterator[tuple[str, float]]:
    """Entries that are at least so like a word, with their likeness in [0, 1]."""
    matcher = difflib.SequenceMatcher(None, "", spoken)  # which remembers its second text
    for entry in entries:
        matcher.set_seq1(entry)
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:  # bounds of `ratio`, soon known
            likeness = matcher.ratio()
            if likeness >= least:
                yield entry, likeness


def suggested_words(
    prompt: str, words: Sequence[str], ranked: Iterable[tuple[str, float]] = (), *, count: int = 5
) -> tuple[str, ...]:
    """What an image-text model is convinced of, then `similar_words`; () where there is nothing sensible to offer.

    Args:
        prompt: what was asked for.
        words: the vocabulary.
        ranked: entries with the model's probabilities.
        count: at most so many.
    """
    likeliest = sorted(ranked, key=lambda item: -item[1])
    convincing = [word for word, probability in likeliest if probability >= CONVINCING]
    return tuple(dict.fromkeys((*convincing, *similar_words(prompt, words, count=count))))[:count]


def offer(suggested: Sequence[str]) -> str:
    """The sentence with which a refusal goes on: what may be meant, or where the list is."""
    if suggested:
        return f"Did you mean {suggested[0]}?" if len(suggested) == 1 else f"Nearest: {', '.join(suggested)}."
    return "The list is under Models (Ctrl+M), and `lredit bundles things` prints it."


def _spoken(prompt: str) -> list[str]:
    """The words of a prompt that may name a thing, in the singular; the head first."""
    plain = _plain(prompt)
    head, *rest = _AFTER_THE_HEAD.split(f"{plain} ", maxsplit=1)
    ordered = [*reversed(head.split()), *(word for part in rest for word in part.split())]
    singular = [next((one for one in singulars(word) if len(one) >= _LEAST_LETTERS), word) for word in ordered]
    both = [spoken for pair in zip(ordered, singular, strict=True) for spoken in pair]
    kept = (word for word in both if len(word) >= _LEAST_LETTERS and word not in _OF_NO_THING)
    return list(dict.fromkeys(kept))


def _ends_alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LEAST_LETTERS and (one.endswith(other) or other.endswith(one))


def _begins_alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) > _LEAST_LETTERS and (one.startswith(other) or other.startswith(one))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w\-']+", text.lower().replace("_", " ")))


def known_ending(phrase: str, known: Container[str], *, looks_past_of: bool = True) -> str:
    """The longest ending of what a phrase is about that is a known word, for what a thing is comes last: "dog" of "the
    small dogs on the lawn", "glass" of "a glass of water", "cup of coffee" where that is known; "" where none is.

    Args:
        phrase: what was said.
        known: words in small letters.
        looks_past_of: what follows "of" counts where nothing before it is known: "people" of "a crowd of people".
    """
    text = f"{phrase.lower().strip()} "
    head = _AFTER_THE_THING.split(text, maxsplit=1)[0]
    names_something = not _NAMING_NOTHING.issuperset(re.findall(r"[\w\-']+", head))  # as "the" of "the sitting dog"
    return _known_at_end(head if names_something else text, known, looks_past_of)


def _known_at_end(text: str, known: Container[str], looks_past_of: bool) -> str:
    spoken = re.findall(r"[\w\-']+", text)
    of = spoken.index("of") if "of" in spoken else len(spoken)
    whole = (spoken[start:] for start in range(of))
    before = (spoken[start:of] for start in range(of))
    past = (spoken[start:] for start in range(of + 1, len(spoken)) if looks_past_of)
    for words in (*whole, *before, *past):
        ending = " ".join(words)
        for said in (ending, *singulars(ending)):
            if said in known:
                return said
    return ""


def singulars(phrase: str) -> tuple[str, ...]:
    """What a phrase may be the plural of: "berries" of "berry", "berr" and "berrie"."""
    return tuple(phrase[: -len(ending)] + singular for ending, singular in _PLURALS if phrase.endswith(ending))
