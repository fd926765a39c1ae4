"""Where things usually are."""

import pytest

from lredit_core.prompt.whereabouts import usual_place


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a red balloon", "sky"),
        ("two birds", "sky"),
        ("a small duck", "water"),
        ("a sailboat with a white sail", "water"),
        ("a bench", "ground"),
        ("", "ground"),
    ],
)
def test_what_flies_is_in_the_air_what_swims_on_water_all_else_on_the_ground(prompt: str, place: str) -> None:
    assert usual_place(prompt) == place
