"""What `lredit train all` decides, and the loop that every training runs in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import torch
from torch import nn
from typer.testing import CliRunner

from lredit_core.cli.train import app
from lredit_core.training import recipes
from lredit_core.training.loop import train
from lredit_core.training.recipes import RECIPES, Recipe, Workshop, planned_steps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lredit_core.training.checkpoints import Progress


pytestmark = pytest.mark.slow


class _Line:
    """Fits y = 2 x by gradient descent."""

    def __init__(self, total_steps: int = 6) -> None:
        self.total_steps = total_steps
        self.pictures_per_step = 4
        self.facts: Mapping[str, Any] = {"of": "a line"}
        torch.manual_seed(0)
        self.model = nn.Linear(1, 1)
        self.modules: dict[str, nn.Module] = {"model": self.model}
        self.optimizer: torch.optim.Optimizer = torch.optim.AdamW(self.model.parameters(), lr=0.1)
        self.steps_done: list[int] = []

    def step(self, index: int) -> dict[str, float]:
        self.steps_done.append(index)
        x = torch.randn(4, 1, generator=torch.Generator().manual_seed(index))
        loss = (self.model(x) - 2 * x).square().mean()
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return {"loss": float(loss.detach())}


def test_a_training_that_was_asked_to_stop_goes_on_from_there(tmp_path: Path) -> None:
    whole, first, second = _Line(), _Line(), _Line()
    train(whole, tmp_path / "whole")
    asked = iter([False, False, False, True])
    assert train(first, tmp_path / "parts", should_stop=lambda: next(asked)) == 3
    reports: list[Progress] = []
    assert train(second, tmp_path / "parts", on_progress=reports.append) == 6
    assert second.steps_done == [3, 4, 5]
    assert [report.samples for report in reports] == [16, 20, 24]
    assert torch.equal(whole.model.weight, second.model.weight)
    assert json.loads((tmp_path / "parts/checkpoint/state.json").read_text())["of"] == "a line"


def test_a_finished_training_does_nothing_more(tmp_path: Path) -> None:
    train(_Line(), tmp_path)
    again = _Line()
    assert train(again, tmp_path) == 6
    assert again.steps_done == []


def _workshop(folder: Path) -> Workshop:
    nothing: Any = None
    return Workshop(nothing, nothing, folder / "runs", folder / "resources", folder / "bundle", torch.device("cpu"))


def test_steps_fit_into_the_time_and_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 106.0])  # three probes of two seconds
    monkeypatch.setattr(recipes.time, "monotonic", lambda: next(clock))
    trainers: list[_Line] = []

    def prepare(shop: Workshop, steps: int) -> _Line:
        trainers.append(_Line(steps))
        return trainers[-1]

    recipe = Recipe("line", "A line.", 10, 1.0, prepare, lambda shop, trainer: tmp_path, lambda shop, trainer: {})
    shop, told = _workshop(tmp_path), list[str]()
    assert planned_steps(shop, recipe, seconds=100, on_progress=told.append) == 50
    assert set(trainers[0].steps_done) == {0, 5, 9}
    assert told == ["line: 50 steps of 2.00 s"]
    assert planned_steps(shop, recipe, seconds=7, on_progress=told.append) == 50, "what was planned once stays"
    assert len(trainers) == 1


def test_the_shares_are_the_whole_and_names_are_unique() -> None:
    assert sum(recipe.share for recipe in RECIPES) == pytest.approx(1.0)
    assert len({recipe.name for recipe in RECIPES}) == len(RECIPES)


def test_a_device_that_there_is_not_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    run = CliRunner().invoke(
        app, ["ssl", "--device", "abacus", "--runs", str(tmp_path / "runs"), "--bundle", str(tmp_path / "b")]
    )
    assert run.exit_code == 2
    assert "abacus" in run.output and "--device" in run.output
    assert not list(tmp_path.iterdir())


def test_a_trial_run_makes_a_model_writes_its_bundle_and_says_what_it_can_do(tmp_path: Path) -> None:
    run = CliRunner().invoke(
        app,
        ["ssl", "--steps", "1", "--pictures", "0.002", "--runs", str(tmp_path / "runs"),
         "--bundle", str(tmp_path / "b")],
    )  # fmt: skip
    assert run.exit_code == 0, run.output
    assert "anchor_recall" in run.output
    manifest = json.loads((tmp_path / "b" / "bundle.json").read_text())
    assert "self_supervised/model.safetensors" in manifest["checksums"]
