"""A project in a folder, as a journal has it: read again as it was, or refused with a sentence and nothing followed."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lredit_core.errors import PictureError
from lredit_core.project.content import JSON_NAME, Project
from lredit_core.project.reading import open_project, open_unpacked
from lredit_core.project.writing import ProjectWriter
from tests.core.project.test_project_file import a_project, rewritten, same, set_in

if TYPE_CHECKING:
    from pathlib import Path


def unpacked(folder: Path, project: Project) -> Path:
    ProjectWriter().write_unpacked(project, folder)
    return folder


def some_pixels(folder: Path) -> Path:
    return sorted((folder / "pixels").iterdir())[0]


def refusal_of(folder: Path) -> PictureError:
    with pytest.raises(PictureError) as caught:
        open_unpacked(folder)
    assert caught.value.message.endswith(".")
    return caught.value


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_folder_is_read_as_it_was_written_and_brought_up_to_date(tmp_path: Path, dtype: type[Any]) -> None:
    project, later = a_project(2, dtype), a_project(3, dtype)
    folder = unpacked(tmp_path / "one", project)
    opened = open_unpacked(folder)
    assert same(opened.project, project)
    before = {path.name for path in (folder / "pixels").iterdir()}
    opened.writer.write_unpacked(later, folder)
    opened.writer.write_unpacked(later, folder)
    assert same(open_unpacked(folder).project, later)
    opened.writer.write_unpacked(project, folder)
    assert {path.name for path in (folder / "pixels").iterdir()} == before, "nothing is left of the later one"


def test_what_lies_in_place_of_a_file_is_not_read(tmp_path: Path) -> None:
    project = a_project(2)
    folder = unpacked(tmp_path / "one", project)
    file, aside = some_pixels(folder), tmp_path / "aside"
    file.rename(aside)
    assert "is missing" in refusal_of(folder).details
    file.symlink_to(aside)
    assert "link" in refusal_of(folder).details
    file.unlink()
    os.mkfifo(file)
    assert "pipe" in refusal_of(folder).details
    file.unlink()
    file.mkdir()
    assert "directory" in refusal_of(folder).details.lower()
    file.rmdir()
    file.write_bytes(aside.read_bytes() + b"\0")
    assert "longer than it may be" in refusal_of(folder).details
    file.write_bytes(aside.read_bytes()[:-1])
    assert "not as long" in refusal_of(folder).details
    aside.rename(file)
    assert same(open_unpacked(folder).project, project)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "There is no file" in refusal_of(tmp_path / "nowhere").message
    (tmp_path / "empty").mkdir()
    error = refusal_of(tmp_path / "empty")
    assert "damaged" in error.message and f"{JSON_NAME} is missing" in error.details


def test_a_name_that_is_too_long_for_the_disk_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=r"cannot be read \(File name too long\).*\.$"):
        open_project(tmp_path / ("n" * 300))


@pytest.mark.parametrize(
    ("path", "value", "details"),
    [
        ("layers.0.adjustment", {"light": 0.5}, ": pixels"),
        ("layers.0.pixels", None, ": pixels"),
    ],
)
def test_a_layer_has_pixels_or_an_adjustment(tmp_path: Path, path: str, value: Any, details: str) -> None:
    file = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), file)

    def change(record: Any) -> None:
        plain = next(number for number, layer in enumerate(record["layers"]) if layer["pixels"] is not None)
        record["layers"] = [record["layers"][plain] | {"group_id": None, "is_clipped": False, "original": None}]
        record["groups"], record["snapshots"] = [], []
        for candidate in record["candidates"]:
            candidate["accepted"] = None
        filled = value
        if isinstance(value, dict):
            names = ("light", "contrast", "saturation", "hue_deg", "warmth", "blur_px")
            filled = dict.fromkeys(names, 0.0) | value
        set_in(record, path, filled)

    rewritten(file, change)
    with pytest.raises(PictureError, match="damaged") as caught:
        open_project(file)
    assert caught.value.details.endswith(details)


def test_a_layer_has_no_more_channels_than_the_picture(tmp_path: Path) -> None:
    folder, narrow = unpacked(tmp_path / "one", a_project(2, channels=4)), unpacked(tmp_path / "two", a_project(2))
    record = json.loads((folder / JSON_NAME).read_text("utf-8"))
    source = json.loads((narrow / JSON_NAME).read_text("utf-8"))["source"]
    for part in ("pixels", "blobs"):
        for path in (narrow / part).iterdir():
            (folder / part / path.name).write_bytes(path.read_bytes())
    record["source"] = source
    (folder / JSON_NAME).write_text(json.dumps(record), "utf-8")
    assert any(layer["pixels"] and layer["pixels"]["channels"] == 4 for layer in record["layers"])
    assert refusal_of(folder).details.endswith(": channels")
