"""The server as its clients see it: a process, lines in, lines out."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from examples.serve_client import Client
from lredit_core.pictures.opening import open_picture
from lredit_core.resources import resource_path
from lredit_core.serving.lines import LineWriter
from lredit_core.serving.server import Server
from tests.fakes.fake_engine import FakeEngine

pytestmark = pytest.mark.slow
SERVE = (sys.executable, "-c", "from lredit_core.cli.main import main; main()", "serve", "--stdio")
PICTURE = str(resource_path("samples/cat_and_car.jpg"))
APPLE = {"picture": PICTURE, "prompt": "a red apple", "source": "the cat", "preset": "fast"}
#: What a person takes as at once, on a machine that may be at other things.
AT_ONCE_S = 1.0


def test_a_client_loads_edits_stops_and_quits(tmp_path: Path) -> None:
    client = Client(SERVE)
    hello = client.result(client.ask("hello"))
    assert (hello["say"], hello["protocol"]) == ("hello", 1)
    loaded = client.result(client.ask("load", bundle="builtin"))
    assert (loaded["say"], loaded["bundle"]["name"]) == ("loaded", "builtin")

    events: list[dict[str, Any]] = []
    write = {
        "out": str(tmp_path / "edited.png"),
        "layer": str(tmp_path / "layer.png"),
        "report": str(tmp_path / "report.json"),
    }
    done = client.result(client.ask("edit", **APPLE, write=write), events.append)
    assert (done["say"], done["files"]) == ("done", write)
    fractions = [event["fraction"] for event in events if event["event"] == "ProgressMade"]
    assert len(fractions) > 3 and fractions == sorted(fractions)
    assert events[-1]["event"] == "EditFinished"
    assert open_picture(tmp_path / "edited.png").buffer.size == open_picture(Path(PICTURE)).buffer.size
    assert open_picture(tmp_path / "layer.png").buffer.has_alpha
    assert json.loads((tmp_path / "report.json").read_text())["region"] == done["region"]

    found = client.result(client.ask("find", picture=PICTURE, thing="the cat", count=2))
    (best, second), width = found["regions"], found["size"][0]
    assert (found["say"], found["notices"]) == ("found", []) and best["score"] >= second["score"]
    assert best["box"][2] < width / 2, "the cat sits on the left"
    assert client.result(client.ask("find", picture=PICTURE, thing=""))["kind"] == "invalid_request"

    number = client.ask("edit", **{**APPLE, "preset": "thorough"}, write={"out": str(tmp_path / "stopped.png")})
    for answer in client.answers(number):
        if answer["say"] == "event" and answer["event"] == "RegionsUpdated" and answer["step"] == 1:
            busy = client.result(client.ask("load"))
            assert (busy["say"], "Another request is running" in busy["message"]) == ("error", True)
            asked_s = time.monotonic()
            stopping = client.result(client.ask("stop"))
            assert (stopping["say"], stopping["request"]) == ("stopping", number)
            assert time.monotonic() - asked_s < AT_ONCE_S
    assert answer["say"] == "stopped"
    assert time.monotonic() - asked_s < 5 * AT_ONCE_S
    assert not (tmp_path / "stopped.png").exists()

    assert client.result(client.ask("stop"))["request"] is None
    assert client.result(client.ask("edit", **APPLE, seed=3))["say"] == "done"
    client.ask("edit", **{**APPLE, "preset": "thorough"})
    assert client.close() == 0


def test_broken_lines_are_answered_and_the_next_ones_too(tmp_path: Path) -> None:
    lines = [
        b"{broken",
        b"\xff\xfe",
        b'{"id": 1, "do": "fly"}',
        b'{"id": 2, "do": "edit", "picture": "no such.png", "prompt": "a red apple"}',
        b'{"id": 3, "do": "stop"}',
        b'{"id": 4, "do": "hello"}',
    ]
    served = subprocess.run(SERVE, input=b"\n".join(lines), capture_output=True, cwd=tmp_path, check=False, timeout=120)
    assert served.returncode == 0  # the end of the input ends it
    answers = [json.loads(line) for line in served.stdout.splitlines()]
    assert [answer["id"] for answer in answers if answer["say"] == "error"][:3] == [None, None, 1]
    assert {answer["id"] for answer in answers} == {None, 1, 2, 3, 4}
    assert all(answer["message"].endswith(".") for answer in answers if answer["say"] == "error")


def test_without_stdio_it_says_how(tmp_path: Path) -> None:
    served = subprocess.run(SERVE[:-1], capture_output=True, text=True, cwd=tmp_path, check=False, timeout=120)
    assert served.returncode == 2
    assert "Say --stdio" in served.stderr and not served.stdout


def exchange(*lines: object) -> list[dict[str, Any]]:
    """What a server in this process answers to these lines."""
    target = io.BytesIO()
    source = io.BytesIO(
        b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
    )
    Server(FakeEngine(), LineWriter(target)).serve(source)
    return [json.loads(line) for line in target.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"picture": "no such.png"}, "There is no file"),
        ({"picture": "a\0b"}, "no file name can hold"),
        ({"picture": "\ud800.png"}, "no file name can hold"),
        ({"prompt": ""}, "The prompt is empty"),
        ({"prompt": "\ud800"}, "no text"),
        ({"intent": "juggle"}, 'There is no intent "juggle"'),
        ({"boxes": [[0, 0, 3, 3]]}, "at least 8 on each side"),
        ({"boxes": [[9, 9, 9, 9]]}, "has no area"),
        ({"write": {"out": PICTURE}}, r"write\.out would overwrite the picture"),
        ({"write": {"out": "a.xyz"}}, "a.xyz|xyz"),
        ({"write": {"out": "/no/such/folder/a.png"}}, "folder"),
        ({"mask": "no such mask.png"}, "There is no file"),
    ],
)
def test_what_cannot_be_edited_is_a_sentence(values: dict[str, object], sentence: str) -> None:
    answers = exchange({"id": 1, "do": "edit", **APPLE, **values})
    (error,) = [answer for answer in answers if answer["say"] != "event"]
    assert (error["id"], error["say"]) == (1, "error")
    assert re.search(sentence, error["message"])
