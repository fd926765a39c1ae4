"""The whole picture, small, with a frame around what the canvas shows; the frame is dragged to look elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from lredit_core.geometry import Size
from lredit_gui.canvas.picture_layer import PictureLayer
from lredit_gui.canvas.viewport import Viewport
from lredit_gui.widgets.arrow_keys import ARROWS

if TYPE_CHECKING:
    from lredit_gui.canvas.view import CanvasView
    from lredit_gui.theme.theme import Theme

_MARGIN_PX = 8


class NavigatorPanel(QWidget):
    """Follows the canvas, which it moves. It shows the picture as it lies, however the view is turned."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, canvas: CanvasView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigatorPanel")
        self.setAccessibleName(self.tr("Navigator"))
        self.setAccessibleDescription(self.tr("Arrow keys move what the canvas shows; plus and minus zoom"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._canvas, self._theme = canvas, theme
        self._picture = PictureLayer()
        canvas.viewChanged.connect(self.update)
        canvas.picturesChanged.connect(self.update)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(216, 160)

    def viewport(self) -> Viewport | None:
        """How the picture lies in this panel."""
        size = self._canvas.picture_size
        if size is None:
            return None
        ratio = self.devicePixelRatioF()
        room = Size(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        return Viewport(room, size).fitted(margin_px=round(_MARGIN_PX * ratio))

    def frame(self) -> QPolygonF:
        """What the canvas shows, in this panel's pixels; empty without a picture."""
        viewport = self.viewport()
        if viewport is None:
            return QPolygonF()
        canvas, ratio = self._canvas, self.devicePixelRatioF()
        width, height = float(canvas.width()), float(canvas.height())
        corners = (QPointF(0, 0), QPointF(width, 0), QPointF(width, height), QPointF(0, height))
        seen = (viewport.to_view(*canvas.to_picture(canvas.from_screen(corner))) for corner in corners)
        return QPolygonF([QPointF(x / ratio, y / ratio) for x, y in seen])

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.panel))
        viewport, tiles = self.viewport(), self._canvas.shown_tiles
        if viewport is not None and tiles is not None and tiles.size == viewport.picture:
            pixmap: QPixmap = self._picture.pixmap(tiles, viewport, QColor(colours.panel))
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawPixmap(QPointF(0, 0), pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ratio = self.devicePixelRatioF()
            x0, y0 = viewport.to_view(0, 0)
            x1, y1 = viewport.to_view(viewport.picture.width, viewport.picture.height)
            painter.setClipRect(
                QRectF(QPointF(x0 / ratio, y0 / ratio), QPointF(x1 / ratio, y1 / ratio)).adjusted(-1, -1, 1, 1)
            )
            for pen in (QPen(QColor(0, 0, 0, 140), 3.0), QPen(QColor(colours.on_picture), 1.5)):
                painter.setPen(pen)
                painter.drawPolygon(self.frame())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._show(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show(event)

    def _show(self, event: QMouseEvent) -> None:
        viewport, ratio = self.viewport(), self.devicePixelRatioF()
        if viewport is not None and event.buttons() & Qt.MouseButton.LeftButton:
            place = event.position()
            self._canvas.show_place(*viewport.to_picture(place.x() * ratio, place.y() * ratio))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._canvas.set_zoom(self._canvas.zoom * 1.2 ** (event.angleDelta().y() / 120.0))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow, key = ARROWS.get(event.key()), event.key()
        if arrow is not None:
            step = self._canvas.devicePixelRatioF() * min(self._canvas.width(), self._canvas.height()) / 8
            self._canvas.pan_on_screen(-arrow[0] * step, -arrow[1] * step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._canvas.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self._canvas.zoom_out()
        else:
            super().keyPressEvent(event)
