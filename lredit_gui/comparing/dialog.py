"""Our edit beside those of editors that know no region: whom to compare with, and what came of it."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lredit_core.pictures.file_names import with_suffix_of
from lredit_core.pictures.formats import EXPORT_FORMATS
from lredit_gui.comparing.large_picture import LargePicture
from lredit_gui.comparing.manager import ComparisonManager, Phase, title_of
from lredit_gui.comparing.other_editors import OtherEditorsForm
from lredit_gui.comparing.tiles import PictureTiles
from lredit_gui.language.sentences import quoted
from lredit_gui.panels.messages import MessageBanner
from lredit_gui.widgets.cards import wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from lredit_gui.comparing.subject import Subject
    from lredit_gui.session.notice import Notice
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme

_MAX_HEADING_CHARACTERS = 160
_SHEET_SUFFIXES = tuple(suffix for kind in EXPORT_FORMATS for suffix in kind.suffixes)


class ComparisonDialog(QDialog):
    """What it starts goes on when it is closed; the manager lives longer."""

    def __init__(
        self, subject: Subject, *, manager: ComparisonManager, preferences: Preferences, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compareDialog")
        self.setWindowTitle(self.tr("Compare with editors that know no region"))
        self._subject, self._manager, self._preferences = subject, manager, preferences
        manager.turn_to(subject)
        self.asked = wrapped(self._question(manager.subject or subject), "heading", self)
        self.asked.setObjectName("askedText")
        self.editors_button = self._build_editors_button(theme)
        self.editors = OtherEditorsForm(preferences, self)
        self.editors.instruction_edit.setText(manager.instruction)
        self._rule = QFrame(self)
        self._rule.setProperty("role", "rule")
        self.tiles = PictureTiles(theme, self)
        self.empty = wrapped(self._about(subject), "muted", self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.large = LargePicture(theme, self.tiles.images, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._build_overview())
        self.stack.addWidget(self.large)
        self.state_text = wrapped("", "muted", self)
        self.state_text.setObjectName("compareState")
        self.save_button = self._button("saveSheetButton", self.tr("Save\u2026"))
        self.stop_button = self._button("stopCompareButton", self.tr("Stop"))
        self.start_button = self._button("startCompareButton", self.tr("Compare"))
        self.start_button.setProperty("role", "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.stack, 1)
        layout.addLayout(self._build_foot())
        self.banner = MessageBanner(theme, self, below=(self.asked, self.editors_button, self.large.back_button))
        self._connect()
        self._show_editors(not manager.attempts)
        self.setMinimumSize(560, 480)
        self.resize(760, 640)
        self._show_state()
        self.start_button.setFocus()

    def _build_editors_button(self, theme: Theme) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("showEditorsButton")
        button.setText(self.tr("Editors"))
        button.setToolTip(self.tr("Choose whom to compare with"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        theme.set_icon(button, "sliders")
        return button

    def _build_overview(self) -> QWidget:
        overview = QWidget(self)
        column = QVBoxLayout(overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.asked, 1)
        head.addWidget(self.editors_button)
        column.addLayout(head)
        column.addWidget(self.editors)
        column.addWidget(self._rule)
        column.addWidget(self.tiles, 1)
        column.addWidget(self.empty, 1)
        return overview

    def _build_foot(self) -> QHBoxLayout:
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.state_text, 1)
        for widget in (self.save_button, self.stop_button, self.start_button, close):
            foot.addWidget(widget)
        return foot

    def _connect(self) -> None:
        self.stack.currentChanged.connect(self.banner.place)
        self.editors_button.toggled.connect(self._show_editors)
        self.editors.changed.connect(self._show_state)
        self.tiles.opened.connect(self._show_large)
        self.large.left.connect(self._show_overview)
        self.save_button.clicked.connect(self._choose_file)
        self.stop_button.clicked.connect(self._manager.stop)
        self.start_button.clicked.connect(self._start)
        self._manager.changed.connect(self._show_state)

    def show_notice(self, notice: Notice) -> None:
        """Says something here, where the window's own banner is covered."""
        self.banner.show_notice(notice)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _question(self, subject: Subject) -> str:
        form = subject.form
        if not form.has_prompt:
            return self.tr("There is no prompt yet")
        if form.source_prompt.strip():
            return self.tr("\u201c{0}\u201d instead of \u201c{1}\u201d").format(
                _short(form.prompt), _short(form.source_prompt)
            )
        return quoted(_short(form.prompt))

    def _about(self, subject: Subject) -> str:
        about = self.tr(
            "Choose editors and where their models lie, then press Compare. Each repaints the whole picture, one after "
            "the other."
        )
        ours = (
            self.tr("Our edit is the selected candidate; the others get the picture without it.")
            if subject.candidate_id
            else self.tr("Our own edit is made first.")
        )
        return f"{about} {ours}"

    # What the person does

    def _start(self) -> None:
        self.asked.setText(self._question(self._subject))
        self.editors_button.setChecked(False)
        self._manager.start(self._subject, self.editors.places, instruction=self.editors.instruction_edit.text())

    def _show_editors(self, is_shown: bool) -> None:
        self.editors_button.setChecked(is_shown)
        self.editors.setVisible(is_shown)
        self._rule.setVisible(is_shown)

    def _show_large(self, name: str) -> None:
        self.large.show_picture(self._manager.pictures, name)
        self.stack.setCurrentWidget(self.large)
        self.large.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_overview(self) -> None:
        self.stack.setCurrentIndex(0)
        self.tiles.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the pictures side by side"), str(self._preferences.last_folder))
        dialog.setObjectName("saveSheetDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([self.tr("Pictures (*.png *.jpg *.webp)")])
        dialog.setDefaultSuffix("png")
        dialog.selectFile("compared.png")
        dialog.fileSelected.connect(self._save)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _save(self, path: str) -> None:
        self._manager.save(with_suffix_of(Path(path), _SHEET_SUFFIXES, ".png"))

    # What it shows

    def _show_state(self) -> None:
        manager = self._manager
        self.tiles.show_attempts(manager.attempts)
        self.tiles.setVisible(bool(manager.attempts))
        self.empty.setVisible(not manager.attempts)
        if self.stack.currentWidget() is self.large:
            self.large.show_picture(manager.pictures, self.large.name)
        self.editors.setEnabled(not manager.is_running)
        self.stop_button.setVisible(manager.is_running)
        self.start_button.setVisible(not manager.is_running)
        hindrance = self._hindrance()
        self.start_button.setEnabled(not hindrance)
        self.save_button.setEnabled(manager.can_save)
        self.state_text.setText(self._progress() if manager.is_running else hindrance or self._effort())

    def _hindrance(self) -> str:
        """What is missing before one can compare; "" where nothing is."""
        if not self._subject.form.has_prompt:
            return self.tr("Close this and write a prompt first.")
        if self.editors.without_model:
            return self.tr("Choose the model of {0}.").format(self.editors.without_model[0].title)
        if not self.editors.places:
            return self.tr("Choose at least one editor.")
        return ""

    def _effort(self) -> str:
        return self.tr("{0} denoising steps each, as in the advanced settings").format(
            self._subject.form.settings.edit_steps
        )

    def _progress(self) -> str:
        attempts = self._manager.attempts
        running = next((attempt for attempt in attempts if attempt.phase is Phase.RUNNING), None)
        if running is None:
            return self.tr("Looking at the picture")
        number = sum(attempt.phase is not Phase.WAITING for attempt in attempts)
        return self.tr("{0}: picture {1} of {2}").format(title_of(running.name), number, len(attempts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stack.currentWidget() is self.large:
            self._show_overview()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.banner.place()


def _short(prompt: str) -> str:
    """As much of a prompt as a heading has room for."""
    return textwrap.shorten(prompt, _MAX_HEADING_CHARACTERS, placeholder="\u2026")
