"""The settings: found by their words, set at once, kept, and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QLineEdit, QPushButton, QSpinBox

from lredit_core.api.request import Preset
from lredit_core.errors import InvalidRequest
from lredit_core.prompt.intent import EditIntent
from lredit_gui.rendering.ground import Ground, GroundTint
from lredit_gui.session.engine_place import EnginePlace
from lredit_gui.session.preferences import RECENT_COUNT, Preferences
from lredit_gui.session.ui_state import EnginePhase
from lredit_gui.settings.rows import SettingRow
from lredit_gui.theme.colours import CONTRAST
from lredit_gui.theme.theme import ThemeMode
from lredit_gui.window.actions import Action
from tests.fakes.fake_engine import FAKE_BUNDLE
from tests.gui.window.hands import turn_wheel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from lredit_core.api.service import EngineService
    from lredit_gui.settings.dialog import SettingsDialog
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def dialog(window: MainWindow) -> Iterator[SettingsDialog]:
    window.action_set[Action.SETTINGS].trigger()
    opened = window.settings_actions.dialog
    assert opened is not None
    yield opened
    if window.settings_actions.dialog is opened:
        opened.close()
    window.theme.set_mode(ThemeMode.DARK)


def control(dialog: SettingsDialog, name: str) -> QWidget:
    (found,) = [row for page in dialog.pages for row in page.rows if isinstance(row, SettingRow) and _is(row, name)]
    dialog.show_page(next(page.name for page in dialog.pages if found in page.rows))
    assert found.control is not None
    return found.control


def _is(row: SettingRow, name: str) -> bool:
    return row.setting.name == name


def choose(dialog: SettingsDialog, name: str, value: object) -> None:
    combo = control(dialog, name)
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_it_opens_by_its_key_and_every_row_says_what_it_is_for(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.settings_actions.dialog
    assert dialog is not None and dialog.isVisible()
    rows = [row for page in dialog.pages for row in page.rows if isinstance(row, SettingRow)]
    assert len({row.setting.name for row in rows}) == len(rows) > 15
    assert all(row.control is None or row.control.accessibleName() for row in rows)
    dialog.close()
    assert window.settings_actions.dialog is None


def test_words_find_rows_on_all_pages_and_mark_them(dialog: SettingsDialog) -> None:
    QTest.keyClicks(dialog.search, "PICTURE large")
    shown = [row for page in dialog.pages if page.isVisible() for row in page.rows if row.isVisible()]
    assert [row.label.whole for row in shown] == ["Pictures open", "Squares under transparency"]
    assert "<span" in shown[0].label.text() and "<span" in shown[0].help.text()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.search.text()
    assert [page.name for page in dialog.pages if page.isVisible()] == ["general"]
    assert shown[0].label.text() == shown[0].label.whole
    dialog.search.setText("privacy")
    assert len([row for page in dialog.pages if page.isVisible() for row in page.rows if row.isVisible()]) > 4
    dialog.search.setText("nothing of that kind")
    assert not any(page.isVisible() for page in dialog.pages)


def test_a_theme_shows_at_once_and_the_menu_knows(
    window: MainWindow, dialog: SettingsDialog, preferences: Preferences
) -> None:
    choose(dialog, "theme", ThemeMode.CONTRAST)
    assert window.theme.colours is CONTRAST and preferences.theme is ThemeMode.CONTRAST
    assert [action.data() for action in window.theme_group.actions() if action.isChecked()] == [ThemeMode.CONTRAST]


def test_what_edits_begin_with_reaches_the_prompt(
    window: MainWindow, bench: Bench, dialog: SettingsDialog, preferences: Preferences
) -> None:
    choose(dialog, "preset", Preset.FAST)
    choose(dialog, "intent", EditIntent.REMOVE)
    assert window.prompt.preset is Preset.FAST and bench.session.form.intent is EditIntent.REMOVE
    assert preferences.intent is EditIntent.REMOVE
    dialog.page.reset()
    assert window.prompt.preset is Preset.BALANCED and bench.session.form.intent is None


def test_the_ground_under_transparency_follows(
    window: MainWindow, dialog: SettingsDialog, preferences: Preferences
) -> None:
    choose(dialog, "ground_px", 20)
    choose(dialog, "ground_tint", GroundTint.DARK)
    assert window.canvas.picture_layer.ground == preferences.ground == Ground(20, GroundTint.DARK)
    dialog.page.reset()
    assert window.canvas.picture_layer.ground == Ground()


def test_switches_of_the_view_are_those_of_the_menu(
    window: MainWindow, dialog: SettingsDialog, preferences: Preferences
) -> None:
    names = {name for name, _action, _is_on in window.view_switches.switches}
    box = control(dialog, "pixel_grid")
    assert names >= {"pixel_grid", "snaps"} and isinstance(box, QCheckBox) and box.isChecked()
    box.click()
    assert not window.action_set[Action.PIXEL_GRID].isChecked() and not preferences.view_switch("pixel_grid")
    rulers = control(dialog, "rulers")
    assert isinstance(rulers, QCheckBox) and not rulers.isChecked()
    rulers.click()
    dialog.page.reset()
    assert box.isChecked() and window.action_set[Action.PIXEL_GRID].isChecked()
    assert not rulers.isChecked() and not window.action_set[Action.RULERS].isChecked()


def test_the_colour_profile_of_the_screen_is_chosen_and_taken_back(
    window: MainWindow, bench: Bench, dialog: SettingsDialog, preferences: Preferences, tmp_path: Path
) -> None:
    from PIL import ImageCms

    path = tmp_path / "screen.icc"
    path.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    row = dialog.row("display_profile")
    assert "its profile is sRGB" in row.help.whole
    button = control(dialog, "display_profile")
    assert isinstance(button, QPushButton)
    button.click()
    (chooser,) = dialog.findChildren(QFileDialog, "screenProfileDialog")
    chooser.fileSelected.emit(str(path))
    chooser.close()
    bench.wait(lambda: preferences.display_profile == path)
    assert f"its profile is {window.display_profile.title}" in row.help.whole
    dialog.page.reset()
    assert preferences.display_profile is None and "its profile is sRGB" in row.help.whole


def test_pictures_open_at_their_own_size_where_that_is_chosen(
    window: MainWindow, bench: Bench, dialog: SettingsDialog, picture_path: Path, other_path: Path
) -> None:
    bench.open(picture_path)
    assert window.canvas.viewport is not None and window.canvas.viewport.is_fit
    choose(dialog, "opens_at_actual_size", True)
    bench.open(other_path)
    assert window.canvas.zoom == 1.0 and not window.canvas.viewport.is_fit


def test_another_device_is_told_to_the_engine_which_starts_anew(
    window: MainWindow, bench: Bench, dialog: SettingsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LREDIT_DEVICE", "LREDIT_THREADS"):
        monkeypatch.setenv(name, "")
    bench.session.edits.load()
    bench.wait(lambda: bench.session.edits.bundle)
    choose(dialog, "device", "cpu")
    threads = control(dialog, "threads")
    assert isinstance(threads, QSpinBox) and threads.text() == "As many as there are"
    threads.setValue(3)
    bench.wait(lambda: bench.engine.close_count == 2)
    import os

    assert (os.environ["LREDIT_DEVICE"], os.environ["LREDIT_THREADS"]) == ("cpu", "3")


def test_recent_files_are_as_many_as_wanted_and_can_be_forgotten(
    window: MainWindow, dialog: SettingsDialog, preferences: Preferences, tmp_path: Path
) -> None:
    for number in range(12):
        preferences.add_recent(tmp_path / f"{number}.png")
    assert len(preferences.recent) == RECENT_COUNT
    count = control(dialog, "recent_count")
    assert isinstance(count, QSpinBox)
    count.setValue(2)
    assert [path.name for path in preferences.recent] == ["11.png", "10.png"]
    clear = control(dialog, "clear_recent")
    assert isinstance(clear, QPushButton)
    clear.click()
    assert preferences.recent == [] and window.recent_files.paths == []
    count.setValue(0)
    preferences.add_recent(tmp_path / "a.png")
    assert preferences.recent == []


def test_what_was_asked_for_can_be_forgotten(
    window: MainWindow, dialog: SettingsDialog, bench: Bench, preferences: Preferences, picture_path: Path
) -> None:
    bench.open(picture_path)
    for prompt in ("a banana", "a red apple"):
        bench.write(prompt)
        bench.edit()
    window.shelf.set_favourite(window.shelf.runs[0], True)
    assert len(preferences.kept_prompts) == 2
    keeps, forget = control(dialog, "keeps_prompts"), control(dialog, "forget_prompts")
    assert isinstance(keeps, QCheckBox) and isinstance(forget, QPushButton)
    keeps.setChecked(False)
    bench.session.prompt_log.changed.emit()
    assert [stored["prompt"] for stored in preferences.kept_prompts] == ["a red apple"]
    forget.click()
    bench.session.prompt_log.changed.emit()
    assert [run.prompt for run in window.shelf.runs] == ["a red apple"]


def test_what_goes_into_exports_and_what_is_learned_is_set_in_one_place(
    window: MainWindow, bench: Bench, dialog: SettingsDialog, preferences: Preferences
) -> None:
    for name in ("keeps_metadata", "learns_from_choices"):
        box = control(dialog, name)
        assert isinstance(box, QCheckBox)
        box.click()
    assert not window.action_set[Action.METADATA].isChecked() and not preferences.keeps_metadata
    assert bench.session.learns_from_choices and preferences.learns_from_choices
    dialog.page.reset()
    assert window.action_set[Action.METADATA].isChecked() and not bench.session.learns_from_choices


def test_numbers_are_kept_and_the_wheel_turns_none_of_them(dialog: SettingsDialog, preferences: Preferences) -> None:
    minutes, megabytes = control(dialog, "autosave_minutes"), control(dialog, "history_megabytes")
    assert isinstance(minutes, QSpinBox) and isinstance(megabytes, QSpinBox)
    assert (preferences.autosave_minutes, preferences.history_megabytes) == (0, 1024)
    minutes.setValue(7)
    megabytes.setValue(2048)
    assert (preferences.autosave_minutes, preferences.history_megabytes) == (7, 2048)
    dialog.search.setFocus()
    turn_wheel(megabytes, QPointF(5, 5), 120)
    assert megabytes.value() == 2048 and minutes.text() == "7 min"
    dialog.page.reset()
    assert (preferences.autosave_minutes, preferences.history_megabytes) == (0, 1024)


def test_rows_lead_to_the_other_dialogs(window: MainWindow, dialog: SettingsDialog) -> None:
    button = control(dialog, "models")
    assert isinstance(button, QPushButton)
    button.click()
    assert window.settings_actions.dialog is None
    opened = window.findChild(QDialog, "modelsDialog")
    assert opened is not None and opened.isVisible()
    opened.close()


def test_the_folder_of_models_is_made_and_opened(
    window: MainWindow, bench: Bench, dialog: SettingsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, opened = tmp_path / "models", []
    monkeypatch.setattr("lredit_core.bundles.store.bundles_home", lambda: home)
    monkeypatch.setattr(
        "lredit_gui.window.settings_actions.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    button = control(dialog, "models_folder")
    assert isinstance(button, QPushButton)
    button.click()
    bench.wait(lambda: opened)
    assert opened == [str(home)] and home.is_dir()


def test_a_workstation_is_asked_only_once_its_address_is_there_and_no_longer_once_it_is_left(
    bench: Bench, dialog: SettingsDialog, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[EnginePlace] = []

    def engine_of(place: EnginePlace) -> EngineService:
        asked.append(place)
        return bench.engine

    monkeypatch.setattr(EnginePlace, "engine", engine_of)
    bench.session.edits.load()
    bench.wait(lambda: bench.session.edits.phase is EnginePhase.READY)
    choose(dialog, "uses_workstation", True)
    assert EnginePlace.chosen(preferences) == EnginePlace() and not asked, "it has no address yet"
    write(dialog, "workstation_address", " studio:10001 ")
    bench.wait(lambda: len(asked) == 1)
    write(dialog, "workstation_token", "/home/me/token")
    bench.wait(lambda: len(asked) == 2)
    assert asked == [EnginePlace("studio:10001"), EnginePlace("studio:10001", "/home/me/token")]
    assert preferences.workstation_address == "studio:10001"
    dialog.page.reset()
    bench.wait(lambda: len(asked) > 2 and asked[-1] == EnginePlace())
    assert not preferences.uses_workstation and not preferences.workstation_address


def write(dialog: SettingsDialog, name: str, text: str) -> None:
    line = control(dialog, name)
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.editingFinished.emit()


def test_the_rows_and_the_line_at_the_bottom_say_what_is_sent_and_who_sees_it(
    window: MainWindow, dialog: SettingsDialog
) -> None:
    said = dialog.row("uses_workstation").help.whole
    assert "picture, words, boxes and masks are sent" in said and "can see them" in said
    assert "not encrypted" in dialog.row("workstation_address").help.whole
    there = replace(FAKE_BUNDLE, device="NVIDIA H100", workstation="studio (studio:10001)")
    window.status.show_engine(EnginePhase.READY, there)
    assert window.status.device.text() == "NVIDIA H100 on studio (studio:10001)"
    assert "are sent to it" in window.status.device.toolTip()
    window.status.show_engine(EnginePhase.READY, FAKE_BUNDLE)
    assert window.status.device.text() == FAKE_BUNDLE.device and not window.status.device.toolTip()


def test_models_of_an_engine_that_was_left_are_not_shown_where_the_next_one_cannot_be_reached(bench: Bench) -> None:
    bench.session.edits.load()
    bench.wait(lambda: bench.session.edits.phase is EnginePhase.READY)
    bench.engine.load_error = InvalidRequest("There is no token for the workstation.")
    bench.session.edits.move(lambda: bench.engine)
    bench.wait(lambda: bench.session.edits.phase is EnginePhase.FAILED)
    assert bench.session.edits.bundle is None and "no token" in bench.notices[-1].text
