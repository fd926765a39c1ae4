"""The screen's profile: asked of a real X server where there is one to start, and what the doctor makes of it."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from lredit_core.cli import doctor
from lredit_core.cli.doctor import Verdict, findings
from lredit_core.cli.screen_profile import profile_files, told_by_x
from lredit_core.pictures.icc_profiles import srgb_profile
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REPLACE, _CARDINAL = 0, 6


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person without profiles, at a screen."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("DISPLAY", ":987")
    return tmp_path


@pytest.fixture
def x_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ctypes.CDLL]:
    """libX11, and a server that $DISPLAY names."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    told = tmp_path / "display"
    with told.open("wb") as file:
        command = ["Xvfb", "-displayfd", str(file.fileno()), "-nolisten", "tcp"]
        server = subprocess.Popen(command, pass_fds=[file.fileno()], stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: told.read_text().endswith("\n"), "the X server to begin")
        monkeypatch.setenv("DISPLAY", f":{told.read_text().strip()}")
        yield ctypes.CDLL("libX11.so.6")
    finally:
        server.terminate()
        server.wait()


def tell(x: ctypes.CDLL, data: bytes) -> ctypes.c_void_p:
    """Sets the property, as a desktop does; gives the connection that keeps the server from forgetting it."""
    x.XOpenDisplay.restype, x.XInternAtom.restype, x.XDefaultRootWindow.restype = (
        ctypes.c_void_p,
        ctypes.c_ulong,
        ctypes.c_ulong,
    )
    display = ctypes.c_void_p(x.XOpenDisplay(None))
    window = ctypes.c_ulong(x.XDefaultRootWindow(display))
    atom = ctypes.c_ulong(x.XInternAtom(display, b"_ICC_PROFILE", False))
    x.XChangeProperty(display, window, atom, ctypes.c_ulong(_CARDINAL), 8, _REPLACE, data, len(data))
    x.XSync(display, False)
    return display


def test_the_profile_that_a_desktop_set_is_read_whole(x_server: ctypes.CDLL) -> None:
    display = tell(x_server, srgb_profile())
    assert told_by_x() == srgb_profile()
    x_server.XCloseDisplay(display)


def test_a_server_that_was_told_none_says_none(x_server: ctypes.CDLL) -> None:
    assert told_by_x() is None


def test_without_a_server_or_its_library_there_is_none(home: Path) -> None:
    assert told_by_x() is None
    assert told_by_x("libnowhere.so.9") is None


def test_profiles_of_screens_alone_are_offered(home: Path) -> None:
    folder = home / "data" / "icc"
    folder.mkdir(parents=True)
    (folder / "screen.icc").write_bytes(srgb_profile())
    (folder / "broken.icc").write_bytes(b"x")
    (folder / "notes.txt").write_bytes(srgb_profile())
    assert [path for path in profile_files() if path.is_relative_to(home)] == [folder / "screen.icc"]


@pytest.mark.parametrize(
    ("told", "is_kept", "verdict", "advice"),
    [
        (None, False, Verdict.LACKING, "shown for sRGB. Choose the screen's ICC file in Settings > Canvas"),
        (None, True, Verdict.LACKING, "screen.icc."),
        (srgb_profile(), False, Verdict.GOOD, "Save it as an ICC file"),
        (srgb_profile(), True, Verdict.GOOD, "screen.icc in Settings > Canvas"),
    ],
)
def test_the_doctor_says_what_to_choose(
    monkeypatch: pytest.MonkeyPatch, home: Path, told: bytes | None, is_kept: bool, verdict: Verdict, advice: str
) -> None:
    path = home / "screen.icc"
    path.write_bytes(srgb_profile())
    monkeypatch.setattr(doctor, "told_by_x", lambda: told)
    monkeypatch.setattr(doctor, "profile_files", lambda: [path] if is_kept else [])
    found = {one.about: one for one in findings()}["screen's profile"]
    assert found.verdict is verdict and advice in found.advice
