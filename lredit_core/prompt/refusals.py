"""What people ask for that is not done here, known by its words, so that it is not read as something to paint."""

from __future__ import annotations

import re

_NUMBERS = "two|three|four|five|six|several|many|some more|zwei|drei|vier|fünf|mehrere|viele|两|三"
_TAKEN = "remove|erase|delete|get rid of|take away|move|entferne|lösche"
_ALL = "all(?: of)?|both|every|each|alle|beide|jede[nsr]?|所有"

#: Patterns of whole phrases, and what is said of them; "{0}" is what the pattern's first group holds.
_REFUSED: tuple[tuple[str, str], ...] = (
    (
        r"(?:do not|don't|dont|never|nicht)\b.+|.+\snicht (?:ändern|entfernen|löschen)|别.{2,}",
        "What should stay as it is needs no words. Say what should change.",
    ),
    (
        r"(?:keep|leave|behalte|lasse?)\s+(?:only\s+|just\s+|nur\s+)?(?!.*\s(?:in colou?r|colou?red|sharp|in focus)$)"
        r"((?:the|my|this|that|der|die|das|den)\s(?:(?!\sand\s).)+)",
        'Nothing has to be said of what stays. To change all but {0}, say "blur everything but {0}".',
    ),
    (
        r"(?:make|let)\s+.+?\s+look\s+(?:like|as if)\s.+",
        'How a picture should feel is not known here. Say what should change: "make the picture warmer", "make the sky '
        'orange".',
    ),
    (
        r"(?:swap|exchange|switch)\s+((?:the|my)\s.+?\sand\s(?:the|my)\s.+)",
        "Two things cannot change places in one step. Move one of them, then the other.",
    ),
    (
        r"(?:flip|mirror)\s+.+?\s+(?:vertically|upside down)|(?:turn)\s+.+?\s+upside down",
        "Things are mirrored from left to right only.",
    ),
    (
        rf"(?:add|put|insert|place|paint|draw)\s+((?:{_NUMBERS})\s.+)",
        'Things are added one at a time: say "a bird and a bird".',
    ),
    (
        r"(?:remove|erase|delete|get rid of|take away|replace|move|entferne|lösche)\s+"
        rf"(?:{_ALL})\s+(?!but\b|except\b)(.+)",
        'Things are edited one at a time: say which one, "the one on the left", and then the next.',
    ),
    (
        r"(?:move|shift|verschiebe)\s+.+?\s\d+\s*(?:px|pixels?|cm|mm|inch(?:es)?)\b.*",
        'How far cannot be said in numbers. Say "to the left", "up", or drag it in the window.',
    ),
    (
        rf"(?:{_TAKEN})\s+(?:the\s+)?(?:(.+?)['’]s?\s+shadows?|shadows?\s+of\s+(.+))|.*的(?:影子|阴影)",
        "A shadow is found with its thing and goes with it. To take it alone, paint over it with the brush, or draw a "
        "box around it.",
    ),
    (
        r"(?:make|turn)\s+.+?\sbut\s+not\s.+",
        "Say only what should change: what else there is stays as it is.",
    ),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), said) for pattern, said in _REFUSED)
_CORNER = re.compile(
    r"(?:the |my )?(?:(?:top|bottom|upper|lower|left|right|far)[ -]?)*(?:corner|edge|border|side|middle|centre|center)"
    r"(?: of the (?:picture|photo|image))?|(?:the )?(?:top|bottom|upper|lower)[ -](?:left|right)",
    re.IGNORECASE,
)


def refusal_of(said: str) -> str:
    """A sentence where a phrase asks for something that is not done here, or ""."""
    for pattern, sentence in _PATTERNS:
        match = pattern.fullmatch(said)
        if match is not None:
            return sentence.format(*(group or "" for group in match.groups()))
    return ""


def refusal_of_place(landmark: str) -> str:
    """A sentence where the words for a place name none that is known, or ""."""
    if _CORNER.fullmatch(landmark.strip()) is None:
        return ""
    return f'"{landmark}" is no place that is known here. Say "to the left", "to the right", "up" or "down".'
