"""File > Open batch: results are listed, looked at before and after, and taken further."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from lredit_core.batch.journal import JOURNAL_NAME, RowRecord, file_digest
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.project.content import Project, Words
from lredit_core.project.reading import open_project
from lredit_core.project.writing import ProjectWriter
from lredit_gui.batch_results.dialog import BatchDialog
from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench

RED, GREEN = (200, 30, 30), (30, 200, 30)


def filled(colour: tuple[int, int, int]) -> np.ndarray:
    return np.full((48, 64, 3), colour, np.uint8)


def made(folder: Path, number: int, *, prompt: str, has_project: bool = True) -> RowRecord:
    """A picture that was red and became green in its left half, as a batch leaves it."""
    source = folder / f"{number}.png"
    Image.fromarray(filled(RED)).save(source)
    name = f"{number:04d}-{number}.png"
    edited = filled(RED)
    edited[:, :32] = GREEN
    Image.fromarray(edited).save(folder / "out" / name)
    files = {name: file_digest(folder / "out" / name)}
    if has_project:
        layer = Layer("Edit", Box(0, 0, 32, 48), filled(GREEN)[:, :32], np.full((48, 32), 255, np.uint8))
        document = Document(PixelBuffer(filled(RED)), (layer,))
        project = folder / "out" / f"{name}.lredit"
        ProjectWriter().write(Project(name, document, words=Words(prompt)), project)
        files[project.name] = file_digest(project)
    return RowRecord(f"digest {number}", number, source.name, str(source), prompt, files=files, seconds=2.0)


def write(folder: Path, *records: RowRecord) -> Path:
    (folder / JOURNAL_NAME).write_text("".join(json.dumps(one.as_json()) + "\n" for one in records))
    return folder


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Three rows: one with a project, one that failed, one without a project."""
    out = tmp_path / "out"
    out.mkdir()
    failed = RowRecord("digest 2", 2, "2.png", str(tmp_path / "2.png"), "a pear", failure="There was no room for it.")
    Image.fromarray(filled(RED)).save(tmp_path / "2.png")
    rows = (made(tmp_path, 1, prompt="a red apple"), failed, made(tmp_path, 3, prompt="a duck", has_project=False))
    return write(out, *rows)


def opened(window: MainWindow, bench: Bench, folder: Path) -> BatchDialog:
    """The dialog, by menu, once its list is there."""
    window.action_set[Action.OPEN_BATCH].trigger()
    chooser = window.findChild(QFileDialog, "chooseBatchDialog")
    assert chooser is not None
    chooser.fileSelected.emit(str(folder))
    chooser.reject()
    found = window.findChild(BatchDialog)
    assert found is not None
    settle(window, bench)
    return found


def settle(window: MainWindow, bench: Bench) -> None:
    bench.wait(lambda: window.batch_actions.results.pending_count == 0)


def colours(dialog: BatchDialog) -> tuple[int, int]:
    """Red of the picture as it was, and green of what became of it, in the middle of its left half."""
    view = dialog.view
    assert view._before is not None and view._after is not None
    before, after = (tiles.levels[0].tiles[0, 0].image.pixelColor(10, 20) for tiles in (view._before, view._after))
    return before.red(), after.green()


def test_rows_are_listed_and_seen_before_and_after(window: MainWindow, bench: Bench, results: Path) -> None:
    dialog = opened(window, bench, results)
    assert [record.prompt for record in dialog.rows.records] == ["a red apple", "a pear", "a duck"]
    assert dialog.count_text.text() == "3 pictures, 1 of them failed"
    assert dialog.asked.text() == "a red apple" and colours(dialog) == (RED[0], GREEN[1])
    QTest.keyClick(dialog.rows, Qt.Key.Key_Down)
    settle(window, bench)
    assert "no room" in dialog.about.text() and dialog.open_button.text() == "Try it in the editor"
    QTest.keyClick(dialog.rows, Qt.Key.Key_Down)
    settle(window, bench)
    assert dialog.asked.text() == "a duck" and colours(dialog) == (RED[0], GREEN[1])


def test_a_result_is_taken_further_as_its_project(window: MainWindow, bench: Bench, results: Path) -> None:
    dialog = opened(window, bench, results)
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return)
    bench.wait(lambda: bench.session.history.picture is not None)
    picture = bench.session.history.picture
    assert picture is not None and picture.project_path == results / "0001-1.png.lredit"
    assert [layer.name for layer in picture.document.layers] == ["Edit"]
    bench.wait(lambda: window.findChild(BatchDialog) is None)
    window.action_set[Action.OPEN_BATCH].trigger()  # where one was, without a question
    again = window.findChild(BatchDialog)
    assert again is not None and again.rows.current is not None and again.rows.current.number == 1
    assert "digest 1" in window.batch_actions.results.opened


