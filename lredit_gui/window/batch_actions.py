"""File > Open batch: the results of a batch, and what is taken further of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from lredit_core.prompt.intent import EditIntent
from lredit_gui.batch_results.dialog import BatchDialog
from lredit_gui.batch_results.results import BatchResults
from lredit_gui.session.examples import Example
from lredit_gui.session.notice import Doubt, Notice, NoticeKind
from lredit_gui.window.actions import Action
from lredit_gui.window.questions import confirmed

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.batch.journal import RowRecord
    from lredit_gui.session.examples import ExampleRunner
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.window.layout import WindowLayout


#: More tabs than this are asked about.
_MANY = 20


class BatchActions(QObject):
    """Attributes:
    results: of the folder that was chosen last.
    """

    def __init__(self, window: WindowLayout, preferences: Preferences, examples: ExampleRunner) -> None:
        super().__init__(window)
        self._window, self._preferences, self._examples = window, preferences, examples
        self.results = BatchResults(self)
        self.results.noticed.connect(self._on_notice)
        self._dialog: BatchDialog | None = None
        self.handlers: dict[Action, Callable[[], object]] = {Action.OPEN_BATCH: self.show}

    def show(self) -> None:
        """The results that were looked at last; asks for a folder where there are none yet."""
        if self.results.folder is None:
            self.choose()
        else:
            self.show_folder(self.results.folder)

    def choose(self) -> None:
        """Asks for a folder of results (lredit batch)."""
        start = str(self.results.folder or self._preferences.last_folder)
        over = self._dialog or self._window
        dialog = QFileDialog(over, self.tr("The folder with the results of a batch"), start)
        dialog.setObjectName("chooseBatchDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.show_folder(Path(folder)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_folder(self, folder: Path) -> None:
        """The results in a folder."""
        if self._dialog is None:
            window = self._window
            self._dialog = dialog = BatchDialog(
                self.results, display=window.session.pictures.display, theme=window.theme, parent=window
            )
            dialog.opened.connect(self._open, Qt.ConnectionType.QueuedConnection)  # once the dialog has gone
            dialog.folderWanted.connect(self.choose)
            dialog.finished.connect(self._forget)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
        self.results.open(folder)

    def _open(self, records: list[RowRecord]) -> None:
        """Each result as its project, in a tab; what failed as its picture with its words, which one alone tries."""
        self._window.session.flows.start(self._opening(records))

    async def _opening(self, records: list[RowRecord]) -> None:
        session = self._window.session
        if len(records) > _MANY and not await confirmed(self._window, self._doubt(len(records))):
            return
        for record in records:
            self.results.opened.add(record.digest)
            path = self.results.path_to_open(record)
            if not record.failure:
                session.open_path(path)
                continue
            intent = next((one for one in EditIntent if one.value == record.intent), None)
            begin = self._examples.run if len(records) == 1 else self._examples.write
            begin(path, Example("", record.prompt, record.source, intent))
        pictures = [record for record in records if not record.failure]
        if any(self.results.path_to_open(record) == self.results.path_of(record) for record in pictures):
            text = self.tr("Without a project a result opens as it is: without candidates and boxes.")
            session.noticed.emit(Notice(NoticeKind.NOTE, text))

    def _doubt(self, count: int) -> Doubt:
        return Doubt(
            self.tr("Open {0} pictures?").format(count),
            self.tr("Each gets a tab, and takes memory as long as it is open."),
            self.tr("Open them"),
        )

    def _forget(self) -> None:
        self._dialog = None

    def _on_notice(self, notice: Notice) -> None:
        if self._dialog is not None:
            self._dialog.show_notice(notice)
        else:
            self._window.session.noticed.emit(notice)

    def close(self) -> None:
        """Nothing is read any more."""
        self.results.close()
