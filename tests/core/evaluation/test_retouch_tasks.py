"""Tasks about things that stay in the picture: what is asked, what is right, and what is measured of an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.api.events import Candidate, CandidateScore
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import InvalidRequest
from lredit_core.evaluation import methods
from lredit_core.evaluation.methods import Outcome, Trial
from lredit_core.evaluation.regions_benchmark import Bench, Row, judged, summarised
from lredit_core.evaluation.regions_page import page_of
from lredit_core.evaluation.regions_run import table_of
from lredit_core.evaluation.retouch_judging import found_mask_iou, hides_nothing, is_placed, is_retouched
from lredit_core.evaluation.tasks import RegionTask, TaskKind, definite, make_task, place_of
from lredit_core.evaluation.without_regions import instruction_for
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.relation import Relation
from lredit_core.prompt.targets import parse_targets
from lredit_core.resources import resource_path
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import HUE_BY_COLOUR, ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.bundles.loading import ModelBundle

pytestmark = pytest.mark.slow

RETOUCHES = (TaskKind.REMOVE, TaskKind.CHANGE, TaskKind.MOVE, TaskKind.DOUBLE)
#: A thing of 100 x 100 pixels' picture, and another one to its right.
THING, OTHER = Box(20, 40, 40, 60), Box(70, 40, 90, 60)
RED, BLUE = (200, 30, 30), (30, 60, 200)


@pytest.fixture(scope="module")
def maker() -> SceneMaker:
    return SceneMaker(ArtLibrary(resource_path("art")), BackgroundPhotos(resource_path("backgrounds")))


@pytest.fixture(scope="module")
def tasks(maker: SceneMaker) -> list[RegionTask]:
    return [make_task(maker, kind, number, seed=2) for kind in RETOUCHES for number in range(6)]


def mask_of(box: Box) -> NDArray[np.bool_]:
    mask = np.zeros((100, 100), np.bool_)
    mask[box.as_slices()] = True
    return mask


def task_of(kind: TaskKind, way: Relation | None = None) -> RegionTask:
    """A red thing and another one on black."""
    pixels = np.zeros((100, 100, 3), np.uint8)
    pixels[THING.as_slices()] = pixels[OTHER.as_slices()] = RED
    answers = () if kind is TaskKind.INSERT else (THING,)
    masks = (mask_of(THING), mask_of(OTHER))
    return RegionTask(
        kind, 0, PixelBuffer(pixels), "x", "", answers, (THING, OTHER), "cat", "blue", way=way, masks=masks
    )


def candidate_of(box: Box, **known: object) -> Candidate:
    pixels = np.full((box.height, box.width, 3), BLUE, np.uint8)
    mask = np.full((box.height, box.width), 255, np.uint8)
    score = CandidateScore(0, 0, 0, 0, 0, 0, 0)
    candidate = Candidate(
        "c", box, pixels, mask, pixels, score, anchor_index=None, prompt="x", source_prompt="", seed=0, editor="e"
    )
    return replace(candidate, **known)  # type: ignore[arg-type]


def test_commands_are_read_as_they_are_meant(tasks: list[RegionTask]) -> None:
    for task in tasks:
        (target,) = parse_targets(task.prompt)
        assert (target.intent.value, target.source_prompt) == (task.kind.value, f"the {task.target}")
        assert target.own_prompt == instruction_for(task) == task.prompt
        assert not target.problem and target.relation is task.way
        if task.kind is TaskKind.CHANGE:
            assert target.adjustment is not None and target.adjustment.colour == task.colour != ""
    assert {task.way for task in tasks if task.kind is TaskKind.MOVE} <= set(Relation)
    assert len({task.way for task in tasks if task.kind is TaskKind.MOVE}) > 1
    assert {task.colour for task in tasks if task.kind is TaskKind.CHANGE} <= set(HUE_BY_COLOUR)


def test_the_answer_is_the_thing_with_its_pixels(tasks: list[RegionTask]) -> None:
    for task in tasks:
        assert len(task.answers) == 1 and task.answers[0] in task.occupied
        assert len(task.masks) == len(task.occupied)
        assert task.mask is not None
        inside = task.mask[task.answers[0].as_slices()]
        assert inside.any(axis=0).all() or inside.any(axis=1).all()
        assert inside.sum() == task.mask.sum() > 0


def test_what_should_go_somewhere_has_room_there(tasks: list[RegionTask]) -> None:
    steps = {
        Relation.LEFT_OF: (-1, 0), Relation.RIGHT_OF: (1, 0), Relation.ABOVE: (0, -1), Relation.BELOW: (0, 1),
    }  # fmt: skip
    for task in tasks:
        if task.kind.goes_somewhere:
            (thing,) = task.answers
            ways = [steps[task.way]] if task.way is not None else list(steps.values())
            moved = [thing.translated(round(1.1 * x * thing.width), round(1.1 * y * thing.height)) for x, y in ways]
            assert any(task.is_placed(box) for box in moved)


@pytest.mark.parametrize(
    ("way", "destination", "right"),
    [
        (Relation.LEFT_OF, THING.translated(-15, 0), True),
        (Relation.LEFT_OF, THING.translated(-4, 0), False),  # hardly moved
        (Relation.LEFT_OF, THING.translated(-15, 20), False),  # more down than to the left
        (Relation.LEFT_OF, THING.translated(-25, 0), False),  # out of the picture
        (Relation.RIGHT_OF, THING.translated(20, 0), True),
        (Relation.RIGHT_OF, THING.translated(-15, 0), False),
        (Relation.RIGHT_OF, THING.translated(40, 0), False),  # onto the other thing
        (Relation.ABOVE, THING.translated(0, -30), True),
        (Relation.BELOW, THING.translated(0, 30), True),
        (Relation.BELOW, THING.translated(0, -30), False),
    ],
)
def test_what_is_moved_lies_where_the_words_say(way: Relation, destination: Box, right: bool) -> None:
    task = task_of(TaskKind.MOVE, way)
    assert task.is_placed(destination) is right
    assert is_placed(task, candidate_of(THING, destination=destination)) is right
    assert is_placed(task, candidate_of(THING)) is False
    assert is_placed(task_of(TaskKind.REMOVE), candidate_of(THING)) is None


def test_what_is_doubled_covers_neither_itself_nor_another() -> None:
    task = task_of(TaskKind.DOUBLE)
    assert task.is_placed(THING.translated(22, 0))
    assert not task.is_placed(THING.translated(5, 0))
    assert not task.is_placed(OTHER)


def test_where_a_thing_was_found_counts_though_it_went_elsewhere() -> None:
    moved = candidate_of(Box(0, 0, 90, 90), destination=THING.translated(0, 30), region=THING)
    assert place_of(moved) == THING
    assert place_of(candidate_of(OTHER)) == OTHER
    assert task_of(TaskKind.MOVE, Relation.BELOW).is_hit(Outcome(moved).region)


def test_a_mask_is_compared_with_the_things_own_pixels() -> None:
    task = task_of(TaskKind.REMOVE)
    half = Silhouette.of_box(Box(20, 40, 30, 60))
    assert found_mask_iou(task, candidate_of(THING, silhouette=Silhouette.of_box(THING))) == 1.0
    assert found_mask_iou(task, candidate_of(THING, silhouette=half)) == 0.5
    assert found_mask_iou(task, candidate_of(THING, silhouette=Silhouette.of_box(OTHER))) == 0.0
    assert found_mask_iou(task, candidate_of(THING)) == 0.0
    assert found_mask_iou(replace(task, masks=()), candidate_of(THING)) is None
    assert found_mask_iou(replace(task, kind=TaskKind.REPLACE), candidate_of(THING)) is None


def test_what_is_added_hides_no_pixel_of_a_thing() -> None:
    task = task_of(TaskKind.INSERT)
    assert hides_nothing(task, candidate_of(Box(42, 10, 68, 95))) is True
    assert hides_nothing(task, candidate_of(Box(30, 10, 68, 95))) is False
    clear = np.zeros((85, 38), np.uint8)
    assert hides_nothing(task, candidate_of(Box(30, 10, 68, 95), mask=clear)) is True  # nothing is laid down there
    assert hides_nothing(replace(task, masks=()), candidate_of(OTHER)) is None
    assert hides_nothing(task_of(TaskKind.REMOVE), candidate_of(OTHER)) is None


class SeesRed:
    """Names what is red in the middle a cat, all else a dog."""

    names = ("dog", "cat")

    def classify(self, crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.int64]:
        reds = [crop[crop.shape[0] // 2, crop.shape[1] // 2, 0] > 100 for crop in crops]
        return np.array([[int(red), 1 - int(red)] for red in reds])


@pytest.mark.parametrize(
    ("kind", "is_there", "went", "expected"),
    [
        (TaskKind.REMOVE, False, False, True),
        (TaskKind.REMOVE, True, False, False),
        (TaskKind.MOVE, False, True, True),
        (TaskKind.MOVE, True, True, False),
        (TaskKind.MOVE, False, False, False),
        (TaskKind.DOUBLE, True, True, True),
        (TaskKind.DOUBLE, False, True, False),
        (TaskKind.DOUBLE, True, False, False),
    ],
)
def test_a_retouch_shows_where_it_should(kind: TaskKind, is_there: bool, went: bool, expected: bool) -> None:
    task, there = task_of(kind), Box(20, 70, 40, 90)
    edited = task.image.to_srgb8().copy()
    edited[THING.as_slices()] = RED if is_there else 0
    edited[there.as_slices()] = RED if went else 0
    assert is_retouched(task, edited, SeesRed(), destination=there) is expected
    if kind.goes_somewhere:
        assert is_retouched(task, edited, SeesRed()) is None
    assert is_retouched(task, edited, None, destination=there) is None
    assert is_retouched(replace(task, target="bus"), edited, SeesRed(), destination=there) is None
    unseen = replace(task, image=PixelBuffer(np.zeros((100, 100, 3), np.uint8)))
    assert is_retouched(unseen, edited, SeesRed(), destination=there) is None


def test_a_changed_thing_has_the_words_hue_on_its_own_pixels() -> None:
    task = task_of(TaskKind.CHANGE)
    blue, elsewhere = task.image.to_srgb8().copy(), task.image.to_srgb8().copy()
    blue[THING.as_slices()] = elsewhere[OTHER.as_slices()] = BLUE
    assert is_retouched(task, blue, None) is True
    assert is_retouched(task, elsewhere, None) is False
    assert is_retouched(replace(task, masks=()), blue, None) is None


def test_a_row_holds_what_the_figures_are_means_of(tiny_bundle: ModelBundle) -> None:
    task = task_of(TaskKind.MOVE, Relation.BELOW)
    right = candidate_of(THING, region=THING, silhouette=Silhouette.of_box(THING), destination=THING.translated(0, 25))
    wrong = candidate_of(OTHER, region=OTHER, silhouette=Silhouette.of_box(OTHER), destination=OTHER.translated(0, -25))
    rows = [judged("m", task, Outcome(item), tiny_bundle, None) for item in (right, wrong)]
    assert [(row.is_hit, row.mask_iou, row.is_placed, row.is_free) for row in rows] == [
        (True, 1.0, True, None), (False, 0.0, False, None),
    ]  # fmt: skip
    assert rows[0].around is None  # what went elsewhere changes pixels there
    figures = summarised(rows, seed=0)["methods"]["m"]["tasks"]["move"]
    assert (figures["hit50"], figures["mask_iou"], figures["mask75"], figures["placed"]) == (0.5, 0.5, 0.5, 0.5)
    assert figures["mask_iou_interval"] == [0.0, 1.0]
    assert (figures["free"], figures["free_interval"]) == (None, None)


@pytest.fixture(scope="module")
def rows(tiny_bundle: ModelBundle, maker: SceneMaker) -> list[Row]:
    names = ("ours-fast", "zero-draft", "public-recipe", "centre")
    bench = Bench(tiny_bundle, maker, None)
    return [row for kind in (TaskKind.REMOVE, TaskKind.MOVE) for row in bench.measure(kind, 0, names)]


def test_every_method_answers_a_command(rows: list[Row]) -> None:
    assert len(rows) == 8
    for row in rows:
        assert row.task.image.size.as_box().contains(row.outcome.region)
        assert row.mask_iou is not None and 0 <= row.mask_iou <= 1
        assert (row.is_placed is None) is (row.task.kind is TaskKind.REMOVE)
        places = (row.outcome.region, *row.outcome.alternatives)
        assert len(set(places)) == len(places)  # results in one region are one choice


def test_the_table_and_the_page_show_masks_and_places(rows: list[Row]) -> None:
    figures = summarised(rows, seed=0)
    told = table_of(figures)
    assert "mask IoU: remove" in told and "placed: move" in told and "placed: remove" not in told
    about = {"scenes_per_task": 1, "seed": 0, "bundle": "tiny", "editor": "retrieve", "device": "CPU"}
    page = page_of({**about, **figures}, rows)
    assert "mask IoU" in page and ", mask 0." in page


def test_where_the_engine_refuses_the_picture_stays_and_the_answer_is_missed(
    tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_arguments: object) -> object:
        raise InvalidRequest("There is no room.")

    monkeypatch.setattr(methods, "edit_events", refuses)
    task = replace(task_of(TaskKind.MOVE, Relation.BELOW), prompt="move the cat down")
    trial = Trial(task, tiny_bundle, editor="", seed=0)
    row = judged("m", task, trial.measured(methods.METHODS["ours-fast"]), tiny_bundle, None)
    assert (row.is_hit, row.mask_iou, row.is_placed) == (False, 0.0, False)
    boxed = trial.edited_in(THING)
    assert boxed.region == THING and not boxed.candidate.mask.any()
    described = replace(task, kind=TaskKind.REPLACE, prompt="a dog", source_prompt="a cat")
    with pytest.raises(InvalidRequest, match="no room"):
        Trial(described, tiny_bundle, editor="", seed=0).edited_in(THING)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("a dog", "the dog"), ("an apple", "the apple"), ("some grapes", "the grapes"), ("scissors", "the scissors"),
     ("the sky", "the sky"), ("a theatre", "the theatre")],
)  # fmt: skip
def test_what_is_there_is_spoken_of_as_known(phrase: str, expected: str) -> None:
    assert definite(phrase) == expected
