"""Keeping a state of the document under a name, going to it, and forgetting it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog, QMenu

from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from lredit_gui.window.layout import WindowLayout


class SnapshotActions(QObject):
    """The history panel's menu, and the dialog that asks for a name."""

    def __init__(self, window: WindowLayout) -> None:
        super().__init__(window)
        self._window, self._history = window, window.session.history
        window.history.menuRequested.connect(self._show_menu)

    @property
    def handlers(self) -> dict[Action, Callable[[], object]]:
        """What each action calls."""
        return {Action.KEEP_SNAPSHOT: self.keep}

    def keep(self) -> None:
        """Asks for a name, and keeps the document as it is by then."""
        if self._history.picture is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setObjectName("snapshotDialog")
        dialog.setWindowTitle(self.tr("Keep a snapshot"))
        dialog.setLabelText(self.tr("Name of this state of the picture"))
        dialog.setTextValue(self.tr("Snapshot {0}").format(len(self._history.snapshots) + 1))
        dialog.setOkButtonText(self.tr("Keep"))
        dialog.textValueSelected.connect(self._history.keep_snapshot)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_menu(self, snapshot_id: str, place: QPoint) -> None:
        """On a snapshot, or elsewhere in the panel where the id is ""; a place of the screen."""
        menu = QMenu(self._window)
        menu.setObjectName("historyMenu")
        menu.addAction(self._window.action_set[Action.KEEP_SNAPSHOT])
        if snapshot_id:
            forget = menu.addAction(self.tr("Forget this snapshot"))
            forget.triggered.connect(partial(self._history.drop_snapshot, snapshot_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
