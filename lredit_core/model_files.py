"""What lies in a model's folder, looked at before a library opens it: files alone, and texts that have an end."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: No configuration and no tokenizer comes near.
MOST_TEXT_BYTES = 100_000_000
_TEXTS = frozenset((".json", ".txt", ".model", ".yaml", ".yml"))


def require_plain_files(place: Path) -> None:
    """Looks at a model's file, or at all that lies in its folder; links that lead nowhere are passed over.

    Raises:
        ModelUnavailable: for a pipe or a device, which may never end, and for a text that is too long to be one.
    """
    for path in _all_in(place):
        try:
            found = path.stat()
        except OSError:
            continue
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise ModelUnavailable(
                f'"{path.name}" in "{path.parent}" is a pipe or a device and no file. Take it out of the folder, or '
                "install the bundle again."
            )
        if path.suffix.lower() in _TEXTS and found.st_size > MOST_TEXT_BYTES:
            raise ModelUnavailable(
                f'"{path.name}" in "{path.parent}" is larger than {MOST_TEXT_BYTES // 1_000_000} MB, which no text of '
                "a model is: it is damaged. Install the bundle again."
            )


def _all_in(place: Path) -> Iterator[Path]:
    yield place
    if place.is_dir():
        yield from place.rglob("*")
