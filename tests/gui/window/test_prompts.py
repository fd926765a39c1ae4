"""The prompts that were asked for: listed, searched, marked, taken up again, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from lredit_core.api.request import EditSettings, Preset
from lredit_core.project.prompts import PromptEnding, PromptRun, settings_beyond
from lredit_gui.panels.prompts import prompt_text, run_tip
from lredit_gui.session.prompt_shelf import MOST_KEPT, PromptShelf
from tests.gui.window.hands import LEFT, Modifier

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def listed(window: MainWindow) -> list[str]:
    rows = window.prompts.list
    return [rows.item(row).text() for row in range(rows.count())] if not rows.isHidden() else []


def ran(bench: Bench, *prompts: tuple[str, str]) -> None:
    for prompt, source in prompts:
        bench.write(prompt, source)
        bench.edit()


def test_what_ran_is_listed_once_the_latest_first_and_searched(
    window: MainWindow, bench: Bench, picture_path: Path, other_path: Path
) -> None:
    assert listed(window) == []
    bench.open(picture_path)
    ran(bench, ("a banana", ""), ("a red apple", "the cat"), ("a banana", ""))
    assert listed(window)[0] == "a banana" and sorted(listed(window)) == ["a banana", "a red apple \u2190 the cat"]
    bench.open(other_path)
    ran(bench, ("a teapot", ""))
    assert listed(window)[0] == "a teapot" and len(listed(window)) == 3
    window.prompts.here.setChecked(True)
    assert listed(window) == ["a teapot"]
    window.prompts.here.setChecked(False)
    window.prompts.search.setText("CAT apple")
    assert listed(window) == ["a red apple \u2190 the cat"]
    window.prompts.search.setText("no such")
    assert listed(window) == []


def test_a_favourite_stands_first_is_kept_and_comes_back(
    window: MainWindow, bench: Bench, preferences: Preferences, picture_path: Path
) -> None:
    bench.open(picture_path)
    ran(bench, ("a red apple", ""), ("a banana", ""))
    rows = window.prompts.list
    window.prompts_dock.raise_()
    assert listed(window) == ["a banana", "a red apple"]
    rows.setCurrentRow(1)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert listed(window) == ["a red apple", "a banana"]
    assert bench.session.history.picture is not None
    assert [run.is_favourite for run in bench.session.history.picture.prompts] == [True, False]
    QTest.mouseClick(
        rows.viewport(), LEFT, Modifier.NoModifier, rows.visualItemRect(rows.item(1)).topLeft() + QPoint(8, 8)
    )
    assert all(run.is_favourite for run in window.shelf.runs)
    window.shelf.set_favourite(window.shelf.runs[0], False)
    again = PromptShelf(bench.session.history, bench.session.prompt_log, preferences)
    assert [run.is_favourite for run in again.runs] == [False, True]
    again.forget_all()
    assert [run.prompt for run in again.runs] == ["a red apple"]
    preferences.keeps_prompts = False
    window.shelf.forget(window.shelf.runs[0])
    assert all(stored["is_favourite"] for stored in preferences.kept_prompts)


def test_words_and_settings_are_taken_up_again(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    beyond = {"candidate_count": 5, "weights.clip": 0.5, "match_colour": False, "estimator": "no such", "unknown": 3}
    run = PromptRun("x", "a red apple", "the cat", "replace", 77, Preset.FAST.value, beyond)
    window.prompts.wordsChosen.emit(run)
    form = bench.session.form
    assert (form.prompt, form.source_prompt, form.seed) == ("a red apple", "the cat", 0)
    assert form.settings.candidate_count != 5
    window.prompts.allChosen.emit(run)
    form = bench.session.form
    assert (form.seed, form.preset) == (77, Preset.FAST)
    assert (form.settings.candidate_count, form.settings.weights.clip, form.settings.match_colour) == (5, 0.5, False)
    usual = EditSettings.for_preset(Preset.FAST)
    assert settings_beyond(Preset.FAST, form.settings).keys() >= {"candidate_count", "weights.clip", "match_colour"}
    assert form.settings.learning_steps == usual.learning_steps
    assert form.intent is not None and form.intent.value == "replace"


def test_it_is_told_how_a_prompt_ran() -> None:
    run = PromptRun(
        "x", "a duck", "", "", 7, "fast", {"edit_steps": 9}, "2026-01-02T03:04:05+00:00", PromptEnding.STOPPED
    )
    assert prompt_text(run) == "a duck"
    tip = run_tip(run)
    assert "stopped" in tip and "7" in tip and "edit_steps: 9" in tip and ("26" in tip or "2026" in tip)
    assert run_tip(PromptRun("x", "a duck", started="nonsense")) == "a duck\nSeed 0"


@pytest.mark.parametrize(
    "stored", [None, 7, {}, {"prompt": 7}, {"prompt": "a", "seed": "b", "settings": 4, "ending": 1}]
)
def test_what_was_stored_badly_is_left_out(bench: Bench, preferences: Preferences, stored: object) -> None:
    preferences.kept_prompts = [stored]  # type: ignore[list-item]
    shelf = PromptShelf(bench.session.history, bench.session.prompt_log, preferences)
    is_one = isinstance(stored, dict) and stored.get("prompt") == "a"
    assert [run.prompt for run in shelf.runs] == (["a"] if is_one else [])


def test_only_so_many_are_kept(bench: Bench, preferences: Preferences, picture_path: Path) -> None:
    bench.open(picture_path)
    picture = bench.session.history.picture
    assert picture is not None
    count = MOST_KEPT + 20
    picture.prompts = tuple(
        PromptRun(str(n), f"prompt {n}", started=f"2026-01-01T{n // 60:02d}:{n % 60:02d}:00", is_favourite=n == 3)
        for n in range(count)
    )
    shelf = PromptShelf(bench.session.history, bench.session.prompt_log, preferences)
    bench.session.prompt_log.changed.emit()
    assert len(shelf.runs) == MOST_KEPT + 1
    assert shelf.runs[0].prompt == f"prompt {count - 1}" and shelf.runs[-1].prompt == "prompt 3"
