"""Outputs that would destroy the person's picture, or each other, are refused before the work.

Files are compared by what they are, not by how they are spelled: links of both kinds, other spellings of a path and
file systems that do not tell capitals apart are seen through.
"""

from __future__ import annotations

import itertools
import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import printable

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_apart(
    outputs: Mapping[str, Path | None], *, source: Path | None = None, reads: Mapping[str, Path | None] | None = None
) -> None:
    """Looks that no output is the source or a file of a folder that is read, and no two are one file.

    Args:
        outputs: what the person calls each output ("--report") -> where it goes; None for those not wanted.
        source: the picture that is edited; None where there is none on disk.
        reads: what the person calls each file or folder that the work reads ("--art") -> where it lies.

    Raises:
        InvalidRequest: with a sentence that names what collides.
    """
    wanted = {name: path for name, path in outputs.items() if path is not None}
    for name, path in wanted.items():
        if source is not None and is_one_file(path, source):
            raise InvalidRequest(
                f'{name} would overwrite the picture that is edited, "{printable(source)}". Give {name} another name.'
            )
        for option, place in (reads or {}).items():
            if place is not None and _would_take_from(path, place):
                raise InvalidRequest(
                    f'{name} would overwrite "{printable(path)}", which {option} reads. Give {name} another name.'
                )
    for (name, path), (other, other_path) in itertools.combinations(wanted.items(), 2):
        if is_one_file(path, other_path):
            raise InvalidRequest(
                f'{name} and {other} would write to one file, "{printable(path)}", and one of them would be lost. '
                "Give each a name of its own."
            )


def _would_take_from(path: Path, place: Path) -> bool:
    """Whether a file that is there already is that file, or lies in that folder however deep."""
    try:
        if not path.is_file():
            return False
        return is_one_file(path, place) or any(
            parent.samefile(place) for parent in Path(os.path.realpath(path)).parents
        )
    except (OSError, ValueError):
        return False  # nothing is there to be read


def is_one_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, there already or not yet. Devices and pipes hold nothing to be lost."""
    try:
        if one.exists() and other.exists():
            return one.is_file() and one.samefile(other)
        first, second = Path(os.path.realpath(one)), Path(os.path.realpath(other))
        if first == second:
            return True
        return first.parent.samefile(second.parent) and _is_one_name(first, second)
    except (OSError, ValueError):
        return False  # a folder that is not there, or a name that cannot be: writing says so


def _is_one_name(one: Path, other: Path) -> bool:
    """Whether the names of two paths in one folder, which are not both there, would be one file."""
    if one.name == other.name:
        return True
    folded = [unicodedata.normalize("NFC", path.name).casefold() for path in (one, other)]
    return folded[0] == folded[1] and _ignores_case(one.parent)


def _ignores_case(folder: Path) -> bool:
    """Whether a folder is found by its name in other capitals; asked of the first of its parents that has letters."""
    for part in (folder, *folder.parents):
        swapped = part.parent / part.name.swapcase()
        if swapped.name != part.name:
            return swapped.exists() and swapped.samefile(part)
    return False
