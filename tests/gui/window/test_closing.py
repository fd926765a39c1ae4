"""Closing the window."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from lredit_core.api.request import Preset
from tests.gui.conftest import WAIT_MS, Bench

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from lredit_gui.window.main_window import MainWindow
    from tests.fakes.fake_engine import FakeEngine


def test_closing_keeps_the_preset_and_the_layout(window: MainWindow, bench: Bench) -> None:
    window.prompt.set_preset(Preset.THOROUGH)
    with bench.qtbot.waitSignal(window.closed, timeout=WAIT_MS):
        window.close()
    assert window._preferences.preset is Preset.THOROUGH
    assert window._preferences.layout("geometry") is not None


def question(window: MainWindow, name: str) -> QMessageBox | None:
    found: QMessageBox | None = window.findChild(QMessageBox, name)
    return found


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text() == text).click()


def test_edits_that_were_not_exported_are_asked_about_once(edited: MainWindow, bench: Bench) -> None:
    bench.session.accept()
    edited.close_with_care()
    edited.close_with_care()
    bench.wait(lambda: question(edited, "closeQuestion"))
    assert len(edited.findChildren(QMessageBox, "closeQuestion")) == 1
    press(edited.findChild(QMessageBox, "closeQuestion"), "Keep editing")
    bench.wait(lambda: question(edited, "closeQuestion") is None)
    assert edited.isVisible()
    edited.close_with_care()
    bench.wait(lambda: question(edited, "closeQuestion"))
    with bench.qtbot.waitSignal(edited.closed, timeout=WAIT_MS):
        press(edited.findChild(QMessageBox, "closeQuestion"), "Close without saving")


def test_all_windows_are_not_closed_without_a_question(edited: MainWindow, bench: Bench) -> None:
    bench.session.accept()
    QApplication.closeAllWindows()
    bench.wait(lambda: question(edited, "closeQuestion"))
    assert edited.isVisible()
    press(edited.findChild(QMessageBox, "closeQuestion"), "Keep editing")
    bench.wait(lambda: question(edited, "closeQuestion") is None)


@pytest.mark.parametrize("end", ["written", "kept", "left"])
def test_closing_waits_for_a_file_that_is_written(
    edited: MainWindow, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    gate = threading.Event()
    write = bench.session.pictures.files.export

    def slow(*arguments: Any, **options: Any) -> Any:
        assert gate.wait(WAIT_MS)
        return write(*arguments, **options)

    monkeypatch.setattr(bench.session.pictures.files, "export", slow)
    bench.session.accept()
    edited.file_actions.export(tmp_path / "edited.png")
    assert bench.session.pictures.is_exporting
    edited.close_with_care()
    bench.wait(lambda: question(edited, "exportQuestion"))
    box = question(edited, "exportQuestion")
    assert box is not None
    if end == "written":
        with bench.qtbot.waitSignal(edited.closed, timeout=WAIT_MS):
            gate.set()
        assert (tmp_path / "edited.png").exists()
    elif end == "kept":
        press(box, "Keep editing")
        bench.wait(lambda: question(edited, "exportQuestion") is None)
        assert edited.isVisible()
    else:
        with bench.qtbot.waitSignal(edited.closed, timeout=WAIT_MS):
            press(box, "Close now")
    gate.set()


def test_nothing_waits_any_more_after_the_end(engine: FakeEngine, qtbot: QtBot, picture_path: Path, loop: Any) -> None:
    gate, bench = threading.Event(), Bench(engine, qtbot)
    bench.session.pictures.files.export = lambda *_, **__: gate.wait(WAIT_MS) and ()  # type: ignore[method-assign]
    bench.open(picture_path)
    bench.session.export(picture_path.with_name("out.png"))
    bench.wait(lambda: bench.workers.pending_count)
    bench.close()
    gate.set()
    assert bench.session.flows.count == 0 and not asyncio.all_tasks(loop)


def test_closing_during_an_edit_stops_it(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.engine.hold_before = ("CandidateReady",)
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("an apple")
    window.start_edit()
    bench.wait(bench.engine.reached.is_set)
    window.close()
    bench.wait_for_end()
    assert bench.thread.shut_down() and bench.engine.close_count == 1
