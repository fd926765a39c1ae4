"""What the builder of the one folder is told; the folder itself is built and tried for a release (docs/releasing.md)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from lredit_core.resources import resource_path
from scripts.one_folder import builder_arguments


def test_the_builder_is_told_of_packages_that_are_there_and_of_the_resources(tmp_path: Path) -> None:
    arguments = builder_arguments(tmp_path / "out", tmp_path / "work")
    pairs = list(zip(arguments, arguments[1:], strict=False))
    packages = {value for option, value in pairs if option in ("--collect-submodules", "--collect-data")}
    assert {"lredit_core", "lredit_gui", "diffusers", "transformers", "open_clip", "imagecodecs"} <= packages
    assert not [name for name in packages if importlib.util.find_spec(name) is None]
    assert ("--add-data", f"{resource_path('').resolve()}:lredit_resources") in pairs
    assert Path(arguments[-1]).is_file()
    assert {value for option, value in pairs if option.endswith("path")} == {
        str(tmp_path / "out"),
        str(tmp_path / "work"),
    }


def test_what_is_left_out_is_not_what_we_need() -> None:
    pairs = list(
        zip(builder_arguments(Path("o"), Path("w")), builder_arguments(Path("o"), Path("w"))[1:], strict=False)
    )
    left_out = {value for option, value in pairs if option == "--exclude-module"}
    needed = Path(__file__).resolve().parents[2].joinpath("pyproject.toml").read_text().partition("optional")[0]
    assert left_out and not [name for name in left_out if f'"{name}' in needed]
