"""Garbage is collected in the thread of the window alone.

Python looks for cycles in whatever thread allocates. A widget that it finds there is destroyed there, with its timers
and what hangs on it, while Qt may be using it: a crash without a word. So it looks only when this asks it to.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

#: As often as it is looked whether there is enough to look through.
_EVERY_MS = 100


class GarbageCollector(QObject):
    """From its making until `end`, in the thread that made it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        gc.freeze()  # modules and the window itself are no garbage: they are not looked through each time
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collects what Python would have collected by now, by its own thresholds."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation] > 0:
                gc.collect(generation)
                break

    def end(self) -> None:
        """As it was before."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
