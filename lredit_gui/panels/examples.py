"""What one can ask, to click."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from lredit_gui.session.examples import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.examples import Example


class ExampleChips(QWidget):
    """A button for each example whose sample is there. Signals: chosen(Path, Example)."""

    chosen = Signal(object, object)

    def __init__(self, samples: list[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exampleChips")
        paths = {path.stem: path for path in samples}
        flow = FlowLayout(self, spacing=8)
        self.buttons: list[QPushButton] = []
        for example in EXAMPLES:
            path = paths.get(example.sample)
            if path is not None:
                button = QPushButton(example_text(example), self)
                button.setProperty("role", "chip")
                button.setCursor(Qt.CursorShape.PointingHandCursor)
                button.setToolTip(self.tr("Try it on the picture \u201c{0}\u201d").format(path.stem.replace("_", " ")))
                button.clicked.connect(partial(self._on_clicked, path, example))
                self.buttons.append(button)
                flow.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _on_clicked(self, path: Path, example: Example, _is_checked: bool = False) -> None:
        self.chosen.emit(path, example)


def example_text(example: Example) -> str:
    """The words as they are typed; "a -> b" where one takes the place of the other."""
    if example.source_prompt:
        return f"{example.source_prompt} \u2192 {example.prompt}"
    return example.prompt


class FlowLayout(QLayout):
    """Widgets beside each other, in as many lines as they need."""

    def __init__(self, parent: QWidget, *, spacing: int) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        """Puts them there, unless it is a trial; gives the height. From the right where one reads from there."""
        x, y, line = rect.x(), rect.y(), 0
        is_mirrored = self._parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for item in self._items:
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if not is_trial:
                left = rect.right() + 1 - (x - rect.x()) - size.width() if is_mirrored else x
                item.setGeometry(QRect(QPoint(left, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()
