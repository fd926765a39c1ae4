"""What can be done to a candidate, and on the picture: the menus under the right button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from lredit_gui.canvas.tools import Tool
from lredit_gui.window.actions import LAYER_MENU, Action

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from lredit_gui.window.layer_actions import LayerActions
    from lredit_gui.window.layout import WindowLayout

#: On the picture where no layer lies.
_PICTURE_MENU = (
    Action.LARGER,
    Action.DRAW_TOOL,
    Action.CROP,
    None,
    Action.PASTE,
    Action.EXPORT,
    None,
    Action.FIT,
    Action.ACTUAL,
    Action.COMPARE,
)


class ContextMenus(QObject):
    """Opens them; they go when they are closed."""

    def __init__(self, window: WindowLayout, layer_actions: LayerActions) -> None:
        super().__init__(window)
        self._layer_actions = layer_actions
        self._window, self._session = window, window.session
        window.strip.menuRequested.connect(self.show_for_candidate)
        window.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        window.canvas.customContextMenuRequested.connect(self._on_canvas)

    def show_for_candidate(self, candidate_id: str, place: QPoint) -> None:
        """On a candidate of the strip, or beside them where the id is ""."""
        selection, menu = self._session.selection, self._menu()
        if candidate_id:
            selection.select(candidate_id)
            for action in (Action.ACCEPT, Action.RETRY):
                menu.addAction(self._window.action_set[action])
            menu.addSeparator()
            is_starred = selection.candidates.is_starred(candidate_id)
            star = menu.addAction(self.tr("Take the star away") if is_starred else self.tr("Give it a star"))
            star.triggered.connect(partial(selection.star, candidate_id))
            hide = menu.addAction(self.tr("Hide"))
            hide.triggered.connect(partial(selection.hide, candidate_id))
        count = selection.candidates.hidden_count
        if count:
            show = menu.addAction(self.tr("Show the {0} that are hidden").format(count))
            show.triggered.connect(selection.show_hidden)
        if not menu.isEmpty():
            menu.popup(place)

    def _on_canvas(self, place: QPoint) -> None:
        canvas = self._window.canvas
        if canvas.tool.is_of_masks or canvas.tool is Tool.PAN or canvas.drag is not None:
            return  # the right button takes away from a mask
        x, y = canvas.to_picture(canvas.from_screen(place.toPointF()))
        layer_id = self._session.layers.at(x, y)
        if layer_id is not None and layer_id not in {layer.layer_id for layer in self._session.layers.framed}:
            self._session.layers.choose([layer_id])
        menu = self._menu()
        for entry in LAYER_MENU if self._session.layers.framed else _PICTURE_MENU:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(self._window.action_set[entry])
        if self._session.layers.framed:
            self._layer_actions.add_pictures(menu)
        menu.popup(canvas.mapToGlobal(place))

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setObjectName("contextMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
