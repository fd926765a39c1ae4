"""Compared pictures as tiles that fill the room there is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lredit_gui.comparing.manager import Attempt, Phase, title_of
from lredit_gui.language.sentences import said
from lredit_gui.rendering.conversion import to_qimage
from lredit_gui.session.duration import duration_text
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from lredit_core.compare.comparison import ComparedPicture
    from lredit_gui.theme.theme import Theme

_CAPTION_PX = 24
_MARGIN_PX = 6
_SMALLEST_TILE_PX = 112
#: A list keeps room for its scroll bar when it breaks its lines.
_SPARE_PX = 14
_ATTEMPT_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


def tile_size(room: QSize, count: int, *, aspect: float) -> QSize:
    """The largest size, with its caption and margins, at which so many pictures fit beside and below each other.

    Args:
        room: that they share.
        count: of tiles.
        aspect: width / height of the pictures.
    """
    widest = 0.0
    for columns in range(1, max(count, 1) + 1):
        rows = math.ceil(max(count, 1) / columns)
        width = (room.width() - _SPARE_PX) / columns - 2 * _MARGIN_PX
        height = room.height() / rows - 2 * _MARGIN_PX - _CAPTION_PX
        widest = max(widest, min(width, height * aspect))
    width = max(int(widest), min(_SMALLEST_TILE_PX, room.width() - 2 * _MARGIN_PX))
    return QSize(width + 2 * _MARGIN_PX, int(width / aspect) + 2 * _MARGIN_PX + _CAPTION_PX)


class PictureTiles(QListWidget):
    """One tile for each attempt. Signals: opened(str), by a click or Enter on a picture that is there."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparedPictures")
        self.setAccessibleName(self.tr("Compared pictures"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.images = PictureImages()
        self.setItemDelegate(_TileDelegate(theme, self.images, self))
        self._aspect = 1.0
        self.itemClicked.connect(self._open)
        self.itemActivated.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_attempts(self, attempts: tuple[Attempt, ...]) -> None:
        """The tiles in this order; the place of the keyboard stays."""
        while self.count() > len(attempts):
            self.takeItem(self.count() - 1)
        while self.count() < len(attempts):
            self.addItem(QListWidgetItem())
        for row, attempt in enumerate(attempts):
            item = self.item(row)
            item.setData(_ATTEMPT_ROLE, attempt)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title_of(attempt.name)}, {self.state_text(attempt)}")
            item.setToolTip(as_tip(said(attempt.problem)))
        made = [attempt.picture for attempt in attempts if attempt.picture is not None]
        self.images.keep(made)
        if made:
            height, width = made[0].pixels.shape[:2]
            self._aspect = width / height
        self._fit()

    def state_text(self, attempt: Attempt) -> str:
        """In a few words, how far it is."""
        if attempt.picture is not None:
            return seconds_text(attempt.picture)
        share = self.tr("{0} %").format(round(attempt.fraction * 100))
        return {
            Phase.WAITING: self.tr("Waiting"),
            Phase.RUNNING: share if attempt.fraction > 0 else self.tr("Loading the model"),
            Phase.STOPPED: self.tr("Stopped"),
            Phase.FAILED: said(attempt.problem),
        }.get(attempt.phase, "")

    def _open(self, item: QListWidgetItem) -> None:
        attempt: Attempt = item.data(_ATTEMPT_ROLE)
        if attempt.picture is not None:
            self.opened.emit(attempt.name)

    def _fit(self) -> None:
        size = tile_size(self.contentsRect().size(), self.count(), aspect=self._aspect)
        if size != self.gridSize():
            self.setGridSize(size)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def seconds_text(picture: ComparedPicture) -> str:
    """How long it took; "" for the source image and for an edit that was there before."""
    return duration_text(picture.seconds) if picture.seconds else ""


class PictureImages:
    """Pictures as images, scaled to where they are shown; both are made once."""

    def __init__(self) -> None:
        self._whole: dict[ComparedPicture, QImage] = {}
        self._scaled: dict[ComparedPicture, QImage] = {}

    def keep(self, pictures: list[ComparedPicture]) -> None:
        """Forgets all others."""
        for images in (self._whole, self._scaled):
            for picture in set(images) - set(pictures):
                del images[picture]

    def scaled(self, picture: ComparedPicture, size: QSize) -> QImage:
        """At this size in device pixels."""
        if picture not in self._whole:
            self._whole[picture] = to_qimage(picture.pixels)
        found = self._scaled.get(picture)
        if found is None or found.size() != size:
            mode = Qt.TransformationMode.SmoothTransformation
            found = self._whole[picture].scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
            self._scaled[picture] = found
        return found


class _TileDelegate(QStyledItemDelegate):
    """The picture, or how far it is; its title and its seconds below."""

    def __init__(self, theme: Theme, images: PictureImages, parent: PictureTiles) -> None:
        super().__init__(parent)
        self._theme, self._images, self._tiles = theme, images, parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        attempt: Attempt = index.data(_ATTEMPT_ROLE)
        colours = self._theme.colours
        state: QStyle.StateFlag = option.state
        tile: QRect = option.rect
        place = tile.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX - _CAPTION_PX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if attempt.picture is not None:
            ratio = painter.device().devicePixelRatioF()
            painter.drawImage(place, self._images.scaled(attempt.picture, place.size() * ratio))
        else:
            self._paint_state(painter, place, attempt)
        is_current = bool(state & QStyle.StateFlag.State_HasFocus)
        is_hot = bool(state & QStyle.StateFlag.State_MouseOver) and attempt.picture is not None
        if is_current or is_hot:
            painter.setPen(QPen(QColor(colours.accent if is_current else colours.faint), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(-2, -2, 2, 2))
        line = QRect(place.left(), place.bottom() + 4, place.width(), _CAPTION_PX)
        seconds = "" if attempt.picture is None else seconds_text(attempt.picture)
        seconds_width = painter.fontMetrics().horizontalAdvance(seconds)
        painter.setPen(QColor(colours.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, seconds)
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        title = painter.fontMetrics().elidedText(
            title_of(attempt.name), Qt.TextElideMode.ElideRight, line.width() - seconds_width - 6
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()

    def _paint_state(self, painter: QPainter, place: QRect, attempt: Attempt) -> None:
        colours = self._theme.colours
        painter.fillRect(place, QColor(colours.field))
        has_failed = attempt.phase is Phase.FAILED
        painter.setPen(QColor(colours.error if has_failed else colours.muted))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(8, 8, -8, -8), flags, self._tiles.state_text(attempt))
        if attempt.phase is Phase.RUNNING:
            bar = QRectF(place.left(), place.bottom() - 3, place.width(), 4)
            painter.fillRect(bar, QColor(colours.line))
            painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * attempt.fraction, 4), QColor(colours.accent))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return self._tiles.gridSize()
