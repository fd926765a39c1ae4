"""Saving open pictures as project files, and what is taken up again from one."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.file_names import shown_name
from lredit_core.pictures.output_paths import is_one_file
from lredit_core.project.content import Project, Words
from lredit_core.prompt.intent import EditIntent
from lredit_gui.session.form import EditForm
from lredit_gui.session.pictures import PictureName

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from lredit_core.project.content import View
    from lredit_core.project.reading import OpenedProject
    from lredit_core.project.writing import ProjectWriter
    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.open_picture import OpenPicture
    from lredit_gui.session.picture_files import PictureFiles
    from lredit_gui.threads.workers import Workers


class ProjectManager(QObject):
    """Signals: saved(Path); changed (`is_saving`)."""

    saved = Signal(object)
    changed = Signal()

    def __init__(self, workers: Workers, history: DocumentHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers, self._history = workers, history
        #: One file is written at a time.
        self.lock = asyncio.Lock()
        self._writing_count = 0

    @property
    def is_saving(self) -> bool:
        """Whether a file is being written."""
        return self._writing_count > 0

    async def ended(self) -> None:
        """Returns once nothing is being written."""
        has_changed = asyncio.Event()
        self.changed.connect(has_changed.set)
        try:
            while self.is_saving:
                has_changed.clear()
                await has_changed.wait()
        finally:
            self.changed.disconnect(has_changed.set)

    async def is_there(self, path: Path) -> bool:
        """Whether something lies at a path."""
        return await self._workers.run(path.exists)

    async def check(self, picture: OpenPicture, path: Path) -> None:
        """Raises:
        InvalidRequest: where the file is another open picture's project.
        """
        others = [one.project_path for one in self._history.pictures if one is not picture]
        paths = [other for other in others if other is not None]
        if await self._workers.run(lambda: any(is_one_file(path, other) for other in paths)):
            text = self.tr("\u201c{0}\u201d is open in another tab. Save under another name, or close that tab first.")
            raise InvalidRequest(text.format(shown_name(path.name)))

    @contextlib.asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        """One after the other."""
        self._writing_count += 1
        self.changed.emit()
        try:
            async with self.lock:
                yield
        finally:
            self._writing_count -= 1
            self.changed.emit()

    async def save(
        self, picture: OpenPicture, path: Path, form: EditForm, *, view: View | None, is_copy: bool = False
    ) -> None:
        """Writes a picture with all that belongs to it; from then on it is that project's, unless it is a copy.

        Raises:
            LreditError: where it cannot be written; nothing is lost then, and an old file stays whole.
        """
        async with self._writing():
            await self.check(picture, path)
            own = picture.project_path
            is_own = own is not None and await self._workers.run(lambda: is_one_file(path, own))
            writer = await self._writer_of(picture)
            picture.words = words_of(form)
            document, beside = picture.document, picture.beside
            project = self._gathered(picture, shown_name(path.name), view)
            await self._workers.run(lambda: writer.write(project, path))
            if is_own or not is_copy:
                picture.project_path = path
                picture.name = PictureName(shown_name(path.name), path)
                picture.safe, picture.kept, picture.is_recovered = document, beside, False
        self._history.listed.emit()
        self.saved.emit(path)

    async def keep_copy(self, picture: OpenPicture, keep: Callable[[Callable[[Path], None]], None]) -> None:
        """Hands `keep`, called in a worker, what brings a folder up to the picture as it is now.

        Raises:
            what `keep` raises.
        """
        async with self.lock:
            writer = await self._writer_of(picture)
            project = self._gathered(picture, picture.name.title, None)
            await self._workers.run(lambda: keep(partial(writer.write_unpacked, project)))

    async def _writer_of(self, picture: OpenPicture) -> ProjectWriter:
        if picture.writer is None:
            picture.writer = await self._workers.run(_new_writer)
        return picture.writer

    async def write_layers(self, picture: OpenPicture, path: Path, files: PictureFiles) -> tuple[str, ...]:
        """Writes the layers for other programs; gives sentences on what the format does not hold.

        Raises:
            LreditError: where it cannot be written.
        """
        async with self._writing():
            document = picture.document
            return await self._workers.run(lambda: files.write_layers(document, path))

    @staticmethod
    def _gathered(picture: OpenPicture, title: str, view: View | None) -> Project:
        """As it is now; what is done meanwhile is not in the file."""
        candidates = picture.hand.candidates
        return Project(
            title,
            picture.document,
            candidates.all_ranked,
            candidates.accepted_in(picture.document),
            candidates.starred_ids,
            candidates.searches,
            picture.prompts,
            picture.history.snapshots,
            picture.words,
            view,
            picture.guides,
        )


def words_of(form: EditForm) -> Words:
    """What of a form is kept in a project."""
    intent = "" if form.intent is None else form.intent.value
    return Words(form.prompt, form.source_prompt, intent, form.is_one_thing, form.seed)


def _new_writer() -> ProjectWriter:
    """In a worker: importing it takes a moment."""
    from lredit_core.project.writing import ProjectWriter

    return ProjectWriter()


def take_up(picture: OpenPicture, *, opened: OpenedProject, path: Path | None, form: EditForm) -> None:
    """Puts what a project holds into an open picture, with the project's words into a form like `form`."""
    project = opened.project
    picture.writer, picture.project_path, picture.view = opened.writer, path, project.view
    picture.prompts, picture.guides = project.prompts, project.guides
    picture.history.set_snapshots(project.snapshots)
    picture.hand.candidates.restore(project.candidates, project.accepted, project.starred, project.searches)
    words = project.words
    intent = next((one for one in EditIntent if one.value == words.intent), None)
    picture.form = EditForm(
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
