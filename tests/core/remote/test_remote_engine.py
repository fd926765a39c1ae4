"""The engine on a workstation: a real Ray with a token in processes of its own, one of them ended half-way."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import psutil
import pytest

from lredit_core.api.choice import Choice
from lredit_core.api.events import CandidateReady, EditFailed, EditFinished, EditStopped, RegionsUpdated
from lredit_core.api.pointing import BoxSnapped, SnapRequest
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.cancellation import EventToken
from lredit_core.choices import store
from lredit_core.choices.store import ChoiceStore
from lredit_core.engine.engine import InProcessEngine
from lredit_core.engine.engine_process import ProcessEngine
from lredit_core.engine.finding import finding_request
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.remote import session
from lredit_core.remote.engine_actor import MachineInfo
from lredit_core.remote.relay import run_relay
from lredit_core.remote.remote_engine import RemoteEngine
from lredit_core.remote.session import Session
from lredit_core.remote.workstation import Workstation
from tests.fakes.ray_workstation import RayWorkstation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lredit_core.api.events import EditEvent

pytest.importorskip("ray")
pytest.importorskip("grpc")
pytestmark = [pytest.mark.slow, pytest.mark.e2e]

SETTINGS = EditSettings(anchor_count=4, learning_steps=6, candidate_count=2)


def picture() -> PixelBuffer:
    return PixelBuffer(np.random.default_rng(0).integers(0, 256, (300, 400, 3), dtype=np.uint8))


def request(**changed: object) -> EditRequest:
    return replace(EditRequest(picture(), "a red apple", settings=SETTINGS), **changed)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def workstation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RayWorkstation]:
    made = RayWorkstation(tmp_path_factory.mktemp("workstation"))
    made.begin()
    yield made
    made.end()


@pytest.fixture(scope="module")
def asked(workstation: RayWorkstation) -> Workstation:
    return Workstation(workstation.address, str(workstation.token_file))


@pytest.fixture(scope="module")
def engine(asked: Workstation) -> Iterator[RemoteEngine]:
    """One for all: connecting takes seconds."""
    made = RemoteEngine(asked)
    yield made
    made.close()


def candidates(events: list[EditEvent]) -> list[bytes]:
    return [event.candidate.pixels.tobytes() for event in events if isinstance(event, CandidateReady)]


def test_an_edit_there_is_that_of_here_bit_by_bit_and_its_events_come_one_by_one(engine: RemoteEngine) -> None:
    info = engine.load("builtin")
    assert info.workstation.endswith(f"({engine._workstation.address})") and info.is_builtin
    came, events = [], []
    for event in engine.edit(request(), EventToken()):
        came.append(time.monotonic())
        events.append(event)
    assert isinstance(events[-1], EditFinished)
    boxes_s = [at for at, event in zip(came, events, strict=True) if isinstance(event, RegionsUpdated)]
    assert len(boxes_s) == 7 and boxes_s[0] < boxes_s[-1] < came[-1]
    assert boxes_s[-1] - boxes_s[0] > 0.02, "they come while it learns, not all at the end"
    here = InProcessEngine()
    here.load("builtin")
    expected = list(here.edit(request(), EventToken()))
    assert candidates(events) == candidates(expected) != []
    asked = finding_request(request().image, "the cat", settings=request().settings)
    assert engine.find(asked, EventToken(), count=2) == here.find(asked, EventToken(), count=2)


def test_a_picture_is_sent_once(engine: RemoteEngine) -> None:
    list(engine.edit(request(), EventToken()))
    assert engine._session is not None
    (first,) = engine._session._pictures.values()
    snapped = engine.point(SnapRequest(picture(), Box(40, 40, 160, 160)), EventToken())
    assert isinstance(snapped, BoxSnapped)
    assert list(engine._session._pictures.values()) == [first]


def test_stop_is_heard_in_the_middle_and_the_engine_is_free_again(engine: RemoteEngine) -> None:
    engine.load("builtin")
    token, events = EventToken(), []
    long = request(settings=replace(SETTINGS, learning_steps=200))
    for event in engine.edit(long, token):
        events.append(event)
        if isinstance(event, RegionsUpdated) and not token.is_cancelled():
            stopped_s = time.monotonic()
            token.cancel()
    assert isinstance(events[-1], EditStopped) and time.monotonic() - stopped_s < 1.0
    assert isinstance(list(engine.edit(request(), EventToken()))[-1], EditFinished)


def test_what_was_learned_from_a_choice_is_kept_here_and_nowhere_there(
    engine: RemoteEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "choices_home", lambda: tmp_path / "here")
    engine.keep_choice(Choice(picture(), Box(40, 40, 200, 200), "a red apple"))
    (note,) = ChoiceStore().notes()
    assert note.prompt == "a red apple" and note.box == (40, 40, 200, 200)


def test_an_engine_killed_in_the_middle_fails_with_a_sentence_and_the_next_edit_works(engine: RemoteEngine) -> None:
    engine.load("builtin")
    assert engine._session is not None
    process = engine._session.awaited(engine._session.call("process_id"))
    events = []
    for event in engine.edit(request(settings=replace(SETTINGS, learning_steps=200)), EventToken()):
        events.append(event)
        if len(events) == 10:
            os.kill(process, signal.SIGKILL)
    failed = events[-1]
    assert isinstance(failed, EditFailed) and "press Edit again" in failed.message
    assert "this computer" in failed.message
    assert isinstance(list(engine.edit(request(), EventToken()))[-1], EditFinished)


def test_a_bundle_that_is_not_there_or_another_one_is_a_sentence(
    engine: RemoteEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ModelUnavailable, match='has no bundle "photographs"'):
        engine.load("photographs")
    engine.load("builtin")
    engine._bundle = ""  # what is loaded is not asked about again
    monkeypatch.setattr("lredit_core.remote.remote_engine.bundle_digest", lambda _bundle: "0" * 64)
    with pytest.raises(ModelUnavailable, match="has another bundle"):
        engine.load("builtin")


def test_another_token_or_another_version_is_refused_with_a_sentence(
    engine: RemoteEngine, workstation: RayWorkstation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").write_text("f" * 64)
    engine.close()
    wrong = RemoteEngine(Workstation(workstation.address, str(tmp_path / "other")))
    with pytest.raises(InvalidRequest, match="does not take this token") as refused:
        wrong.load("builtin")
    assert "f" * 64 not in refused.value.message + refused.value.details
    monkeypatch.setattr(MachineInfo, "here", classmethod(lambda cls: cls("here", "9.9", "3.99")))
    with pytest.raises(InvalidRequest, match=r"this computer lredit 9\.9 on Python 3\.99"):
        engine.load("builtin")


def test_an_engine_that_hears_from_nobody_ends(asked: Workstation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "PULSE_S", 600.0)
    monkeypatch.setattr(session, "CUT_AFTER_S", 600.0)
    one = Session(asked, "unheard", unheard_s=3.0)
    process = psutil.Process(one.awaited(one.call("process_id")))
    process.wait(10)
    assert not process.is_running()
    one.close()


def test_a_workstation_that_lets_everybody_in_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    open_to_all = RayWorkstation(tmp_path, asks_for_token=False)
    open_to_all.begin()
    try:
        with pytest.raises(InvalidRequest, match="lets everybody in"):
            RemoteEngine(Workstation(open_to_all.address, str(open_to_all.token_file))).load("builtin")
    finally:
        open_to_all.end()


def test_nobody_there_is_a_sentence_at_once(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("f" * 64)
    began_s = time.monotonic()
    events = list(RemoteEngine(Workstation("127.0.0.1:1", str(tmp_path / "token"))).edit(request(), EventToken()))
    assert isinstance(events[-1], EditFailed) and "ray start --head" in events[-1].message
    assert time.monotonic() - began_s < 5


def test_through_the_windows_child_a_machine_that_goes_away_is_an_engine_replaced(tmp_path: Path) -> None:
    machine = RayWorkstation(tmp_path)
    machine.begin()
    engine = ProcessEngine(main=partial(run_relay, Workstation(machine.address, str(machine.token_file))))
    try:
        engine.load("builtin")
        events = []
        for event in engine.edit(request(settings=replace(SETTINGS, learning_steps=400)), EventToken()):
            events.append(event)
            if len(events) == 10:
                machine.kill_machine()
                cut_s = time.monotonic()
        assert isinstance(events[-1], EditFailed) and "press Edit again" in events[-1].message
        assert time.monotonic() - cut_s < session.CUT_AFTER_S + 4
        machine.begin()
        assert isinstance(list(engine.edit(request(), EventToken()))[-1], EditFinished)
    finally:
        engine.close()
        machine.end()
