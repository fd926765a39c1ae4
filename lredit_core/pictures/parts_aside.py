"""The files that others are written into before they take their place: beside them, under a name that says whose they
are, so that what a killed program left, or what could not be removed, is removed later.

A part is called `.NAME.HOST-PID-CHANCE.lredit-part`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
import time
from pathlib import Path

#: Of a file's name, what its part begins with: a name may be 255 bytes long, and so may the part's.
_NAME_KEPT = 32
_HOST = hashlib.blake2b(platform.node().encode("utf-8", "replace"), digest_size=4).hexdigest()
_PART = re.compile(r"\.([0-9a-f]{8})-([0-9]+)-[0-9a-f]{8}\.lredit-part$")
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL
_FLAGS |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
#: A part that was written to so lately may be of a process that cannot be seen from here, in a container.
_LEAST_AGE_S = 60.0

#: Parts of this process that could not be removed; folders that were looked through.
_left_over: set[Path] = set()
_cleared: set[Path] = set()


def new_part(target: Path) -> tuple[int, Path]:
    """A new file beside `target` that only its owner may read, open for writing: its handle and its path.

    Raises:
        OSError: where none can be made.
    """
    chance = secrets.token_hex(4)
    part = target.parent / f".{target.name[:_NAME_KEPT]}.{_HOST}-{os.getpid()}-{chance}.lredit-part"
    return os.open(part, _FLAGS, 0o600), part


def discard_part(part: Path) -> None:
    """Removes a part; one that cannot be removed (its folder is out of reach, say) is tried again later."""
    try:
        part.unlink()
    except OSError:
        _left_over.add(part)


def clear_parts(folder: Path) -> None:
    """Removes what this process could not remove before, and, once for each folder, what others left there that do not
    run any more. What cannot be removed stays."""
    for part in tuple(_left_over):
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
            _left_over.discard(part)
    if folder in _cleared:
        return
    _cleared.add(folder)
    with contextlib.suppress(OSError):
        with os.scandir(folder) as entries:
            parts = [Path(entry.path) for entry in entries if _is_abandoned(entry)]
        for part in parts:
            part.unlink()


def _is_abandoned(entry: os.DirEntry[str]) -> bool:
    found = _PART.search(entry.name)
    if found is None or found[1] != _HOST or int(found[2]) == os.getpid():
        return False
    if time.time() - entry.stat(follow_symlinks=False).st_mtime < _LEAST_AGE_S:
        return False
    import psutil  # takes a moment, and there is seldom anything to ask it

    return not psutil.pid_exists(int(found[2]))
