"""Moves, doubles, resizes and mirrors a thing: lifted with its soft edge and its shadow, put down elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.editors.retouching import RetouchDrafts, Retouched, ThingToRetouch

if TYPE_CHECKING:
    from lredit_core.cancellation import CancellationToken
    from lredit_core.prompt.intent import EditIntent


class MoveEditor(RetouchDrafts):
    """A `RetouchEditor` for what goes elsewhere or comes twice.

    Args:
        intent: move or double.
        is_mirrored: left and right change places.
    """

    def __init__(self, intent: EditIntent, *, is_mirrored: bool = False) -> None:
        self.intent = intent
        self._is_mirrored = is_mirrored

    @property
    def fingerprint(self) -> str:
        return f"{self.name}-1-{self._is_mirrored}"

    def variant_count(self, thing: ThingToRetouch) -> int:
        return max(1, len(thing.destinations))

    def retouch(self, thing: ThingToRetouch, *, variant: int, token: CancellationToken) -> Retouched:
        raise NotImplementedError
