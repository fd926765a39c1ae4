"""`lredit bench photographs`: its figures on hand-made answers, and the command as a person calls it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.api.events import Candidate, CandidateScore
from lredit_core.cli.commands import app
from lredit_core.cli.exit_codes import EXIT_BAD_REQUEST
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import EngineError
from lredit_core.evaluation import photographs_page
from lredit_core.evaluation.methods import METHODS, Trial
from lredit_core.evaluation.photograph_questions import Question
from lredit_core.evaluation.photographs_benchmark import (
    BESIDE,
    PHOTOGRAPH_METHODS,
    Choice,
    MeasuredQuestion,
    PhotographsBench,
    choice_of,
    measured_beside,
    rows_of,
    summarised,
)
from lredit_core.evaluation.photographs_page import page_of
from lredit_core.evaluation.photographs_pictures import map_picture, proposals_picture
from lredit_core.evaluation.photographs_run import table_of
from lredit_core.evaluation.tasks import RegionTask, TaskKind
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.bundles.loading import ModelBundle

pytestmark = pytest.mark.slow

ANSWER = Box(0, 0, 40, 40)
#: IoU 0.5, 0.4 (its middle inside) and 0 with the answer.
HALF, LESS, FAR = Box(0, 0, 40, 20), Box(0, 0, 40, 16), Box(60, 60, 90, 90)


def photo(folder: Path, name: str = "a.png", seed: int = 0) -> Path:
    pixels = np.random.default_rng(seed).integers(60, 120, (72, 96, 3), dtype=np.uint8)
    pixels[20:50, 50:80] = (220, 60, 50)
    Image.fromarray(pixels).save(folder / name)
    return folder / name


@pytest.fixture
def question(tmp_path: Path) -> Question:
    return Question(0, "a.png", photo(tmp_path), "a dog", ANSWER, (ANSWER,))


def chosen(method: str, *candidates: Box, seconds: float = 1.0) -> Choice:
    task = RegionTask(
        TaskKind.REPLACE, 0, PixelBuffer(np.zeros((100, 100, 3), np.uint8)), "x", "y", (ANSWER,), (ANSWER,)
    )
    return choice_of(method, task, candidates, seconds=seconds)


def test_a_choice_is_worth_what_its_boxes_are() -> None:
    first = chosen("m", LESS, FAR, HALF)
    assert (first.iou, first.best_iou, first.is_centre_inside) == (0.4, 0.5, True)
    failed = Choice("m", failure="It broke.")
    assert (failed.iou, failed.best_iou, failed.is_centre_inside) == (0.0, 0.0, False)


def test_the_figures_are_what_they_say(question: Question) -> None:
    measured = [
        MeasuredQuestion(question, ANSWER, (chosen("m", HALF, seconds=1.0),), (FAR, HALF)),
        MeasuredQuestion(question, ANSWER, (chosen("m", LESS, HALF, seconds=2.0),), (LESS, FAR)),
        MeasuredQuestion(question, ANSWER, (chosen("m", FAR, seconds=9.0),), (ANSWER,)),
        MeasuredQuestion(question, ANSWER, (Choice("m", failure="It broke."),), failure="It broke."),
        MeasuredQuestion(question, ANSWER, failure="No picture."),  # counted nowhere but said
    ]
    figures = summarised(measured, seed=0)
    values = figures["methods"]["m"]
    expected = {
        "questions": 4, "failures": 1, "hit50": 0.25, "hit30": 0.5, "mean_iou": 0.225, "centre_inside": 0.5,
        "best_candidate50": 0.5, "seconds_mean": 4.0, "seconds_median": 2.0,
    }  # fmt: skip
    assert {key: values[key] for key in expected} == expected
    assert values["hit50_interval"][0] < 0.25 < values["hit50_interval"][1]
    proposals = figures["proposals"]
    assert (proposals["best50"], proposals["mean_best_iou"], proposals["windows"]) == (0.5, 0.475, 1.2)
    assert [(item["method"], item["why"]) for item in figures["failures"]] == [
        ("", "It broke."), ("m", "It broke."), ("", "No picture."),
    ]  # fmt: skip


def test_rows_hold_what_halves_are_compared_by(question: Question) -> None:
    measured = MeasuredQuestion(question, ANSWER, (chosen("m", LESS, HALF), Choice("n", failure="No.")), (HALF, FAR))
    row, failed = json.loads(json.dumps(rows_of([measured])))
    assert row == {
        "question": 0, "picture": "a.png", "thing": "a dog", "answer": [0, 0, 40, 40],
        "best_proposal": [0, 0, 40, 20], "best_proposal_iou": 0.5, "method": "m", "box": [0, 0, 40, 16],
        "candidates": [[0, 0, 40, 16], [0, 0, 40, 20]], "iou": 0.4, "best_candidate_iou": 0.5,
        "is_centre_inside": True, "drafts": 0, "seconds": 1.0, "failure": "",
    }  # fmt: skip
    assert (failed["box"], failed["candidates"], failed["iou"], failed["failure"]) == (None, [], 0.0, "No.")


def test_one_method_that_fails_takes_no_other_along(
    question: Question, tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(trial: Trial) -> Any:
        raise EngineError("It broke.")

    def breaks(trial: Trial) -> Any:
        raise RuntimeError("odd")

    monkeypatch.setitem(METHODS, "random", refuses)
    monkeypatch.setitem(METHODS, "zero-draft", breaks)
    measured = PhotographsBench(tiny_bundle).measure(question, ("random", "zero-draft", "centre"))
    assert [choice.failure for choice in measured.choices] == ["It broke.", "RuntimeError: odd", ""]
    assert measured.choices[2].candidates == (Box(24, 18, 72, 54),)
    assert len(measured.proposals) > 10
    assert measured.relevance is not None and measured.relevance.ndim == 2


def test_a_picture_that_cannot_be_read_is_a_question_that_failed(question: Question, tiny_bundle: ModelBundle) -> None:
    question.path.write_bytes(b"")
    measured = PhotographsBench(tiny_bundle).measure(question, ("centre",))
    assert (measured.choices, "is empty" in measured.failure) == ((), True)
    figures = summarised([measured], seed=0)
    assert (figures["methods"], figures["proposals"]["best50"]) == ({}, None)


def test_every_method_offers_candidates_and_ours_up_to_four(question: Question, tiny_bundle: ModelBundle) -> None:
    names = ("ours-thorough", "ours-balanced", "relevance", "attention-random")
    measured = PhotographsBench(tiny_bundle).measure(question, names)
    counts = [len(choice.candidates) for choice in measured.choices]
    assert counts == [4, 4, 1, 1]
    for choice in measured.choices:
        assert len(set(choice.candidates)) == len(choice.candidates)
        assert choice.seconds > 0


def test_the_page_shows_every_photograph_and_says_what_failed(
    question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = np.linspace(0, 1, 48, dtype=np.float32).reshape(6, 8)
    one = MeasuredQuestion(question, ANSWER, (chosen("m", HALF), Choice("<n>", failure="It broke.")), (HALF,), field)
    gone = Question(1, "gone.png", tmp_path / "gone.png", "a cat", ANSWER, (ANSWER,))
    measured = [one, MeasuredQuestion(gone, ANSWER, (chosen("m", FAR), chosen("<n>", FAR)))]
    figures = {
        "questions": 2, "pictures": 2, "half": "even", "intent": "replace", "bundle": "tiny", "editor": "e",
        "device": "CPU",
        "skipped": [{"picture": "<s>.png", "why": "It is not there."}], **summarised(measured, seed=0),
    }  # fmt: skip
    page = page_of(figures, measured)
    assert page.count("data:image/webp;base64,") == 3
    for told in ("even half", "&lt;n&gt;", "&lt;s&gt;.png", "It broke.", "There is no file", "“a dog”"):
        assert told in page
    assert "http" not in page and "<script" not in page
    monkeypatch.setattr(photographs_page, "QUESTIONS_SHOWN", 1)
    assert "The first 1 of 2 questions are shown" in page_of(figures, measured)
    told = table_of(figures)
    assert "Failed: a.png, a dog, <n>: It broke." in told and "1 pictures were skipped" in told


def test_the_map_is_warm_where_the_words_are_and_proposals_are_faint(question: Question) -> None:
    pixels = np.full((100, 100, 3), 100, np.uint8)
    field = np.zeros((10, 10), np.float32)
    field[7:, 7:] = 1
    measured = MeasuredQuestion(question, ANSWER, (chosen("m", FAR),), (FAR, ANSWER), field)
    seen = np.asarray(map_picture(measured, pixels)).astype(int)
    assert seen[450, 450, 0] > seen[300, 100, 0] + 80
    lines = np.asarray(proposals_picture(measured, pixels)).astype(int)
    assert lines[350, 350, 0] == 70  # within a proposal, the photograph dimmed
    assert 70 < lines[350, 288, 0] < 200  # FAR's left side
    without = MeasuredQuestion(question, ANSWER, (chosen("m", FAR),))
    assert np.asarray(map_picture(without, pixels))[450, 450].tolist() == [100, 100, 100]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two photographs with answers beside them."""
    here = tmp_path / "photographs"
    here.mkdir()
    rows = []
    for number in range(2):
        photo(here, f"{number}.png", seed=number)
        rows.append({"picture": f"{number}.png", "things": [{"name": "a dog", "box": [50, 20, 80, 50]}]})
    (here / "answers.json").write_text(json.dumps({"rows": rows}), encoding="utf-8")
    return here


