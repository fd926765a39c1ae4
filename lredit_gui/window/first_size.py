"""How large the window is when it opens for the first time."""

from __future__ import annotations

from PySide6.QtCore import QSize

_WISHED = QSize(1280, 820)
#: What a window's frame takes: both sides, its title and its foot.
_FRAME = QSize(16, 48)


def first_size(available: QSize) -> QSize:
    """Without its frame, on a screen with so much room: what is wished for, or what fits."""
    return _WISHED.boundedTo(available - _FRAME)
