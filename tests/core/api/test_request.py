"""What a person may ask for, and what they are told otherwise."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest

from lredit_core.api.request import EditRequest, EditSettings, Preset
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer

IMAGE = PixelBuffer(np.zeros((40, 60, 3), np.uint8))


def test_an_empty_prompt_is_refused_with_an_example() -> None:
    with pytest.raises(InvalidRequest, match="a red apple"):
        EditRequest(IMAGE, "  \n ")


def test_a_ten_thousand_character_prompt_is_refused_with_both_numbers() -> None:
    with pytest.raises(InvalidRequest, match=r"10000 characters.*1000"):
        EditRequest(IMAGE, "x" * 10_000)


def test_spaces_are_tidied() -> None:
    assert EditRequest(IMAGE, "  a   red\napple ").prompt == "a red apple"


def test_a_box_that_hangs_over_is_clipped_and_that_is_said_once() -> None:
    request = EditRequest(IMAGE, "x", user_boxes=(Box(50, 30, 90, 90), Box(0, 0, 60, 40)))
    assert request.user_boxes == (Box(50, 30, 60, 40), Box(0, 0, 60, 40))
    (note,) = request.notes
    assert "(50, 30, 90, 90) reaches out of the picture" in note and "60 x 40 pixels: (50, 30, 60, 40)" in note
    assert replace(request, seed=4).notes == (note,), "as it was, where a request is made from another"
    assert pickle.loads(pickle.dumps(request)).notes == (note,)


@pytest.mark.parametrize("box", [Box(60, 0, 90, 20), Box(0, -30, 20, 0), Box(9, 9, 9, 30)])
def test_a_box_of_which_nothing_lies_in_the_picture_is_refused(box: Box) -> None:
    with pytest.raises(InvalidRequest, match=r"outside of the picture|no area"):
        EditRequest(IMAGE, "x", user_boxes=(box,))


def test_a_seed_out_of_range_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="4294967295"):
        EditRequest(IMAGE, "x", seed=-1)


def test_a_tiny_picture_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="at least 8"):
        EditRequest(PixelBuffer(np.zeros((4, 40, 3), np.uint8)), "x")


def test_thorough_tries_more_than_balanced_and_balanced_more_than_fast() -> None:
    fast, balanced, thorough = (
        EditSettings.for_preset(preset) for preset in (Preset.FAST, Preset.BALANCED, Preset.THOROUGH)
    )
    drafts = [item.learning_steps * item.drafts_per_step for item in (fast, balanced, thorough)]
    assert drafts == sorted(set(drafts))
