"""Voting in a study: blind pairs beside the picture as it was, answered by keys; every vote is kept at once.

Keys and pictures are read, and votes written, by worker threads.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from lredit_core.study.votes import Choice, Question, Vote
from lredit_core.study.voting import VotesFile, Voting
from lredit_gui.session.notice import Notice
from lredit_gui.studying.picture_view import PictureView
from lredit_gui.widgets.cards import wrapped
from lredit_gui.widgets.roles import set_role

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from lredit_core.study.pairs import Pair, Study
    from lredit_gui.threads.workers import Workers

_Result = TypeVar("_Result")
#: In a study's folder: its key, and the votes that were given in the window.
KEY, VOTES = "key.json", "votes.csv"
#: Pictures are shown this long at most.
_LONGEST_PX = 1600
_CHOICE_OF_KEY = {
    Qt.Key.Key_Left: Choice.LEFT,
    Qt.Key.Key_Right: Choice.RIGHT,
    Qt.Key.Key_Down: Choice.ALIKE,
}


@dataclass(frozen=True, slots=True)
class _Opened:
    study: Study
    votes: tuple[Vote, ...]


class StudyDialog(QDialog):
    """Attributes: voting, where the person is; None before they began."""

    def __init__(self, folder: Path, workers: Workers, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder, self._workers = folder, workers
        self._file = VotesFile(folder / VOTES)
        self._writes = 0
        self._opened: _Opened | None = None
        self._others: tuple[Vote, ...] = ()
        self._images: dict[str, QImage] = {}
        self._shown_at = 0.0
        self.voting: Voting | None = None
        self.setObjectName("studyDialog")
        self.setWindowTitle(self.tr("Which one?"))
        self.stack = QStackedWidget(self)
        for page in (self._build_start(), self._build_vote(), self._build_end()):
            self.stack.addWidget(page)
        self.state_text = wrapped("", "muted", self)
        self.state_text.setObjectName("studyState")
        self.progress = QProgressBar(self)
        self.progress.setObjectName("studyProgress")
        self.progress.setAccessibleName(self.tr("Questions answered"))
        self.progress.setFixedWidth(200)
        self.progress.setTextVisible(False)
        self.progress.hide()
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.state_text, 1)
        foot.addWidget(self.progress)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)
        self.resize(1100, 640)
        self._submit(lambda: _open(folder), self._on_opened)

    def _build_start(self) -> QWidget:
        page = QWidget(self)
        about = self.tr(
            "You will see pairs of pictures, each made from the picture in the middle by the words above it. Two "
            "questions are asked of each pair. There is no right answer, and your votes stay in the study's folder."
        )
        self.name_edit = QLineEdit(page)
        self.name_edit.setObjectName("voterEdit")
        self.name_edit.setPlaceholderText(self.tr("Your name"))
        self.name_edit.setAccessibleName(self.tr("Your name"))
        self.name_edit.setMaxLength(40)
        self.begin_button = QPushButton(self.tr("Begin"), page)
        self.begin_button.setObjectName("beginButton")
        self.begin_button.setProperty("role", "primary")
        self.begin_button.setDefault(True)
        self.begin_button.setEnabled(False)
        self.begin_button.clicked.connect(self._begin)
        row = QHBoxLayout()
        row.addWidget(self.name_edit, 1)
        row.addWidget(self.begin_button)
        column = QVBoxLayout(page)
        column.addWidget(wrapped(about, "", page))
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _build_vote(self) -> QWidget:
        self.vote_page = page = QWidget(self)
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words_text = self._centred("studyWords", "heading", page)
        self.question_text = self._centred("studyQuestion", "", page)
        self.left = PictureView("leftPicture", self.tr("The left picture"), page)
        self.before = PictureView("beforePicture", self.tr("The picture as it was"), page)
        self.right = PictureView("rightPicture", self.tr("The right picture"), page)
        grid = QGridLayout()
        grid.setSpacing(12)
        captions = (self.tr("\u2190 this one"), self.tr("\u2193 both alike"), self.tr("\u2192 this one"))
        self.captions = dict(zip((Choice.LEFT, Choice.ALIKE, Choice.RIGHT), captions, strict=True))
        self.caption_texts: dict[Choice, QLabel] = {}
        for column, (view, choice) in enumerate(zip((self.left, self.before, self.right), self.captions, strict=True)):
            grid.addWidget(view, 0, column)
            self.caption_texts[choice] = self._centred(f"{choice.value}Caption", "muted", page)
            self.caption_texts[choice].setText(self.captions[choice])
            grid.addWidget(self.caption_texts[choice], 1, column)
            grid.setColumnStretch(column, 3 if view is self.before else 5)
        grid.setRowStretch(0, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words_text)
        layout.addWidget(self.question_text)
        layout.addLayout(grid, 1)
        return page

    def _build_end(self) -> QWidget:
        self.end_text = self._centred("studyEnd", "heading", self)
        return self.end_text

    def _centred(self, name: str, role: str, parent: QWidget) -> QLabel:
        label = wrapped("", role, parent)
        label.setObjectName(name)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    # What the person does

    def _begin(self) -> None:
        voter = self.name_edit.text().strip()
        if self._opened is None or not voter:
            self.name_edit.setFocus()
            return
        self.voting = Voting.resumed(self._opened.study, voter, self._opened.votes)
        self._others = tuple(vote for vote in self._opened.votes if vote.voter != voter)
        self.progress.setRange(0, len(self.voting.steps))
        self.progress.show()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Down answer, Backspace goes back; a pair that is not seen yet cannot be judged."""
        voting, choice = self.voting, _CHOICE_OF_KEY.get(Qt.Key(event.key()))
        if voting is None or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Backspace:
            self._go_to(voting.back())
        elif choice is not None and self._is_seen:
            self._go_to(voting.answered(choice, seconds=time.monotonic() - self._shown_at))
        elif choice is None:
            super().keyPressEvent(event)

    def _go_to(self, voting: Voting) -> None:
        has_new_votes = self.voting is not None and voting.answers != self.voting.answers
        self.voting = voting
        if has_new_votes:
            self._save(voting)
        self._show()

    # What it shows

    @property
    def _is_seen(self) -> bool:
        current = self.voting.current if self.voting is not None else None
        return current is not None and all(name in self._images for name in current[0].pictures)

    def _show(self) -> None:
        voting = self.voting
        if voting is None:
            return
        self.progress.setValue(voting.place)
        if voting.current is None:
            self.end_text.setText(self.tr("Thank you. Your votes are in {0}.").format(self._file.path))
            self.stack.setCurrentIndex(2)
            return
        pair, question = voting.current
        self.state_text.setText(self.tr("{0} of {1}").format(voting.place + 1, len(voting.steps)))
        self.stack.setCurrentIndex(1)
        self.vote_page.setFocus()
        self.words_text.setText(pair.in_words)
        self.question_text.setText(self._asked(question))
        for choice, label in self.caption_texts.items():
            set_role(label, "good" if choice is voting.choice else "muted")
        for view, name in zip((self.before, self.left, self.right), pair.pictures, strict=True):
            view.show_image(self._images.get(name, QImage()))
        self._shown_at = time.monotonic()
        upcoming = [pair for pair, _question in voting.steps[voting.place : voting.place + 3]]
        self._fetch([name for one in upcoming for name in one.pictures])

    def _asked(self, question: Question) -> str:
        if question is Question.WORDS:
            return self.tr("Which fits the words better?")
        return self.tr("Which looks more real?")

    def _fetch(self, names: list[str]) -> None:
        """Reads what will be shown next, and forgets the rest."""
        self._images = {name: self._images[name] for name in names if name in self._images}
        missing = list(dict.fromkeys(name for name in names if name not in self._images))
        if missing and self._opened is not None:
            study, key = self._opened.study, self._folder / KEY
            self._submit(lambda: {name: _image(study.picture(name, key)) for name in missing}, self._on_images)

    def _on_images(self, images: dict[str, QImage]) -> None:
        was_seen = self._is_seen
        self._images |= images
        current = self.voting.current if self.voting is not None else None
        if current is not None and not was_seen and self._is_seen:
            self._show_pictures(current[0])

    def _show_pictures(self, pair: Pair) -> None:
        for view, name in zip((self.before, self.left, self.right), pair.pictures, strict=True):
            view.show_image(self._images[name])
        self._shown_at = time.monotonic()

    def _on_opened(self, opened: _Opened) -> None:
        self._opened = opened
        self.begin_button.setEnabled(True)
        self.state_text.setText(self.tr("{0} pairs").format(len(opened.study.pairs)))
        self.name_edit.setFocus()

    # What workers do

    def _save(self, voting: Voting) -> None:
        self._writes += 1
        number, votes, file = self._writes, (*self._others, *voting.votes), self._file
        self._submit(lambda: file.write(number, votes), lambda _none: None)

    def _submit(self, work: Callable[[], _Result], on_done: Callable[[_Result], None]) -> None:
        """What comes back after the dialog was closed is dropped."""

        def if_open(show: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda value: show(value) if isValid(self) else None

        self._workers.submit(work, if_open(on_done), if_open(self._show_error))

    def _show_error(self, error: Exception) -> None:
        self.state_text.setText(Notice.of_error(error).text)


def _open(folder: Path) -> _Opened:
    """In a worker thread."""
    from lredit_core.study.pairs import read_key
    from lredit_core.study.votes import read_votes

    study = read_key(folder / KEY)
    return _Opened(study, read_votes([folder / VOTES]) if (folder / VOTES).is_file() else ())


def _image(path: Path) -> QImage:
    """In a worker thread."""
    from lredit_core.geometry import Size
    from lredit_core.pictures.image import resized
    from lredit_core.pictures.opening import open_picture
    from lredit_gui.rendering.conversion import to_qimage

    pixels = open_picture(path).buffer.to_srgb8()
    size = Size(pixels.shape[1], pixels.shape[0])
    return to_qimage(resized(pixels, size.scaled_to_longest(min(_LONGEST_PX, size.longest))))
