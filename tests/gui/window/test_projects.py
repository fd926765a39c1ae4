"""Saving a picture as a project, closing it, opening it again and going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from lredit_gui.window.actions import Action
from tests.gui.window.hands import Modifier

if TYPE_CHECKING:
    from pathlib import Path

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
