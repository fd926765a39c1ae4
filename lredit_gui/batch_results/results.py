"""The results of a batch as the window knows them: the journal's rows, their small pictures, and a pair to look at.

No widget, and nothing that waits: disks are read by workers.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from lredit_core.errors import LreditError
from lredit_core.project.content import SUFFIX
from lredit_gui.batch_results.wording import no_results_text
from lredit_gui.rendering.thumbnails import thumbnail
from lredit_gui.session.notice import Notice
from lredit_gui.threads.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.batch.journal import RowRecord
    from lredit_core.pictures.display import Display
    from lredit_gui.rendering.tiles import TilePyramid

THUMBNAIL_SIZE = QSize(64, 64)
#: So many small pictures are kept in memory, 100 KB each at most.
_MOST_THUMBNAILS = 400


@dataclass(frozen=True, slots=True)
class Pair:
    """A result to look at.

    Attributes:
        before: None where the picture as it was is gone, or is another one by now.
        regions: what was edited, as (x0, y0, x1, y1) in pixels.
        changed: a small picture of it where it was changed since the batch made it; null otherwise.
        problem: why its project cannot be taken further, a sentence, or "".
    """

    digest: str
    before: TilePyramid | None
    after: TilePyramid
    regions: tuple[tuple[int, int, int, int], ...] = ()
    changed: QImage = field(default_factory=QImage)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """Attributes:
    projects: by digest, of rows whose own record names none: an earlier run kept one.
    """

    records: tuple[RowRecord, ...]
    projects: dict[str, str]
    stamp: tuple[int, int]


class BatchResults(QObject):
    """Attributes:
        folder: of results; None before one was chosen.
        records: what became of each row, as the list has them; None while they are read for the first time.
        current: the digest of the row that was looked at last, "" for none.
        opened: digests of the rows that were opened in the editor.
        changed_since: small pictures of those that were seen to be changed since the batch made them, by digest.

    Signals:
        changed: `folder` or `records`.
        thumbnailCame(str): a row's digest.
        paired(Pair): what was asked for by `look_at`.
        unpaired(str, Notice): a row's digest, and why there is nothing to see.
        noticed(Notice): why the results cannot be read.
    """

    changed = Signal()
    thumbnailCame = Signal(str)
    paired = Signal(object)
    unpaired = Signal(str, object)
    noticed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One thread each: a large picture that is looked at does not hold up the list.
        self._listing, self._small, self._large = (Workers(self, thread_count=1) for _ in range(3))
        self._thumbnails: dict[tuple[Path | None, str], QImage | None] = {}
        self._stamp: tuple[int, int] | None = None
        self._is_reading = False
        self._wanted = ""
        self._projects: dict[str, str] = {}
        self._broken: set[str] = set()
        self._said = ""
        self.folder: Path | None = None
        self.records: tuple[RowRecord, ...] | None = None
        self.current = ""
        self.opened: set[str] = set()
        self.changed_since: dict[str, QImage] = {}

    @property
    def pending_count(self) -> int:
        """Works whose end has not arrived here yet."""
        return sum(workers.pending_count for workers in (self._listing, self._small, self._large))

    def open(self, folder: Path) -> None:
        """Takes up a folder of results in place of the one before."""
        if folder != self.folder:
            self._thumbnails.clear()
            self.folder, self.records, self._stamp, self.current = folder, None, None, ""
            for kept in (self.opened, self._broken):
                kept.clear()
            self.changed_since.clear()
            self._is_reading, self._said = False, ""
            self.changed.emit()
        self.read()

    def read(self) -> None:
        """Looks whether more has come; a batch may still be running."""
        folder, known = self.folder, self._stamp
        if folder is None or self._is_reading:
            return
        self._is_reading = True
        self._listing.submit(
            lambda: _read(folder, known), partial(self._on_read, folder), partial(self._on_not_read, folder)
        )

    def thumbnail(self, record: RowRecord) -> QImage | None:
        """A result's small picture; None where it has not come yet: then it is read, and `thumbnailCame` says when.

        It is null where it cannot be read.
        """
        if record.digest in self.changed_since:
            return self.changed_since[record.digest]
        key = (self.folder, record.digest)
        if key not in self._thumbnails:
            self._thumbnails[key] = None
            place = self.path_of(record)
            self._small.submit(
                lambda: thumbnail(place, THUMBNAIL_SIZE),
                partial(self._on_thumbnail, key),
                lambda _error: self._on_thumbnail(key, QImage()),
            )
            while len(self._thumbnails) > _MOST_THUMBNAILS:
                del self._thumbnails[next(iter(self._thumbnails))]
        return self._thumbnails[key]

    def look_at(self, record: RowRecord, display: Display) -> None:
        """Puts a result before and after together; `paired` or `unpaired` answers for the one asked for last."""
        folder = self.folder
        if folder is None:
            return
        self.current = self._wanted = record.digest
        project = self._project_of(record)

        def work() -> Pair | None:
            return _pair(folder, record, project, display) if self._wanted == record.digest else None

        self._large.submit(work, self._on_pair, partial(self._on_no_pair, record.digest))

    def look_at_none(self) -> None:
        """What is still being put together is wanted no more."""
        self._wanted = ""

    def path_of(self, record: RowRecord) -> Path:
        """Of the edited picture, or of the picture as it was where there is none."""
        assert self.folder is not None
        return self.folder / record.name if record.files else Path(record.source_path)

    def path_to_open(self, record: RowRecord) -> Path:
        """What the editor opens to take a result further: its project where one was kept and can be read."""
        assert self.folder is not None
        project = "" if record.digest in self._broken else self._project_of(record)
        return self.folder / project if project else self.path_of(record)

    def _project_of(self, record: RowRecord) -> str:
        return record.project or self._projects.get(record.digest, "")

    def close(self) -> None:
        """Nothing is read any more."""
        for workers in (self._listing, self._small, self._large):
            workers.close()

    # What the workers bring

    def _on_read(self, folder: Path, read: _Read | None) -> None:
        if folder != self.folder:
            return
        self._is_reading = False
        if read is not None:
            self.records, self._projects, self._stamp, self._said = read.records, read.projects, read.stamp, ""
            self.changed.emit()

    def _on_not_read(self, folder: Path, error: Exception) -> None:
        if folder == self.folder:
            self._is_reading = False
            self.records = self.records or ()
            self.changed.emit()
            if str(error) != self._said:  # it is looked every few seconds
                self._said = str(error)
                self.noticed.emit(Notice.of_error(error))

    def _on_thumbnail(self, key: tuple[Path | None, str], image: QImage) -> None:
        if key in self._thumbnails:
            self._thumbnails[key] = image
            self.thumbnailCame.emit(key[1])

    def _on_pair(self, pair: Pair | None) -> None:
        if pair is None or pair.digest != self._wanted:
            return
        if pair.problem:
            self._broken.add(pair.digest)
        if not pair.changed.isNull():
            self.changed_since[pair.digest] = pair.changed
            self.thumbnailCame.emit(pair.digest)
        self.paired.emit(pair)

    def _on_no_pair(self, digest: str, error: Exception) -> None:
        if digest == self._wanted:
            self.unpaired.emit(digest, Notice.of_error(error))


def _read(folder: Path, known: tuple[int, int] | None) -> _Read | None:
    """In a worker thread: the rows in the list's order; None where nothing came since they were read last.

    Raises:
        InvalidRequest: where the folder holds no results.
    """
    from lredit_core.batch.journal import JOURNAL_NAME, read_records
    from lredit_core.errors import InvalidRequest

    try:
        status = (folder / JOURNAL_NAME).stat()
    except OSError as error:
        raise InvalidRequest(no_results_text(folder)) from error
    stamp = (status.st_mtime_ns, status.st_size)
    if stamp == known:
        return None
    records = tuple(sorted(_latest(read_records(folder)), key=lambda record: record.number))
    beside = {one.digest: f"{one.name}{SUFFIX}" for one in records if one.files and not one.project}
    projects = {digest: name for digest, name in beside.items() if (folder / name).is_file()}
    return _Read(records, projects, stamp)


def _latest(records: Iterable[RowRecord]) -> list[RowRecord]:
    """The last of each file, where a run of other settings wrote over what was there; and rows that failed and were not
    made since."""
    latest: dict[str | tuple[int, str], RowRecord] = {}
    for record in records:
        row = (record.number, record.picture)
        latest.pop(row, None)
        latest[record.name or row] = record
    return list(latest.values())


def _pair(folder: Path, record: RowRecord, project: str, display: Display) -> Pair:
    """In a worker thread. Raises PictureError: where there is no picture any more."""
    if not record.files:
        return Pair(record.digest, None, _tiles_of(Path(record.source_path), display))
    problem = ""
    if project:
        try:
            return _pair_of_project(folder, record, project, display)
        except LreditError as error:
            problem = error.message
    after = _tiles_of(folder / record.name, display)
    changed = _small(folder / record.name) if _is_changed(folder, record, record.name) else QImage()
    before = None
    with contextlib.suppress(LreditError):
        before = _tiles_of(Path(record.source_path), display)
    if before is not None and before.size != after.size:
        before = None
    return Pair(record.digest, before, after, record.regions, changed, problem)


def _tiles_of(path: Path, display: Display) -> TilePyramid:
    from lredit_core.pictures.opening import open_picture
    from lredit_gui.rendering.tiles import TilePyramid

    return TilePyramid.built(display.shown(open_picture(path).buffer))


def _pair_of_project(folder: Path, record: RowRecord, project: str, display: Display) -> Pair:
    """A project knows how its picture was, whatever became of that. Raises PictureError: where it cannot be read."""
    from lredit_core.project.reading import open_project
    from lredit_gui.rendering.documents import render

    document = open_project(folder / project).project.document
    rendered = render(document, display)
    changed = QImage()
    if _is_changed(folder, record, project):
        changed = _small_of(document.flattened().to_srgb8())
    regions = tuple(layer.box.as_tuple() for layer in document.layers if layer.is_visible)
    return Pair(record.digest, rendered.source_tiles, rendered.tiles, regions, changed)


def _is_changed(folder: Path, record: RowRecord, name: str) -> bool:
    from lredit_core.batch.journal import file_digest

    try:
        return name in record.files and file_digest(folder / name) != record.files[name]
    except OSError:
        return False


def _small(path: Path) -> QImage:
    return thumbnail(path, THUMBNAIL_SIZE)


def _small_of(pixels: NDArray[np.uint8]) -> QImage:
    from lredit_core.geometry import Size
    from lredit_core.pictures.image import resized
    from lredit_gui.rendering.conversion import to_qimage

    size = Size(pixels.shape[1], pixels.shape[0])
    return to_qimage(resized(pixels, size.scaled_to_longest(min(2 * THUMBNAIL_SIZE.width(), size.longest))))
