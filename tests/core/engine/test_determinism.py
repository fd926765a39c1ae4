"""The same request on the same machine gives the same boxes and pixels: in one process, through the engine's process,
and in processes of one and of two threads.

`LREDIT_REPEATS=20 pytest -s tests/core/engine/test_determinism.py` makes each so often; a few times otherwise.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lredit_core.api.events import CandidateReady, CandidatesRanked, EditFinished
from lredit_core.api.request import EditRequest
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine import InProcessEngine
from lredit_core.engine.engine_process import ProcessEngine
from lredit_core.pictures.opening import open_picture
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.api.service import EngineService

pytestmark = pytest.mark.slow

REPEATS = int(os.environ.get("LREDIT_REPEATS", "1"))
#: Something that is taken out of a photograph, and something drawn.
ASKED = [("samples/rocket_photo.jpg", "remove the rocket", ""), ("samples/cat_and_car.jpg", "a red apple", "a cat")]
PROGRAM = """
import sys
import torch
torch.set_num_threads(int(sys.argv[1]))
from lredit_core.engine.engine import InProcessEngine
from tests.core.engine.test_determinism import made_by
print(made_by(InProcessEngine(), sys.argv[2:]))
"""


def made_by(engine: EngineService, asked: Sequence[str]) -> str:
    """A digest of all that an engine makes of a request: boxes, pixels, masks, scores and ranking."""
    sample, prompt, source = asked
    image = open_picture(resource_path(sample)).buffer
    request = EditRequest(image, prompt, source_prompt=source, seed=5, job_id="the same")
    digest, last = hashlib.sha256(), None
    for event in engine.edit(request, EventToken()):
        last = event
        if isinstance(event, CandidateReady):
            candidate = event.candidate
            digest.update(repr((candidate.box, candidate.score)).encode())
            digest.update(candidate.pixels.tobytes())
            digest.update(candidate.mask.tobytes())
        elif isinstance(event, CandidatesRanked):
            digest.update(repr(len(event.ranking)).encode())
    assert isinstance(last, EditFinished), last
    return digest.hexdigest()


def in_a_process_of(threads: int, asked: Sequence[str]) -> str:
    command = [sys.executable, "-c", PROGRAM, str(threads), *asked]
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


@pytest.mark.parametrize("asked", ASKED if REPEATS > 1 else ASKED[1:])
def test_the_same_request_gives_the_same_pixels_wherever_it_runs(asked: tuple[str, str, str]) -> None:
    in_process = [made_by(InProcessEngine(), asked) for _ in range(REPEATS)]
    host = ProcessEngine()
    try:
        hosted = [made_by(host, asked) for _ in range(REPEATS)]
        host._end()
        after_a_restart = made_by(host, asked)
    finally:
        host.close()
    elsewhere = {threads: in_a_process_of(threads, asked) for threads in ((1, 2) if REPEATS > 1 else (1,))}
    print(f"\n{asked[1]}: {REPEATS} in a process, {REPEATS} hosted, {len({*in_process, *hosted})} result")
    print(f"by threads: {elsewhere}; here: {in_process[0]}")
    assert len(set(in_process)) == 1
    assert {*hosted, after_a_restart} == {hosted[0]}
    assert in_process[0] in elsewhere.values()
