"""`lredit desktop`: what is put where a desktop looks, started from there, and taken away again."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.cli import desktop_entry
from lredit_core.cli.commands import app
from lredit_core.cli.desktop_entry import data_home, install, program_path, remove
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.signatures import DECODERS
from lredit_core.project.content import SUFFIX
from lredit_core.resources import DESKTOP_ID, resource_path

PROJECT = Path(__file__).resolve().parents[2] / "data" / "project-v1.lredit"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
PROJECT_TYPE = "application/x-lredit"


def files_in(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def entry_in(home: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[method-assign, assignment]
    parser.read(home / "applications" / f"{DESKTOP_ID}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def command_in(home: Path) -> list[str]:
    """What the desktop starts, read as its specification says: the value's escapes, then the words, then the codes."""
    value = entry_in(home)["Exec"].replace("\\\\", "\\")
    quoted = re.fullmatch(r'"((?:[^"\\$`]|\\["\\$`])*)" (\w+) (%F)', value)
    assert quoted is not None, value
    return [re.sub(r"\\(.)", r"\1", quoted[1]).replace("%%", "%"), *quoted.groups()[1:]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that is installed where Python's scripts are."""
    path = tmp_path / "my programs" / "lredit"
    path.parent.mkdir()
    path.touch(0o755)
    monkeypatch.setattr(desktop_entry.sysconfig, "get_path", lambda _name: str(path.parent))
    return path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="menu entries are Linux's")
def test_what_is_installed_is_told_and_all_of_it_goes_again(home: Path, program: Path) -> None:
    (home / "applications").mkdir(parents=True)
    (home / "applications" / "other.desktop").write_text("of another program")
    done = CliRunner().invoke(app, ["desktop", "install"])
    assert done.exit_code == 0, done.output
    written = files_in(home) - {Path("applications/other.desktop")}
    assert {home / path for path in written} == {Path(line) for line in done.stdout.splitlines()}
    assert "update-mime-database" in done.stderr
    assert {path.stem.removesuffix(".metainfo") for path in written} == {DESKTOP_ID}
    assert command_in(home) == [str(program), "open", "%F"]
    assert entry_in(home)["TryExec"] == str(program)
    again = CliRunner().invoke(app, ["desktop", "install"])
    assert again.stdout == done.stdout and files_in(home) - {Path("applications/other.desktop")} == written
    gone = CliRunner().invoke(app, ["desktop", "remove"])
    assert gone.exit_code == 0 and gone.stdout == done.stdout
    assert [path.name for path in home.rglob("*")] == ["applications", "other.desktop"]
    assert "nothing to remove" in CliRunner().invoke(app, ["desktop", "remove"]).stderr


def test_elsewhere_than_on_linux_it_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lredit_core.cli.desktop.sys.platform", "win32")
    for command in ("install", "remove"):
        done = CliRunner().invoke(app, ["desktop", command])
        assert done.exit_code == 2 and "on Linux alone" in done.stderr
    assert not home.exists()


def test_a_folder_that_is_no_folder_is_told(home: Path, program: Path) -> None:
    home.write_text("a file")
    done = CliRunner().invoke(app, ["desktop", "install"])
    assert done.exit_code == 2 and "no folder" in done.stderr


def test_a_data_home_that_is_no_whole_path_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "here")
    assert data_home() == Path.home() / ".local" / "share"


def test_the_program_in_one_folder_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program_path() == Path(sys.executable)


def test_without_a_program_to_start_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(desktop_entry.sysconfig, "get_path", lambda _name: str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InvalidRequest, match="pipx install"):
        program_path()


@pytest.mark.parametrize("odd", ['a "b"', "100%F", "a\\b", "$HOME", "`c`", "größer"])
def test_any_path_is_started_as_it_is(tmp_path: Path, odd: str) -> None:
    program, home = Path("/opt") / odd / "lredit", tmp_path / "home"
    install(program, home)
    assert command_in(home) == [str(program), "open", "%F"]


