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
from PySide6.QtWidgets import QFileDialog

from lredit_core.batch.journal import JOURNAL_NAME, RowRecord, file_digest
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.project.content import Project, Words
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
    assert any("kept no projects" in text for text in bench.texts())


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


def test_a_row_that_was_made_again_is_there_once(
    window: MainWindow, bench: Bench, results: Path, tmp_path: Path
) -> None:
    first = made(tmp_path, 1, prompt="a red apple")
    second = replace(first, digest="another", prompt="a green apple")
    failed = replace(first, digest="a third", files={}, failure="It was stopped.")
    dialog = opened(window, bench, write(results, failed, first, second))
    assert [record.prompt for record in dialog.rows.records] == ["a green apple"]


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
