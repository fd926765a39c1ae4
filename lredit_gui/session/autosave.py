"""Keeps copies of changed pictures every few minutes, and offers those that a run left which did not end cleanly."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from lredit_core.errors import LreditError
from lredit_core.pictures.file_names import shown_name
from lredit_gui.session.notice import Notice, NoticeChoice, NoticeKind
from lredit_gui.session.pictures import Arrival

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from lredit_core.document.document import Document
    from lredit_core.project.recovery import LeftBehind, RecoveryStore
    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.session.open_picture import Beside, OpenPicture
    from lredit_gui.threads.workers import Workers

_log = logging.getLogger(__name__)
#: How often it is looked whether the time has come.
_LOOK_MS = 10_000
#: Between two looks at a copy that is just being written.
_PATIENCE_S = 0.02


class Autosave(QObject):
    """Never writes into a person's file: copies lie in a folder of ours, and go when their picture is saved or closed.

    Args:
        session: whose pictures are kept.
        workers: that write.
        store: where copies lie.
        minutes: gives how many lie between two copies; 0 is never.
    """

    def __init__(
        self, session: EditorSession, workers: Workers, store: RecoveryStore, minutes: Callable[[], int]
    ) -> None:
        super().__init__(session)
        self._session, self._workers, self._store, self._minutes = session, workers, store, minutes
        self._keys: dict[OpenPicture, str] = {}
        self._kept: dict[OpenPicture, tuple[Document, Beside]] = {}
        self._is_keeping = self._is_over = self._is_left = self._has_failed = False
        self._last_s = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        session.history.listed.connect(self._forget_safe)

    def start(self) -> None:
        """From now on; what another run left is offered."""
        self._timer.start()
        self._session.flows.start(self._offering())

    async def end(self) -> None:
        """A clean end: nothing of this run stays, unless it was left with `leave`."""
        self._is_over = True
        self._timer.stop()
        async with self._session.projects.lock:
            put_away = self._store.leave if self._is_left else self._store.end
            await asyncio.get_running_loop().run_in_executor(None, put_away)  # workers may wait for a disk for ever

    async def leave(self) -> None:
        """An end from outside, where nobody can be asked: what is not saved is kept, and offered at the next start."""
        self._timer.stop()
        self._is_left = bool(self._session.history.changed_pictures)
        while self._is_keeping:
            await asyncio.sleep(_PATIENCE_S)
        self._is_keeping = True
        await self._keeping()
        self._is_over = True

    def keep_now(self) -> None:
        """Copies of all pictures that have changed since their last one."""
        self._last_s = time.monotonic()
        if not self._is_keeping and not self._is_over:
            self._is_keeping = True
            self._session.flows.start(self._keeping())

    def _look(self) -> None:
        minutes = self._minutes()
        if minutes > 0 and time.monotonic() - self._last_s >= minutes * 60:
            self.keep_now()

    async def _keeping(self) -> None:
        try:
            for picture in self._session.history.changed_pictures:
                kept, now = self._kept.get(picture), (picture.document, picture.beside)
                if kept is None or kept[0] is not now[0] or kept[1] != now[1]:
                    await self._keeping_one(picture)
                    self._kept[picture] = now
        finally:
            self._is_keeping = False
            self._forget_safe()

    async def _keeping_one(self, picture: OpenPicture) -> None:
        """What goes wrong is told once: the next copy may fail for the same reason, every few minutes."""
        try:
            await self._session.projects.keep_copy(picture, self._keeper(picture))
        except LreditError as error:
            _log.warning("A copy of a changed picture could not be kept", exc_info=error)
            if not self._has_failed:
                self._has_failed = True
                self._session.noticed.emit(Notice.of_error(error))

    def _keeper(self, picture: OpenPicture) -> Callable[[Callable[[Path], None]], None]:
        """For a worker: takes what writes a project file."""
        key = self._keys.setdefault(picture, uuid.uuid4().hex)
        is_project = picture.project_path is not None
        path = picture.project_path or picture.name.path
        return lambda write: self._store.keep(key, picture.name.title, path, is_project=is_project, write=write)

    def _forget_safe(self) -> None:
        """Copies of pictures that were saved or closed go."""
        for picture in tuple(self._keys):
            is_safe = picture not in self._session.history.pictures or not picture.is_changed
            if is_safe and not self._is_keeping and not self._is_over:
                self._kept.pop(picture, None)
                self._session.flows.start(self._discarding(self._keys.pop(picture)))

    async def _discarding(self, key: str) -> None:
        async with self._session.projects.lock:
            await self._workers.run(partial(self._store.discard, key))

    # What another run left

    async def _offering(self) -> None:
        left = await self._workers.run(self._store.left_behind)
        if left and not self._is_over:
            names = ", ".join(shown_name(one.title) for one in left)
            text = self.tr("The program did not come to a clean end the last time. These pictures were kept: {0}")
            choices = (
                NoticeChoice(self.tr("Open"), partial(self._begin, self._opening, left)),
                NoticeChoice(self.tr("Discard"), partial(self._begin, self._throwing, left)),
            )
            self._session.noticed.emit(Notice(NoticeKind.WARNING, text.format(names), choices=choices))

    def _begin(self, flow: Callable[[LeftBehind], Coroutine[Any, Any, None]], left: tuple[LeftBehind, ...]) -> None:
        for one in left:
            self._session.flows.start(flow(one))

    async def _opening(self, left: LeftBehind) -> None:
        """It is changed until it is saved; its copy is this run's from now on."""
        arrival = await self._workers.run(partial(_read, self._session, left))
        key = uuid.uuid4().hex
        await self._workers.run(partial(self._store.take_over, left, key))
        picture = self._session.open_arrival(arrival)
        self._keys[picture] = key

    async def _throwing(self, left: LeftBehind) -> None:
        await self._workers.run(partial(self._store.forget, left))


def _read(session: EditorSession, left: LeftBehind) -> Arrival:
    """In a worker thread."""
    from lredit_gui.rendering.documents import render

    opened = session.pictures.files.open_project(left.file)
    own = left.path if left.is_project else None
    document = render(opened.project.document, session.pictures.display)
    return Arrival(shown_name(left.title), left.path, (), document, opened, project_path=own, is_recovered=True)
