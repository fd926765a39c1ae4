"""How long the window's event loop is busy at one go."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer


class GapMeter:
    """How long the GUI's event loop was busy at one go, while it runs."""

    _EVERY_MS = 2

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setInterval(self._EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self._last_s = 0.0
        self.longest_ms = 0.0
        self.over_50_ms = 0

    def start(self) -> None:
        self._last_s = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now_s = time.perf_counter()
        gap_ms = (now_s - self._last_s) * 1000 - self._EVERY_MS
        self.longest_ms = max(self.longest_ms, gap_ms)
        self.over_50_ms += gap_ms > 50
        self._last_s = now_s
