"""The window in which an edit was made, as the window's own tests have it."""

from __future__ import annotations

from tests.gui.window.conftest import edited

__all__ = ["edited"]
