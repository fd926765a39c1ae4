"""Completing what can be drawn."""

from __future__ import annotations

import pytest

from lredit_gui.widgets.completion import open_phrase
from tests.fakes.fake_engine import VOCABULARY


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("a red ap", "ap"),
        ("AP", "AP"),
        ("a bunch of gr", "bunch of gr"),
        ("a red p", "red p"),
        ("a blue p", ""),
        ("red pa", "red pa"),
        ("a red pa", "red pa"),
        ("a zebra", ""),
        ("", ""),
        ("an apple on a tea", "tea"),
        ("grape", ""),
    ],
)
def test_the_open_phrase_begins_at_a_words_border(text: str, phrase: str) -> None:
    assert open_phrase(text, VOCABULARY) == phrase
