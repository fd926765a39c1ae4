"""The snapshots that were kept and the steps that led here; a click goes back or forth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lredit_gui.rendering.document_thumbnails import SHOWN_PX, DocumentThumbnails
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from lredit_core.document.document import Document
    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.theme.theme import Theme

_ID_ROLE = Qt.ItemDataRole.UserRole
#: So many snapshots are seen without scrolling.
_MOST_ROWS = 4


class StepList(QListWidget):
    """Keeps the current row in view when the room for it changes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (item := self.currentItem()) is not None:
            self.scrollToItem(item)


class HistoryPanel(QWidget):
    """Snapshots, where there are some; below them one row for each step, the latest last, those ahead of where one is
    faint. Signals: menuRequested(str, QPoint): on a snapshot, by its id, or "" elsewhere; a place of the screen."""

    menuRequested = Signal(str, object)

    def __init__(self, session: EditorSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPanel")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._theme = session, theme
        self.thumbnails = DocumentThumbnails(session.renderer, self)
        self.snapshots = QListWidget(self)
        self.snapshots.setObjectName("snapshotList")
        self.snapshots.setAccessibleName(self.tr("Snapshots"))
        self.snapshots.hide()
        self.list = StepList(self)
        self.list.setObjectName("historyList")
        self.list.setMinimumHeight(32)
        self.list.setAccessibleName(self.tr("History"))
        for one in (self.snapshots, self.list):
            one.setTextElideMode(Qt.TextElideMode.ElideRight)
            one.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.addWidget(self.snapshots)
        layout.addWidget(self.list, 1)
        self._is_filling = False
        self.list.currentRowChanged.connect(self._on_row)
        self.snapshots.itemClicked.connect(self._on_snapshot)
        self.snapshots.itemActivated.connect(self._on_snapshot)
        for one in (self.snapshots, self.list):
            one.setIconSize(SHOWN_PX)
            one.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.snapshots.customContextMenuRequested.connect(self._on_snapshot_menu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        session.documentChanged.connect(self._fill)
        session.history.snapshotsChanged.connect(self._fill_snapshots)
        theme.changed.connect(self._fill)
        self.thumbnails.changed.connect(self._show_looks)
        self._fill()

    def _fill(self) -> None:
        history = self._session.history
        self._is_filling = True
        self.list.clear()
        for index, entry in enumerate(history.entries):
            item = QListWidgetItem(entry.label)
            item.setToolTip(as_tip(entry.label))
            if index > history.cursor:
                item.setForeground(QColor(self._theme.colours.faint))
            self.list.addItem(item)
        self.list.setCurrentRow(history.cursor)
        self._is_filling = False
        self._fill_snapshots()
        self._show_looks()

    def _show_looks(self) -> None:
        """What each looks like, of those that were seen."""
        history = self._session.history
        if self.list.count() != len(history.entries) or self.snapshots.count() != len(history.snapshots):
            return  # they are about to be listed anew
        pictures = history.pictures
        held = (entry.document for picture in pictures for entry in picture.history.entries)
        kept = (one.document for picture in pictures for one in picture.history.snapshots)
        self.thumbnails.keep_only((*held, *kept))
        for row, entry in enumerate(history.entries):
            self.list.item(row).setIcon(self._icon(entry.document))
        for row, one in enumerate(history.snapshots):
            self.snapshots.item(row).setIcon(self._icon(one.document))

    def _icon(self, document: Document) -> QIcon:
        image = self.thumbnails.image(document)
        return QIcon() if image is None else QIcon(QPixmap.fromImage(image))

    def _fill_snapshots(self) -> None:
        """The one that is seen now is the current one."""
        history = self._session.history
        shown = [self.snapshots.item(row).data(_ID_ROLE) for row in range(self.snapshots.count())]
        if shown != [one.snapshot_id for one in history.snapshots]:
            self.snapshots.clear()
            for one in history.snapshots:
                item = QListWidgetItem(one.name)
                item.setData(_ID_ROLE, one.snapshot_id)
                item.setToolTip(as_tip(self.tr("{0}: a snapshot; a click goes there").format(one.name)))
                self.snapshots.addItem(item)
            rows = min(self.snapshots.count(), _MOST_ROWS)
            self.snapshots.ensurePolished()
            self.snapshots.setFixedHeight(max(1, rows) * max(self.snapshots.sizeHintForRow(0), 1) + 8)
            self.snapshots.setVisible(rows > 0)
        current = [row for row, one in enumerate(history.snapshots) if one.document is history.document]
        self.snapshots.setCurrentRow(current[0] if current else -1)

    def _on_row(self, row: int) -> None:
        if not self._is_filling and row >= 0:
            self._session.history.go_to(row)

    def _on_snapshot(self, item: QListWidgetItem) -> None:
        self._session.history.go_to_snapshot(item.data(_ID_ROLE))

    def _on_snapshot_menu(self, place: QPoint) -> None:
        item = self.snapshots.itemAt(place)
        self.menuRequested.emit(
            "" if item is None else item.data(_ID_ROLE), self.snapshots.viewport().mapToGlobal(place)
        )

    def _on_menu(self, place: QPoint) -> None:
        self.menuRequested.emit("", self.list.viewport().mapToGlobal(place))
