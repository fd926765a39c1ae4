"""Files opened lately: listed at once, looked up in a worker, since a share may take seconds to answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap

from lredit_gui.rendering.thumbnails import thumbnail
from lredit_gui.threads.workers import Workers

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.preferences import Preferences

THUMBNAIL_SIZE = QSize(32, 24)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a worker saw of a file."""

    path: Path
    is_there: bool
    image: QImage


class RecentFiles(QObject):
    """Signals: changed, when a file was found to be gone, or what it looks like is known."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._workers = Workers(self, thread_count=1)  # of its own: nothing else waits for a share that is slow
        self._gone: set[Path] = set()
        self._icons: dict[Path, QIcon] = {}
        self._awaited: set[Path] = set()

    @property
    def paths(self) -> list[Path]:
        """The latest first, without those that were found to be gone."""
        return [path for path in self._preferences.recent if path not in self._gone]

    def icon(self, path: Path) -> QIcon:
        """What a file looks like; null while that is not known."""
        return self._icons.get(path, QIcon())

    def look(self) -> None:
        """Looks anew which files are there; those that are asked about already are not asked about twice."""
        for path in self._preferences.recent:
            if path not in self._awaited:
                self._awaited.add(path)
                is_known = path in self._icons
                self._workers.submit(partial(_looked_up, path, is_known), self._take, partial(self._forget, path))

    def close(self) -> None:
        """Nothing is looked up any more."""
        self._workers.close()

    def _take(self, found: _Found) -> None:
        self._awaited.discard(found.path)
        was_gone = found.path in self._gone
        if not found.image.isNull():
            self._icons[found.path] = QIcon(QPixmap.fromImage(found.image))
        if found.is_there:
            self._gone.discard(found.path)
        else:
            self._gone.add(found.path)
        if was_gone is found.is_there or not found.image.isNull():
            self.changed.emit()

    def _forget(self, path: Path, _error: Exception) -> None:
        self._awaited.discard(path)


def _looked_up(path: Path, is_known: bool) -> _Found:
    """In a worker thread."""
    is_there = path.is_file()
    image = thumbnail(path, THUMBNAIL_SIZE) if is_there and not is_known else QImage()
    return _Found(path, is_there, image)
