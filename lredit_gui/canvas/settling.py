"""Boxes that glide to where they were learned instead of jumping. No Qt here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.geometry import Box
    from lredit_gui.canvas.hit_test import Rect

#: A box is within a third of its way after this long.
_TIME_CONSTANT_S = 0.09
_NEAR_PX = 0.25


class Settling:
    """Where each box is shown, in picture pixels; `advance` moves it towards its target."""

    def __init__(self) -> None:
        self._shown: dict[str, Rect] = {}
        self._targets: dict[str, Rect] = {}

    @property
    def is_settled(self) -> bool:
        return self._shown == self._targets

    def set_targets(self, boxes: dict[str, Box], *, at_once: frozenset[str] = frozenset()) -> None:
        """New places by key. Boxes that are new, and those named in `at_once`, are there at once."""
        targets: dict[str, Rect] = {}
        for key, box in boxes.items():
            x0, y0, x1, y1 = box.as_tuple()
            targets[key] = (float(x0), float(y0), float(x1), float(y1))
        self._shown = {
            key: target if key in at_once else self._shown.get(key, target) for key, target in targets.items()
        }
        self._targets = targets

    def advance(self, elapsed_s: float) -> None:
        share = 1.0 - math.exp(-elapsed_s / _TIME_CONSTANT_S)
        for key, target in self._targets.items():
            shown = self._shown[key]
            moved = [now + (end - now) * share for now, end in zip(shown, target, strict=True)]
            is_near = all(abs(end - now) < _NEAR_PX for now, end in zip(moved, target, strict=True))
            self._shown[key] = target if is_near else (moved[0], moved[1], moved[2], moved[3])

    def finish(self) -> None:
        """All of them at their targets."""
        self._shown = dict(self._targets)

    def shown(self, key: str) -> Rect | None:
        return self._shown.get(key)
