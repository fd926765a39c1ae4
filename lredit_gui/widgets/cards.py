"""What the pages of the model manager are built of: cards with a title, lines and buttons, in a list that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)


class Card(QFrame):
    """A title with buttons beside it, and lines below."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.title = wrapped(title, "heading", self)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addLayout(self._buttons)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(16, 12, 16, 12)
        self.lines.setSpacing(4)
        self.lines.addLayout(top)

    def add_line(self, text: str, role: str = "") -> QLabel:
        """A line that wraps; hidden where there is nothing to say."""
        label = wrapped(text, role, self)
        label.setVisible(bool(text))
        self.lines.addWidget(label)
        return label

    def add_badge(self, text: str) -> QLabel:
        """A word beside the title."""
        badge = QLabel(text, self)
        badge.setProperty("role", "good")
        self._buttons.addWidget(badge)
        return badge

    def add_button(self, name: str, text: str, *, what: str, role: str = "") -> QPushButton:
        """A button beside the title; `what` says to a screen reader what it is about."""
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(f"{text.rstrip(chr(0x2026))} {what}")
        button.setAutoDefault(False)
        if role:
            button.setProperty("role", role)
        self._buttons.addWidget(button)
        return button


class CardList(QScrollArea):
    """Cards below each other; scrolls to the one that has the keyboard."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget(self)
        body.setObjectName("cards")
        self._layout = QVBoxLayout(body)
        self._layout.setContentsMargins(0, 0, 8, 0)
        self._layout.setSpacing(8)
        self._layout.addStretch(1)
        self.setWidget(body)

    def add(self, widget: QWidget) -> None:
        """Below the others."""
        self._layout.insertWidget(self._layout.count() - 1, widget)
        for button in widget.findChildren(QPushButton):
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, 40)
        return super().eventFilter(watched, event)

    def clear(self) -> None:
        """Takes all cards away."""
        while self._layout.count() > 1:
            item = self._layout.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def wrapped(text: str, role: str, parent: QWidget) -> QLabel:
    """A label of several lines, in one of the style sheet's roles."""
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
