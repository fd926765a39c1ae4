"""`lredit doctor`: what is here and what is missing, in words, with what to do."""

from __future__ import annotations

import sys
from collections import namedtuple
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from lredit_core.cli import doctor
from lredit_core.cli.commands import app
from lredit_core.cli.doctor import Finding, Verdict, findings
from lredit_core.manifest import MANIFEST_NAME

if TYPE_CHECKING:
    from pathlib import Path


def by_name() -> dict[str, Finding]:
    return {one.about: one for one in findings()}


def test_it_says_what_is_here() -> None:
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 0, done.output
    for words in ("Python", "torch", "bundle builtin", "accelerator", "free of"):
        assert words in done.output


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the window's libraries are looked at on Linux")
def test_libraries_that_are_missing_are_named_with_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_opens", lambda name: name != "libEGL.so.1")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    found = by_name()
    assert found["window's libraries"].verdict is Verdict.BAD
    assert found["window's libraries"].told == "missing: libEGL.so.1"
    assert found["window's libraries"].advice.endswith("apt-get install libegl1")
    assert "lredit edit" in found["display"].advice
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 4 and "Does not work: window's libraries." in done.output


def test_want_of_memory_and_of_room_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data_home: Path) -> None:
    memory, usage = namedtuple("Memory", "available total"), namedtuple("Usage", "free")
    monkeypatch.setattr(doctor.psutil, "virtual_memory", lambda: memory(10**9, 8 * 10**9))
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _path: usage(10**6))
    found = by_name()
    assert found["memory"].verdict is Verdict.LACKING and found["memory"].told == "1 GB free of 8 GB"
    assert found["data"].verdict is Verdict.LACKING and str(data_home) in found["data"].told


def test_a_bundle_that_is_damaged_is_named(data_home: Path) -> None:
    folder = data_home / "bundles" / "mine"
    folder.mkdir(parents=True)
    (folder / MANIFEST_NAME).write_text("{")
    found = by_name()["bundle mine"]
    assert found.verdict is Verdict.LACKING and found.advice == "lredit bundles verify mine"
