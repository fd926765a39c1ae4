"""Keys that are held, on any layout: by their letter, or by where they lie where the layout has no such letters."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

#: Where a key lies: X11 and Wayland count 8 more than the kernel's codes, Windows counts as old keyboards did.
_SCAN_CODES = {Qt.Key.Key_C: 54}
_WINDOWS_SCAN_CODES = {Qt.Key.Key_C: 46}
#: Below are the keys of Latin letters, figures and signs.
_FIRST_BEYOND_ASCII = 0x80
#: macOS tells no scan codes; its virtual keys are positions.
_MAC_KEYS = {Qt.Key.Key_C: 8}


def is_of_key(event: QKeyEvent, key: Qt.Key) -> bool:
    """Whether a key event is of this letter's key: its letter, or its place on a layout without Latin letters."""
    if event.key() == key:
        return True
    if event.key() < _FIRST_BEYOND_ASCII:
        return False  # a layout with Latin letters has this one elsewhere
    if sys.platform == "darwin":
        return event.nativeVirtualKey() == _MAC_KEYS[key]
    codes = _WINDOWS_SCAN_CODES if sys.platform == "win32" else _SCAN_CODES
    return event.nativeScanCode() == codes[key]
