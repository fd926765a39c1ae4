"""Undo of what was done to the person's box in one go: a region that was proposed, a box that was snapped. No Qt here.

A step can be taken back as long as the box is as the step left it; the document's own undo comes after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box

_KEPT = 50


@dataclass(frozen=True, slots=True)
class Held:
    """What the person has in hand.

    Attributes:
        box: their own, or None.
        origin_id: the candidate whose box it was.
        selected_id: the selected candidate.
        mask: of the thing in the box, where they mended or drew one.
        not_from: what they painted over so that nothing is filled from there.
    """

    box: Box | None = None
    origin_id: str | None = None
    selected_id: str | None = None
    mask: Silhouette | None = None
    not_from: Silhouette | None = None


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

    def note(self, step: BoxStep) -> None:
        """A step that was made."""
        self._done = [*self._done, step][-_KEPT:]
        self._undone = []

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
