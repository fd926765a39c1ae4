"""The settings file on a disk that fills up."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from lredit_gui.session.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "lredit-test", str(disk)]
    try:
        is_mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        is_mounted = False
    if not is_mounted:
        pytest.skip("nothing can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 1024)


def test_settings_are_as_they_were_or_as_they_are_and_kept_as_soon_as_there_is_room(small_disk: Path) -> None:
    preferences, file = Preferences(small_disk), small_disk / "lredit.ini"
    preferences.kept_prompts = [{"prompt": "x" * 3000}]
    preferences.save()
    before, ballast = file.read_bytes(), small_disk / "ballast"
    with pytest.raises(OSError, match="No space left"):
        fill(ballast)
    preferences.autosave_minutes = 7
    preferences.kept_prompts = [{"prompt": "y" * 9000}]
    preferences.save()
    assert file.read_bytes() == before and preferences.autosave_minutes == 7
    assert Preferences(small_disk).autosave_minutes in (0, 7)
    assert sorted(path.name for path in small_disk.iterdir()) == ["ballast", "lredit.ini"]
    ballast.unlink()
    preferences.autosave_minutes = 8
    preferences.save()
    del preferences
    assert b"y" * 9000 in file.read_bytes() and b"autosave_minutes=8" in file.read_bytes()
