"""The command line: what it writes, what it says, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.bundles.loading import ModelBundle
from lredit_core.cli.commands import app
from lredit_core.pictures.opening import open_picture
from tests.waiting import wait_until
from tests.warm_processes import Command

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 90, 3), dtype=np.uint8)).save(path)
    return path


def lredit(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_an_edit_writes_everything_it_was_asked_for(photo: Path, tiny_folder: Path, tmp_path: Path) -> None:
    names = ("edited.png", "layer.png", "boxes.png", "sheet.png", "events.jsonl", "report.json")
    paths = {name: tmp_path / name for name in names}
    code, output = lredit(
        "edit", photo, "--prompt", "a red apple", "--source", "a cat", "--bundle", tiny_folder, "--preset", "fast",
        "--seed", 3, "--out", paths["edited.png"], "--boxes", paths["boxes.png"], "--candidates", paths["sheet.png"],
        "--events", paths["events.jsonl"], "--report", paths["report.json"], "--layer", paths["layer.png"],
    )  # fmt: skip
    assert (code, output) == (0, f"Wrote {', '.join(map(str, paths.values()))}.\n")  # no progress in a pipe
    report = json.loads(paths["report.json"].read_text())
    x0, y0, x1, y1 = report["region"]
    before, after = open_picture(photo).buffer.pixels, open_picture(paths["edited.png"]).buffer.pixels
    inside = np.zeros(before.shape[:2], bool)
    inside[y0:y1, x0:x1] = True
    np.testing.assert_array_equal(before[~inside], after[~inside])
    assert (before[inside] != after[inside]).any()
    layer = open_picture(paths["layer.png"]).buffer.pixels
    assert layer.shape == (64, 90, 4) and not layer[~inside].any()
    laid = before + (layer[..., :3].astype(float) - before) * (layer[..., 3:] / 255)
    assert np.abs(laid - after).max() < 1.6

    assert report["version"] == 2
    assert report["image"] == {"width": 90, "height": 64, "bit_depth": 8}
    assert {anchor["source"] for anchor in report["anchors"]} <= {"attention", "objectness", "text", "grid"}
    by_anchor: dict[int, float] = {}
    for proposal in report["proposals"]:
        by_anchor[proposal["anchor"]] = by_anchor.get(proposal["anchor"], 0.0) + proposal["probability"]
    assert all(total == pytest.approx(1.0, abs=1e-4) for total in by_anchor.values())
    assert report["candidates"][0]["box"] == report["region"]
    assert set(report["candidates"][0]) >= {"score", "s_t2i", "s_i2i", "l_clip", "l_str", "l_dir", "note"}
    assert report["calls"]["drafts"] > 0
    assert len(report["expected_loss"]) == 6  # the start and five steps
    assert report["first_gradient_norm"] > 0
    assert report["seconds"]["first_box"] <= report["seconds"]["first_candidate"] <= report["seconds"]["end"]
    assert (report["seed"], report["preset"], report["editor"]) == (3, "fast", "retrieve")
    assert "torch" in report["versions"]

    kinds = [json.loads(line)["event"] for line in paths["events.jsonl"].read_text().splitlines()]
    assert kinds[0] == "JobStarted"
    assert kinds[-1] == "EditFinished"
    assert open_picture(paths["boxes.png"]).buffer.size.width == 90
    with Image.open(paths["edited.png"]) as edited:
        assert edited.info["Prompt"] == "a red apple"


def test_all_boxes_of_ones_own_are_in_the_picture_in_order(photo: Path, tiny_folder: Path, tmp_path: Path) -> None:
    out, boxes = tmp_path / "edited.png", ((5, 6, 25, 26), (30, 6, 50, 30), (60, 30, 85, 60))
    options = [part for box in boxes for part in ("--box", ",".join(map(str, box)))]
    code, output = lredit(
        "edit", photo, "--prompt", "a red apple", "--bundle", tiny_folder, "--preset", "fast", *options, "--out", out
    )
    assert code == 0, output
    changed = (open_picture(photo).buffer.pixels != open_picture(out).buffer.pixels).any(axis=2)
    inside = np.zeros_like(changed)
    for x0, y0, x1, y1 in boxes:
        assert changed[y0:y1, x0:x1].any(), f"{x0},{y0} was left as it was"
        inside[y0:y1, x0:x1] = True
    assert not changed[~inside].any()


def test_boxes_of_ones_own_are_edited_without_learning(photo: Path, tiny_folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    code, _output = lredit(
        "edit", photo, "--prompt", "a red apple", "--bundle", tiny_folder, "--box", "5,6,40,50", "--report", report
    )
    assert code == 0
    assert json.loads(report.read_text())["region"] == [5, 6, 40, 50]
    assert json.loads(report.read_text())["proposals"] == []


def test_a_box_that_reaches_out_of_the_picture_is_cut_and_that_is_said(
    photo: Path, tiny_folder: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    arguments = ["edit", photo, "--prompt", "a red apple", "--bundle", tiny_folder, "--box", "50,20,200,60"]
    result = CliRunner().invoke(app, [str(argument) for argument in [*arguments, "--report", report]])
    assert (result.exit_code, result.stdout) == (0, f"Wrote {report}.\n")
    sentence = (
        "The box (50, 20, 200, 60) reaches out of the picture, which is 90 x 64 pixels: (50, 20, 90, 60) is edited."
    )
    assert sentence in result.stderr
    told = json.loads(report.read_text())
    assert told["region"] == [50, 20, 90, 60] and sentence in told["notices"]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--prompt", " "], 2, "prompt is empty"),
        (["--prompt", "!!! ???"], 2, "holds no word"),
        (["--prompt", "a dog", "--source", "???"], 2, 'source prompt "???" holds no word'),
        (["--prompt", "remove the dog's shadow"], 2, "goes with it"),
        (["--prompt", "x" * 10_000], 2, "10000 characters"),
        (["--prompt", "an apple", "--box", "500,500,600,600"], 2, "outside of the picture"),
        (["--prompt", "an apple", "--box", "5,5,5,9"], 2, "no area"),
        (["--prompt", "an apple", "--box", "5,5,9,60"], 2, "4 x 55 pixels of the picture. Give one of at least 8"),
        (["--prompt", "an apple", "--box", "86,5,200,60"], 2, "at least 8 on each side"),
        (["--prompt", "an apple", "--box", "five"], 2, "not of the form"),
        (["--prompt", "an apple", "--bundle", "nothing"], 3, "no model bundle"),
        (["--prompt", "an apple", "--out", "/no/such/folder/x.png"], 2, "no folder"),
        (["--prompt", "an apple", "--editor", "oil"], 2, "has no editor"),
        (["--prompt", "an apple", "--seed", "-4"], 2, "out of range"),
        (["--prompt", "an apple", "--out", "x.bmp"], 2, "not written as BMP"),
        (["--prompt", "an apple", "--layer", "l.jpg"], 2, "would not keep the layer"),
        (["--prompt", "an apple", "--boxes", "b.xyz"], 2, "does not say a format"),
        (["--prompt", "an apple", "--candidates", "noext"], 2, "does not say a format"),
        (["--prompt", "a cat", "--out", "/", "--bundle", "nothing"], 2, "does not say a format"),
        (["--prompt", "a cat", "--report", "/", "--bundle", "nothing"], 2, "is a folder"),
    ],
)
def test_bad_requests_get_a_sentence_and_their_exit_code(
    photo: Path, tiny_folder: Path, arguments: list[str], code: int, sentence: str
) -> None:
    bundle = [] if "--bundle" in arguments else ["--bundle", str(tiny_folder)]
    writes = {"--out", "--layer", "--boxes", "--candidates", "--report"} & set(arguments)
    outputs = [] if writes else ["--out", str(photo.with_name("edited.png"))]
    actual, output = lredit("edit", photo, *arguments, *bundle, *outputs)
    assert actual == code
    assert sentence in output
    assert "Traceback" not in output


def test_an_edit_that_would_write_nothing_is_refused_at_once() -> None:
    code, output = lredit("edit", "no-such-photo.png", "--prompt", "an apple", "--bundle", "nothing")
    assert code == 2
    assert all(option in output for option in ("--out", "--layer", "--boxes", "--candidates", "--events", "--report"))


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("option", ["--out", "--layer", "--boxes", "--candidates", "--events", "--report"])
def test_a_folder_that_takes_no_file_is_told_before_anything_is_loaded(photo: Path, option: str) -> None:
    code, output = lredit("edit", photo, "--prompt", "an apple", "--bundle", "nothing", option, "/proc/x.png")
    assert code == 2
    assert 'The folder "/proc" cannot be written to' in output


def test_a_notice_is_said_beside_the_results(
    photo: Path, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ModelBundle, "notice_for", lambda _bundle, prompt, _editor: f"{prompt}: not among them.")
    out = tmp_path / "edited.png"
    arguments = ["edit", photo, "--prompt", "an apple", "--box", "5,6,40,50", "--bundle", tiny_folder, "--out", out]
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert (result.exit_code, result.stdout) == (0, f"Wrote {out}.\n")
    assert result.stderr == "lredit: an apple: not among them.\n"


def test_the_log_stays_away_from_what_is_said_unless_it_is_asked_for(photo: Path, tiny_folder: Path) -> None:
    arguments = ["edit", photo, "--prompt", "the meaning of life", "--bundle", tiny_folder, "--editor", "retrieve"]
    arguments += ["--out", photo.with_name("edited.png")]
    for options in ([], ["--verbose"]):
        code, _output, errors = Command(*options, *arguments, folder=photo.parent).ended()
        assert code == 2
        assert ("WARNING:lredit_core" in errors) == bool(options)
        assert "lredit: The library has no drawing" in errors


def test_pictures_side_by_side_are_looked_at_before_anything_is_edited(photo: Path) -> None:
    code, output = lredit("compare", photo, "--prompt", "an apple", "--with", "no such=x", "--out", "x.xyz")
    assert code == 2
    assert "does not say a format" in output


def test_what_a_bundle_draws_is_listed(tiny_folder: Path) -> None:
    code, output = lredit("bundles", "things", tiny_folder)
    assert code == 0
    assert "retrieve: " in output and "apple" in output


def test_a_text_file_is_refused_before_any_model_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "notes.png"
    path.write_text("not a picture")
    code, output = lredit("edit", path, "--prompt", "an apple", "--bundle", "nothing", "--out", tmp_path / "x.png")
    assert code == 2
    assert "is not a picture" in output


def test_bundles_are_listed_and_verified(tiny_folder: Path) -> None:
    code, output = lredit("bundles", "list")
    assert code == 0
    assert output.startswith("builtin: ")
    code, output = lredit("bundles", "verify", tiny_folder)
    assert code == 0
    assert "everything loads" in output


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("moment", ["import typer", "from lredit_core.report.edit_run import run_edit"])
def test_an_interrupt_before_the_edit_begins_is_said_too(moment: str, photo: Path) -> None:
    """As pressed in the middle of an import, which is where the first seconds go."""
    name = moment.split()[1]
    code = (
        "import builtins, os, signal, sys\n"
        "real = builtins.__import__\n"
        "def importing(name, *rest):\n"
        f"    if name == {name!r}:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(name, *rest)\n"
        "builtins.__import__ = importing\n"
        "from lredit_core.cli.main import main; main()"
    )
    out = str(photo.with_name("edited.png"))
    command = [sys.executable, "-c", code, "edit", str(photo), "--prompt", "an apple", "--out", out]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "lredit: Stopped.\n")


def test_an_interrupt_stops_the_edit_with_its_exit_code(photo: Path, tiny_folder: Path, tmp_path: Path) -> None:
    events = tmp_path / "events.jsonl"
    arguments = ["edit", photo, "--prompt", "an apple", "--bundle", tiny_folder, "--preset", "thorough"]
    arguments += ["--editor", "diffusion", "--events", events, "--out", tmp_path / "edited.png"]
    command = Command(*arguments, folder=tmp_path)

    def is_learning() -> bool:
        assert command.is_running()
        return events.exists() and "RegionsUpdated" in events.read_text()

    wait_until(is_learning, "the learning to begin")
    command.interrupt()
    code, _output, errors = command.ended()
    assert code == 130
    assert errors.strip().endswith("Stopped.")
    assert not (tmp_path / "edited.png").exists()
