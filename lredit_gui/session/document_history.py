"""The pictures that were opened, their documents, and undo over all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lredit_core.document.history import History, HistoryEntry
from lredit_core.errors import LreditError
from lredit_gui.session.exports import ExportRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.document.document import Document
    from lredit_core.document.layers import Layer
    from lredit_core.pictures.image import PixelBuffer
    from lredit_gui.session.pictures import PictureName


class DocumentHistory(QObject):
    """One line of documents; empty until the first picture is opened.

    Signals:
        opened: another picture is the document now.
        changed: another document of the same or of another picture.
        drafted(Document): how the document would look while something is dragged.
        draftDropped: what was dragged is back where it began; the document is as it was.
        failed(Exception): a change that cannot be made.
    """

    opened = Signal()
    changed = Signal()
    drafted = Signal(object)
    draftDropped = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history: History | None = None
        self._names: dict[int, PictureName] = {}
        self._exports = ExportRecord()
        self._has_draft = False
        for signal in (self.opened, self.changed):
            signal.connect(self._forget_draft)

    @property
    def document(self) -> Document | None:
        return None if self._history is None else self._history.document

    @property
    def name(self) -> PictureName | None:
        """Of the picture."""
        return None if self.document is None else self._names.get(id(self.document.source))

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        return () if self._history is None else self._history.entries

    @property
    def cursor(self) -> int:
        """Index into `entries` of the document."""
        return 0 if self._history is None else self._history.cursor

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return None if self._history is None else self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back, or None."""
        return None if self._history is None else self._history.redo_label

    @property
    def has_unexported_edits(self) -> bool:
        """Whether closing now would lose layers that were never exported, of this picture or of one opened before."""
        return self._exports.lacks(self._history)

    def open(self, document: Document, name: PictureName) -> None:
        """A picture in place of the one that is there; undo brings that one back."""
        label = self.tr("Open {0}").format(name.title)
        if self._history is None:
            self._history = History(document, label=label)
        else:
            self._history.push(document, label)
        held = {id(entry.document.source) for entry in self._history.entries}
        self._names = {key: kept for key, kept in self._names.items() if key in held} | {id(document.source): name}
        self.opened.emit()

    def note_export(self, document: Document) -> None:
        """A document was written to a file."""
        self._exports.note(document, self._history)

    def undo(self) -> None:
        if self._history is not None and self.undo_label is not None:
            self._history.undo()
            self.changed.emit()

    def redo(self) -> None:
        if self._history is not None and self.redo_label is not None:
            self._history.redo()
            self.changed.emit()

    def go_to(self, index: int) -> None:
        """Jumps in the history."""
        if self._history is not None and index != self._history.cursor:
            self._history.go_to(index)
            self.changed.emit()

    def apply(self, document: Document, label: str) -> None:
        """One undoable step."""
        if self._history is not None:
            self._history.push(document, label)
            self.changed.emit()

    def change(self, change: Callable[[Document], Document], label: str, *, is_draft: bool = False) -> None:
        """Changes the document, or only shows how it would look while something is dragged (`is_draft`)."""
        document = self.document
        if document is None:
            return
        try:
            changed = change(document)
        except LreditError as error:
            self.failed.emit(error)
            return
        if is_draft:
            self._has_draft = True
            self.drafted.emit(changed)
        else:
            self.apply(changed, label)

    def drop_draft(self) -> None:
        """Ends a drag that changed nothing, if there was one."""
        if self._has_draft:
            self._has_draft = False
            self.draftDropped.emit()

    def _forget_draft(self) -> None:
        self._has_draft = False

    def layer(self, layer_id: str) -> Layer | None:
        layers = self.document.layers if self.document is not None else ()
        return next((layer for layer in layers if layer.layer_id == layer_id), None)

    def is_of(self, source: PixelBuffer) -> bool:
        """Whether the document is of this picture."""
        return self.document is not None and self.document.source is source
