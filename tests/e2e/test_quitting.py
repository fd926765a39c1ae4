"""Quit from outside of the window: it asks where edits would be lost, and the program ends quietly."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from tests.e2e.walk import Walker, run_walk
from tests.fakes.fake_engine import FakeEngine
from tests.gui.conftest import picture_pixels

if TYPE_CHECKING:
    from pathlib import Path


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
