"""Words for how large a thing should become: "bigger", "twice as big", "20 % smaller"."""

from __future__ import annotations

import re

#: What "bigger" and "smaller" make of a thing's sides.
LARGER, SMALLER = 1.35, 0.7
_DEGREE = "(?:a bit |a little |much |etwas |viel )?"
_BIGGER, _LESS = "bigger|larger|größer", "smaller|kleiner"
_SIZES: dict[str, float] = {
    "(?:twice|double) as (?:big|large)|(?:twice|double) the size|doppelt so groß": 2.0,
    "half (?:as (?:big|large)|the size)|halb so groß": 0.5,
    rf"{_DEGREE}(?:{_BIGGER})": LARGER,
    rf"{_DEGREE}(?:{_LESS})": SMALLER,
}
_TIMES = rf"\d+(?:\.\d+)? ?(?:times|x|mal) (?:as (?:big|large)|(?:{_BIGGER})|so groß)"
_PERCENT = r"(?:by |um )?\d{1,3} ?(?:%|percent|prozent)"
_BY_PERCENT = re.compile(rf"(?:{_PERCENT} (?:{_BIGGER}|{_LESS})|(?:{_BIGGER}|{_LESS}) {_PERCENT})", re.IGNORECASE)
#: A regular expression for whatever says how large a thing should become.
ANY_SIZE = "|".join((*_SIZES, _BY_PERCENT.pattern, _TIMES))
#: What follows a verb that says by itself which way: "enlarge the dog by 20 %".
BY_HOW_MUCH = rf"(?:\s+(?P<much>{_PERCENT}))?"
_LEAST, _MOST = 0.1, 4.0


def read_scale(said: str) -> float | None:
    """By what a thing's sides are multiplied, in [0.1, 4]; None where the words say nothing of that."""
    for words, scale in _SIZES.items():
        if re.fullmatch(words, said, re.IGNORECASE):
            return scale
    if re.fullmatch(_TIMES, said, re.IGNORECASE):
        return min(_MOST, max(_LEAST, float(re.split(r"[^\d.]", said, maxsplit=1)[0])))
    if _BY_PERCENT.fullmatch(said) is None:
        return None
    return percent_of(said, is_smaller=re.search(_LESS, said, re.IGNORECASE) is not None)


def percent_of(said: str, *, is_smaller: bool) -> float:
    """By what a thing's sides are multiplied that becomes larger or smaller by so many percent: "by 20 %" is 1.2."""
    share = int("".join(filter(str.isdigit, said))) / 100
    return min(_MOST, max(_LEAST, 1 - share if is_smaller else 1 + share))


def size_words(scale: float) -> str:
    """How a person says that a thing should become larger or smaller by so much; `read_scale` reads it."""
    if scale > 2:
        return f"{scale:g} times as big"
    known = {2.0: "twice as big", 0.5: "half the size", LARGER: "bigger", SMALLER: "smaller"}
    percent = round(abs(scale - 1) * 100)
    return known.get(scale, f"{percent}% {'bigger' if scale > 1 else 'smaller'}")