def bench(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["bench", "photographs", *map(str, arguments)])
    return result.exit_code, result.output


def test_the_command_prints_a_table_and_writes_figures_and_a_page(
    folder: Path, tiny_folder: Path, tmp_path: Path
) -> None:
    figures_file, page_file = tmp_path / "f.json", tmp_path / "f.html"
    code, output = bench(
        "--pictures", folder, "--bundle", tiny_folder, "--methods", "ours-fast,centre", "--seed", 4,
        "--json", figures_file, "--html", page_file,
    )  # fmt: skip
    assert code == 0, output
    assert "2 questions on 2 pictures" in output and "ours-fast" in output
    figures = json.loads(figures_file.read_text(encoding="utf-8"))
    assert (figures["version"], figures["bundle"], figures["answers"], figures["seed"]) == (2, "tiny", "rows", 4)
    assert set(figures["methods"]) == {"ours-fast", "centre"}
    assert len(figures["rows"]) == 4
    assert figures["rows"][0]["answer"] == [50, 20, 80, 50]
    assert page_file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert page_file.read_text(encoding="utf-8").count("data:image/webp") == 6


def test_processes_and_halves_measure_what_one_process_does(folder: Path, tiny_folder: Path, tmp_path: Path) -> None:
    def rows(*arguments: object) -> list[dict[str, Any]]:
        chosen_methods = ("--methods", "random,zero-draft", "--bundle", tiny_folder, "--json", tmp_path / "f.json")
        code, output = bench("--pictures", folder, *chosen_methods, *arguments)
        assert code == 0, output
        figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
        return [{**row, "seconds": 0} for row in figures["rows"]]

    together = rows()
    assert rows("--processes", 2) == together
    assert rows("--half", "even") + rows("--half", "odd") == together
    assert rows("--limit", 1) == together[:2]


