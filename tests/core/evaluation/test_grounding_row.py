"""The grounding part by itself as a row of the benchmarks, and ours without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lredit_core.encoders.grounding.folder import Grounding
from lredit_core.errors import InvalidRequest
from lredit_core.evaluation.figure_tables import left_out_lines
from lredit_core.evaluation.methods import DEFAULT_METHODS, METHODS, NEED_GROUNDING, Trial, measurable
from lredit_core.evaluation.photographs_benchmark import PHOTOGRAPH_METHODS
from lredit_core.evaluation.regions_workers import Ingredients
from lredit_core.evaluation.tasks import TaskKind, make_task
from lredit_core.manifest import GroundingPart
from tests.fakes.known_grounding import KnownFinder

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.evaluation.tasks import RegionTask

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def task() -> RegionTask:
    return make_task(Ingredients("builtin", None, "", 5).bench().maker, TaskKind.REPLACE, 0, seed=5)


@pytest.fixture
def given(without_diffusion: ModelBundle, monkeypatch: pytest.MonkeyPatch, task: RegionTask) -> KnownFinder:
    """A finder that knows where the task's thing is not, as the part of the tiny bundle."""
    manifest = without_diffusion.manifest.model_copy(update={"grounding": (GroundingPart(folder="grounding"),)})
    finder = KnownFinder({task.source_prompt: [((0.1, 0.2, 0.4, 0.6), 0.9)]})
    monkeypatch.setattr(without_diffusion, "manifest", manifest)
    monkeypatch.setattr(without_diffusion, "_grounding", Grounding(finder, None))
    return finder


def test_its_best_box_is_edited_as_it_is_and_it_is_asked_once_for_all_rows(
    without_diffusion: ModelBundle, given: KnownFinder, task: RegionTask
) -> None:
    trial = Trial(task, without_diffusion, editor="", seed=0)
    region = trial.measured(METHODS["grounding"]).region
    size = task.image.size
    assert (
        region.iou(size.as_box().scaled(0.3, 0.4).translated(round(0.1 * size.width), round(0.2 * size.height))) > 0.9
    )
    again = trial.measured(METHODS["grounding"])
    assert again.region == region and given.asked == [task.source_prompt]
    asked = len(given.asked)
    trial.measured(METHODS["ours-balanced-without-grounding"])
    assert len(given.asked) == asked


def test_where_it_finds_nothing_the_middle_is_taken(
    without_diffusion: ModelBundle, given: KnownFinder, task: RegionTask
) -> None:
    given.things.clear()
    trial = Trial(task, without_diffusion, editor="", seed=0)
    assert trial.measured(METHODS["grounding"]).region == trial.measured(METHODS["centre"]).region


def test_without_the_part_its_rows_are_left_out_and_that_is_said(without_diffusion: ModelBundle) -> None:
    for names in (DEFAULT_METHODS, PHOTOGRAPH_METHODS):
        assert set(names) >= NEED_GROUNDING
        kept, left_out = measurable(names, without_diffusion)
        assert set(kept) == set(names) - NEED_GROUNDING and set(left_out) == NEED_GROUNDING
        (line,) = left_out_lines({"left_out": left_out})
        assert "grounding" in line and "compose --grounding" in line
    assert left_out_lines({}) == []
    with pytest.raises(InvalidRequest, match="no grounding part"):
        measurable(("grounding",), without_diffusion)
