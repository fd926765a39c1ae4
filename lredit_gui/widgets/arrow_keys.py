"""Where the arrow keys point."""

from __future__ import annotations

from PySide6.QtCore import Qt

#: By the key (`QKeyEvent.key()`): one step to the right and one step down, each -1, 0 or 1.
ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
