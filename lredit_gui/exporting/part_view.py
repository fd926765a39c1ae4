"""A part of the exported picture, pixel for pixel, moved by mouse or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lredit_core.geometry import Size
from lredit_gui.widgets.arrow_keys import ARROWS

if TYPE_CHECKING:
    from lredit_gui.exporting.estimates import ShownPart
    from lredit_gui.theme.theme import Theme

_CHECK_PX = 8
#: The arrow keys move by this share of the room.
_STEP = 0.25


class PartView(QWidget):
    """One pixel of the picture on one of the screen; what is transparent lies over a chequered ground.

    Signals: moved, when another part of the picture is wanted: see `centre` and `room`.
    """

    moved = Signal()

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportPreview")
        self.setAccessibleName(self.tr("The picture as the file will show it, pixel for pixel"))
        self.setAccessibleDescription(self.tr("Drag it or use the arrow keys to see another part"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 180)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._theme = theme
        self._part: ShownPart | None = None
        self._shows_plain = False
        self._held: QPointF | None = None
        self._centre = (0.5, 0.5)
        theme.changed.connect(self.update)

    @property
    def centre(self) -> tuple[float, float]:
        """The place in the middle, in shares of the picture's width and height."""
        return self._centre

    @property
    def room(self) -> Size:
        """How many pixels there is room for."""
        ratio = self.devicePixelRatioF()
        return Size(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))

    @property
    def part(self) -> ShownPart | None:
        return self._part

    def show_part(self, part: ShownPart) -> None:
        self._part = part
        self.update()

    def set_shows_plain(self, is_plain: bool) -> None:
        """The part before it was encoded, to compare."""
        self._shows_plain = is_plain
        self.update()

    @property
    def shown_image(self) -> QImage:
        """What is painted."""
        part = self._part
        return QImage() if part is None else part.plain if self._shows_plain else part.encoded

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def place(self) -> QRectF:
        """Where the part lies, in widget pixels."""
        part, ratio = self._part, self.devicePixelRatioF()
        if part is None:
            return QRectF()
        left = self._offset(part.whole.width, self._centre[0], self.room.width, part.box.x0)
        top = self._offset(part.whole.height, self._centre[1], self.room.height, part.box.y0)
        return QRectF(left / ratio, top / ratio, part.box.width / ratio, part.box.height / ratio)

    @staticmethod
    def _offset(side: int, share: float, room: int, first: int) -> float:
        """From the room's edge to the part's, in device pixels: a picture that is smaller lies in the middle."""
        if side <= room:
            return float(round((room - side) / 2)) + first
        seen = min(max(round(side * share - room / 2), 0), side - room)
        return float(first - seen)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.canvas))
        if self._part is not None:
            place, image = self.place(), self.shown_image
            if image.hasAlphaChannel():
                self._paint_ground(painter, place.intersected(QRectF(self.rect())))
            painter.drawImage(place, image)
        is_hot = self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if is_hot else colours.line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRectF) -> None:
        painter.fillRect(area, QColor(255, 255, 255))
        top, row = area.top(), 0
        while top < area.bottom():
            left = area.left() + (_CHECK_PX if row % 2 else 0)
            while left < area.right():
                painter.fillRect(QRectF(left, top, _CHECK_PX, _CHECK_PX).intersected(area), QColor(204, 204, 204))
                left += 2 * _CHECK_PX
            top, row = top + _CHECK_PX, row + 1

    # Moving

    def move_by(self, dx: float, dy: float) -> None:
        """Shows what lies so many device pixels to the right and below."""
        if self._part is None:
            return
        whole, room = self._part.whole, self.room
        moved = []
        for share, side, wanted, by in (
            (self._centre[0], whole.width, room.width, dx),
            (self._centre[1], whole.height, room.height, dy),
        ):
            if side <= wanted:
                moved.append(0.5)
            else:
                moved.append(min(max(share * side + by, wanted / 2), side - wanted / 2) / side)
        if (moved[0], moved[1]) != self._centre:
            self._centre = (moved[0], moved[1])
            self.update()
            self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            by = (self._held - event.position()) * self.devicePixelRatioF()
            self._held = event.position()
            self.move_by(by.x(), by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = ARROWS.get(event.key())
        if arrow is None:
            super().keyPressEvent(event)
            return
        room = self.room
        self.move_by(arrow[0] * room.width * _STEP, arrow[1] * room.height * _STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()
