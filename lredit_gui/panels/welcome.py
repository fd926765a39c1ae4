"""What is shown before a picture is open: how to begin, samples, recent files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lredit_core.pictures.file_names import shown_name
from lredit_gui.panels.examples import ExampleChips
from lredit_gui.rendering.thumbnails import thumbnail
from lredit_gui.widgets.plain_text import as_tip, on_button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_gui.theme.theme import Theme
    from lredit_gui.threads.workers import Workers

_SAMPLE_SIZE = QSize(176, 124)
_MAX_SAMPLES = 4
_WIDTH_PX = _MAX_SAMPLES * _SAMPLE_SIZE.width() + (_MAX_SAMPLES - 1) * 12
_MAX_RECENT = 5
_RECENT_SIZE = QSize(28, 20)


class SampleButton(QAbstractButton):
    """A sample picture to click."""

    def __init__(self, path: Path, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = path
        self._theme = theme
        self._image = QImage()
        title = path.stem.replace("_", " ").replace("-", " ")
        self.setText(title)
        self.setAccessibleName(self.tr("Open the sample {0}").format(title))
        self.setToolTip(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(88, 62)
        self.setMaximumSize(_SAMPLE_SIZE)

    def set_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return _SAMPLE_SIZE

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self.rect().adjusted(1, 1, -1, -1)
        clip = QPainterPath()
        clip.addRoundedRect(area, 8, 8)
        painter.setClipPath(clip)
        painter.fillRect(area, QColor(colours.panel))
        if not self._image.isNull():
            scale = max(area.width() / self._image.width(), area.height() / self._image.height())
            width, height = round(area.width() / scale), round(area.height() / scale)
            left, top = (self._image.width() - width) // 2, (self._image.height() - height) // 2
            painter.drawImage(area, self._image.copy(left, top, width, height))
        painter.setClipping(False)
        is_hot = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if is_hot else colours.strong_line), 2 if is_hot else 1))
        painter.drawRoundedRect(area, 8, 8)
        painter.end()


class WelcomePage(QWidget):
    """Signals: openRequested, pasteRequested, tourRequested, pathChosen(Path), exampleChosen(Path, Example)."""

    openRequested = Signal()
    pasteRequested = Signal()
    tourRequested = Signal()
    pathChosen = Signal(object)
    exampleChosen = Signal(object, object)

    def __init__(self, theme: Theme, workers: Workers, samples: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.drop_zone = self._build_drop_zone()
        self._recent_box = QVBoxLayout()
        self._recent_box.setSpacing(0)
        self._recent_buttons: dict[Path, QPushButton] = {}
        self._recent_title = _heading(self.tr("Recent"), self)
        self.sample_buttons: list[SampleButton] = []
        self.examples = ExampleChips(samples, self)
        self.examples.chosen.connect(self.exampleChosen)
        page = QWidget()
        page.setObjectName("welcomeBody")
        layout = QHBoxLayout(page)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addStretch(1)
        layout.addWidget(self._build_middle(samples, theme, workers), 100)
        layout.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("welcomeScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setMinimumSize(320, 200)
        self.set_recent([])

    def _build_drop_zone(self) -> QFrame:
        drop_zone = QFrame(self)
        drop_zone.setObjectName("dropZone")
        drop_zone.setProperty("isHot", False)
        title = QLabel(self.tr("Say what should be there"), self)
        title.setProperty("role", "title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QLabel(
            self.tr("Drop a photograph here, type what you want to see, and lredit finds the place for it."), self
        )
        words.setProperty("role", "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        zone = QVBoxLayout(drop_zone)
        zone.setContentsMargins(32, 24, 32, 24)
        zone.setSpacing(12)
        for part in (title, words):
            zone.addWidget(part)
        zone.addSpacing(4)
        zone.addLayout(self._build_buttons())
        return drop_zone

    def _build_buttons(self) -> QHBoxLayout:
        open_button = QPushButton(self.tr("Open a picture"), self)
        open_button.setObjectName("welcomeOpenButton")
        open_button.setProperty("role", "primary")
        paste_button = QPushButton(self.tr("Paste"), self)
        paste_button.setObjectName("welcomePasteButton")
        open_button.clicked.connect(self.openRequested)
        paste_button.clicked.connect(self.pasteRequested)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(open_button)
        buttons.addWidget(paste_button)
        self.tour_button = QPushButton(self.tr("A tour of one minute"), self)
        self.tour_button.setObjectName("welcomeTourButton")
        self.tour_button.clicked.connect(self.tourRequested)
        buttons.addWidget(self.tour_button)
        buttons.addStretch(1)
        return buttons

    def _build_middle(self, samples: list[Path], theme: Theme, workers: Workers) -> QWidget:
        """The drop zone, samples, and the files opened lately."""
        middle = QWidget(self)
        middle.setMaximumWidth(_WIDTH_PX)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addStretch(2)
        inner.addWidget(self.drop_zone)
        inner.addSpacing(12)
        if samples:
            inner.addWidget(_heading(self.tr("Or try a sample"), self))
            inner.addLayout(self._sample_row(samples[:_MAX_SAMPLES], theme, workers))
            inner.addSpacing(4)
            inner.addWidget(_heading(self.tr("What you can ask: click one and see"), self))
            inner.addWidget(self.examples)
            inner.addSpacing(4)
        inner.addWidget(self._recent_title)
        inner.addLayout(self._recent_box)
        inner.addStretch(3)
        return middle

    def _sample_row(self, samples: list[Path], theme: Theme, workers: Workers) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for path in samples:
            button = SampleButton(path, theme, self)
            button.clicked.connect(partial(self._choose, path))
            self.sample_buttons.append(button)
            row.addWidget(button)
            workers.submit(partial(thumbnail, path, _SAMPLE_SIZE), button.set_image, _ignore)
        return row

    def set_recent(self, paths: list[Path], icon: Callable[[Path], QIcon] | None = None) -> None:
        """The files opened lately, the latest first, and what they look like.

        The buttons of those that are listed already stay, and keep the keyboard where they have it.
        """
        shown = paths[:_MAX_RECENT]
        if shown != list(self._recent_buttons):
            for old in self._recent_buttons.values():
                self._recent_box.removeWidget(old)
                old.deleteLater()
            self._recent_buttons = {path: self._recent_button(path) for path in shown}
        if icon is not None:
            for path, button in self._recent_buttons.items():
                button.setIcon(icon(path))
        self._recent_title.setVisible(bool(self._recent_buttons))

    def _recent_button(self, path: Path) -> QPushButton:
        button = QPushButton(on_button(shown_name(path.name)), self)
        button.setProperty("role", "link")
        button.setAccessibleName(shown_name(path.name))
        button.setToolTip(as_tip(shown_name(path)))
        button.setIconSize(_RECENT_SIZE)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(partial(self._choose, path))
        self._recent_box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _choose(self, path: Path, _is_checked: bool = False) -> None:
        self.pathChosen.emit(path)

    def set_hot(self, is_hot: bool) -> None:
        """Something that can be dropped is over the window."""
        self.drop_zone.setProperty("isHot", is_hot)
        self.style().unpolish(self.drop_zone)
        self.style().polish(self.drop_zone)


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", "muted")
    return label


def _ignore(_error: Exception) -> None:
    """A sample without a thumbnail can still be opened."""
