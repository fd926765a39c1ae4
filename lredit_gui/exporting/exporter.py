"""Exporting: by the dialog, again as last time, and to the clipboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage

from lredit_core.pictures.export_settings import Colours, ExportSettings
from lredit_core.pictures.file_names import free_path
from lredit_core.pictures.formats import OPEN_SUFFIXES, format_of_suffix
from lredit_gui.exporting.dialog import ExportChoice, ExportDialog
from lredit_gui.exporting.estimates import image_of
from lredit_gui.session.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.session.exports import ExportSubject
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme
    from lredit_gui.threads.workers import Workers

#: The clipboard takes what every program reads: PNG, 8 bit, sRGB.
_FOR_THE_CLIPBOARD = ExportSettings("PNG", colours=Colours.SRGB, depth=8, keep_metadata=False, write_prompt=False)


class Exporter(QObject):
    """Signals: settingsChanged, when the person exported with others."""

    settingsChanged = Signal()

    def __init__(
        self, session: EditorSession, preferences: Preferences, workers: Workers, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._preferences, self._workers = session, preferences, workers
        self._theme, self._window = theme, window
        self._is_finding = False
        session.exported.connect(self._on_exported)

    def choose(self) -> None:
        """Opens the dialog."""
        if not self._session.ui.can_export:
            return
        dialog = ExportDialog(
            self._session,
            self._preferences,
            path=self._proposed_path(self._preferences.export_settings),
            workers=self._workers,
            theme=self._theme,
            parent=self._window,
        )
        dialog.exportRequested.connect(self._on_chosen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def export(self, path: Path) -> None:
        """Writes the document there, as last time, in the format that the path's suffix asks for."""
        settings, kind = self._preferences.export_settings, format_of_suffix(path)
        self._session.export(path, settings=settings if kind is None else replace(settings, format=kind.name))

    def again(self) -> None:
        """Writes the document as the last picture was, beside it, under a name that is free; by the dialog where there
        was no last time."""
        if self._preferences.export_folder is None:
            self.choose()
        elif self._session.ui.can_export and not self._is_finding:
            self._is_finding = True
            self._session.flows.start(self._exporting_again())

    def copy(self) -> None:
        """Puts the document onto the clipboard, with its transparency."""
        if self._session.document is not None:
            self._session.flows.start(self._copying(self._session.export_subject()))

    async def _exporting_again(self) -> None:
        settings, document = self._preferences.export_settings, self._session.document
        wanted = self._proposed_path(settings)
        try:
            path = await self._workers.run(lambda: free_path(wanted))
        finally:
            self._is_finding = False
        if self._session.document is document:
            self._session.export(path, settings=settings)

    async def _copying(self, subject: ExportSubject) -> None:
        image, encoded = await self._workers.run(lambda: _for_the_clipboard(subject))
        data = QMimeData()
        data.setData("image/png", encoded)
        data.setImageData(image)
        QGuiApplication.clipboard().setMimeData(data)
        self._session.noticed.emit(Notice(NoticeKind.NOTE, self.tr("The picture is on the clipboard.")))

    def _proposed_path(self, settings: ExportSettings) -> Path:
        """In the folder of the last export, else where files were opened."""
        name = self._session.history.name
        title = Path(name.title) if name is not None else Path("picture")
        stem = title.stem if title.suffix.lower() in OPEN_SUFFIXES else title.name
        folder = self._preferences.export_folder or self._preferences.last_folder
        return folder / f"{stem}-edited{settings.kind.suffixes[0]}"

    def _on_chosen(self, choice: ExportChoice) -> None:
        self._preferences.export_settings = choice.settings
        self.settingsChanged.emit()
        self._session.export(choice.path, settings=choice.settings, layer_id=choice.layer_id)

    def _on_exported(self, path: Path) -> None:
        self._preferences.export_folder = path.parent


def _for_the_clipboard(subject: ExportSubject) -> tuple[QImage, bytes]:
    """In a worker thread."""
    from lredit_core.pictures.exporting import encode_picture, options_of
    from lredit_core.pictures.preparing import prepared

    ready = prepared(subject.image(), _FOR_THE_CLIPBOARD).buffer
    encoded = encode_picture(ready, "PNG", options=options_of(_FOR_THE_CLIPBOARD), metadata={})
    return image_of(ready), encoded.data
