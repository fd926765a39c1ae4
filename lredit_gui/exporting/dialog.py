"""The export dialog: a part of the picture as the file will show it, the file's size, the settings, where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from lredit_core.errors import LreditError
from lredit_core.pictures.file_names import shown_name
from lredit_gui.exporting.destination import Destination
from lredit_gui.exporting.drag_handle import DragHandle, scratch_folder
from lredit_gui.exporting.estimates import ExportEstimates, Measured, ShownPart
from lredit_gui.exporting.form import ExportForm
from lredit_gui.exporting.part_view import PartView
from lredit_gui.exporting.wording import loss_text, measured_text
from lredit_gui.language.sentences import said
from lredit_gui.widgets.cards import wrapped
from lredit_gui.widgets.fold_scroll import FoldScroll

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.geometry import Size
    from lredit_core.pictures.export_settings import ExportSettings
    from lredit_core.pictures.formats import PictureFormat
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.pictures.preparing import Loss
    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.session.exports import ExportSubject
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme
    from lredit_gui.threads.workers import Workers

#: Settings that change are looked at once they have been still for this long.
_PART_AFTER_MS, _WHOLE_AFTER_MS = 60, 300
_FORM_WIDTH_PX = 352
#: What a look at the disk finds where a file is to go.
_SOURCE, _OTHER = "source", "other"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the person wants to have written. `layer_id` is None for the whole picture."""

    path: Path
    settings: ExportSettings
    layer_id: str | None = None


