"""What one can ask, and the tour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lredit_gui.panels.messages import Messages
from lredit_gui.session.examples import EXAMPLES, Example, ExampleRunner
from lredit_gui.window.actions import Action
from lredit_gui.window.main_window import MainWindow
from tests.fakes import fake_engine
from tests.gui.conftest import picture_pixels

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme
    from tests.gui.conftest import Bench


@pytest.fixture
def samples(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.png" for name in dict.fromkeys(example.sample for example in EXAMPLES)]
    for path in paths:
        Image.fromarray(picture_pixels(120, 90)).save(path)
    return paths


@pytest.fixture
def welcoming(
    bench: Bench,
    theme: Theme,
    preferences: Preferences,
    samples: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> MainWindow:
    drawers = tuple(replace(one, vocabulary=(), words=()) for one in fake_engine.FAKE_BUNDLE.editors)
    monkeypatch.setattr(fake_engine, "FAKE_BUNDLE", replace(fake_engine.FAKE_BUNDLE, editors=drawers))
    made = MainWindow(
        bench.session, workers=bench.workers, theme=theme, preferences=preferences, messages=Messages(), samples=samples
    )
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    bench.session.edits.load("builtin")
    return made


def test_an_example_opens_its_sample_writes_the_words_and_runs(welcoming: MainWindow, bench: Bench) -> None:
    assert len(welcoming.welcome.examples.buttons) == len(EXAMPLES)
    with_source = next(index for index, example in enumerate(EXAMPLES) if example.source_prompt)
    welcoming.welcome.examples.buttons[with_source].click()
    bench.wait(lambda: len(bench.session.selection.candidates) and not bench.session.edits.is_running)
    name = bench.session.history.name
    assert name is not None and name.title.startswith(EXAMPLES[with_source].sample)
    assert welcoming.prompt.prompt_edit.text() == EXAMPLES[with_source].prompt
    assert welcoming.prompt.source_edit.text() == EXAMPLES[with_source].source_prompt
    assert bench.session.job is not None
    asked = bench.engine.requests[-1]
    assert (asked.prompt, asked.source_prompt) == (EXAMPLES[with_source].prompt, EXAMPLES[with_source].source_prompt)


def test_whoever_types_other_words_meanwhile_is_left_alone(bench: Bench, samples: list[Path]) -> None:
    runner = ExampleRunner(bench.session)
    bench.session.wordsWanted.connect(lambda _form: bench.write("a green pear"))
    runner.run(samples[0], Example(samples[0].stem, "remove the rocket"))
    bench.wait(lambda: bench.session.form.prompt == "a green pear")
    bench.session.edits.load("builtin")
    bench.wait(lambda: bench.session.ui.can_edit)
    for _ in range(5):
        QApplication.processEvents()
    assert not bench.session.edits.is_running and not bench.engine.requests


def test_the_tour_is_walked_by_keys_edits_a_sample_and_ends(welcoming: MainWindow, bench: Bench) -> None:
    welcoming.action_set[Action.TOUR].trigger()
    spotlight = welcoming.tour.spotlight
    assert spotlight is not None
    titles, lit = [], []
    while welcoming.tour.spotlight is not None:
        titles.append(spotlight.title.text())
        lit.append(spotlight.lit())
        assert spotlight.rect().contains(spotlight.bubble.geometry())
        assert not spotlight.grab().isNull()
        if len(titles) == 3:
            bench.wait(lambda: len(bench.session.selection.candidates) and not bench.session.edits.is_running)
        QTest.keyClick(QApplication.focusWidget() or spotlight, Qt.Key.Key_Right)
    assert len(titles) == len(set(titles)) == 6
    assert sum(not place.isEmpty() for place in lit) == 5
    assert bench.engine.requests[-1].prompt == "a duck"


def test_esc_leaves_the_tour_and_it_begins_anew(welcoming: MainWindow) -> None:
    welcoming.welcome.tour_button.click()
    first = welcoming.tour.spotlight
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert first.title.text() == "Pictures"
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert welcoming.tour.spotlight is None
    welcoming.action_set[Action.TOUR].trigger()
    again = welcoming.tour.spotlight
    assert again is not None and again.title.text() == "Pictures"
    welcoming.resize(1024, 640)
    assert again.size() == welcoming.size()
