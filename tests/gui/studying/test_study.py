"""Voting in the window: keys answer what is seen, every vote is kept, and a name goes on where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from lredit_core.study.pairs import make_study, write_key
from lredit_core.study.votes import Choice, Question, Vote, read_votes
from lredit_core.study.voting import VotesFile, Voting
from lredit_gui.studying.dialog import StudyDialog
from lredit_gui.window.actions import Action
from tests.core.study.test_pairs import results_in

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.study.pairs import Study
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = make_study(results_in(tmp_path, rows=3), repeats=1, seed=1).beside(tmp_path / "key.json")
    write_key(tmp_path / "key.json", study)
    return study


def opened(window: MainWindow, bench: Bench, folder: Path) -> StudyDialog:
    window.action_set[Action.STUDY].trigger()
    chooser = window.findChild(QFileDialog, "chooseStudyDialog")
    assert chooser is not None
    chooser.fileSelected.emit(str(folder))
    chooser.reject()
    found = window.findChild(StudyDialog)
    assert found is not None
    bench.wait(lambda: found.begin_button.isEnabled())
    return found


def begin(dialog: StudyDialog, bench: Bench, name: str = "anna") -> None:
    dialog.name_edit.setText(name)
    dialog.begin_button.click()
    bench.wait(lambda: dialog._is_seen)


def press(dialog: StudyDialog, bench: Bench, *keys: Qt.Key) -> None:
    for key in keys:
        bench.wait(lambda: dialog._is_seen)
        QTest.keyClick(dialog, key)


def test_keys_answer_and_every_vote_is_kept(window: MainWindow, bench: Bench, study: Study, tmp_path: Path) -> None:
    dialog = opened(window, bench, tmp_path)
    assert "4 pairs" in dialog.state_text.text()
    begin(dialog, bench)
    first = study.pairs[0]
    assert dialog.words_text.text() == first.in_words and "words" in dialog.question_text.text()
    press(dialog, bench, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Backspace, Qt.Key.Key_Left)
    bench.wait(lambda: bench.workers.pending_count == 0)
    votes = [(vote.pair, vote.question, vote.choice) for vote in read_votes([tmp_path / "votes.csv"])]
    assert votes == [
        (1, Question.WORDS, Choice.LEFT),
        (1, Question.REAL, Choice.ALIKE),
        (2, Question.WORDS, Choice.LEFT),
    ]
    assert "real" in dialog.question_text.text() and dialog.progress.value() == 3


def test_what_stands_on_the_left_is_shown_on_the_left(
    window: MainWindow, bench: Bench, study: Study, tmp_path: Path
) -> None:
    dialog = opened(window, bench, tmp_path)
    begin(dialog, bench)
    shades = {name: dialog._images[name].pixelColor(0, 0).red() for name in study.pairs[0].pictures}
    shown = [view.image.pixelColor(0, 0).red() for view in (dialog.before, dialog.left, dialog.right)]
    assert shown == list(shades.values()) and len(set(shown)) == 3


def test_a_name_goes_on_where_it_stopped_beside_the_votes_of_others(
    window: MainWindow, bench: Bench, study: Study, tmp_path: Path
) -> None:
    for name in ("anna", "ben", "anna"):
        dialog = opened(window, bench, tmp_path)
        begin(dialog, bench, name)
        press(dialog, bench, Qt.Key.Key_Left)
        bench.wait(lambda: bench.workers.pending_count == 0)
        dialog.close()
        dialog.setParent(None)
    votes = read_votes([tmp_path / "votes.csv"])
    assert [(vote.voter, vote.pair, vote.question.value) for vote in votes] == [
        ("ben", 1, "words"),
        ("anna", 1, "words"),
        ("anna", 1, "real"),
    ]


def test_at_the_end_it_thanks_and_goes_back(window: MainWindow, bench: Bench, study: Study, tmp_path: Path) -> None:
    dialog = opened(window, bench, tmp_path)
    begin(dialog, bench)
    press(dialog, bench, *[Qt.Key.Key_Right] * 8)
    assert "Thank you" in dialog.end_text.text() and dialog.stack.currentIndex() == 2
    QTest.keyClick(dialog, Qt.Key.Key_Left)
    QTest.keyClick(dialog, Qt.Key.Key_Backspace)
    assert dialog.voting is not None and dialog.voting.place == 7 and dialog.voting.choice is Choice.RIGHT
    bench.wait(lambda: bench.workers.pending_count == 0)
    assert len(read_votes([tmp_path / "votes.csv"])) == 8


def test_a_folder_without_a_study_is_told(window: MainWindow, bench: Bench, tmp_path: Path) -> None:
    window.dialogs.show_study(str(tmp_path))
    dialog = window.findChild(StudyDialog)
    assert dialog is not None
    bench.wait(lambda: "key.json" in dialog.state_text.text())
    assert not dialog.begin_button.isEnabled()


def test_votes_written_late_do_not_replace_later_ones(tmp_path: Path, study: Study) -> None:
    file = VotesFile(tmp_path / "votes.csv")
    first = Voting(study, "anna").answered(Choice.LEFT, seconds=1)
    second = first.answered(Choice.ALIKE, seconds=1)
    file.write(2, second.votes)
    file.write(1, first.votes)
    assert read_votes([file.path]) == second.votes
    assert Voting.resumed(study, "anna", second.votes).place == 2
    assert Voting.resumed(study, "anna", [Vote("other", "anna", 1, Question.WORDS, Choice.LEFT)]).place == 0
    assert Voting(study, "anna").back().place == 0
