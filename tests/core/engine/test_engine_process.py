"""The engine in a child process: crash, hang and stop, with the real child wherever the models matter."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import pytest

from lredit_core.api.events import (
    CandidateReady,
    EditFailed,
    EditFinished,
    EditPreviewed,
    EditStopped,
    JobStarted,
)
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.api.service import BundleInfo
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine_process import ANSWER_WITHIN_S, Edit, Load, Loaded, ProcessEngine
from lredit_core.errors import EngineError, ModelUnavailable, Stopped
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.processes.child_process import ParentLink

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


def child_that_hangs(parent: ParentLink) -> None:
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(_info()))
            case Edit():
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
        events = engine.edit(asked(), cancelled())
        assert isinstance(next(events), EditStopped)
        assert engine.is_alive
        assert list(events) == []
        assert not engine.is_alive
    finally:
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
        stopped = engine.edit(replace(request(), job_id="late"), cancelled())
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
        with pytest.raises(EngineError, match="Check the free memory"):
            engine.load("anything")
    finally:
        engine.close()


def test_the_child_ends_with_its_parent() -> None:
    code = (
        "import os\n"
        "from lredit_core.engine.engine_process import run_child\n"
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
