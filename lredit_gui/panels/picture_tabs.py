"""The open pictures, a tab each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from lredit_core.pictures.file_names import shown_name
from lredit_gui.panels.layer_list import LayerList
from lredit_gui.widgets.plain_text import as_tip, on_button

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent

    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.open_picture import OpenPicture

#: A mark before the name of a picture that holds changes.
_MARK = "\u2022 "


class PictureTabs(QTabBar):
    """Away while no picture is open. Signals: closeRequested(OpenPicture); layersDropped(OpenPicture): the chosen
    layers were dropped on its tab."""

    closeRequested = Signal(object)
    layersDropped = Signal(object)

    def __init__(self, history: DocumentHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pictureTabs")
        self.setAccessibleName(self.tr("Open pictures"))
        self.setDocumentMode(True)
        self.setExpanding(False)
        self.setMovable(True)
        self.setTabsClosable(True)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUsesScrollButtons(True)
        self.setAcceptDrops(True)
        self._history = history
        history.listed.connect(self._fill)
        self.currentChanged.connect(self._on_current)
        self.tabCloseRequested.connect(self._on_close)
        self.tabMoved.connect(self._on_moved)
        self._fill()

    def _fill(self) -> None:
        pictures = self._history.pictures
        with QSignalBlocker(self):
            while self.count() > len(pictures):
                self.removeTab(self.count() - 1)
            while self.count() < len(pictures):
                self.addTab("")
            for index, picture in enumerate(pictures):
                self._show(index, picture)
            if self._history.picture is not None:
                self.setCurrentIndex(pictures.index(self._history.picture))
        self.setVisible(bool(pictures))

    def _show(self, index: int, picture: OpenPicture) -> None:
        title = picture.name.title
        is_running = any(hand.job is not None and hand.job.is_running for hand in picture.hands())
        mark = _MARK if picture.is_changed else ""
        self.setTabText(index, on_button(f"{mark}{title}") + (" \u2026" if is_running else ""))
        path = picture.name.path
        self.setTabToolTip(index, as_tip(title if path is None else shown_name(path)))
        self.setAccessibleTabName(index, self.tr("{0}, changed").format(title) if picture.is_changed else title)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes a tab."""
        index = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and index >= 0:
            self._on_close(index)
        else:
            super().mouseReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if isinstance(event.source(), LayerList):
            event.acceptProposedAction()
        else:
            event.ignore()  # files are the window's

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(self._dropped_on(event.position().toPoint()) is not None)

    def dropEvent(self, event: QDropEvent) -> None:
        picture = self._dropped_on(event.position().toPoint())
        if picture is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.layersDropped.emit(picture)

    def _dropped_on(self, place: QPoint) -> OpenPicture | None:
        """Another picture than the one that is shown."""
        index = self.tabAt(place)
        picture = self._history.pictures[index] if 0 <= index < len(self._history.pictures) else None
        return None if picture is self._history.picture else picture

    def _on_current(self, index: int) -> None:
        if 0 <= index < len(self._history.pictures):
            self._history.show(self._history.pictures[index])

    def _on_close(self, index: int) -> None:
        self.closeRequested.emit(self._history.pictures[index])

    def _on_moved(self, start: int, end: int) -> None:
        self._history.move(self._history.pictures[start], end)
