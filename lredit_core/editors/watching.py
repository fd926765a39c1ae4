"""Looking at an edit while it is made, without slowing it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lredit_core.editors.base import CropToEdit, EditedCrop, EditInstructions, OnStep
    from lredit_core.editors.previews import OnPreview

#: Between previews at least: eight a second are enough for eyes.
LEAST_INTERVAL_S = 0.125
#: Of the time, previews take at most this share.
MOST_SHARE = 0.02

Made = TypeVar("Made")


@runtime_checkable
class WatchableEditor(Protocol):
    """An editor that can show what its edits look like between denoising steps."""

    @property
    def can_be_watched(self) -> bool: ...

    def edit(
        self,
        crops: Sequence[CropToEdit],
        instructions: EditInstructions,
        *,
        on_step: OnStep,
        on_preview: OnPreview | None = None,
    ) -> list[EditedCrop]:
        """`Editor.edit`; the same pixels come out, watched or not."""
        ...


class PreviewThrottle:
    """Lets a preview be made now and then: the longer the last one took, the later the next."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next_s = clock() + LEAST_INTERVAL_S

    def kept(self, make: Callable[[], Made]) -> Made | None:
        """What `make` gives if it is time for it, else None."""
        began = self._clock()
        if began < self._next_s:
            return None
        made = make()
        ended = self._clock()
        self._next_s = ended + max(LEAST_INTERVAL_S, (ended - began) / MOST_SHARE)
        return made
