"""What of the view is switched on and off, and remembered from one start to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.window.layout import WindowLayout


class ViewSwitches(QObject):
    """Connects the menu's switches with the canvas and the preferences.

    Attributes:
        switches: what each is kept under, its action, and whether it is on at first.
    """

    def __init__(self, window: WindowLayout, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self.switches: list[tuple[str, QAction, bool]] = []
        self._connect(Action.PIXEL_GRID, "pixel_grid", window.canvas.set_pixel_grid)
        self._connect(Action.SNAP_LINES, "snaps", window.canvas.set_snapping)
        self._connect(Action.GUIDES, "guides", window.canvas.set_guides_shown)
        self._connect(Action.RULERS, "rulers", window.rulers.set_shown, is_on_at_first=False)

    def _connect(
        self, action: Action, name: str, switch: Callable[[bool], None], *, is_on_at_first: bool = True
    ) -> None:
        is_on = self._preferences.view_switch(name, is_on_at_first=is_on_at_first)

        def keep(is_on: bool) -> None:
            switch(is_on)
            self._preferences.set_view_switch(name, is_on)

        self._window.action_set[action].setChecked(is_on)
        self._window.action_set[action].toggled.connect(keep)
        self.switches.append((name, self._window.action_set[action], is_on_at_first))
        switch(is_on)
