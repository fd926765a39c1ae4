"""What the files of a batch are called: a pattern with fields, filled for each picture."""

from __future__ import annotations

import re
import string
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.formats import export_format

if TYPE_CHECKING:
    from lredit_core.batch.manifest import PromptedPicture

#: The number keeps pictures of one name apart.
DEFAULT_PATTERN = "{number}-{name}.png"
#: What a pattern may have in braces.
FIELDS = {
    "name": "the picture's name without its ending",
    "number": "its place in the list, four digits",
    "folder": "the folder that the list has it in",
    "prompt": "the prompt's words",
    "seed": "the seed",
}
_MOST_LETTERS = 60
#: Names that some system keeps for its devices.
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))))


def check_pattern(pattern: str) -> None:
    """Raises InvalidRequest: where a pattern has other fields, or its ending is of no format that is written."""
    try:
        fields = [(name, spec, how) for _text, name, spec, how in string.Formatter().parse(pattern) if name is not None]
    except ValueError as error:
        raise InvalidRequest(f'The pattern "{pattern}" has a brace too many ({error}). {_example()}') from None
    if pattern.startswith(("/", "\\")) or ":" in pattern:
        raise InvalidRequest(f'The pattern "{pattern}" begins at the root. Files go below the folder of results.')
    for name, spec, how in fields:
        if name not in FIELDS or spec or how:
            known = ", ".join(f"{{{field}}}" for field in FIELDS)
            raise InvalidRequest(f'The pattern "{pattern}" has "{{{name}}}". It may have: {known}.')
    export_format(Path(pattern))


def output_name(pattern: str, row: PromptedPicture, *, seed: int) -> str:
    """Where a row's picture goes, below the folder of results, with "/" between folders.

    Args:
        pattern: checked.
        row: whose picture.
        seed: that it is edited with.

    Raises:
        ValueError: where that would lie outside of the folder.
    """
    picture = PurePosixPath(row.picture.replace("\\", "/"))
    folder = "/".join(_plain(part) for part in picture.parent.parts if part not in ("/", ".", "..") and ":" not in part)
    name = pattern.format(
        name=_plain(picture.stem), number=f"{row.number:04d}", folder=folder, prompt=_plain(row.prompt), seed=seed
    )
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts or ":" in name:
        raise ValueError(f'Its file "{name}" would lie outside of the folder of results. Give it a plain name.')
    return "/".join(f"_{part}" if part.split(".")[0].lower() in _DEVICES else part for part in parts)


def _plain(text: str) -> str:
    """Letters, digits, dots and dashes of any language; the rest becomes "_"."""
    return re.sub(r"[^\w.-]+", "_", text).strip("._")[:_MOST_LETTERS] or "picture"


def _example() -> str:
    return f'For example: "{DEFAULT_PATTERN}".'
