"""Undo and redo over immutable documents: one user intent is one entry; old entries go when the bytes run out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.document.layers import new_id
from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from lredit_core.document.document import Document

DEFAULT_BUDGET_BYTES = 1 << 30


@dataclass(frozen=True, slots=True, eq=False)
class HistoryEntry:
    """A document and the words for what led to it ("Accept a red apple")."""

    document: Document
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A document that the person gave a name, to come back to."""

    name: str
    document: Document
    snapshot_id: str = field(default_factory=new_id)


class History:
    """A line of documents with a cursor, and snapshots beside it.

    The oldest entries go once the pixels that only entries hold, neither the current document nor a snapshot, are more
    than `budget_bytes`; one step back always stays. An array counts once, however many layers and documents share it.
    """

    def __init__(self, document: Document, *, label: str = "Open", budget_bytes: int = DEFAULT_BUDGET_BYTES) -> None:
        self._entries = [HistoryEntry(document, label)]
        self._cursor = 0
        self._budget_bytes = budget_bytes
        self._snapshots: tuple[Snapshot, ...] = ()
        self._held = _HeldBytes()
        self._held.add(document)

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
        self._take_out(self._cursor + 1, len(self._entries))
        self._entries.append(HistoryEntry(document, label))
        self._held.add(document)
        self._cursor += 1
        self._keep_within_budget()

    def replace_last(self, document: Document, label: str) -> None:
        """In place of the current entry, which must be the last one: two steps of one intent."""
        self._take_out(self._cursor, len(self._entries))
        self._entries.append(HistoryEntry(document, label))
        self._held.add(document)

    def amend(self, document: Document) -> None:
        """The current entry, with another document: no step of its own, and what lies ahead stays."""
        self._held.add(document)
        self._held.remove(self.document)
        self._entries[self._cursor] = HistoryEntry(document, self._entries[self._cursor].label)

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

    # Snapshots

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """In the order in which they were kept."""
        return self._snapshots

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Raises:
        InvalidRequest: where there is no such snapshot.
        """
        for one in self._snapshots:
            if one.snapshot_id == snapshot_id:
                return one
        raise InvalidRequest("This snapshot is no longer there. Keep another one from the history's menu.")

    def keep_snapshot(self, name: str) -> Snapshot:
        """The current document, under a name. Layers are shared: it costs next to nothing.

        Raises:
            InvalidRequest: where the name is empty.
        """
        cleaned = name.strip()
        if not cleaned:
            raise InvalidRequest("A snapshot needs a name. Type one, or press Esc to keep none.")
        made = Snapshot(cleaned, self.document)
        self.set_snapshots((*self._snapshots, made))
        return made

    def drop_snapshot(self, snapshot_id: str) -> None:
        """Forgets one; where there is none of this id, nothing changes."""
        self.set_snapshots(tuple(one for one in self._snapshots if one.snapshot_id != snapshot_id))

    def set_snapshots(self, snapshots: tuple[Snapshot, ...]) -> None:
        """These and no others."""
        self._snapshots = snapshots
        self._keep_within_budget()

    # What it holds

    @property
    def held_bytes(self) -> int:
        """Of the arrays that entries alone hold, neither the current document nor a snapshot."""
        kept = arrays_of(self.document)
        for snapshot in self._snapshots:
            kept |= arrays_of(snapshot.document)
        return self._held.bytes_without(kept)

    def set_budget(self, budget_bytes: int) -> None:
        """Another budget, from now on."""
        self._budget_bytes = budget_bytes
        self._keep_within_budget()

    def _keep_within_budget(self) -> None:
        while self._cursor > 1 and self.held_bytes > self._budget_bytes:
            self._take_out(0, 1)
            self._cursor -= 1

    def _take_out(self, first: int, end: int) -> None:
        for entry in self._entries[first:end]:
            self._held.remove(entry.document)
        del self._entries[first:end]


class _HeldBytes:
    """The arrays of several documents, each with how many of them hold it."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}
        self._bytes: dict[int, int] = {}
        self._total = 0

    def add(self, document: Document) -> None:
        for key, byte_count in arrays_of(document).items():
            self._counts[key] = self._counts.get(key, 0) + 1
            if self._counts[key] == 1:
                self._bytes[key] = byte_count
                self._total += byte_count

    def remove(self, document: Document) -> None:
        for key in arrays_of(document):
            self._counts[key] -= 1
            if self._counts[key] == 0:
                del self._counts[key]
                self._total -= self._bytes.pop(key)

    def bytes_without(self, kept: dict[int, int]) -> int:
        return self._total - sum(self._bytes.get(key, 0) for key in kept)


def arrays_of(document: Document) -> dict[int, int]:
    """The bytes of each distinct block of memory that a document's pixels and masks lie in, by its identity."""
    found: dict[int, int] = {}
    for array in _arrays(document):
        owner = array
        while isinstance(owner.base, np.ndarray):  # a view keeps all of what it looks into
            owner = owner.base
        found[id(owner)] = owner.nbytes
    return found


def _arrays(document: Document) -> Iterator[NDArray[Any]]:
    yield document.source.pixels
    for layer in document.layers:
        yield layer.pixels
        yield layer.mask
        outlines = [layer.silhouette, layer.not_from]
        if layer.original is not None:
            yield layer.original.pixels
            yield layer.original.mask
            outlines.append(layer.original.silhouette)
        yield from (outline.mask for outline in outlines if outline is not None)
