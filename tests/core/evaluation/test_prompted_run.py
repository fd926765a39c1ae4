"""`lredit evaluate` as a person calls it, with tiny real models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.batch.manifest import PromptedPicture, read_manifest
from lredit_core.batch.results_folder import read_results
from lredit_core.cli.commands import app
from lredit_core.evaluation.methods import METHODS
from lredit_core.evaluation.prompted_run import EvaluationRequest, measure_list
from lredit_core.evaluation.prompted_tasks import task_of, text_to_score
from lredit_core.evaluation.tasks import TaskKind
from tests.fakes.tiny_pipelines import write_whole_image_model

pytestmark = pytest.mark.slow


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Two pictures, the second with a known box."""
    for number, name in enumerate(("a.png", "b.png")):
        pixels = np.random.default_rng(number).integers(60, 120, (72, 96, 3), dtype=np.uint8)
        pixels[20:50, 50:80] = (220, 60, 50)
        Image.fromarray(pixels).save(tmp_path / name)
    rows = [
        {"picture": "a.png", "prompt": "a red apple", "source": "the cat"},
        {"picture": "b.png", "prompt": "a dog", "box": [50, 20, 80, 50]},
    ]
    (tmp_path / "list.json").write_text(json.dumps(rows), encoding="utf-8")
    return tmp_path / "list.json"


