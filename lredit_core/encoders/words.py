"""The words that a model with a closed list of names knows: each stands for those of its names that are kinds of it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from lredit_core.prompt.vocabulary import known_ending


class KnownWords(BaseModel):
    """What a model tells apart, and the words for it; part of the file that lies beside the model.

    Attributes:
        names: what it tells apart.
        kinds: for every word that it knows, the names that are kinds of it, by their place in `names`.
        broader: for every word that is a kind of one of its names and no more: those names ("owl": "bird").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: tuple[str, ...]
    kinds: dict[str, tuple[int, ...]]
    broader: dict[str, tuple[int, ...]] = {}

    @property
    def known(self) -> tuple[str, ...]:
        """Every word that it knows."""
        return (*self.kinds, *self.broader)

    def kinds_of(self, phrase: str) -> tuple[int, ...]:
        """The names that a phrase speaks of: "the small dogs on the lawn" of 118; () where it knows none of them."""
        return self.kinds.get(known_ending(phrase, self.kinds), ())

    def broader_than(self, phrase: str) -> tuple[int, ...]:
        """The names that what a phrase speaks of is a kind of; () where there are none."""
        return self.broader.get(known_ending(phrase, self.broader), ())

    def knows(self, phrase: str) -> bool:
        """Whether a phrase speaks of any of its names, or of a kind of one."""
        return bool(self.kinds_of(phrase) or self.broader_than(phrase))
