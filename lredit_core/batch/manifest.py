"""Lists of pictures and what is asked of each: JSON, JSON Lines, CSV, and the public code's `images.json`.

Every row is read by itself: what is wrong with one is said with its line, and the others stay. Where the pictures are
readable, and whether the words can be carried out, `batch.checking` looks.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.locating import located
from lredit_core.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: What a row may say: the key it has here -> the words that mean it. "note" is the person's own.
_KEYS = {
    "picture": ("picture", "image"),
    "prompt": ("prompt", "target"),
    "source": ("source",),
    "box": ("box",),
    "note": ("note",),
}
_KEY_OF_WORD = {word: key for key, words in _KEYS.items() for word in words}
_FORMS = (
    'JSON ([{"picture": "a.png", "prompt": "a red apple", "source": "the cat", "box": [x0, y0, x1, y1]}], '
    'or {"a.png": ["the cat", "a red apple"]}), JSON Lines or CSV with the columns picture, prompt, source, box'
)
#: Endings of files that hold a JSON object on each line.
_LINES = (".jsonl", ".ndjson")
_STEM_KEPT = 40
#: No system knows longer ones.
_LONGEST_NAME = 4096


@dataclass(frozen=True, slots=True)
class PromptedPicture:
    """One picture and what is asked of it.

    Attributes:
        number: its place in the list, from 1, rows that are wrong counted.
        where: where it stands, for a person: "line 3".
        picture: what the list calls the file.
        path: where it lies; need not be there.
        prompt: what should be there, or be done.
        source: what it replaces; may be "".
        box: where the thing is, in pixels, where the list knows it.
    """

    number: int
    where: str
    picture: str
    path: Path
    prompt: str
    source: str = ""
    box: Box | None = None

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
    for number, (where, read) in enumerate(_raw_rows(text, path), start=1):
        try:
            found.append(_row(read(), number, where, folder))
        except (ValueError, TypeError) as error:
            bad.append(BadRow(where, str(error)))
    if not found and not bad:
        raise InvalidRequest(f'"{printable(path)}" lists no pictures. Give {_FORMS}.')
    return Manifest(path, tuple(found), tuple(bad))


def _text_of(path: Path) -> str:
    try:
        return read_regular(path).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InvalidRequest(f'There is no file "{printable(path)}". Give a list of pictures: {_FORMS}.') from error
    except UnicodeDecodeError as error:
        raise InvalidRequest(f'"{printable(path)}" is no UTF-8 text. Save it as UTF-8.') from error
    except (OSError, ValueError) as error:
        raise InvalidRequest(f'"{printable(path)}" cannot be read ({error}). Give another file.') from error


@dataclass(frozen=True, slots=True)
class _Words:
    """A row's values by its own words, before they are looked at."""

    values: dict[str, Any] = field(default_factory=dict)


