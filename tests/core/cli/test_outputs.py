"""What commands write: never over the person's picture, never half, and with any name that a file can have."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.api.request import EditRequest
from lredit_core.cli.commands import app
from lredit_core.cli.sample import run_sample
from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.pictures.atomic_writing import replacing
from lredit_core.pictures.image import PixelBuffer
from tests.warm_processes import Command

pytestmark = pytest.mark.slow

OPTIONS = pytest.mark.parametrize("option", ["--out", "--boxes", "--candidates", "--events", "--report"])


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 90, 3), dtype=np.uint8)).save(path)
    return path


def lredit(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@OPTIONS
@pytest.mark.parametrize("link", ["plain", "symbolic", "hard"])
def test_the_picture_is_never_overwritten(option: str, link: str, photo: Path) -> None:
    before, target = photo.read_bytes(), photo.with_name(f"{link}.png")
    if link == "symbolic":
        target.symlink_to(photo)
    elif link == "hard":
        os.link(photo, target)
    else:
        target = photo
    code, output = lredit("edit", photo, "--prompt", "an apple", "--bundle", "nothing", option, target)
    assert code == 2
    assert f"{option} would overwrite the picture that is edited" in output
    assert photo.read_bytes() == before


def test_two_outputs_of_one_edit_need_two_files(photo: Path) -> None:
    one = photo.with_name("one.png")
    code, output = lredit(
        "edit", photo, "--prompt", "an apple", "--bundle", "nothing", "--boxes", one, "--candidates", one
    )
    assert code == 2
    assert "--boxes and --candidates would write to one file" in output
    assert not one.exists()


def test_pictures_side_by_side_are_kept_from_the_source_as_well(photo: Path, tmp_path: Path) -> None:
    before = photo.rename(tmp_path / "before.png")
    content = before.read_bytes()
    arguments = ["compare", before, "--prompt", "an apple", "--with", f"instruct-pix2pix={tmp_path}"]
    for outputs in (["--out", before], ["--out", tmp_path / "sheet.png", "--each", tmp_path]):
        code, output = lredit(*arguments, *outputs)
        assert code == 2
        assert "would overwrite the picture that is edited" in output
    assert before.read_bytes() == content


def test_the_figures_of_a_benchmark_need_a_file_of_their_own(tmp_path: Path) -> None:
    one = tmp_path / "one"
    code, output = lredit("bench", "regions", "--json", one, "--html", one, "--bundle", "nothing")
    assert (code, "--json and --html would write to one file" in output) == (2, True)
    code, output = lredit("bench", "speed", "--json", tmp_path / "no" / "figures.json")
    assert (code, "There is no folder" in output) == (2, True)


def test_the_sample_edit_leaves_a_picture_among_its_outputs_alone(photo: Path, capsys: pytest.CaptureFixture) -> None:
    mine = photo.rename(photo.with_name("edited.png"))
    before = mine.read_bytes()
    assert run_sample(mine.parent, mine) == 2
    assert "would overwrite" in capsys.readouterr().err
    assert mine.read_bytes() == before


@pytest.mark.parametrize("text", ["caf\udce9", "an\0apple", "a\x1b[31m red apple"])
@pytest.mark.parametrize("field", ["prompt", "source_prompt", "negative_prompt"])
def test_what_is_no_text_is_refused_before_the_work(text: str, field: str) -> None:
    image = PixelBuffer(np.zeros((20, 20, 3), np.uint8))
    with pytest.raises(InvalidRequest, match="holds a character that is no text"):
        EditRequest(image, **{"prompt": "an apple", field: text})
    assert EditRequest(image, "\u03b1 caf\u00e9 \U0001f469\u200d\U0001f680\n here").prompt.endswith(" here")


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes are Linux's")
def test_bytes_that_are_no_utf8_are_told_in_prompts_and_taken_in_names(
    photo: Path, tiny_folder: Path, tmp_path: Path
) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9"
    photo.rename(os.fsdecode(name + b".png"))
    options = [b"--bundle", os.fsencode(tiny_folder), b"--box", b"5,6,40,50"]
    options += [b"--out", name + b"-edited.png", b"--report", name + b".json", b"--prompt"]
    code, _output, errors = Command(b"edit", name + b".png", *options, b"caf\xe9", folder=tmp_path).ended()
    assert code == 2
    assert "The prompt holds a character that is no text" in errors
    assert "Traceback" not in errors
    code, output, errors = Command(b"edit", name + b".png", *options, b"an apple", folder=tmp_path).ended()
    assert code == 0, errors
    assert "Wrote " in output
    report = Path(os.fsdecode(name + b".json"))
    assert json.loads(report.read_text("utf-8"))["prompt"] == "an apple"
    code, _output, errors = Command(b"edit", b"gone\xe9.png", *options, b"a cat", folder=tmp_path).ended()
    assert (code, "There is no file" in errors) == (2, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("option", ["--events", "--report"])
def test_a_full_disk_is_told_in_a_sentence(option: str, photo: Path, tiny_folder: Path) -> None:
    arguments = ["edit", photo, "--prompt", "an apple", "--bundle", tiny_folder, "--box", "5,6,40,50"]
    code, output = lredit(*arguments, option, "/dev/full")
    assert code == 4, "nothing about the request is wrong"
    assert "was not written: the disk said" in output
    assert "Traceback" not in output


def test_a_fault_while_a_file_is_filled_is_not_said_of_its_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the fault itself"), replacing(tmp_path / "edited.png"):
        raise ValueError("the fault itself")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(PictureError, match="no file name can hold"), replacing(tmp_path / "an\0apple.png"):
        pass
