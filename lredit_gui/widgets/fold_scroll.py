"""Room for controls that may be more than the window has height for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QAbstractSlider, QComboBox, QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST_HEIGHT_PX = 72


class FoldScroll(QScrollArea):
    """As high as its body where there is room, else it scrolls; never wider than it must be.

    While it scrolls, the wheel is its own: it turns no slider and no choice that comes under the pointer.
    """

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        body.setObjectName("cards")
        self._body = body
        self.setWidget(body)
        body.installEventFilter(self)
        for kind in (QAbstractSlider, QComboBox):
            for control in body.findChildren(kind):
                control.installEventFilter(self)

    @property
    def is_scrolling(self) -> bool:
        """Whether not all of the body is in view."""
        return self.verticalScrollBar().maximum() > 0

    def sizeHint(self) -> QSize:
        return self._body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        body = self._body.minimumSizeHint()
        width = body.width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, min(body.height(), _LEAST_HEIGHT_PX))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body:
            if event.type() is QEvent.Type.LayoutRequest:  # parts of it came or went
                self.updateGeometry()
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.Wheel and self.is_scrolling:
            self.verticalScrollBar().event(event)
            return True
        return super().eventFilter(watched, event)