@pytest.mark.parametrize("odd", ["a\nExec=sh", "a=b"])
def test_a_path_that_no_entry_can_hold_is_refused_before_anything_is_written(tmp_path: Path, odd: str) -> None:
    with pytest.raises(InvalidRequest, match="another folder"):
        install(Path("/opt") / odd / "lredit", tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_a_link_in_the_way_is_replaced_and_not_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "applications").mkdir()
    kept = tmp_path / "mine.txt"
    kept.write_text("mine")
    link = tmp_path / "applications" / f"{DESKTOP_ID}.desktop"
    link.symlink_to(kept)
    install(Path("/usr/bin/lredit"), tmp_path)
    assert kept.read_text() == "mine" and not link.is_symlink() and "Desktop Entry" in link.read_text()


def test_links_go_and_what_they_lead_to_stays(tmp_path: Path) -> None:
    kept, home = tmp_path / "kept.desktop", tmp_path / "home"
    kept.write_text("mine")
    (home / "applications").mkdir(parents=True)
    link = home / "applications" / f"{DESKTOP_ID}.desktop"
    link.symlink_to(kept)
    assert remove(home) == [link]
    assert kept.read_text() == "mine" and not link.is_symlink()


def test_the_entry_names_every_kind_of_picture_that_is_opened() -> None:
    text = resource_path(f"desktop/{DESKTOP_ID}.desktop").read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines() if line.startswith("MimeType="))
    types = set(line.removeprefix("MimeType=").rstrip(";").split(";"))
    assert types == {PROJECT_TYPE, "image/openraster", *(f"image/{kind.lower()}" for kind in DECODERS)}


def test_every_icon_has_its_size() -> None:
    for side in desktop_entry.ICON_SIDES_PX:
        with Image.open(resource_path(f"desktop/icon-{side}.png")) as icon:
            assert icon.size == (side, side) and icon.getchannel("A").getextrema() == (0, 255)


def matches(match: ElementTree.Element, data: bytes) -> bool:
    """Whether a file that begins so is of a type, by its magic."""
    at, value = int(match.attrib["offset"]), match.attrib["value"]
    if match.attrib["type"] == "little32":
        is_it = data[at : at + 4] == int(value, 0).to_bytes(4, "little")
    else:
        wanted = value.encode().decode("unicode_escape").encode("latin-1")
        is_it = data[at : at + len(wanted)] == wanted
    inner = list(match)
    return is_it and (not inner or any(matches(one, data) for one in inner))


def test_a_project_is_known_by_its_name_and_by_its_first_bytes(tmp_path: Path) -> None:
    tree = ElementTree.parse(resource_path(f"desktop/{DESKTOP_ID}.mime.xml"))
    (kind,) = tree.iter(f"{MIME}mime-type")
    assert kind.attrib["type"] == PROJECT_TYPE
    assert [glob.attrib["pattern"] for glob in kind.iter(f"{MIME}glob")] == [f"*{SUFFIX}"]
    (magic,) = kind.iter(f"{MIME}magic")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("project.json", "{}")
    assert any(matches(one, PROJECT.read_bytes()[:64]) for one in magic)
    assert not any(matches(one, (tmp_path / "other.zip").read_bytes()[:64]) for one in magic)


@pytest.mark.skipif(shutil.which("update-mime-database") is None, reason="of the package shared-mime-info")
@pytest.mark.skipif(shutil.which("gio") is None, reason="of the package libglib2.0-bin")
def test_a_desktop_knows_the_type(tmp_path: Path) -> None:
    install(Path("/opt/lredit"), tmp_path)
    subprocess.run(["update-mime-database", str(tmp_path / "mime")], check=True, capture_output=True)
    shutil.copy(PROJECT, tmp_path / "without a suffix")
    command = ["gio", "info", "--attributes=standard::content-type", str(tmp_path / "without a suffix")]
    told = subprocess.run(
        command, check=True, capture_output=True, text=True, env={"XDG_DATA_HOME": str(tmp_path), "PATH": "/usr/bin"}
    )
    assert f"standard::content-type: {PROJECT_TYPE}" in told.stdout


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (("desktop-file-validate",), f"{DESKTOP_ID}.desktop"),
        (("appstreamcli", "validate", "--no-net"), f"{DESKTOP_ID}.metainfo.xml"),
    ],
)
def test_what_ships_is_valid(command: tuple[str, ...], file: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, str(resource_path("desktop") / file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
