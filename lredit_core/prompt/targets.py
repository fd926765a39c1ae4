"""From a prompt to what is to be edited: "a cat and a red balloon above the house" is two targets.

A small grammar over the words, so that a person can foresee it, sees it before anything runs, and can overrule it: a
semicolon always separates, and a request can be told to be one thing.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import Enum

from lredit_core.prompt.intent import EditIntent, names_a_place, read_intent

_DETERMINERS = "a|an|the|another|one|two|three|some|my|your|his|her|its|our|their|this|that|these|those"
#: A landmark is in the picture, so it is spoken of as known: "a cat on the sofa" is about a sofa that is there, "a cat
#: on a sofa" is one thing to paint.
_DEFINITE = "the|my|your|his|her|its|our|their|this|that|these|those"
#: "and" and commas separate where a new noun phrase begins: "black and white" and "salt and pepper" stay whole.
_SEPARATOR = re.compile(rf"\s*(?:,\s*and\s+|,\s*|\s+and\s+)(?=(?:{_DETERMINERS})\s)", re.IGNORECASE)
#: What holds two nouns together: "a girl with a hat and a scarf", "a bench between a tree and a lamp".
_HOLDS_TOGETHER = re.compile(rf"\s(?:with|between)\s|\sof\s(?:{_DETERMINERS})\s", re.IGNORECASE)


class Relation(Enum):
    """Where a thing should be beside another; the values are for a person."""

    ABOVE = "above"
    BELOW = "below"
    LEFT_OF = "left of"
    RIGHT_OF = "right of"
    BESIDE = "beside"
    ON = "on"


_PHRASES: dict[Relation, str] = {
    Relation.ABOVE: "above|over",
    Relation.BELOW: "below|under|underneath|beneath",
    Relation.LEFT_OF: "(?:to |on )?(?:the )?left (?:side )?of",
    Relation.RIGHT_OF: "(?:to |on )?(?:the )?right (?:side )?of",
    Relation.BESIDE: "beside|next to|near|close to|by",
    Relation.ON: "on top of|on|upon",
}


@dataclass(frozen=True, slots=True)
class EditTarget:
    """One thing that a request asks for; `parse_targets` makes them.

    Attributes:
        prompt: what should be there, without where.
        source_prompt: what it replaces, or "".
        intent: what the edit is for.
        where: the words that say where in the picture: the source prompt, a place, a landmark, else the prompt.
        relation: where it should be, seen from `landmark`; None where nothing is said of it.
        landmark: a thing in the picture, "" without a relation.
    """

    prompt: str
    source_prompt: str
    intent: EditIntent
    where: str
    relation: Relation | None = None
    landmark: str = ""

    @classmethod
    def of(cls, prompt: str, source_prompt: str = "") -> EditTarget:
        """The words as they are, about one thing."""
        intent, where = read_intent(prompt, source_prompt)
        return cls(prompt, source_prompt, intent, where)

    @property
    def landmark_target(self) -> EditTarget:
        """The landmark as if it were to be replaced: that is how it is found."""
        return EditTarget.of(self.prompt, self.landmark)

    @property
    def in_words(self) -> str:
        """For a person: "a red balloon, above the house"."""
        where = f", {self.relation.value} {self.landmark}" if self.relation is not None else ""
        return f"{self.prompt}{where}"


@functools.lru_cache(maxsize=256)
def parse_targets(prompt: str, source_prompt: str = "", *, is_one_thing: bool = False) -> tuple[EditTarget, ...]:
    """What a request asks for, in the order in which its words name it; at least one.

    Several things replace as many others, word by word ("a cat and a dog" for "the car and the house"), or are put
    into one place, or stand without a source. Any other source makes the prompt one thing.

    Args:
        prompt: what should be there.
        source_prompt: what it replaces, or "".
        is_one_thing: the person says that the prompt is one thing.
    """
    prompt, source_prompt = " ".join(prompt.split()), " ".join(source_prompt.split())
    if is_one_thing:
        return (EditTarget.of(prompt, source_prompt),)
    prompts, sources = _parted(prompt), _parted(source_prompt)
    if len(prompts) <= 1:
        return (_placed("".join(prompts), source_prompt),)
    if len(sources) == len(prompts):
        pass
    elif not sources or (len(sources) == 1 and names_a_place(source_prompt)):
        sources = (source_prompt,) * len(prompts)
    else:
        return (_placed(prompt, source_prompt),)
    return tuple(_placed(text, source) for text, source in zip(prompts, sources, strict=True))


def _parted(text: str) -> tuple[str, ...]:
    """The noun phrases of an enumeration."""
    phrases: list[str] = []
    for piece in text.split(";"):
        start = 0
        for separator in _SEPARATOR.finditer(piece):
            if not _HOLDS_TOGETHER.search(piece[start : separator.start()]):
                phrases.append(piece[start : separator.start()])
                start = separator.end()
        phrases.append(piece[start:])
    return tuple(stripped for phrase in phrases if (stripped := phrase.strip(" ,")))


def _placed(text: str, source_prompt: str) -> EditTarget:
    """A noun phrase with its place beside another thing, if it names one; a source prompt already says where."""
    if not source_prompt:
        for relation, phrases in _PHRASES.items():
            match = re.match(rf"(.+?)\s(?:{phrases})\s((?:{_DEFINITE})\s.+)$", text, re.IGNORECASE)
            if match is not None and not names_a_place(match.group(2)):
                prompt, landmark = match.group(1).rstrip(" ,"), match.group(2)
                return EditTarget(prompt, "", EditIntent.ADD, landmark, relation, landmark)
    return EditTarget.of(text, source_prompt)
