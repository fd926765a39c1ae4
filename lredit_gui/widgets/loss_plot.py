"""A small curve of the expected loss, step by step."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lredit_gui.language.numbers import localised


class LossPlot(QWidget):
    """A sparkline. The last value stands beside its point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lossPlot")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right
        self.setAccessibleName(self.tr("Expected loss"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._losses: tuple[float, ...] = ()
        self._step_count = 0
        self._line, self._muted = QColor(90, 160, 255), QColor(150, 150, 150)

    @property
    def losses(self) -> tuple[float, ...]:
        return self._losses

    def set_losses(self, losses: tuple[float, ...], step_count: int) -> None:
        """One per learning step; `step_count` of them make the whole width."""
        if (losses, step_count) == (self._losses, self._step_count):
            return
        self._losses, self._step_count = losses, step_count
        if losses:
            text = self.tr("Expected loss over the windows, {0} steps: from {1:.3f} to {2:.3f}")
            self.setToolTip(localised(text.format(len(losses), losses[0], losses[-1])))
            self.setAccessibleDescription(self.toolTip())
        else:
            self.setToolTip(self.tr("The expected loss while the region is learned"))
        self.update()

    def set_colours(self, line: QColor, muted: QColor) -> None:
        self._line, self._muted = QColor(line), QColor(muted)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 34)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, 34)

    def points(self, area: QRectF) -> list[QPointF]:
        """Where the losses lie in an area."""
        count = max(len(self._losses), self._step_count, 2)
        low, high = min(self._losses), max(self._losses)
        spread = high - low
        return [
            QPointF(
                area.left() + area.width() * index / (count - 1),
                area.center().y() if spread <= 0 else area.bottom() - area.height() * (loss - low) / spread,
            )
            for index, loss in enumerate(self._losses)
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = localised(f"{self._losses[-1]:.2f}") if self._losses else ""
        text_width = painter.fontMetrics().horizontalAdvance("0.00 ") + 4
        area = QRectF(self.rect()).adjusted(3.0, 6.0, -4.0 - text_width, -6.0)
        if self._losses:
            painter.setPen(QPen(self._muted, 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(area.left(), area.bottom() + 3), QPointF(area.right(), area.bottom() + 3))
            points = self.points(area)
            painter.setPen(
                QPen(self._line, 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._line)
            painter.drawEllipse(points[-1], 2.75, 2.75)
            painter.setPen(self._muted)
            place = QRectF(area.right() + 6, 0, text_width, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
