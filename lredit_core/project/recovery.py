"""The journal of changed pictures, for after a crash: a folder for each run of the program, which goes when it ends
cleanly, and in it one for each picture, a project that is not packed.

A lock tells the folder of a program that runs from one that was left behind: the system lets go of it whatever happens.
Not for the GUI thread.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from platformdirs import user_data_path

from lredit_core.errors import PictureError
from lredit_core.pictures.atomic_writing import saying_why_not, write_json
from lredit_core.pictures.file_names import path_of_uri
from lredit_core.processes.lock_files import NoLocks, take_lock
from lredit_core.project.content import JSON_NAME, SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from filelock import FileLock

#: All copies of all runs together; the oldest go beyond it.
BUDGET_BYTES = 2 << 30
_LOCK = "lock"
#: A file that is held cannot be removed. Elsewhere nothing is removed without its lock: by then another may have it.
_HELD_FILES_STAY = os.name == "nt"
#: So many folders are tried for a run's own.
_ATTEMPTS = 5


def recovery_home() -> Path:
    """Where copies are kept; the folder may not exist yet."""
    return user_data_path("lredit", appauthor=False) / "recovery"


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A copy that a run of the program left behind.

    Attributes:
        folder: a project that is not packed.
        title: what the picture was called.
        path: the file that it was opened from or saved to, if any.
        is_project: that file is its project.
        left: how that project was left then, a digest of `LeftFiles`; "" where that is not known.
    """

    folder: Path
    title: str
    path: Path | None = None
    is_project: bool = False
    left: str = ""


