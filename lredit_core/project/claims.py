"""Which running program has which project open: a lock for each, in a folder of ours, which the system lets go of
however its program ends (docs/decisions/0040). Not for the GUI thread.

Programs of other people and other machines are not seen so; what they write is noticed when a project is saved
(`ProjectWriter.write`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from lredit_core.errors import LreditError
from lredit_core.pictures.atomic_writing import write_json
from lredit_core.processes.lock_files import NoLocks, take_lock

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import FileLock

_ATTEMPTS = 3


def claims_home() -> Path:
    """Where the locks lie; the folder may not exist yet."""
    return user_data_path("lredit", appauthor=False) / "open"


@dataclass(frozen=True, slots=True)
class Holder:
    """Another running program.

    Attributes:
        pid: of its process; 0 where it is not known.
        host: the machine that it runs on; "" where it is not known.
    """

    pid: int = 0
    host: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Attributes:
    key: what a project is known by, however its path is spelled.
    holder: who has it open; None where it is this program's now.
    is_new: this program has it from now on, and had it not before.
    """

    key: str
    holder: Holder | None = None
    is_new: bool = False


class ProjectClaims:
    """The projects that this program has open. For any thread."""

    def __init__(self, home: Path | None = None) -> None:
        self._home = home
        self._held: dict[str, FileLock | None] = {}
        self._turn = threading.Lock()

    def claim(self, path: Path) -> Claim:
        """Takes hold of a project, unless another program has. Where no lock can be had, nobody is kept from it."""
        key = key_of(path)
        with self._turn:
            if key in self._held:
                return Claim(key)
            try:
                lock = self._taken(key)
            except (NoLocks, OSError):
                lock = None
            else:
                if lock is None:
                    return Claim(key, self._holder(key))
                with contextlib.suppress(LreditError):
                    write_json(self._place(key, "json"), {"pid": os.getpid(), "host": platform.node()})
            self._held[key] = lock
            return Claim(key, is_new=True)

    def release(self, key: str) -> None:
        """Lets go of a project, if this program has it."""
        with self._turn:
            lock = self._held.pop(key, None)
            if lock is not None:
                for kind in ("json", "lock"):
                    with contextlib.suppress(OSError):
                        self._place(key, kind).unlink()
                lock.release()

    def release_all(self) -> None:
        """The end of the program. Nothing on the disk is touched."""
        with self._turn:
            for lock in self._held.values():
                if lock is not None:
                    lock.release()
            self._held.clear()

    def _taken(self, key: str) -> FileLock | None:
        place = self._place(key, "lock")
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for _attempt in range(_ATTEMPTS):
            lock = take_lock(place)
            if lock is None or place.exists():
                return lock
            lock.release()  # of a file that was removed just then
        return None

    def _holder(self, key: str) -> Holder:
        try:
            noted = json.loads(self._place(key, "json").read_bytes())
            return Holder(int(noted["pid"]), str(noted["host"]))
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return Holder()

    def _place(self, key: str, kind: str) -> Path:
        return (self._home or claims_home()) / f"{key}.{kind}"


def key_of(path: Path) -> str:
    """What a project is known by: links and other spellings are seen through."""
    real = os.path.normcase(os.path.realpath(path))
    return hashlib.blake2b(os.fsencode(real), digest_size=16).hexdigest()
