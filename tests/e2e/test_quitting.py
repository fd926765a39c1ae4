"""Quit from outside of the window: it asks where edits would be lost, and the program ends quietly."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from lredit_core.project.reading import open_unpacked
from lredit_core.project.recovery import RecoveryStore
from lredit_gui.app import desktop
from tests.e2e.walk import Walker, run_walk
from tests.fakes.fake_engine import FakeEngine
from tests.gui.conftest import picture_pixels

if TYPE_CHECKING:
    from collections.abc import Callable


def _send_quit_event() -> None:
    QApplication.sendEvent(QApplication.instance(), QEvent(QEvent.Type.Quit))


WAYS_OUT = {
    "event": _send_quit_event,
    "quit": QCoreApplication.quit,
    "windows": QApplication.closeAllWindows,
}


@pytest.fixture
def picture_path(tmp_path: Path) -> Path:
    path = tmp_path / "meadow.png"
    Image.fromarray(picture_pixels()).save(path)
    return path


async def _with_an_edit(walker: Walker, path: Path) -> None:
    await walker.open(path)
    await walker.type_prompt("an apple")
    await walker.press_enter()
    await walker.until_done()
    walker.session.accept()
    assert walker.session.history.changed_pictures


@pytest.mark.parametrize("way", WAYS_OUT)
def test_whoever_asks_to_quit_is_asked_first(qapp: QApplication, picture_path: Path, tmp_path: Path, way: str) -> None:
    ended: list[bool] = []

    async def steps(walker: Walker) -> None:
        window, closed = walker.window, asyncio.Event()
        window.closed.connect(closed.set)
        await _with_an_edit(walker, picture_path)
        await _answer(walker, way, "Keep editing")
        await walker.until(lambda: window.findChild(QMessageBox, "closeQuestion") is None, "the box to go")
        assert window.isVisible() and not closed.is_set()
        await _answer(walker, way, "Close without saving")
        await closed.wait()
        ended.append(True)

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine) == 0
    assert ended


async def _answer(walker: Walker, way: str, answer: str) -> None:
    WAYS_OUT[way]()
    await walker.until(lambda: walker.window.findChild(QMessageBox, "closeQuestion"), "the question")
    box = walker.window.findChild(QMessageBox, "closeQuestion")
    next(button for button in box.buttons() if button.text() == answer).click()


@pytest.mark.parametrize("way", [*WAYS_OUT, "exit"])
def test_without_edits_the_program_ends_quietly(qapp: QApplication, tmp_path: Path, way: str) -> None:
    ended: list[bool] = []

    async def steps(walker: Walker) -> None:
        closed = asyncio.Event()
        walker.window.closed.connect(closed.set)
        WAYS_OUT.get(way, lambda: QCoreApplication.exit(0))()
        await closed.wait()
        ended.append(True)

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine) == 0
    assert ended


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_that_ends_the_program_leaves_what_is_not_saved_for_the_next_start(
    qapp: QApplication, picture_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    home = tmp_path / "recovery"
    monkeypatch.setattr(desktop, "RecoveryStore", lambda: RecoveryStore(home))

    async def steps(walker: Walker) -> None:
        closed = asyncio.Event()
        walker.window.closed.connect(closed.set)
        await _with_an_edit(walker, picture_path)
        os.kill(os.getpid(), number)
        await closed.wait()

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine) == 0
    (left,) = RecoveryStore(home).left_behind()
    assert left.path == picture_path
    assert len(open_unpacked(left.folder).project.document.layers) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_signal_leaves_nothing_where_nothing_would_be_lost(
    qapp: QApplication, picture_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "recovery"
    monkeypatch.setattr(desktop, "RecoveryStore", lambda: RecoveryStore(home))

    async def steps(walker: Walker) -> None:
        closed = asyncio.Event()
        walker.window.closed.connect(closed.set)
        await walker.open(picture_path)
        os.kill(os.getpid(), signal.SIGTERM)
        await closed.wait()

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine) == 0
    assert RecoveryStore(home).left_behind() == ()


def test_the_program_ends_though_a_disk_does_not_answer(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, ways_out = threading.Event(), []
    monkeypatch.setattr(desktop, "_PATIENCE_S", 0.5)
    monkeypatch.setattr(desktop, "_end_with_what_hangs", lambda: ways_out.append("without it"))

    async def steps(walker: Walker) -> None:
        for _ in range(2):
            walker.session._workers.submit(answer.wait, lambda _done: None, lambda _error: None)

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine) == 0
    answer.set()
    assert ways_out == ["without it"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX systems")
def test_pipes_that_are_opened_keep_nothing_from_going_on(
    qapp: QApplication, picture_path: Path, tmp_path: Path
) -> None:
    async def steps(walker: Walker) -> None:
        for name in ("one.png", "two.png", "three.png"):
            os.mkfifo(tmp_path / name)
            walker.session.pictures.open_path(tmp_path / name)
        await walker.until(
            lambda: walker.window.banner.notice and "a pipe or a device" in walker.window.banner.notice.text, "a word"
        )
        await walker.open(picture_path)

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that cannot be made")
@pytest.mark.parametrize("place", [lambda folder: Path("/dev/null/lredit"), lambda folder: folder / "file" / "lredit"])
def test_without_a_folder_for_settings_it_runs_and_says_so_once(
    qapp: QApplication, picture_path: Path, tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    (tmp_path / "file").write_text("no folder")

    async def steps(walker: Walker) -> None:
        said = [notice.text for notice in walker.window.banner._notices]
        assert ["cannot be kept" in text for text in said] == [True]
        await _with_an_edit(walker, picture_path)

    assert run_walk(steps, settings_dir=place(tmp_path), engine_factory=FakeEngine) == 0