def test_what_runs_unless_asked_is_known() -> None:
    assert set(PHOTOGRAPH_METHODS) <= set(METHODS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--methods", "magic"], "There is no method"),
        (["--intent", "double"], "Nothing is asked for"),
        (["--half", "third"], 'Say "even" or "odd"'),
        (["--answers", "nothing.json"], "There is no file"),
        (["--json", "one", "--html", "one"], "would write to one file"),
    ],
)
def test_what_cannot_be_done_is_refused_before_models_are_loaded(folder: Path, arguments: list[str], told: str) -> None:
    code, output = bench("--pictures", folder, "--bundle", "no such bundle", *arguments)
    assert (code, told in output) == (EXIT_BAD_REQUEST, True), output


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    code, output = bench("--pictures", tmp_path / "nowhere")
    assert (code, "There is no folder" in output) == (EXIT_BAD_REQUEST, True)


def measured_of(intent: EditIntent, path: Path, candidate: Candidate) -> dict[str, float]:
    answer = None if intent is EditIntent.ADD else ANSWER
    task = Question(0, "a.png", path, "a dog", answer, (ANSWER, FAR.grown(6)), intent=intent).task()
    return measured_beside(task, candidate)


def candidate_in(box: Box, silhouette: Silhouette | None = None) -> Candidate:
    pixels = np.zeros((box.height, box.width, 3), np.uint8)
    return Candidate(
        "c", box, pixels, pixels[..., 0], pixels, CandidateScore(0, 0, 0, 0, 0, 0, 0), anchor_index=None, prompt="x",
        source_prompt="", seed=0, editor="e", silhouette=silhouette,
    )  # fmt: skip


