"""What an export writes, and which edits were never written to a file. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.document.document import Document
    from lredit_core.document.history import History
    from lredit_core.pictures.image import PixelBuffer


@dataclass(frozen=True, slots=True)
class ExportSubject:
    """What is exported.

    Attributes:
        document: what the file tells of: the prompts and seeds of its layers.
        image: gives the pixels; for worker threads.
    """

    document: Document
    image: Callable[[], PixelBuffer]


class ExportRecord:
    """The documents that were exported, as long as the history holds them."""

    def __init__(self) -> None:
        self._exported: set[Document] = set()

    def note(self, document: Document, history: History | None) -> None:
        """A document was written."""
        held = {entry.document for entry in history.entries} if history is not None else set()
        self._exported = (self._exported & held) | {document}

    def lacks(self, history: History | None) -> bool:
        """Whether closing would lose layers: of the picture as it is, or of another one as it was left last."""
        if history is None:
            return False
        latest: dict[int, Document] = {id(entry.document.source): entry.document for entry in history.entries}
        latest[id(history.document.source)] = history.document
        return any(document.layers and document not in self._exported for document in latest.values())
