"""Everyday things that a phrase is weighed against: is it this that one sees, or any of those?"""

from __future__ import annotations

from lredit_core.prompt.vocabulary import mentions

#: Two dozen things that pictures show often, far from each other in kind.
EVERYDAY_THINGS = (
    "a person", "a dog", "a cat", "a bird", "a horse", "a fish", "a flower", "a tree", "a car", "a bus", "a boat",
    "a bicycle", "a house", "a chair", "a table", "a bed", "a bottle", "a cup", "a book", "a ball", "a clock",
    "an apple", "a cake", "a hat",
)  # fmt: skip


def everyday_things_besides(phrase: str) -> tuple[str, ...]:
    """All of them that the phrase does not speak of itself: "the small dogs" are not weighed against "a dog"."""
    return tuple(thing for thing in EVERYDAY_THINGS if not mentions(phrase, [thing.split(maxsplit=1)[1]]))
