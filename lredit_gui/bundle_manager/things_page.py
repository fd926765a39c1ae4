"""The models in use: what they are, and where it is a closed list, what they can draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSize, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lredit_gui.widgets.cards import wrapped

if TYPE_CHECKING:
    from lredit_core.api.service import BundleInfo, EditorInfo


class ThingsPage(QWidget):
    """Signals: thingChosen(str), by a double click or Enter."""

    thingChosen = Signal(str)

    def __init__(self, bundle: BundleInfo | None, editor: EditorInfo | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thingsPage")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        things = editor.vocabulary if editor is not None else ()
        if bundle is None:
            layout.addWidget(wrapped(self.tr("No models are loaded. Choose others under Installed."), "muted", self))
        else:
            layout.addWidget(wrapped(bundle.title, "heading", self))
            layout.addWidget(wrapped(bundle.description, "", self))
            layout.addWidget(wrapped(self._about(bundle), "muted", self))
        self.search = QLineEdit(self)
        self.search.setObjectName("thingsSearch")
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.list = self._thing_list(things)
        if things and editor is not None:
            caption = self.tr("{0}: {1} things. Double-click one to write it into the prompt.")
            layout.addWidget(wrapped(caption.format(editor.title, len(things)), "muted", self))
            layout.addWidget(self.search)
            layout.addWidget(self.list, 1)
        else:
            self.search.hide()
            self.list.hide()
            if bundle is not None:
                layout.addWidget(wrapped(self.tr("These models draw whatever the prompt says."), "muted", self))
            layout.addStretch(1)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self.list.itemActivated.connect(self._choose)

    def _about(self, bundle: BundleInfo) -> str:
        if bundle.is_builtin:
            return self.tr("To put anything else into photographs, fetch a bundle of large models under Get more.")
        return self.tr("Runs on {0}.").format(bundle.device)

    def _thing_list(self, things: tuple[str, ...]) -> QListWidget:
        found = QListWidget(self)
        found.setObjectName("thingsList")
        found.setAccessibleName(self.tr("What the models can draw"))
        found.setFlow(QListView.Flow.LeftToRight)
        found.setWrapping(True)
        found.setResizeMode(QListView.ResizeMode.Adjust)
        found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        found.addItems(sorted(things, key=str.lower))
        metrics = found.fontMetrics()
        widest = max((metrics.horizontalAdvance(thing) for thing in things), default=0)
        found.setGridSize(QSize(widest + 20, metrics.height() + 8))
        return found

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().lower())
        first = self._first_visible()
        if first is not None:
            self.list.setCurrentItem(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _first_visible(self) -> QListWidgetItem | None:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in rows if not item.isHidden()), None)

    def _choose_first(self) -> None:
        first = self._first_visible()
        if first is not None:
            self._choose(first)

    def _choose(self, item: QListWidgetItem) -> None:
        self.thingChosen.emit(item.text())
