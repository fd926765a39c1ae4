"""The layers over the photograph: show, hide, order, rename, fade, blend, delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lredit_core.document.blend_modes import BlendMode
from lredit_gui.panels.layer_rows import (
    EYE_PX,
    ID_ROLE,
    IMAGE_ROLE,
    OPACITY_ROLE,
    THUMB_PX,
    VISIBLE_ROLE,
    LayerRowDelegate,
)
from lredit_gui.rendering.conversion import to_qimage
from lredit_gui.widgets.labelled_slider import LabelledSlider
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent

    from lredit_core.document.document import Document
    from lredit_core.document.layers import Layer
    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.theme.theme import Theme


class LayerList(QListWidget):
    """The rows, the topmost layer first, the photograph last.

    Signals: eyeClicked(id), layerMoved(id, index from the bottom), deleteRequested, renamed(id, name)
    """

    eyeClicked = Signal(str)
    layerMoved = Signal(str, int)
    deleteRequested = Signal()
    renamed = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("layerList")
        self.setAccessibleName(self.tr("Layers, the topmost first"))
        self.setItemDelegate(LayerRowDelegate(theme, self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemChanged.connect(self._on_item_changed)
        self.model().rowsMoved.connect(self._on_rows_moved)
        self._is_filling = False
        self.setMinimumHeight(48)
        theme.changed.connect(self.viewport().update)

    @property
    def current_id(self) -> str | None:
        """The chosen layer; None for the photograph."""
        item = self.currentItem()
        layer_id: str | None = None if item is None else item.data(ID_ROLE)
        return layer_id

    def fill(
        self, rows: list[tuple[Layer, QImage]], photograph: str, base_image: QImage | None, current_id: str | None
    ) -> None:
        """Rows from the lowest layer to the topmost; no photograph, no rows."""
        self._is_filling = True
        self.clear()
        for layer, image in reversed(rows):
            item = QListWidgetItem(layer.name)
            item.setData(ID_ROLE, layer.layer_id)
            item.setData(VISIBLE_ROLE, layer.is_visible)
            item.setData(OPACITY_ROLE, layer.opacity)
            item.setData(IMAGE_ROLE, image)
            item.setToolTip(as_tip(_layer_tip(layer)))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
            item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled)
            self.addItem(item)
            if layer.layer_id == current_id:
                self.setCurrentItem(item)
        if photograph:
            base = QListWidgetItem(photograph)
            base.setFlags(Qt.ItemFlag.ItemIsEnabled)
            base.setData(IMAGE_ROLE, base_image)
            base.setToolTip(self.tr("The picture as it was opened; it never changes"))
            self.addItem(base)
        self._is_filling = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and item.data(ID_ROLE) and event.position().x() < EYE_PX:
            self.eyeClicked.emit(item.data(ID_ROLE))
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().x() < EYE_PX:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current_id is not None:
            self.deleteRequested.emit()
        elif event.key() == Qt.Key.Key_Space and self.current_id is not None:
            self.eyeClicked.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if not self._is_filling and item.data(ID_ROLE):
            self.renamed.emit(item.data(ID_ROLE), item.text())

    def _on_rows_moved(self) -> None:
        """After a drop: rows run from the top, indices from the bottom; the photograph stays lowest."""
        if self._is_filling or self.current_id is None:
            return
        ids = [self.item(row).data(ID_ROLE) for row in range(self.count())]
        layers = [layer_id for layer_id in ids if layer_id]
        self.layerMoved.emit(self.current_id, len(layers) - 1 - layers.index(self.current_id))


@dataclass(frozen=True, slots=True, eq=False)
class _Thumb:
    layer: Layer
    image: QImage


class LayerPanel(QWidget):
    """The list with what one can do to the chosen layer."""

    def __init__(self, session: EditorSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layerPanel")
        self.setAccessibleName(self.tr("Layers"))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._thumbs: dict[int, _Thumb] = {}
        self._known: frozenset[str] = frozenset()
        self.list = LayerList(theme, self)
        self._hint = QLabel(self.tr("Accepted edits become layers here."), self)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(12, 0, 12, 8)
        self.opacity = LabelledSlider(self.tr("Opacity"), low=0, high=1, step=0.01, text="{0:.0%}", parent=self)
        self.opacity.slider.setObjectName("opacitySlider")
        self.blend = QComboBox(self)
        self.blend.setObjectName("blendChoice")
        self.blend.setAccessibleName(self.tr("Blend mode"))
        self.blend.setToolTip(self.tr("How the layer meets what lies below it"))
        for mode, title in (
            (BlendMode.NORMAL, self.tr("Normal")),
            (BlendMode.MULTIPLY, self.tr("Multiply")),
            (BlendMode.SCREEN, self.tr("Screen")),
            (BlendMode.LIGHTEN, self.tr("Lighten")),
            (BlendMode.DARKEN, self.tr("Darken")),
        ):
            self.blend.addItem(title, mode)
        self.up_button = self._tool("layerUpButton", self.tr("Move the layer up"), "up", theme)
        self.down_button = self._tool("layerDownButton", self.tr("Move the layer down"), "down", theme)
        self.rename_button = self._tool("layerRenameButton", self.tr("Rename the layer (F2)"), "rename", theme)
        self.delete_button = self._tool("layerDeleteButton", self.tr("Delete the layer (Del)"), "trash", theme)
        self.blend.setFixedWidth(104)
        mixing = QHBoxLayout()
        mixing.setSpacing(12)
        mixing.addWidget(self.opacity, 1)
        mixing.addWidget(self.blend)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addStretch(1)
        for button in (self.up_button, self.down_button, self.rename_button, self.delete_button):
            buttons.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 8, 8)
        foot.setSpacing(4)
        foot.addLayout(mixing)
        foot.addLayout(buttons)
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

    def _connect(self) -> None:
        self._session.documentChanged.connect(self._fill)
        self._session.renderer.changed.connect(self._on_rendered)
        self.list.currentItemChanged.connect(self._show_current)
        self.list.eyeClicked.connect(self.toggle_visible)
        self.list.layerMoved.connect(self.move_to)
        self.list.renamed.connect(self.rename)
        self.list.deleteRequested.connect(self.delete_current)
        self.opacity.changed.connect(self._on_opacity_dragged)
        self.opacity.released.connect(self._on_opacity_set)
        self.blend.activated.connect(self._on_blend)
        self.up_button.clicked.connect(self.raise_current)
        self.down_button.clicked.connect(self.lower_current)
        self.rename_button.clicked.connect(self.begin_rename)
        self.delete_button.clicked.connect(self.delete_current)

    # What is shown

    def _fill(self) -> None:
        document = self._session.document
        layers = document.layers if document is not None else ()
        ids = frozenset(layer.layer_id for layer in layers)
        added = [layer.layer_id for layer in layers if layer.layer_id not in self._known]
        current = added[-1] if added and self._known != ids else self.list.current_id
        if current not in ids:
            current = layers[-1].layer_id if layers else None
        self._known = ids
        self._thumbs = {id(layer.pixels): self._thumb(layer, document) for layer in layers if document is not None}
        rows = [(layer, self._thumbs[id(layer.pixels)].image) for layer in layers]
        name = self._session.history.name
        base = self._base_image()
        self._lacks_base = document is not None and base is None
        self.list.fill(rows, name.title if name is not None else "", base, current)
        self._hint.setVisible(document is None or not layers)
        self._show_current()

    def _on_rendered(self) -> None:
        """Another picture's own look comes after its document."""
        if self._lacks_base:
            self._fill()

    def _base_image(self) -> QImage | None:
        rendered, document = self._session.renderer.rendered, self._session.document
        if rendered is None or document is None or rendered.document.source is not document.source:
            return None
        return rendered.source_tiles.levels[-1].tiles[0, 0].image.copy()

    def _thumb(self, layer: Layer, document: Document) -> _Thumb:
        known = self._thumbs.get(id(layer.pixels))
        if known is not None and known.layer.pixels is layer.pixels:
            return known
        step = max(1, min(layer.box.width, layer.box.height) // (2 * THUMB_PX))
        small = document.source.replaced(layer.pixels[::step, ::step]).to_srgb8()
        return _Thumb(layer, to_qimage(small))

    def _show_current(self) -> None:
        layer = self._current()
        document = self._session.document
        for widget in (self.opacity, self.blend, self.rename_button, self.delete_button):
            widget.setEnabled(layer is not None)
        index = document.index_of(layer.layer_id) if document is not None and layer is not None else -1
        count = len(document.layers) if document is not None else 0
        self.up_button.setEnabled(0 <= index < count - 1)
        self.down_button.setEnabled(index > 0)
        self.opacity.set_value(layer.opacity if layer is not None else 1.0)
        self.blend.setCurrentIndex(self.blend.findData(layer.blend_mode if layer is not None else BlendMode.NORMAL))

    def _current(self) -> Layer | None:
        layer_id = self.list.current_id
        return None if layer_id is None else self._session.history.layer(layer_id)

    # What one can do

    def toggle_visible(self, layer_id: str) -> None:
        layer = self._session.history.layer(layer_id)
        if layer is not None:
            label = self.tr("Hide {0}") if layer.is_visible else self.tr("Show {0}")
            change = not layer.is_visible
            self._session.history.change(
                lambda document: document.with_visibility(layer_id, change), label.format(layer.name)
            )

    def move_to(self, layer_id: str, index: int) -> None:
        layer = self._session.history.layer(layer_id)
        if layer is not None:
            label = self.tr("Move {0}").format(layer.name)
            self._session.history.change(lambda document: document.with_layer_moved(layer_id, index), label)

    def raise_current(self) -> None:
        self._move_current(1)

    def lower_current(self) -> None:
        self._move_current(-1)

    def _move_current(self, step: int) -> None:
        layer, document = self._current(), self._session.document
        if layer is not None and document is not None:
            self.move_to(layer.layer_id, document.index_of(layer.layer_id) + step)

    def rename(self, layer_id: str, name: str) -> None:
        layer = self._session.history.layer(layer_id)
        if layer is not None and name != layer.name:
            label = self.tr("Rename {0}").format(layer.name)
            self._session.history.change(lambda document: document.with_layer_renamed(layer_id, name), label)
            self._fill()

    def begin_rename(self) -> None:
        if self._current() is not None:
            self.list.editItem(self.list.currentItem())

    def delete_current(self) -> None:
        layer = self._current()
        if layer is not None:
            label = self.tr("Delete {0}").format(layer.name)
            self._session.history.change(lambda document: document.without_layer(layer.layer_id), label)

    def _on_opacity_dragged(self, opacity: float) -> None:
        layer = self._current()
        if layer is not None and self.opacity.slider.isSliderDown():
            self._session.history.change(
                lambda document: document.with_opacity(layer.layer_id, opacity), "", is_draft=True
            )

    def _on_opacity_set(self, opacity: float) -> None:
        layer = self._current()
        if layer is None or layer.opacity == opacity:
            self._session.history.drop_draft()
        else:
            label = self.tr("Opacity of {0}").format(layer.name)
            self._session.history.change(lambda document: document.with_opacity(layer.layer_id, opacity), label)

    def _on_blend(self, index: int) -> None:
        layer, mode = self._current(), self.blend.itemData(index)
        if layer is not None and layer.blend_mode is not mode:
            label = self.tr("Blend {0}").format(layer.name)
            self._session.history.change(lambda document: document.with_blend_mode(layer.layer_id, mode), label)


def _layer_tip(layer: Layer) -> str:
    made = layer.provenance
    lines = [made.prompt or layer.name, f"{layer.box.width} x {layer.box.height} px, {layer.box.x0}, {layer.box.y0}"]
    if made.prompt:
        lines.append(f"{made.editor}, {made.seed}")
    return "\n".join(lines)
