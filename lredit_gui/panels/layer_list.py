"""The rows of the layers and their groups, and what mouse and keys do to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from lredit_gui.panels.layer_rows import (
    CLIPPED_ROLE,
    EYE_PX,
    GROUP_ROLE,
    ID_ROLE,
    IMAGE_ROLE,
    INDENT_ROLE,
    LOCKED_ROLE,
    MASK_ROLE,
    OPACITY_ROLE,
    OPEN_ROLE,
    ROW_PX,
    VISIBLE_ROLE,
    LayerRowDelegate,
)
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent

    from lredit_core.document.document import Document
    from lredit_core.document.layers import Group, Layer
    from lredit_gui.theme.theme import Theme


class LayerList(QListWidget):
    """The topmost layer first, the photograph last; a group's row stands above its members.

    Signals:
        eyeClicked(id), groupEyeClicked(id), groupFolded(id)
        layerMoved(id, index from the bottom), deleteRequested, renamed(id, name), groupRenamed(id, name)
        chosen(ids): the person chose these rows.
        menuRequested(QPoint): a place of the screen.
    """

    eyeClicked = Signal(str)
    groupEyeClicked = Signal(str)
    groupFolded = Signal(str)
    layerMoved = Signal(str, int)
    deleteRequested = Signal()
    renamed = Signal(str, str)
    groupRenamed = Signal(str, str)
    chosen = Signal(object)
    menuRequested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("layerList")
        self.setAccessibleName(self.tr("Layers, the topmost first"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # eye, thumbnail and mask are painted and clicked so
        self.setItemDelegate(LayerRowDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemChanged.connect(self._on_item_changed)
        self.itemSelectionChanged.connect(self._on_selection)
        self.model().rowsMoved.connect(self._on_rows_moved)
        self._is_filling = False
        self.setMinimumHeight(ROW_PX + 4)
        theme.changed.connect(self.viewport().update)

    @property
    def current_id(self) -> str | None:
        """The chosen layer, where it is one."""
        ids = self.chosen_ids
        return ids[0] if len(ids) == 1 else None

    @property
    def chosen_ids(self) -> list[str]:
        """Of the chosen layers; a group's row stands for all its members."""
        groups = {item.data(GROUP_ROLE) for item in self.selectedItems() if item.data(GROUP_ROLE)}
        ids = [item.data(ID_ROLE) for item in self.selectedItems() if item.data(ID_ROLE)]
        members = [layer_id for layer_id, group_id in self._members.items() if group_id in groups]
        return list(dict.fromkeys([*ids, *members]))

    def fill(
        self,
        document: Document | None,
        images: dict[str, tuple[QImage, QImage]],
        photograph: str,
        base_image: QImage | None,
    ) -> None:
        """Rows anew.

        Args:
            document: whose layers they are.
            images: looks and mask of each layer, by its id.
            photograph: name of the source; "" for no row.
            base_image: its looks.
        """
        self._is_filling = True
        self.clear()
        layers = () if document is None else document.layers
        groups = {} if document is None else {group.group_id: group for group in document.groups}
        self._members = {layer.layer_id: layer.group_id for layer in layers}
        shown_group: str | None = None
        for layer in reversed(layers):
            group = groups.get(layer.group_id or "")
            if group is not None and group.group_id != shown_group:
                self.addItem(self._group_item(group))
            shown_group = None if group is None else group.group_id
            if group is None or group.is_open:
                self.addItem(self._layer_item(layer, *images[layer.layer_id], is_inside=group is not None))
        if photograph:
            base = QListWidgetItem(photograph)
            base.setFlags(Qt.ItemFlag.ItemIsEnabled)
            base.setData(IMAGE_ROLE, base_image)
            base.setToolTip(self.tr("The picture as it was opened; it never changes"))
            self.addItem(base)
        self._is_filling = False

    def _layer_item(self, layer: Layer, image: QImage, mask: QImage, *, is_inside: bool) -> QListWidgetItem:
        item = QListWidgetItem(layer.name)
        item.setData(ID_ROLE, layer.layer_id)
        item.setData(VISIBLE_ROLE, layer.is_visible)
        item.setData(OPACITY_ROLE, layer.opacity)
        item.setData(IMAGE_ROLE, image)
        item.setData(MASK_ROLE, mask)
        item.setData(LOCKED_ROLE, layer.is_locked)
        item.setData(CLIPPED_ROLE, layer.is_clipped)
        item.setData(INDENT_ROLE, is_inside)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(layer))
        item.setToolTip(as_tip(layer_tip(layer)))
        item.setSizeHint(QSize(120, ROW_PX))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled)
        return item

    def _group_item(self, group: Group) -> QListWidgetItem:
        item = QListWidgetItem(group.name)
        item.setData(GROUP_ROLE, group.group_id)
        item.setData(VISIBLE_ROLE, group.is_visible)
        item.setData(OPACITY_ROLE, group.opacity)
        item.setData(OPEN_ROLE, group.is_open)
        item.setToolTip(self.tr("A group; the arrow folds it"))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable)
        return item

    def _spoken(self, layer: Layer) -> str:
        parts = [layer.name]
        if not layer.is_visible:
            parts.append(self.tr("hidden"))
        if layer.is_locked:
            parts.append(self.tr("locked"))
        if layer.is_clipped:
            parts.append(self.tr("clipped"))
        return ", ".join(parts)

    def show_chosen(self, layer_ids: Iterable[str]) -> None:
        """Chooses the rows of layers, without a signal."""
        wanted = set(layer_ids)
        self._is_filling = True
        self.clearSelection()
        first: QListWidgetItem | None = None
        for row in range(self.count()):
            item = self.item(row)
            if item.data(ID_ROLE) in wanted:
                item.setSelected(True)
                first = first or item
        if first is not None:
            self.setCurrentItem(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollToItem(first)
        self._is_filling = False

    def sizeHint(self) -> QSize:
        return QSize(200, ROW_PX * min(max(self.count(), 2), 8) + 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        is_left = event.button() is Qt.MouseButton.LeftButton
        if item is not None and is_left and event.position().x() < EYE_PX:
            if item.data(ID_ROLE):
                self.eyeClicked.emit(item.data(ID_ROLE))
                return
            if item.data(GROUP_ROLE):
                self.groupEyeClicked.emit(item.data(GROUP_ROLE))
                return
        if item is not None and is_left and item.data(GROUP_ROLE) and event.position().x() < 2 * EYE_PX:
            self.groupFolded.emit(item.data(GROUP_ROLE))
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().x() < EYE_PX:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menuRequested.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen_ids:
            self.deleteRequested.emit()
        elif event.key() == Qt.Key.Key_Space and self.chosen_ids:
            for layer_id in self.chosen_ids:
                self.eyeClicked.emit(layer_id)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and (item := self.currentItem()) is not None:
            is_open = item.data(OPEN_ROLE)
            if item.data(GROUP_ROLE) and is_open is not (event.key() == Qt.Key.Key_Right):
                self.groupFolded.emit(item.data(GROUP_ROLE))
        else:
            super().keyPressEvent(event)

    def _on_selection(self) -> None:
        if not self._is_filling:
            self.chosen.emit(self.chosen_ids)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        if item.data(ID_ROLE):
            self.renamed.emit(item.data(ID_ROLE), item.text())
        elif item.data(GROUP_ROLE):
            self.groupRenamed.emit(item.data(GROUP_ROLE), item.text())

    def _on_rows_moved(self) -> None:
        """After a drop: rows run from the top, indices from the bottom; the photograph stays lowest, and the members of
        a folded group are below its row."""
        item = self.currentItem()
        layer_id = None if item is None else item.data(ID_ROLE)
        if self._is_filling or layer_id is None:
            return
        order: list[str] = []
        for row in range(self.count()):
            entry = self.item(row)
            if entry.data(ID_ROLE):
                order.append(entry.data(ID_ROLE))
            elif entry.data(GROUP_ROLE) and not entry.data(OPEN_ROLE):
                members = [one for one, group in self._members.items() if group == entry.data(GROUP_ROLE)]
                order += reversed(members)
        self.layerMoved.emit(layer_id, len(order) - 1 - order.index(layer_id))

    _members: dict[str, str | None] = {}  # noqa: RUF012 - replaced whole by `fill`


def layer_tip(layer: Layer) -> str:
    """What a layer remembers of how it was made."""
    made = layer.provenance
    if not made.prompt:
        return layer.name
    lines = [made.prompt]
    if made.source_prompt:
        lines.append(f"\u2190 {made.source_prompt}")
    lines.append(f"{made.editor}, {made.bundle}, {made.seed}" if made.bundle else f"{made.editor}, {made.seed}")
    return "\n".join(lines)