class RecoveryStore:
    """The copies of this run, and those that others left. Nothing is made on the disk before there is a copy.

    Attributes:
        home: the folder that all of them lie in.
    """

    def __init__(self, home: Path | None = None, *, budget_bytes: int = BUDGET_BYTES) -> None:
        self.home = home or recovery_home()
        self._folder = self.home / uuid.uuid4().hex
        self._budget_bytes = budget_bytes
        self._locks: dict[Path, FileLock] = {}
        self._noted: dict[str, dict[str, object]] = {}
        self._has_begun = False

    def keep(
        self,
        key: str,
        title: str,
        path: Path | None,
        *,
        is_project: bool,
        write: Callable[[Path], None],
        left: str = "",
    ) -> None:
        """Writes or replaces the copy of one picture.

        Args:
            key: of the picture, in this run.
            title: what it is called.
            path: the file that it belongs to.
            is_project: that file is its project.
            write: brings a folder up to the picture, see `ProjectWriter.write_unpacked`.
            left: how that project was left, as in `LeftBehind`.

        Raises:
            LreditError: where it cannot be written.
        """
        self._begin()
        folder = self._folder / f"{key}{SUFFIX}"
        note: dict[str, object] = {
            "title": title,
            "path": None if path is None else path.absolute().as_uri(),
            "is_project": is_project,
            "left": left,
        }
        if self._noted.get(key) != note:
            write_json(folder.with_suffix(".json"), note)
            self._noted[key] = note
        write(folder)
        with contextlib.suppress(OSError):
            self._trim()

    def take_over(self, left: LeftBehind, key: str) -> None:
        """A copy that was left behind becomes this run's own, of the picture `key`.

        Raises:
            PictureError: where it cannot be; it stays where it was then.
        """
        self._begin()
        folder = self._folder / f"{key}{SUFFIX}"
        with saying_why_not(folder):
            with contextlib.suppress(FileNotFoundError):  # it had no note
                left.folder.with_suffix(".json").replace(folder.with_suffix(".json"))
            left.folder.replace(folder)

    def discard(self, key: str) -> None:
        """Forgets the copy of one picture, if there is one."""
        self._noted.pop(key, None)
        _remove(self._folder / f"{key}{SUFFIX}")

    def left_behind(self) -> tuple[LeftBehind, ...]:
        """What runs left that did not end cleanly; of this run from now on, so that no other offers it."""
        found: list[LeftBehind] = []
        for folder in _folders(self.home):
            if folder != self._folder and self._locked(folder):
                whole = (one for one in sorted(folder.glob(f"*{SUFFIX}"), key=_begun_at) if (one / JSON_NAME).is_file())
                copies = [_left_behind(one) for one in whole]
                found += copies
                if not copies:
                    self._drop(folder)
        return tuple(found)

    def forget(self, left: LeftBehind) -> None:
        """Throws a copy away that was left behind."""
        _remove(left.folder)

    def end(self) -> None:
        """A clean end: the copies of this run go; those that were left behind and not looked at stay."""
        self._drop(self._folder)
        for folder in tuple(self._locks):
            if any(folder.glob(f"*{SUFFIX}")):
                self._locks.pop(folder).release()
            else:
                self._drop(folder)

    def leave(self) -> None:
        """An end that nobody was asked about: the copies of this run stay, and the next one offers them."""
        for folder in tuple(self._locks):
            self._locks.pop(folder).release()

    def _begin(self) -> None:
        """Makes the folder of this run, with its lock: without it another run would take the copies for left behind."""
        with saying_why_not(self._folder):
            if self._folder in self._locks and not (self._folder / _LOCK).exists():
                self._locks.pop(self._folder).release()  # somebody cleared the folder away
            for _attempt in range(_ATTEMPTS):
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                if self._locked(self._folder) and (self._folder / _LOCK).exists():
                    self._has_begun = True
                    return
                if (lock := self._locks.pop(self._folder, None)) is not None:
                    lock.release()
                if self._has_begun:
                    break  # its copies lie there
                self._folder = self.home / uuid.uuid4().hex  # one that starts just now looked into it first
        raise PictureError(
            f'Changed pictures cannot be written down in "{self.home}": it takes no locks. Save them yourself.'
        )

    def _locked(self, folder: Path) -> bool:
        """Whether the folder is this run's to deal with, taken hold of where nobody has it."""
        if folder in self._locks:
            return True
        try:
            lock = take_lock(folder / _LOCK)
        except NoLocks:
            return False
        if lock is not None:
            self._locks[folder] = lock
        return lock is not None

    def _drop(self, folder: Path) -> None:
        """Held until it is gone: whoever comes to the lock in between finds that it is."""
        for copy in folder.glob(f"*{SUFFIX}"):
            _remove(copy)
        shutil.rmtree(folder, ignore_errors=True)
        lock = self._locks.pop(folder, None)
        if lock is not None:
            lock.release()
        if _HELD_FILES_STAY:
            shutil.rmtree(folder, ignore_errors=True)

    def _trim(self) -> None:
        """The oldest copies go until all fit, those left behind before this run's."""
        copies: list[tuple[bool, int, int, Path]] = []
        for folder in self.home.glob(f"*/*{SUFFIX}"):
            with contextlib.suppress(OSError):
                size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
                copies.append((folder.parent == self._folder, folder.stat().st_mtime_ns, size, folder))
        surplus = sum(size for _own, _time, size, _folder in copies) - self._budget_bytes
        for _own, _time, size, folder in sorted(copies):
            if surplus <= 0:
                break
            if folder.parent in self._locks:
                _remove(folder)
                surplus -= size


def _folders(home: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from sorted(path for path in home.iterdir() if path.is_dir() and not path.is_symlink())


def _remove(folder: Path) -> None:
    """What tells of it goes first: killed in between, what is left is no copy any more."""
    for file in (folder / JSON_NAME, folder.with_suffix(".json")):
        with contextlib.suppress(OSError):
            file.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _begun_at(folder: Path) -> tuple[int, str]:
    """In the order in which they were begun: their notes are written once."""
    with contextlib.suppress(OSError):
        return folder.with_suffix(".json").stat().st_mtime_ns, folder.name
    return 0, folder.name


def _left_behind(folder: Path) -> LeftBehind:
    """A copy with what was noted of it; one without a readable note has no name but its own."""
    try:
        noted: Any = json.loads(folder.with_suffix(".json").read_bytes())
        title, uri, is_project = str(noted["title"]), noted["path"], bool(noted["is_project"])
        file_left = str(noted.get("left", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return LeftBehind(folder, folder.name)
    path = None if not isinstance(uri, str) else path_of_uri(os.fsencode(uri))
    return LeftBehind(folder, title, path, is_project and path is not None, file_left)
