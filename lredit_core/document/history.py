"""Undo and redo over immutable documents: one user intent is one entry; old entries go when the bytes run out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.document.document import Document

DEFAULT_BUDGET_BYTES = 1 << 30


@dataclass(frozen=True, slots=True, eq=False)
class HistoryEntry:
    """A document and the words for what led to it ("Accept a red apple")."""

    document: Document
    label: str


class History:
    """A line of documents with a cursor. Pixels that entries share are counted once."""

    def __init__(self, document: Document, *, label: str = "Open", budget_bytes: int = DEFAULT_BUDGET_BYTES) -> None:
        self._entries = [HistoryEntry(document, label)]
        self._cursor = 0
        self._budget_bytes = budget_bytes

    @property
    def document(self) -> Document:
        return self._entries[self._cursor].document

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        return tuple(self._entries)

    @property
    def cursor(self) -> int:
        """Index into `entries` of the current document."""
        return self._cursor

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._entries[self._cursor].label if self._cursor > 0 else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back, or None."""
        ahead = self._cursor + 1
        return self._entries[ahead].label if ahead < len(self._entries) else None

    def push(self, document: Document, label: str) -> None:
        """A new entry after the current one; what could have been redone is gone."""
        del self._entries[self._cursor + 1 :]
        self._entries.append(HistoryEntry(document, label))
        self._cursor += 1
        while self._cursor > 1 and self._byte_count() > self._budget_bytes:
            del self._entries[0]
            self._cursor -= 1

    def replace_last(self, document: Document, label: str) -> None:
        """In place of the current entry, which must be the last one: two steps of one intent."""
        self._entries[self._cursor :] = [HistoryEntry(document, label)]

    def undo(self) -> Document:
        """The document before; the current one where there is none before."""
        self._cursor = max(0, self._cursor - 1)
        return self.document

    def redo(self) -> Document:
        self._cursor = min(len(self._entries) - 1, self._cursor + 1)
        return self.document

    def go_to(self, index: int) -> Document:
        """Jumps to an entry, as a click in the history panel does; the index is clamped."""
        self._cursor = min(max(index, 0), len(self._entries) - 1)
        return self.document

    def _byte_count(self) -> int:
        buffers: dict[int, int] = {}
        for entry in self._entries:
            buffers[id(entry.document.source)] = entry.document.source.byte_count
            for layer in entry.document.layers:
                buffers[id(layer.pixels)] = layer.byte_count
        return sum(buffers.values())
