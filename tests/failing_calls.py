"""System calls that fail: the n-th one of a block, or all from it on. In this process, at the functions of `os` and
`io` through which Python makes them."""

from __future__ import annotations

import builtins
import errno
import io
import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: What a disk, a file system or a share may answer.
ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EACCES", "EROFS", "ENAMETOOLONG", "EINTR", "ENOENT")
_readlink = os.readlink
_CALLS = ("open", "fsync", "replace", "rename", "close", "chmod", "chown", "unlink", "rmdir", "mkdir", "stat", "lstat")
_CALLS += ("scandir", "listdir", "listxattr", "getxattr", "setxattr", "readlink")


class Failing:
    """Attributes:
    at: the number of the call that fails, from 0, with the error `name`; all after it as well with `stays`.
    only: the name of the calls that count; "" is all.
    within: the folder whose files they are about; None is any.
    met: the names of all calls that count.
    failed: of those that failed.
    """

    def __init__(
        self, at: int, name: str = "EIO", *, stays: bool = False, only: str = "", within: Path | None = None
    ) -> None:
        self.only, self.within = only, within
        self.at, self._errno = at, getattr(errno, name)
        self._stays = stays and name != "EINTR"  # which Python answers by calling again
        self._lock = threading.Lock()
        self.met: list[str] = []
        self.failed: list[str] = []

    def _counts(self, name: str, file: Any) -> bool:
        place = _readlink(f"/proc/self/fd/{file}") if isinstance(file, int) else os.fsdecode(file)
        return self.only in ("", name) and (self.within is None or Path(place).is_relative_to(self.within))

    def meet(self, name: str, file: Any) -> None:
        """One call, about a path or an open file.

        Raises:
            OSError: where it is the one that fails.
        """
        if not self._counts(name, file):
            return
        with self._lock:
            number = len(self.met)
            self.met.append(name)
        if number == self.at or (self._stays and number > self.at):
            self.failed.append(name)
            raise OSError(self._errno, os.strerror(self._errno))

    def wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def met(file: Any = ".", *arguments: Any, **named: Any) -> Any:
            if name == "close":  # which closes the file whatever it says
                is_one = self._counts(name, file)
                call(file, *arguments, **named)
                if is_one:
                    self.meet(name, self.within or "")
                return None
            self.meet(name, file)
            return call(file, *arguments, **named)

        return met

    def opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """In place of `open`: binary files whose reading and writing is met as well."""

        def open_file(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            if not isinstance(file, int):
                self.meet("open", file)
            if mode not in ("rb", "wb"):
                return call(file, mode, *arguments, **named)
            raw = _Raw(file, mode, self)
            return io.BufferedReader(raw) if mode == "rb" else io.BufferedWriter(raw)

        return open_file


class _Raw(io.FileIO):
    def __init__(self, file: Any, mode: str, failing: Failing) -> None:
        self._failing = failing
        super().__init__(file, mode)

    def write(self, data: Any) -> int:
        self._failing.meet("write", self.fileno())
        return super().write(data)

    def readinto(self, buffer: Any) -> int:
        self._failing.meet("read", self.fileno())
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._failing.meet("read", self.fileno())
        return super().readall()

    def close(self) -> None:
        if not self.closed:
            is_one = self._failing._counts("close", self.fileno())
            super().close()
            if is_one:
                self._failing.meet("close", self._failing.within or "")


@contextmanager
def failing(fault: Failing) -> Iterator[Failing]:
    """Its calls are those of the block."""
    opened = fault.opened(io.open)
    calls = {call: fault.wrapped(call, getattr(os, call)) for call in _CALLS}
    with (
        mock.patch.multiple(os, **calls),
        mock.patch.object(io, "open", opened),
        mock.patch.object(builtins, "open", opened),
    ):
        yield fault
