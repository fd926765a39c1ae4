"""From the session to what decides what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.api.request import LEAST_SIDE_PX
from lredit_gui.session.ui_state import SessionState

if TYPE_CHECKING:
    from lredit_gui.session.editor_session import EditorSession


def state_of(session: EditorSession) -> SessionState:
    """The session's state as plain values."""
    document, history, selected = session.document, session.history, session.candidates.selected
    is_accepted = (
        document is not None
        and selected is not None
        and session.candidates.layer_in(selected.candidate_id, document) is not None
    )
    has_edits = document is not None and bool(document.changed_boxes)
    return SessionState(
        has_document=document is not None,
        is_opening=session.pictures.is_opening,
        is_exporting=session.pictures.is_exporting,
        engine=session.edits.phase,
        is_running=session.edits.is_running,
        is_stopping=session.edits.is_stopping,
        has_prompt=session.form.has_prompt,
        overlong_characters=session.form.overlong_characters,
        is_too_small=document is not None and document.source.size.shortest < LEAST_SIDE_PX,
        has_pending_box=session.pending_box is not None,
        candidate_count=len(session.candidates),
        has_selected_candidate=selected is not None,
        is_selected_accepted=is_accepted,
        has_difference=session.shown_candidate is not None or has_edits,
        undo_label=history.undo_label if history is not None else None,
        redo_label=history.redo_label if history is not None else None,
    )
