"""Which pictures lie in a folder of photographs."""

from __future__ import annotations

import os
from pathlib import Path

from lredit_core.errors import PictureError
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.formats import OPEN_SUFFIXES


def photographs_in(folder: Path, *, but: Path | None = None) -> list[Path]:
    """The pictures of a folder and its sub-folders, in order; hidden ones and links to folders are left out.

    Args:
        folder: to look into.
        but: a folder within that is left out.

    Raises:
        PictureError: where the folder is not there or cannot be read.
    """
    if not folder.is_dir():
        raise PictureError(f'There is no folder "{printable(folder)}". Check the name, and that its disk is there.')
    try:
        with os.scandir(folder) as entries:
            next(entries, None)
    except OSError as error:
        raise PictureError(f'The folder "{printable(folder)}" cannot be read ({error.strerror or error}).') from error
    found: list[Path] = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(root) / name != but)
        found += [
            Path(root) / name
            for name in sorted(files)
            if not name.startswith(".") and Path(name).suffix.lower() in OPEN_SUFFIXES
        ]
    return found
