"""Files in and out by dialog, clipboard and drop. Dialogs never block the event loop."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from lredit_core.pictures.file_names import path_of_uri
from lredit_gui.exporting.exporter import Exporter
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.window.questions import answered, question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.session.open_picture import OpenPicture
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme
    from lredit_gui.threads.workers import Workers

#: Encoded pictures on the clipboard that are decoded by us, with their colour profile.
_ENCODED_FORMATS = ("image/png", "image/tiff", "image/webp", "image/jpeg")


class FileActions(QObject):
    """What the menu, the clipboard and the drop do to the session.

    Attributes:
        save: saves a picture before it is closed; False where it was not.
    """

    def __init__(
        self, session: EditorSession, preferences: Preferences, window: QWidget, *, workers: Workers, theme: Theme
    ) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window = session, preferences, window
        self.save: Callable[[OpenPicture], Awaitable[bool]] = _cannot_save
        self.exporter = Exporter(session, preferences, workers, theme, window)

    # Opening

    def choose_and_open(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in self._session.pictures.files.open_suffixes())
        dialog = QFileDialog(self._window, self.tr("Open a picture"), str(self._preferences.last_folder))
        dialog.setObjectName("openDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Pictures ({0})").format(patterns), self.tr("All files (*)")])
        dialog.filesSelected.connect(self._open_selected)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_selected(self, paths: list[str]) -> None:
        for path in paths:
            self._session.open_path(Path(path))

    def paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not self.take(data, self.tr("Pasted picture")):
            self._note(self.tr("There is no picture on the clipboard. Copy one, then paste it here."))

    def can_take(self, data: QMimeData) -> bool:
        """Whether something in it could be a picture."""
        return data.hasUrls() or data.hasImage() or any(data.hasFormat(kind) for kind in _ENCODED_FORMATS)

    def is_picture(self, data: QMimeData) -> bool:
        """Whether it is a picture or a file rather than text: what is copied out of a text may bring its looks too."""
        if any(url.isLocalFile() for url in data.urls()):
            return True
        return self.can_take(data) and not data.text().strip()

    def take(self, data: QMimeData, name: str) -> bool:
        """Opens what was dropped or pasted; False where there was nothing to open."""
        urls = data.urls()
        local = [_local_path(url) for url in urls if url.isLocalFile()]
        if local:
            for path in local:
                self._session.open_path(path)
            return True
        for kind in _ENCODED_FORMATS:
            if data.hasFormat(kind):
                self._session.pictures.open_bytes(bytes(data.data(kind).data()), name)
                return True
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self._session.pictures.open_image(image, name)
            return True
        if urls:
            self._note(self.tr("Pictures from the web are not fetched. Save the file first, then open it."))
            return True
        return False

    # Exporting

    def choose_and_export(self) -> None:
        """By the export dialog."""
        self.exporter.choose()

    def export(self, path: Path) -> None:
        """Writes the document there, as the person prefers it."""
        self.exporter.export(path)

    # Leaving

    async def may_close(self) -> bool:
        """Asks where closing would lose edits, or a file that is being written."""
        is_saving = self._session.projects.is_saving
        if is_saving or self._session.pictures.is_exporting:
            exported, saved = self.tr("The picture is still being exported."), self.tr("The project is being saved.")
            box = question(self._window, "exportQuestion", saved if is_saving else exported)
            box.setInformativeText(self.tr("The window closes once the file is written."))
            leave = box.addButton(self.tr("Close now"), QMessageBox.ButtonRole.DestructiveRole)
            wait = box.addButton(self.tr("Keep editing"), QMessageBox.ButtonRole.RejectRole)
            if (pressed := await answered(box, default=wait, until=self._has_written)) is not None:
                return pressed is leave
        for picture in self._session.history.changed_pictures:
            if not await self.may_close_picture(picture):
                return False
        return True

    async def may_close_picture(self, picture: OpenPicture) -> bool:
        """Asks about one picture where closing it would lose something; it is shown meanwhile."""
        await self._session.projects.ended()
        if not picture.is_changed:
            return True
        self._session.history.show(picture)
        box = question(self._window, "closeQuestion", self.tr("Close without saving?"))
        text = self.tr("What was changed in {0} since it was saved would be lost.")
        if picture.project_path is None:
            text = self.tr("The edits of {0} are neither saved nor exported; closing loses them.")
        box.setInformativeText(text.format(picture.name.title))
        save = box.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        close = box.addButton(self.tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep editing"), QMessageBox.ButtonRole.RejectRole)
        pressed = await answered(box, default=keep)
        if pressed is save:
            return await self.save(picture)
        return pressed is close

    def close_current(self) -> None:
        """The picture that is shown, after a question where something would be lost."""
        if (picture := self._session.history.picture) is not None:
            self.close_picture(picture)

    def close_picture(self, picture: OpenPicture) -> None:
        """One of the open pictures, after a question where something would be lost."""
        self._session.flows.start(self._closing(picture))

    async def _closing(self, picture: OpenPicture) -> None:
        if await self.may_close_picture(picture):
            self._session.close_picture(picture)

    async def _has_written(self) -> None:
        """Returns once all files are written, or could not be and that was said."""
        has_ended = asyncio.Event()
        self._session.pictures.changed.connect(has_ended.set)
        try:
            while self._session.pictures.is_exporting:
                has_ended.clear()
                await has_ended.wait()
        finally:
            self._session.pictures.changed.disconnect(has_ended.set)
        await self._session.projects.ended()

    def _note(self, text: str) -> None:
        self._session.noticed.emit(Notice(NoticeKind.NOTE, text))


def _local_path(url: QUrl) -> Path:
    """The file that an address names; Qt's own reading loses the bytes of a name that is no UTF-8."""
    local = url.toLocalFile()
    return path_of_uri(bytes(url.toEncoded().data())) if "\ufffd" in local else Path(local)


async def _cannot_save(_picture: OpenPicture) -> bool:
    return False