class ExportDialog(QDialog):
    """Signals: exportRequested(ExportChoice), once, before the dialog goes."""

    exportRequested = Signal(object)

    def __init__(
        self,
        session: EditorSession,
        preferences: Preferences,
        *,
        path: Path,
        workers: Workers,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """Args:
        session: has a document.
        preferences: the settings of the last export, and presets.
        path: where the file goes unless the person chooses otherwise.
        workers: look at the disk.
        """
        super().__init__(parent)
        document = session.document
        assert document is not None
        self._session, self._workers = session, workers
        self._document = document
        self._subjects: dict[str | None, ExportSubject] = {}
        self._losses: tuple[Loss, ...] = ()
        self._notes: tuple[str, ...] = ()
        self._problem, self._place_problem = "", ""
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export the picture"))
        self.estimates = ExportEstimates(self)
        self.form = ExportForm(preferences, document, self)
        settings = preferences.export_settings
        self.form.set_settings(settings)
        self.destination = Destination(path, settings.kind, self)
        self.preview = PartView(theme, self)
        self.drag_handle = DragHandle(theme, self)
        self._build()
        self._part_timer, self._whole_timer = self._timer(_PART_AFTER_MS), self._timer(_WHOLE_AFTER_MS)
        self._connect()
        self.resize(self._first_size(parent))
        self.destination.take_focus()
        self._submit(session.pictures.files.formats, self._take_formats)
        self._submit(partial(_profile_title, document.source), self.form.profile_choice.show_own)
        self._on_changed()

    # Building

    def _build(self) -> None:
        self.plain_box = QCheckBox(self.tr("Without compression, to compare"), self)
        self.plain_box.setObjectName("exportPlainBox")
        self.size_text = wrapped(self.tr("Measuring\u2026"), "heading", self)
        self.size_text.setObjectName("exportSizeText")
        self.losses_text = wrapped("", "warning", self)
        self.losses_text.setObjectName("exportLosses")
        self.problem_text = wrapped("", "bad", self)
        self.problem_text.setObjectName("exportProblem")
        self.export_button = QPushButton(self.tr("Export"), self)
        self.export_button.setObjectName("exportButton")
        self.export_button.setProperty("role", "primary")
        self.export_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setObjectName("cancelExportButton")
        self.cancel_button.setAutoDefault(False)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.preview, 1)
        left.addWidget(self.plain_box)
        right = QVBoxLayout()
        right.setSpacing(8)
        scroll = FoldScroll(self.form, self)
        scroll.setFixedWidth(_FORM_WIDTH_PX)
        right.addWidget(scroll)
        right.addStretch(1)
        right.addWidget(self.size_text)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addLayout(right)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.drag_handle)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(middle, 1)
        layout.addWidget(self.losses_text)
        layout.addWidget(self.problem_text)
        layout.addWidget(self.destination)
        layout.addLayout(buttons)

    def _timer(self, delay_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay_ms)
        return timer

    def _connect(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.destination.changed.connect(self._on_destination)
        self.destination.formatNamed.connect(self._on_format_named)
        self.preview.moved.connect(self._part_timer.start)
        self.plain_box.toggled.connect(self.preview.set_shows_plain)
        self._part_timer.timeout.connect(self._ask_part)
        self._whole_timer.timeout.connect(self._ask_whole)
        self.estimates.partShown.connect(self._take_part)
        self.estimates.measured.connect(self._take_measured)
        self.estimates.failed.connect(self._take_error)
        self.export_button.clicked.connect(self._look_first)
        self.cancel_button.clicked.connect(self.reject)
        self.drag_handle.taken.connect(self._write_aside)
        self.finished.connect(self._on_finished)

    def _first_size(self, parent: QWidget) -> QSize:
        room = parent.size()
        wished = self.sizeHint().expandedTo(QSize(1080, 720)).boundedTo(room * 0.96)
        return wished.expandedTo(self.minimumSizeHint())

    # What is exported

    @property
    def settings(self) -> ExportSettings:
        return self.form.settings

    def _subject(self) -> ExportSubject:
        """Made once for each layer, so that what was computed of it is found again."""
        layer_id = self.form.layer_id
        if layer_id not in self._subjects:
            self._subjects[layer_id] = self._session.export_subject(layer_id)
        return self._subjects[layer_id]

    def _picture_size(self) -> Size:
        layer_id = self.form.layer_id
        return self._document.source.size if layer_id is None else self._document.layer(layer_id).box.size

    def _on_changed(self) -> None:
        """Other settings, or another layer."""
        kind = self.settings.kind
        self.destination.set_kind(kind)
        self.form.show_size(self._picture_size())
        self.plain_box.setVisible(kind.is_lossy)
        if not kind.is_lossy:
            self.plain_box.setChecked(False)
        self.estimates.cancel()
        self._losses, self._notes, self._problem = (), (), ""
        try:
            self.settings.check(self._picture_size())
        except LreditError as error:
            self._problem = said(error.message)
            self._part_timer.stop()
            self._whole_timer.stop()
        else:
            self._part_timer.start()
            self._whole_timer.start()
        self._show_state()
        self.size_text.setText("" if self._problem else self.tr("Measuring\u2026"))

    def _on_destination(self) -> None:
        self._place_problem = ""
        self._show_state()

    def _on_format_named(self, name: str) -> None:
        if name in self.form.formats:
            self.form.set_format(name)

    def _show_state(self) -> None:
        title = self.settings.kind.title
        texts = [*(loss_text(loss, title) for loss in self._losses), *(said(note) for note in self._notes)]
        self.losses_text.setText(" ".join(texts))
        self.losses_text.setVisible(bool(texts))
        problem = self._problem or self._place_problem
        self.problem_text.setText(problem)
        self.problem_text.setVisible(bool(problem))
        self.export_button.setEnabled(not self._problem and self.destination.path is not None)

    # What comes of it

    def _ask_part(self) -> None:
        if not self._problem:
            self.estimates.show_part(self._subject(), self.settings, self.preview.centre, self.preview.room)

    def _ask_whole(self) -> None:
        self.estimates.measure(self._subject(), self.settings)

    def _take_part(self, part: ShownPart) -> None:
        self._losses = part.losses
        self.preview.show_part(part)
        self._show_state()

    def _take_measured(self, measured: Measured) -> None:
        self._losses, self._notes = measured.losses, measured.notes
        self.size_text.setText(measured_text(measured))
        self._show_state()

    def _take_error(self, error: Exception) -> None:
        """It cannot be written so."""
        self._problem = _sentence(error)
        self.size_text.setText("")
        self._show_state()

    def _take_place_error(self, error: Exception) -> None:
        """It cannot be written there."""
        self._place_problem = _sentence(error)
        self._show_state()

    def _take_formats(self, formats: tuple[PictureFormat, ...]) -> None:
        self.form.set_formats(formats)
        if self.settings.format not in self.form.formats:
            self.form.set_format(formats[0].name)

    def _submit(self, work: Callable[[], Any], on_done: Callable[[Any], None]) -> None:
        """What comes back after the dialog was closed is dropped."""

        def if_open(show: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda value: show(value) if isValid(self) and self.isVisible() else None

        self._workers.submit(work, if_open(on_done), if_open(self._take_place_error))

    # Exporting

    def _look_first(self) -> None:
        """What lies there already is not replaced without a question."""
        path = self.destination.path
        if path is None or self._problem:
            return
        name = self._session.history.name
        source = name.path if name is not None else None
        self.export_button.setEnabled(False)
        self._submit(partial(_look, path, source), partial(self._on_looked, path))

    def _on_looked(self, path: Path, found: str) -> None:
        self._show_state()
        if not found:
            self._export(path)
            return
        box = QMessageBox(self)
        box.setObjectName("replaceQuestion")
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        text = (
            self.tr("Replace \u201c{0}\u201d, the picture that you opened?")
            if found == _SOURCE
            else self.tr("There is a file \u201c{0}\u201d already. Replace it?")
        )
        box.setText(text.format(shown_name(path.name)))
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        replace.setObjectName("confirmReplaceButton")
        keep = box.addButton(self.tr("Choose another name"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        replace.clicked.connect(partial(self._export, path))
        box.finished.connect(box.deleteLater)
        box.open()

    def _export(self, path: Path, _is_checked: bool = False) -> None:
        self.estimates.cancel()
        self.exportRequested.emit(ExportChoice(path, self.settings, self.form.layer_id))
        self.accept()

    def _write_aside(self) -> None:
        """For what is dragged out: under its name, in a folder that goes when the program ends."""
        path = self.destination.path
        if path is None or self._problem:
            self.drag_handle.set_path(None)
            return
        subject, settings, files = self._subject(), self.settings, self._session.pictures.files

        def write() -> Path:
            aside = scratch_folder() / path.name
            files.export(subject.image(), aside, settings=settings, metadata=subject.document.metadata)
            return aside

        self._submit(write, self.drag_handle.set_path)

    def _on_finished(self) -> None:
        self._part_timer.stop()
        self._whole_timer.stop()
        self.estimates.close()


def _profile_title(buffer: PixelBuffer) -> str:
    """In a worker thread."""
    from lredit_core.pictures.icc_profiles import profile_title

    return profile_title(buffer.icc_profile)


def _sentence(error: Exception) -> str:
    return said(error.message) if isinstance(error, LreditError) else str(error)


def _look(path: Path, source: Path | None) -> str:
    """In a worker thread: "" where nothing lies there, else what does.

    Raises:
        PictureError: where the file cannot be written.
    """
    from lredit_core.pictures.atomic_writing import check_writable
    from lredit_core.pictures.output_paths import is_one_file

    check_writable(path)
    if not path.exists():
        return ""
    return _SOURCE if source is not None and is_one_file(path, source) else _OTHER
