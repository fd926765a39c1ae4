"""A phrase is weighed against everyday things, never against itself."""

from __future__ import annotations

import pytest

from lredit_core.prompt.everyday import EVERYDAY_THINGS, everyday_things_besides


def test_there_are_two_dozen_different_ones() -> None:
    assert len(set(EVERYDAY_THINGS)) == 24


@pytest.mark.parametrize("phrase", ["a dog", "the two small dogs on the lawn", "Dog"])
def test_what_is_spoken_of_is_left_out(phrase: str) -> None:
    assert set(EVERYDAY_THINGS) - set(everyday_things_besides(phrase)) == {"a dog"}


def test_a_phrase_of_something_else_is_weighed_against_all() -> None:
    assert everyday_things_besides("a volcano") == EVERYDAY_THINGS
    assert everyday_things_besides("") == EVERYDAY_THINGS
