"""The truth table of what can be done."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import product

import pytest

from lredit_gui.session.ui_state import EnginePhase, SessionState, resolve

OPEN = SessionState(has_document=True)
READY = replace(OPEN, has_prompt=True)
CHOSEN = replace(READY, candidate_count=3, has_selected_candidate=True, has_difference=True)


def test_before_a_picture_is_open_nothing_can_be_done_to_it() -> None:
    ui = resolve(SessionState(has_prompt=True, engine=EnginePhase.READY))
    can = {field.name for field in fields(ui) if field.name.startswith("can_") and getattr(ui, field.name)}
    assert can == set()
    assert not ui.shows_job


@pytest.mark.parametrize(
    ("state", "can_edit"),
    [
        (SessionState(has_prompt=True), False),
        (OPEN, False),
        (READY, True),
        (replace(READY, is_opening=True), True),
        (replace(READY, is_running=True), False),
        (replace(READY, is_running=True, is_stopping=True), False),
        (replace(READY, engine=EnginePhase.LOADING), True),
        (replace(READY, engine=EnginePhase.FAILED), True),
        (replace(READY, has_pending_box=True), True),
        (replace(READY, has_pending_box=True, is_running=True), True),
        (replace(READY, has_pending_box=True, is_running=True, is_stopping=True), False),
        (replace(OPEN, has_pending_box=True), False),
        (replace(READY, overlong_characters=1001), False),
        (replace(READY, is_too_small=True), False),
        (replace(READY, is_too_small=True, has_pending_box=True), False),
    ],
)
def test_edit_is_enabled_exactly_when_it_would_do_something(state: SessionState, can_edit: bool) -> None:
    assert resolve(state).can_edit is can_edit


@pytest.mark.parametrize(
    ("state", "accept", "retry"),
    [
        (READY, False, False),
        (replace(READY, candidate_count=3), False, False),
        (CHOSEN, True, True),
        (replace(CHOSEN, is_running=True), True, False),
        (replace(CHOSEN, is_selected_accepted=True), False, True),
        (replace(CHOSEN, is_opening=True), True, True),
        (replace(CHOSEN, has_pending_box=True), False, True),
        (replace(CHOSEN, has_document=False), False, False),
    ],
)
def test_accept_and_retry_need_a_chosen_candidate(state: SessionState, accept: bool, retry: bool) -> None:
    ui = resolve(state)
    assert (ui.can_accept, ui.can_retry) == (accept, retry)


def test_stop_is_enabled_only_while_something_runs_and_was_not_stopped() -> None:
    assert not resolve(READY).can_stop
    assert resolve(replace(READY, is_running=True)).can_stop
    assert not resolve(replace(READY, is_running=True, is_stopping=True)).can_stop


def test_undo_and_redo_say_what_they_do() -> None:
    ui = resolve(replace(READY, undo_label="Accept a red apple"))
    assert (ui.can_undo, ui.undo_text) == (True, "Undo Accept a red apple")
    assert (ui.can_redo, ui.redo_text) == (False, "Redo")


def test_edit_is_called_edit_box_while_there_is_a_box() -> None:
    assert resolve(READY).edit_text == "Edit"
    assert resolve(replace(READY, has_pending_box=True)).edit_text == "Edit box"


def test_in_every_state_a_disabled_edit_says_why() -> None:
    flags = ("has_document", "is_opening", "is_running", "is_stopping", "has_prompt", "has_pending_box")
    for values in product((False, True), repeat=len(flags)):
        ui = resolve(SessionState(**dict(zip(flags, values, strict=True))))
        assert ui.edit_hint
        assert not (ui.can_stop and not values[2])
        assert not (ui.can_edit_box and not ui.can_edit)


def test_export_waits_for_the_export_before() -> None:
    assert resolve(OPEN).can_export
    assert not resolve(replace(OPEN, is_exporting=True)).can_export
