"""The window is killed at moments that nobody chose, while it learns, edits, saves, exports and writes its journal:
what it had written down comes back, every time, and no project is a half.

`LREDIT_KILLS=200 pytest --timeout=0 -s tests/e2e/test_kills.py` kills that often; a few times otherwise.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lredit_core.project.reading import open_project, open_unpacked
from lredit_core.project.recovery import RecoveryStore
from tests.gui.conftest import picture_pixels

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("LREDIT_KILLS", "6"))
#: A child that has begun is killed within this time.
LONGEST_S = 4.0
CHILD = """
    import asyncio, json, sys, time
    from pathlib import Path
    import numpy as np
    from PySide6.QtCore import Qt
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_gui.session.journal import Journal
    from lredit_gui.window.actions import Action
    from tests.e2e.walk import run_walk
    from tests.fakes.fake_engine import FakeEngine

    folder, project = Path({folder!r}), Path({project!r})

    async def steps(walker):
        session = walker.session
        journal = session.findChild(Journal)
        said = (folder / "said.jsonl").open("a")

        def tell(**told):
            said.write(json.dumps(told) + chr(10))
            said.flush()

        async def confirm(what):
            started = time.monotonic()
            await walker.until(lambda: journal.is_current and not session.projects.is_saving, "the journal")
            told = dict(what=what, layers=len(session.document.layers), waited_s=time.monotonic() - started)
            told["candidates"] = len(session.selection.candidates)
            hand = session.selection
            told["box"] = hand.box and hand.box.as_tuple()
            told["mask"] = hand.mask and hand.mask.area
            tell(**told, words=session.form.prompt)

        async def hold(act):
            counts = said_last()
            tell(**counts, what="reaching")
            act()
            await walker.type_prompt(f"a red ap {{session.selection.box}}")
            await confirm("held")
            await asyncio.sleep(0.2)
            tell(**counts, what="letting go")

        def said_last():
            return dict(layers=len(session.document.layers), candidates=len(session.selection.candidates))

        await walker.open(Path({picture!r}))
        await confirm("begun")
        for number in range(1000):
            await walker.type_prompt(f"a red apple {{number}}")
            await walker.press_enter()
            await walker.until_done()
            await confirm("edited")
            walker.press(Qt.Key.Key_A)
            await confirm("accepted")
            session.layers.choose([session.document.layers[-1].layer_id])
            session.layers.move(3, 2)
            session.layers.set_opacity(0.5 + 0.4 * (number % 2))
            await confirm("changed")
            if number % 3 == 1:
                session.flows.start(session.projects.save(session.history.picture, project, session.form, view=None))
                await asyncio.sleep(0)
            if number % 3 == 2:
                session.export(folder / "out.png")
            await confirm("saved")
            await hold(lambda: session.selection.draw_box(Box(10 + number % 50, 20, 90 + number % 50, 99)))
            mask = np.full((30 + number % 20, 40), 255, np.uint8)
            await hold(lambda: session.draw_mask(Silhouette(Box(20, 30, 60, 60 + number % 20), mask)))
            session.selection.discard_box()

    run_walk(steps, settings_dir=folder, engine_factory=FakeEngine, timeout_s=60.0)
"""


def killed(folder: Path, moment_s: float) -> list[dict[str, Any]]:
    """What a child had confirmed when it was killed, so long after it had begun."""
    picture = folder / "meadow.png"
    Image.fromarray(picture_pixels()).save(picture)
    code = textwrap.dedent(CHILD).format(folder=str(folder), picture=str(picture), project=str(folder / "work.lredit"))
    environment = {**os.environ, "XDG_DATA_HOME": str(folder / "data"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "faulthandler", "-c", code]
    with (folder / "errors.txt").open("wb") as errors:
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=errors, stdout=subprocess.DEVNULL)
    said = folder / "said.jsonl"
    end_s = time.monotonic() + 60.0
    while not (said.exists() and said.stat().st_size) and time.monotonic() < end_s:
        time.sleep(0.01)
    time.sleep(moment_s)
    assert child.poll() is None, (folder / "errors.txt").read_text("utf-8", "replace")[-6000:]
    child.send_signal(signal.SIGKILL)
    child.wait()
    lines = said.read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1]]


def there(folder: Path) -> tuple[int, int, list[tuple[Any, ...]]]:
    """(layers, candidates) that the next start has: of what is offered, or of the project; and what was in hand."""
    found, held = [(0, 0)], []
    store = RecoveryStore(folder / "data" / "lredit" / "recovery")
    for left in store.left_behind():
        opened = open_unpacked(left.folder)
        project, hand = opened.project, opened.hand
        project.document.flattened()
        if hand is not None and hand.box is not None:
            area = None if hand.mask is None else hand.mask.area
            held.append((list(hand.box.as_tuple()), area, project.words.prompt))
        found.append((len(project.document.layers), len(project.candidates)))
    saved = folder / "work.lredit"
    if saved.exists():
        project = open_project(saved).project
        project.document.flattened()
        found.append((len(project.document.layers), len(project.candidates)))
    if (folder / "out.png").exists():
        with Image.open(folder / "out.png") as picture:
            picture.load()
    return max(layers for layers, _ in found), max(candidates for _, candidates in found), held


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_nothing_that_was_written_down_is_lost_by_a_kill(tmp_path: Path) -> None:
    moments = random.Random(18)
    waited: list[float] = []
    accepts = holds = 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        confirmed = killed(folder, moments.uniform(0.0, LONGEST_S))
        layers, candidates, held = there(folder)
        last = confirmed[-1]
        assert layers >= last["layers"] and candidates >= last["candidates"], (number, last, layers, candidates)
        if last["what"] == "held":
            assert held == [(last["box"], last["mask"], last["words"])], (number, last, held)
            holds += 1
        waited += [one["waited_s"] for one in confirmed if one["what"] in ("accepted", "edited", "changed", "held")]
        accepts += last["layers"]
    waited.sort()
    middle_ms = waited[len(waited) // 2] * 1000
    print(f"\n{KILLS} kills, {accepts} accepted edits, {holds} boxes and masks in hand, 0 lost", end="; ")
    print(f"written down {middle_ms:.0f} ms after")
    assert accepts > 0
