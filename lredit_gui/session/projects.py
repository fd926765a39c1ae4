"""Saving open pictures as project files, and what is taken up again from one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lredit_core.pictures.file_names import shown_name
from lredit_core.project.content import Project, Words
from lredit_core.prompt.intent import EditIntent
from lredit_gui.session.form import EditForm
from lredit_gui.session.pictures import PictureName

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.project.content import View
    from lredit_core.project.reading import OpenedProject
    from lredit_core.project.writing import ProjectWriter
    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.open_picture import OpenPicture
    from lredit_gui.session.picture_files import PictureFiles
    from lredit_gui.threads.workers import Workers


class ProjectManager(QObject):
    """Signals: saved(Path)."""

    saved = Signal(object)

    def __init__(self, workers: Workers, history: DocumentHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers, self._history = workers, history
        self._lock = asyncio.Lock()
        self.is_saving = False

    async def save(
        self, picture: OpenPicture, path: Path, form: EditForm, *, view: View | None, is_copy: bool = False
    ) -> None:
        """Writes a picture with all that belongs to it; from then on it is that project's, unless it is a copy.

        Raises:
            LreditError: where it cannot be written; nothing is lost then, and an old file stays whole.
        """
        async with self._lock:
            self.is_saving = True
            try:
                document = picture.document
                project = self._gathered(picture, shown_name(path.name), form, view)
                writer = picture.writer
                if writer is None:
                    writer = picture.writer = await self._workers.run(_new_writer)
                await self._workers.run(lambda: writer.write(project, path))
            finally:
                self.is_saving = False
        if not is_copy:
            picture.project_path = path
            picture.name = PictureName(shown_name(path.name), path)
            picture.safe = document
            self._history.listed.emit()
        self.saved.emit(path)

    async def write_layers(self, picture: OpenPicture, path: Path, files: PictureFiles) -> tuple[str, ...]:
        """Writes the layers for other programs; gives sentences on what the format does not hold.

        Raises:
            LreditError: where it cannot be written.
        """
        async with self._lock:
            document = picture.document
            return await self._workers.run(lambda: files.write_layers(document, path))

    @staticmethod
    def _gathered(picture: OpenPicture, title: str, form: EditForm, view: View | None) -> Project:
        """As it is now; what is done meanwhile is not in the file."""
        candidates = picture.hand.candidates
        return Project(
            title,
            picture.document,
            candidates.all_ranked,
            candidates.accepted_in(picture.document),
            candidates.starred_ids,
            Words(
                form.prompt,
                form.source_prompt,
                "" if form.intent is None else form.intent.value,
                form.is_one_thing,
                form.seed,
            ),
            view,
        )


def _new_writer() -> ProjectWriter:
    """In a worker: importing it takes a moment."""
    from lredit_core.project.writing import ProjectWriter

    return ProjectWriter()


def take_up(picture: OpenPicture, opened: OpenedProject, path: Path | None, form: EditForm) -> EditForm:
    """Puts what a project holds into an open picture.

    Returns:
        the form with the project's words.
    """
    project = opened.project
    picture.writer, picture.project_path, picture.view = opened.writer, path, project.view
    picture.hand.candidates.restore(project.candidates, project.accepted, project.starred)
    words = project.words
    intent = next((one for one in EditIntent if one.value == words.intent), None)
    return EditForm(
        prompt=words.prompt,
        source_prompt=words.source_prompt,
        is_one_thing=words.is_one_thing,
        negative_prompt=form.negative_prompt,
        seed=words.seed,
        preset=form.preset,
        settings=form.settings,
        editor=form.editor,
        intent=intent,
    )
