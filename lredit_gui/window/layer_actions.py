"""What the canvas, the layer panel and the menus do to layers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from lredit_gui.widgets.plain_text import on_button
from lredit_gui.window.actions import LAYER_MENU, Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage

    from lredit_core.document.layers import Layer, Placement
    from lredit_gui.session.open_picture import OpenPicture
    from lredit_gui.window.layout import WindowLayout


class LayerActions(QObject):
    """Connects them."""

    def __init__(self, window: WindowLayout) -> None:
        super().__init__(window)
        self._window, self._session, self._work = window, window.session, window.session.layers
        canvas = window.canvas
        canvas.layer_at = self._work.at
        canvas.ghost_of = self._ghost_of
        canvas.layers_seen = self._layers_seen
        canvas.layerPressed.connect(self._on_pressed)
        canvas.layersMoved.connect(self._on_moved)
        canvas.layersNudged.connect(self._on_nudged)
        canvas.layerPlaced.connect(self._on_placed)
        window.layers.menuRequested.connect(self.show_menu)
        window.tabs.layersDropped.connect(self._work.copy_to)
        window.copy_layers_menu.aboutToShow.connect(partial(self._fill_pictures, window.copy_layers_menu))
        window.layers.add_buttons(window.action_set[Action.LAYER_ADJUST], window.action_set[Action.LAYER_GROUP])

    @property
    def handlers(self) -> dict[Action, Callable[[], object]]:
        """What each action calls."""
        work = self._work
        return {
            Action.EDIT_AGAIN: self._session.edit_again,
            Action.LAYER_ADJUST: work.add_adjustment,
            Action.LAYER_DUPLICATE: work.duplicate,
            Action.LAYER_DELETE: work.delete,
            Action.LAYER_GROUP: work.group,
            Action.LAYER_UNGROUP: work.ungroup,
            Action.LAYER_LOCK: self._toggle_lock,
            Action.LAYER_CLIP: self._toggle_clip,
            Action.LAYER_FLIP_ACROSS: partial(work.flip, is_across=True),
            Action.LAYER_FLIP_DOWN: partial(work.flip, is_across=False),
            Action.LAYER_TURN_RIGHT: partial(work.turn, 90.0),
            Action.LAYER_TURN_LEFT: partial(work.turn, -90.0),
            Action.LAYER_AS_MADE: work.reset_placement,
            Action.LAYER_MATCH: work.match_colours,
            Action.MERGE_DOWN: work.merge_down,
            Action.MERGE_VISIBLE: work.merge_visible,
        }

    def show_menu(self, place: QPoint) -> None:
        """What can be done to the chosen layers, at a place of the screen."""
        menu = QMenu(self._window)
        for entry in LAYER_MENU:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(self._window.action_set[entry])
        self.add_pictures(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def add_pictures(self, menu: QMenu) -> None:
        """The other open pictures that the chosen layers can be copied to, at the end of a menu of layers."""
        if len(self._session.history.pictures) > 1 and self._work.chosen:
            self._fill_pictures(menu.addMenu(self._window.copy_layers_menu.title()))

    def _fill_pictures(self, menu: QMenu) -> None:
        menu.clear()
        history = self._session.history
        for picture in history.pictures:
            if picture is not history.picture:
                action = menu.addAction(on_button(picture.name.title))
                action.setEnabled(bool(self._work.chosen))
                action.triggered.connect(partial(self._copy_to, picture))
        if menu.isEmpty():
            menu.addAction(self.tr("No other picture is open")).setEnabled(False)

    def _copy_to(self, picture: OpenPicture, _is_checked: bool = False) -> None:
        self._work.copy_to(picture)

    def click(self, x: float, y: float) -> bool:
        """A click on the picture, in its pixels: takes hold of the layer there, or lets go. False where it was neither:
        on the picture alone, or on the layer that is held already."""
        held = {layer.layer_id for layer in self._work.framed}
        layer_id = self._work.at(x, y)
        if layer_id is not None and layer_id not in held:
            self._work.choose([layer_id])
            return True
        if layer_id is None and held:
            self._work.leave()
            return True
        return False

    def _ghost_of(self, layer: Layer) -> QImage | None:
        document = self._session.document
        return None if document is None else self._window.layer_images.ghost(layer, document.source)

    def _layers_seen(self) -> tuple[Layer, ...]:
        document = self._session.document
        return () if document is None else tuple(seen.layer for seen in document.seen_layers)

    def _on_pressed(self, layer_id: str, adds: bool) -> None:
        if adds:
            self._work.choose_also(layer_id)
        else:
            self._work.choose([layer_id])

    def _on_moved(self, dx: int, dy: int, is_draft: bool) -> None:
        self._work.move(dx, dy, is_draft=is_draft)

    def _on_nudged(self, dx: int, dy: int) -> None:
        self._work.move(dx, dy, merges=True)

    def _on_placed(self, layer_id: str, placement: Placement, dx: int, dy: int) -> None:
        self._work.place(layer_id, placement, dx=dx, dy=dy)

    def _toggle_lock(self) -> None:
        self._work.set_locked(not all(layer.is_locked for layer in self._work.chosen))

    def _toggle_clip(self) -> None:
        self._work.set_clipped(not all(layer.is_clipped for layer in self._work.chosen))
