"""JSON with one thing wrong in it: a value of another type, an entry too many, too few or twice, nested without end."""

from __future__ import annotations

import copy
import json
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

#: In the place of any value: all types, and numbers and texts at the ends of what there is.
WRONG: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 3, 0.5, -0.5, 1e308, -1e308, 2**31, 2**63, -(2**63), 10**40,
    math.nan, math.inf, -math.inf,
    "", "x", "0", "\ud800", "a\0b", "../../../etc/passwd", "/dev/zero", "x" * 30_000, "<b>&amp;\x1b[31m",
    [], [[]], [None], [0, 0, 0, 0], [1e9, -1e9, 1e9, -1e9], {}, {"": None}, {"a": {"b": []}},
)  # fmt: skip
_DEEP = 5_000
Place = tuple[str | int, ...]


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Every place in a JSON value, the whole one first."""
    yield here
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield from places(each, (*here, key))


def fields(value: Any) -> list[Place]:
    """One place for each field that there is, whichever item of a list has it."""
    found: dict[tuple[str, ...], Place] = {}
    for place in places(value):
        found.setdefault(tuple("*" if isinstance(step, int) else step for step in place), place)
    return list(found.values())


def with_value(value: Any, place: Place, new: Any) -> Any:
    """A copy with another value at a place."""
    if not place:
        return new
    changed = copy.deepcopy(value)
    holder = changed
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = new
    return changed


def without(value: Any, place: Place) -> Any:
    """A copy without what is at a place."""
    if not place:
        return None
    changed = copy.deepcopy(value)
    holder = changed
    for step in place[:-1]:
        holder = holder[step]
    del holder[place[-1]]
    return changed


def value_at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value


def changed_json(value: Any, rng: random.Random, *, field: Place | None = None) -> str:
    """The text of a JSON value with something wrong in it.

    Args:
        value: as it is right.
        rng: decides what.
        field: where; anywhere if left out.
    """
    place = rng.choice(list(places(value))) if field is None else field
    way = rng.randrange(12)
    if way == 0:
        return json.dumps(without(value, place))
    if way == 1:
        return _with_text(value, place, rng.choice(("[" * _DEEP + "]" * _DEEP, '{"a":' * _DEEP + "1" + "}" * _DEEP)))
    if way == 2:
        return _with_text(value, place, rng.choice(("1" * 6_000, "-0", "1e999", "0x10", "NaN", "'x'", "\\u0000", "")))
    if way == 3:
        return _twice(value, place, rng)
    if way == 4:
        there = value_at(value, place)
        return json.dumps(with_value(value, place, [there] * rng.choice((2, 300)) if place else [there]))
    if way == 5:
        there = value_at(value, place)
        new = {**there, "surplus": 1} if isinstance(there, dict) else {"file": there}
        return json.dumps(with_value(value, place, new))
    if way == 6:
        text = json.dumps(value)
        return text[: rng.randrange(len(text))]
    return json.dumps(with_value(value, place, rng.choice(WRONG)))


def _with_text(value: Any, place: Place, text: str) -> str:
    """JSON with a piece of text in the place of a value."""
    mark = "the place of the change"
    return json.dumps(with_value(value, place, mark)).replace(json.dumps(mark), text)


def _twice(value: Any, place: Place, rng: random.Random) -> str:
    """An object in which a key comes twice."""
    there = value_at(value, place)
    if not isinstance(there, dict) or not there:
        return json.dumps(with_value(value, place, rng.choice(WRONG)))
    key = rng.choice(list(there))
    both = f"{json.dumps(key)}: {json.dumps(rng.choice(WRONG))}, {json.dumps(key)}: {json.dumps(there[key])}"
    rest = "".join(f", {json.dumps(name)}: {json.dumps(each)}" for name, each in there.items() if name != key)
    return _with_text(value, place, "{" + both + rest + "}")
