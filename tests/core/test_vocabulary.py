"""What a closed vocabulary knows of a prompt."""

from __future__ import annotations

import pytest

from lredit_core.vocabulary import mentions, similar_words

WORDS = ("apple", "strawberry", "leaf", "ice cream cone", "cat", "kitten", "hot dog", "bus")


@pytest.mark.parametrize(
    "prompt",
    ["apple", "a red Apple!", "two apples", "strawberries on a plate", "leaves", "an ice  cream cone", "buses"],
)
def test_a_thing_is_known_by_its_name_in_the_singular_and_the_plural(prompt: str) -> None:
    assert mentions(prompt, WORDS)


@pytest.mark.parametrize("prompt", ["", "a pineapple", "catalogue", "cream", "a hot day for a doge"])
def test_a_part_of_a_word_is_not_the_thing(prompt: str) -> None:
    assert not mentions(prompt, WORDS)


def test_a_near_spelling_is_offered_and_nothing_where_nothing_is_near() -> None:
    assert similar_words("a red aple", WORDS)[0] == "apple"
    assert similar_words("a strawbery", WORDS)[0] == "strawberry"
    assert similar_words("a zeppelin", WORDS) == ()