def evaluate(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_methods_whole_image_editors_and_ready_made_results_stand_side_by_side(
    tiny_folder: Path, listed: Path, tmp_path: Path
) -> None:
    ready = tmp_path / "theirs"
    ready.mkdir()
    before = np.asarray(Image.open(tmp_path / "b.png"))
    changed = before.copy()
    changed[20:50, 50:80] = 0
    Image.fromarray(changed).save(ready / "b.jpg", quality=100, subsampling=0)
    write_whole_image_model("stable-diffusion", tmp_path / "plain")
    result = evaluate(
        listed, "--bundle", tiny_folder, "--methods", "centre", "--with", f"plug-and-play={tmp_path / 'plain'}",
        "--steps", 2, "--results", f"theirs={ready}", "--out", tmp_path / "out", "--json", tmp_path / "f.json",
        "--html", tmp_path / "f.html",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert list(figures["methods"]) == ["centre", "plug-and-play", "theirs"]
    assert (figures["rows"], figures["known_boxes"], figures["methods"]["theirs"]["failures"]) == (2, 1, 1)
    rows = {(row["row"], row["method"]): row for row in figures["results"]}
    for row in rows.values():
        values = row["figures"]
        if not row["failure"]:
            assert values["score"] == pytest.approx(2 * values["text_to_image"] + values["image_to_image"], abs=1e-4)
            assert values["psnr_db"] > 0 and values["ssim"] <= 1.0001 and values["distance"] >= 0
    assert rows["0002-b", "theirs"]["figures"]["psnr_db"] > 35 > rows["0002-b", "plug-and-play"]["figures"]["psnr_db"]
    assert rows["0001-a", "theirs"]["failure"].startswith("There is no result")
    assert (
        rows["0001-a", "centre"]["regions"] == [[24, 18, 72, 54]] and rows["0001-a", "plug-and-play"]["regions"] == []
    )
    assert rows["0001-a", "plug-and-play"]["note"] == "outside of the region of centre"
    assert rows["0002-b", "centre"]["note"] == "outside of the known box"
    assert rows["0002-b", "theirs"]["seconds"] is None and rows["0002-b", "centre"]["seconds"] > 0
    assert "Failed: 0001-a, theirs" in result.stdout
    page = (tmp_path / "f.html").read_text(encoding="utf-8")
    assert page.count("<img") == 2 + 5 and "http" not in page


def test_the_same_command_goes_on_where_it_was_stopped(
    tiny_folder: Path, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest, calls = read_manifest(listed), []
    asked = EvaluationRequest("centre", bundle=str(tiny_folder))
    centre = METHODS["centre"]

    def stops(trial: Any) -> Any:
        calls.append(trial.task.prompt)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return centre(trial)

    monkeypatch.setitem(METHODS, "centre", stops)
    with pytest.raises(KeyboardInterrupt):
        measure_list(manifest, asked, tmp_path / "out")
    (first,) = read_results(tmp_path / "out")
    run = measure_list(manifest, asked, tmp_path / "out")
    assert calls == ["a red apple", "a dog", "a dog"], "what was there was not made again"
    assert run.results[0] == first and len(read_results(tmp_path / "out")) == 2
    lines = (tmp_path / "out" / "rows.jsonl").read_text(encoding="utf-8")
    again = measure_list(manifest, asked, tmp_path / "out")
    assert again.figures == run.figures and len(calls) == 3
    assert (tmp_path / "out" / "rows.jsonl").read_text(encoding="utf-8") == lines, "nor measured"
    measure_list(manifest, EvaluationRequest("centre", bundle=str(tiny_folder), seed=7), tmp_path / "out")
    assert len(calls) == 5, "another seed makes other pictures"


def test_check_lists_what_is_wrong_and_nothing_is_run(listed: Path, tmp_path: Path) -> None:
    good = evaluate(listed, "--check")
    assert good.exit_code == 0 and "2 of 2 rows" in good.stdout
    (tmp_path / "bad.csv").write_text("picture,prompt\na.png,a dog\nc.png,a dog\n", encoding="utf-8")
    checked = evaluate(tmp_path / "bad.csv", "--check")
    assert checked.exit_code == 2 and "line 3: There is no file" in checked.stdout and "1 of 2 rows" in checked.stdout
    run = evaluate(tmp_path / "bad.csv", "--out", tmp_path / "out")
    assert run.exit_code == 2 and "nothing was run" in run.output and not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--methods", "magic"], 2, "magic"),
        (["--methods", "none"], 2, "nothing to evaluate"),
        (["--methods", "none", "--results", "a=nowhere"], 2, "no folder"),
        (["--methods", "none", "--results", "a"], 2, "NAME=FOLDER"),
        (["--methods", "none", "--results", "before=."], 2, "cannot be the name"),
        (["--methods", "none", "--results", "a=.", "--results", "a=."], 2, "Two methods"),
        (["--with", "diffedit=nowhere"], 3, "nothing at"),
        (["--bundle", "nowhere"], 3, "no model bundle"),
        (["--methods", "none", "--results", "a=tests"], 4, "Nothing could be measured"),
        (["--json", "same", "--html", "same"], 2, "one file"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_exit_code(
    arguments: list[str], code: int, told: str, listed: Path
) -> None:
    result = evaluate(listed, *arguments)
    assert result.exit_code == code and told in result.output, result.output


def row(prompt: str, source: str = "", path: Path | None = None) -> PromptedPicture:
    return PromptedPicture(1, "line 1", "a.png", path or Path("a.png"), prompt, source)


def test_a_rows_words_say_what_kind_of_task_it_is_and_what_is_scored(listed: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    kinds = {
        ("a red apple", "the cat"): TaskKind.REPLACE,
        ("a red apple", ""): TaskKind.REPLACE_NO_SOURCE,
        ("add a red apple", ""): TaskKind.INSERT,
        ("remove the cat", ""): TaskKind.REMOVE,
        ("make the cat blue", ""): TaskKind.CHANGE,
        ("a red apple and a dog", ""): TaskKind.SEVERAL,
    }
    for (prompt, source), kind in kinds.items():
        assert task_of(row(prompt, source, path)).kind is kind, prompt
    assert [part.prompt for part in task_of(row("a red apple and a dog", "", path)).parts] == ["a red apple", "a dog"]
    assert text_to_score(row("a red apple and a dog")) == "a red apple and a dog"
    assert text_to_score(row("add a red apple")) == "a red apple"
    assert text_to_score(row("remove the cat")) is None


def test_results_of_others_alone_need_no_method_and_are_scored_by_whom_one_says(
    tiny_folder: Path, listed: Path, tmp_path: Path
) -> None:
    ready = tmp_path / "theirs"
    ready.mkdir()
    Image.open(tmp_path / "a.png").resize((48, 36)).save(ready / "0001-a.png")
    Image.open(tmp_path / "b.png").resize((50, 50)).save(ready / "2.png")
    result = evaluate(
        listed, "--methods", "none", "--results", f"theirs={ready}", "--bundle", "nowhere", "--scored-by", tiny_folder,
        "--json", tmp_path / "f.json",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert figures["scored_by"] == tiny_folder.name and figures["methods"]["theirs"]["failures"] == 0
    first, second = figures["results"]
    assert first["note"] == "no region is known" and "another shape" in second["note"]
    assert first["figures"]["score"] is not None and second["figures"]["psnr_db"] is None
    assert "No background is compared" in result.stdout


def test_a_smaller_result_of_the_same_shape_is_compared_at_its_own_size(
    tiny_folder: Path, listed: Path, tmp_path: Path
) -> None:
    ready = tmp_path / "theirs"
    ready.mkdir()
    for name in ("a.png", "b.png"):
        Image.open(tmp_path / name).resize((48, 36), Image.Resampling.LANCZOS).save(ready / name)
    asked = EvaluationRequest("none", ready_made=(f"theirs={ready}",), scored_by=str(tiny_folder))
    run = measure_list(read_manifest(listed), asked, tmp_path / "out")
    assert run.results[1].figures["psnr_db"] == 99.0, "made smaller as we make pictures smaller, it is the same"
    assert run.figures["methods"]["theirs"]["compared"] == 1
