"""The pictures that are open, which of them is shown, and undo over each of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lredit_core.document.history import DEFAULT_BUDGET_BYTES
from lredit_core.errors import LreditError
from lredit_gui.session.box_steps import MERGED_WITHIN_S
from lredit_gui.session.open_picture import OpenPicture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.document.document import Document
    from lredit_core.document.history import History, HistoryEntry, Snapshot
    from lredit_core.document.layers import Layer
    from lredit_core.pictures.image import PixelBuffer
    from lredit_gui.session.pictures import PictureName


class DocumentHistory(QObject):
    """The open pictures, each with a line of documents of its own; none until the first one is opened.

    Attributes:
        pictures: in the order of their tabs.
        picture: the one that is shown.

    Signals:
        leaving: another picture is about to be shown; `picture` is still the one that is left.
        opened: another picture is shown now, or none.
        changed: another document of the same picture.
        listed: the open pictures, their names, or whether they hold changes.
        drafted(Document): how the document would look while something is dragged.
        draftDropped: what was dragged is back where it began; the document is as it was.
        snapshotsChanged: those of the picture that is shown.
        failed(Exception): a change that cannot be made.
    """

    leaving = Signal()
    opened = Signal()
    changed = Signal()
    listed = Signal()
    drafted = Signal(object)
    draftDropped = Signal()
    snapshotsChanged = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pictures: tuple[OpenPicture, ...] = ()
        self.picture: OpenPicture | None = None
        self._budget_bytes = DEFAULT_BUDGET_BYTES
        self._has_draft = False
        self._merging: tuple[str, Document, float] | None = None
        for signal in (self.opened, self.changed):
            signal.connect(self._forget_draft)
            signal.connect(self.listed)

    @property
    def _history(self) -> History | None:
        return None if self.picture is None else self.picture.history

    @property
    def document(self) -> Document | None:
        return None if self.picture is None else self.picture.document

    @property
    def name(self) -> PictureName | None:
        """Of the picture."""
        return None if self.picture is None else self.picture.name

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
    def changed_pictures(self) -> tuple[OpenPicture, ...]:
        """Those whose changes lie in no file."""
        return tuple(picture for picture in self.pictures if picture.is_changed)

    def open(
        self, document: Document, name: PictureName, *, prepare: Callable[[OpenPicture], None] | None = None
    ) -> OpenPicture:
        """One more picture, which is shown from now on; `prepare` is called with it before."""
        picture = OpenPicture(document, name, label=self.tr("Open {0}").format(name.title))
        picture.history.set_budget(self._budget_bytes)
        if prepare is not None:
            prepare(picture)
        self.leaving.emit()
        self.pictures = (*self.pictures, picture)
        self.picture = picture
        self.opened.emit()
        return picture

    def show(self, picture: OpenPicture) -> None:
        """Another one of the open pictures."""
        if picture is not self.picture and picture in self.pictures:
            self.leaving.emit()
            self.picture = picture
            self.opened.emit()

    def close(self, picture: OpenPicture) -> None:
        """Its neighbour is shown where it was the one that is; none after the last. What it held is gone."""
        if picture not in self.pictures:
            return
        index = self.pictures.index(picture)
        rest = self.pictures[:index] + self.pictures[index + 1 :]
        if picture is self.picture:
            self.leaving.emit()
            self.pictures = rest
            self.picture = rest[min(index, len(rest) - 1)] if rest else None
            self.opened.emit()
        else:
            self.pictures = rest
            self.listed.emit()

    def move(self, picture: OpenPicture, to_index: int) -> None:
        """Another order of the tabs."""
        rest = [one for one in self.pictures if one is not picture]
        rest.insert(to_index, picture)
        self.pictures = tuple(rest)
        self.listed.emit()

    def opened_from(self, path: Path) -> OpenPicture | None:
        """The picture of a file that is open already."""
        return next((picture for picture in self.pictures if picture.name.path == path), None)

    def of_project(self, key: str) -> OpenPicture | None:
        """The picture whose project is known by a key, if it is open."""
        return next((picture for picture in self.pictures if key and picture.project_key == key), None)

    def note_exported(self, document: Document) -> None:
        """A document was written to a file that is not its own: it is of one of the open pictures."""
        for picture in self.pictures:
            if any(entry.document is document for entry in picture.history.entries):
                picture.exported = document
                picture.is_recovered = picture.is_recovered and picture.project_path is not None
        self.listed.emit()

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

    def set_budget(self, budget_bytes: int) -> None:
        """How much the steps of each picture may hold."""
        self._budget_bytes = budget_bytes
        for picture in self.pictures:
            picture.history.set_budget(budget_bytes)

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """Of the picture."""
        return () if self._history is None else self._history.snapshots

    def keep_snapshot(self, name: str) -> None:
        """The document as it is, under a name."""
        if self._history is not None:
            try:
                self._history.keep_snapshot(name)
            except LreditError as error:
                self.failed.emit(error)
            else:
                self.snapshotsChanged.emit()

    def drop_snapshot(self, snapshot_id: str) -> None:
        """Forgets one."""
        if self._history is not None:
            self._history.drop_snapshot(snapshot_id)
            self.snapshotsChanged.emit()

    def go_to_snapshot(self, snapshot_id: str) -> None:
        """The document as it was kept: one step that undo takes back. Nothing where it is so already."""
        if self._history is None:
            return
        snapshot = self._history.snapshot(snapshot_id)
        if snapshot.document is not self._history.document:
            self.apply(snapshot.document, self.tr("Go to \u201c{0}\u201d").format(snapshot.name))

    def apply(
        self,
        document: Document,
        label: str,
        *,
        merges: str = "",
        prepare: Callable[[OpenPicture], None] | None = None,
    ) -> None:
        """One undoable step.

        Args:
            document: as it is then.
            label: of the step, for a person.
            merges: steps of the same kind that follow each other at once are one; "" stands alone.
            prepare: called with the picture once it has the document, before anybody is told.
        """
        if self._history is None or self.picture is None:
            return
        now = time.monotonic()
        is_same = self._merging is not None and self._merging[:2] == (merges, self._history.document)
        if merges and is_same and self._merging is not None and now - self._merging[2] <= MERGED_WITHIN_S:
            self._history.replace_last(document, label)
        else:
            self._history.push(document, label)
        self._merging = (merges, document, now) if merges else None
        if prepare is not None:
            prepare(self.picture)
        self.changed.emit()

    def amend(self, document: Document) -> None:
        """The document as it is seen in lists, without a step of undo: a folded group."""
        picture = self.picture
        if picture is not None:
            if picture.safe is picture.document:
                picture.safe = document
            if picture.exported is picture.document:
                picture.exported = document
            picture.history.amend(document)
            self.changed.emit()

    def change(
        self, change: Callable[[Document], Document], label: str, *, is_draft: bool = False, merges: str = ""
    ) -> None:
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
            self.apply(changed, label, merges=merges)

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
