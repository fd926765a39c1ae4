"""The only way to tell the person something: a banner over the canvas that blocks nothing."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from lredit_core.pictures.file_names import shown_name
from lredit_gui.session.notice import Notice, NoticeChoice, NoticeKind
from lredit_gui.theme.icons import tinted_pixmap
from lredit_gui.theme.theme import ICON_PX, Theme

_log = logging.getLogger(__name__)
_NOTE_SHOWN_MS = 6000
_MAX_WIDTH_PX = 640
_MAX_TEXT_CHARACTERS = 600
#: Notices that wait under the one that is shown; of those with a choice none is given up.
_MOST_WAITING = 8


class MessageBanner(QFrame):
    """Shows the latest notice; closing it shows the one before that was not seen. Notes go by themselves; where a
    notice waits for a choice, they are shown under it.

    Signals: doubted(Notice, NoticeChoice): it was chosen, and is to be asked about; `choose` carries it out.
    """

    doubted = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget, *, below: tuple[QWidget, ...] = ()) -> None:
        """Args:
        below: what it must not cover at the parent's top; those that are hidden do not count.
        """
        super().__init__(parent)
        self._below = below
        self.setObjectName("messageBanner")
        self.setAccessibleName(self.tr("Message"))
        self._theme = theme
        self._notices: list[Notice] = []
        #: Versions and machine, for "Copy details"; known soon after the start.
        self.about = ""
        self._icon = QLabel(self)
        self._icon.setFixedSize(ICON_PX, ICON_PX)
        self._text = QLabel(self)
        self._text.setObjectName("messageText")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._copy = QPushButton(self.tr("Copy details"), self)
        self._copy.setObjectName("copyDetailsButton")
        self._copy.setProperty("role", "quiet")
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(self._copy_details)
        self._choices: list[QPushButton] = []
        self._close = QToolButton(self)
        self._close.setObjectName("closeMessageButton")
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(self.dismiss)
        theme.set_icon(self._close, "close")
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon, 0)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._copy, 0)
        layout.addWidget(self._close, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._let_note_go)
        theme.changed.connect(self._show_latest)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """The one that is shown."""
        return self._notices[-1] if self._notices else None

    def show_notice(self, notice: Notice) -> None:
        """Shows it in place of the one there, which comes back when this one is closed; a note never in place of one
        that waits for a choice."""
        level = {NoticeKind.ERROR: logging.ERROR, NoticeKind.WARNING: logging.WARNING}.get(notice.kind, logging.INFO)
        _log.log(level, "%s", notice.text)
        others = [old for old in self._notices if old != notice and old.kind is not NoticeKind.NOTE]
        surplus = len(others) - _MOST_WAITING
        others = [old for place, old in enumerate(others) if place >= surplus or old.choices]
        is_under = notice.kind is NoticeKind.NOTE and bool(others) and bool(others[-1].choices)
        self._notices = [*others[:-1], notice, others[-1]] if is_under else [*others, notice]
        self._show_latest()

    def dismiss(self) -> None:
        """Closes the one that is shown."""
        if self._notices:
            self._notices.pop()
        self._show_latest()

    @property
    def _note(self) -> Notice | None:
        """The one that goes by itself, shown alone or under what waits for a choice."""
        return next((one for one in self._notices[-2:] if one.kind is NoticeKind.NOTE), None)

    def _let_note_go(self) -> None:
        note = self._note
        self._notices = [one for one in self._notices if one is not note]
        self._show_latest()

    def clear_past(self) -> None:
        """Takes away what was about things that are over: notes and errors. Warnings stay until they are closed."""
        self._notices = [notice for notice in self._notices if notice.kind is NoticeKind.WARNING]
        self._show_latest()

    def _show_latest(self) -> None:
        self._timer.stop()
        notice = self.notice
        if notice is None:
            self.hide()
            return
        colours = self._theme.colours
        tint = {NoticeKind.ERROR: colours.error, NoticeKind.WARNING: colours.warning}.get(notice.kind, colours.accent)
        self._icon.setPixmap(tinted_pixmap(notice.kind.value, QColor(tint), ICON_PX, self.devicePixelRatioF()))
        note = self._note
        text = _shown(notice)
        if note is not None and note is not notice:
            text += "\n" + _shown(note)
        self._text.setText(text)
        self._copy.setVisible(bool(notice.details))
        self._offer(notice)
        self.setProperty("kind", notice.kind.value)
        self.setAccessibleDescription(text)
        self.style().unpolish(self)
        self.style().polish(self)
        if note is not None:
            self._timer.start(_NOTE_SHOWN_MS)
        self.show()
        self.raise_()
        self.place()

    def _offer(self, notice: Notice) -> None:
        """A button for each choice."""
        for button in self._choices:
            button.hide()
            button.deleteLater()
        self._choices = [QPushButton(choice.text, self) for choice in notice.choices]
        for place, (button, choice) in enumerate(zip(self._choices, notice.choices, strict=True), start=2):
            button.setObjectName("messageChoiceButton")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._choose, notice, choice))
            self._layout.insertWidget(place, button, 0)
            button.show()

    def _choose(self, notice: Notice, choice: NoticeChoice, _is_checked: bool = False) -> None:
        if choice.doubt is None:
            self.choose(notice, choice)
        else:
            self.doubted.emit(notice, choice)

    def choose(self, notice: Notice, choice: NoticeChoice) -> None:
        """Does it; the notice goes. One that went meanwhile was dealt with."""
        if any(one is notice for one in self._notices):
            self._notices = [one for one in self._notices if one is not notice]
            self._show_latest()
            choice.act()

    def place(self) -> None:
        """At the top of its parent or below its head, in the middle, as wide as its sentence needs."""
        parent = self.parentWidget()
        if parent is None or self.notice is None:
            return
        widest = min(_MAX_WIDTH_PX, parent.width() - 32)
        margins = self._layout.contentsMargins()
        others = ICON_PX + self._close.sizeHint().width() + margins.left() + margins.right() + 24
        others += sum(button.sizeHint().width() + 8 for button in self._choices)
        if self._copy.isVisibleTo(self):
            others += self._copy.sizeHint().width() + 8
        line = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 8
        width = max(min(widest, others + line), 240)
        text_height = self._text.heightForWidth(width - others)
        height = max(text_height, self._close.sizeHint().height()) + margins.top() + margins.bottom()
        heads = [one.mapTo(parent, QPoint(0, one.height())).y() for one in self._below if one.isVisible()]
        self.setGeometry((parent.width() - width) // 2, max(heads, default=4) + 8, width, height + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _copy_details(self) -> None:
        if self.notice is not None:
            QGuiApplication.clipboard().setText(report_of(self.notice, self.about))
            self._copy.setText(self.tr("Copied"))
            QTimer.singleShot(1500, self._copy, self._restore_copy)

    def _restore_copy(self) -> None:
        self._copy.setText(self.tr("Copy details"))


def _shown(notice: Notice) -> str:
    """As much of its text as there is room for."""
    text = "\n".join(shown_name(line) for line in notice.text.split("\n"))
    return text if len(text) <= _MAX_TEXT_CHARACTERS else text[:_MAX_TEXT_CHARACTERS] + "\u2026"


def report_of(notice: Notice, about: str) -> str:
    """What "Copy details" copies: the sentence, what the log knows, and what the program runs on."""
    return "\n\n".join(part for part in (notice.text, notice.details.strip(), about) if part)


class Messages(QObject):
    """Takes notices from anywhere, also before the banner is there and from other threads by queued signals."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._banner: MessageBanner | None = None
        self._waiting: list[Notice] = []
        self._about = ""

    def set_about(self, about: str) -> None:
        """Versions and machine, which go with the details of an error."""
        self._about = about
        if self._banner is not None:
            self._banner.about = about

    def attach(self, banner: MessageBanner) -> None:
        self._banner = banner
        banner.about = self._about
        waiting, self._waiting = self._waiting, []
        for notice in waiting:
            banner.show_notice(notice)

    def show(self, notice: Notice) -> None:
        if self._banner is None:
            self._waiting.append(notice)
        else:
            self._banner.show_notice(notice)
