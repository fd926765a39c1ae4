"""Rows of a list with a small picture at the left: the ground, the frame of the keyboard, the picture's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lredit_gui.theme.icons import tinted_pixmap

if TYPE_CHECKING:
    from lredit_gui.theme.theme import Theme

_THUMB_PX, _MARGIN_PX, _ICON_PX = 60, 8, 18
Index = QModelIndex | QPersistentModelIndex


class PictureRowDelegate(QStyledItemDelegate):
    """Says what every row has; what is in it is for those that derive from it to say.

    Args:
        height_px: of a row.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, height_px: int) -> None:
        super().__init__(parent)
        self._theme, self._height_px = theme, height_px

    def thumbnail_of(self, index: Index) -> QImage | None:
        """A row's small picture: null where it cannot be read, None while it is."""
        raise NotImplementedError

    def paint_image(self, painter: QPainter, place: QRect, image: QImage) -> None:
        """The small picture in its place."""
        raise NotImplementedError

    def paint_texts(self, painter: QPainter, place: QRect, index: Index) -> None:
        """What stands beside the picture."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, row, state = self._theme.colours, QRect(option.rect), option.state
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(row).adjusted(2, 1, -2, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(ground, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        thumb = QRect(row.left() + _MARGIN_PX, row.center().y() - _THUMB_PX // 2 + 1, _THUMB_PX, _THUMB_PX)
        self._paint_thumbnail(painter, thumb, self.thumbnail_of(index))
        self.paint_texts(painter, beside_picture(row), index)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, place: QRect, image: QImage | None) -> None:
        colours, ratio = self._theme.colours, painter.device().devicePixelRatioF()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.field))
        painter.drawRoundedRect(QRectF(place), 4, 4)
        if image is None:
            return
        if image.isNull():
            icon = tinted_pixmap("image", QColor(colours.muted), _ICON_PX, ratio)
            painter.drawPixmap(place.center().x() - _ICON_PX // 2, place.center().y() - _ICON_PX // 2, icon)
        else:
            self.paint_image(painter, place, image)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._height_px)


def beside_picture(row: QRect) -> QRect:
    """What of a row lies beside its picture."""
    return row.adjusted(_MARGIN_PX + _THUMB_PX + 12, 0, -_MARGIN_PX - 2, 0)
