"""Own things as a list: a thumbnail, the name, where it is from, how good it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QWidget,
)

from lredit_gui.own_things.wording import origin_text, quality_text, thing_tip
from lredit_gui.widgets.picture_rows import Index, PictureRowDelegate, beside_picture
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from lredit_core.library.index import OwnThing
    from lredit_gui.own_things.manager import OwnThingsManager
    from lredit_gui.theme.theme import Theme

_ROW_PX = 72
#: The longest name that is kept.
_LONGEST_NAME = 200
_RIGHT = Qt.TextElideMode.ElideRight
_THING_ROLE = Qt.ItemDataRole.UserRole


class OwnThingsList(QListWidget):
    """Signals: renamed(id, name); removeRequested, for those that are chosen."""

    renamed = Signal(str, str)
    removeRequested = Signal()

    def __init__(self, manager: OwnThingsManager, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ownThingsList")
        self.setAccessibleName(self.tr("Your own things"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # its rows are painted so
        self.setItemDelegate(_RowDelegate(manager, theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._items: dict[str, QListWidgetItem] = {}
        self._is_filling = False
        self.itemChanged.connect(self._on_item_changed)
        manager.thumbnailCame.connect(self._paint_anew)
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> tuple[OwnThing, ...]:
        """Those that are selected."""
        return tuple(item.data(_THING_ROLE) for item in self.selectedItems())

    def show_things(self, things: tuple[OwnThing, ...]) -> None:
        """Rows in this order. Those that stay keep the selection, the scroll bar and a name that is being written."""
        self._is_filling = True
        wanted = {thing.id for thing in things}
        for thing_id in [thing_id for thing_id in self._items if thing_id not in wanted]:
            self.takeItem(self.row(self._items.pop(thing_id)))
        for row, thing in enumerate(things):
            there = self.item(row)
            item = self._items.get(thing.id)
            if item is None:
                item = self._items[thing.id] = QListWidgetItem()
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.insertItem(row, item)
            elif item is not there:
                self.takeItem(self.row(item))
                self.insertItem(row, item)
            if item.data(_THING_ROLE) != thing or item.text() != thing.name:
                item.setData(_THING_ROLE, thing)
                item.setText(thing.name)
                item.setToolTip(as_tip(thing_tip(thing)))
                about = f"{thing.name}, {origin_text(thing)}, {quality_text(thing)}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, about)
        self._is_filling = False

    def rename_current(self) -> None:
        """Opens the name of the current thing for writing."""
        item = self.currentItem()
        if item is not None:
            self.scrollToItem(item)
            self.editItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_remove = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if is_remove and self.state() is not QAbstractItemView.State.EditingState:
            self.removeRequested.emit()
        else:
            super().keyPressEvent(event)

    def _paint_anew(self, thing_id: str) -> None:
        item = self._items.get(thing_id)
        if item is not None:
            self.update(self.indexFromItem(item))

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        thing: OwnThing = item.data(_THING_ROLE)
        name = " ".join(item.text().split())
        if name and name != thing.name:
            self.renamed.emit(thing.id, name)
        elif item.text() != thing.name:
            item.setText(thing.name)


class _RowDelegate(PictureRowDelegate):
    """Asks for the thumbnails of those rows that are seen."""

    def __init__(self, manager: OwnThingsManager, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, height_px=_ROW_PX)
        self._manager = manager

    def thumbnail_of(self, index: Index) -> QImage | None:
        return self._manager.thumbnail(index.data(_THING_ROLE))

    def paint_texts(self, painter: QPainter, place: QRect, index: Index) -> None:
        """The name over the photograph's; the quality at the right of the lower line."""
        thing: OwnThing = index.data(_THING_ROLE)
        name = str(index.data())
        colours, line_px = self._theme.colours, painter.fontMetrics().height()
        upper = QRect(place.left(), place.center().y() - line_px - 2, place.width(), line_px)
        lower = upper.translated(0, line_px + 4)
        font = QFont(painter.font())
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(upper, left, QFontMetrics(bold).elidedText(name, _RIGHT, upper.width()))
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        metrics, quality = QFontMetrics(font), quality_text(thing)
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, quality)
        room = lower.width() - metrics.horizontalAdvance(quality) - 12

        def shortened(photograph: str, rest: str) -> str:
            left_px = room - metrics.horizontalAdvance(rest)
            return metrics.elidedText(photograph, Qt.TextElideMode.ElideMiddle, left_px)

        painter.drawText(lower, left, metrics.elidedText(origin_text(thing, shortened), _RIGHT, room))

    def paint_image(self, painter: QPainter, place: QRect, image: QImage) -> None:
        """As large as fits."""
        ratio = painter.device().devicePixelRatioF()
        room = place.size() - QSize(6, 6)
        size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        small = image.scaled(
            size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(place.center())
        painter.drawImage(target, small)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(self.tr("Name"))
        if isinstance(editor, QLineEdit):
            editor.setMaxLength(_LONGEST_NAME)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        place = beside_picture(QRect(option.rect))
        height = min(editor.sizeHint().height(), place.height())
        editor.setGeometry(place.left() - 6, place.center().y() - height // 2, place.width() + 6, height)
