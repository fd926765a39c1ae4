"""What a closed vocabulary knows of a prompt."""

from __future__ import annotations

import itertools

import pytest

from lredit_core.prompt.vocabulary import mentions, misspelt_words, offer, similar_words, suggested_words

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
    assert similar_words("the small dgo", ("god", "dog", "digit")) == ("dog",)
    assert similar_words("a hosre", ("house", "horse")) == ("horse", "house")


BALLS = ("penguin", "balloon", "chair", "basketball", "football", "cup of coffee", "horse", "red panda", "bread")


@pytest.mark.parametrize(
    ("prompt", "similar"),
    [
        ("a ball", ("football", "basketball", "balloon")),
        ("two balls", ("football", "basketball", "balloon")),
        ("a red ball in the sky", ("football", "basketball", "balloon")),
        ("a racehorse", ("horse",)),
        ("a coffee", ("cup of coffee",)),
        ("an oar", ()),
    ],
)
def test_kinds_of_what_a_prompt_names_are_offered_by_its_head(prompt: str, similar: tuple[str, ...]) -> None:
    assert similar_words(prompt, BALLS) == similar


SPELLED_ALIKE = ("staple", "maple", "apple pie", "apples", "apple", "grapple", "chapel")


def test_the_nearest_is_offered_first_and_equals_keep_the_vocabularys_order() -> None:
    assert similar_words("an appple", SPELLED_ALIKE, count=2) == ("apple", "apples")
    assert misspelt_words("an aple", ("maple", "apple", "staple")) == ("maple", "apple", "staple")
    assert misspelt_words("an aple", ("apple", "staple", "maple")) == ("apple", "maple", "staple")
    for words in itertools.permutations(("cart", "carton", "crate")):
        assert misspelt_words("a carte", words)[0] == "cart"


def test_a_slip_of_the_pen_comes_before_a_kind_and_a_kind_before_a_mere_likeness() -> None:
    assert similar_words("a strawbery pie", ("magpie", "strawberry")) == ("strawberry", "magpie")
    assert similar_words("a horse", ("house", "racehorse")) == ("racehorse", "house")


def test_a_model_is_believed_only_where_it_is_convinced() -> None:
    assert suggested_words("a ball", BALLS, [("penguin", 0.6)])[:2] == ("football", "basketball")
    assert suggested_words("a puppy", ("dog", "cat"), [("dog", 0.99), ("cat", 0.01)]) == ("dog",)
    unordered = [("cat", 0.96), ("dog", 0.99)]
    assert suggested_words("a puppy", ("dog", "cat"), unordered) == ("dog", "cat"), "the likeliest first"
    assert suggested_words("a sofa", ("umbrella",), [("umbrella", 0.9)]) == ()


def test_where_nothing_can_be_offered_it_is_said_where_the_list_is() -> None:
    assert offer(("dog",)) == "Did you mean dog?"
    assert offer(("dog", "cat")) == "Nearest: dog, cat."
    assert "lredit bundles things" in offer(())
