"""Lists of pictures and what is asked of each: JSON, JSON Lines, CSV, and the public code's `images.json`.

Every row is read by itself: what is wrong with one is said with its line, and the others stay. Where the pictures are
readable, and whether the words can be carried out, `batch.checking` looks.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.batch.raw_rows import FORMS, KEY_OF_WORD, KEYS, RowWords, raw_rows
from lredit_core.batch.row_values import box_of, boxes_of, file_in, intent_of, preset_of, seed_of, text_in
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.formats import OPEN_SUFFIXES
from lredit_core.pictures.locating import located
from lredit_core.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lredit_core.api.request import Preset
    from lredit_core.geometry import Box
    from lredit_core.prompt.intent import EditIntent

_STEM_KEPT = 40
#: No system knows longer ones.
_LONGEST_NAME = 4096
_WILDCARD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class PromptedPicture:
    """One picture and what is asked of it.

    Attributes:
        number: its place among the pictures of the list, from 1, those of rows that are wrong counted.
        where: where it stands, for a person: "line 3".
        picture: what the list calls the file.
        path: where it lies; need not be there.
        prompt: what should be there, or be done; "" where an intent and a place say all.
        source: what it replaces; may be "".
        box: where the thing is, in pixels, where the list knows it.
        boxes: that are edited, instead of learning one.
        mask: a picture that is white on the thing.
        intent, seed, preset, editor: where the list says them, else None or "".
        out: a pattern for its file's name, or "".
    """

    number: int
    where: str
    picture: str
    path: Path
    prompt: str
    source: str = ""
    box: Box | None = None
    boxes: tuple[Box, ...] = ()
    mask: Path | None = None
    intent: EditIntent | None = None
    seed: int | None = None
    preset: Preset | None = None
    editor: str = ""
    out: str = ""

    @property
    def name(self) -> str:
        """A file name without its ending that no other row of the list has: "0003-cat"."""
        stem = re.sub(r"[^\w.-]+", "_", Path(self.picture.replace("\\", "/")).stem)[:_STEM_KEPT]
        return f"{self.number:04d}-{stem}"

    @property
    def in_words(self) -> str:
        """ "“a red apple” for “the cat”"."""
        return " for ".join(f"“{words}”" for words in (self.prompt, self.source) if words)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be carried out: where it stands, and why, a sentence."""

    where: str
    why: str

    @property
    def in_words(self) -> str:
        return f"{self.where}: {self.why}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A list as it was read."""

    path: Path
    rows: tuple[PromptedPicture, ...]
    bad: tuple[BadRow, ...] = ()


def read_manifest(path: Path, *, pictures: Path | None = None) -> Manifest:
    """Reads a list; its ending says what it is, else its first character does.

    Args:
        path: the file, UTF-8.
        pictures: the folder of the pictures; the list's own, and "images" in it, where it is None. Names that begin
            at the root are taken as they are.

    Raises:
        InvalidRequest: where it cannot be read at all, or has no rows.
    """
    text = _text_of(path)
    found: list[PromptedPicture] = []
    bad: list[BadRow] = []
    folder = path.parent if pictures is None else pictures
    numbers = itertools.count(1)
    for where, read in raw_rows(text, path):
        try:
            found += _rows(read(), numbers, where, folder)
        except (ValueError, TypeError) as error:
            next(numbers)
            bad.append(BadRow(where, str(error)))
    if not found and not bad:
        raise InvalidRequest(f'"{printable(path)}" lists no pictures. Give {FORMS}.')
    return Manifest(path, tuple(found), tuple(bad))


def _text_of(path: Path) -> str:
    try:
        return read_regular(path).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InvalidRequest(f'There is no file "{printable(path)}". Give a list of pictures: {FORMS}.') from error
    except UnicodeDecodeError as error:
        raise InvalidRequest(f'"{printable(path)}" is no UTF-8 text. Save it as UTF-8.') from error
    except (OSError, ValueError) as error:
        raise InvalidRequest(f'"{printable(path)}" cannot be read ({error}). Give another file.') from error


def _rows(words: RowWords, numbers: Iterator[int], where: str, folder: Path) -> list[PromptedPicture]:
    """A row; one for each picture where its name has wildcards."""
    values: dict[str, Any] = {}
    for word, value in words.values.items():
        key = KEY_OF_WORD.get(word.strip().lower())
        if key is None:
            raise ValueError(f'It says "{word[:40]}", which means nothing here. It may say: {", ".join(KEYS)}.')
        values[key] = value
    picture, mask = file_in(values, "picture"), file_in(values, "mask")
    prompt, source = text_in(values, "prompt"), text_in(values, "source")
    intent = intent_of(values)
    for name in (picture, mask):
        if len(name) > _LONGEST_NAME:
            raise ValueError(f'Its picture "{name[:_STEM_KEPT]}\u2026" has a name of {len(name)} letters. Mend it.')
    if not picture:
        raise ValueError("It names no picture.")
    if not prompt and intent is None:
        raise ValueError("It has no prompt. Say what should be in the picture.")
    says: dict[str, Any] = {
        "prompt": prompt,
        "source": source,
        "box": box_of(values.get("box")),
        "boxes": boxes_of(values.get("boxes")),
        "mask": _found(mask, folder) if mask else None,
        "intent": intent,
        "seed": seed_of(values.get("seed")),
        "preset": preset_of(values),
        "editor": text_in(values, "editor"),
        "out": file_in(values, "out"),
    }
    return [
        PromptedPicture(number, where, name, path, **says)
        for (name, path), number in zip(_pictures(picture, folder), numbers, strict=False)
    ]


def _pictures(picture: str, folder: Path) -> list[tuple[str, Path]]:
    """The pictures that a name means, and where they lie; several where it has wildcards and is no file itself."""
    path = _found(picture, folder)
    if not _WILDCARD.search(picture) or path.is_file():
        return [(picture, path)]
    pattern = picture.replace("\\", "/")
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        raise ValueError(
            f'Its picture "{picture}" has wildcards: write it as it lies below the folder of the pictures.'
        )
    fitting = sorted(path for path in folder.glob(pattern) if path.is_file() and path.suffix.lower() in OPEN_SUFFIXES)
    if not fitting:
        raise ValueError(f'No picture fits "{picture}". Look at the name, or give the folder with --pictures.')
    return [(path.relative_to(folder).as_posix(), path) for path in fitting]


def _found(picture: str, folder: Path) -> Path:
    """Where a picture lies; where it should, if it is not there."""
    plain = (
        folder / picture.replace("\\", "/") if "\\" in picture and not (folder / picture).exists() else folder / picture
    )
    try:
        is_there = plain.is_file()
    except (OSError, ValueError):
        is_there = False
    return plain if is_there else located(folder, picture) or plain