def test_of_what_is_removed_the_mask_is_compared_with_the_answers_box(tmp_path: Path) -> None:
    path = photo(tmp_path)
    for box, inside, fits in ((ANSWER, 1.0, 1.0), (Box(0, 20, 40, 60), 0.5, 0.0), (Box(0, 0, 40, 50), 0.8, 1.0)):
        known = measured_of(EditIntent.REMOVE, path, candidate_in(ANSWER, Silhouette.of_box(box)))
        assert known == {"mask_inside": pytest.approx(inside), "mask_box50": fits}
    nothing = {"mask_inside": 0.0, "mask_box50": 0.0}
    assert measured_of(EditIntent.REMOVE, path, candidate_in(ANSWER)) == nothing
    assert measured_of(EditIntent.REPLACE, path, candidate_in(ANSWER)) == {}


def test_what_is_added_should_cover_nothing_that_is_known(tmp_path: Path) -> None:
    path = photo(tmp_path)
    for box, free, clear in ((Box(42, 0, 52, 40), 1.0, 1.0), (Box(36, 0, 46, 20), 1.0, 0.6), (HALF, 0.0, 0.0)):
        known = measured_of(EditIntent.ADD, path, candidate_in(box))
        assert known == {"free": free, "clear": pytest.approx(clear)}


@pytest.mark.parametrize(("intent", "keys"), [("remove", ("mask_inside", "mask_box50")), ("add", ("free", "clear"))])
def test_the_command_asks_to_remove_and_to_add(
    folder: Path, tiny_folder: Path, tmp_path: Path, intent: str, keys: tuple[str, str]
) -> None:
    figures_file, page_file = tmp_path / "f.json", tmp_path / "f.html"
    code, output = bench(
        "--pictures", folder, "--bundle", tiny_folder, "--intent", intent, "--methods", "ours-fast,centre",
        "--json", figures_file, "--html", page_file,
    )  # fmt: skip
    assert code == 0, output
    figures = json.loads(figures_file.read_text(encoding="utf-8"))
    assert (figures["intent"], figures["questions"], figures["failures"]) == (intent, 2, [])
    for key in keys:
        low, high = figures["methods"]["ours-fast"][f"{key}_interval"]
        assert 0 <= low <= figures["methods"]["ours-fast"][key] <= high <= 1
        assert all(key in row for row in figures["rows"])
        assert BESIDE[key] in output and BESIDE[key].replace("'", "&#x27;") in page_file.read_text(encoding="utf-8")
    asked = "“remove the dog”" if intent == "remove" else "“add a red apple”"
    assert asked in page_file.read_text(encoding="utf-8")


def test_a_method_that_fails_is_no_good_beside_either(question: Question) -> None:
    measured = [
        MeasuredQuestion(question, ANSWER, (replace(chosen("m", HALF), beside={"mask_inside": 1.0}),)),
        MeasuredQuestion(question, ANSWER, (Choice("m", failure="It broke."),)),
    ]
    assert summarised(measured, seed=0)["methods"]["m"]["mask_inside"] == 0.5


def test_the_best_proposal_for_what_is_added_covers_nothing_known(question: Question) -> None:
    adding = MeasuredQuestion(question, None, proposals=(HALF, FAR))
    assert (adding.best_proposal, adding.best_proposal_iou) == (FAR, 1.0)
    full = MeasuredQuestion(question, None, proposals=(HALF,))
    assert full.best_proposal_iou == 0.0
    lines = np.asarray(proposals_picture(adding, np.full((100, 100, 3), 100, np.uint8))).astype(int)
    assert (lines[:100, 190:195] == 255).all(axis=-1).any()  # what is known is dotted: ANSWER's right side
