"""`lredit project`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from typer.testing import CliRunner

from lredit_core.cli.commands import app
from lredit_core.project.reading import open_project
from tests.core.project.test_project_file import LAYERS_OF_VERSION_1, VERSION_1

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


def test_a_file_that_is_none_is_refused_with_2(tmp_path: Path) -> None:
    bad = tmp_path / "bad.lredit"
    bad.write_bytes(b"PK\x03\x04 and no more")
    code, text = run("info", str(bad))
    assert code == 2 and "Traceback" not in text
    assert run("export", str(tmp_path / "gone.lredit"), "--out", str(tmp_path / "x.png"))[0] == 2
