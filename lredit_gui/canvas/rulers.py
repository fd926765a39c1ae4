"""Rulers along the canvas's edges: pixels of the picture, and where guides are pulled from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from lredit_gui.canvas.view import CanvasView
    from lredit_gui.theme.theme import Theme

RULER_PX = 20
#: Numbers lie at least so far apart, small marks at least so far.
_NUMBER_PX, _MARK_PX = 58.0, 5.0


class Rulers(QObject):
    """Both of them and the corner between, over the canvas. They are away where the view is turned by an angle that
    rows and columns do not run along."""

    def __init__(self, canvas: CanvasView, theme: Theme) -> None:
        super().__init__(canvas)
        self._canvas, self._is_on = canvas, False
        self.across = Ruler(canvas, theme, is_upright=False)
        self.down = Ruler(canvas, theme, is_upright=True)
        self.corner = QWidget(canvas)
        self.corner.setObjectName("rulerCorner")
        self.corner.setFixedSize(RULER_PX, RULER_PX)
        self.corner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.corner.setProperty("surface", "panel")
        canvas.viewChanged.connect(self.place)
        canvas.picturesChanged.connect(self.place)
        canvas.pointerMoved.connect(self._on_pointer)
        theme.changed.connect(self.place)
        canvas.installEventFilter(self)
        self.place()

    def set_shown(self, is_on: bool) -> None:
        """Whether there are any."""
        self._is_on = is_on
        self.place()

    def place(self) -> None:
        """Along the upper and the left edge."""
        viewport = self._canvas.viewport
        is_shown = self._is_on and viewport is not None and viewport.is_square_on
        self.across.setGeometry(RULER_PX, 0, max(0, self._canvas.width() - RULER_PX), RULER_PX)
        self.down.setGeometry(0, RULER_PX, RULER_PX, max(0, self._canvas.height() - RULER_PX))
        for part in (self.across, self.down, self.corner):
            part.setVisible(is_shown)
            part.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() is event.Type.Resize:
            self.place()
        return False

    def _on_pointer(self, _x: int, _y: int) -> None:
        if self.across.isVisible():
            self.across.update()
            self.down.update()


class Ruler(QWidget):
    """One of them. What is pulled out of it over the canvas is a new guide."""

    def __init__(self, canvas: CanvasView, theme: Theme, *, is_upright: bool) -> None:
        super().__init__(canvas)
        self.setObjectName("rulerDown" if is_upright else "rulerAcross")
        self.setAccessibleName(self.tr("Ruler down") if is_upright else self.tr("Ruler across"))
        self.setToolTip(self.tr("Pull a guide out of the ruler; guides are taken away by pulling them off the picture"))
        self.setCursor(Qt.CursorShape.SplitHCursor if is_upright else Qt.CursorShape.SplitVCursor)
        self._canvas, self._theme, self._is_upright = canvas, theme, is_upright

    # Marks

    def marks(self) -> list[tuple[float, str]]:
        """(place along the ruler in widget pixels, number or "") of each mark in view; numbers are picture pixels."""
        scale, first, last = self._span()
        if scale <= 0.0:
            return []
        number_step = _nice_step(_NUMBER_PX / scale)
        mark_step = next(
            (number_step / parts for parts in (10, 5, 2) if number_step / parts >= max(1.0, _MARK_PX / scale)),
            number_step,
        )
        low, high = sorted((self._value(first), self._value(last)))
        indices = range(math.floor(low / mark_step), math.ceil(high / mark_step) + 1)
        found = []
        for index in indices:
            value = index * mark_step
            is_numbered = abs(value / number_step - round(value / number_step)) < 1e-6
            found.append((self._place(value), f"{round(value)}" if is_numbered else ""))
        return found

    def _span(self) -> tuple[float, float, float]:
        """Widget pixels for each of the picture's, and the ruler's two ends along itself."""
        length = self.height() if self._is_upright else self.width()
        scale = self._canvas.zoom / self._canvas.devicePixelRatioF()
        return scale, 0.0, float(length)

    def _value(self, along: float) -> float:
        """Of the picture, at a place along the ruler."""
        return self._picture_axis(self._canvas.to_picture(self._canvas.from_screen(self._on_canvas(along))))

    def _place(self, value: float) -> float:
        zero, one = self._value(0.0), self._value(1.0)
        return (value - zero) / (one - zero)

    def _on_canvas(self, along: float) -> QPointF:
        return QPointF(0.0, along + RULER_PX) if self._is_upright else QPointF(along + RULER_PX, 0.0)

    def _picture_axis(self, place: tuple[float, float]) -> float:
        """The coordinate of the picture that changes along the ruler."""
        return place[1] if self._is_upright != self._is_sideways() else place[0]

    def _is_sideways(self) -> bool:
        viewport = self._canvas.viewport
        return viewport is not None and viewport.turn_deg % 180.0 == 90.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.panel))
        painter.setPen(QPen(QColor(colours.line), 1.0))
        edge = RULER_PX - 0.5
        length = self.height() if self._is_upright else self.width()
        painter.drawLine(self._at(0.0, edge), self._at(float(length), edge))
        font = QFont(self.font())
        font.setPixelSize(10)
        painter.setFont(font)
        for place, number in self.marks():
            along = math.floor(place) + 0.5
            painter.setPen(QPen(QColor(colours.muted if number else colours.strong_line), 1.0))
            painter.drawLine(self._at(along, edge), self._at(along, 0.0 if number else edge - 5.0))
            if number:
                self._paint_number(painter, along, number)
        self._paint_pointer(painter, QColor(colours.accent))
        painter.end()

    def _at(self, along: float, across: float) -> QPointF:
        return QPointF(across, along) if self._is_upright else QPointF(along, across)

    def _paint_number(self, painter: QPainter, along: float, number: str) -> None:
        painter.save()
        painter.translate(self._at(along, 0.0))
        if self._is_upright:
            painter.rotate(90.0)
            painter.translate(0.0, -RULER_PX)
        painter.drawText(QRectF(4.0, 1.0, 60.0, 12.0), Qt.AlignmentFlag.AlignLeft, number)
        painter.restore()

    def _paint_pointer(self, painter: QPainter, colour: QColor) -> None:
        """Where the mouse is."""
        place = QPointF(self.mapFromGlobal(self.cursor().pos()))
        along = place.y() if self._is_upright else place.x()
        painter.setPen(QPen(colour, 1.0))
        painter.drawLine(self._at(math.floor(along) + 0.5, 0.0), self._at(math.floor(along) + 0.5, float(RULER_PX)))

    # Pulling guides out

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._canvas.begin_guide(is_upright=self._is_upright != self._is_sideways())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._canvas.move_guide(self._canvas.from_screen(self.mapTo(self._canvas, event.position())), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.mouseMoveEvent(event)
            self._canvas.drop_guide()


def _nice_step(at_least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20 ... that is as large."""
    if at_least <= 1.0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(at_least))
    return next(power * factor for factor in (1.0, 2.0, 5.0, 10.0) if power * factor >= at_least - 1e-9)
