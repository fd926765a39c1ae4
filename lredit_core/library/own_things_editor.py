"""Puts things of the person's own photographs into a picture, as an editor: lit for the place, with their shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.editors.base import DRAWING_INTENTS
from lredit_core.editors.laying_down import laid_down
from lredit_core.editors.removing import removed_from
from lredit_core.editors.retouching import RetouchDrafts, Retouched, ThingToRetouch, laid_over
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.cancellation import CancellationToken
    from lredit_core.library.index import OwnThing
    from lredit_core.library.store import OwnThings

#: So many of the person's things are tried in the best place.
_MOST = 3


class OwnThingsEditor(RetouchDrafts):
    """A `RetouchEditor` that composes from the person's own photographs.

    Args:
        intent: what it is asked for; where something gives way, that is taken away first.
        things: that the prompt may mean, the best first; not empty.
        store: that holds them.
    """

    def __init__(self, intent: EditIntent, things: Sequence[OwnThing], store: OwnThings) -> None:
        self.intent = intent
        self._things = tuple(things[:_MOST])
        self._store = store

    @property
    def name(self) -> str:
        return "own things"

    @property
    def intents(self) -> frozenset[EditIntent]:
        return DRAWING_INTENTS

    @property
    def fingerprint(self) -> str:
        return f"{self.name}-1-{self.intent}-{','.join(thing.id for thing in self._things)}"

    def variant_count(self, thing: ThingToRetouch) -> int:
        return len(self._things)

    def retouch(self, thing: ThingToRetouch, *, variant: int, token: CancellationToken) -> Retouched:
        own = self._things[variant]
        cut_out = self._store.cut_out(own)
        token.raise_if_cancelled()
        below, filled = thing.image.pixels, None
        if self.intent is not EditIntent.ADD:
            below, filled = removed_from(
                thing.image, thing.srgb, thing.silhouette, seed=thing.seed, avoid=thing.avoid, token=token
            )
        token.raise_if_cancelled()
        laid = laid_down(below, cut_out, thing.silhouette.box, seed=thing.seed)
        note = f'"{own.name}" from your own photographs'
        if filled is None:
            return Retouched(laid.box, laid.pixels, laid.mask, note=note)
        return laid_over(below, filled, laid, note=note)
