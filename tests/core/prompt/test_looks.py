"""Words for how a thing looks."""

from __future__ import annotations

import pytest

from lredit_core.prompt.looks import read_own_colour


@pytest.mark.parametrize(
    ("named", "colour"),
    [
        ("the green apple", "green"),
        ("the man in yellow", "yellow"),
        ("the woman wearing dark blue", "blue"),
        ("the navy jacket", "blue"),
        ("der rote Apfel", "red"),
        ("红色的车", "red"),
        ("the orange", ""),
        ("an orange car", "orange"),
        ("the black and white cat", ""),
        ("a photograph in black and white", ""),
        ("the whiteboard", ""),
        ("the goldfish", ""),
        ("the dog", ""),
    ],
)
def test_the_colour_that_a_thing_is_told_by(named: str, colour: str) -> None:
    assert read_own_colour(named) == colour
