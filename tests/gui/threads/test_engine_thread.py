"""The thread that drives the engine: whatever the engine does, exactly one final event comes, and the end comes."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

import pytest

from lredit_core.api.choice import Choice
from lredit_core.api.events import EditEvent, EditFailed, EditStopped, Stage, StageChanged
from lredit_core.api.request import EditRequest
from lredit_core.errors import OutOfMemory, Stopped
from lredit_core.geometry import Box
from lredit_gui.threads.engine_thread import EngineThread
from tests.fakes.fake_engine import FAKE_BUNDLE, FakeEngine
from tests.gui.conftest import WAIT_MS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from lredit_core.api.service import BundleInfo
    from lredit_core.cancellation import CancellationToken
    from lredit_core.pictures.image import PixelBuffer


class StubbornEngine:
    """Raises, says too little, or hangs until it is closed."""

    def __init__(self, behaviour: str) -> None:
        self.behaviour = behaviour
        self.closed = threading.Event()

    @property
    def is_loaded(self) -> bool:
        return True

    def load(self, bundle: str, token: CancellationToken | None = None) -> BundleInfo:
        if self.behaviour == "raises":
            raise RuntimeError("boom")
        return FAKE_BUNDLE

    def edit(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        yield StageChanged(request.job_id, Stage.LOOKING)
        if self.behaviour == "raises":
            raise ValueError("boom")
        if self.behaviour == "runs out":
            raise OutOfMemory("There is too little memory. Choose Fast.")
        if self.behaviour == "hangs":
            self.closed.wait(30)

    def close(self) -> None:
        self.closed.set()


@pytest.mark.parametrize(
    ("behaviour", "kind", "words"),
    [
        ("raises", "engine", "Your picture is safe"),
        ("runs out", "out_of_memory", "Choose Fast"),
        ("says nothing", "engine", "ended without a result"),
    ],
)
def test_every_failure_becomes_one_final_event(
    qtbot: QtBot, picture: PixelBuffer, behaviour: str, kind: str, words: str
) -> None:
    thread = EngineThread(lambda: StubbornEngine(behaviour))
    events: list[EditEvent] = []
    thread.eventArrived.connect(events.append)
    thread.start()
    thread.submit(EditRequest(picture, "an apple", job_id="1"))
    qtbot.waitUntil(lambda: len(events) == 2, timeout=WAIT_MS)
    failure = events[-1]
    assert isinstance(failure, EditFailed) and failure.kind == kind and words in failure.message
    assert thread.shut_down()


def test_a_failed_load_is_told_with_its_details(qtbot: QtBot) -> None:
    thread = EngineThread(lambda: StubbornEngine("raises"))
    thread.start()
    with qtbot.waitSignal(thread.loadFailed, timeout=WAIT_MS) as signal:
        thread.load("builtin")
    assert "boom" in signal.args[0].details and "boom" not in signal.args[0].message
    assert thread.shut_down()


def test_a_hung_engine_is_closed_from_outside(qtbot: QtBot, picture: PixelBuffer) -> None:
    engine = StubbornEngine("hangs")
    thread = EngineThread(lambda: engine)
    with qtbot.waitSignal(thread.eventArrived, timeout=WAIT_MS):
        thread.start()
        thread.submit(EditRequest(picture, "an apple"))
    assert thread.shut_down(patience_ms=200)
    assert engine.closed.is_set()


def test_a_load_that_hangs_is_begun_anew_when_the_job_that_waits_for_it_is_stopped(
    qtbot: QtBot, picture: PixelBuffer
) -> None:
    engine = FakeEngine(load_gate=threading.Event())
    thread = EngineThread(lambda: engine)
    events: list[EditEvent] = []
    thread.eventArrived.connect(events.append)
    thread.start()
    thread.load("builtin")
    qtbot.waitUntil(lambda: engine.load_count == 1, timeout=WAIT_MS)
    thread.submit(EditRequest(picture, "an apple", job_id="waits"))
    thread.stop("waits")
    qtbot.waitUntil(lambda: engine.load_count == 2 and bool(events), timeout=WAIT_MS)
    assert [type(event) for event in events] == [EditStopped]
    with qtbot.waitSignal(thread.loaded, timeout=WAIT_MS):
        engine.load_gate.set()
    assert thread.shut_down()


class HangsWith(FakeEngine):
    """Hangs while it loads one of its bundles, or keeps a choice, until it is told to stop; writes down what it did."""

    def __init__(self, hung: str = "") -> None:
        super().__init__()
        self.hung, self.done = hung, []
        self.hanging = threading.Event()
        self.has_models = True

    @property
    def is_loaded(self) -> bool:
        return self.has_models

    def _hang(self, token: CancellationToken) -> None:
        self.hanging.set()
        while not token.is_cancelled():
            self.gate.wait(0.01)
        self.hung, self.has_models = "", False
        raise Stopped

    def load(self, bundle: str, token: CancellationToken | None = None) -> BundleInfo:
        self.done.append(bundle)
        if bundle == self.hung:
            assert token is not None
            self._hang(token)
        self.has_models = True
        return FAKE_BUNDLE

    def keep_choice(self, choice: Choice, token: CancellationToken | None = None) -> None:
        self.done.append("choice")
        assert token is not None
        with contextlib.suppress(Stopped):
            self._hang(token)


def test_after_a_stop_the_bundle_that_was_asked_for_is_loaded_and_no_other(qtbot: QtBot, picture: PixelBuffer) -> None:
    engine = HangsWith("second")
    thread = EngineThread(lambda: engine)
    loaded: list[str] = []
    events: list[EditEvent] = []
    thread.loadStarted.connect(loaded.append)
    thread.eventArrived.connect(events.append)
    thread.start()
    thread.load("first")
    thread.load("second")
    qtbot.waitUntil(engine.hanging.is_set, timeout=WAIT_MS)
    thread.submit(EditRequest(picture, "an apple", job_id="waits"))
    with qtbot.waitSignal(thread.loaded, timeout=WAIT_MS):
        thread.stop("waits")
    qtbot.waitUntil(lambda: len(events) == 1, timeout=WAIT_MS)
    assert thread.shut_down()
    assert engine.done[:2] == ["first", "second"] and set(engine.done[2:]) == {"second"}


def test_another_engine_does_not_wait_for_what_the_old_one_loads(qtbot: QtBot) -> None:
    first, second = HangsWith("builtin"), HangsWith()
    engines = iter([first, second])
    thread = EngineThread(lambda: next(engines))
    thread.start()
    thread.load("builtin")
    qtbot.waitUntil(first.hanging.is_set, timeout=WAIT_MS)
    with qtbot.waitSignal(thread.loaded, timeout=WAIT_MS):
        thread.load("builtin", is_anew=True)
    assert second.done[:1] == ["builtin"] and first.close_count == 1
    assert thread.shut_down()


@pytest.mark.parametrize("how", ["stop", "quit"])
def test_a_choice_that_hangs_holds_up_neither_stop_nor_the_end(qtbot: QtBot, picture: PixelBuffer, how: str) -> None:
    engine = HangsWith()
    thread = EngineThread(lambda: engine)
    events: list[EditEvent] = []
    thread.eventArrived.connect(events.append)
    thread.start()
    thread.keep_choice(lambda: Choice(picture, Box(0, 0, 40, 40), "an apple"))
    qtbot.waitUntil(engine.hanging.is_set, timeout=WAIT_MS)
    if how == "stop":
        thread.submit(EditRequest(picture, "an apple", job_id="waits"))
        thread.stop("waits")
        qtbot.waitUntil(lambda: [type(event) for event in events] == [EditStopped], timeout=WAIT_MS)
    assert thread.shut_down()


class DeafEngine(FakeEngine):
    """Says that it stopped, but its process had to be replaced; the models are gone with it."""

    @property
    def is_loaded(self) -> bool:
        return self.load_count > 1

    def edit(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        yield StageChanged(request.job_id, Stage.LOOKING)
        while not token.is_cancelled():
            self.gate.wait(0.01)
        yield EditStopped(request.job_id)
        yield EditFailed(request.job_id, "engine", "nobody should hear this")


def test_after_a_stop_that_cost_the_engine_its_process_the_models_are_loaded_again(
    qtbot: QtBot, picture: PixelBuffer
) -> None:
    engine = DeafEngine()
    thread = EngineThread(lambda: engine)
    events: list[EditEvent] = []
    thread.eventArrived.connect(events.append)
    thread.start()
    with qtbot.waitSignal(thread.loaded, timeout=WAIT_MS):
        thread.load("builtin")
    thread.submit(EditRequest(picture, "an apple", job_id="deaf"))
    qtbot.waitUntil(lambda: len(events) == 1, timeout=WAIT_MS)
    with qtbot.waitSignal(thread.loaded, timeout=WAIT_MS):
        thread.stop("deaf")
    assert [type(event) for event in events] == [StageChanged, EditStopped]
    assert engine.load_count == 2
    assert thread.shut_down()


def test_a_waiting_job_can_be_stopped_before_it_begins(qtbot: QtBot, picture: PixelBuffer) -> None:
    engine = FakeEngine(hold_before=("AnchorsFound",))
    thread = EngineThread(lambda: engine)
    events: list[EditEvent] = []
    thread.eventArrived.connect(events.append)
    thread.start()
    thread.submit(EditRequest(picture, "an apple", job_id="first"))
    thread.submit(EditRequest(picture, "an apple", job_id="second"))
    qtbot.waitUntil(engine.reached.is_set, timeout=WAIT_MS)
    thread.stop("second")
    thread.stop("first")
    qtbot.waitUntil(lambda: sum(isinstance(event, EditStopped) for event in events) == 2, timeout=WAIT_MS)
    assert [event.job_id for event in events if isinstance(event, EditStopped)] == ["first", "second"]
    assert thread.shut_down() and engine.close_count == 1


def test_shutting_down_before_it_was_started_is_harmless(qtbot: QtBot) -> None:
    assert EngineThread(FakeEngine).shut_down()
