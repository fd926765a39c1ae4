"""Lines in are bounded, lines out are whole JSON, whatever is in them."""

from __future__ import annotations

import contextlib
import io
import json
import math
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lredit_core.serving.lines import LONGEST_LINE, LineWriter, TooLongLine, lines_of
from lredit_core.serving.messages import BadLine, Edit, Hello, read_message


def test_a_line_that_is_too_long_is_thrown_away_and_the_next_one_is_read() -> None:
    long = b"x" * (3 * LONGEST_LINE)
    first, second, third = lines_of(io.BytesIO(b"\n  \none\n" + long + b"\nlast"))
    assert (first, third) == (b"one\n", b"last")
    assert isinstance(second, TooLongLine)


def test_the_longest_line_is_read() -> None:
    (line,) = lines_of(io.BytesIO(b"x" * LONGEST_LINE + b"\n"))
    assert line == b"x" * LONGEST_LINE + b"\n"


def test_numbers_that_json_lacks_are_null() -> None:
    target = io.BytesIO()
    LineWriter(target).write({"a": [math.inf, {"b": math.nan}, -math.inf, 1.5], "text": "ü\ud800\n"})
    assert target.getvalue().count(b"\n") == 1
    assert json.loads(target.getvalue()) == {"a": [None, {"b": None}, None, 1.5], "text": "ü\ud800\n"}


def test_lines_of_several_threads_are_not_mixed() -> None:
    target = io.BytesIO()
    writer = LineWriter(target)
    threads = [
        threading.Thread(target=lambda number=number: [writer.write({"n": number, "x": "y" * 500}) for _ in range(200)])
        for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [json.loads(line)["n"] for line in target.getvalue().splitlines()]
    assert sorted(found) == sorted([0, 1, 2, 3] * 200)


def test_a_reader_who_has_gone_is_no_error() -> None:
    class Gone(io.BytesIO):
        def flush(self) -> None:
            raise BrokenPipeError

    writer = LineWriter(Gone())
    assert not writer.is_gone
    writer.write({})
    assert writer.is_gone


@pytest.mark.parametrize(
    ("line", "sentence", "request_id"),
    [
        (b"{", "is no JSON", None),
        (b"\xff\xfe", "is no UTF-8", None),
        (b"[" * 200_000, "is no JSON", None),
        (b"9" * 10_000, "is no JSON", None),
        (b"[]", "is no JSON object", None),
        (b"{}", "says nothing to do", None),
        (b'{"id": 7}', "says nothing to do", 7),
        (b'{"id": "a", "do": "fly"}', 'asks to do "fly"', "a"),
        (b'{"id": 1, "do": ["edit"]}', "which is unknown|says nothing", 1),
        (b'{"id": [1], "do": "hello"}', '"id" is neither', None),
        (b'{"id": true, "do": "hello"}', '"id" is neither', None),
        (b'{"id": 1, "do": "edit"}', 'wrong at "picture"', 1),
        (b'{"id": 1, "do": "edit", "picture": "a", "seed": -1}', 'wrong at "seed"', 1),
        (b'{"id": 1, "do": "edit", "picture": "a", "seed": 1.5}', 'wrong at "seed"', 1),
        (b'{"id": 1, "do": "edit", "picture": "a", "boxes": [[1, 2, 3]]}', r'wrong at "boxes\.0"', 1),
        (b'{"id": 1, "do": "edit", "picture": "a", "preset": "best"}', 'wrong at "preset"', 1),
        (b'{"id": 1, "do": "edit", "picture": "a", "write": {"to": "b"}}', r'wrong at "write\.to"', 1),
        (b'{"id": 1, "do": "edit", "picture": "a", "colour": "red"}', 'wrong at "colour"', 1),
    ],
)
def test_a_broken_line_is_refused_with_a_sentence_and_its_id(line: bytes, sentence: str, request_id: object) -> None:
    with pytest.raises(BadLine, match=sentence) as caught:
        read_message(line)
    assert caught.value.request_id == request_id
    assert len(caught.value.message) < 700


def test_whole_lines_are_read() -> None:
    assert read_message(b'{"do": "hello"}') == Hello(do="hello")
    message = read_message(
        b'{"id": "x", "do": "edit", "picture": "a.png", "prompt": "a cat", "boxes": [[0, -1, 20, 30]]}'
    )
    assert isinstance(message, Edit)
    assert [box.as_tuple() for box in message.user_boxes] == [(0, -1, 20, 30)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["id", "do", "picture", "prompt", "boxes", "seed", "write", "mask", "bundle"])
DOINGS = st.sampled_from(["hello", "load", "edit", "stop", "quit"])


@given(
    st.binary(max_size=60) | st.dictionaries(NAMES, JSON | DOINGS, max_size=5).map(lambda it: json.dumps(it).encode())
)
def test_any_line_is_a_request_or_a_sentence(line: bytes) -> None:
    with contextlib.suppress(BadLine):
        read_message(line)
