"""From the parts of the session to what decides what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.api.request import IN_HAND, LEAST_SIDE_PX
from lredit_gui.session.job import JobKind, JobPhase
from lredit_gui.session.ui_state import SessionState
from lredit_gui.session.unknown_things import Lack, unknown_thing

if TYPE_CHECKING:
    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.edits import EditRunner
    from lredit_gui.session.form import EditForm
    from lredit_gui.session.layer_work import LayerWork
    from lredit_gui.session.looking import Looking
    from lredit_gui.session.pictures import PictureManager
    from lredit_gui.session.pointing import Pointing
    from lredit_gui.session.selection import Selection


def state_of(
    history: DocumentHistory,
    selection: Selection,
    pictures: PictureManager,
    edits: EditRunner,
    pointing: Pointing,
    looking: Looking,
    layers: LayerWork,
    form: EditForm,
    own_names: tuple[str, ...] = (),
) -> SessionState:
    """The session's state as plain values."""
    document, job = history.document, selection.hand.job
    if selection.box is not None:
        form = form.in_hand
    selected = selection.candidate
    is_of_hand = selection.box is None and selected is not None and selected.source_prompt == IN_HAND
    is_done = is_of_hand and bool(form.problem)  # words that spoke of what was in hand: it was done
    unknown = unknown_thing(form, edits.bundle, is_photograph=bool(looking.is_photograph), own_names=own_names)
    has_edits = document is not None and bool(document.changed_boxes)
    return SessionState(
        has_document=document is not None,
        is_opening=pictures.is_opening,
        is_exporting=pictures.is_exporting,
        engine=edits.phase,
        is_running=edits.is_running,
        is_stopping=edits.is_stopping,
        was_stopped=job is not None and job.phase is JobPhase.STOPPED and not job.candidate_ids,
        is_hurrying=edits.is_hurrying,
        usual_s=edits.usual_s(form, JobKind.LEARN if selection.box is None else JobKind.BOX),
        has_prompt=form.has_prompt and not is_done,
        overlong_characters=form.overlong_characters,
        problem="" if is_done else form.problem,
        cannot_draw=unknown is not None and unknown.lack is Lack.DRAWING and not unknown.is_readable,
        cannot_find=unknown is not None and unknown.lack is Lack.FINDING,
        has_pending_mask=selection.mask is not None,
        has_mask=selection.outline is not None,
        is_too_small=document is not None and document.source.size.shortest < LEAST_SIDE_PX,
        has_pending_box=selection.box is not None,
        has_offered_region=pointing.has_offer,
        candidate_count=len(selection.candidates),
        has_selected_candidate=selection.candidate is not None,
        is_selected_accepted=selection.is_accepted,
        has_difference=selection.shown_candidate is not None or has_edits,
        chosen_layer_count=len(layers.chosen),
        has_locked_layer=any(layer.is_locked for layer in layers.chosen),
        has_editable_layer=layers.current is not None and bool(layers.current.provenance.prompt),
        undo_label=selection.undo_label or history.undo_label,
        redo_label=selection.redo_label or history.redo_label,
    )
