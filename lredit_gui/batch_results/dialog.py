"""The results of a batch: looked at before and after, and taken further in the editor."""

from __future__ import annotations

import itertools
import textwrap
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from lredit_core.pictures.file_names import shown_name
from lredit_gui.batch_results.before_and_after import BeforeAndAfterView
from lredit_gui.batch_results.rows import RowsList
from lredit_gui.batch_results.wording import asked_text, changed_text, counts_text
from lredit_gui.language.sentences import said
from lredit_gui.panels.messages import MessageBanner
from lredit_gui.widgets.cards import wrapped
from lredit_gui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from lredit_core.batch.journal import RowRecord
    from lredit_core.pictures.display import Display
    from lredit_gui.batch_results.results import BatchResults, Pair
    from lredit_gui.session.notice import Notice
    from lredit_gui.theme.theme import Theme

_LIST_PX = 320
#: So often it is looked whether a batch that still runs has brought more.
_LOOK_EVERY_MS = 2000
#: Characters of what was asked, and of what is said of it, that are shown.
_MOST_ASKED, _MOST_TOLD = 240, 600
_SHOWS: tuple[Callable[[RowRecord], bool], ...] = (
    lambda _record: True,
    lambda record: not record.failure,
    lambda record: bool(record.failure),
)


class BatchDialog(QDialog):
    """Signals:
    opened(list[RowRecord]): the person takes these further.
    folderWanted: another folder is to be chosen.
    """

    opened = Signal(object)
    folderWanted = Signal()

    def __init__(self, results: BatchResults, *, display: Display, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("batchDialog")
        self.setWindowTitle(self.tr("Results of a batch"))
        self._results, self._display = results, display
        self.rows = RowsList(results, theme, self)
        self.search_edit = QLineEdit(self)
        self.search_edit.setObjectName("batchSearch")
        self.search_edit.setAccessibleName(self.tr("Words or the name of a picture"))
        self.search_edit.setPlaceholderText(self.search_edit.accessibleName())
        self.search_edit.setClearButtonEnabled(True)
        self.shows = SegmentedControl((self.tr("All"), self.tr("Edited"), self.tr("Failed")), parent=self)
        self.shows.set_index(0)
        self.count_text = wrapped("", "muted", self)
        self.count_text.setObjectName("batchCount")
        self.view = BeforeAndAfterView()
        self.view.setMinimumSize(240, 180)
        self.view.set_surround(QColor(theme.colours.canvas))
        self.asked = wrapped("", "heading", self)
        self.asked.setObjectName("batchAsked")
        self.about = wrapped("", "muted", self)
        self.about.setObjectName("batchAbout")
        for label in (self.asked, self.about):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folder_button = self._button("batchFolderButton", self.tr("Another folder\u2026"))
        self.open_button = self._button("batchOpenButton", self.tr("Open in the editor"))
        self.open_button.setProperty("role", "primary")
        self.close_button = self._button("batchCloseButton", self.tr("Close"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._build_halves(), 1)
        layout.addLayout(self._build_foot())
        self.banner = MessageBanner(theme, self, below=(self.search_edit,))
        stops = (self.search_edit, self.shows, self.rows, self.view, self.folder_button, self.close_button)
        for before, after in itertools.pairwise((*stops, self.open_button)):
            QWidget.setTabOrder(before, after)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._connect()
        room = parent.size()
        self.setMinimumSize(640, 440)
        self.resize(max(640, room.width() - 80), max(440, room.height() - 80))
        self._show_records()
        self.rows.setFocus()
        self._timer.start()

    def _build_halves(self) -> QSplitter:
        left, right = QWidget(self), QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search_edit)
        column.addWidget(self.shows)
        column.addWidget(self.rows, 1)
        column.addWidget(self.count_text)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.asked)
        column.addWidget(self.view, 1)
        column.addWidget(self.about)
        hint = QLabel(self.tr("Drag the line, or press , and . \u2013 hold C to see it as it was"), right)
        hint.setProperty("role", "caption")
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.addWidget(hint)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(16)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setStretchFactor(1, 1)
        halves.setSizes([_LIST_PX, 2 * _LIST_PX])
        return halves

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.folder_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.open_button)
        return foot

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        results = self._results
        results.changed.connect(self._show_records)
        results.paired.connect(self._on_pair)
        results.unpaired.connect(self._on_no_pair)
        self.rows.selectionModel().currentChanged.connect(self._on_current)
        self.rows.selectionModel().selectionChanged.connect(self._enable)
        self.rows.activated.connect(self._open)
        self.search_edit.textChanged.connect(self._show_records)
        self.shows.chosen.connect(self._show_records)
        self.folder_button.clicked.connect(self.folderWanted)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.reject)
        self._timer.timeout.connect(results.read)

    def show_notice(self, notice: Notice) -> None:
        """Says something here, where the window's own banner is covered."""
        self.banner.show_notice(notice)

    # What the person does

    def _open(self) -> None:
        if chosen := self.rows.chosen:
            self._timer.stop()
            self.accept()
            self.opened.emit(list(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Down and self.search_edit.hasFocus():
            self.rows.setFocus()
        else:
            super().keyPressEvent(event)

    # What it shows

    def _show_records(self) -> None:
        results = self._results
        if results.folder is not None:
            self.setWindowTitle(self.tr("Results of a batch: {0}").format(shown_name(results.folder.name)))
        listed = results.records or ()
        words, is_shown = self.search_edit.text().casefold().split(), _SHOWS[self.shows.index]
        found = [record for record in listed if is_shown(record) and _has(record, words)]
        self.rows.show_records(found, current=results.current)
        if results.records is None:
            self.count_text.setText(self.tr("Reading the results"))
        elif len(found) == len(listed):
            self.count_text.setText(counts_text(found))
        else:
            self.count_text.setText(self.tr("{0} of {1}").format(len(found), len(listed)))
        self._on_current()
        self._enable()

    def _on_current(self) -> None:
        record = self.rows.current
        if record is None:
            self._results.look_at_none()
            self.view.clear()
            self.asked.setText("")
            self._tell()
            return
        is_another = record.digest != self._results.current or self.view.viewport is None
        asked = textwrap.shorten(asked_text(record), _MOST_ASKED, placeholder="\u2026")
        self.asked.setText(asked)
        self.view.setAccessibleName(asked)
        self._tell()
        if is_another:
            self._results.look_at(record, self._display)

    def _on_pair(self, pair: Pair) -> None:
        self.view.show_pair(pair)
        self._tell(pair.problem)

    def _on_no_pair(self, _digest: str, notice: Notice) -> None:
        self.view.clear()
        self._tell(notice.text)

    def _tell(self, *more: str) -> None:
        """What is to be said of the current row, and what came besides."""
        record = self.rows.current
        own = () if record is None else (*record.notes, record.failure)
        changed = changed_text() if record is not None and record.digest in self._results.changed_since else ""
        lines = [said(text) for text in (*own, *more, changed) if text]
        text = "\n".join(lines)
        self.about.setText(text if len(text) <= _MOST_TOLD else f"{text[:_MOST_TOLD]}\u2026")
        self.about.setVisible(bool(lines))

    def _enable(self) -> None:
        chosen = self.rows.chosen
        self.open_button.setEnabled(bool(chosen))
        if len(chosen) > 1:
            self.open_button.setText(self.tr("Open {0} in the editor").format(len(chosen)))
        elif chosen and chosen[0].failure:
            self.open_button.setText(self.tr("Try it in the editor"))
        else:
            self.open_button.setText(self.tr("Open in the editor"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.banner.place()


def _has(record: RowRecord, words: list[str]) -> bool:
    """Whether all words stand in what was asked or in the picture's name."""
    text = f"{asked_text(record)} {record.picture}".casefold()
    return all(word in text for word in words)
