"""Saving a picture as a project, closing it, opening it again and going on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from psd_tools import PSDImage
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from lredit_core.document.guides import PictureGuide
from lredit_core.project.reading import open_project
from lredit_core.project.writing import ProjectWriter
from lredit_gui.window.actions import Action
from tests.gui.conftest import WAIT_MS
from tests.gui.window.hands import Modifier

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def save_as(window: MainWindow, bench: Bench, path: Path) -> None:
    """By keys and the dialog."""
    QTest.keyClick(window.canvas, Qt.Key.Key_S, Modifier.ControlModifier)
    bench.wait(lambda: window.findChildren(QFileDialog, "saveDialog"))
    (dialog,) = window.findChildren(QFileDialog, "saveDialog")
    dialog.fileSelected.emit(str(path))
    dialog.close()
    saved = path if path.suffix == ".lredit" else path.with_name(path.name + ".lredit")
    bench.wait(lambda: saved.exists() and not bench.session.projects.is_saving)
    bench.wait(lambda: not bench.session.history.changed_pictures)


def test_what_is_saved_is_opened_again_with_its_candidates_and_words(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    session = bench.session
    session.accept()
    session.selection.star(session.selection.candidates.ranked[2].candidate_id)
    seen = session.document.flattened()  # type: ignore[union-attr]
    ids = [one.candidate_id for one in session.selection.candidates.ranked]
    assert edited.isWindowModified()
    save_as(edited, bench, tmp_path / "my.holiday")
    path = tmp_path / "my.holiday.lredit"
    assert not edited.isWindowModified() and edited.windowTitle() == "my.holiday.lredit[*] - lredit"
    picture = session.history.picture
    assert picture is not None
    session.close_picture(picture)
    edited.prompt.prompt_edit.setText("something else")
    session.open_path(path)
    bench.wait(lambda: session.document is not None)
    bench.wait_for_picture()
    assert session.document.flattened() == seen and not session.history.changed_pictures  # type: ignore[union-attr]
    assert edited.prompt.prompt_edit.text() == "a red apple"
    candidates = session.selection.candidates
    assert [one.candidate_id for one in candidates.ranked] == ids and candidates.is_starred(ids[0])
    assert session.selection.candidate is None and edited.strip.count() == 3
    (layer,) = session.document.layers  # type: ignore[union-attr]
    assert layer.layer_id in {candidates.layer_in(key, session.document) for key in ids}  # type: ignore[arg-type]
    session.layers.choose([layer.layer_id])
    session.edit_again()
    assert session.selection.box == layer.provenance.region


def test_saving_again_asks_nothing_and_a_copy_stays_apart(edited: MainWindow, bench: Bench, tmp_path: Path) -> None:
    session = bench.session
    session.accept()
    save_as(edited, bench, tmp_path / "one.lredit")
    first = (tmp_path / "one.lredit").read_bytes()
    session.layers.set_opacity(0.4)
    assert edited.isWindowModified()
    edited.action_set[Action.SAVE].trigger()
    bench.wait(lambda: not session.history.changed_pictures)
    assert (tmp_path / "one.lredit").read_bytes() != first and not edited.findChildren(QFileDialog, "saveDialog")
    session.layers.set_opacity(0.7)
    edited.action_set[Action.SAVE_COPY].trigger()
    bench.wait(lambda: edited.findChildren(QFileDialog, "saveDialog"))
    (dialog,) = edited.findChildren(QFileDialog, "saveDialog")
    dialog.fileSelected.emit(str(tmp_path / "copy.lredit"))
    dialog.close()
    bench.wait((tmp_path / "copy.lredit").exists)
    bench.wait(lambda: not session.projects.is_saving)
    assert edited.isWindowModified() and session.history.picture.project_path == tmp_path / "one.lredit"  # type: ignore[union-attr]
    edited.action_set[Action.REVERT].trigger()
    assert session.document.layers[0].opacity == 0.4 and not edited.isWindowModified()  # type: ignore[union-attr]
    session.undo()
    assert session.document.layers[0].opacity == 0.7  # type: ignore[union-attr]


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_lost(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    bench.session.accept()
    QTest.keyClick(edited.canvas, Qt.Key.Key_S, Modifier.ControlModifier)
    bench.wait(lambda: edited.findChildren(QFileDialog, "saveDialog"))
    (dialog,) = edited.findChildren(QFileDialog, "saveDialog")
    dialog.fileSelected.emit(str(tmp_path / "no such folder" / "one.lredit"))
    dialog.close()
    bench.wait(lambda: bench.notices and not bench.session.projects.is_saving)
    assert bench.texts()[-1].endswith(".") and edited.isWindowModified()
    assert bench.session.history.picture.project_path is None  # type: ignore[union-attr]


def test_closing_offers_to_save_and_closes_once_it_is(edited: MainWindow, bench: Bench, tmp_path: Path) -> None:
    bench.session.accept()
    save_as(edited, bench, tmp_path / "one.lredit")
    bench.session.layers.set_opacity(0.25)
    edited.file_actions.close_current()
    bench.wait(lambda: edited.findChild(QMessageBox, "closeQuestion"))
    box = edited.findChild(QMessageBox, "closeQuestion")
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == "Save").click()
    bench.wait(lambda: bench.session.document is None)
    bench.session.open_path(tmp_path / "one.lredit")
    bench.wait(lambda: bench.session.document is not None)
    assert bench.session.document.layers[0].opacity == 0.25  # type: ignore[union-attr]


def test_a_file_that_is_no_project_is_told(window: MainWindow, bench: Bench, tmp_path: Path) -> None:
    bad = tmp_path / "bad.lredit"
    bad.write_bytes(b"no project")
    bench.session.open_path(bad)
    bench.wait(lambda: bench.notices)
    assert "no project file" in bench.texts()[-1] and bench.session.document is None
    assert window.stage.currentWidget() is window.welcome


def test_a_copy_for_other_programs_is_openraster_and_is_opened_again(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    bench.session.accept()
    seen = bench.session.document.flattened()  # type: ignore[union-attr]
    edited.action_set[Action.SAVE_COPY].trigger()
    bench.wait(lambda: edited.findChildren(QFileDialog, "saveDialog"))
    (dialog,) = edited.findChildren(QFileDialog, "saveDialog")
    dialog.fileSelected.emit(str(tmp_path / "layers.ora"))
    dialog.close()
    bench.wait((tmp_path / "layers.ora").exists)
    bench.session.open_path(tmp_path / "layers.ora")
    bench.wait(lambda: len(bench.session.history.pictures) == 2)
    document = bench.session.document
    assert document is not None and len(document.layers) == 1
    assert (document.flattened().pixels[..., :3] == seen.pixels).all()


def choose(window: MainWindow, bench: Bench, action: Action, path: Path) -> None:
    """A place in the dialog that an action opens."""
    window.action_set[action].trigger()
    bench.wait(lambda: window.findChildren(QFileDialog, "saveDialog"))
    (dialog,) = window.findChildren(QFileDialog, "saveDialog")
    dialog.fileSelected.emit(str(path))
    dialog.close()


def asked(window: MainWindow, bench: Bench, name: str) -> QMessageBox:
    bench.wait(lambda: window.findChild(QMessageBox, name))
    box = window.findChild(QMessageBox, name)
    assert isinstance(box, QMessageBox)
    return box


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text() == text).click()


def test_an_exported_project_is_still_to_be_saved_and_reverts_to_its_own_file(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    session = bench.session
    session.accept()
    save_as(edited, bench, tmp_path / "one.lredit")
    session.layers.set_opacity(0.5)
    edited.file_actions.export(tmp_path / "seen.png")
    bench.wait((tmp_path / "seen.png").exists)
    bench.wait(lambda: not session.pictures.is_exporting)
    assert edited.isWindowModified() and session.history.changed_pictures
    edited.action_set[Action.REVERT].trigger()
    assert session.document.layers[0].opacity == 1.0 and not edited.isWindowModified()  # type: ignore[union-attr]


def test_a_picture_without_a_project_is_safe_once_exported_and_reverts_to_how_it_was_opened(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    session = bench.session
    session.accept()
    edited.file_actions.export(tmp_path / "seen.png")
    bench.wait(lambda: not session.history.changed_pictures)
    edited.action_set[Action.REVERT].trigger()
    assert session.document.layers == ()  # type: ignore[union-attr]


def test_the_last_layer_of_a_project_deleted_is_a_change(edited: MainWindow, bench: Bench, tmp_path: Path) -> None:
    session = bench.session
    session.accept()
    save_as(edited, bench, tmp_path / "one.lredit")
    session.layers.delete()
    assert session.document.layers == () and edited.isWindowModified()  # type: ignore[union-attr]
    session.undo()
    assert not edited.isWindowModified()


def test_the_last_layer_of_a_layered_file_deleted_is_a_change(edited: MainWindow, bench: Bench, tmp_path: Path) -> None:
    session = bench.session
    session.accept()
    choose(edited, bench, Action.SAVE_COPY, tmp_path / "layers.ora")
    bench.wait((tmp_path / "layers.ora").exists)
    session.open_path(tmp_path / "layers.ora")
    bench.wait(lambda: len(session.history.pictures) == 2)
    (layer,) = session.document.layers  # type: ignore[union-attr]
    session.layers.choose([layer.layer_id])
    session.layers.delete()
    assert session.history.picture.is_changed  # type: ignore[union-attr]


def test_words_stars_and_new_candidates_are_changes_of_a_project(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    session = bench.session
    key = session.selection.candidates.ranked[0].candidate_id
    session.selection.star(key)
    assert not session.history.changed_pictures  # it is no project yet
    save_as(edited, bench, tmp_path / "one.lredit")
    edited.prompt.prompt_edit.setText("a green apple")
    assert edited.isWindowModified()
    edited.prompt.prompt_edit.setText("a red apple")
    assert not edited.isWindowModified()
    session.selection.star(key)
    assert edited.isWindowModified()
    session.selection.star(key)
    assert not edited.isWindowModified()
    session.retry()
    bench.wait_for_end()
    assert edited.isWindowModified()
    edited.action_set[Action.SAVE].trigger()
    bench.wait(lambda: not session.history.changed_pictures)
    session.close_picture(session.history.picture)  # type: ignore[arg-type]
    session.open_path(tmp_path / "one.lredit")
    bench.wait(lambda: session.document is not None)
    bench.wait_for_picture()
    assert not session.history.changed_pictures and not edited.isWindowModified()


def test_a_suffix_that_is_added_replaces_no_file_without_a_question(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    there = tmp_path / "my.holiday.lredit"
    there.write_bytes(b"another project")
    choose(edited, bench, Action.SAVE_AS, tmp_path / "my.holiday")
    press(asked(edited, bench, "replaceQuestion"), "Cancel")
    bench.wait(lambda: bench.session.flows.count == 0)
    assert there.read_bytes() == b"another project"
    choose(edited, bench, Action.SAVE_AS, tmp_path / "my.holiday")
    press(asked(edited, bench, "replaceQuestion"), "Replace")
    bench.wait(lambda: bench.session.history.picture.project_path == there)  # type: ignore[union-attr]
    assert open_project(there).project.title == "my.holiday.lredit"


def test_two_tabs_are_never_saved_into_one_file(
    edited: MainWindow, bench: Bench, tmp_path: Path, other_path: Path
) -> None:
    one, link = tmp_path / "one.lredit", tmp_path / "link.lredit"
    save_as(edited, bench, one)
    link.symlink_to(one)
    bench.open(other_path)
    before = one.read_bytes()
    for action, path in ((Action.SAVE_AS, one), (Action.SAVE_COPY, link)):
        bench.notices.clear()
        choose(edited, bench, action, path)
        bench.wait(lambda: bench.notices)
        assert "open in another tab" in bench.texts()[-1]
        bench.wait(lambda: bench.session.flows.count == 0)
    assert one.read_bytes() == before and bench.session.history.picture.project_path is None  # type: ignore[union-attr]


@pytest.mark.parametrize("is_known", [True, False])
def test_the_view_is_found_again(edited: MainWindow, bench: Bench, tmp_path: Path, is_known: bool) -> None:
    session, canvas = bench.session, edited.canvas
    canvas.set_zoom(3.0)
    canvas.pan_by(40.0, -25.0)
    shown, middle = canvas.viewport, canvas.middle()
    assert shown is not None and middle is not None
    save_as(edited, bench, tmp_path / "one.lredit")
    session.close_picture(session.history.picture)  # type: ignore[arg-type]
    if is_known:  # another picture of the same size stands there, all of it in view
        bench.open(tmp_path / "meadow.png")
        bench.wait_for_picture()
    session.open_path(tmp_path / "one.lredit")
    bench.wait(lambda: session.history.picture is not None and session.history.picture.project_path is not None)
    bench.wait_for_picture()
    again = canvas.viewport
    assert again is not None and not again.is_fit and again.scale == shown.scale
    assert canvas.middle() == pytest.approx(middle, abs=0.5)


def test_the_window_does_not_close_while_a_project_is_saved(
    edited: MainWindow, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(edited, bench, tmp_path / "one.lredit")
    gate, write = threading.Event(), ProjectWriter.write

    def slow(*arguments: Any, **options: Any) -> None:
        assert gate.wait(WAIT_MS)
        write(*arguments, **options)

    monkeypatch.setattr(ProjectWriter, "write", slow)
    choose(edited, bench, Action.SAVE_COPY, tmp_path / "copy.lredit")
    bench.wait(lambda: bench.session.projects.is_saving)
    QTest.qWait(0)
    edited.closeEvent(event := QCloseEvent())
    assert not event.isAccepted()
    assert "saved" in asked(edited, bench, "exportQuestion").text()
    with bench.qtbot.waitSignal(edited.closed, timeout=WAIT_MS):
        gate.set()
    assert (tmp_path / "copy.lredit").exists()


def test_a_copy_for_photoshop_is_written_and_says_what_it_does_not_hold(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    bench.session.accept()
    bench.session.layers.add_adjustment()
    choose(edited, bench, Action.SAVE_COPY, tmp_path / "layers.psd")
    bench.wait((tmp_path / "layers.psd").exists)
    bench.wait(lambda: any("Adjustment layers" in text for text in bench.texts()))
    assert [layer.name for layer in PSDImage.open(tmp_path / "layers.psd")][:1] == ["source"]
    assert bench.session.history.picture.is_changed  # type: ignore[union-attr]


def test_a_tab_does_not_close_while_its_project_is_saved(
    edited: MainWindow, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = bench.session
    session.accept()
    save_as(edited, bench, tmp_path / "one.lredit")
    session.layers.set_opacity(0.5)
    gate, write = threading.Event(), ProjectWriter.write

    def slow(*arguments: Any, **options: Any) -> None:
        assert gate.wait(WAIT_MS)
        write(*arguments, **options)

    monkeypatch.setattr(ProjectWriter, "write", slow)
    edited.action_set[Action.SAVE].trigger()
    bench.wait(lambda: session.projects.is_saving)
    edited.file_actions.close_current()
    bench.qtbot.wait(20)
    assert session.document is not None and edited.findChild(QMessageBox, "closeQuestion") is None
    gate.set()
    bench.wait(lambda: session.document is None)
    assert open_project(tmp_path / "one.lredit").project.document.layers[0].opacity == 0.5


def test_guides_and_a_favourite_prompt_are_changes_and_are_found_again(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    session = bench.session
    guide = PictureGuide(True, 40)
    save_as(edited, bench, tmp_path / "one.lredit")
    edited.view_actions.lay((guide,))
    assert edited.isWindowModified()
    edited.action_set[Action.SAVE].trigger()
    bench.wait(lambda: not session.history.changed_pictures)
    edited.shelf.set_favourite(edited.shelf.runs[0], True)
    assert edited.isWindowModified()
    edited.action_set[Action.SAVE].trigger()
    bench.wait(lambda: not session.history.changed_pictures)
    session.close_picture(session.history.picture)  # type: ignore[arg-type]
    session.open_path(tmp_path / "one.lredit")
    bench.wait(lambda: session.document is not None)
    picture = session.history.picture
    assert picture is not None and picture.guides == (guide,) and picture.prompts[0].is_favourite
    assert not edited.isWindowModified()


def test_a_project_is_saved_by_itself_where_one_wants_that_and_it_is_time(
    edited: MainWindow, bench: Bench, preferences: Preferences, tmp_path: Path
) -> None:
    session, path, actions = bench.session, tmp_path / "own.lredit", edited.project_actions
    picture = session.history.picture
    assert picture is not None
    session.accept()
    preferences.autosave_minutes = 5
    actions._saved_at_s -= 301
    actions.save_by_itself()
    bench.wait(lambda: session.flows.count == 0)
    assert not path.exists() and picture.is_changed, "it has no file yet"
    session.flows.start(session.projects.save(picture, path, session.form, view=None))
    bench.wait(lambda: path.exists() and session.flows.count == 0)
    session.layers.choose([picture.document.layers[-1].layer_id])
    session.layers.set_opacity(0.5)
    actions.save_by_itself()
    bench.wait(lambda: session.flows.count == 0)
    assert picture.is_changed, "it is not time yet"
    actions._saved_at_s -= 301
    preferences.autosave_minutes = 0
    actions.save_by_itself()
    assert session.flows.count == 0 and picture.is_changed
    preferences.autosave_minutes = 5
    actions.save_by_itself()
    bench.wait(lambda: not picture.is_changed)
    assert open_project(path).project.document.layers[-1].opacity == 0.5
