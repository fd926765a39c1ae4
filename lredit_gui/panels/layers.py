"""The layers over the photograph: show, hide, order, group, rename, fade, blend, reshape, delete."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from lredit_gui.panels.layer_list import LayerList
from lredit_gui.panels.layer_properties import LayerProperties
from lredit_gui.panels.layer_rows import THUMB_PX
from lredit_gui.widgets.fold_scroll import FoldScroll

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction, QImage

    from lredit_core.document.layers import Group
    from lredit_gui.rendering.layer_images import LayerImages
    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.theme.theme import Theme


class LayerPanel(QWidget):
    """The list with what one can do to the chosen layers. Signals: menuRequested(QPoint), a place of the screen."""

    menuRequested = Signal(object)

    def __init__(
        self, session: EditorSession, theme: Theme, images: LayerImages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("layerPanel")
        self.setAccessibleName(self.tr("Layers"))
        self.setProperty("surface", "panel")
        self._session, self._work, self._images = session, session.layers, images
        self._lacks_base = False
        self.list = LayerList(theme, self)
        self._hint = QLabel(self.tr("Accepted edits become layers here."), self)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(12, 0, 12, 8)
        self.properties = LayerProperties(self._work, self)
        self.opacity, self.blend = self.properties.opacity, self.properties.blend
        self.up_button = self._tool("layerUpButton", self.tr("Move the layer up"), "up", theme)
        self.down_button = self._tool("layerDownButton", self.tr("Move the layer down"), "down", theme)
        self.rename_button = self._tool("layerRenameButton", self.tr("Rename the layer (F2)"), "rename", theme)
        self.delete_button = self._tool("layerDeleteButton", self.tr("Delete the layer (Del)"), "trash", theme)
        self.more_button = self._tool("layerMoreButton", self.tr("More that can be done to layers"), "more", theme)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2)
        self._buttons.addStretch(1)
        for button in (self.up_button, self.down_button, self.rename_button, self.delete_button, self.more_button):
            self._buttons.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 8, 8)
        foot.setSpacing(4)
        foot.addWidget(FoldScroll(self.properties, self))
        foot.addLayout(self._buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._hint)
        layout.addLayout(foot)
        self._connect()
        self._fill()

    def _tool(self, name: str, tip: str, icon: str, theme: Theme) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAccessibleName(tip)
        button.setToolTip(tip)
        button.setProperty("role", "compact")
        theme.set_icon(button, icon)
        return button

    def add_buttons(self, *actions: QAction) -> None:
        """More buttons, left of the others."""
        for place, action in enumerate(actions):
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            button.setProperty("role", "compact")
            self._buttons.insertWidget(place, button)

    def _connect(self) -> None:
        work = self._work
        self._session.documentChanged.connect(self._fill)
        self._session.renderer.changed.connect(self._on_rendered)
        work.changed.connect(self._show_chosen)
        self.list.chosen.connect(work.choose)
        self.list.eyeClicked.connect(self.toggle_visible)
        self.list.groupEyeClicked.connect(self._toggle_group)
        self.list.groupFolded.connect(work.fold_group)
        self.list.groupRenamed.connect(self._rename_group)
        self.list.layerMoved.connect(work.move_to)
        self.list.renamed.connect(self.rename)
        self.list.deleteRequested.connect(work.delete)
        self.list.menuRequested.connect(self.menuRequested)
        self.up_button.clicked.connect(self.raise_current)
        self.down_button.clicked.connect(self.lower_current)
        self.rename_button.clicked.connect(self.begin_rename)
        self.delete_button.clicked.connect(work.delete)
        self.more_button.clicked.connect(self._on_more)

    # What is shown

    def _fill(self) -> None:
        document, name = self._session.document, self._session.history.name
        base = self._base_image()
        self._lacks_base = document is not None and base is None
        images = {}
        for layer in document.layers if document is not None else ():
            assert document is not None
            looks = self._images.colours(layer, document.source, 2 * THUMB_PX)
            images[layer.layer_id] = (looks, self._images.mask(layer, 2 * THUMB_PX))
        self.list.fill(document, images, name.title if name is not None else "", base)
        self._hint.setVisible(document is None or not document.layers)
        self._show_chosen()

    def _on_rendered(self) -> None:
        """Another picture's own look comes after its document."""
        if self._lacks_base:
            self._fill()

    def _base_image(self) -> QImage | None:
        rendered, document = self._session.renderer.rendered, self._session.document
        if rendered is None or document is None or rendered.document.source is not document.source:
            return None
        return rendered.source_tiles.levels[-1].tiles[0, 0].image.copy()

    def _show_chosen(self) -> None:
        document, layer, chosen = self._session.document, self._work.current, self._work.chosen
        self.list.show_chosen(one.layer_id for one in chosen)
        self.properties.show_chosen()
        self.rename_button.setEnabled(layer is not None)
        self.delete_button.setEnabled(bool(chosen))
        self.more_button.setEnabled(document is not None)
        index = document.index_of(layer.layer_id) if document is not None and layer is not None else -1
        count = len(document.layers) if document is not None else 0
        self.up_button.setEnabled(0 <= index < count - 1)
        self.down_button.setEnabled(index > 0)

    # What one can do

    def toggle_visible(self, layer_id: str) -> None:
        if (layer := self._session.history.layer(layer_id)) is not None:
            self._work.set_visible(layer_id, not layer.is_visible)

    def raise_current(self) -> None:
        self._work.raise_by(1)

    def lower_current(self) -> None:
        self._work.raise_by(-1)

    def rename(self, layer_id: str, name: str) -> None:
        self._work.rename(layer_id, name)
        self._fill()  # the row says what the layer is called, whatever was typed

    def begin_rename(self) -> None:
        if self._work.current is not None:
            self.list.editItem(self.list.currentItem())

    def _group(self, group_id: str) -> Group | None:
        groups = self._session.document.groups if self._session.document is not None else ()
        return next((group for group in groups if group.group_id == group_id), None)

    def _toggle_group(self, group_id: str) -> None:
        if (group := self._group(group_id)) is not None:
            label = self.tr("Hide {0}") if group.is_visible else self.tr("Show {0}")
            self._work.replace_group(replace(group, is_visible=not group.is_visible), label.format(group.name))

    def _rename_group(self, group_id: str, name: str) -> None:
        group, cleaned = self._group(group_id), name.strip()
        if group is not None and cleaned and cleaned != group.name:
            self._work.replace_group(replace(group, name=cleaned), self.tr("Rename {0}").format(group.name))
        else:
            self._fill()

    def _on_more(self) -> None:
        self.menuRequested.emit(self._below(self.more_button))

    @staticmethod
    def _below(button: QWidget) -> QPoint:
        return button.mapToGlobal(button.rect().bottomLeft())
