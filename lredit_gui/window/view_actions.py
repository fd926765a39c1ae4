"""How the canvas looks at the picture: turned, mirrored, with guides. The picture itself stays as it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lredit_gui.window.actions import Action
from lredit_gui.window.size_dialogs import GuideDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.document.guides import PictureGuide
    from lredit_gui.window.layout import WindowLayout

#: As far as one press turns the view.
_TURN_DEG = 15.0


class ViewActions(QObject):
    """Connects them; guides belong to the picture that is shown."""

    def __init__(self, window: WindowLayout) -> None:
        super().__init__(window)
        self._window, self._canvas, self._history = window, window.canvas, window.session.history
        self._canvas.guidesChanged.connect(self._keep)
        self._canvas.viewChanged.connect(self._say_turn)
        window.status.turn.clicked.connect(self._canvas.straighten_view)
        self._history.opened.connect(self.show_guides)
        self._history.changed.connect(self.show_guides)

    @property
    def handlers(self) -> dict[Action, Callable[[], object]]:
        """What each action calls."""
        canvas = self._canvas
        return {
            Action.VIEW_RIGHT: partial(canvas.turn_by, _TURN_DEG),
            Action.VIEW_LEFT: partial(canvas.turn_by, -_TURN_DEG),
            Action.VIEW_MIRROR: canvas.mirror,
            Action.VIEW_STRAIGHT: canvas.straighten_view,
            Action.NEW_GUIDE: self._ask_for_guide,
            Action.CLEAR_GUIDES: partial(self.lay, ()),
        }

    def _ask_for_guide(self) -> None:
        size = self._canvas.picture_size
        if size is not None:
            GuideDialog(size, self._add, self._window).open()

    def _add(self, guide: PictureGuide) -> None:
        others = (one for one in self._canvas.guides.lines if one != guide)
        self._window.action_set[Action.GUIDES].setChecked(True)
        self.lay((*others, guide))

    def lay(self, guides: tuple[PictureGuide, ...]) -> None:
        """Other guides over the picture that is shown."""
        self._canvas.set_guides(guides)
        self._keep(guides)

    def _keep(self, guides: tuple[PictureGuide, ...]) -> None:
        if self._history.picture is not None:
            self._history.picture.guides = guides
            self._window.session.changes.look()

    def show_guides(self) -> None:
        """Those of the picture."""
        picture = self._history.picture
        self._canvas.set_guides(() if picture is None else picture.guides)

    def _say_turn(self) -> None:
        viewport = self._canvas.viewport
        if viewport is None or not viewport.is_turned:
            self._window.status.show_turn(None)
        else:
            self._window.status.show_turn(viewport.turn_deg, is_mirrored=viewport.is_mirrored)
