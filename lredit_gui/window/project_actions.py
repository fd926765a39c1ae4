"""Saving the picture that is shown as a project, and going back to what was saved. Dialogs block nothing."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox

from lredit_core.errors import ChangedElsewhere, LreditError
from lredit_core.pictures.file_names import shown_name, with_suffix_of
from lredit_core.project.content import LAYERED_SUFFIX, PSD_SUFFIX, SUFFIX, View
from lredit_gui.canvas.viewport import Viewport
from lredit_gui.language.sentences import said_together
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.window.actions import Action
from lredit_gui.window.questions import answered, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_gui.session.open_picture import OpenPicture
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.window.layout import WindowLayout


#: How often it is looked whether it is time to save.
_LOOK_MS = 10_000


class ProjectActions(QObject):
    """Save, Save as, Save a copy, Revert."""

    def __init__(self, window: WindowLayout, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._session, self._preferences = window, window.session, preferences
        self._saved_at_s = time.monotonic()
        self._told: set[OpenPicture] = set()
        timer = QTimer(self)
        timer.setInterval(_LOOK_MS)
        timer.timeout.connect(self.save_by_itself)
        timer.start()

    @property
    def handlers(self) -> dict[Action, Callable[[], object]]:
        """What each action calls."""
        return {
            Action.SAVE: self.save,
            Action.SAVE_AS: self.save_as,
            Action.SAVE_COPY: self.save_copy,
            Action.REVERT: self.revert,
        }

    def save(self) -> None:
        """Into its file; asks for one the first time."""
        if (picture := self._session.history.picture) is not None:
            self._session.flows.start(self._saving(picture))

    def save_as(self) -> None:
        """Into another file, whose project it is from then on."""
        if (picture := self._session.history.picture) is not None:
            self._session.flows.start(self._saving(picture, asks=True))

    def save_copy(self) -> None:
        """Into another file; the picture stays the project that it is."""
        if (picture := self._session.history.picture) is not None:
            self._session.flows.start(self._saving(picture, asks=True, is_copy=True))

    def revert(self) -> None:
        """As it was saved or opened last; undo brings back what was there."""
        picture = self._session.history.picture
        if picture is not None and picture.document is not picture.safe:
            self._session.history.apply(picture.safe, self.tr("Revert"))

    def save_by_itself(self) -> None:
        """Changed projects into their own files, where the person wants that and it is time."""
        minutes = self._preferences.autosave_minutes
        if minutes <= 0 or time.monotonic() - self._saved_at_s < minutes * 60 or self._session.projects.is_saving:
            return
        self._saved_at_s = time.monotonic()
        for picture in self._session.history.changed_pictures:
            if picture.project_path is not None:
                self._session.flows.start(self._saving_by_itself(picture))

    async def _saving(self, picture: OpenPicture, *, asks: bool = False, is_copy: bool = False) -> None:
        await self.saving(picture, asks=asks, is_copy=is_copy)

    async def _saving_by_itself(self, picture: OpenPicture) -> None:
        """Nobody is asked: what cannot be saved is said, once as long as it stays so."""
        path = picture.project_path
        if path is None:
            return
        try:
            await self._save_into(picture, path)
        except LreditError as error:
            if picture not in self._told:
                self._told.add(picture)
                self._session.noticed.emit(Notice.of_error(error))

    async def saving(self, picture: OpenPicture, *, asks: bool = False, is_copy: bool = False) -> bool:
        """False where the person left the dialog, or the file could not be written and that was said."""
        path = picture.project_path
        if path is None or asks:
            path = await self._asked(picture, is_copy=is_copy)
        if path is None:
            return False
        try:
            await self._session.projects.check(picture, path)
        except LreditError as error:
            self._session.noticed.emit(Notice.of_error(error))
            return False
        if path.suffix.lower() in (LAYERED_SUFFIX, PSD_SUFFIX):
            return await self._writing_layers(picture, path)
        try:
            await self._save_into(picture, path, is_copy=is_copy, replaces_others=asks)
        except ChangedElsewhere:
            return await self._saving_what_changed(picture, path, is_copy=is_copy)
        except LreditError as error:
            self._session.noticed.emit(Notice.of_error(error))
            return False
        return True

    async def _save_into(
        self, picture: OpenPicture, path: Path, *, is_copy: bool = False, replaces_others: bool = False
    ) -> None:
        """Raises:
        LreditError: where it is not saved.
        """
        is_shown = picture is self._session.history.picture
        form = self._session.form if is_shown or picture.form is None else picture.form
        await self._session.projects.save(
            picture, path, form, view=_view_of(picture), is_copy=is_copy, replaces_others=replaces_others
        )
        self._told.discard(picture)
        self._preferences.add_recent(path)
        self._preferences.last_folder = path.parent
        self._session.noticed.emit(Notice(NoticeKind.NOTE, self.tr("Saved as {0}.").format(shown_name(path))))
        self._session.documentChanged.emit()

    async def _saving_what_changed(self, picture: OpenPicture, path: Path, *, is_copy: bool) -> bool:
        """Asks what to do about a file that somebody else wrote to."""
        name = shown_name(path.name)
        box = question(self._window, "changedQuestion", self.tr("{0} was changed by another program").format(name))
        box.setInformativeText(
            self.tr("Something else wrote to it since it was opened or saved here; replacing it loses what that wrote.")
        )
        elsewhere = box.addButton(self.tr("Save under another name"), QMessageBox.ButtonRole.AcceptRole)
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        pressed = await answered(box, default=keep)
        if pressed is elsewhere:
            return await self.saving(picture, asks=True, is_copy=is_copy)
        if pressed is not replace:
            return False
        try:
            await self._save_into(picture, path, is_copy=is_copy, replaces_others=True)
        except LreditError as error:
            self._session.noticed.emit(Notice.of_error(error))
            return False
        return True

    async def _writing_layers(self, picture: OpenPicture, path: Path) -> bool:
        """A copy for other programs."""
        try:
            notes = await self._session.projects.write_layers(picture, path, self._session.pictures.files)
        except LreditError as error:
            self._session.noticed.emit(Notice.of_error(error))
            return False
        text = self.tr("Saved as {0}.").format(shown_name(path))
        self._session.noticed.emit(Notice(NoticeKind.NOTE, f"{text} {said_together(notes)}".strip()))
        return True

    async def _asked(self, picture: OpenPicture, *, is_copy: bool) -> Path | None:
        """Where it goes; None where the person left the dialog."""
        dialog = QFileDialog(self._window, self.tr("Save the project"), str(self._preferences.last_folder))
        dialog.setObjectName("saveDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        filters = [self.tr("lredit projects (*{0})").format(SUFFIX)]
        if is_copy:
            filters.append(self.tr("Layers for other programs, OpenRaster (*{0})").format(LAYERED_SUFFIX))
            filters.append(self.tr("Layers for other programs, Photoshop (*{0})").format(PSD_SUFFIX))
        dialog.setNameFilters(filters)
        known = (LAYERED_SUFFIX, PSD_SUFFIX, SUFFIX) if is_copy else (SUFFIX,)
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(next(suffix for suffix in known if suffix in chosen)[1:])
        )
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(f"{Path(picture.name.title).stem}{SUFFIX}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        answer: asyncio.Future[Path | None] = asyncio.get_running_loop().create_future()

        def decide(path: Path | None) -> None:
            if not answer.done():
                answer.set_result(path)

        dialog.fileSelected.connect(lambda text: decide(Path(text)))
        dialog.finished.connect(lambda result: None if result else decide(None))
        dialog.open()
        chosen = await answer
        path = None if chosen is None else with_suffix_of(chosen, known, SUFFIX)
        if path is None or path == chosen or await self._may_replace(path):  # the dialog asked about its own name
            return path
        return None

    async def _may_replace(self, path: Path) -> bool:
        """Asks where something lies there already."""
        if not await self._session.projects.is_there(path):
            return True
        box = question(self._window, "replaceQuestion", self.tr("Replace {0}?").format(shown_name(path.name)))
        box.setInformativeText(self.tr("A file of this name is there already; replacing it loses what it holds."))
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        return await answered(box, default=keep) is replace


def _view_of(picture: OpenPicture) -> View | None:
    """How the picture is or was shown; None where all of it fitted into the canvas."""
    viewport = picture.view
    if not isinstance(viewport, Viewport):
        return viewport if isinstance(viewport, View) else None
    if viewport.is_fit:
        return None
    x, y = viewport.to_picture(viewport.view.width / 2, viewport.view.height / 2)
    return View(x, y, viewport.scale)
