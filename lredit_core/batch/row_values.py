"""What the words of a row mean: texts, boxes, numbers, choices. Each raises ValueError with a sentence."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, TypeVar

from lredit_core.api.request import MAX_SEED, Preset
from lredit_core.batch.raw_rows import shown
from lredit_core.geometry import Box
from lredit_core.prompt.intent import EditIntent

#: No picture has so many pixels a side.
_FARTHEST = 10_000_000
_Choice = TypeVar("_Choice", bound=Enum)


def text_in(values: dict[str, Any], key: str) -> str:
    """Words, with one blank between."""
    return " ".join(file_in(values, key).split())


def file_in(values: dict[str, Any], key: str) -> str:
    """A file's name, as it is but for blanks around it."""
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"Its {key} is {shown(value)}, no text.")
    return (value or "").strip()


def box_of(value: Any) -> Box | None:
    """[x0, y0, x1, y1] in pixels, or the same as text with blanks, commas or semicolons between."""
    if value in (None, "", []):
        return None
    parts = re.split(r"[\s,;]+", value.strip("[]() \t")) if isinstance(value, str) else value
    try:
        x0, y0, x1, y1 = (round(float(part)) for part in parts)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"Its box is {shown(value)}, where four numbers x0, y0, x1, y1 should be.") from None
    if max(map(abs, (x0, y0, x1, y1))) > _FARTHEST:
        raise ValueError(f"Its box is {shown(value)}, which no picture reaches. Give it in pixels.")
    box = Box(x0, y0, x1, y1)
    if box.is_empty:
        raise ValueError(f"Its box {box.as_tuple()} is empty: x1 and y1 are the right and lower border.")
    return box


def boxes_of(value: Any) -> tuple[Box, ...]:
    """A list of boxes; one box alone too; as text with "|" or "/" between."""
    if value in (None, "", []):
        return ()
    if isinstance(value, str):
        parts: list[Any] = [part for part in re.split(r"[|/]", value) if part.strip()]
    elif isinstance(value, list):
        parts = value if all(isinstance(part, list | str) for part in value) else [value]
    else:
        raise ValueError(f"Its boxes are {shown(value)}, where a list of [x0, y0, x1, y1] should be.")
    return tuple(box for part in parts if (box := box_of(part)) is not None)


def seed_of(value: Any) -> int | None:
    """A whole number that a seed may be, also as text."""
    if value in (None, ""):
        return None
    try:
        seed = int(value) if isinstance(value, str) else value
    except ValueError:
        seed = None
    if not isinstance(seed, int) or isinstance(seed, bool) or not 0 <= seed <= MAX_SEED:
        raise ValueError(f"Its seed is {shown(value)}, where a whole number from 0 to {MAX_SEED} should be.")
    return seed


def preset_of(values: dict[str, Any]) -> Preset | None:
    """How much is tried, by its word."""
    return _chosen(values, "preset", {one.value: one for one in Preset})


def intent_of(values: dict[str, Any]) -> EditIntent | None:
    """What the edit is for, by its word."""
    return _chosen(values, "intent", {one.value: one for one in EditIntent if one is not EditIntent.REPLACE_ANY})


def _chosen(values: dict[str, Any], key: str, known: dict[str, _Choice]) -> _Choice | None:
    word = text_in(values, key).lower()
    if word and word not in known:
        raise ValueError(f'Its {key} is "{word[:40]}". It may be: {", ".join(known)}.')
    return known.get(word)
