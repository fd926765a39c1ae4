"""The engine in a child process: crash, hang and stop, with the real child wherever the models matter."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lredit_core.api.events import CandidateReady, EditFailed, EditFinished, EditPreviewed, EditStopped
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.api.service import BundleInfo
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine_process import ProcessEngine, _Edit, _Load, _Loaded, run_child
from lredit_core.errors import EngineError, ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer

QUICK = EditSettings(anchor_count=4, learning_steps=2, drafts_per_step=2, candidate_count=1)


def request() -> EditRequest:
    pixels = np.random.default_rng(0).integers(0, 256, (60, 80, 3), dtype=np.uint8)
    return EditRequest(PixelBuffer(pixels), "a red apple", settings=QUICK)


def _info() -> BundleInfo:
    return BundleInfo("stand-in", "Stand-in", "", False, (), "", "CPU", 0)


def child_that_dies(pipe: Any, _stop_flag: Any) -> None:
    while True:
        command = pipe.recv()
        if isinstance(command, _Load):
            pipe.send(_Loaded(_info()))
        if isinstance(command, _Edit):
            os._exit(9)


def child_that_hangs(pipe: Any, _stop_flag: Any) -> None:
    while True:
        command = pipe.recv()
        if isinstance(command, _Load):
            pipe.send(_Loaded(_info()))
        if isinstance(command, _Edit):
            time.sleep(600)


def child_that_dies_loading(pipe: Any, _stop_flag: Any) -> None:
    pipe.recv()
    os._exit(3)


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
    engine = ProcessEngine(target=child_that_dies)
    try:
        engine.load("anything")
        last = list(engine.edit(request(), EventToken()))[-1]
        assert isinstance(last, EditFailed)
        assert "as they were" in last.message
        assert "9" in last.details
        assert isinstance(list(engine.edit(request(), EventToken()))[-1], EditFailed)  # a new child, that dies as well
    finally:
        engine.close()


def test_a_hang_is_ended_soon_after_stop() -> None:
    engine = ProcessEngine(target=child_that_hangs, stop_patience_s=0.3)
    try:
        engine.load("anything")
        token = EventToken()
        token.cancel()
        events = list(engine.edit(request(), token))
        assert [type(event) for event in events] == [EditStopped]
        assert not engine._is_alive()
    finally:
        engine.close()


def test_a_child_that_dies_while_loading_is_told_in_a_sentence() -> None:
    engine = ProcessEngine(target=child_that_dies_loading)
    try:
        with pytest.raises(EngineError, match="Check the free memory"):
            engine.load("anything")
    finally:
        engine.close()


def test_the_child_ends_with_its_parent() -> None:
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    stop_flag = context.Event()
    child = context.Process(target=run_child, args=(theirs, stop_flag), daemon=True)
    child.start()
    theirs.close()
    ours.close()  # as when the parent dies
    child.join(timeout=60)
    assert child.exitcode == 0
