"""The region benchmark: its answers, its methods and its figures, on tiny random models."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.api.events import Candidate, CandidateScore
from lredit_core.errors import InvalidRequest
from lredit_core.evaluation.judging import Surroundings, edited_picture, is_success, surroundings
from lredit_core.evaluation.methods import DEFAULT_METHODS, METHODS, NEED_GROUNDING, Outcome, Trial
from lredit_core.evaluation.regions_benchmark import Bench, Row, judged, run_benchmark, summarised
from lredit_core.evaluation.regions_page import page_of
from lredit_core.evaluation.regions_pictures import SCENE_PX, colour_of, scene_picture
from lredit_core.evaluation.regions_run import chosen_methods, chosen_tasks, table_of
from lredit_core.evaluation.summaries import interval
from lredit_core.evaluation.tasks import RegionTask, TaskKind, make_task
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.targets import parse_targets
from lredit_core.resources import resource_path
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lredit_core.bundles.loading import ModelBundle

pytestmark = pytest.mark.slow


def tasks_of(
    library: ArtLibrary,
    photos: BackgroundPhotos | None,
    *,
    scenes: int,
    seed: int,
    kinds: Collection[TaskKind] = tuple(TaskKind),
) -> Iterator[RegionTask]:
    maker = SceneMaker(library, photos)
    return (make_task(maker, kind, number, seed=seed) for number in range(scenes) for kind in TaskKind if kind in kinds)


@pytest.fixture(scope="module")
def library() -> ArtLibrary:
    return ArtLibrary(resource_path("art"))


@pytest.fixture(scope="module")
def tasks(library: ArtLibrary) -> list[RegionTask]:
    return list(tasks_of(library, BackgroundPhotos(resource_path("backgrounds")), scenes=3, seed=1))


def test_tasks_are_the_same_for_the_same_seed(library: ArtLibrary, tasks: list[RegionTask]) -> None:
    again = list(tasks_of(library, BackgroundPhotos(resource_path("backgrounds")), scenes=3, seed=1))
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
        elif task.kind is TaskKind.SEVERAL:
            assert len(task.occupied) == 4
            assert len(task.parts) == len(set(task.answers)) == 2 + task.number % 2
            assert set(task.answers) <= set(task.occupied)
        else:
            assert len(task.answers) == 1
            assert task.answers[0] in task.occupied


def test_the_program_reads_a_prompt_of_several_things_as_it_is_meant(tasks: list[RegionTask]) -> None:
    for task in tasks:
        if task.kind is TaskKind.SEVERAL:
            read = parse_targets(task.prompt, task.source_prompt)
            assert [thing.prompt for thing in read] == [part.prompt for part in task.parts]
            assert [thing.source_prompt for thing in read] == [part.source_prompt for part in task.parts]


def test_of_several_things_every_one_must_be_hit(tiny_bundle: ModelBundle) -> None:
    boxes = (Box(0, 0, 30, 30), Box(70, 70, 100, 100))
    whole = task_of(TaskKind.SEVERAL, boxes, boxes)
    parts = tuple(task_of(TaskKind.SEVERAL, (box,), boxes) for box in boxes)
    task = replace(whole, parts=parts)
    right = judged("m", task, Outcome.joined([outcome(boxes[0]), outcome(boxes[1])]), tiny_bundle, None)
    assert right.is_hit and right.iou == 1.0 and right.is_pointed_at
    exchanged = judged("m", task, Outcome.joined([outcome(boxes[1]), outcome(boxes[0])]), tiny_bundle, None)
    assert not exchanged.is_hit and exchanged.iou == 0.0
    half = judged("m", task, Outcome.joined([outcome(boxes[0]), outcome(Box(40, 40, 60, 60))]), tiny_bundle, None)
    assert not half.is_hit and half.iou == 0.5 and not half.is_pointed_at


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


class NamesEverything:
    """A judge that sees the same thing everywhere."""

    def __init__(self, names: tuple[str, ...], seen: str) -> None:
        self.names = names
        self._seen = names.index(seen)

    def classify(self, crops: Sequence[np.ndarray]) -> np.ndarray:
        order = [self._seen, *(index for index in range(len(self.names)) if index != self._seen)]
        return np.array([order] * len(crops))


#: Every method but those that repeat another with more steps, and those that need a part which this bundle lacks.
QUICK = tuple(
    name
    for name in METHODS
    if "thorough" not in name and name != "ours-balanced-straight-through" and name not in NEED_GROUNDING
)


@pytest.fixture(scope="module")
def rows(tiny_bundle: ModelBundle, library: ArtLibrary) -> list[Row]:
    judge = NamesEverything(library.names, library.names[0])
    bench = Bench(tiny_bundle, SceneMaker(library), judge)
    return run_benchmark(bench, scenes=1, methods=QUICK, kinds=(TaskKind.REPLACE, TaskKind.INSERT))


def test_every_method_answers_every_task_and_its_cost_is_counted(rows: list[Row]) -> None:
    assert {row.method for row in rows} == set(QUICK)
    assert len(rows) == len(QUICK) * 2
    for row in rows:
        assert row.task.image.size.as_box().contains(row.outcome.region)
        assert row.outcome.seconds > 0
        assert row.is_success in (True, False)
    figures = summarised(rows, seed=0)["methods"]
    costs = {name: values["cost"] for name, values in figures.items()}
    assert costs["public-recipe"]["edits"] == 99
    assert 0 < costs["ours-balanced"]["drafts"] <= 30
    assert costs["exhaustive-loss"]["drafts"] > 60
    assert costs["exhaustive-score"]["drafts"] == costs["exhaustive-loss"]["drafts"]
    assert costs["zero-draft"] | {"seconds": 0} == {"drafts": 0, "edits": 1, "denoising_evaluations": 0, "seconds": 0}
    assert "ours-balanced" in table_of({"methods": figures})


def test_the_keys_of_the_json_are_those_that_are_promised(tiny_bundle: ModelBundle, library: ArtLibrary) -> None:
    every = run_benchmark(Bench(tiny_bundle, SceneMaker(library)), scenes=1, methods=("centre",))
    figures = json.loads(json.dumps(summarised(every, seed=0)))["methods"]
    promised = {
        "ours-fast", "ours-balanced", "ours-thorough", "zero-draft", "public-recipe", "random", "attention-random",
        "centre", "relevance", "exhaustive-loss", "exhaustive-score",
    }  # fmt: skip
    assert promised <= set(DEFAULT_METHODS) <= set(METHODS)
    assert set(figures) == {"centre"}
    for values in figures.values():
        assert set(values["tasks"]) == {
            "replace", "replace-no-source", "insert", "restyle", "several", "remove", "change", "move", "double",
        }  # fmt: skip
        assert set(values["cost"]) == {"drafts", "edits", "denoising_evaluations", "seconds"}
        for task in values["tasks"].values():
            assert {"hit50", "mean_iou", "pointing", "edit_success", "score", "mask_iou", "mask75"} <= set(task)
            assert {"placed", "free"} <= set(task)


def test_what_a_method_chooses_and_costs_does_not_depend_on_those_beside_it(
    tiny_bundle: ModelBundle, library: ArtLibrary, rows: list[Row]
) -> None:
    """The memory shared by the methods of a scene must not show in the figures."""
    kinds = (TaskKind.REPLACE, TaskKind.INSERT)
    for name in ("ours-fast", "public-recipe", "attention-random"):
        alone = run_benchmark(Bench(tiny_bundle, SceneMaker(library)), scenes=1, methods=(name,), kinds=kinds)
        beside = [row for row in rows if row.method == name]
        for one, other in zip(alone, beside, strict=True):
            assert one.outcome.region == other.outcome.region
            assert (one.outcome.drafts, one.outcome.edits) == (other.outcome.drafts, other.outcome.edits)


def test_denoising_evaluations_are_counted_for_each_method_though_they_are_made_once(
    tiny_bundle: ModelBundle, library: ArtLibrary
) -> None:
    task = next(iter(tasks_of(library, None, scenes=1, seed=2)))
    trial = Trial(task, tiny_bundle, editor="diffusion", seed=0)
    calls: list[int] = []
    inner = trial.bundle._inner.editor("diffusion")
    original = inner.edit
    try:
        inner.edit = lambda crops, *rest, **named: calls.append(len(crops)) or original(crops, *rest, **named)  # type: ignore[method-assign]
        first, made = trial.measured(METHODS["centre"]), sum(calls)
        second = trial.measured(METHODS["centre"])
    finally:
        inner.edit = original  # type: ignore[method-assign]
    assert made == sum(calls) == 1
    assert first.denoising_evaluations == second.denoising_evaluations > 0
    assert second.seconds == pytest.approx(first.seconds, rel=0.6)


def test_the_figures_are_what_they_say() -> None:
    box = Box(0, 0, 50, 50)
    task = task_of(TaskKind.REPLACE, (box,), (box,))
    around = Surroundings(changed_share=0.2, psnr_db=30.0, feature_distance=None)
    rows = [
        Row("m", task, outcome(box, 2.0), True, 1.0, True, True, around),
        Row("m", task, outcome(Box(60, 60, 90, 90), 1.0), False, 0.0, False, False, around),
    ]
    figures = summarised(rows, seed=0)["methods"]["m"]["tasks"]["replace"]
    assert (figures["hit50"], figures["mean_iou"], figures["pointing"], figures["score"]) == (0.5, 0.5, 0.5, 1.5)
    assert figures["hit50_interval"] == [0.0, 1.0]
    assert figures["edit_success"] == 0.5
    assert (figures["changed_outside"], figures["psnr_outside_db"]) == (0.2, 30.0)
    assert figures["feature_distance_outside"] is None


def test_the_interval_shrinks_with_more_scenes() -> None:
    few, many = interval([0.0, 1.0] * 4, seed=1), interval([0.0, 1.0] * 200, seed=1)
    assert few[0] < many[0] < 0.5 < many[1] < few[1]


def outcome(box: Box, total: float = 0.0) -> Outcome:
    """An outcome whose edit is a red box."""
    score = CandidateScore(
        total=total,
        text_to_image=0,
        image_to_image=0,
        clip_loss=0,
        structural_loss=0,
        directional_loss=0,
        ranking_score=0,
    )
    pixels = np.full((box.height, box.width, 3), (200, 30, 30), np.uint8)
    mask = np.full((box.height, box.width), 255, np.uint8)
    candidate = Candidate(
        "c", box, pixels, mask, pixels, score, anchor_index=None, prompt="x", source_prompt="y", seed=0, editor="e"
    )
    return Outcome(candidate)


def test_only_pixels_outside_of_the_answer_count_as_changed_elsewhere(tiny_bundle: ModelBundle) -> None:
    answer = Box(20, 20, 60, 60)
    task = task_of(TaskKind.REPLACE, (answer,), (answer,))
    inside = outcome(answer).candidate
    kept = surroundings(task, answer, edited_picture(task.image, inside), tiny_bundle.self_supervised)
    assert kept is not None
    assert (kept.changed_share, kept.psnr_db) == (0.0, 99.0)
    wide = Box(20, 20, 100, 60)
    spilt = surroundings(task, wide, edited_picture(task.image, outcome(wide).candidate), tiny_bundle.self_supervised)
    assert spilt is not None
    assert spilt.changed_share == pytest.approx((38 * 40) / (100 * 100 - 44 * 44))
    assert spilt.psnr_db < 30
    insertion = task_of(TaskKind.INSERT, (), ())
    assert surroundings(insertion, wide, task.image.to_srgb8(), tiny_bundle.self_supervised) is None


def test_an_edit_succeeds_where_the_judge_names_the_thing_and_the_colour_is_right(library: ArtLibrary) -> None:
    answer = Box(20, 20, 60, 60)
    names = library.names
    base = task_of(TaskKind.RESTYLE, (answer,), (answer,))
    candidate = outcome(answer).candidate
    edited = edited_picture(base.image, candidate)

    def success(target: str, colour: str, seen: str) -> bool | None:
        return is_success(replace(base, target=target, colour=colour), candidate, edited, NamesEverything(names, seen))

    assert success(names[3], "red", names[3]) is True
    assert success(names[3], "blue", names[3]) is False
    assert success(names[3], "", names[3]) is True
    assert success(names[3], "", names[4]) is False
    assert success("a thing the judge never saw", "", names[4]) is None


def test_an_insertion_succeeds_in_a_good_place_only(library: ArtLibrary) -> None:
    task = replace(task_of(TaskKind.INSERT, (), (Box(0, 0, 40, 40),)), target=library.names[0])
    judge = NamesEverything(library.names, library.names[0])
    for box, expected in ((Box(50, 50, 80, 80), True), (Box(10, 10, 40, 40), False)):
        candidate = outcome(box).candidate
        assert is_success(task, candidate, edited_picture(task.image, candidate), judge) is expected


def test_the_page_needs_no_other_file_and_shows_every_method(rows: list[Row]) -> None:
    figures = {
        "scenes_per_task": 1, "seed": 0, "bundle": "tiny", "editor": "retrieve", "device": "CPU <1>",
        "judge": {"clean_accuracy": 0.9, "clean_pictures": 3}, **summarised(rows, seed=0),
    }  # fmt: skip
    page = page_of(figures, rows)
    assert page.count("data:image/webp;base64,") == 2 * (1 + len(QUICK))
    assert "http" not in page
    assert "<script" not in page
    assert "CPU &lt;1&gt;" in page
    assert "prefers-color-scheme: dark" in page
    for name in QUICK:
        assert name in page


def test_a_scenes_picture_shows_the_answer_and_the_boxes_in_their_colours() -> None:
    answer = Box(60, 10, 90, 40)
    task = task_of(TaskKind.REPLACE, (answer,), (answer,))
    row = Row("m", task, outcome(Box(10, 50, 40, 90)), False, 0.0, False)
    pixels = np.asarray(scene_picture([row]))
    assert max(pixels.shape[:2]) == SCENE_PX
    scale = SCENE_PX / 100
    assert (pixels[round(70 * scale), round(10 * scale) - 1 : round(10 * scale) + 4] == colour_of(0)).all(axis=1).any()
    along = pixels[round(10 * scale) - 2 : round(10 * scale) + 3, round(62 * scale) : round(88 * scale)]
    assert (along == 255).all(axis=-1).any()  # white dashes, off the diagonal: x of 60 to 90, y of 10


def test_methods_and_tasks_are_chosen_by_name() -> None:
    assert chosen_methods("") == DEFAULT_METHODS
    assert chosen_methods("all") == tuple(METHODS)
    assert chosen_methods("centre, ours-fast") == ("ours-fast", "centre")
    assert set(chosen_methods("ours-*")) == {name for name in METHODS if name.startswith("ours-")}
    assert chosen_tasks("insert") == (TaskKind.INSERT,)
    assert chosen_tasks("") == tuple(TaskKind)
    with pytest.raises(InvalidRequest, match="exhaustive-loss"):
        chosen_methods("exhaustive")


def test_the_tasks_of_one_kind_are_the_same_alone(library: ArtLibrary, tasks: list[RegionTask]) -> None:
    photos = BackgroundPhotos(resource_path("backgrounds"))
    alone = list(tasks_of(library, photos, scenes=3, seed=1, kinds=(TaskKind.INSERT,)))
    together = [task for task in tasks if task.kind is TaskKind.INSERT]
    assert [task.image.digest for task in alone] == [task.image.digest for task in together]


def test_several_things_are_measured_by_methods_of_both_ways(tiny_bundle: ModelBundle, library: ArtLibrary) -> None:
    bench = Bench(tiny_bundle, SceneMaker(library), None)
    ours, centre = bench.measure(TaskKind.SEVERAL, 1, ("ours-fast", "centre"))
    for row in (ours, centre):
        assert [item.prompt for item in row.outcome.candidates] == [part.prompt for part in row.task.parts]
    assert centre.outcome.edits == 3
    assert len({item.box for item in ours.outcome.candidates}) == 3
