"""How a prompt of several things is taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.relation import Relation
from lredit_core.prompt.targets import EditTarget, parse_targets


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("a cat", ["a cat"]),
        ("a cat and a birthday cake", ["a cat", "a birthday cake"]),
        ("a cat, a dog and a red apple", ["a cat", "a dog", "a red apple"]),
        ("a cat, a dog, and the red apple", ["a cat", "a dog", "the red apple"]),
        ("A Cat And Some Dogs", ["A Cat", "Some Dogs"]),
        ("a cat; dog ;; a bird", ["a cat", "dog", "a bird"]),
        ("a black and white cat", ["a black and white cat"]),
        ("salt and pepper", ["salt and pepper"]),
        ("a girl with a hat and a scarf", ["a girl with a hat and a scarf"]),
        ("a bench between a tree and a lamp", ["a bench between a tree and a lamp"]),
        ("a painting of a cat and a dog", ["a painting of a cat and a dog"]),
        ("a bowl of fruit and a cat", ["a bowl of fruit", "a cat"]),
        ("a balloon in the sky and a dog", ["a balloon in the sky", "a dog"]),
    ],
)
def test_an_enumeration_is_taken_apart_where_a_noun_phrase_begins(prompt: str, names: list[str]) -> None:
    assert [thing.prompt for thing in parse_targets(prompt)] == names


@pytest.mark.parametrize(
    ("prompt", "target"),
    [
        (
            "a red balloon above the house",
            EditTarget("a red balloon", "", EditIntent.ADD, "the house", Relation.ABOVE, "the house"),
        ),
        (
            "a dog to the left of the cat",
            EditTarget("a dog", "", EditIntent.ADD, "the cat", Relation.LEFT_OF, "the cat"),
        ),
        (
            "a dog on the right side of the cat",
            EditTarget("a dog", "", EditIntent.ADD, "the cat", Relation.RIGHT_OF, "the cat"),
        ),
        ("a bone under my dog", EditTarget("a bone", "", EditIntent.ADD, "my dog", Relation.BELOW, "my dog")),
        ("a duck next to the boat", EditTarget("a duck", "", EditIntent.ADD, "the boat", Relation.BESIDE, "the boat")),
        ("a hat on top of the cat", EditTarget("a hat", "", EditIntent.ADD, "the cat", Relation.ON, "the cat")),
        ("a balloon over the meadow", EditTarget.of("a balloon over the meadow")),
        ("a cup on the table", EditTarget.of("a cup on the table")),
        ("a cat on a sofa", EditTarget.of("a cat on a sofa")),
    ],
)
def test_a_place_beside_another_thing_is_read_and_a_place_is_not_a_thing(prompt: str, target: EditTarget) -> None:
    assert parse_targets(prompt) == (target,)


def test_each_thing_of_several_has_a_place_of_its_own() -> None:
    read = parse_targets("a cat and a red balloon above the house")
    assert [thing.in_words for thing in read] == ["a cat", "a red balloon, above the house"]


def test_sources_go_with_things_one_by_one() -> None:
    read = parse_targets("a cat and a dog", "the car and the house")
    assert [(thing.prompt, thing.source_prompt) for thing in read] == [("a cat", "the car"), ("a dog", "the house")]


def test_several_things_share_one_place() -> None:
    assert [thing.source_prompt for thing in parse_targets("a cat and a dog", "the meadow")] == ["the meadow"] * 2


def test_what_replaces_one_thing_is_one_thing() -> None:
    assert parse_targets("a cat and a dog", "the horse") == (EditTarget.of("a cat and a dog", "the horse"),)
    assert parse_targets("a cat and a dog", "the horse, the cow and the pig") == (
        EditTarget.of("a cat and a dog", "the horse, the cow and the pig"),
    )


def test_the_person_has_the_last_word() -> None:
    assert parse_targets("a cat and a dog", is_one_thing=True) == (EditTarget.of("a cat and a dog"),)


@given(st.text(alphabet="acdnthe ,;", max_size=40), st.text(alphabet="acdnthe ,;", max_size=20))
def test_no_words_are_lost_and_there_is_always_a_thing(prompt: str, source: str) -> None:
    targets = parse_targets(prompt, source)
    assert len(targets) >= 1
    if any(target.intent.is_retouch for target in targets):  # "tan" is a colour, where a source is named
        return
    kept = " ".join(f"{target.prompt} {target.landmark}" for target in targets)
    read = ("and", "then", "add", "on", "by", "near", "under")  # words of the grammar, no names
    for word in prompt.replace(",", " ").replace(";", " ").split():
        assert word in kept or word in read


def test_a_landmark_is_looked_for_as_if_it_were_to_be_replaced() -> None:
    (target,) = parse_targets("a red balloon above the house")
    assert target.landmark_target == EditTarget.of("a red balloon", "the house")
    assert target.landmark_target.intent is EditIntent.REPLACE and target.landmark_target.where == "the house"
