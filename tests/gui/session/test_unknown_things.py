"""What of a prompt the models know nothing of."""

import dataclasses

import pytest

from lredit_gui.session.form import EditForm
from lredit_gui.session.unknown_things import Lack, unknown_thing
from tests.fakes.fake_engine import FAKE_BUNDLE

BUNDLE = dataclasses.replace(FAKE_BUNDLE, findable=("dog", "umbrella", "bus"))


@pytest.mark.parametrize(
    ("prompt", "source", "is_photograph", "lack"),
    [
        ("remove the dog", "", True, None),
        ("remove the dogs", "", True, None),
        ("remove the gizmotron", "", True, Lack.FINDING),
        ("remove the gizmotron", "", False, None),
        ("remove the umb", "", True, None),
        ("a red apple", "the dog", True, None),
        ("a red apple", "the gizmotron", True, Lack.FINDING),
        ("a gizmotron", "the dog", True, Lack.DRAWING),
        ("make the dog faster", "", True, None),
        ("", "", True, None),
    ],
)
def test_what_is_not_known_is_named(prompt: str, source: str, is_photograph: bool, lack: Lack | None) -> None:
    found = unknown_thing(EditForm(prompt=prompt, source_prompt=source), BUNDLE, is_photograph=is_photograph)
    assert (None if found is None else found.lack) == lack


def test_a_thing_of_ones_own_can_be_laid_into_a_photograph_and_into_nothing_else() -> None:
    form = EditForm(prompt="my gizmotron")
    assert unknown_thing(form, BUNDLE, is_photograph=True, own_names=("gizmotron",)) is None
    assert unknown_thing(form, BUNDLE, is_photograph=False, own_names=("gizmotron",)) is not None
    chosen = EditForm(prompt="my gizmotron", editor="retrieve")
    assert unknown_thing(chosen, BUNDLE, is_photograph=True, own_names=("gizmotron",)) is not None


def test_what_is_still_being_typed_or_nearly_spelled_is_readable() -> None:
    for prompt in ("a red appl", "a red aple"):
        found = unknown_thing(EditForm(prompt=prompt), BUNDLE, is_photograph=False)
        assert found is not None and found.is_readable
