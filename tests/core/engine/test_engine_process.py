"""The engine in a child process: crash, hang and stop, with the real child wherever the models matter."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import pytest

from lredit_core.api.choice import Choice
from lredit_core.api.events import (
    CandidateReady,
    EditFailed,
    EditFinished,
    EditPreviewed,
    EditStopped,
    JobStarted,
    ProgressMade,
)
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.api.service import BundleInfo
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine import InProcessEngine
from lredit_core.engine.engine_process import (
    ANSWER_WITHIN_S,
    Edit,
    Find,
    FindFailed,
    KeepChoice,
    Load,
    Loaded,
    ProcessEngine,
)
from lredit_core.engine.finding import finding_request
from lredit_core.errors import EngineError, InvalidRequest, ModelUnavailable, Stopped
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.processes.child_process import ParentLink

pytestmark = pytest.mark.slow

QUICK = EditSettings(anchor_count=4, learning_steps=2, drafts_per_step=2, candidate_count=1)


def request() -> EditRequest:
    pixels = np.random.default_rng(0).integers(0, 256, (60, 80, 3), dtype=np.uint8)
    return EditRequest(PixelBuffer(pixels), "a red apple", settings=QUICK)


def large_request(job_id: str = "large") -> EditRequest:
    """Far more pixels than a pipe takes in."""
    pixels = np.random.default_rng(1).integers(0, 256, (1000, 1000, 3), dtype=np.uint8)
    return EditRequest(PixelBuffer(pixels), "a red apple", settings=QUICK, job_id=job_id)


def _info() -> BundleInfo:
    return BundleInfo("stand-in", "Stand-in", "", False, (), "", "CPU", 0)


def child_that_dies(parent: ParentLink) -> None:
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(_info()))
            case Edit():
                os._exit(9)


def child_that_fails(parent: ParentLink) -> None:
    """As a fault of ours that nothing in the child was there to catch."""
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(_info()))
            case Edit():
                raise ZeroDivisionError("the fault itself")
            case KeepChoice():
                parent.send(lambda: "an answer that cannot be sent")


def child_that_is_killed(parent: ParentLink) -> None:
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(_info()))
            case Edit():
                os.kill(os.getpid(), signal.SIGKILL)


def child_that_is_asked_once(parent: ParentLink) -> None:
    """Ends itself after an edit, as one that the system kills while nobody looks."""
    parent.receive()
    parent.send(Loaded(_info()))
    job_id = parent.receive().request.job_id
    parent.send(EditFailed(job_id, "engine", f"by {os.getpid()}"))


def child_that_talks(parent: ParentLink) -> None:
    """Goes on telling, whatever it is asked."""
    parent.receive()
    parent.send(Loaded(_info()))
    job_id = parent.receive().request.job_id
    while True:
        parent.send(ProgressMade(job_id, 0.5, 1.0))
        time.sleep(0.001)


def child_that_ends_when_it_is_enough(parent: ParentLink) -> None:
    """Says with each edit whether it was enough before."""
    parent.receive()
    parent.send(Loaded(_info()))
    while True:
        job_id = parent.receive().request.job_id
        begins = parent.token.is_enough()
        parent.send(JobStarted(job_id, Size(8, 8), "", str(begins), 0))
        while not parent.token.is_enough():
            time.sleep(0.001)
        parent.send(EditFailed(job_id, "engine", "it was enough"))


def child_that_hangs(parent: ParentLink) -> None:
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(_info()))
            case Edit() | KeepChoice():
                time.sleep(600)


def child_that_stops_late(parent: ParentLink) -> None:
    """Heeds a stop, but only after the person was answered."""
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(_info()))
            case Edit(request) if request.job_id == "late":
                while not parent.token.is_cancelled():
                    time.sleep(0.01)
                time.sleep(5 * ANSWER_WITHIN_S)
                parent.send(EditStopped("late"))
            case Edit(request):
                height, width = request.image.pixels.shape[:2]
                parent.send(JobStarted(request.job_id, Size(width, height), f"child {os.getpid()}", "", 0))
                parent.send(EditFailed(request.job_id, "engine", str(request.image.pixels.sum())))


def child_that_hears_nothing(_parent: ParentLink) -> None:
    time.sleep(600)


def child_that_hangs_loading(parent: ParentLink) -> None:
    parent.receive()
    time.sleep(600)


def child_that_dies_loading(parent: ParentLink) -> None:
    parent.receive()
    os._exit(3)


def cancelled() -> EventToken:
    token = EventToken()
    token.cancel()
    return token


class PressedSoon:
    """A token that is cancelled once it was looked at so many times: while the child is at its work."""

    def __init__(self, looks: int) -> None:
        self._left = looks

    def is_cancelled(self) -> bool:
        self._left -= 1
        return self._left < 0

    def raise_if_cancelled(self) -> None:
        if self.is_cancelled():
            raise Stopped


def test_the_child_edits_stops_and_edits_again(tiny_folder: Path) -> None:
    engine = ProcessEngine()
    try:
        info = engine.load(str(tiny_folder))
        assert info.name == "tiny"
        assert {item.name for item in info.editors} == {"retrieve", "diffusion", "masked"}
        events = list(engine.edit(request(), EventToken()))
        assert isinstance(events[-1], EditFinished)
        assert any(isinstance(event, CandidateReady) for event in events)

        long = replace(QUICK, edit_steps=200)
        watched = replace(request(), editor="diffusion", user_boxes=(Box(20, 10, 60, 50),), settings=long)
        kinds = [type(event) for event in engine.edit(watched, EventToken())]
        assert EditPreviewed in kinds[: kinds.index(CandidateReady)]

        token = EventToken()
        stopped = []
        slow = replace(request(), settings=replace(QUICK, learning_steps=200), job_id="slow")
        for event in engine.edit(slow, token):
            stopped.append(event)
            if len(stopped) == 6:
                token.cancel()
        assert isinstance(stopped[-1], EditStopped)
        assert isinstance(list(engine.edit(request(), EventToken()))[-1], EditFinished)

        with pytest.raises(ModelUnavailable, match="no model bundle"):
            engine.load("no such bundle")
        assert isinstance(list(engine.edit(request(), EventToken()))[-1], EditFinished)
    finally:
        engine.close()
        engine.close()


def test_a_thing_is_found_in_the_child_as_here(tiny_folder: Path) -> None:
    asked = finding_request(request().image, "the cat", settings=QUICK)
    here, child = InProcessEngine(), ProcessEngine()
    here.load(str(tiny_folder))
    try:
        child.load(str(tiny_folder))
        found = child.find(asked, EventToken(), count=3)
        assert found == here.find(asked, EventToken(), count=3) and len(found.regions) == 3
        cancelled = EventToken()
        cancelled.cancel()
        with pytest.raises(Stopped):
            child.find(asked, cancelled, count=3)
        assert child.find(asked, EventToken(), count=1).regions == found.regions[:1]
    finally:
        child.close()


def fail_to_find(parent: ParentLink) -> None:
    """A child whose engine finds nothing."""
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(_info()))
            case Find():
                parent.send(FindFailed("invalid_request", "There is no unicorn.", ""))
            case _:
                return


def test_what_is_not_found_is_a_sentence() -> None:
    engine = ProcessEngine(main=fail_to_find)
    try:
        with pytest.raises(InvalidRequest, match="no unicorn"):
            engine.find(finding_request(request().image, "the unicorn", settings=QUICK), EventToken(), count=1)
    finally:
        engine.close()


def test_a_crash_becomes_a_failed_event_and_the_next_edit_starts_anew() -> None:
    engine = ProcessEngine(main=child_that_dies)
    try:
        engine.load("anything")
        last = list(engine.edit(request(), EventToken()))[-1]
        assert isinstance(last, EditFailed)
        assert "as they were" in last.message
        assert "9" in last.details
        assert isinstance(list(engine.edit(request(), EventToken()))[-1], EditFailed)  # a new child, that dies as well
    finally:
        engine.close()


@pytest.mark.parametrize("asked", [request, large_request])
@pytest.mark.parametrize("main", [child_that_hangs, child_that_hears_nothing, child_that_hangs_loading])
def test_a_stop_is_answered_before_a_deaf_child_is_ended(main: Any, asked: Any) -> None:
    engine = ProcessEngine(main=main, stop_patience_s=0.3)
    try:
        if main is child_that_hangs:  # it answers while it loads: the stop is to come after
            engine.load("anything")
        events = engine.edit(asked(), PressedSoon(20))
        assert isinstance(next(events), EditStopped)
        assert engine.is_alive
        assert list(events) == []
        assert not engine.is_alive
    finally:
        engine.close()


@pytest.mark.parametrize(
    ("main", "words", "details"),
    [
        (child_that_fails, "copy the details", "ZeroDivisionError: the fault itself"),
        (child_that_is_killed, "want of memory", "exit code -9"),
    ],
)
def test_what_the_child_ended_for_is_told(main: Any, words: str, details: str) -> None:
    engine = ProcessEngine(main=main)
    try:
        engine.load("anything")
        last = list(engine.edit(request(), EventToken()))[-1]
        assert isinstance(last, EditFailed)
        assert words in last.message
        assert details in last.details
    finally:
        engine.close()


def test_an_answer_that_cannot_be_sent_ends_the_child_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    engine = ProcessEngine(main=child_that_fails)
    try:
        engine.keep_choice(Choice(request().image, Box(0, 0, 30, 30), "an apple"))
        assert "could not be kept" in caplog.text
        assert isinstance(engine.load("anything"), BundleInfo)
    finally:
        engine.close()


def test_a_child_that_ended_meanwhile_is_replaced_unseen() -> None:
    engine = ProcessEngine(main=child_that_is_asked_once)
    try:
        engine.load("anything")
        first = [event.message for event in engine.edit(request(), EventToken()) if isinstance(event, EditFailed)]
        second = [event.message for event in engine.edit(request(), EventToken()) if isinstance(event, EditFailed)]
        assert all(message.startswith("by ") for message in first + second)
        assert first != second
    finally:
        engine.close()


def test_a_child_that_keeps_telling_is_stopped_as_any_other() -> None:
    engine = ProcessEngine(main=child_that_talks, stop_patience_s=0.3)
    try:
        engine.load("anything")
        events = list(engine.edit(request(), PressedSoon(20)))
        assert isinstance(events[-1], EditStopped)
        assert not engine.is_alive
    finally:
        engine.close()


def test_a_child_hears_that_it_is_enough_and_each_edit_begins_anew() -> None:
    engine = ProcessEngine(main=child_that_ends_when_it_is_enough)
    try:
        engine.load("anything")
        for _edit in range(2):
            token = EventToken()
            events = engine.edit(request(), token)
            began = next(events)
            assert isinstance(began, JobStarted) and began.editor == "False"
            token.suffice()
            assert [event.message for event in events if isinstance(event, EditFailed)] == ["it was enough"]
        assert engine.is_alive
    finally:
        engine.close()


def test_keeping_a_choice_can_be_broken_off() -> None:
    engine = ProcessEngine(main=child_that_hangs, stop_patience_s=0.3)
    try:
        engine.load("anything")
        first = engine._child
        engine.keep_choice(Choice(request().image, Box(0, 0, 30, 30), "an apple"), PressedSoon(3))
        assert engine.is_alive, "it has its patience to come to an end"
        engine.load("another")
        assert first is not None and not first.is_alive and engine.is_loaded
    finally:
        engine.close()


def test_an_edit_that_was_stopped_before_it_began_starts_nothing() -> None:
    engine = ProcessEngine(main=child_that_hangs)
    assert [type(event) for event in engine.edit(request(), cancelled())] == [EditStopped]
    assert not engine.is_alive
    engine.close()


def test_loading_stops_too_and_the_next_call_has_another_child() -> None:
    engine = ProcessEngine(main=child_that_hangs_loading, stop_patience_s=0.3)
    try:
        with pytest.raises(Stopped):
            engine.load("anything", cancelled())
        first = engine._child
        with pytest.raises(Stopped):
            engine.load("anything", cancelled())
        assert first is not None and not first.is_alive and engine._child is not first
    finally:
        engine.close()


def test_a_child_that_stops_late_is_kept_and_what_it_says_then_is_dropped() -> None:
    engine = ProcessEngine(main=child_that_stops_late)
    try:
        engine.load("anything")
        child = engine._child
        stopped = engine.edit(replace(request(), job_id="late"), PressedSoon(3))
        assert isinstance(next(stopped), EditStopped)
        stopped.close()  # whoever asked goes away at once
        events = list(engine.edit(large_request(), EventToken()))
        assert [type(event) for event in events] == [JobStarted, EditFailed]
        assert events[-1].message == str(large_request().image.pixels.sum()), "the picture arrived whole"
        assert engine._child is child
    finally:
        engine.close()


def test_a_child_that_dies_while_loading_is_told_in_a_sentence() -> None:
    engine = ProcessEngine(main=child_that_dies_loading)
    try:
        with pytest.raises(EngineError, match="ended unexpectedly"):
            engine.load("anything")
    finally:
        engine.close()


def test_the_child_ends_with_its_parent() -> None:
    code = (
        "import os\n"
        "from lredit_core.processes.subprocess_task import _run_child as run_child\n"
        "from lredit_core.processes.child_process import ChildProcess\n"
        "from lredit_core.processes.shared_pictures import SharedPictures\n"
        "if __name__ == '__main__':\n"
        "    child = ChildProcess(run_child, name='lredit-engine', pictures=SharedPictures())\n"
        "    print(child._process.pid, flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    parent = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert parent.returncode == -9
    psutil.wait_procs([psutil.Process(pid) for pid in [int(parent.stdout)] if psutil.pid_exists(pid)], timeout=60)
    assert not psutil.pid_exists(int(parent.stdout))