def _raw_rows(text: str, path: Path) -> Iterator[tuple[str, Callable[[], _Words]]]:
    """Where each row stands, and what reads it; that raises ValueError with a sentence."""
    kind, start = path.suffix.lower(), text.lstrip()[:1]
    if kind in (".csv", ".tsv") or (kind not in (".json", *_LINES) and start not in ("[", "{")):
        yield from _rows_of_csv(text, path)
    elif kind in _LINES or (kind != ".json" and _is_object(text.lstrip().split("\n", 1)[0])):
        yield from _rows_of_lines(text)
    else:
        yield from _rows_of_json(text, path)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _rows_of_lines(text: str) -> Iterator[tuple[str, Callable[[], _Words]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield f"line {number}", partial(_object_in, line)


def _object_in(line: str) -> _Words:
    try:
        return _as_words(json.loads(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"It is no JSON ({error}). Write one object a line.") from error


def _shown(value: object) -> str:
    """The beginning of a JSON value."""
    try:
        return json.dumps(value)[:60]
    except RecursionError:
        return "nested too deeply"


def _as_words(value: object) -> _Words:
    if not isinstance(value, dict):
        raise ValueError(f"It is {_shown(value)}, where an object with picture and prompt should be.")
    return _Words(value)


def _rows_of_json(text: str, path: Path) -> Iterator[tuple[str, Callable[[], _Words]]]:
    """Items one by one, so that each has its line and names that come twice are two rows."""
    decoder = json.JSONDecoder()
    place = _after_blanks(text, 0)
    opening = text[place : place + 1]
    closing = {"[": "]", "{": "}"}.get(opening)
    if closing is None:
        raise InvalidRequest(f'"{printable(path)}" begins with neither [ nor {{. Give {_FORMS}.')
    place = _after_blanks(text, place + 1)
    while text[place : place + 1] != closing:
        where, name = f"line {text.count(chr(10), 0, place) + 1}", None
        try:
            value, place = decoder.raw_decode(text, place)
            if opening == "{":
                place = _after(text, ":", place)
                name = value
                value, place = decoder.raw_decode(text, place)
            place = _after_blanks(text, place)
            if text[place : place + 1] != closing:
                place = _after(text, ",", place)
        except (ValueError, RecursionError) as error:
            raise InvalidRequest(
                f'"{printable(path)}" is no JSON: {where}, {error}. Mend it, or give {_FORMS}.'
            ) from error
        if name is None:
            yield where, partial(_as_words, value)
        else:
            yield where, partial(_of_public_code, name, value)
    if text[place + 1 :].strip():
        raise InvalidRequest(f'"{printable(path)}" has more than one JSON value. Name it .jsonl if each line is a row.')


def _after_blanks(text: str, place: int) -> int:
    while text[place : place + 1].isspace():
        place += 1
    return place


def _after(text: str, sign: str, place: int) -> int:
    place = _after_blanks(text, place)
    if text[place : place + 1] != sign:
        raise ValueError(f'"{sign}" expected at character {place}')
    return _after_blanks(text, place + 1)


def _of_public_code(picture: str, value: object) -> _Words:
    """`images.json` of the paper's public code: {"1.png": [what is there, what should be there]}."""
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(words, str) for words in value)):
        raise ValueError(f'"{picture}" should have two texts: ["the cat", "a red apple"].')
    return _Words({"picture": picture, "source": value[0], "prompt": value[1]})


def _rows_of_csv(text: str, path: Path) -> Iterator[tuple[str, Callable[[], _Words]]]:
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
    except csv.Error as error:
        raise InvalidRequest(f'"{printable(path)}" is no CSV ({error}). Give {_FORMS}.') from error
    strange = [name for name in columns if name not in _KEY_OF_WORD]
    if strange or "picture" not in [_KEY_OF_WORD[name] for name in columns]:
        told = f'has the column "{strange[0][:40]}"' if strange else "has no column picture"
        raise InvalidRequest(
            f'"{printable(path)}" {told}. Its first line names the columns: picture, prompt, source, box.'
        )
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InvalidRequest(f'"{printable(path)}", line {first}: {error}. Mend it.') from error
        if any(cell.strip() for cell in cells):
            yield f"line {first}", partial(_of_cells, columns, cells)


def _of_cells(columns: list[str], cells: list[str]) -> _Words:
    if len(cells) > len(columns):
        raise ValueError(f"It has {len(cells)} cells for {len(columns)} columns. Put texts with commas in quotes.")
    return _Words({name: cell for name, cell in zip(columns, cells, strict=False) if cell.strip()})


def _row(words: _Words, number: int, where: str, folder: Path) -> PromptedPicture:
    values: dict[str, Any] = {}
    for word, value in words.values.items():
        key = _KEY_OF_WORD.get(word.strip().lower())
        if key is None:
            raise ValueError(f'It says "{word[:40]}", which means nothing here. It may say: {", ".join(_KEYS)}.')
        values[key] = value
    picture, prompt, source = (_text_in(values, key) for key in ("picture", "prompt", "source"))
    if not picture:
        raise ValueError("It names no picture.")
    if len(picture) > _LONGEST_NAME:
        raise ValueError(f'Its picture "{picture[:_STEM_KEPT]}\u2026" has a name of {len(picture)} letters. Mend it.')
    if not prompt:
        raise ValueError("It has no prompt. Say what should be in the picture.")
    return PromptedPicture(number, where, picture, _found(picture, folder), prompt, source, _box_of(values.get("box")))


def _text_in(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"Its {key} is {_shown(value)}, no text.")
    return " ".join((value or "").split())


def _box_of(value: Any) -> Box | None:
    """[x0, y0, x1, y1] in pixels, or the same as text with blanks, commas or semicolons between."""
    if value in (None, "", []):
        return None
    parts = re.split(r"[\s,;]+", value.strip("[]() \t")) if isinstance(value, str) else value
    try:
        x0, y0, x1, y1 = (round(float(part)) for part in parts)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"Its box is {_shown(value)}, where four numbers x0, y0, x1, y1 should be.") from None
    box = Box(x0, y0, x1, y1)
    if box.is_empty:
        raise ValueError(f"Its box {box.as_tuple()} is empty: x1 and y1 are the right and lower border.")
    return box


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
