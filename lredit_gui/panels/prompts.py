"""The prompts that were asked for: searched, marked, and taken up again."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from lredit_core.project.prompts import PromptEnding
from lredit_gui.session.prompt_shelf import words_of_run
from lredit_gui.theme.icons import tinted_pixmap
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from lredit_core.project.prompts import PromptRun
    from lredit_gui.session.prompt_shelf import PromptShelf
    from lredit_gui.theme.theme import Theme

_RUN_ROLE = Qt.ItemDataRole.UserRole
_STAR_PX = 14
_STAR_ROOM_PX = 26


class PromptsPanel(QWidget):
    """The latest first, favourites before them.

    Signals: wordsChosen(PromptRun), its words are to stand in the prompt; allChosen(PromptRun), with its seed and
    settings.
    """

    wordsChosen = Signal(object)
    allChosen = Signal(object)

    def __init__(self, shelf: PromptShelf, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promptsPanel")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shelf, self._theme = shelf, theme
        self.search = QLineEdit(self)
        self.search.setObjectName("promptSearch")
        self.search.setAccessibleName(self.tr("Search the prompts"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.here = QCheckBox(self.tr("Here"), self)
        self.here.setToolTip(self.tr("Only what was asked for on this picture"))
        self.list = PromptList(self)
        self._nothing = QLabel(self)
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 4)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.here)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        self.search.textChanged.connect(self._fill)
        self.here.toggled.connect(self._fill)
        self.list.starred.connect(self._on_star)
        self.list.itemActivated.connect(lambda item: self.wordsChosen.emit(item.data(_RUN_ROLE)))
        self.list.menuRequested.connect(self._show_menu)
        shelf.changed.connect(self._fill)
        theme.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        """The row that had the keyboard keeps it."""
        current = self.list.current_run
        self.list.clear()
        of_picture = self._shelf.of_picture
        is_anywhere = not self.here.isChecked()
        shown = [
            run for run in self._shelf.runs if self._fits(run) and (is_anywhere or words_of_run(run) in of_picture)
        ]
        shown.sort(key=lambda run: not run.is_favourite)
        for run in shown:
            item = QListWidgetItem(self._star(run.is_favourite), prompt_text(run))
            item.setData(_RUN_ROLE, run)
            item.setToolTip(as_tip(run_tip(run)))
            spoken = self.tr("{0}, favourite").format(prompt_text(run)) if run.is_favourite else prompt_text(run)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
            if current is not None and words_of_run(current) == words_of_run(run):
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        is_searching = bool(self.search.text().strip()) or self.here.isChecked()
        self._nothing.setText(
            self.tr("No prompt is like that.") if is_searching else self.tr("What you ask for is listed here.")
        )

    def _fits(self, run: PromptRun) -> bool:
        text = f"{run.prompt} {run.source_prompt}".lower()
        return all(word in text for word in self.search.text().lower().split())

    def _star(self, is_favourite: bool) -> QIcon:
        colours = self._theme.colours
        name, colour = ("star", colours.warning) if is_favourite else ("star-outline", colours.faint)
        return QIcon(tinted_pixmap(name, QColor(colour), _STAR_PX, self.devicePixelRatioF()))

    def _on_star(self, run: PromptRun) -> None:
        self._shelf.set_favourite(run, not run.is_favourite)

    def _show_menu(self, run: PromptRun, place: object) -> None:
        menu = QMenu(self)
        menu.setObjectName("promptMenu")
        for text, act in (
            (self.tr("Use the words"), partial(self.wordsChosen.emit, run)),
            (self.tr("Use with its seed and settings"), partial(self.allChosen.emit, run)),
            (
                self.tr("No longer a favourite") if run.is_favourite else self.tr("Favourite"),
                partial(self._on_star, run),
            ),
            (self.tr("Forget"), partial(self._shelf.forget, run)),
            (self.tr("Forget all but favourites"), self._shelf.forget_all),
        ):
            menu.addAction(text).triggered.connect(lambda _is_checked=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)  # type: ignore[arg-type]


class PromptList(QListWidget):
    """Signals: starred(PromptRun), its star was clicked, or Space pressed; menuRequested(PromptRun, QPoint)."""

    starred = Signal(object)
    menuRequested = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("promptList")
        self.setAccessibleName(self.tr("Prompts, the latest first"))
        self.setIconSize(QSize(_STAR_PX, _STAR_PX))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(26)

    @property
    def current_run(self) -> PromptRun | None:
        item = self.currentItem()
        run: PromptRun | None = None if item is None else item.data(_RUN_ROLE)
        return run

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.button() is Qt.MouseButton.LeftButton and event.position().x() < _STAR_ROOM_PX:
            self.starred.emit(item.data(_RUN_ROLE))
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self.current_run
        if run is not None and event.key() == Qt.Key.Key_Space:
            self.starred.emit(run)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        item = self.itemAt(event.pos()) if is_by_mouse else self.currentItem()
        if item is not None:
            self.menuRequested.emit(item.data(_RUN_ROLE), event.globalPos())


def prompt_text(run: PromptRun) -> str:
    """The words, and what they take the place of."""
    return f"{run.prompt} \u2190 {run.source_prompt}" if run.source_prompt.strip() else run.prompt


def run_tip(run: PromptRun) -> str:
    """When it ran last, how, and how it ended."""
    endings = {
        PromptEnding.FINISHED: _tr("finished"),
        PromptEnding.STOPPED: _tr("stopped"),
        PromptEnding.FAILED: _tr("failed"),
        PromptEnding.UNKNOWN: "",
    }
    lines = [prompt_text(run)]
    said = ", ".join(part for part in (_when(run.started), endings[run.ending]) if part)
    lines += [said] if said else []
    lines.append(_tr("Seed {0}, {1}").format(run.seed, run.preset) if run.preset else _tr("Seed {0}").format(run.seed))
    lines += [f"{name}: {value}" for name, value in run.settings.items()]
    return "\n".join(lines)


def _when(started: str) -> str:
    try:
        moment = datetime.fromisoformat(started).astimezone()
    except ValueError:
        return ""
    shown = QDateTime.fromSecsSinceEpoch(round(moment.timestamp()))
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PromptsPanel", text)
