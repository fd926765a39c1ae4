"""What is installed runs by itself: built, unpacked into a folder of its own, and used from somewhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

from lredit_core.pictures.opening import open_picture
from lredit_core.resources import SAMPLE, resource_path

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
CLONE = Path(__file__).resolve().parents[2]
PARTS = ("lredit_core", "lredit_gui", "resources", "docs", "examples", "scripts")
#: Beside the folders; all of them are in the source archive.
FILES = (
    *("pyproject.toml", "setup.py", "MANIFEST.in", "Makefile", "main.py", "LICENSE", "CITATION.cff"),
    *("README.md", "NOTICE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"),
)
#: What lies about in a clone and belongs to nobody else.
STRAY = ("tests/test_stray.py", "runs/checkpoint.safetensors", "out/edited.png", "lredit_core/__pycache__/x.pyc")


def run(*command: object, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(kind: str, tree: Path, destination: Path) -> Path:
    destination.mkdir(exist_ok=True)
    run("-c", f"from setuptools import build_meta as b; b.build_{kind}({str(destination)!r})", cwd=tree)
    (found,) = destination.iterdir()
    return found


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the source archive of a copy of the clone with things lying about."""
    root = tmp_path_factory.mktemp("archives")
    tree = root / "tree"
    for part in PARTS:
        shutil.copytree(CLONE / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        shutil.copy(CLONE / file, tree / file)
    for stray in STRAY:
        (tree / stray).parent.mkdir(parents=True, exist_ok=True)
        (tree / stray).write_bytes(b"")
    return built("wheel", tree, root / "wheel"), built("sdist", tree, root / "sdist")


@pytest.fixture(scope="module")
def installed(archives: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, archives[0], cwd=target)
    return target


def test_the_wheel_holds_the_code_the_resources_and_their_licences_and_nothing_else(
    archives: tuple[Path, Path],
) -> None:
    names = zipfile.ZipFile(archives[0]).namelist()
    resources = {str(path.relative_to(CLONE / "resources")) for path in (CLONE / "resources").rglob("*")}
    files = {name for name in resources if (CLONE / "resources" / name).is_file() and "__pycache__" not in name}
    assert {name.removeprefix("lredit_resources/") for name in names if name.startswith("lredit_resources/")} == files
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {
        "lredit",
        "lredit_core",
        "lredit_gui",
        "lredit_resources",
    }
    assert not [
        name for name in names if "__pycache__" in name or "stray" in name or name.endswith("checkpoint.safetensors")
    ]
    assert {Path(name).name for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE.md"}
    assert {name for name in files if name.endswith("ATTRIBUTION.md")} >= {"art/ATTRIBUTION.md"}


def test_the_source_archive_holds_what_one_reads_and_builds_and_no_tests(archives: tuple[Path, Path]) -> None:
    with tarfile.open(archives[1]) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    asked = [*FILES, *(path.relative_to(CLONE).as_posix() for part in PARTS for path in (CLONE / part).rglob("*"))]
    assert not [name for name in asked if "__pycache__" not in name and name not in held]
    assert not [name for name in held if name.startswith(("tests", "runs", "out")) or "__pycache__" in name]


def test_the_source_archive_builds_the_same_wheel(archives: tuple[Path, Path], tmp_path: Path) -> None:
    with tarfile.open(archives[1]) as archive:
        archive.extractall(tmp_path, filter="data")
    (tree,) = tmp_path.iterdir()
    again = built("wheel", tree, tmp_path / "wheel")
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(archives[0]).namelist())


def test_the_installed_script_edits_the_sample_from_anywhere(installed: Path, tmp_path: Path) -> None:
    alone = {"PYTHONPATH": str(installed), "HOME": str(tmp_path)}
    code = "import lredit_core.resources as r; print(r.__file__, r.resource_path('samples'))"
    where = run("-c", code, cwd=tmp_path, **alone)
    assert [Path(place).is_relative_to(installed) for place in where.split()] == [True, True]
    out = tmp_path / "edited.png"
    sample = installed / "lredit_resources" / SAMPLE
    arguments = ["--prompt", "a red apple", "--source", "a cat", "--preset", "fast", "--out", out]
    run(installed / "bin" / "lredit", "edit", sample, *arguments, cwd=tmp_path, **alone)
    edited, before = open_picture(out).buffer.pixels, open_picture(resource_path(SAMPLE)).buffer.pixels
    assert edited.shape == before.shape
    assert not np.array_equal(edited, before)


OPENS_AND_CLOSES = """
import os, pathlib, sys
import lredit_gui.app.main as window_main
from lredit_core.cli.main import main

def seen(window):
    from lredit_gui.window.actions import Action

    try:
        has_icon = not window.action_set[Action.OPEN].icon().isNull()
        print(window_main.__file__, has_icon, window.isVisible(), flush=True)
    finally:
        os._exit(0)  # before any model is loaded

real = window_main.main
window_main.main = lambda argv: real(argv, on_ready=seen, settings_dir=pathlib.Path("settings"))
sys.argv = ["lredit", "open"]
main()
"""


def test_the_installed_window_opens_with_its_icons(installed: Path, tmp_path: Path) -> None:
    alone = {"PYTHONPATH": str(installed), "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    place, has_icon, is_shown = run("-c", OPENS_AND_CLOSES, cwd=tmp_path, **alone).split()
    assert Path(place).is_relative_to(installed)
    assert (has_icon, is_shown) == ("True", "True")
