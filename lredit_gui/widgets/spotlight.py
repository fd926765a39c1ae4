"""One part of a window in the light, the rest dimmed, with words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from lredit_gui.theme.theme import Theme

_ROUND_PX, _MARGIN_PX, _GAP_PX = 8, 6, 12
_BUBBLE_PX = 340
_DIM = QColor(0, 0, 0, 140)
_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Spotlight(QWidget):
    """Covers its parent. Keys: Enter or the right arrow goes on, the left arrow back, Esc leaves.

    Signals: next, back, left.
    """

    accessible_role = QAccessible.Role.Dialog
    next = Signal()
    back = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("spotlight")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme, self._window = theme, parent
        self._target: QWidget | None = None
        self.bubble = QFrame(self)
        self.bubble.setObjectName("spotlightBubble")
        self.bubble.setFixedWidth(_BUBBLE_PX)
        self.title = QLabel(self.bubble)
        self.title.setProperty("role", "heading")
        self.words = QLabel(self.bubble)
        self.words.setWordWrap(True)
        self.count = QLabel(self.bubble)
        self.count.setProperty("role", "caption")
        self.leave_button = QPushButton(self.tr("Leave"), self.bubble)
        self.leave_button.setProperty("role", "flat")
        self.back_button = QPushButton(self.tr("Back"), self.bubble)
        self.next_button = QPushButton(self.tr("Next"), self.bubble)
        self.next_button.setProperty("role", "primary")
        row = QHBoxLayout()
        row.addWidget(self.count)
        row.addStretch(1)
        for button, signal in (
            (self.leave_button, self.left),
            (self.back_button, self.back),
            (self.next_button, self.next),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            button.installEventFilter(self)
            row.addWidget(button)
        self._column = column = QVBoxLayout(self.bubble)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(row)
        parent.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keep_focus)
        self.setGeometry(parent.rect())

    def show_step(self, target: QWidget | None, title: str, words: str, *, index: int, count: int) -> None:
        """A part and what is said of it; no part for words in the middle."""
        self._target = target
        self.title.setText(title)
        self.words.setText(words)
        self.count.setText(self.tr("{0} of {1}").format(index + 1, count))
        self.back_button.setEnabled(index > 0)
        self.next_button.setText(self.tr("Done") if index == count - 1 else self.tr("Next"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.bubble.adjustSize()
        self._place()
        self.update()
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def lit(self) -> QRect:
        """The part in the light, in this widget's pixels; empty without one."""
        target = self._target
        if target is None or not target.isVisible():
            return QRect()
        place = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        return place.adjusted(-_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX).intersected(self.rect())

    def _place(self) -> None:
        """The words where there is room: below, above, beside, else in the middle of the part."""
        self.bubble.setFixedHeight(self._column.heightForWidth(_BUBBLE_PX))
        lit, size = self.lit(), self.bubble.size()
        if lit.isEmpty():
            self.bubble.move(self.rect().center() - self.bubble.rect().center())
            return
        x = min(max(lit.center().x() - size.width() // 2, _GAP_PX), self.width() - size.width() - _GAP_PX)
        y = min(max(lit.center().y() - size.height() // 2, _GAP_PX), self.height() - size.height() - _GAP_PX)
        places = (
            QPoint(x, lit.bottom() + _GAP_PX),
            QPoint(x, lit.top() - _GAP_PX - size.height()),
            QPoint(lit.left() - _GAP_PX - size.width(), y),
            QPoint(lit.right() + _GAP_PX, y),
        )
        inside = (place for place in places if self.rect().contains(QRect(place, size)))
        self.bubble.move(next(inside, QPoint(x, y)))

    def _keep_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard stays here, whatever happens in the window below."""
        is_below = new is not None and new.window() is self._window.window() and not self.isAncestorOf(new)
        if is_below and self.isVisible():
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = QPainterPath()
        dark.addRect(QRectF(self.rect()))
        lit = self.lit()
        if not lit.isEmpty():
            hole = QPainterPath()
            hole.addRoundedRect(QRectF(lit), _ROUND_PX, _ROUND_PX)
            dark = dark.subtracted(hole)
        painter.fillPath(dark, _DIM)
        if not lit.isEmpty():
            painter.setPen(QPen(QColor(self._theme.colours.on_picture), 2.0))
            painter.drawRoundedRect(QRectF(lit), _ROUND_PX, _ROUND_PX)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setGeometry(self._window.rect())
            self._place()
            self.update()
        elif isinstance(watched, QPushButton) and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _KEYS:
            self.keyPressEvent(event)  # a button would take the arrows for itself
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # what lies below is not reached

    def event(self, event: QEvent) -> bool:
        """Keys do here what they do here, and not what they do in the window below."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Right:
            self.next_button.click()
        elif key == Qt.Key.Key_Left:
            self.back_button.click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            buttons = (self.leave_button, self.back_button)
            next((one for one in buttons if one.hasFocus()), self.next_button).click()
