"""The house stays a house: short functions, no circles, tests where one looks for them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from scripts.house import PACKAGES, House

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FUNCTION_LINES = 60
#: Functions that were longer when the limit came, "file::function". The list only shrinks: what is split leaves it, and
#: nothing new comes in.
STILL_LONG = {
    # A command's options are its parameters: most of these lines say what each is.
    "lredit_core/cli/compare.py::compare_pictures",
    "lredit_core/cli/edit.py::edit_picture",
}
#: Test folders that mirror no package, with what they hold.
OTHER_TESTS = {"architecture", "e2e", "examples", "fakes", "fuzzing", "mutations", "packaging"}


def lengths_of(path: Path) -> dict[str, int]:
    """ "file::function" -> lines from its name to its end, of functions and methods."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        f"{path.relative_to(ROOT).as_posix()}::{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_no_function_is_longer_than_one_can_see_at_once(package: str) -> None:
    long = {
        name: count
        for path in sorted((ROOT / package).rglob("*.py"))
        for name, count in lengths_of(path).items()
        if count > LONGEST_FUNCTION_LINES and name not in STILL_LONG
    }
    assert not long, f"more than {LONGEST_FUNCTION_LINES} lines: give its parts names of their own"


def test_what_was_split_has_left_the_list_of_long_functions() -> None:
    counts = {name: count for file in STILL_LONG for name, count in lengths_of(ROOT / file.partition("::")[0]).items()}
    short = {name for name in STILL_LONG if counts.get(name, 0) <= LONGEST_FUNCTION_LINES}
    assert not short, "take it out of STILL_LONG"


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert House.of(ROOT).circles() == []


def test_a_circle_would_be_found(tmp_path: Path) -> None:
    room = tmp_path / "lredit_core" / "room"
    room.mkdir(parents=True)
    (room / "one.py").write_text("from lredit_core.room.two import other\n")
    (room / "two.py").write_text("def other():\n    import lredit_core.room.three\n")
    (room / "three.py").write_text("from lredit_core.room import one\n")
    (room / "four.py").write_text("from lredit_core.room import one\n")
    (circle,) = House.of(tmp_path).circles()
    assert circle == ["lredit_core.room.one", "lredit_core.room.three", "lredit_core.room.two"]


@pytest.mark.parametrize(("folder", "package"), [("core", "lredit_core"), ("gui", "lredit_gui")])
def test_every_folder_of_tests_mirrors_a_room(folder: str, package: str) -> None:
    tests = ROOT / "tests" / folder
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    strangers = {place.as_posix() for place in folders if not (ROOT / package / place / "__init__.py").is_file()}
    assert not strangers, f"no room of {package} is called so"


def test_every_test_beside_the_folders_is_of_a_module_beside_the_rooms() -> None:
    strangers = [
        path.name
        for path in (ROOT / "tests" / "core").glob("test_*.py")
        if not (ROOT / "lredit_core" / path.name.removeprefix("test_")).is_file()
    ]
    assert not strangers


def test_every_folder_of_tests_is_of_a_package_or_says_what_it_holds() -> None:
    folders = {path.name for path in (ROOT / "tests").iterdir() if (path / "__init__.py").is_file()}
    assert folders == {"core", "gui"} | OTHER_TESTS
