"""The page of the keys: every action under its heading, with its keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from lredit_core.errors import LreditError
from lredit_core.pictures.file_names import shown_name, with_suffix_of
from lredit_gui.session.notice import Notice
from lredit_gui.settings.key_row import KeyRow
from lredit_gui.settings.page import SettingsPage
from lredit_gui.widgets.cards import wrapped

if TYPE_CHECKING:
    from lredit_gui.settings.key_bindings import KeyBindings
    from lredit_gui.theme.theme import Theme
    from lredit_gui.threads.workers import Workers

_SUFFIX = ".json"
#: A file of keys that is larger than this is none.
_MOST_CHARACTERS = 1 << 20


class KeysPage(SettingsPage):
    """Changes take effect at once; "Reset page" brings all built-in keys back."""

    def __init__(self, bindings: KeyBindings, theme: Theme, workers: Workers, parent: QWidget) -> None:
        super().__init__("keys", QCoreApplication.translate("Settings", "Keys"), parent)
        self._bindings, self._workers = bindings, workers
        self.reset_button.setToolTip(self.tr("All built-in keys"))
        for place, (name, text, slot) in enumerate(
            (
                ("importKeysButton", self.tr("Import\u2026"), self._choose_import),
                ("exportKeysButton", self.tr("Export\u2026"), self._choose_export),
            ),
            start=1,
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.setProperty("role", "quiet")
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            self.head.insertWidget(place, button)
        about = self.tr("Click a key to change it. Keys that are held and the wheel stay as they are.")
        self._about = wrapped(about, "muted", self)
        self.said = wrapped("", "", self)
        self.said.setObjectName("keysSaid")
        self.said.hide()
        self.column.addWidget(self._about)
        self.column.addWidget(self.said)
        self._headings: list[tuple[QLabel, list[KeyRow]]] = []
        for entry in bindings.entries:
            if not self._headings or self._headings[-1][0].text() != entry.heading:
                self._headings.append((self._heading(entry.heading), []))
            row = KeyRow(entry, bindings, theme, self)
            self._headings[-1][1].append(row)
            self.add(row)
        bindings.changed.connect(self._show_keys)

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text, self)
        heading.setProperty("role", "heading")
        heading.setContentsMargins(0, 20, 0, 4)
        self.column.addWidget(heading)
        return heading

    def row_of(self, name: str) -> KeyRow:
        """By its action's name."""
        return next(row for _heading, rows in self._headings for row in rows if row.entry.name == name)

    def reset(self) -> None:
        self._bindings.reset_all()
        self._say("")

    def seek(self, words: tuple[str, ...], colour: str) -> int:
        count = super().seek(words, colour)
        for heading, rows in self._headings:
            heading.setVisible(any(row.isVisibleTo(self) for row in rows))
        self._about.setVisible(not words)
        return count

    def _show_keys(self) -> None:
        for _heading, rows in self._headings:
            for row in rows:
                row.show_keys()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    # Files

    def _choose_export(self) -> None:
        dialog = self._file_dialog("exportKeysDialog", self.tr("Export the keys"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(_SUFFIX[1:])
        dialog.selectFile("lredit-keys.json")
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def _choose_import(self) -> None:
        dialog = self._file_dialog("importKeysDialog", self.tr("Import keys"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_from)
        dialog.open()

    def _file_dialog(self, name: str, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, str(Path.home()))
        dialog.setObjectName(name)
        dialog.setNameFilters([self.tr("Files of keys (*{0})").format(_SUFFIX)])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def export_to(self, path: str) -> None:
        """Writes what was changed into a file."""
        file, text = with_suffix_of(Path(path), (_SUFFIX,), _SUFFIX), self._bindings.as_json()
        told = self.tr("The keys were exported to {0}.").format(shown_name(file))
        self._workers.submit(lambda: _write(file, text), lambda _none: self._tell(told), self._tell_error)

    def import_from(self, path: str) -> None:
        """Takes the changes of a file in place of those there are."""
        self._workers.submit(lambda: _read(Path(path)), self._take, self._tell_error)

    def _take(self, text: str) -> None:
        if isValid(self):
            try:
                self._bindings.take_json(text)
            except LreditError as error:
                self._tell_error(error)
            else:
                self._say(self.tr("The keys of the file are in use."))

    def _tell(self, text: str) -> None:
        if isValid(self):
            self._say(text)

    def _tell_error(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._tell(self.tr("The file cannot be used: {0}.").format(error.strerror or error))
        elif isinstance(error, UnicodeDecodeError):
            self._tell(self.tr("This is no file of keys: it holds no text."))
        else:
            self._tell(Notice.of_error(error).text)


def _read(path: Path) -> str:
    """In a worker thread."""
    with path.open(encoding="utf-8") as file:
        return file.read(_MOST_CHARACTERS)


def _write(path: Path, text: str) -> None:
    """In a worker thread."""
    from lredit_core.pictures.atomic_writing import write_text_atomically

    write_text_atomically(path, text)
