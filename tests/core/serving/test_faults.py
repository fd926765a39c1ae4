"""The engine's process is killed, the client goes away, Stop comes at any moment: the server answers, or ends.

`LREDIT_SERVE_STOPS=50 LREDIT_SERVE_KILLS=20 pytest --timeout=0 -s tests/core/serving/test_faults.py` tries more often.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from examples.serve_client import Client
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")]
SERVE = (sys.executable, "-c", "from lredit_core.cli.main import main; main()", "serve", "--stdio")
EDIT = {
    "picture": str(resource_path("samples/cat_and_car.jpg")),
    "prompt": "a red apple",
    "source": "the cat",
    "preset": "thorough",
}
STOPS = int(os.environ.get("LREDIT_SERVE_STOPS", "3"))
KILLS = int(os.environ.get("LREDIT_SERVE_KILLS", "1"))
#: An edit takes about so long.
EDIT_S = 2.5
#: What a person takes as at once; this machine may be at other things.
ANSWERED_WITHIN_S, STOPPED_WITHIN_S = 0.5, 3.0


@pytest.fixture
def client() -> Iterator[Client]:
    client = Client(SERVE)
    assert client.result(client.ask("load"))["say"] == "loaded"
    yield client
    assert client.close() == 0


def engine_of(server: psutil.Process) -> psutil.Process:
    """The child that holds the models."""
    return max(server.children(), key=lambda child: child.memory_info().rss)


def test_stop_at_any_moment_is_answered_at_once(client: Client) -> None:
    moments, answered_s, stopped_s = random.Random(5), list[float](), list[float]()
    for _ in range(STOPS):
        edit = client.ask("edit", **EDIT)
        time.sleep(moments.uniform(0, EDIT_S))
        asked_s = time.monotonic()
        stopping = client.result(client.ask("stop"))
        answered_s.append(time.monotonic() - asked_s)
        last = client.result(edit)
        if stopping["request"] == edit:
            stopped_s.append(time.monotonic() - asked_s)
            assert last["say"] in ("stopped", "done")  # it may have come to its end just then
        else:
            assert last["say"] == "done"
    assert max(answered_s) < ANSWERED_WITHIN_S
    assert max(stopped_s, default=0.0) < STOPPED_WITHIN_S
    in_words = f"answered in {statistics.median(answered_s) * 1000:.1f} ms, {max(answered_s) * 1000:.0f} ms at most"
    print(f"\n{STOPS} stops: {in_words}; {len(stopped_s)} edits ended after {max(stopped_s, default=0):.2f} s at most")


def test_an_engine_that_is_killed_is_an_error_and_the_next_edit_has_another(client: Client) -> None:
    moments = random.Random(6)
    server = psutil.Process(client.server_pid)
    for _ in range(KILLS):
        edit = client.ask("edit", **EDIT)
        time.sleep(moments.uniform(0.1, EDIT_S / 2))
        killed = engine_of(server)
        killed.kill()
        last = client.result(edit)
        assert (last["say"], last["kind"]) == ("error", "engine")
        assert client.result(client.ask("edit", **{**EDIT, "preset": "fast"}))["say"] == "done"
        assert engine_of(server).pid != killed.pid


@pytest.mark.parametrize("how", ["closes its end", "is killed"])
def test_a_client_that_goes_away_leaves_no_process(how: str) -> None:
    server = subprocess.Popen(SERVE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdin is not None and server.stdout is not None

    def told() -> dict[str, Any]:
        assert server.stdout is not None
        answer: dict[str, Any] = json.loads(server.stdout.readline())
        return answer

    server.stdin.write(json.dumps({"id": 1, "do": "edit", **EDIT}).encode() + b"\n")
    server.stdin.flush()
    while told().get("event") != "RegionsUpdated":
        pass
    children = psutil.Process(server.pid).children(recursive=True)
    assert children
    if how == "is killed":
        server.stdout.close()
    server.stdin.close()
    assert server.wait(timeout=30) == 0
    server.stdout.close()
    gone, alive = psutil.wait_procs(children, timeout=10)
    assert (len(gone), alive) == (len(children), [])
