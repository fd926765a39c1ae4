"""Locks that the system lets go of when their process ends, however it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from pathlib import Path


class NoLocks(Exception):
    """No lock can be had there: the folder cannot be written to, or its disk has none."""


def take_lock(path: Path) -> FileLock | None:
    """Takes hold of a lock file, for any thread of this process; None where another process has it.

    Raises:
        NoLocks: where there can be none.
    """
    lock = FileLock(path, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        return None
    except (OSError, NotImplementedError) as error:
        raise NoLocks(str(error)) from error
    return lock
