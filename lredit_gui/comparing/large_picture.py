"""One of the compared pictures, large."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from lredit_gui.comparing.manager import title_of
from lredit_gui.comparing.tiles import PictureImages, seconds_text

if TYPE_CHECKING:
    from lredit_core.compare.comparison import ComparedPicture
    from lredit_gui.theme.theme import Theme


class LargePicture(QWidget):
    """One picture as large as it fits; the arrow keys flip to the others in place, so that a change shows.

    Signals: left, by Esc, a click or the button.
    """

    left = Signal()

    def __init__(self, theme: Theme, images: PictureImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("largePicture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._images = images
        self._pictures: tuple[ComparedPicture, ...] = ()
        self._name = ""
        self.back_button = back = QPushButton(self.tr("Back"), self)
        back.setObjectName("backButton")
        back.setAutoDefault(False)
        back.clicked.connect(self.left)
        self._title = QLabel(self)
        self._title.setObjectName("largeTitle")
        self._title.setProperty("role", "heading")
        hint = QLabel(self.tr("Arrow keys flip through the pictures"), self)
        hint.setProperty("role", "caption")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(back)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(hint)
        sides = (("left", -1, self.tr("Previous picture")), ("right", 1, self.tr("Next picture")))
        for side, step, text in sides:
            button = QToolButton(self)
            button.setObjectName(f"{side}PictureButton")
            button.setAccessibleName(text)
            button.setToolTip(text)
            theme.set_icon(button, f"chevron-{side}")
            button.clicked.connect(partial(self._on_arrow, step))
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        self._place = QWidget(self)
        layout.addWidget(self._place, 1)

    @property
    def name(self) -> str:
        """Of the picture that is shown."""
        return self._name

    def show_picture(self, pictures: tuple[ComparedPicture, ...], name: str) -> None:
        """One of these, by its name; the others are flipped to."""
        self._pictures, self._name = pictures, name
        shown = self._shown
        if shown is not None:
            self._title.setText("  ".join(part for part in (title_of(name), seconds_text(shown)) if part))
            self.setAccessibleName(title_of(name))
        self.update()

    def flip(self, step: int) -> None:
        """To the next picture (1) or the one before (-1), around the ends."""
        names = [picture.name for picture in self._pictures]
        if self._name in names:
            self.show_picture(self._pictures, names[(names.index(self._name) + step) % len(names)])

    @property
    def _shown(self) -> ComparedPicture | None:
        return next((picture for picture in self._pictures if picture.name == self._name), None)

    def _on_arrow(self, step: int, _is_checked: bool = False) -> None:
        self.flip(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(key, 0)
        if step:
            self.flip(step)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._place.geometry().contains(event.position().toPoint()):
            self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self._shown
        if shown is None:
            return
        height, width = shown.pixels.shape[:2]
        room = self._place.geometry()
        size = QSize(width, height).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(room.center())
        painter = QPainter(self)
        painter.drawImage(place, self._images.scaled(shown, size * self.devicePixelRatioF()))
        painter.end()
