"""Where a picture lies that a file names: in a folder, in one of its sub-folders, with or without its ending."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lredit_core.pictures.formats import OPEN_SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

#: Where pictures lie in a folder that data sets are unpacked into.
_SUB_FOLDERS = ("", "JPEGImages", "images")


def located(folder: Path, picture: str) -> Path | None:
    """Where a picture lies in a folder; answers may leave its ending out, or name it by a folder that is not there."""
    name = PurePosixPath(picture.replace("\\", "/"))
    if not name.name:
        return None
    inside = [name] if not name.is_absolute() and ".." not in name.parts else []
    for sub in _SUB_FOLDERS:
        for candidate in (*inside, PurePosixPath(name.name)):
            for ending in ("", *(OPEN_SUFFIXES if not candidate.suffix else ())):
                path = folder / sub / candidate.with_name(candidate.name + ending)
                if os.path.isfile(path):  # noqa: PTH113 (says no, and does not raise, for names that cannot be)
                    return path
    return None
