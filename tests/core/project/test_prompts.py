"""The prompts that ran on a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lredit_core.api.request import EditSettings, LossWeights, Objective, Preset
from lredit_core.project import prompts
from lredit_core.project.prompts import PromptRun, bounded, settings_beyond

if TYPE_CHECKING:
    import pytest


def test_only_what_differs_from_the_preset_is_noted_by_name() -> None:
    usual = EditSettings.for_preset(Preset.FAST)
    assert settings_beyond(Preset.FAST, usual) == {}
    own = replace(
        usual, edit_steps=77, weights=LossWeights(clip=0.5), objective=Objective.PAPER, window_shares=(0.1, 0.2)
    )
    assert settings_beyond(Preset.FAST, own) == {
        "edit_steps": 77,
        "weights.clip": 0.5,
        "objective": Objective.PAPER.value,
        "window_shares": "0.1 0.2",
    }


def test_the_oldest_go_but_no_favourite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "MOST_PROMPTS", 3)
    runs = tuple(PromptRun(str(number), "an apple", is_favourite=number == 0) for number in range(5))
    assert [run.run_id for run in bounded(runs)] == ["0", "3", "4"]
    assert bounded(runs[:3]) == runs[:3]
