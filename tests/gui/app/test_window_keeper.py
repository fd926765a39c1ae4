"""Another language: another window with the same pictures, candidates, words and zoom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from shiboken6 import isValid

from lredit_core.geometry import Size
from lredit_gui.app.window_keeper import WindowKeeper
from lredit_gui.panels.messages import Messages
from lredit_gui.window.actions import Action
from lredit_gui.window.main_window import MainWindow
from tests.gui.conftest import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lredit_gui.language.language import Language
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme
    from tests.gui.conftest import Bench


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    with spoken(qapp, "en") as made:
        yield made


@pytest.fixture
def keeper(bench: Bench, theme: Theme, preferences: Preferences, language: Language) -> Iterator[WindowKeeper]:
    messages = Messages()
    make = partial(
        MainWindow, bench.session, workers=bench.workers, theme=theme, preferences=preferences, messages=messages,
        samples=[],
    )  # fmt: skip
    made = WindowKeeper(make, language)
    made.window.resize(1100, 760)
    made.window.canvas.is_animated = False
    made.window.show()
    yield made
    made.window.close()
    made.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def change(keeper: WindowKeeper, bench: Bench, language: Language, code: str) -> MainWindow:
    """Gives the window that was there before, which is gone."""
    old = keeper.window
    language.choose(code)
    bench.wait(lambda: keeper.window is not old)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    bench.wait(lambda: not isValid(old))
    keeper.window.canvas.is_animated = False
    return old


def test_pictures_candidates_words_and_zoom_stay(
    keeper: WindowKeeper, bench: Bench, language: Language, picture_path: Path, other_path: Path
) -> None:
    window = keeper.window
    bench.open(other_path)
    bench.open(picture_path)
    bench.session.edits.load()
    bench.wait(lambda: bench.session.edits.bundle)
    window.prompt.prompt_edit.setText("a red apple")
    window.prompt.advanced.guidance.slider.setValue(window.prompt.advanced.guidance.slider.value() + 2)
    window.prompt.advanced.negative.setText("blurry")
    window.start_edit()
    bench.wait_for_end()
    QTest.keyClick(window.canvas, Qt.Key.Key_A)
    bench.wait_for_picture()
    window.action_set[Action.DRAW_TOOL].trigger()
    window.action_set[Action.BOXES].setChecked(False)
    window.canvas.show_viewport(window.canvas.viewport_at(Size(320, 240), 100.0, 80.0, 3.0).turned(15.0))
    window.canvas.set_split(0.3)
    form, count = bench.session.form, len(bench.session.selection.candidates.ranked)
    assert window.action_set[Action.UNDO].text().startswith("Undo ")
    change(keeper, bench, language, "de")
    new = keeper.window
    assert new is not window and new.isVisible()
    assert bench.session.form == form == new.prompt.form
    assert new.prompt.prompt_edit.text() == "a red apple" and new.prompt.advanced.negative.text() == "blurry"
    assert new.strip.count() == count and new.layers.list.count() == 2 and new.tabs.count() == 2
    assert new.canvas.zoom == 3.0 and new.canvas.middle() == pytest.approx((100.0, 80.0), abs=1.0)
    assert new.canvas.viewport is not None and new.canvas.viewport.turn_deg == 15.0
    assert new.canvas.split == pytest.approx(0.3) and new.action_set[Action.COMPARE].isChecked()
    assert new.action_set[Action.DRAW_TOOL].isChecked() and not new.action_set[Action.BOXES].isChecked()
    assert new.action_set[Action.UNDO].text().startswith("R\u00fcckg\u00e4ngig")
    assert new.windowTitle().startswith("meadow.png") and new.size().width() == 1100


def test_the_new_window_works_and_the_old_one_hears_nothing(
    keeper: WindowKeeper, bench: Bench, language: Language, picture_path: Path
) -> None:
    bench.open(picture_path)
    for code in ("de", "zh", "en"):
        change(keeper, bench, language, code)
    window = keeper.window
    window.prompt.prompt_edit.setText("a red apple")
    window.start_edit()
    bench.wait_for_end()
    QTest.keyClick(window.canvas, Qt.Key.Key_A)
    bench.wait_for_picture()
    bench.session.undo()
    bench.session.load_own_names()
    window.theme.changed.emit()
    bench.wait(lambda: bench.session.flows.count == 0)
    assert bench.session.document is not None and not bench.session.document.layers
    closed = []
    keeper.closed.connect(lambda: closed.append(True))
    window.close()
    assert closed == [True]


def test_an_edit_goes_on_while_the_language_changes(
    keeper: WindowKeeper, bench: Bench, language: Language, picture_path: Path
) -> None:
    bench.open(picture_path)
    keeper.window.prompt.prompt_edit.setText("a red apple")
    keeper.window.start_edit()
    assert bench.session.edits.is_running
    change(keeper, bench, language, "de")
    bench.wait_for_end()
    assert keeper.window.strip.count() == len(bench.session.selection.candidates.ranked) > 0


def test_the_language_is_chosen_in_the_settings_which_stay_open(
    keeper: WindowKeeper, bench: Bench, language: Language, preferences: Preferences
) -> None:
    window = keeper.window
    dialog = window.settings_actions.show("general")
    combo = dialog.findChild(QComboBox, "languageSetting")
    assert combo is not None
    combo.setCurrentIndex(combo.findData("de"))
    combo.activated.emit(combo.currentIndex())
    bench.wait(lambda: keeper.window is not window)
    assert preferences.language == "de" and language.code == "de"
    opened = keeper.window.settings_actions.dialog
    assert opened is not None and opened.isVisible() and opened.page.name == "general"
    assert opened.windowTitle() == "Einstellungen"
    opened.close()


def test_downloads_and_comparisons_are_handed_on(keeper: WindowKeeper, bench: Bench, language: Language) -> None:
    models, comparing, own_things = keeper.window.models, keeper.window.comparing, keeper.window.own_things
    change(keeper, bench, language, "de")
    assert all(isValid(one) for one in (models, comparing, own_things))
    assert keeper.window.models is models and models.parent() is keeper.window
    assert keeper.window.comparing is comparing and keeper.window.own_things is own_things
