"""Saving open pictures as project files, and what is taken up again from one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import platform
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.file_names import shown_name
from lredit_core.pictures.output_paths import is_one_file
from lredit_core.project.content import SUFFIX, InHand, Project, Words
from lredit_core.prompt.intent import EditIntent
from lredit_gui.session.box_steps import LAYER_ORIGIN
from lredit_gui.session.candidates import ghost_of
from lredit_gui.session.form import EditForm
from lredit_gui.session.pictures import PictureName

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from lredit_core.project.claims import Claim, Holder, ProjectClaims
    from lredit_core.project.content import View
    from lredit_core.project.reading import OpenedProject
    from lredit_core.project.writing import ProjectWriter
    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.open_picture import OpenPicture
    from lredit_gui.session.picture_files import PictureFiles
    from lredit_gui.session.pictures import Arrival
    from lredit_gui.threads.flows import Flows
    from lredit_gui.threads.workers import Workers


class ProjectManager(QObject):
    """Signals: saved(Path); changed (`is_saving`)."""

    saved = Signal(object)
    changed = Signal()

    def __init__(
        self,
        workers: Workers,
        history: DocumentHistory,
        claims: ProjectClaims,
        flows: Flows,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workers, self._history, self._claims, self._flows = workers, history, claims, flows
        self._claimed: frozenset[str] = frozenset()
        history.listed.connect(self._let_go)
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
        InvalidRequest: where the file is another open picture's project, in this window or another one.
        """
        claim = await self._claim(picture, path)
        if claim is not None and claim.is_new:
            await self._workers.run(partial(self._claims.release, claim.key))

    async def _claim(self, picture: OpenPicture, path: Path) -> Claim | None:
        """Takes hold of a project's file; None for files of other programs.

        Raises:
            InvalidRequest: as `check`.
        """
        others = [one.project_path for one in self._history.pictures if one is not picture]
        paths = [other for other in others if other is not None]
        if await self._workers.run(lambda: any(is_one_file(path, other) for other in paths)):
            text = self.tr("\u201c{0}\u201d is open in another tab. Save under another name, or close that tab first.")
            raise InvalidRequest(text.format(shown_name(path.name)))
        if path.suffix.lower() != SUFFIX:
            return None
        claim = await self._workers.run(partial(self._claims.claim, path))
        if claim.holder is not None:
            text = self.tr(
                "\u201c{0}\u201d is open in another window ({1}). Save under another name or close it there."
            )
            raise InvalidRequest(text.format(shown_name(path.name), _holder_text(claim.holder)))
        return claim

    def _let_go(self) -> None:
        """Of the projects that are open no more."""
        keys = frozenset(picture.project_key for picture in self._history.pictures if picture.project_key)
        for key in self._claimed - keys:
            self._flows.start(self._releasing(key))
        self._claimed = keys

    async def _releasing(self, key: str) -> None:
        async with self.lock:
            if self._history.of_project(key) is None:
                await self._workers.run(partial(self._claims.release, key))

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
        self,
        picture: OpenPicture,
        path: Path,
        form: EditForm,
        *,
        view: View | None,
        is_copy: bool = False,
        replaces_others: bool = False,
    ) -> None:
        """Writes a picture with all that belongs to it; from then on it is that project's, unless it is a copy.

        Args:
            picture: that is saved.
            path: where to.
            form: what stands in the prompt for it.
            view: how it is shown.
            is_copy: it stays the project that it is.
            replaces_others: what somebody else wrote there since it was opened or saved is replaced as well.

        Raises:
            ChangedElsewhere: where somebody did, and it is to stay.
            LreditError: where it cannot be written; nothing is lost then, and an old file stays whole.
        """
        async with self._writing():
            claim = await self._claim(picture, path)
            is_own = False
            try:
                is_own = await self._write(picture, path, form, view, replaces_others=replaces_others, is_copy=is_copy)
            finally:
                if claim is not None and claim.is_new and not is_own:
                    await self._workers.run(partial(self._claims.release, claim.key))
            if is_own and claim is not None:
                picture.project_key = claim.key
        self._history.listed.emit()
        self.saved.emit(path)

    async def _write(
        self,
        picture: OpenPicture,
        path: Path,
        form: EditForm,
        view: View | None,
        *,
        replaces_others: bool,
        is_copy: bool,
    ) -> bool:
        """Whether the file is the picture's own now."""
        own = picture.project_path
        is_own = not is_copy or (own is not None and await self._workers.run(lambda: is_one_file(path, own)))
        writer = await self._writer_of(picture)
        picture.words = words_of(form)
        document, beside = picture.document, picture.beside
        project = self._gathered(picture, shown_name(path.name), view)
        await self._workers.run(lambda: writer.write(project, path, replaces_others=replaces_others))
        if is_own:
            picture.project_path = path
            picture.name = PictureName(shown_name(path.name), path)
            picture.safe, picture.kept, picture.is_recovered = document, beside, False
        return is_own

    async def keep_copy(self, picture: OpenPicture, keep: Callable[[Callable[[Path], None], str], None]) -> None:
        """Hands `keep`, called in a worker, what brings a folder up to the picture as it is now, and how its project
        was left (`LeftFiles.digest`). Raises what `keep` raises.
        """
        async with self.lock:
            writer = await self._writer_of(picture)
            project, own = self._gathered(picture, picture.name.title, None), picture.project_path
            write = partial(writer.write_unpacked, project, hand=in_hand(picture))
            await self._workers.run(lambda: keep(write, "" if own is None else writer.left.digest(own)))

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


