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
MASK_ROLE = Qt.ItemDataRole.UserRole + 4
LOCKED_ROLE = Qt.ItemDataRole.UserRole + 5
CLIPPED_ROLE = Qt.ItemDataRole.UserRole + 6
GROUP_ROLE = Qt.ItemDataRole.UserRole + 7
OPEN_ROLE = Qt.ItemDataRole.UserRole + 8
INDENT_ROLE = Qt.ItemDataRole.UserRole + 9
#: Members of a group, and what is clipped, stand further in.
_INDENT_PX = 14
_GROUP_ROW_PX = 32
_Index = QModelIndex | QPersistentModelIndex


class LayerRowDelegate(QStyledItemDelegate):
    """An eye, a thumbnail and that of the mask, the name, a lock, and the opacity where it is not full."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = self._theme.colours
        row: QRect = option.rect
        is_group = bool(index.data(GROUP_ROLE))
        has_eye = bool(index.data(ID_ROLE)) or is_group
        is_visible = bool(index.data(VISIBLE_ROLE)) or not has_eye
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(QRectF(row).adjusted(4, 1, -4, -1), 5, 5)
        if has_eye:
            self._icon(painter, row.left() + 11, row, "eye" if is_visible else "eye-off", is_faint=not is_visible)
        left = self._draw_start(painter, row, index, is_visible=is_visible)
        self._draw_name(painter, row, index, left, is_visible=is_visible)
        painter.restore()

    def _draw_start(self, painter: QPainter, row: QRect, index: _Index, *, is_visible: bool) -> float:
        """What stands before the name; where that begins."""
        left = float(row.left() + EYE_PX + 4)
        if index.data(GROUP_ROLE):
            arrow = "chevron-down" if index.data(OPEN_ROLE) else "chevron-right"
            self._icon(painter, round(left), row, arrow, is_faint=False)
            return left + 24
        left += _INDENT_PX * (bool(index.data(INDENT_ROLE)) + bool(index.data(CLIPPED_ROLE)))
        top = row.top() + (ROW_PX - THUMB_PX) / 2
        if index.data(CLIPPED_ROLE):
            self._icon(painter, round(left) - 17, row, "clipped", is_faint=False, side_px=14)
        self._draw_thumb(painter, QRectF(left, top, THUMB_PX, THUMB_PX), index.data(IMAGE_ROLE), is_visible=is_visible)
        left += THUMB_PX + 4
        if index.data(MASK_ROLE) is not None:
            place = QRectF(left, top, THUMB_PX, THUMB_PX)
            self._draw_thumb(painter, place, index.data(MASK_ROLE), is_visible=is_visible)
            left += THUMB_PX + 4
        return left + 6

    def _draw_name(self, painter: QPainter, row: QRect, index: _Index, left: float, *, is_visible: bool) -> None:
        colours = self._theme.colours
        opacity = index.data(OPACITY_ROLE)
        note = f"{opacity:.0%}" if opacity is not None and opacity < 0.995 else ""
        painter.setPen(QColor(colours.text if is_visible else colours.faint))
        text = QRect(row)
        text.setLeft(round(left))
        text.setRight(row.right() - 10)
        if index.data(LOCKED_ROLE):
            self._icon(painter, text.right() - 14, row, "lock", is_faint=False, side_px=14)
            text.setRight(text.right() - 20)
        metrics = QFontMetrics(painter.font())
        if note:
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
            text.setRight(text.right() - metrics.horizontalAdvance(note) - 8)
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _icon(self, painter: QPainter, left: int, row: QRect, name: str, *, is_faint: bool, side_px: int = 18) -> None:
        colours = self._theme.colours
        colour = QColor(colours.faint if is_faint else colours.text)
        pixmap = tinted_pixmap(name, colour, side_px, painter.device().devicePixelRatioF())
        painter.drawPixmap(left, row.center().y() - side_px // 2, pixmap)

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

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, _GROUP_ROW_PX if index.data(GROUP_ROLE) else ROW_PX)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        place = QRect(option.rect)
        place.setLeft(place.left() + EYE_PX + THUMB_PX + 8)
        editor.setGeometry(place.adjusted(0, 6, -6, -6))
