"""Keys that can be changed: asked about before they are taken, kept, taken back, carried to other machines."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from lredit_gui.panels.messages import Messages
from lredit_gui.settings.key_bindings import RESERVED
from lredit_gui.settings.key_row import KeyCapture, KeyRow
from lredit_gui.settings.keys_page import KeysPage
from lredit_gui.window.actions import Action
from lredit_gui.window.main_window import MainWindow
from lredit_gui.window.shortcuts import ShortcutsDialog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme
    from tests.gui.conftest import Bench

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(window: MainWindow) -> Iterator[KeysPage]:
    dialog = window.settings_actions.show("keys")
    shown = dialog.page
    assert isinstance(shown, KeysPage)
    yield shown
    dialog.close()


def press(row: KeyRow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    (capture,) = [one for one in row.findChildren(KeyCapture) if one.isVisible()]
    QTest.keyClick(capture, key, held)


def keys(window: MainWindow, action: Action) -> list[str]:
    return [key.toString() for key in window.action_set[action].shortcuts()]


def test_every_action_has_a_name_that_stays_and_built_in_keys_are_one_actions_each(window: MainWindow) -> None:
    entries = window.settings_actions.bindings.entries
    assert {entry.name for entry in entries} == {action.value for action in Action}
    assert len(entries) == len(Action) and all(entry.action.objectName() == entry.name for entry in entries)
    counts = Counter(key for entry in entries for key in entry.built_in)
    assert {key for key, count in counts.items() if count > 1} == set()
    assert not RESERVED & set(counts), "these do something else on the canvas"
    tools = {window.action_set[tool].objectName() for tool in (Action.BRUSH_TOOL, Action.DRAW_TOOL, Action.PAN_TOOL)}
    assert tools <= {entry.name for entry in entries}


def test_a_key_is_changed_by_pressing_another_and_shown_wherever_it_stands(
    window: MainWindow, page: KeysPage, preferences: Preferences
) -> None:
    row = page.row_of(Action.DRAW_TOOL.value)
    row.begin("B")
    press(row, Qt.Key.Key_U)
    assert keys(window, Action.DRAW_TOOL) == ["U"] and preferences.keys == {"drawToolAction": ["U"]}
    assert window.action_set[Action.DRAW_TOOL].toolTip().endswith("(U)")
    listed = ShortcutsDialog(window.action_set, window)
    texts = [label.text() for label in listed.findChildren(QLabel)]
    assert texts[texts.index("Draw a box") - 1] == "U"
    listed.deleteLater()
    window.settings_actions.bindings.set_keys(Action.ACCEPT.value, ("Ctrl+U",))
    assert window.job_panel.accept_button.toolTip() == "Make the selected candidate a layer (Ctrl+U)"
    window.settings_actions.bindings.set_keys(Action.ACCEPT.value, ())
    assert window.job_panel.accept_button.toolTip() == "Make the selected candidate a layer"
    window.settings_actions.bindings.reset(Action.ACCEPT.value)
    row.reset_button.click()
    assert keys(window, Action.DRAW_TOOL) == ["B"] and preferences.keys == {}
    assert not row.reset_button.isVisible()


def test_one_more_key_is_added_and_one_is_taken_away(window: MainWindow, page: KeysPage) -> None:
    row = page.row_of(Action.FIT.value)
    row.add_button.click()
    press(row, Qt.Key.Key_F6)
    assert keys(window, Action.FIT) == ["Ctrl+0", "F", "F6"]
    row.begin("F")
    press(row, Qt.Key.Key_Backspace)
    assert keys(window, Action.FIT) == ["Ctrl+0", "F6"]
    row.begin("F6")
    press(row, Qt.Key.Key_Escape)
    assert keys(window, Action.FIT) == ["Ctrl+0", "F6"] and page.window().isVisible()
    chips = [chip.text() for chip in row.findChildren(QPushButton) if chip.isVisible()]
    assert chips == ["Ctrl+0", "F6"]


def test_a_key_of_another_action_is_taken_only_after_a_question(window: MainWindow, page: KeysPage) -> None:
    row = page.row_of(Action.SAVE.value)
    (before,) = keys(window, Action.SAVE)
    row.begin(before)
    press(row, Qt.Key.Key_J, CTRL)
    assert row.question.isVisible() and row.asked.text() == "Ctrl+J is \u201cDuplicate\u201d. Take it from there?"
    row.leave_button.click()
    assert keys(window, Action.SAVE) == [before] and keys(window, Action.LAYER_DUPLICATE) == ["Ctrl+J"]
    row.begin(before)
    press(row, Qt.Key.Key_J, CTRL)
    row.take_button.click()
    assert keys(window, Action.SAVE) == ["Ctrl+J"] and keys(window, Action.LAYER_DUPLICATE) == []
    page.row_of(Action.LAYER_DUPLICATE.value).reset_button.click()
    assert keys(window, Action.LAYER_DUPLICATE) == ["Ctrl+J"] and keys(window, Action.SAVE) == []
    page.reset_button.click()
    assert keys(window, Action.SAVE) == [before]


def test_keys_of_the_canvas_are_refused(window: MainWindow, page: KeysPage) -> None:
    row = page.row_of(Action.SAVE.value)
    before = keys(window, Action.SAVE)
    row.add_button.click()
    press(row, Qt.Key.Key_Space)
    assert row.asked.text().startswith("Space has its own meaning") and not row.take_button.isVisible()
    row.leave_button.click()
    assert keys(window, Action.SAVE) == before


def test_actions_are_found_by_what_they_do_and_by_their_keys(window: MainWindow, page: KeysPage) -> None:
    dialog = window.settings_actions.dialog
    assert dialog is not None
    for words, name in (("upside layer", "layerFlipDownAction"), ("ctrl+alt+i", "resizeAction")):
        dialog.search.setText(words)
        shown = [row.entry.name for row in page.rows if isinstance(row, KeyRow) and row.isVisible()]
        assert shown == [name]
    headings = [label.text() for label in page.findChildren(QLabel) if label.property("role") == "heading"]
    assert "Layer" in headings
    seen = [one for one in page.findChildren(QLabel) if one.property("role") == "heading" and one.isVisible()]
    assert [label.text() for label in seen] == ["Image"]


def test_changed_keys_are_there_after_the_next_start(
    window: MainWindow, bench: Bench, theme: Theme, preferences: Preferences, qtbot: QtBot
) -> None:
    preferences.keys = {"drawToolAction": ["Ctrl+U"], "acceptAction": [], "goneAction": ["Q"]}
    again = MainWindow(
        bench.session, workers=bench.workers, theme=theme, preferences=preferences, messages=Messages(), samples=[]
    )
    qtbot.addWidget(again)
    assert keys(again, Action.DRAW_TOOL) == ["Ctrl+U"] and keys(again, Action.ACCEPT) == []
    assert again.action_set[Action.DRAW_TOOL].toolTip().endswith("(Ctrl+U)")
    assert again.settings_actions.bindings.is_changed("acceptAction")


def test_a_key_that_the_person_chose_stays_theirs_where_a_later_version_gives_it_to_something_else(
    preferences: Preferences, request: pytest.FixtureRequest
) -> None:
    preferences.keys = {"acceptAction": ["K"]}  # from before there was blinking
    window = request.getfixturevalue("window")
    assert keys(window, Action.ACCEPT) == ["K"] and keys(window, Action.BLINK) == []
    window.settings_actions.bindings.reset_all()
    assert keys(window, Action.ACCEPT) == ["A"] and keys(window, Action.BLINK) == ["K"]


def test_keys_go_into_a_file_and_come_back(window: MainWindow, bench: Bench, page: KeysPage, tmp_path: Path) -> None:
    bindings = window.settings_actions.bindings
    bindings.set_keys("saveAction", ("Ctrl+J", "F7"))
    page.export_to(str(tmp_path / "mine"))
    bench.wait(lambda: page.said.text())
    assert json.loads((tmp_path / "mine.json").read_text())["keys"] == {
        "saveAction": ["Ctrl+J", "F7"],
        "layerDuplicateAction": [],
    }
    page.reset_button.click()
    page.import_from(str(tmp_path / "mine.json"))
    bench.wait(lambda: bindings.is_changed("saveAction"))
    assert keys(window, Action.SAVE) == ["Ctrl+J", "F7"] and keys(window, Action.LAYER_DUPLICATE) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "cannot be read as JSON"),
        (b"[1]", "no file of keys that was exported"),
        (b'{"format": "lredit keys", "keys": {"saveAction": ["Ctrl+J"]}}', "stands for two things"),
        (b'{"format": "lredit keys", "keys": {"saveAction": ["Hyper+J"]}}', "is no key"),
        (b'{"format": "lredit keys", "keys": {"saveAction": ["Ctrl+J, Ctrl+K"]}}', "is no key"),
        (b'{"format": "lredit keys", "keys": {"saveAction": [7]}}', "is no key"),
        (b'{"format": "lredit keys", "keys": {"saveAction": ["Space"]}}', "its own meaning"),
        (b"\xff\xfe\x00", "holds no text"),
        (None, "cannot be used"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_changes_nothing(
    window: MainWindow, bench: Bench, page: KeysPage, tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "keys.json"
    if content is not None:
        path.write_bytes(content)
    before = {action: keys(window, action) for action in Action}
    page.import_from(str(path))
    bench.wait(lambda: page.said.isVisible())
    assert words in page.said.text()
    assert {action: keys(window, action) for action in Action} == before


def test_files_of_keys_are_chosen_in_dialogs(page: KeysPage) -> None:
    for name in ("importKeysButton", "exportKeysButton"):
        button = page.findChild(QPushButton, name)
        assert button is not None
        button.click()
    names = {dialog.objectName() for dialog in page.findChildren(QFileDialog)}
    assert names == {"importKeysDialog", "exportKeysDialog"}
