"""What kind of picture is open: the engine is asked once for each, as soon as models are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lredit_core.api.pointing import LookRequest, PictureLooked
from lredit_gui.session.ui_state import EnginePhase

if TYPE_CHECKING:
    from lredit_core.api.pointing import PointingAnswer
    from lredit_core.pictures.image import PixelBuffer
    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.edits import EditRunner
    from lredit_gui.threads.engine_thread import EngineThread


class Looking(QObject):
    """Attributes:
        is_photograph: whether the picture is rather a photograph than a drawing; None until that is known.

    Signals: changed.
    """

    changed = Signal()

    def __init__(
        self, engine: EngineThread, history: DocumentHistory, edits: EditRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine, self._history, self._edits = engine, history, edits
        self._asked: tuple[PixelBuffer, str, str] | None = None
        self.is_photograph: bool | None = None
        engine.pointed.connect(self._on_answer, Qt.ConnectionType.QueuedConnection)
        history.opened.connect(self._ask)
        edits.engineChanged.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        document, edits = self._history.document, self._edits
        if document is None or edits.phase is not EnginePhase.READY:
            return
        if self._asked is not None and self._asked[:2] == (document.source, edits.reference):
            return
        request = LookRequest(document.source)
        self._asked = (document.source, edits.reference, request.request_id)
        if self.is_photograph is not None:
            self.is_photograph = None
            self.changed.emit()
        self._engine.point(request)

    @Slot(object)
    def _on_answer(self, answer: PointingAnswer) -> None:
        if isinstance(answer, PictureLooked) and self._asked is not None and answer.request_id == self._asked[2]:
            self.is_photograph = answer.is_photograph
            self.changed.emit()
