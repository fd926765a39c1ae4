"""What the program learned from the person: a switch, what it comes to, every choice, export, and forgetting it all."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from lredit_core.pictures.file_names import with_suffix_of
from lredit_gui.language.numbers import moment_text
from lredit_gui.language.sentences import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.choices.framing_preference import FramingPreference
    from lredit_core.choices.store import ChoiceNote, ChoiceStore
    from lredit_gui.threads.workers import Workers

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _Kept:
    notes: list[ChoiceNote]
    framing_preference: FramingPreference


class ChoicesDialog(QDialog):
    """Signals: toggled(bool), whether to learn from choices."""

    toggled = Signal(bool)

    def __init__(self, store: ChoiceStore, workers: Workers, *, is_on: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._store, self._workers = store, workers
        self.setObjectName("choicesDialog")
        self.setWindowTitle(self.tr("Learning from you"))
        self.switch = QCheckBox(self.tr("Learn how closely I frame things from the edits I accept"), self)
        self.switch.setObjectName("learnSwitch")
        self.switch.setChecked(is_on)
        self.switch.toggled.connect(self.toggled)
        about = QLabel(
            self.tr(
                "For every edit that you accept, its box and prompt and what the models saw around it are kept on this "
                "machine, in {0}. Pictures are not kept, and nothing is sent anywhere."
            ).format(store.folder),
            self,
        )
        about.setWordWrap(True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setProperty("role", "muted")
        about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.summary = QLabel(self)
        self.summary.setObjectName("framingSummary")
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.listing = QListWidget(self)
        self.listing.setObjectName("choicesList")
        self.listing.setAccessibleName(self.tr("Choices, the latest first"))
        self.listing.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.export_button = QPushButton(self.tr("Export\u2026"), self)
        self.export_button.setObjectName("exportChoicesButton")
        self.export_button.clicked.connect(self._choose_export)
        self.forget_button = QPushButton(self.tr("Forget everything\u2026"), self)
        self.forget_button.setObjectName("forgetButton")
        self.forget_button.clicked.connect(self._ask_to_forget)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.export_button)
        row.addWidget(self.forget_button)
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(self.switch)
        layout.addWidget(about)
        layout.addWidget(self.summary)
        layout.addWidget(self.listing, 1)
        layout.addLayout(row)
        self.resize(560, 460)
        self._read()

    def _read(self) -> None:
        store = self._store
        self._submit(lambda: _Kept(store.notes(), store.framing_preference()), self._show)

    def _submit(self, work: Callable[[], _Result], on_done: Callable[[_Result], None]) -> None:
        """What comes back after the dialog was closed is dropped."""

        def if_open(show: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda value: show(value) if isValid(self) else None

        self._workers.submit(work, if_open(on_done), if_open(self._show_error))

    def _show(self, kept: _Kept) -> None:
        self.summary.setText(said(kept.framing_preference.in_words))
        self.listing.clear()
        for note in reversed(kept.notes):
            x0, y0, x1, y1 = note.box
            when = datetime.datetime.fromisoformat(note.when)
            text = self.tr("{0}   {1}   box {2} x {3} px in {4} x {5}")
            self.listing.addItem(text.format(moment_text(when), note.prompt, x1 - x0, y1 - y0, *note.size))
        self.export_button.setEnabled(bool(kept.notes))
        self.forget_button.setEnabled(bool(kept.notes))

    def _show_error(self, error: Exception) -> None:
        self.summary.setText(said(getattr(error, "message", str(error))))

    def _choose_export(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the choices"), str(Path.home()))
        dialog.setObjectName("exportChoicesDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([self.tr("Zip archive (*.zip)")])
        dialog.setDefaultSuffix("zip")
        dialog.selectFile("lredit-choices.zip")
        dialog.fileSelected.connect(self._export)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _export(self, path: str) -> None:
        store, file = self._store, with_suffix_of(Path(path), (".zip",), ".zip")
        told = self.tr("{0} choices were exported to {1}.")
        self._submit(lambda: store.export(file), lambda count: self.summary.setText(told.format(count, file)))

    def _ask_to_forget(self) -> None:
        box = QMessageBox(self)
        box.setObjectName("forgetBox")
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setText(self.tr("Forget all choices?"))
        box.setInformativeText(self.tr("What was learned from them goes with them. This cannot be undone."))
        forget = box.addButton(self.tr("Forget"), QMessageBox.ButtonRole.DestructiveRole)
        forget.setObjectName("confirmForgetButton")
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        forget.clicked.connect(self._forget)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _forget(self) -> None:
        store = self._store
        self._submit(store.erase, lambda _none: self._read())