def test_what_failed_is_tried_with_its_words(window: MainWindow, bench: Bench, results: Path, tmp_path: Path) -> None:
    dialog = opened(window, bench, results)
    dialog.shows.button(2).click()
    assert [record.number for record in dialog.rows.records] == [2] and dialog.count_text.text() == "1 of 3"
    dialog.open_button.click()
    bench.wait(lambda: bench.session.edits.is_running or len(bench.session.selection.candidates))
    picture = bench.session.history.picture
    assert picture is not None and picture.name.path == tmp_path / "2.png"
    assert bench.session.form.prompt == "a pear"
    bench.wait_for_end()


def test_without_a_project_the_picture_opens_and_it_is_said(window: MainWindow, bench: Bench, results: Path) -> None:
    dialog = opened(window, bench, results)
    dialog.search_edit.setText("DUCK")
    assert [record.number for record in dialog.rows.records] == [3]
    dialog.open_button.click()
    bench.wait(lambda: bench.session.history.picture is not None)
    picture = bench.session.history.picture
    assert picture is not None and picture.name.path == results / "0003-3.png"
    assert any("Without a project" in text for text in bench.texts())


def test_several_open_in_tabs(window: MainWindow, bench: Bench, results: Path) -> None:
    dialog = opened(window, bench, results)
    dialog.shows.button(1).click()
    dialog.rows.selectAll()
    assert dialog.open_button.text() == "Open 2 in the editor"
    dialog.open_button.click()
    bench.wait(lambda: len(bench.session.history.pictures) == 2)


def test_what_a_running_batch_brings_comes_in(window: MainWindow, bench: Bench, results: Path, tmp_path: Path) -> None:
    dialog = opened(window, bench, results)
    QTest.keyClick(dialog.rows, Qt.Key.Key_Down)
    with (results / JOURNAL_NAME).open("a") as journal:
        journal.write(json.dumps(made(tmp_path, 4, prompt="a boat").as_json()) + "\n")
        journal.write('{"digest": "cut')
    bench.wait(lambda: len(dialog.rows.records) == 4)
    assert dialog.rows.current is not None and dialog.rows.current.number == 2


def test_a_row_that_was_made_again_is_there_once_and_one_that_failed_since_beside_it(
    window: MainWindow, bench: Bench, results: Path, tmp_path: Path
) -> None:
    first = made(tmp_path, 1, prompt="a red apple")
    second = replace(first, digest="another", prompt="a green apple")
    failed = replace(first, digest="a third", prompt="a pear", files={}, failure="It was stopped.")
    dialog = opened(window, bench, write(results, failed, first, second))
    assert [record.prompt for record in dialog.rows.records] == ["a green apple"]
    write(results, first, second, failed)
    window.batch_actions.results.read()
    settle(window, bench)
    assert [record.prompt for record in dialog.rows.records] == ["a green apple", "a pear"]


def test_several_that_failed_have_their_words_in_their_own_pictures(
    window: MainWindow, bench: Bench, results: Path, tmp_path: Path
) -> None:
    good = made(tmp_path, 1, prompt="a red apple")
    bad = [replace(made(tmp_path, number, prompt=f"pear {number}"), files={}, failure="No.") for number in (2, 3)]
    dialog = opened(window, bench, write(results, good, *bad))
    dialog.rows.selectAll()
    dialog.open_button.click()
    bench.wait(lambda: len(bench.session.history.pictures) == 3)
    for picture in bench.session.history.pictures:
        bench.session.history.show(picture)
        path = picture.name.path
        assert path is not None
        words = f"pear {path.stem}" if path.suffix == ".png" else "a red apple"
        bench.wait(lambda wanted=words: bench.session.form.prompt == wanted)
    assert not bench.session.edits.is_running


def test_what_became_of_a_result_since_is_seen(window: MainWindow, bench: Bench, results: Path, tmp_path: Path) -> None:
    place = results / "0001-1.png.lredit"
    project = open_project(place).project
    (layer,) = project.document.layers
    other = replace(layer, box=Box(32, 0, 64, 48), layer_id="other")
    ProjectWriter().write(replace(project, document=Document(project.document.source, (other,))), place)
    dialog = opened(window, bench, results)
    assert dialog.view.split == pytest.approx(0.75)
    assert "Changed since" in dialog.about.text()
    small = window.batch_actions.results.thumbnail(dialog.rows.records[0])
    assert small is not None and small.pixelColor(small.width() - 2, 5).green() > 150


def test_a_project_that_is_damaged_is_said_and_its_picture_opens(
    window: MainWindow, bench: Bench, results: Path
) -> None:
    (results / "0001-1.png.lredit").write_bytes(b"PK\x03\x04")
    dialog = opened(window, bench, results)
    assert "damaged" in dialog.about.text() and colours(dialog) == (RED[0], GREEN[1])
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return)
    bench.wait(lambda: bench.session.history.picture is not None)
    picture = bench.session.history.picture
    assert picture is not None and picture.name.path == results / "0001-1.png"


