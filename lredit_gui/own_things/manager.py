"""A person's own things as the window knows them: the list, their thumbnails, and the folder that is looked through.

No widget, and nothing that waits. Photographs are looked through in a process of its own; disks are read by workers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from lredit_core.bundles.looking_through import LookThroughTask
from lredit_core.cancellation import EventToken
from lredit_core.errors import LreditError, Stopped
from lredit_core.processes.subprocess_task import RunTask, run_in_subprocess
from lredit_gui.rendering.conversion import to_qimage_with_alpha
from lredit_gui.session.notice import Notice
from lredit_gui.threads.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.library.index import OwnThing
    from lredit_core.library.outcome import Added, LookedThrough
    from lredit_core.library.store import OwnThings

#: So many thumbnails are kept in memory, 100 KB each at most.
_MOST_THUMBNAILS = 400
_ThumbnailKey = tuple[str, tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Search:
    """A folder that is looked through, or was.

    Attributes:
        folder: with the photographs.
        so_far: what was told last; None while the models are loaded.
        is_stopping: the person asked it to stop.
        result: what came of it; None while it runs, where it failed, and where it was ended before it could say.
    """

    folder: Path
    so_far: LookedThrough | None = None
    is_stopping: bool = False
    result: Added | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """The list after a change; `problem` says why the change failed."""

    folder: Path
    things: tuple[OwnThing, ...]
    problem: Exception | None


class OwnThingsManager(QObject):
    """Attributes:
        things: in the order in which they were found; None where they were not read yet, or cannot be.
        is_damaged: they cannot be read.
        folder: where they are kept; None before they were read.
        search: the folder that is looked through or was the last; None before the first.
        is_searching: whether it runs.
        words: what was looked for besides the last time, as it was written.

    Signals:
    thingsChanged: `things` was read anew.
    thumbnailCame(str): a thing's id.
    searchChanged: `search` or `is_searching`.
    ended: the search is over.
    noticed(Notice): why something failed.
    """

    thingsChanged = Signal()
    thumbnailCame = Signal(str)
    searchChanged = Signal()
    ended = Signal()
    noticed = Signal(object)
    _told = Signal(object, object)

    def __init__(
        self, parent: QObject | None = None, *, kept_in: Path | None = None, run_task: RunTask = run_in_subprocess
    ) -> None:
        """Args:
        kept_in: the folder of own things; the person's where none is given.
        """
        super().__init__(parent)
        # One thread each: the list is read in the order in which it is changed, and nothing waits for the search.
        self._listing, self._pictures, self._searching = (Workers(self, thread_count=1) for _ in range(3))
        self._kept_in, self._run_task = kept_in, run_task
        self._token = EventToken()
        self._thumbnails: dict[_ThumbnailKey, QImage | None] = {}
        self.things: tuple[OwnThing, ...] | None = None
        self.is_damaged = False
        self.folder: Path | None = None
        self.search: Search | None = None
        self.is_searching = False
        self.words = ""
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @property
    def pending_count(self) -> int:
        """Works whose end has not arrived here yet."""
        return sum(workers.pending_count for workers in (self._listing, self._pictures, self._searching))

    # The list

    def read(self) -> None:
        """Reads the list anew."""
        self._change(lambda _store: None)

    def rename(self, thing_id: str, name: str) -> None:
        """Calls a thing by another name."""
        self._change(lambda store: store.rename(thing_id, name))

    def remove(self, thing_ids: tuple[str, ...]) -> None:
        """Takes things out; those that are gone already are no matter."""

        def work(store: OwnThings) -> None:
            for thing_id in {thing.id for thing in store.things()} & set(thing_ids):
                store.remove(thing_id)

        self._change(work)

    def erase(self) -> None:
        """Forgets everything, unless more is being found."""
        if not self.is_searching:
            self._thumbnails.clear()
            self.search = None
            self._change(lambda store: store.erase())
            self.searchChanged.emit()

    def _change(self, work: Callable[[OwnThings], None]) -> None:
        """Changes the list in a worker thread, then reads it whatever came of that."""

        def change() -> _Read:
            store, problem = self._store(), None
            try:
                work(store)
            except LreditError as error:
                problem = error
            return _Read(store.folder, store.things(), problem)

        self._listing.submit(change, self._on_read, self._on_not_read)

    def _store(self) -> OwnThings:
        """In a worker thread; what it needs is imported when first used."""
        from lredit_core.library.store import OwnThings

        return OwnThings(self._kept_in)

    # Thumbnails

    def thumbnail(self, thing: OwnThing) -> QImage | None:
        """A thing's small picture; None where it has not come yet: then it is read, and `thumbnailCame` says when.

        It is null where it cannot be read.
        """
        key = _key_of(thing)
        if key not in self._thumbnails:
            self._thumbnails[key] = None
            self._pictures.submit(
                lambda: to_qimage_with_alpha(self._store().thumbnail(thing)),
                partial(self._on_thumbnail, key),
                lambda _error: self._on_thumbnail(key, QImage()),
            )
            while len(self._thumbnails) > _MOST_THUMBNAILS:
                del self._thumbnails[next(iter(self._thumbnails))]
        return self._thumbnails[key]

    def _on_thumbnail(self, key: _ThumbnailKey, image: QImage) -> None:
        if key in self._thumbnails:
            self._thumbnails[key] = image
            self.thumbnailCame.emit(key[0])

    # The search

    def look_through(self, folder: Path, words: str = "") -> None:
        """Looks for things in a folder of photographs, unless it does already.

        Args:
            folder: with photographs, in sub-folders too.
            words: to look for besides what the models know by themselves, with commas between.
        """
        if self.is_searching:
            return
        self.words, self.is_searching, self.search = words, True, Search(folder)
        self._token = token = EventToken()
        besides = tuple(word.strip() for word in words.split(",") if word.strip())
        emit = self._told.emit

        def work() -> Added | None:
            from lredit_core.library.store import library_home

            task = LookThroughTask(folder, self._kept_in or library_home(), besides)
            try:
                return self._run_task(task, token=token, on_message=lambda told: emit(token, told))  # type: ignore[no-any-return]
            except Stopped:
                return None

        self._searching.submit(work, self._on_result, self._on_failed)
        self.searchChanged.emit()

    def stop(self) -> None:
        """Asks the search to stop; what was found is kept."""
        if self.is_searching and self.search is not None:
            self._token.cancel()
            self.search = Search(self.search.folder, self.search.so_far, is_stopping=True)
            self.searchChanged.emit()

    def close(self) -> None:
        """Stops everything."""
        self._token.cancel()
        for workers in (self._listing, self._pictures, self._searching):
            workers.close()

    # What the workers bring

    def _on_read(self, read: _Read) -> None:
        is_new = (read.folder, read.things) != (self.folder, self.things)
        self.folder, self.things, self.is_damaged = read.folder, read.things, False
        if is_new or read.problem is not None:
            self.thingsChanged.emit()
        if read.problem is not None:
            self._on_error(read.problem)

    def _on_not_read(self, error: Exception) -> None:
        self.things, self.is_damaged = None, True
        self.thingsChanged.emit()
        self._on_error(error)

    def _on_error(self, error: Exception) -> None:
        self.noticed.emit(Notice.of_error(error))

    @Slot(object, object)
    def _on_told(self, token: EventToken, told: LookedThrough) -> None:
        if token is not self._token or not self.is_searching or self.search is None:
            return
        before = self.search.so_far
        self.search = Search(self.search.folder, told, self.search.is_stopping)
        self.searchChanged.emit()
        if told.things != (before.things if before is not None else 0):
            self.read()

    def _on_result(self, result: Added | None) -> None:
        if self.search is not None:
            was_stopped = result is None or result.was_stopped
            self.search = Search(self.search.folder, self.search.so_far, was_stopped, result)
        self._end()

    def _on_failed(self, error: Exception) -> None:
        self.search = None
        self._end()
        self._on_error(error)

    def _end(self) -> None:
        self.is_searching = False
        self.read()
        self.searchChanged.emit()
        self.ended.emit()


def _key_of(thing: OwnThing) -> _ThumbnailKey:
    """Another picture of the same thing has another size or quality."""
    return thing.id, thing.size, thing.quality
