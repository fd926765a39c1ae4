"""What the builder of the one folder is told. The folder itself is built and tried by hand (docs/releasing.md)."""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path

from lredit_core.resources import resource_path
from scripts.one_folder import builder_arguments

ROOT = Path(__file__).resolve().parents[2]


def test_the_builder_is_told_of_packages_that_are_there_and_of_the_resources(tmp_path: Path) -> None:
    arguments = builder_arguments(tmp_path / "out", tmp_path / "work")
    pairs = list(itertools.pairwise(arguments))
    packages = {value for option, value in pairs if option in ("--collect-submodules", "--collect-data")}
    assert {"lredit_core", "lredit_gui", "diffusers", "transformers", "open_clip", "imagecodecs"} <= packages
    assert not [name for name in packages if importlib.util.find_spec(name) is None]
    assert ("--add-data", f"{resource_path('').resolve()}:lredit_resources") in pairs
    assert Path(arguments[-1]).is_file()
    written = {value for option, value in pairs if option.endswith("path")}
    assert written == {str(tmp_path / "out"), str(tmp_path / "work")}, "nothing is left beside the clone's files"


def test_what_is_left_out_is_nothing_that_the_program_needs() -> None:
    pairs = itertools.pairwise(builder_arguments(Path("out"), Path("work")))
    left_out = {value for option, value in pairs if option == "--exclude-module"}
    needed = (ROOT / "pyproject.toml").read_text().partition("[project.optional-dependencies]")[0]
    assert left_out and not [name for name in left_out if f'"{name}' in needed]
