"""Learning from the person's choices: off until they say so, seen, exported, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from PySide6.QtWidgets import QMessageBox, QPushButton

from lredit_core.api.request import NO_MARGINS
from lredit_core.choices.store import ChoiceNote, ChoiceStore
from lredit_core.geometry import Box
from lredit_core.regions.examples import RegionExample
from lredit_gui.choices.dialog import ChoicesDialog
from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def store(tmp_path: Path) -> ChoiceStore:
    return ChoiceStore(tmp_path / "choices")


def fill(store: ChoiceStore, count: int) -> None:
    example = RegionExample(torch.zeros(2, 2, 4).half(), torch.zeros(1, 3, 4), torch.zeros(1, 3))
    for number in range(count):
        note = ChoiceNote("2026-11-24T10:00:00+00:00", f"thing {number}", (1, 2, 31, 42), (320, 240), (0.2,) * 4, "x")
        store.add(note, example)


def test_nothing_is_kept_or_used_until_the_person_says_so(bench: Bench, picture_path: Path, store: ChoiceStore) -> None:
    fill(store, 30)
    bench.session.choices = store
    bench.open(picture_path)
    bench.edit()
    bench.session.accept()
    assert bench.engine.requests[0].settings.margins == NO_MARGINS
    assert bench.engine.choices == []
    bench.session.learns_from_choices = True
    bench.session.start_edit()
    bench.wait_for_end()
    assert bench.engine.requests[1].settings.margins == store.framing_preference().margins != NO_MARGINS
    assert bench.engine.requests[1].settings.choices_folder == str(store.folder)


def test_an_accepted_box_reaches_the_engine_with_the_picture_before_the_edit(bench: Bench, picture_path: Path) -> None:
    bench.session.learns_from_choices = True
    bench.open(picture_path)
    bench.edit()
    source = bench.session.document.source
    bench.session.selection.move_box(Box(30, 30, 120, 120))
    bench.session.start_edit()
    bench.wait_for_end()
    bench.session.accept()
    bench.wait(lambda: bench.engine.choices)
    choice = bench.engine.choices[0]
    assert (choice.box, choice.prompt) == (Box(30, 30, 120, 120), "a red apple")
    assert choice.image.digest == source.digest


@pytest.fixture
def dialog(window: MainWindow, bench: Bench, store: ChoiceStore) -> ChoicesDialog:
    fill(store, 3)
    bench.session.choices = store
    window.action_set[Action.CHOICES].trigger()
    found = window.findChild(ChoicesDialog)
    assert found is not None
    bench.wait(lambda: found.listing.count() == 3)
    return found


def test_the_switch_is_remembered(dialog: ChoicesDialog, bench: Bench, preferences: Preferences) -> None:
    assert not dialog.switch.isChecked()
    dialog.switch.click()
    assert bench.session.learns_from_choices and preferences.learns_from_choices
    dialog.switch.click()
    assert not bench.session.learns_from_choices and not preferences.learns_from_choices


def test_choices_are_listed_the_latest_first_and_said_in_words(dialog: ChoicesDialog) -> None:
    assert "thing 2" in dialog.listing.item(0).text() and "30 x 40 px" in dialog.listing.item(0).text()
    assert "From 3 choices" in dialog.summary.text()


def test_choices_are_exported(dialog: ChoicesDialog, bench: Bench, tmp_path: Path) -> None:
    dialog._export(str(tmp_path / "mine.zip"))
    bench.wait(lambda: "3 choices were exported" in dialog.summary.text())
    assert (tmp_path / "mine.zip").is_file()
    dialog._export(str(tmp_path / "nowhere" / "mine.zip"))
    bench.wait(lambda: "There is no folder" in dialog.summary.text())


def test_forgetting_asks_first_and_then_forgets(dialog: ChoicesDialog, bench: Bench, store: ChoiceStore) -> None:
    dialog.forget_button.click()
    box = dialog.findChild(QMessageBox, "forgetBox")
    assert box is not None and len(store) == 3
    confirm = box.findChild(QPushButton, "confirmForgetButton")
    assert confirm is not None
    confirm.click()
    bench.wait(lambda: dialog.listing.count() == 0)
    assert len(store) == 0 and not dialog.forget_button.isEnabled()


def test_closing_at_once_drops_what_still_comes(window: MainWindow, bench: Bench) -> None:
    window.action_set[Action.CHOICES].trigger()
    found = window.findChild(ChoicesDialog)
    assert found is not None
    found.close()
    bench.wait(lambda: bench.workers.pending_count == 0)
