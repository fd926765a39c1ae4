"""`lredit bench regions` as a person calls it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.cli.commands import app
from lredit_core.cli.exit_codes import EXIT_BAD_REQUEST
from lredit_core.evaluation import regions_run

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.slow


def test_it_prints_a_table_and_writes_figures_and_a_page(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = {"clean_accuracy": 0.9, "clean_pictures": 10}  # 1,242 drawings take longer than all the rest
    monkeypatch.setattr(regions_run, "_judge_figures", lambda _judge, _maker: clean)
    figures_file, page_file = tmp_path / "regions.json", tmp_path / "regions.html"
    arguments = ["bench", "regions", "--scenes", "1", "--seed", "4", "--bundle", str(tiny_folder)]
    choice = ["--tasks", "insert,replace", "--methods", "random,zero-draft"]
    files = ["--json", str(figures_file), "--html", str(page_file)]
    result = CliRunner().invoke(app, [*arguments, *choice, *files])
    assert result.exit_code == 0, result.output
    assert "zero-draft" in result.output
    figures = json.loads(figures_file.read_text(encoding="utf-8"))
    assert (figures["bundle"], figures["editor"], figures["seed"], figures["scenes_per_task"]) == (
        "tiny", "retrieve", 4, 1,
    )  # fmt: skip
    assert figures["judge"] == clean
    assert set(figures["methods"]) == {"random", "zero-draft"}
    assert set(figures["methods"]["random"]["tasks"]) == {"replace", "insert"}
    assert page_file.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_unknown_method_is_refused_before_anything_is_measured() -> None:
    result = CliRunner().invoke(app, ["bench", "regions", "--methods", "magic"])
    assert result.exit_code == EXIT_BAD_REQUEST
    assert "ours-balanced" in result.output


def own_drawings(folder: Path, count: int) -> Path:
    """A folder of cut-outs as a person would have it: a sub-folder for each thing, no table beside."""
    for number in range(count):
        sub = folder / f"thing {number}"
        sub.mkdir(parents=True)
        drawing = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
        drawing.paste((20 * number, 200 - 20 * number, 90, 255), (4, 3, 36, 27))
        drawing.save(sub / "a.png")
    return folder


def test_drawings_of_ones_own_are_measured_by_the_tasks_they_allow(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regions_run, "_judge_figures", lambda _judge, _maker: {})
    art = own_drawings(tmp_path / "art", 9)
    arguments = ["bench", "regions", "--art", str(art), "--scenes", "1", "--bundle", str(tiny_folder)]
    result = CliRunner().invoke(app, [*arguments, "--methods", "centre", "--json", str(tmp_path / "f.json")])
    assert result.exit_code == 0, result.output
    tasks = json.loads((tmp_path / "f.json").read_text())["methods"]["centre"]["tasks"]
    assert set(tasks) == {
        "replace", "replace-no-source", "insert", "several", "remove", "change", "move", "double",
    }  # fmt: skip
    refused = CliRunner().invoke(app, [*arguments, "--tasks", "restyle"])
    assert refused.exit_code == EXIT_BAD_REQUEST and "colour word" in refused.output
