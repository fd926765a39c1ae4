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
    assert panel.stage_label.text() == "Stopped"
