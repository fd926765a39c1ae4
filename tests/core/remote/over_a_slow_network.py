"""Edits on a workstation behind a wire with a delay, as the window makes them; figures as JSON.

unshare -rn python -m tests.core.remote.over_a_slow_network [DELAY_MS [CUTS]]
"""

from __future__ import annotations

import json
import socket
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import psutil

from lredit_core.api.events import EditEvent, EditFailed, EditFinished, EditStopped, RegionsUpdated
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine_process import ProcessEngine
from lredit_core.pictures.image import PixelBuffer
from lredit_core.remote.relay import run_relay
from lredit_core.remote.workstation import Workstation
from tests.fakes.ray_workstation import RayWorkstation
from tests.fakes.slow_network import FAR, SlowNetwork, slow_network

LONG = EditSettings(anchor_count=4, learning_steps=400, candidate_count=2)
QUICK = replace(LONG, learning_steps=2)


def request(settings: EditSettings) -> EditRequest:
    pixels = np.random.default_rng(0).integers(0, 256, (600, 800, 3), dtype=np.uint8)
    return EditRequest(PixelBuffer(pixels), "a red apple", settings=settings)


def round_trip_ms(machine: RayWorkstation) -> float:
    """Of an empty packet there and back."""
    began_s = time.monotonic()
    socket.create_connection((machine.host, machine.port)).close()
    return (time.monotonic() - began_s) * 1e3


def stopped(engine: ProcessEngine) -> dict[str, float]:
    """How long the person waits for the answer to Stop, and how long the engine needs to be free."""
    token, boxes = EventToken(), 0
    pressed_s = answered_s = 0.0
    for event in engine.edit(request(LONG), token):
        boxes += isinstance(event, RegionsUpdated)
        if boxes == 3 and not token.is_cancelled():
            pressed_s = time.monotonic()
            token.cancel()
        if isinstance(event, EditStopped):
            answered_s = time.monotonic()
    free_s = time.monotonic()
    return {"answered_ms": (answered_s - pressed_s) * 1e3, "free_ms": (free_s - pressed_s) * 1e3, "boxes": boxes}


def cut(engine: ProcessEngine, network: SlowNetwork) -> dict[str, object]:
    """Packets are lost in the middle of an edit, and come through again later."""
    events: list[EditEvent] = []
    cut_s = 0.0
    for event in engine.edit(request(LONG), EventToken()):
        events.append(event)
        if len(events) == 10:
            network.is_cut, cut_s = True, time.monotonic()
    told_s = time.monotonic() - cut_s
    network.is_cut = False
    failed = events[-1]
    assert isinstance(failed, EditFailed)
    began_s = time.monotonic()
    last = list(engine.edit(request(QUICK), EventToken()))[-1]
    assert isinstance(last, EditFinished), last
    return {
        "cut_told_s": told_s,
        "cut_sentence": failed.message,
        "after_cut_s": time.monotonic() - began_s,
    }


def main() -> None:
    delay_ms = float(sys.argv[1]) if len(sys.argv) > 1 else 50.0
    cuts = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    figures: dict[str, object] = {}
    with slow_network(delay_ms / 1e3) as network, tempfile.TemporaryDirectory() as folder:
        machine = RayWorkstation(Path(folder), prefix=network.far_prefix, host=FAR)
        machine.begin()
        engine = ProcessEngine(main=partial(run_relay, Workstation(machine.address, str(machine.token_file))))
        try:
            figures["round_trip_ms"] = round_trip_ms(machine)
            began_s = time.monotonic()
            info = engine.load("builtin")
            figures |= {"loaded_s": time.monotonic() - began_s, "workstation": info.workstation}
            began_s = time.monotonic()
            list(engine.edit(request(QUICK), EventToken()))
            figures["edit_s"] = time.monotonic() - began_s
            children = psutil.Process().children()
            figures |= stopped(engine)
            figures["is_same_child"] = psutil.Process().children() == children and engine.is_alive
            for _each in range(cuts):
                figures |= cut(engine, network)
        finally:
            engine.close()
            machine.end()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
