"""The region benchmark: its answers, its methods and its figures, on tiny random models."""

from __future__ import annotations

import numpy as np
import pytest

from lredit_core.art import ArtLibrary
from lredit_core.bundles.loading import ModelBundle
from lredit_core.evaluation.backgrounds import BackgroundPhotos
from lredit_core.evaluation.methods import METHODS, Outcome
from lredit_core.evaluation.regions_benchmark import Row, run_benchmark, summarised
from lredit_core.evaluation.regions_command import table_of
from lredit_core.evaluation.tasks import RegionTask, TaskKind, make_tasks
from lredit_core.geometry import Box
from lredit_core.image import PixelBuffer
from lredit_core.resources import resource_path


@pytest.fixture(scope="module")
def library() -> ArtLibrary:
    return ArtLibrary(resource_path("art"))


@pytest.fixture(scope="module")
def tasks(library: ArtLibrary) -> list[RegionTask]:
    return list(make_tasks(library, BackgroundPhotos(resource_path("backgrounds")), scenes=3, seed=1))


def test_tasks_are_the_same_for_the_same_seed(library: ArtLibrary, tasks: list[RegionTask]) -> None:
    again = list(make_tasks(library, BackgroundPhotos(resource_path("backgrounds")), scenes=3, seed=1))
    assert [(task.prompt, task.answers, task.image.digest) for task in again] == [
        (task.prompt, task.answers, task.image.digest) for task in tasks
    ]


def test_every_kind_asks_what_it_should(tasks: list[RegionTask]) -> None:
    for task in tasks:
        assert all(task.image.size.as_box().contains(box) for box in task.occupied)
        if task.kind is TaskKind.REPLACE_NO_SOURCE:
            assert task.source_prompt == ""
            assert task.answers == task.occupied
        elif task.kind is TaskKind.INSERT:
            assert task.answers == ()
        else:
            assert len(task.answers) == 1
            assert task.answers[0] in task.occupied
        if task.kind is TaskKind.SEVERAL:
            assert len(task.occupied) == 4


def task_of(kind: TaskKind, answers: tuple[Box, ...], occupied: tuple[Box, ...]) -> RegionTask:
    return RegionTask(kind, 0, PixelBuffer(np.zeros((100, 100, 3), np.uint8)), "x", "y", answers, occupied)


def test_an_insertion_is_right_where_nothing_is_and_its_size_is_sensible() -> None:
    task = task_of(TaskKind.INSERT, (), (Box(0, 0, 40, 40),))
    assert task.is_hit(Box(50, 50, 80, 80))
    assert not task.is_hit(Box(20, 20, 60, 60))  # covers a thing
    assert not task.is_hit(Box(50, 50, 54, 54))  # too small
    assert not task.is_hit(Box(41, 0, 100, 100).grown(10))  # too large


def test_either_thing_is_right_where_no_source_is_named_but_not_the_place_between() -> None:
    boxes = (Box(0, 0, 30, 30), Box(70, 70, 100, 100))
    task = task_of(TaskKind.REPLACE_NO_SOURCE, boxes, boxes)
    assert task.is_hit(boxes[0])
    assert task.is_hit(boxes[1])
    assert not task.is_hit(Box(30, 30, 70, 70))
    assert not task.is_pointed_at(Box(30, 30, 70, 70))


def test_every_method_answers_every_task_and_its_cost_is_counted(tiny_bundle: ModelBundle, library: ArtLibrary) -> None:
    rows = run_benchmark(tiny_bundle, library, None, scenes=1, seed=0)
    assert {row.method for row in rows} == set(METHODS)
    assert len(rows) == len(METHODS) * len(TaskKind)
    for row in rows:
        assert row.task.image.size.as_box().contains(row.outcome.region)
    figures = summarised(rows, seed=0)["methods"]
    assert figures["public-recipe"]["cost"]["edits"] == 99
    assert figures["ours-balanced"]["cost"]["drafts"] <= 30
    assert figures["exhaustive-loss"]["cost"]["drafts"] > 60
    assert "ours-balanced" in table_of({"methods": figures})


def test_the_figures_are_what_they_say() -> None:
    box = Box(0, 0, 50, 50)
    task = task_of(TaskKind.REPLACE, (box,), (box,))
    rows = [Row("m", task, Outcome(box, 2.0)), Row("m", task, Outcome(Box(60, 60, 90, 90), 1.0))]
    rows += [Row("m", task_of(kind, (box,), (box,)), Outcome(box)) for kind in TaskKind if kind is not TaskKind.REPLACE]
    figures = summarised(rows, seed=0)["methods"]["m"]["tasks"]["replace"]
    assert (figures["hit50"], figures["mean_iou"], figures["pointing"], figures["score"]) == (0.5, 0.5, 0.5, 1.5)
    assert figures["hit50_interval"] == [0.0, 1.0]
