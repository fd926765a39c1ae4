"""`lredit bench remove`: the truth is known, better fills score better, and the page shows what was measured."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.errors import InvalidRequest
from lredit_core.evaluation import remove_benchmark
from lredit_core.evaluation.perceptual_distance import PerceptualDistance
from lredit_core.evaluation.remove_benchmark import (
    RemovalTask,
    RemoveRun,
    figures_of,
    measure_removal,
    measure_remove,
    outline_ratio,
    psnr,
    removal_tasks,
)
from lredit_core.evaluation.remove_fills import FILLS, SLOW, chosen_fills
from lredit_core.evaluation.remove_page import page_of, table_of, tinted, write_run
from lredit_core.geometry import Size
from lredit_core.resources import resource_path
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


class Colours:
    """A trunk of one stage: the pixels themselves, and how bright they are."""

    def stages(self, pictures: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return (torch.cat([pictures, torch.full_like(pictures[:, :1], 0.1)], dim=1),)


COLOURS = PerceptualDistance(Colours())


@pytest.fixture(scope="module")
def tasks() -> list[RemovalTask]:
    maker = SceneMaker(ArtLibrary(resource_path("art")), BackgroundPhotos(resource_path("backgrounds")))
    return list(removal_tasks(maker, scenes=3, seed=1))


class KnowingJudge:
    """Names every crop after the first thing it knows, as long as anything bright is in it."""

    def __init__(self, names: tuple[str, ...], *, sees: bool) -> None:
        self.names, self._sees = names, sees

    def top1(self, crops: list[NDArray[np.uint8]], names: list[str]) -> float:
        return float(self._sees)


def test_tasks_differ_from_their_truth_where_the_thing_was_and_nowhere_far_from_it(tasks: list[RemovalTask]) -> None:
    assert len(tasks) == 3
    for task in tasks:
        differs = (task.pixels != task.truth).any(axis=2)
        assert differs[task.mask].mean() > 0.9
        near = np.zeros(differs.shape, np.bool_)
        margin = round(0.25 * task.box.size.longest)
        near[task.box.grown(margin).clipped_to(Size(differs.shape[1], differs.shape[0])).as_slices()] = True
        assert not (differs & ~near).any()
        assert task.mask[task.box.as_slices()].any(axis=0).all()


def test_the_same_seed_gives_the_same_tasks(tasks: list[RemovalTask]) -> None:
    maker = SceneMaker(ArtLibrary(resource_path("art")), BackgroundPhotos(resource_path("backgrounds")))
    again = next(removal_tasks(maker, scenes=1, seed=1))
    other = next(removal_tasks(maker, scenes=1, seed=2))
    assert np.array_equal(again.pixels, tasks[0].pixels)
    assert not np.array_equal(other.pixels, tasks[0].pixels)


def test_the_truth_itself_as_a_fill_is_perfect_and_nothing_is_not(
    tasks: list[RemovalTask], monkeypatch: pytest.MonkeyPatch
) -> None:
    task = tasks[0]
    fills = {"truth": lambda *_arguments: task.truth, "nothing": lambda pixels, *_rest: pixels}
    monkeypatch.setattr(remove_benchmark, "FILLS", fills)
    measured = measure_removal(task, ("truth", "nothing"), distance=COLOURS, judge=None, seed=0)
    truth, nothing = measured.removals
    assert truth.psnr > nothing.psnr + 10
    assert truth.distance < 0.2 * nothing.distance
    assert truth.seam == pytest.approx(1.0, abs=0.35)
    assert nothing.texture != pytest.approx(1.0, abs=0.01)
    assert truth.is_unseen is None
    assert measured.mask_iou > 0.8


@pytest.mark.parametrize("sees", [True, False])
def test_the_judge_says_whether_the_thing_is_still_seen(tasks: list[RemovalTask], sees: bool) -> None:
    judge = KnowingJudge((tasks[0].name,), sees=sees)
    measured = measure_removal(tasks[0], ("mirrored",), distance=COLOURS, judge=judge, seed=0)  # type: ignore[arg-type]
    assert measured.removals[0].is_unseen is not sees
    unknown = KnowingJudge((), sees=sees)
    measured = measure_removal(tasks[0], ("mirrored",), distance=COLOURS, judge=unknown, seed=0)  # type: ignore[arg-type]
    assert measured.removals[0].is_unseen is None


def test_every_quick_fill_leaves_what_lies_outside_of_the_hole(tasks: list[RemovalTask]) -> None:
    task = tasks[1]
    hole = task.mask
    for name in set(FILLS) - SLOW:
        found = FILLS[name](task.pixels, hole, 0)
        assert found.shape == task.pixels.shape, name
        assert np.array_equal(found[~hole], task.pixels[~hole]), name
        assert not np.array_equal(found[hole], task.pixels[hole]), name


def test_a_seam_is_a_step_along_the_outline_that_was_not_there() -> None:
    ground = np.random.default_rng(0).integers(100, 108, (60, 60, 3), np.uint8)
    hole = np.zeros((60, 60), np.bool_)
    hole[20:40, 15:45] = True
    assert outline_ratio(ground, ground, hole) == 1.0
    lighter = ground.copy()
    lighter[hole] += 40
    assert outline_ratio(ground, lighter, hole) > 8
    assert psnr(ground[hole], lighter[hole]) == pytest.approx(16.1, abs=0.2)
    assert psnr(ground, ground) == pytest.approx(58.1, abs=0.1)


def test_names_of_fills_are_read_and_others_refused() -> None:
    assert chosen_fills("") == tuple(name for name in FILLS if name not in SLOW)
    assert chosen_fills("mirrored, patches,mirrored") == ("mirrored", "patches")
    assert set(chosen_fills("")) < set(chosen_fills("all"))
    with pytest.raises(InvalidRequest, match="patches"):
        chosen_fills("magic")


def test_a_fill_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert "pypatchmatch" not in chosen_fills("all")
    with pytest.raises(InvalidRequest, match="pip install"):
        chosen_fills("pypatchmatch")


def test_a_run_is_written_as_figures_and_as_a_page(tmp_path: Path) -> None:
    counted: list[tuple[int, int]] = []
    run = measure_remove(scenes=2, fills="patches,mirrored", on_progress=lambda *pair: counted.append(pair))
    assert counted == [(1, 2), (2, 2)]
    write_run(run, json_file=tmp_path / "f.json", html_file=tmp_path / "p.html")
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert set(figures["fills"]) == {"patches", "mirrored"}
    for name, values in figures["fills"].items():
        low, high = values["distance_interval"]
        assert 0 < low <= values["distance"] <= high < 4
        assert values["distance"] == pytest.approx(
            np.mean([row["fills"][name]["distance"] for row in figures["rows"]]), abs=0.001
        )
    assert len(figures["rows"]) == 2
    assert 0.5 < figures["mask"]["mean_iou"] <= 1.0
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert page.count("<figure>") == 2 * 4
    assert "patches" in table_of(run.figures) and "perceptual distance" in table_of(run.figures)


def test_a_page_without_a_judge_leaves_the_cell_open(tasks: list[RemovalTask]) -> None:
    measured = [measure_removal(task, ("mirrored",), distance=COLOURS, judge=None, seed=0) for task in tasks[:2]]
    figures = figures_of(measured, ("mirrored",), seed=0)
    assert figures["fills"]["mirrored"]["unseen"] is None
    assert "–" in page_of(RemoveRun(figures, tuple(measured)))
    still = replace(measured[0].removals[0], is_unseen=False)
    told = figures_of([replace(measured[0], removals=(still,))] * 2, ("mirrored",), seed=0)
    assert told["fills"]["mirrored"]["unseen"] == 0.0


def test_a_mask_is_shown_where_it_lies() -> None:
    pixels = np.zeros((4, 6, 3), np.uint8)
    mask = np.zeros((4, 6), np.uint8)
    mask[1, 2] = 255
    shown = tinted(pixels, mask)
    assert shown[1, 2].tolist() == [128, 0, 60]
    assert not shown[0].any()
