"""Editors without regions as rows of the region benchmark, with tiny random models of the real classes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from lredit_core.cli.commands import app
from lredit_core.evaluation import regions_run
from lredit_core.evaluation.judging import answer_most_changed, changed_around
from lredit_core.evaluation.methods import Outcome, Trial
from lredit_core.evaluation.regions_benchmark import judged, run_benchmark
from lredit_core.evaluation.regions_workers import Ingredients
from lredit_core.evaluation.tasks import RegionTask, TaskKind, make_task
from lredit_core.evaluation.without_regions import WholeImageMethod, WholeImagePlace, instruction_for
from lredit_core.evaluation.workers import workers_of
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.resources import resource_path
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker
from tests.core.evaluation.test_regions_benchmark import NamesEverything, task_of
from tests.fakes.tiny_pipelines import write_whole_image_model

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def plain_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "plain"
    write_whole_image_model("stable-diffusion", folder)
    return folder


@pytest.fixture(scope="module")
def instructed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "instructed"
    write_whole_image_model("instruct-pix2pix", folder)
    return folder


@pytest.fixture(scope="module")
def library() -> ArtLibrary:
    return ArtLibrary(resource_path("art"))


def test_the_command_measures_them_beside_our_methods(
    tiny_folder: Path, plain_folder: Path, instructed_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = {"clean_accuracy": 1.0, "clean_pictures": 1}
    monkeypatch.setattr(regions_run, "_judge_figures", lambda _judge, _maker: clean)
    others = [f"plug-and-play={plain_folder}", f"instruct-pix2pix={instructed_folder}"]
    result = CliRunner().invoke(
        app,
        [
            "bench", "regions", "--scenes", "1", "--bundle", str(tiny_folder), "--methods", "centre",
            "--whole-image", others[0], "--whole-image", others[1],
            "--whole-image-steps", "2", "--json", str(tmp_path / "f.json"), "--html", str(tmp_path / "f.html"),
        ],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert list(figures["methods"]) == ["centre", "plug-and-play", "instruct-pix2pix"]
    assert figures["whole_image"]["plug-and-play"] == {"model": "plain", "steps": 2}
    for name, per_step, before in (("plug-and-play", 3, 2), ("instruct-pix2pix", 3, 0)):
        values = figures["methods"][name]
        assert values["cost"]["denoising_evaluations"] == per_step * 2 + before
        assert (values["cost"]["drafts"], values["cost"]["edits"]) == (0, 1) and values["cost"]["seconds"] > 0
        for kind, task in values["tasks"].items():
            assert set(task) == set(figures["methods"]["centre"]["tasks"][kind])
            for key in ("hit50", "hit50_interval", "mean_iou", "mean_iou_interval", "pointing"):
                assert task[key] is None
            assert -3 <= task["score"] <= 3
            assert task["score"] == pytest.approx(
                2 * task["score_text_to_image"] + task["score_image_to_image"], abs=2e-3
            )
            has_place = kind not in ("insert", "move", "double")
            has_one = has_place and kind != "several"
            if kind != "remove":  # there it depends on whether the judge names the thing before
                assert (task["edit_success"] is not None) == has_place
            assert task["mask_iou"] is task["placed"] is task["free"] is None
            for key in ("changed_outside", "psnr_outside_db", "feature_distance_outside"):
                assert (task[key] is not None) == has_one
        assert values["tasks"]["replace"]["changed_outside"] > 0.5, "they repaint the whole picture"
    lines = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line.strip()}
    assert lines["plug-and-play"][:5] == ["–"] * 5 and lines["centre"][0] != "–"
    page = (tmp_path / "f.html").read_text(encoding="utf-8")
    assert "no region" in page and "plug-and-play (plain, 2 steps)" in page
    assert str(plain_folder) not in page + (tmp_path / "f.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(("other", "code"), [("plug-and-play", 2), ("magic=.", 2), ("diffedit=nowhere", 3)])
def test_what_is_no_such_editor_is_told_before_anything_is_measured(other: str, code: int) -> None:
    result = CliRunner().invoke(app, ["bench", "regions", "--whole-image", other])
    assert result.exit_code == code, result.output


class PaintsAll:
    """Paints a box of every picture in one colour, whatever it is told."""

    name = "diffedit"

    def __init__(self, box: Box) -> None:
        self.box, self.told = box, []

    def edit_whole(self, picture: np.ndarray, instructions: object, *, on_step: object) -> np.ndarray:
        self.told.append(instructions)
        edited = picture.copy()
        edited[self.box.as_slices()] = (200, 30, 30)
        return edited


def _measured(method: WholeImageMethod, task: RegionTask, bundle: ModelBundle) -> Outcome:
    return Trial(task, bundle, editor="", seed=3).measured(method)


def test_the_answer_that_changed_most_is_judged_and_what_lies_outside_of_it_counts(
    tiny_bundle: ModelBundle, library: ArtLibrary
) -> None:
    boxes = (Box(0, 0, 30, 30), Box(60, 60, 100, 100))
    task = replace(task_of(TaskKind.REPLACE_NO_SOURCE, boxes, boxes), target=library.names[0])
    editor = PaintsAll(Box(58, 58, 100, 100))
    method = WholeImageMethod(WholeImagePlace("diffedit", Path()).other, editor, 4)
    outcome = _measured(method, task, tiny_bundle)
    row = judged("diffedit", task, outcome, tiny_bundle, NamesEverything(library.names, library.names[0]))
    assert (row.is_hit, row.iou, row.is_pointed_at, row.is_success) == (None, None, None, True)
    assert row.around == changed_around(
        task, boxes[1], np.asarray(outcome.candidate.pixels), tiny_bundle.self_supervised
    )
    assert row.around is not None and row.around.changed_share == 0.0, "grown by a tenth, the answer holds all of it"
    wrong = judged("diffedit", task, outcome, tiny_bundle, NamesEverything(library.names, library.names[1]))
    assert wrong.is_success is False
    assert editor.told[0].steps == 4 and editor.told[0].seed == 3


def test_an_untouched_picture_is_as_like_itself_as_can_be(tiny_bundle: ModelBundle, library: ArtLibrary) -> None:
    box = Box(10, 10, 40, 40)
    pixels = np.random.default_rng(0).integers(0, 256, (100, 100, 3), dtype=np.uint8)
    pixels[box.as_slices()] = (200, 30, 30)
    task = replace(task_of(TaskKind.REPLACE, (box,), (box,)), image=PixelBuffer(pixels))
    method = WholeImageMethod(WholeImagePlace("diffedit", Path()).other, PaintsAll(box))
    outcome = _measured(method, task, tiny_bundle)
    assert outcome.candidate.score.image_to_image == pytest.approx(1.0, abs=1e-3)
    row = judged("diffedit", task, outcome, tiny_bundle, None)
    assert row.around is not None and (row.around.changed_share, row.around.psnr_db) == (0.0, 99.0)
    assert row.is_success is None
    assert answer_most_changed(task_of(TaskKind.INSERT, (), ()), pixels) is None


def test_of_several_things_each_has_its_own_likeness_in_the_one_picture(
    tiny_bundle: ModelBundle, library: ArtLibrary
) -> None:
    task = make_task(SceneMaker(library), TaskKind.SEVERAL, 1, seed=0)
    editor = PaintsAll(Box(0, 0, 50, 50))
    outcome = _measured(WholeImageMethod(WholeImagePlace("diffedit", Path()).other, editor), task, tiny_bundle)
    assert len(editor.told) == 1 and editor.told[0].prompt == task.prompt
    assert [item.prompt for item in outcome.candidates] == [part.prompt for part in task.parts]
    assert len({item.score.text_to_image for item in outcome.candidates}) == 3
    assert outcome.edits == 1


def test_instructions_say_what_to_do() -> None:
    cat = replace(task_of(TaskKind.REPLACE, (), ()), prompt="a dog", source_prompt="a cat")
    assert instruction_for(cat) == "turn a cat into a dog"
    assert instruction_for(replace(cat, source_prompt="")) == "add a dog"
    sky = replace(cat, kind=TaskKind.INSERT, prompt="a balloon", source_prompt="the sky")
    assert instruction_for(sky) == "add a balloon to the sky"
    assert instruction_for(replace(cat, parts=(cat, sky))) == "turn a cat into a dog and add a balloon to the sky"


def test_several_processes_measure_them_as_one_does(tiny_folder: Path, plain_folder: Path) -> None:
    made_of = Ingredients(str(tiny_folder), None, "", 3, (WholeImagePlace("masactrl", plain_folder, 2),))
    kinds = (TaskKind.REPLACE,)
    torch.set_num_threads(1)
    bench, two = made_of.bench(), workers_of(made_of, processes=2)
    apart = run_benchmark(bench, scenes=1, methods=("centre",), kinds=kinds, workers=two)
    together = run_benchmark(bench, scenes=1, methods=("centre",), kinds=kinds)
    assert [row.method for row in apart] == [row.method for row in together] == ["centre", "masactrl"]
    assert np.array_equal(apart[1].outcome.candidate.pixels, together[1].outcome.candidate.pixels)
