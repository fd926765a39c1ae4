"""Files that grow line by line: a line that was written outlives a kill, and one that was cut off harms no other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lredit_core.pictures.atomic_writing import saying_why_not

if TYPE_CHECKING:
    from pathlib import Path


def append_line(path: Path, line: str) -> None:
    """Writes a line at the end, and waits until it is on the disk.

    Args:
        path: of the file, which is made where it is not there.
        line: without its end.

    Raises:
        PictureError: where it cannot be written.
    """
    with saying_why_not(path), path.open("ab") as file:
        if file.tell() and not _ends_a_line(path):
            file.write(b"\n")
        file.write(line.encode("utf-8", "replace") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
