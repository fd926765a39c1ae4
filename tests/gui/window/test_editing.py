"""From the prompt to the candidates, and Stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.window.hands import LEFT

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_enter_in_the_prompt_starts_the_edit(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    assert not window.prompt.edit_button.isEnabled()
    QTest.keyClicks(window.prompt.prompt_edit, "a zebra")
    assert window.prompt.edit_button.isEnabled()
    QTest.keyClick(window.prompt.prompt_edit, Qt.Key.Key_Return)
    bench.wait(lambda: bench.session.selection.candidates.ranked and not bench.session.edits.is_running)
    assert window.strip.count() == 3 and window.strip.currentRow() == 0


def test_while_it_runs_stop_is_there_and_edit_is_not(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.engine.hold_before = ("CandidateReady",)
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("a red apple")
    window.start_edit()
    bench.wait(lambda: bench.engine.reached.is_set() and bench.session.job and bench.session.job.step == 5)
    panel = window.job_panel
    assert panel.stop_button.isEnabled() and panel.stop_button.isVisible()
    assert not window.prompt.edit_button.isEnabled() and not panel.accept_button.isEnabled()
    bench.wait(lambda: len(panel.loss_plot.losses) == 5)
    assert len(window.canvas.overlay.anchors) == 6 and window.legend.isVisible()
    assert all(box.label.endswith("%") for box in window.canvas.overlay.boxes)
    QTest.mouseClick(panel.stop_button, LEFT)
    bench.wait_for_end()
    assert window.prompt.edit_button.isEnabled() and not panel.stop_button.isEnabled()
    assert panel.stage_label.whole == "Stopped: \u201ca red apple\u201d"


def test_show_now_ends_with_one_result_and_says_so(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.engine.hold_before = ("CandidateReady",)
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("a red apple")
    window.start_edit()
    bench.wait(lambda: bench.engine.reached.is_set() and bench.session.job and bench.session.job.step == 5)
    panel = window.job_panel
    assert panel.hurry_button.isVisible() and panel.hurry_button.isEnabled()
    QTest.mouseClick(panel.hurry_button, LEFT)
    assert not panel.hurry_button.isEnabled() and panel.stop_button.isEnabled()
    assert panel.stage_label.text() == "Showing what there is"
    bench.wait_for_end()
    assert window.strip.count() == 1 and panel.stage_label.whole == "Done: \u201ca red apple\u201d"
    assert not panel.hurry_button.isVisible()


def test_what_such_an_edit_took_is_said_before_the_next_one(
    window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("a red apple")
    assert window.prompt.edit_button.toolTip() == "Find the region and edit it"
    window.start_edit()
    bench.wait_for_end()
    assert "about" not in window.prompt.edit_button.toolTip(), "1.8 seconds are not worth a word"
    (key,) = bench.session.edits._paces
    bench.session.edits._paces[key] = 190.0
    window.prompt.prompt_edit.setText("a green apple")
    assert window.prompt.edit_button.toolTip() == "Find the region and edit it; about 3 min, as the last time"
    bench.engine.hold_before = ("JobStarted",)
    window.start_edit()
    bench.wait(lambda: bench.engine.reached.is_set())
    assert window.job_panel.time_label.text() == "3 min left"
    bench.engine.gate.set()
    bench.wait_for_end()
