"""Captions as people might write them, made anew each time a picture is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.synthetic.backgrounds import PLACE_PHRASES
from lredit_core.synthetic.scenes import phrase_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.synthetic.drawings import ArtLibrary, Thing

#: What stands in where a picture's change has no source ("nothing was here").
NEUTRAL_TEXTS = ("a photo", "a picture", "a photo of a place", "an empty place", "the background", "")
_OPENINGS = ("a photo of ", "a picture of ", "a drawing of ", "an image of ")
_JOINTS = (" and ", " and ", " next to ", " with ", ", ")


def thing_phrase(thing: Thing, colour: str, rng: np.random.Generator, *, colour_share: float = 0.6) -> str:
    """ "a blue car" or "an automobile": name or synonym, perhaps with its colour word."""
    word = thing.name
    if thing.synonyms and rng.random() < 0.35:
        word = thing.synonyms[int(rng.integers(len(thing.synonyms)))]
    said = colour if colour and rng.random() < colour_share else ""
    phrase = phrase_for(word, said)
    if rng.random() < 0.12:
        return f"{said} {word}".strip()
    return f"the {phrase.split(' ', 1)[1]}" if rng.random() < 0.06 and phrase.startswith(("a ", "an ")) else phrase


def caption(library: ArtLibrary, things: Sequence[tuple[int, str]], background: str, rng: np.random.Generator) -> str:
    """A caption of a picture.

    Args:
        library: names and synonyms.
        things: (index in the library, true colour word or "") of what is seen in it.
        background: the place's name.
        rng: which of them.
    """
    order = rng.permutation(len(things))
    if len(things) > 1 and rng.random() < 0.25:
        order = order[: int(rng.integers(1, len(things)))]
    phrases = [thing_phrase(library.things[things[index][0]], things[index][1], rng) for index in order]
    ending, alone = PLACE_PHRASES.get(background, ("", background))
    if not phrases:
        text = f"an empty place: {alone}" if rng.random() < 0.15 else alone
    else:
        text = phrases[0]
        for position, phrase in enumerate(phrases[1:], start=2):
            last = position == len(phrases)
            text += (_JOINTS[int(rng.integers(len(_JOINTS)))] if last else ", ") + phrase
        if rng.random() < 0.5:
            text = f"{text} {ending}".strip()
    if rng.random() < 0.33:
        text = _OPENINGS[int(rng.integers(len(_OPENINGS)))] + text
    return text


def corpus(library: ArtLibrary, count: int, seed: int) -> list[str]:
    """Captions of imagined pictures, and every word of the library: what a tokenizer is trained on."""
    rng = np.random.default_rng(seed)
    places = tuple(PLACE_PHRASES)
    colours = ("", "red", "orange", "yellow", "green", "blue", "purple", "pink")
    lines = [word for thing in library for word in thing.words] * 3 + list(NEUTRAL_TEXTS)
    for _ in range(count):
        things = [
            (int(index), str(colours[int(rng.integers(len(colours)))]))
            for index in rng.integers(len(library), size=int(rng.integers(0, 4)))
        ]
        lines.append(caption(library, things, str(places[int(rng.integers(len(places)))]), rng))
    return lines
