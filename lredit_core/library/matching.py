"""Which of a person's own things are meant by words, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.prompt.vocabulary import mentions, related_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.encoders.words import KnownWords
    from lredit_core.library.index import OwnThing

#: How well a name fits that is said itself (each of its words makes it fit better: "old cup" goes before "cup"), that
#: is a kind of what is said, that only looks related.
_SAID, _EACH_WORD, _KIND, _RELATED = 1.0, 0.01, 0.85, 0.5


def things_for(
    phrase: str,
    things: Sequence[OwnThing],
    *,
    known: Sequence[KnownWords] = (),
    count: int = 8,
) -> tuple[OwnThing, ...]:
    """The things that a phrase may mean, by how well their names fit and how good they are; () where none does.

    Args:
        phrase: "a dog", "my old cup", "an animal".
        things: to choose from.
        known: the words of the detector and the eye: their synonyms and kinds count ("puppy" is a dog, "animal" any).
        count: at most so many.
    """
    fits = {name: _fit(phrase, name, known) for name in {thing.name for thing in things}}
    meant = [thing for thing in things if fits[thing.name] > 0.0]
    best = sorted(meant, key=lambda thing: (-fits[thing.name], -thing.quality, thing.id))
    return tuple(best[:count])


def _fit(phrase: str, name: str, known: Sequence[KnownWords]) -> float:
    """How well a name fits a phrase; 0 where it does not."""
    if mentions(phrase, [name]):
        return _SAID + _EACH_WORD * len(name.split())
    for words in known:
        said, named = set(words.kinds_of(phrase)), set(words.kinds_of(name))
        if said and named and named <= said:
            return _KIND
    return _RELATED if related_words(phrase, [name]) else 0.0
