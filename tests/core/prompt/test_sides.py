"""Which of several things the words mean by its side of the picture."""

import pytest

from lredit_core.prompt.sides import Side, read_side


@pytest.mark.parametrize(
    ("named", "bare", "side"),
    [
        ("the left lamp", "the lamp", (-1, 0)),
        ("the lamp on the left", "the lamp", (-1, 0)),
        ("the man on the far right side of the picture", "the man", (1, 0)),
        ("the rightmost dog", "the dog", (1, 0)),
        ("the upper window", "the window", (0, -1)),
        ("the car at the bottom", "the car", (0, 1)),
        ("das linke Auto", "das Auto", (-1, 0)),
        ("der Hund rechts", "der Hund", (1, 0)),
        ("左边的狗", "狗", (-1, 0)),
        ("the lamp", "the lamp", None),
        ("a copyright sign", "a copyright sign", None),
        ("the top of the house", "the top of the house", None),
        ("the bright lamp", "the bright lamp", None),
    ],
)
def test_sides_are_read_and_taken_out_of_the_words(named: str, bare: str, side: Side | None) -> None:
    assert read_side(named) == (bare, side)