def test_a_project_that_an_earlier_run_kept_is_taken_further(
    window: MainWindow, bench: Bench, results: Path, tmp_path: Path
) -> None:
    kept = made(tmp_path, 1, prompt="a red apple")
    bare = replace(kept, digest="without", files={name: kept.files[name] for name in [kept.name]})
    dialog = opened(window, bench, write(results, bare))
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return)
    bench.wait(lambda: bench.session.history.picture is not None)
    picture = bench.session.history.picture
    assert picture is not None and picture.project_path == results / "0001-1.png.lredit"


def test_many_are_asked_about(window: MainWindow, bench: Bench, results: Path, tmp_path: Path) -> None:
    row = made(tmp_path, 1, prompt="a red apple", has_project=False)
    rows = [replace(row, digest=str(n), number=n, files={f"{n}.png": "0" * 64}) for n in range(21)]
    dialog = opened(window, bench, write(results, *rows))
    dialog.rows.selectAll()
    dialog.open_button.click()
    bench.wait(lambda: window.findChild(QMessageBox) is not None)
    question = window.findChild(QMessageBox)
    assert question is not None and "21" in question.text()
    question.reject()
    settle(window, bench)
    assert not bench.session.history.pictures and not window.batch_actions.results.opened


def test_what_is_wrong_with_the_folder_is_said_once(window: MainWindow, bench: Bench, tmp_path: Path) -> None:
    said: list[object] = []
    window.batch_actions.results.noticed.connect(said.append)
    opened(window, bench, tmp_path)
    for _look in range(3):
        window.batch_actions.results.read()
        settle(window, bench)
    assert len(said) == 1


def test_rows_that_come_leave_those_that_are_chosen(
    window: MainWindow, bench: Bench, results: Path, tmp_path: Path
) -> None:
    dialog = opened(window, bench, results)
    dialog.rows.selectAll()
    counts: list[int] = []
    dialog.rows.selectionModel().selectionChanged.connect(lambda *_: counts.append(len(dialog.rows.chosen)))
    with (results / JOURNAL_NAME).open("a") as journal:
        journal.write(json.dumps(made(tmp_path, 4, prompt="a boat").as_json()) + "\n")
    bench.wait(lambda: len(dialog.rows.records) == 4)
    assert len(dialog.rows.chosen) == 3 and counts == []


def test_nothing_is_shown_where_nothing_is_listed(window: MainWindow, bench: Bench, results: Path) -> None:
    dialog = opened(window, bench, results)
    QTest.keyClick(dialog.rows, Qt.Key.Key_Down)
    dialog.search_edit.setText("zzzz")
    settle(window, bench)
    assert dialog.view.viewport is None and dialog.asked.text() == ""


def test_long_words_leave_room_for_the_picture(window: MainWindow, bench: Bench, results: Path, tmp_path: Path) -> None:
    row = replace(made(tmp_path, 1, prompt="a red apple"), prompt="a\nvery long\nprompt " * 500)
    dialog = opened(window, bench, write(results, row))
    assert len(dialog.asked.text()) < 300 and dialog.view.height() > 200


def test_a_picture_that_is_gone_or_another_one_is_shown_without_its_before(
    window: MainWindow, bench: Bench, results: Path, tmp_path: Path
) -> None:
    dialog = opened(window, bench, results)
    Image.fromarray(filled(RED)[:20]).save(tmp_path / "3.png")
    dialog.search_edit.setText("duck")
    settle(window, bench)
    assert dialog.view._before is dialog.view._after
    (results / "0003-3.png").unlink()
    dialog.search_edit.setText("")
    dialog.search_edit.setText("apple")
    settle(window, bench)
    dialog.search_edit.setText("duck")
    settle(window, bench)
    assert dialog.view.viewport is None and "no file" in dialog.about.text()


def test_a_folder_without_results_is_said_in_the_dialog(window: MainWindow, bench: Bench, tmp_path: Path) -> None:
    dialog = opened(window, bench, tmp_path)
    assert "holds no results" in dialog.banner.findChild(type(dialog.asked), "messageText").text()
    assert not dialog.open_button.isEnabled() and dialog.rows.records == ()


def test_the_line_is_dragged_and_moved_by_keys(window: MainWindow, bench: Bench, results: Path) -> None:
    dialog = opened(window, bench, results)
    view = dialog.view
    rect = view.picture_rect()
    middle = round(rect.center().y())
    line = QPoint(round(rect.left() + rect.width() * view.split), middle)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=line)
    QTest.mouseMove(view, QPoint(round(rect.left() + rect.width() * 0.25), middle))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton)
    assert view.split == pytest.approx(0.25, abs=0.02)
    QTest.keyClick(view, Qt.Key.Key_Period)
    assert view.split == pytest.approx(0.30, abs=0.02)
    QTest.keyPress(view, Qt.Key.Key_C)
    assert view.is_holding_before
    QTest.keyRelease(view, Qt.Key.Key_C)
    assert not view.is_holding_before
