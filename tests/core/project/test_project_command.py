"""`lredit project`."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.cli.commands import app
from lredit_core.project.reading import open_project
from lredit_core.project.writing import ProjectWriter
from tests.core.project.test_project_file import LAYERS_OF_VERSION_1, VERSION_1, a_project

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["project", *arguments])
    return result.exit_code, result.output


def test_what_a_project_holds_is_told_and_written(tmp_path: Path) -> None:
    code, text = run("info", str(VERSION_1), "--json")
    facts = json.loads(text)
    assert code == 0 and facts["title"] == "Tom & Jerry.png" and len(facts["layers"]) == LAYERS_OF_VERSION_1
    assert run("info", str(VERSION_1))[0] == 0
    out = tmp_path / "seen.png"
    assert run("export", str(VERSION_1), "--out", str(out))[0] == 0
    document = open_project(VERSION_1).project.document
    assert np.array_equal(np.asarray(Image.open(out)), document.flattened().pixels)
    assert run("extract", str(VERSION_1), "--out", str(tmp_path / "parts"))[0] == 0
    source = np.asarray(Image.open(tmp_path / "parts" / "source.png"))
    assert np.array_equal(source, document.source.pixels)
    written = sorted(path.name for path in (tmp_path / "parts").iterdir())
    assert len(written) == 1 + sum(layer.adjustment is None for layer in document.layers)


@pytest.mark.parametrize("link", ["hard", "symbolic", "none"])
def test_a_project_is_never_written_over_by_what_is_made_of_it(tmp_path: Path, link: str) -> None:
    own, folder = tmp_path / "own.lredit", tmp_path / "parts"
    shutil.copy(VERSION_1, own)
    folder.mkdir()
    names = (tmp_path / "seen.png", folder / "source.png", folder / "layer-02.png", tmp_path / "layers.ora")
    for name in names:
        if link == "hard":
            name.hardlink_to(own)
        elif link == "symbolic":
            name.symlink_to(own)
        else:
            own.rename(name)
        file = name if link == "none" else own
        out = name if name.parent == tmp_path else folder
        code, text = run("extract" if out is folder else "export", str(file), "--out", str(out))
        assert code == 2 and "the project itself" in text
        assert file.read_bytes() == VERSION_1.read_bytes()
        if link == "none":
            name.rename(own)
        else:
            name.unlink()


def test_a_file_that_is_none_is_refused_with_2(tmp_path: Path) -> None:
    bad = tmp_path / "bad.lredit"
    bad.write_bytes(b"PK\x03\x04 and no more")
    code, text = run("info", str(bad))
    assert code == 2 and "Traceback" not in text
    assert run("export", str(tmp_path / "gone.lredit"), "--out", str(tmp_path / "x.png"))[0] == 2


def test_snapshots_and_prompts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), path)
    facts = json.loads(run("info", str(path), "--json")[1])
    assert facts["snapshots"] == ["before", "as it is \u2013"] and facts["prompts"] == 2
    assert "snapshot before: 0 layers" in run("info", str(path))[1]


def test_layers_are_exported_for_photoshop_by_the_suffix(tmp_path: Path) -> None:
    out = tmp_path / "layers.PSD"
    code, text = run("export", str(VERSION_1), "--out", str(out))
    assert code == 0 and "Adjustment layers" in text and out.read_bytes().startswith(b"8BPS")
