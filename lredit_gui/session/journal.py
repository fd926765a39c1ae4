"""Writes changed pictures down as they change, and offers those that a run left which did not end cleanly."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from lredit_core.errors import DiskFull, LreditError
from lredit_core.pictures.file_names import short_path, shown_name
from lredit_gui.session.notice import Doubt, Notice, NoticeChoice, NoticeKind
from lredit_gui.session.pictures import Arrival

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from lredit_core.document.document import Document
    from lredit_core.project.recovery import LeftBehind, RecoveryStore
    from lredit_gui.session.box_steps import Held
    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.session.open_picture import Beside, OpenPicture
    from lredit_gui.threads.workers import Workers

_log = logging.getLogger(__name__)
#: What changes within this time of each other is written down together.
_TOGETHER_MS = 20
#: What no signal told of (words that are typed, say) is found so soon.
_LOOK_MS = 2_000
#: Writing takes no more than this share of the time, however large the pictures are.
_MOST_SHARE = 0.25
#: What could not be written is tried again so soon.
_AGAIN_MS = 3_000
#: Between two looks at what is just being written.
_PATIENCE_S = 0.02


class Journal(QObject):
    """Never writes into a person's file: what it writes lies in a folder of ours, and goes when its picture is saved or
    closed.

    Args:
        session: whose pictures are kept.
        workers: that write.
        store: where they are kept.
        is_on: whether they are.
    """

    def __init__(
        self, session: EditorSession, workers: Workers, store: RecoveryStore, is_on: Callable[[], bool]
    ) -> None:
        super().__init__(session)
        self._session, self._workers, self._store, self._is_on = session, workers, store, is_on
        self._keys: dict[OpenPicture, str] = {}
        self._kept: dict[OpenPicture, tuple[Document, Beside, Held | None]] = {}
        self._is_keeping = self._is_over = self._is_left = self._has_failed = False
        self._next, self._look = QTimer(self), QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.keep_now)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._wake)
        self._look.timeout.connect(self._forget_safe)
        self._is_awaited = False
        self._last_took_s = 0.0
        session.history.listed.connect(self._forget_safe)
        for signal in (
            session.history.changed,
            session.history.snapshotsChanged,
            session.selection.changed,
            session.selection.boxChanged,
            session.formChanged,
            session.prompt_log.changed,
            session.edits.jobChanged,
        ):
            signal.connect(self._wake)

    def start(self) -> None:
        """From now on; what another run left is offered."""
        self._look.start()
        self._session.flows.start(self._offering())

    async def end(self) -> None:
        """A clean end: nothing of this run stays, unless it was left with `leave`."""
        self._is_over = True
        self._look.stop()
        self._next.stop()
        async with self._session.projects.lock:
            put_away = self._store.leave if self._is_left else self._store.end
            await asyncio.get_running_loop().run_in_executor(None, put_away)  # workers may wait for a disk for ever

    async def leave(self) -> None:
        """An end from outside, where nobody can be asked: what is not saved is kept, and offered at the next start."""
        self._look.stop()
        self._next.stop()
        self._is_left = bool(self._worth_keeping())
        while self._is_keeping:
            await asyncio.sleep(_PATIENCE_S)
        self._is_keeping = True
        await self._keeping()
        self._is_over = True

    @property
    def is_current(self) -> bool:
        """Whether all that would be lost is written down."""
        return not self._is_keeping and all(self._is_kept(one) for one in self._worth_keeping())

    def keep_now(self) -> None:
        """Brings what is written down up to what is there."""
        if not self._is_keeping and not self._is_over:
            self._is_keeping = True
            self._session.flows.start(self._keeping())

    def _wake(self) -> None:
        """Something may have changed. While it is written down, once more afterwards."""
        if not self._is_on() or self._is_over:
            return
        if self._is_keeping:
            self._is_awaited = True
        elif not self._next.isActive() and not self.is_current:
            pause_ms = round(self._last_took_s * (1 / _MOST_SHARE - 1) * 1000)
            self._next.start(max(_AGAIN_MS if self._has_failed else _TOGETHER_MS, pause_ms))

    def _is_kept(self, picture: OpenPicture) -> bool:
        kept = self._kept.get(picture)
        return kept is not None and kept[0] is picture.document and kept[1:] == _state(picture)[1:]

    def _worth_keeping(self) -> tuple[OpenPicture, ...]:
        """Those of which something would be missed: candidates that were waited for, and a box that was drawn, too."""
        pictures = self._session.history.pictures
        return tuple(one for one in pictures if one.is_changed or _has_candidates_alone(one) or one.hand.is_in_use)

    async def _keeping(self) -> None:
        started = time.monotonic()
        self._is_awaited = False
        failed: list[LreditError] = []
        try:
            for picture in self._worth_keeping():
                if not self._is_kept(picture):
                    await self._keeping_one(picture, failed)
        finally:
            self._last_took_s = time.monotonic() - started
            self._is_keeping = False
            self._forget_safe()
        self._tell(failed)
        if self._is_awaited or failed:
            self._wake()

    async def _keeping_one(self, picture: OpenPicture, failed: list[LreditError]) -> None:
        """It is kept as it was when this began; what goes wrong is added to `failed`."""
        now = _state(picture)
        try:
            await self._session.projects.keep_copy(picture, self._keeper(picture))
        except LreditError as error:
            _log.warning("A changed picture could not be written down", exc_info=error)
            failed.append(error)
        else:
            self._kept[picture] = now

    def _tell(self, failed: list[LreditError]) -> None:
        """Once: the next time it may fail for the same reason."""
        is_told, self._has_failed = self._has_failed, bool(failed)
        if failed and not is_told:
            self._session.noticed.emit(self._told_of(failed[0]))

    def _told_of(self, error: LreditError) -> Notice:
        """What it means for the person. It stays until they close it."""
        if isinstance(error, DiskFull):
            text = self.tr(
                "What you do is not being kept against a crash: the disk with \u201c{0}\u201d is full or failing. Save "
                "your project."
            )
        else:
            text = self.tr(
                "What you do is not being kept against a crash: \u201c{0}\u201d cannot be written to. Save your "
                "project."
            )
        return Notice(NoticeKind.WARNING, text.format(shown_name(short_path(self._store.home))), error.message)

    def _keeper(self, picture: OpenPicture) -> Callable[[Callable[[Path], None], str], None]:
        """For a worker: takes what writes a project file, and how the picture's own was left."""
        key = self._keys.setdefault(picture, uuid.uuid4().hex)
        is_project = picture.project_path is not None
        path, title = picture.project_path or picture.name.path, picture.name.title
        return lambda write, left: self._store.keep(key, title, path, is_project=is_project, write=write, left=left)

    def _forget_safe(self) -> None:
        """What was written of pictures that were saved or closed goes."""
        worth = self._worth_keeping()
        for picture in tuple(self._keys):
            is_safe = picture not in worth
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
                NoticeChoice(self.tr("Discard"), partial(self._begin, self._throwing, left), self._doubt(names)),
            )
            self._session.noticed.emit(Notice(NoticeKind.WARNING, text.format(names), choices=choices))

    def _doubt(self, names: str) -> Doubt:
        return Doubt(
            self.tr("Discard what was kept?"),
            self.tr("Nowhere else is there a copy of it: {0}").format(names),
            self.tr("Discard"),
        )

    def _begin(self, flow: Callable[[LeftBehind], Coroutine[Any, Any, None]], left: tuple[LeftBehind, ...]) -> None:
        for one in left:
            self._session.flows.start(flow(one))

    async def _opening(self, left: LeftBehind) -> None:
        """It is changed until it is saved; its copy is this run's from now on."""
        arrival = await self._workers.run(partial(_read, self._session, left))
        picture, key = self._session.open_arrival(arrival), uuid.uuid4().hex
        self._keys[picture] = key
        async with self._session.projects.lock:
            await self._workers.run(partial(self._store.take_over, left, key))

    async def _throwing(self, left: LeftBehind) -> None:
        await self._workers.run(partial(self._store.forget, left))


def _read(session: EditorSession, left: LeftBehind) -> Arrival:
    """In a worker thread."""
    from lredit_gui.rendering.documents import render

    opened, title = session.pictures.files.open_unpacked(left.folder), shown_name(left.title)
    document = render(opened.project.document, session.pictures.display)
    own = left.path if left.is_project else None
    claim = None if own is None else session.pictures.claims.claim(own)
    if own is not None and left.left:
        opened.writer.left.note(own, left.left)
    if claim is not None and claim.holder is not None:
        own = None
    is_in_file = opened.hand is not None and opened.hand.is_all
    return Arrival(title, left.path, (), document, opened, project_path=own, is_recovered=not is_in_file, claim=claim)


def _state(picture: OpenPicture) -> tuple[Document, Beside, Held | None]:
    return picture.document, picture.beside, picture.hand.held if picture.hand.is_in_use else None


def _has_candidates_alone(picture: OpenPicture) -> bool:
    """It is no project, and nothing was accepted yet."""
    return (
        picture.project_path is None and bool(len(picture.hand.candidates)) and picture.document is not picture.exported
    )
