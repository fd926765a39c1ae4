"""Logs are what people send to others: no prompt, no path and no picture's name is in them."""

from __future__ import annotations

import io
import logging
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lredit_core.discreet_log import DiscreetFormatter, discreet
from lredit_core.errors import PictureError

MARK = "Zebra Mark"


def logged(message: str, *arguments: object, error: BaseException | None = None) -> str:
    """What a log holds of a record."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    record = logging.LogRecord("lredit_core.x", logging.ERROR, "x.py", 1, message, arguments, None)
    if error is not None:
        record.exc_info = (type(error), error, error.__traceback__)
    handler.handle(record)
    return stream.getvalue()


def raised() -> BaseException:
    try:
        try:
            Path(f"/home/somebody/{MARK}.png").read_bytes()
        except OSError as error:
            raise PictureError(
                f'The file "/home/somebody/{MARK}.png" cannot be read.\n  line 1: {MARK}\n{MARK}', details=MARK
            ) from error
    except PictureError as error:
        return error


@pytest.mark.parametrize(
    "text",
    [
        f'The file "{MARK}.png" is damaged.',
        f"The file /home/x/{MARK.split()[0]}.png is damaged.",
        f"C:\\Users\\x\\{MARK.split()[0]}.png",
        f"The prompt \u201c{MARK}\u201d says nothing.",
        f"Die Datei \u201e{MARK}\u201c",
        f"[Errno 2] No such file or directory: '/a b/{MARK}'",
    ],
)
def test_what_is_named_is_left_out(text: str) -> None:
    assert "Zebra" not in logged("%s", text)


def test_of_an_exception_its_kind_and_its_place_are_kept_and_what_it_says_is_not() -> None:
    error = raised()
    for text in (
        logged("job failed", error=error),
        logged("Shown to the person:\n%s", "".join(traceback.format_exception(error))),
    ):
        assert "Zebra" not in text
        assert "lredit_core.errors.PictureError: \u2026" in text and "FileNotFoundError: \u2026" in text
        assert 'test_discreet_log.py", line' in text and "The above exception was the direct cause" in text


def test_plain_records_stay() -> None:
    text = "The engine did not stop within 2.5 s; its process is ended"
    assert text in logged(text)


@given(st.text(max_size=200))
def test_whatever_is_in_quotes_goes(words: str) -> None:
    inner = words.replace('"', "").replace("\n", " ")
    kept = discreet(f'before "{inner}" after')
    assert kept == 'before "\u2026" after' or not inner.isprintable()