def in_hand(picture: OpenPicture) -> InHand | None:
    """What a journal keeps of what the person has in hand; None where that is nothing."""
    hand = picture.hand
    if not hand.is_in_use:
        return None
    is_all = not picture.is_changed and not len(hand.candidates)
    held = hand.held
    return InHand(held.box, held.others, held.mask, held.not_from, held.origin_id, held.selected_id, is_all)


def _take_in_hand(picture: OpenPicture, kept: InHand) -> None:
    """As it was; of a candidate or a layer that is there no more, the box stays."""
    hand, document = picture.hand, picture.document
    origin = kept.origin_id or ""
    layer_ids = {LAYER_ORIGIN + layer.layer_id for layer in document.layers}
    hand.box, hand.others, hand.mask, hand.not_from = kept.box, kept.others, kept.mask, kept.not_from
    hand.origin_id = origin if origin in hand.candidates or origin in layer_ids else None
    hand.candidates.selected_id = kept.selected_id if kept.selected_id in hand.candidates else None
    candidate = hand.candidates.get(origin)
    if candidate is not None and hand.box is not None and hand.mask is None:
        hand.ghost = ghost_of(candidate, document.source)


def copy_title(title: str) -> str:
    """What a copy is called, so that nobody takes it for the file that it was made of."""
    stem, suffix = os.path.splitext(title)  # noqa: PTH122 - a name, and no path
    return _tr("{0} (copy)").format(stem) + suffix


def copy_text(title: str, holder: Holder) -> str:
    """For a person: what was opened is a copy, since another program has its file."""
    text = _tr("\u201c{0}\u201d is open in another window already ({1}). This is a copy: saving asks for another name.")
    return text.format(title, _holder_text(holder))


def _holder_text(holder: Holder) -> str:
    if not holder.pid:
        return _tr("another program")
    if holder.host in ("", platform.node()):
        return _tr("process {0}").format(holder.pid)
    return _tr("process {0} on {1}").format(holder.pid, holder.host)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Projects", text)


def _new_writer() -> ProjectWriter:
    """In a worker: importing it takes a moment."""
    from lredit_core.project.writing import ProjectWriter

    return ProjectWriter()


def take_up(picture: OpenPicture, *, opened: OpenedProject, arrival: Arrival, form: EditForm) -> None:
    """Puts what a project holds into an open picture, with the project's words into a form like `form`."""
    project = opened.project
    picture.writer, picture.project_path, picture.view = opened.writer, arrival.project_path, project.view
    if arrival.project_path is not None and arrival.claim is not None:
        picture.project_key = arrival.claim.key
    picture.prompts, picture.guides = project.prompts, project.guides
    picture.history.set_snapshots(project.snapshots)
    picture.hand.candidates.restore(project.candidates, project.accepted, project.starred, project.searches)
    if opened.hand is not None:
        _take_in_hand(picture, opened.hand)
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
