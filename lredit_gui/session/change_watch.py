"""Notices when what lies beside a document makes a picture changed, or no longer so: words, candidates, stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.open_picture import OpenPicture


class ChangeWatch(QObject):
    """Emits `history.listed` for those that show whether a picture is changed."""

    def __init__(self, history: DocumentHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._known: tuple[OpenPicture | None, bool] = (None, False)
        history.listed.connect(self._note)

    def look(self) -> None:
        """To be called after words, candidates or stars were changed."""
        if self._now() != self._known:
            self._history.listed.emit()

    def _now(self) -> tuple[OpenPicture | None, bool]:
        picture = self._history.picture
        return picture, picture is not None and picture.is_changed

    def _note(self) -> None:
        self._known = self._now()
