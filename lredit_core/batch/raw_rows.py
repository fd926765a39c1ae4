"""The rows of a list before they are looked at: JSON, JSON Lines, CSV, and the public code's `images.json`."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: What a row may say: the key it has here -> the words that mean it. "note" is the person's own.
KEYS = {
    "picture": ("picture", "image"),
    "prompt": ("prompt", "target"),
    "source": ("source",),
    "intent": ("intent",),
    "box": ("box",),
    "boxes": ("boxes",),
    "mask": ("mask",),
    "seed": ("seed",),
    "preset": ("preset",),
    "editor": ("editor",),
    "out": ("out", "output"),
    "note": ("note",),
}
KEY_OF_WORD = {word: key for key, words in KEYS.items() for word in words}
#: What a list may look like, for sentences.
FORMS = (
    'JSON ([{"picture": "a.png", "prompt": "a red apple", "source": "the cat", "box": [x0, y0, x1, y1]}], '
    'or {"a.png": ["the cat", "a red apple"]}), JSON Lines or CSV with the columns picture, prompt, source, box'
)
#: Endings of files that hold a JSON object on each line.
_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row's values by its own words, before they are looked at."""

    values: dict[str, Any] = field(default_factory=dict)


def raw_rows(text: str, path: Path) -> Iterator[tuple[str, Callable[[], RowWords]]]:
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


def _rows_of_lines(text: str) -> Iterator[tuple[str, Callable[[], RowWords]]]:
    for number, line in enumerate(text.split("\n"), start=1):  # names may hold other ends of lines
        if line.strip():
            yield f"line {number}", partial(_object_in, line)


def _object_in(line: str) -> RowWords:
    try:
        return _as_words(json.loads(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"It is no JSON ({error}). Write one object a line.") from error


def shown(value: object) -> str:
    """The beginning of a JSON value."""
    try:
        return json.dumps(value)[:60]
    except RecursionError:
        return "nested too deeply"


def _as_words(value: object) -> RowWords:
    if not isinstance(value, dict):
        raise ValueError(f"It is {shown(value)}, where an object with picture and prompt should be.")
    return RowWords(value)


def _rows_of_json(text: str, path: Path) -> Iterator[tuple[str, Callable[[], RowWords]]]:
    """Items one by one, so that each has its line and names that come twice are two rows."""
    decoder = json.JSONDecoder()
    place = _after_blanks(text, 0)
    opening = text[place : place + 1]
    closing = {"[": "]", "{": "}"}.get(opening)
    if closing is None:
        raise InvalidRequest(f'"{printable(path)}" begins with neither [ nor {{. Give {FORMS}.')
    place = _after_blanks(text, place + 1)
    number = 0
    while text[place : place + 1] != closing:
        number += 1
        where, name = f"row {number}, line {text.count(chr(10), 0, place) + 1}", None
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
                f'"{printable(path)}" is no JSON: {where}, {error}. Mend it, or give {FORMS}.'
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


def _of_public_code(picture: str, value: object) -> RowWords:
    """`images.json` of the paper's public code: {"1.png": [what is there, what should be there]}."""
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(words, str) for words in value)):
        raise ValueError(f'"{picture}" should have two texts: ["the cat", "a red apple"].')
    return RowWords({"picture": picture, "source": value[0], "prompt": value[1]})


def _rows_of_csv(text: str, path: Path) -> Iterator[tuple[str, Callable[[], RowWords]]]:
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
    except csv.Error as error:
        raise InvalidRequest(f'"{printable(path)}" is no CSV ({error}). Give {FORMS}.') from error
    twice = next((name for name in columns if name and columns.count(name) > 1), None)
    if twice is not None:
        raise InvalidRequest(f'"{printable(path)}" has two columns called "{twice[:40]}". Take one of them out.')
    strange = [name for name in columns if name not in KEY_OF_WORD]
    if strange or "picture" not in [KEY_OF_WORD[name] for name in columns]:
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


def _of_cells(columns: list[str], cells: list[str]) -> RowWords:
    if len(cells) > len(columns):
        raise ValueError(f"It has {len(cells)} cells for {len(columns)} columns. Put texts with commas in quotes.")
    return RowWords({name: cell for name, cell in zip(columns, cells, strict=False) if cell.strip()})
