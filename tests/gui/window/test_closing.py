"""Closing the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.api.request import Preset
from tests.gui.conftest import WAIT_MS, Bench

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow


def test_closing_keeps_the_preset_and_the_layout(window: MainWindow, bench: Bench) -> None:
    window.prompt.set_preset(Preset.THOROUGH)
    with bench.qtbot.waitSignal(window.closed, timeout=WAIT_MS):
        window.close()
    assert window._preferences.preset is Preset.THOROUGH
    assert window._preferences.layout("geometry") is not None


def test_closing_during_an_edit_stops_it(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.engine.hold_before = ("CandidateReady",)
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("an apple")
    window.start_edit()
    bench.wait(bench.engine.reached.is_set)
    window.close()
    bench.wait_for_end()
    assert bench.thread.shut_down() and bench.engine.close_count == 1
