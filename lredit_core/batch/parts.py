"""Results on their way: made in a hidden folder, moved to their names once the journal knows their bytes.

So a file of a result's name is always one whose bytes the journal knows, or somebody else's: a kill between the two
leaves a part that the next run moves, or makes again.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lredit_core.pictures.atomic_writing import saying_why_not

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = ".batch-parts"


def part_path(folder: Path, digest: str, name: str) -> Path:
    """Where a row's file is made.

    Args:
        folder: of results.
        digest: of the row's request.
        name: of the file, whose ending it keeps.
    """
    mark = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    return folder / _FOLDER / f"{digest[:24]}-{mark}{PurePosixPath(name).suffix}"


def make_room(folder: Path) -> None:
    """Raises PictureError: where nothing can be written into the folder of results."""
    with saying_why_not(folder):
        (folder / _FOLDER).mkdir(exist_ok=True)


def clear(folder: Path) -> None:
    """Throws away what is still on its way. To be called by whoever holds the journal."""
    with contextlib.suppress(OSError):
        shutil.rmtree(folder / _FOLDER)
