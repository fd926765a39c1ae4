"""Files that a person names, opened only where they are files: pipes may wait for ever, devices have no end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

#: A list, a table or a manifest of a person's has no more.
MOST_TEXT_BYTES = 200_000_000
#: Opening a pipe must not wait for whoever writes into it; systems without the flags have no such pipes.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class NoRegularFile(OSError):
    """A pipe, a device or a socket."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "it is a pipe or a device and no file")


class LeadsOut(OSError):
    """A link where a file of a folder's own should be."""

    def __init__(self) -> None:
        super().__init__(errno.ELOOP, "it is a link to what lies elsewhere")


def open_regular(path: Path) -> BinaryIO:
    """A file to read from.

    Raises:
        NoRegularFile: for a pipe, a device or a socket.
        OSError, ValueError: as `open`.
    """
    _require_regular(path, path.stat().st_mode)  # before it is opened: that alone may act
    handle = os.open(path, _OPEN_FLAGS)
    try:
        _require_regular(path, os.fstat(handle).st_mode)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path, most_bytes: int = MOST_TEXT_BYTES) -> bytes:
    """All of a file.

    Raises:
        OSError: as `open_regular`, and where there is more of it.
    """
    with open_regular(path) as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {most_bytes // 1_000_000} MB")
    return data


def read_inside(folder: Path, name: str, most_bytes: int) -> bytes:
    """At most so many bytes and one more of a file that truly lies in a folder: no link on the way to it is followed.

    Args:
        folder: may be a link itself.
        name: of the file, from the folder on.
        most_bytes: one more is read, which says that there is more.

    Raises:
        LeadsOut: where a link or ".." is on the way.
        OSError, ValueError: as `open_regular`.
    """
    path = folder.resolve() / name
    if Path(os.path.realpath(path)) != path:
        raise LeadsOut
    with open_regular(path) as file:
        return file.read(most_bytes + 1)


def _require_regular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise NoRegularFile
