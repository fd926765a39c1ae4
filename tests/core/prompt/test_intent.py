"""What a request's words ask for."""

from __future__ import annotations

import pytest

from lredit_core.errors import InvalidRequest
from lredit_core.prompt.intent import EditIntent, intent_of_word, read_intent


@pytest.mark.parametrize(
    ("prompt", "source_prompt", "intent", "where"),
    [
        ("a red apple", "a cat", EditIntent.REPLACE, "a cat"),
        ("a red apple", "the cat on the sofa", EditIntent.REPLACE, "the cat on the sofa"),
        ("a red apple", "a sand castle", EditIntent.REPLACE, "a sand castle"),
        ("a red apple", "the dining table", EditIntent.REPLACE, "the dining table"),
        ("a red apple", "the wooden table", EditIntent.ADD, "the wooden table"),
        ("a red apple", "", EditIntent.REPLACE_ANY, "a red apple"),
        ("a man in a suit", "", EditIntent.REPLACE_ANY, "a man in a suit"),
        ("a balloon", "the sky at dusk", EditIntent.ADD, "the sky at dusk"),
        ("a balloon", "grey sand", EditIntent.ADD, "grey sand"),
        ("a hot-air balloon in the Sky", "", EditIntent.ADD, "the sky"),
        ("a cup on a wooden table", "", EditIntent.ADD, "a wooden table"),
        ("a boat on the lake", "the duck", EditIntent.REPLACE, "the duck"),
    ],
)
def test_words_say_what_an_edit_is_for(prompt: str, source_prompt: str, intent: EditIntent, where: str) -> None:
    assert read_intent(prompt, source_prompt) == (intent, where)


def test_an_intent_is_known_by_its_word() -> None:
    assert intent_of_word("") is None
    assert intent_of_word(" Remove ") is EditIntent.REMOVE
    for word in ("paint", EditIntent.REPLACE_ANY.value):
        with pytest.raises(InvalidRequest, match="Choose one of: "):
            intent_of_word(word)
