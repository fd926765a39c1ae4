"""What can be done now: one pure step from the session's state to what each control shows and whether it is enabled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from lredit_core.api.request import LEAST_SIDE_PX, MAX_PROMPT_CHARACTERS
from lredit_gui.language.sentences import said
from lredit_gui.session.duration import duration_text

#: Edits that take less need no word on it.
_WORTH_SAYING_S = 8.0


class Primary(Enum):
    """The one thing that most people do next."""

    EDIT = "edit"
    ACCEPT = "accept"
    BOX = "box"


class EnginePhase(Enum):
    """How far the models are."""

    IDLE = "idle"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything that decides what can be done."""

    has_document: bool = False
    is_opening: bool = False
    is_exporting: bool = False
    engine: EnginePhase = EnginePhase.IDLE
    is_running: bool = False
    is_stopping: bool = False
    was_stopped: bool = False
    is_hurrying: bool = False
    usual_s: float | None = None
    has_prompt: bool = False
    overlong_characters: int = 0
    problem: str = ""
    cannot_draw: bool = False
    cannot_find: bool = False
    has_pending_mask: bool = False
    has_mask: bool = False
    is_too_small: bool = False
    has_pending_box: bool = False
    has_offered_region: bool = False
    candidate_count: int = 0
    has_selected_candidate: bool = False
    is_selected_accepted: bool = False
    has_difference: bool = False
    chosen_layer_count: int = 0
    has_locked_layer: bool = False
    has_editable_layer: bool = False
    undo_label: str | None = None
    redo_label: str | None = None


@dataclass(frozen=True, slots=True)
class UiState:
    """What the window shows of it. `edit_hint` says why Edit is disabled, or what it will do; `refusal` says what the
    engine would refuse, or is empty."""

    can_export: bool
    can_edit: bool
    edit_text: str
    edit_hint: str
    refusal: str
    can_edit_box: bool
    can_draw: bool
    can_point: bool
    can_go_smaller: bool
    can_snap: bool
    can_change_mask: bool
    can_stop: bool
    can_hurry: bool
    can_accept: bool
    can_retry: bool
    can_choose_candidate: bool
    can_compare: bool
    can_crop: bool
    can_change_layers: bool
    can_change_layer: bool
    can_edit_again: bool
    can_undo: bool
    can_redo: bool
    undo_text: str
    redo_text: str
    shows_job: bool
    can_go_on: bool
    primary: Primary


def _tr(text: str) -> str:
    return QCoreApplication.translate("UiState", text)


def resolve(state: SessionState) -> UiState:
    """The controls' state. Every enabled control does something when pressed, every disabled one would not."""
    refusal = _refusal(state)
    is_known = not state.cannot_draw and (not state.cannot_find or state.has_pending_box)
    is_askable = state.has_document and state.has_prompt and not refusal and is_known
    box_is_ready = is_askable and state.has_pending_box and not state.is_stopping
    can_edit = box_is_ready or (is_askable and not state.is_running)
    can_choose = state.has_document and state.candidate_count > 0
    can_point = state.has_document and not state.is_running and not state.is_too_small
    has_choice = state.has_selected_candidate and not state.has_pending_box  # a moved box is not what was painted
    return UiState(
        can_export=state.has_document and not state.is_exporting,
        can_edit=can_edit,
        edit_text=_edit_text(state),
        edit_hint=_edit_hint(state, can_edit),
        refusal=refusal,
        can_edit_box=box_is_ready,
        can_draw=state.has_document,
        can_point=can_point,
        can_go_smaller=can_point and state.has_offered_region,
        can_snap=can_point and state.has_pending_box,
        can_change_mask=state.has_document and not state.is_running and (state.has_mask or state.has_pending_box),
        can_stop=state.is_running and not state.is_stopping,
        can_hurry=state.is_running and not state.is_stopping and not state.is_hurrying,
        can_accept=can_choose and has_choice and not state.is_selected_accepted,
        can_retry=can_choose and state.has_selected_candidate and not state.is_running,
        can_choose_candidate=can_choose,
        can_compare=state.has_document and state.has_difference,
        can_crop=state.has_document and state.has_pending_box,
        can_change_layers=state.chosen_layer_count > 0,
        can_change_layer=state.chosen_layer_count == 1 and not state.has_locked_layer,
        can_edit_again=state.has_editable_layer and not state.is_running,
        can_undo=state.undo_label is not None,
        can_redo=state.redo_label is not None,
        undo_text=_tr("Undo {0}").format(state.undo_label) if state.undo_label else _tr("Undo"),
        redo_text=_tr("Redo {0}").format(state.redo_label) if state.redo_label else _tr("Redo"),
        shows_job=state.has_document,
        can_go_on=state.was_stopped and can_edit and not state.has_pending_box,
        primary=_primary(state, can_accept=can_choose and has_choice and not state.is_selected_accepted),
    )


def _primary(state: SessionState, *, can_accept: bool) -> Primary:
    if state.has_pending_box:
        return Primary.BOX
    return Primary.ACCEPT if can_accept else Primary.EDIT


def _edit_text(state: SessionState) -> str:
    if not state.has_pending_box:
        return _tr("Edit")
    return _tr("Edit mask") if state.has_pending_mask else _tr("Edit box")


def _refusal(state: SessionState) -> str:
    if state.has_document and state.is_too_small:
        return _tr("This picture is too small: editing needs at least {0} pixels on each side").format(LEAST_SIDE_PX)
    if state.overlong_characters:
        text = _tr("{0} characters are too many: the models read {1} at the most. Say it in a sentence")
        return text.format(state.overlong_characters, MAX_PROMPT_CHARACTERS)
    return said(state.problem).rstrip(".\u3002")


def _edit_hint(state: SessionState, can_edit: bool) -> str:
    if not state.has_document:
        return _tr("The picture is being opened") if state.is_opening else _tr("Open a picture first")
    if state.is_stopping:
        return _tr("Stopping")
    if not state.has_prompt:
        return _tr("Say what should be there first")
    if refusal := _refusal(state):
        return refusal
    if state.cannot_draw:
        return _tr("These models cannot draw this; below the prompt is what they know")
    if state.cannot_find and not state.has_pending_box:
        return _tr("These models know no word for this thing: click on it, or draw a box around it")
    if not can_edit:
        return _tr("An edit is running; stop it to start another")
    if state.has_pending_box:
        return _with_time(state, _tr("Edit inside this box only, without looking for a region"))
    if state.engine is EnginePhase.LOADING:
        return _tr("The models are still loading; the edit starts as soon as they are ready")
    return _with_time(state, _tr("Find the region and edit it"))


def _with_time(state: SessionState, text: str) -> str:
    """A hint, with what such an edit took the last time where that is worth saying."""
    if state.usual_s is None or state.usual_s < _WORTH_SAYING_S:
        return text
    return _tr("{0}; about {1}, as the last time").format(text, duration_text(state.usual_s))
