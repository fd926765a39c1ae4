"""Undo of what was done to the person's box: dragged, nudged, drawn, proposed, snapped, left. No Qt here.

A step can be taken back as long as the box is as the step left it; the document's own undo comes after.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box

#: Begins the origin of a box that is a layer's, whose edit is done again.
LAYER_ORIGIN = "layer:"
_KEPT = 50
#: Nudges that follow each other within this time are one step.
MERGED_WITHIN_S = 1.0


@dataclass(frozen=True, slots=True)
class Held:
    """What the person has in hand.

    Attributes:
        box: their own, or None.
        origin_id: the candidate whose box it was.
        selected_id: the selected candidate.
        mask: of the thing in the box, where they mended or drew one.
        not_from: what they painted over so that nothing is filled from there.
        others: boxes of their own beside it, which are edited with it.
    """

    box: Box | None = None
    origin_id: str | None = None
    selected_id: str | None = None
    mask: Silhouette | None = None
    not_from: Silhouette | None = None
    others: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxStep:
    """From what was in hand to what was then; `label` is for a person."""

    label: str
    before: Held
    after: Held


class BoxSteps:
    """The steps that can be undone and redone."""

    def __init__(self) -> None:
        self._done: list[BoxStep] = []
        self._undone: list[BoxStep] = []
        self._noted_at = 0.0

    def note(self, step: BoxStep, *, merges: bool = False) -> None:
        """A step that was made; with `merges` it is one with the step of the same name that was made just before."""
        now, last = time.monotonic(), self.last(step.before)
        if merges and last is not None and last.label == step.label and now - self._noted_at <= MERGED_WITHIN_S:
            self._done.pop()
            step = BoxStep(step.label, last.before, step.after)
        self._done = [*self._done, step][-_KEPT:]
        self._undone, self._noted_at = [], now

    def clear(self) -> None:
        """The document is another: nothing of before is taken back any more."""
        self._done, self._undone = [], []

    def last(self, held: Held) -> BoxStep | None:
        """The step that undo would take back while this is in hand."""
        return self._done[-1] if self._done and self._done[-1].after == held else None

    def next(self, held: Held) -> BoxStep | None:
        """The step that redo would make again while this is in hand."""
        return self._undone[-1] if self._undone and self._undone[-1].before == held else None

    def undo(self, held: Held) -> Held | None:
        """What was in hand before the last step; None where there is none to take back."""
        step = self.last(held)
        if step is None:
            return None
        self._undone.append(self._done.pop())
        return step.before

    def redo(self, held: Held) -> Held | None:
        """What the step that was taken back last had made of it; None where there is none."""
        step = self.next(held)
        if step is None:
            return None
        self._done.append(self._undone.pop())
        return step.after
