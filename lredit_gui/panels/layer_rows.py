"""How a layer's row is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lredit_gui.theme.icons import tinted_pixmap

if TYPE_CHECKING:
    from lredit_gui.theme.theme import Theme

ROW_PX = 44
EYE_PX = 34
THUMB_PX = 32
ID_ROLE = Qt.ItemDataRole.UserRole
VISIBLE_ROLE = Qt.ItemDataRole.UserRole + 1
IMAGE_ROLE = Qt.ItemDataRole.UserRole + 2
OPACITY_ROLE = Qt.ItemDataRole.UserRole + 3
_Index = QModelIndex | QPersistentModelIndex


class LayerRowDelegate(QStyledItemDelegate):
    """An eye, a thumbnail, the name, and the opacity where it is not full."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = self._theme.colours
        row: QRect = option.rect
        is_layer = bool(index.data(ID_ROLE))
        is_visible = bool(index.data(VISIBLE_ROLE)) or not is_layer
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(QRectF(row).adjusted(4, 1, -4, -1), 5, 5)
        if is_layer:
            eye = tinted_pixmap(
                "eye" if is_visible else "eye-off",
                QColor(colours.text if is_visible else colours.faint),
                18,
                painter.device().devicePixelRatioF(),
            )
            painter.drawPixmap(row.left() + 11, row.center().y() - 9, eye)
        thumb = QRectF(row.left() + EYE_PX + 4, row.top() + (ROW_PX - THUMB_PX) / 2, THUMB_PX, THUMB_PX)
        self._draw_thumb(painter, thumb, index.data(IMAGE_ROLE), is_visible=is_visible)
        opacity = index.data(OPACITY_ROLE)
        note = f"{opacity:.0%}" if is_layer and opacity < 0.995 else ""
        painter.setPen(QColor(colours.text if is_visible else colours.faint))
        text = QRect(row)
        text.setLeft(round(thumb.right()) + 10)
        text.setRight(row.right() - 10)
        metrics = QFontMetrics(painter.font())
        if note:
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
            text.setRight(text.right() - metrics.horizontalAdvance(note) - 8)
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def _draw_thumb(self, painter: QPainter, place: QRectF, image: QImage | None, *, is_visible: bool) -> None:
        colours = self._theme.colours
        painter.fillRect(place, QColor(colours.field))
        if image is None:
            picture = tinted_pixmap("image", QColor(colours.muted), 18, painter.device().devicePixelRatioF())
            painter.drawPixmap(round(place.center().x()) - 9, round(place.center().y()) - 9, picture)
        else:
            side = min(image.width(), image.height())
            source = QRectF((image.width() - side) / 2, (image.height() - side) / 2, side, side)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(1.0 if is_visible else 0.4)
            painter.drawImage(place, image, source)
            painter.setOpacity(1.0)
        painter.setPen(QPen(QColor(colours.strong_line), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, ROW_PX)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        place = QRect(option.rect)
        place.setLeft(place.left() + EYE_PX + THUMB_PX + 8)
        editor.setGeometry(place.adjusted(0, 6, -6, -6))
