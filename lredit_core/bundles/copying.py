"""Copying folders of models: files only, and nothing that lies elsewhere by a link."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.errors import ModelUnavailable
from lredit_core.pictures.atomic_writing import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A folder of models with more than this is none.
_MOST_FILES = 100_000


def copy_folder(source: Path, target: Path, *, takes_linked_files: bool = False) -> None:
    """Copies a folder, what its links lead to in their place.

    Args:
        source: of a bundle, or of one of its parts.
        target: is made; what is in it is replaced.
        takes_linked_files: also of files that lie elsewhere, as in a cache whose folders hold links alone.

    Raises:
        ModelUnavailable: where the folder holds what is no file: dangling links, loops, pipes; or links out of it.
        OSError: where files cannot be read or written.
    """
    files = list(files_of(source, takes_linked_files=takes_linked_files))
    target.mkdir(parents=True, exist_ok=True)
    for relative in files:
        place = target / relative
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / relative, place)


def files_of(folder: Path, *, takes_linked_files: bool = False) -> Iterator[Path]:
    """The files below a folder, relative to it, as `copy_folder` takes them and with what it raises."""
    root = folder.resolve()
    waiting: list[tuple[Path, tuple[Path, ...]]] = [(Path(), (root,))]
    count = 0
    while waiting:
        place, above = waiting.pop()
        for name in sorted(os.listdir(folder / place)):  # noqa: PTH208 (names that are no text stay as they are)
            relative = place / name
            whole = _whole(folder / relative)
            mode = whole.stat().st_mode
            is_elsewhere = not whole.is_relative_to(root)
            if is_elsewhere and (stat.S_ISDIR(mode) or not takes_linked_files):
                raise ModelUnavailable(
                    f'"{printable(folder / relative)}" is a link to what lies outside of its folder. '
                    "Put the file itself there; nothing was copied."
                )
            if stat.S_ISDIR(mode):
                if whole in above:
                    raise ModelUnavailable(
                        f'"{printable(folder / relative)}" is a link to a folder that holds it. '
                        "Take it out of the folder; nothing was copied."
                    )
                waiting.append((relative, (*above, whole)))
            elif stat.S_ISREG(mode):
                yield relative
            else:
                raise ModelUnavailable(
                    f'"{printable(folder / relative)}" is a pipe or a device and no file. '
                    "Take it out of the folder; nothing was copied."
                )
            count += 1
            if count > _MOST_FILES:
                raise ModelUnavailable(
                    f'"{printable(folder)}" holds more than {_MOST_FILES} files. '
                    "Choose the folder of a model; nothing was copied."
                )


def _whole(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # Python 3.11 calls a loop of links a RuntimeError
        if path.is_symlink():
            raise ModelUnavailable(
                f'"{printable(path)}" is a link that leads nowhere. Put the file itself there; nothing was copied.'
            ) from error
        raise ModelUnavailable(
            f'"{printable(path)}" cannot be read. Check that you may read it; nothing was copied.'
        ) from error
