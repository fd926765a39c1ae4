"""The memo of edits lets go of what nobody asks for any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.editors import memo
from lredit_core.editors.base import EditedCrop, EditInstructions
from lredit_core.editors.crop import plan_crop
from lredit_core.editors.memo import EditKey, EditMemo
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    import pytest

    from lredit_core.editors.crop import CropPlan


def plan() -> CropPlan:
    return plan_crop(Box(10, 10, 40, 40), Size(100, 100), side_px=64)


def key(seed: int) -> EditKey:
    return EditKey("a picture", plan(), "an editor", EditInstructions("an apple"), seed)


def edited(*, has_mask: bool = False) -> EditedCrop:
    return EditedCrop(np.zeros((10, 10, 3), np.uint8), mask=np.zeros((10, 10), np.uint8) if has_mask else None)


def test_the_least_recently_used_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST_ENTRIES", 3)
    known = EditMemo()
    for seed in range(3):
        known.put(key(seed), edited())
    assert known.get(key(0)) is not None
    known.put(key(3), edited())
    assert known.get(key(1)) is None
    assert known.get(key(0)) is not None
    assert len(known) == 3


def test_masks_count_among_the_bytes_and_the_last_one_stays() -> None:
    known = EditMemo(budget_bytes=800)
    known.put(key(0), edited(has_mask=True))
    known.put(key(1), edited(has_mask=True))
    assert len(known) == 2
    known.put(key(2), edited(has_mask=True))
    assert known.get(key(0)) is None
    small = EditMemo(budget_bytes=1)
    small.put(key(0), edited())
    assert small.get(key(0)) is not None
