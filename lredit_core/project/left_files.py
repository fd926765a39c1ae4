"""How project files were left when this program read or wrote them last, by what they say they hold: whoever writes
one in between is noticed before it is replaced."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING

from lredit_core.project.content import JSON_NAME

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 64 << 20
_UNREADABLE = (OSError, ValueError, KeyError, zipfile.BadZipFile, RuntimeError, EOFError, zlib.error)


class LeftFiles:
    """Of one project. A file that was never read or written by this program is nobody's, unless it lies where a path
    leads now that led to another one then: that one is somebody else's."""

    def __init__(self) -> None:
        self._left: dict[str, frozenset[str]] = {}
        #: Where a path led when it was read or written last.
        self._led_to: dict[Path, str] = {}

    def note(self, path: Path, digest: str) -> None:
        """It holds what has this digest; of another program's making, what follows is a change."""
        real = os.path.realpath(path)
        self._left[real] = frozenset((digest,))
        self._led_to[path.absolute()] = real

    def note_attempt(self, path: Path, digest: str) -> None:
        """It may hold this from now on: writing it may fail after it took its place."""
        if (known := self._left.get(os.path.realpath(path))) is not None:
            self._left[os.path.realpath(path)] = known | {digest}

    def digest(self, path: Path) -> str:
        """Of what was left there, or where the path led then; "" where that is not known."""
        real = os.path.realpath(path)
        led_to = self._led_to.get(path.absolute(), real)
        known: frozenset[str] = self._left.get(real) or self._left.get(led_to) or frozenset()
        return next(iter(known), "")

    def is_as_left(self, path: Path) -> bool:
        """Whether replacing it loses nothing of others: it is as it was left, is gone, or was never looked at."""
        known = self._left.get(os.path.realpath(path))
        if known is None and path.absolute() not in self._led_to:
            return True
        found = content_digest(path)
        return found is None or (known is not None and found in known)


def digest_of(written: bytes) -> str:
    """Of a project's JSON, which names all pixels by what they are."""
    return hashlib.blake2b(written, digest_size=16).hexdigest()


def content_digest(path: Path) -> str | None:
    """Of what a project file holds; "" where it cannot be read as one, None where there is none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ""
        with zipfile.ZipFile(path) as archive, archive.open(JSON_NAME) as stream:
            return digest_of(stream.read(_MOST_BYTES))
    except FileNotFoundError:
        return None
    except _UNREADABLE:
        return ""
