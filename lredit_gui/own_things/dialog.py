"""A person's own things: what was cut out of their photographs, and a search for more."""

from __future__ import annotations

import itertools
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lredit_gui.own_things.rows import OwnThingsList
from lredit_gui.own_things.search_panel import SearchPanel
from lredit_gui.own_things.wording import things_text
from lredit_gui.panels.messages import MessageBanner
from lredit_gui.widgets.cards import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from lredit_gui.own_things.manager import OwnThingsManager
    from lredit_gui.session.notice import Notice
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme


class OwnThingsDialog(QDialog):
    """What it starts goes on when it is closed; the manager lives longer."""

    def __init__(self, *, manager: OwnThingsManager, preferences: Preferences, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ownThingsDialog")
        self.setWindowTitle(self.tr("Your own things"))
        self._manager, self._preferences = manager, preferences
        self.about = wrapped("", "muted", self)
        self.about.setObjectName("ownThingsAbout")
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.listing = OwnThingsList(manager, theme, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.listing)
        self.stack.addWidget(self._build_empty())
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        self.words_edit = QLineEdit(manager.words, self)
        self.words_edit.setObjectName("besidesEdit")
        self.words_edit.setPlaceholderText(self.tr("espresso, lighthouse"))
        words = self.tr(
            "Words with commas between, for things that the models do not look for by themselves; may be left empty"
        )
        self.words_edit.setToolTip(words)
        self.add_button = self._button("addFolderButton", self.tr("Add a folder\u2026"))
        self.add_button.setProperty("role", "primary")
        self.add_button.setToolTip(self.tr("Looks for things in all photographs of a folder and its sub-folders"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(self.about)
        layout.addWidget(self.stack, 1)
        layout.addLayout(self._build_list_row())
        layout.addWidget(rule)
        layout.addLayout(self._build_adding())
        close = self._build_close()
        self.searching = SearchPanel(manager, self, beside=close)
        layout.addWidget(self.searching)
        self.banner = MessageBanner(theme, self, below=(self.about,))
        stops: tuple[QWidget, ...] = (self.listing, self.rename_button, self.remove_button, self.erase_button)
        stops = (*stops, self.words_edit, self.add_button, self.searching.left_out, self.searching.stop_button, close)
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._connect()
        self.setMinimumSize(440, 480)
        self.resize(620, 620)
        self._show_things()
        self._show_search()
        (self.listing if manager.things else self.add_button).setFocus()
        manager.read()

    def _build_empty(self) -> QWidget:
        self.empty_heading = wrapped("", "heading", self)
        self.empty_heading.setObjectName("emptyHeading")
        self.empty_text = wrapped("", "muted", self)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 0, 32, 0)
        column.setSpacing(6)
        column.addStretch(1)
        for label in (self.empty_heading, self.empty_text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)
        return page

    def _build_adding(self) -> QVBoxLayout:
        label = QLabel(self.tr("Things to look for besides what the models know by themselves"), self)
        label.setWordWrap(True)
        label.setBuddy(self.words_edit)
        self.words_edit.setAccessibleName(label.text())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words_edit, 1)
        row.addWidget(self.add_button)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label)
        column.addLayout(row)
        return column

    def _build_list_row(self) -> QHBoxLayout:
        """What can be done to things, and how many there are."""
        self.rename_button = self._button("renameThingButton", self.tr("Rename"))
        self.rename_button.setToolTip(self.tr("Write another name (F2, or a double click)"))
        self.remove_button = self._button("removeThingsButton", self.tr("Remove"))
        self.remove_button.setToolTip(self.tr("Take it out of the list (Del); its photograph stays as it is"))
        self.erase_button = self._button("eraseThingsButton", self.tr("Erase all\u2026"))
        self.count_text = QLabel(self)
        self.count_text.setObjectName("thingsCount")
        self.count_text.setTextFormat(Qt.TextFormat.PlainText)
        self.count_text.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.rename_button, self.remove_button, self.erase_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.count_text)
        return row

    def _build_close(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        return buttons

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        manager = self._manager
        manager.thingsChanged.connect(self._show_things)
        manager.searchChanged.connect(self._show_search)
        self.listing.renamed.connect(manager.rename)
        self.listing.removeRequested.connect(self._remove)
        self.listing.itemSelectionChanged.connect(self._enable)
        self.rename_button.clicked.connect(self.listing.rename_current)
        self.remove_button.clicked.connect(self._remove)
        self.erase_button.clicked.connect(self._ask_to_erase)
        self.add_button.clicked.connect(self._choose_folder)
        self.words_edit.returnPressed.connect(self._choose_folder)

    def show_notice(self, notice: Notice) -> None:
        """Says something here, where the window's own banner is covered."""
        self.banner.show_notice(notice)

    # What the person does

    def _choose_folder(self) -> None:
        if self._manager.is_searching:
            return
        dialog = QFileDialog(self, self.tr("Add a folder of photographs"), str(self._preferences.last_folder))
        dialog.setObjectName("addFolderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._add)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _add(self, folder: str) -> None:
        self._manager.look_through(Path(folder), self.words_edit.text())

    def _remove(self) -> None:
        """One at once; several after a question, for it cannot be undone."""
        ids = tuple(thing.id for thing in self.listing.chosen)
        if len(ids) == 1:
            self._manager.remove(ids)
        elif ids:
            self._ask(
                "removeQuestion",
                self.tr("Remove {0}?").format(things_text(len(ids))),
                self.tr("They go from this list for good. Your photographs stay as they are."),
                self.tr("Remove"),
                partial(self._manager.remove, ids),
            )

    def _ask_to_erase(self) -> None:
        about = self.tr("Every thing that was cut out goes for good. Your photographs stay as they are.")
        self._ask("eraseQuestion", self.tr("Erase all things?"), about, self.tr("Erase"), self._manager.erase)

    def _ask(self, name: str, question: str, about: str, yes: str, do: Callable[[], None]) -> None:
        box = QMessageBox(self)
        box.setObjectName(name)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setInformativeText(about)
        confirm = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        confirm.setObjectName("confirmButton")
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        confirm.clicked.connect(lambda _is_checked: do())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # What it shows

    def _show_things(self) -> None:
        manager = self._manager
        self.listing.show_things(manager.things or ())
        self.stack.setCurrentIndex(0 if manager.things else 1)
        place = "" if manager.folder is None else self.tr(", in {0}").format(manager.folder)
        self.about.setText(
            self.tr(
                "Things cut out of your own photographs, with their edges and shadows. They are kept on this "
                "machine{0}. Your photographs are not changed, and nothing is sent anywhere."
            ).format(place)
        )
        self.count_text.setText(things_text(len(manager.things)) if manager.things else "")
        self._show_empty()
        self._enable()

    def _show_empty(self) -> None:
        """What the page without things says: what they are for, or why there are none."""
        manager = self._manager
        heading, text = "", ""
        if manager.is_damaged:
            heading = self.tr("The list cannot be read")
            text = self.tr("\u201cErase all\u201d starts anew; a backup of its folder brings it back.")
        elif manager.things is not None:
            heading = self.tr("Nothing here yet")
            text = self.tr(
                "Add a folder with photographs of your own: the dogs, cups, cars and people in them that are large and "
                "sharp enough are cut out, to be laid into other pictures. Looking through takes a second or two for "
                "each photograph, and can be stopped at any time."
            )
        self.empty_heading.setText(heading)
        self.empty_text.setText(text)

    def _show_search(self) -> None:
        is_searching = self._manager.is_searching
        if is_searching and self.focusWidget() in (self.words_edit, self.add_button):
            self.searching.stop_button.setFocus()
        for widget in (self.words_edit, self.add_button):
            widget.setEnabled(not is_searching)
        self._enable()

    def _enable(self) -> None:
        manager = self._manager
        chosen = self.listing.selectedItems()
        self.rename_button.setEnabled(len(chosen) == 1)
        self.remove_button.setEnabled(bool(chosen))
        has_any = bool(manager.things) or manager.is_damaged
        self.erase_button.setEnabled(has_any and not manager.is_searching)
        tip = self.tr("Stop the search first") if manager.is_searching else self.tr("Forgets all things, for good")
        self.erase_button.setToolTip(tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.banner.place()
