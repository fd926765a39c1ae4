"""What a request's words ask for."""

from __future__ import annotations

import pytest

from lredit_core.prompt.wording import Wish, read_wish


@pytest.mark.parametrize(
    ("prompt", "source_prompt", "wish", "spoken_of"),
    [
        ("a red apple", "a cat", Wish.THING, "a cat"),
        ("a red apple", "the cat on the sofa", Wish.THING, "the cat on the sofa"),
        ("a red apple", "a sand castle", Wish.THING, "a sand castle"),
        ("a red apple", "", Wish.ANYTHING, "a red apple"),
        ("a man in a suit", "", Wish.ANYTHING, "a man in a suit"),
        ("a balloon", "the sky at dusk", Wish.PLACE, "the sky at dusk"),
        ("a balloon", "grey sand", Wish.PLACE, "grey sand"),
        ("a hot-air balloon in the Sky", "", Wish.PLACE, "the sky"),
        ("a cup on a wooden table", "", Wish.PLACE, "a wooden table"),
        ("a boat on the lake", "the duck", Wish.THING, "the duck"),
    ],
)
def test_words_say_what_is_wished_for(prompt: str, source_prompt: str, wish: Wish, spoken_of: str) -> None:
    reading = read_wish(prompt, source_prompt)
    assert (reading.wish, reading.spoken_of) == (wish, spoken_of)
