"""Measures Stop: how soon the window answers it at every stage, and how soon an engine that hears nothing is replaced.

Run: QT_QPA_PLATFORM=offscreen python benchmarks/stop.py [--json FILE]. The real session, thread and child processes, a
picture of 24 megapixels; children that hang where a stage says so, and the real engine with the built-in bundle.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import qasync
from PySide6.QtWidgets import QApplication

from lredit_core.api.choice import Choice
from lredit_core.api.events import Stage
from lredit_core.api.service import BundleInfo
from lredit_core.document.document import Document
from lredit_core.engine.engine_process import Edit, Load, Loaded, ProcessEngine, run_child
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_gui.rendering.documents import render
from lredit_gui.session.editor_session import EditorSession
from lredit_gui.session.form import EditForm
from lredit_gui.session.job import JobPhase
from lredit_gui.session.picture_files import DiskPictures
from lredit_gui.session.pictures import Arrival
from lredit_gui.threads.engine_thread import EngineThread
from lredit_gui.threads.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.processes.child_process import ParentLink

SIZE = (4000, 6000)
_FOREVER_S = 3600


def hears_nothing(_parent: ParentLink) -> None:
    time.sleep(_FOREVER_S)


def hangs_loading(parent: ParentLink) -> None:
    parent.receive()
    time.sleep(_FOREVER_S)


def hangs_editing(parent: ParentLink) -> None:
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(BundleInfo("deaf", "Deaf", "", False, (), "", "CPU", 0)))
            case Edit():
                time.sleep(_FOREVER_S)


def hangs_keeping(parent: ParentLink) -> None:
    while True:
        match parent.receive():
            case Load():
                parent.send(Loaded(BundleInfo("deaf", "Deaf", "", False, (), "", "CPU", 0)))
            case _:
                time.sleep(_FOREVER_S)


class Window:
    """A session over an engine in a child, with a large picture open."""

    def __init__(self, main: Callable[[ParentLink], None], picture: PixelBuffer) -> None:
        self.engine = ProcessEngine(main=main)
        self.workers = Workers()
        self.thread = EngineThread(lambda: self.engine)
        self.session = EditorSession(self.thread, self.workers, DiskPictures())
        self.thread.start()
        rendered = render(Document(picture))
        self.session.pictures.opened.emit(Arrival("large", None, (), rendered))
        self.session.set_form(EditForm("a red apple", "a cat"))

    async def until(self, condition: Callable[[], object]) -> None:
        while not condition():
            await asyncio.sleep(0.002)

    async def stopped(self) -> float:
        """Seconds from Stop to its answer."""
        started = time.perf_counter()
        self.session.edits.stop()
        await self.until(lambda: not self.session.edits.is_running)
        assert self.session.job is not None
        assert self.session.job.phase is JobPhase.STOPPED
        return time.perf_counter() - started

    def close(self) -> None:
        self.session.close()
        self.workers.close()
        self.thread.shut_down()


async def deaf(main: Callable[[ParentLink], None], picture: PixelBuffer, *, after_s: float) -> dict[str, float]:
    """Stop while the child hangs, and the child's replacement.

    Args:
        main: what the child runs.
        picture: that is open.
        after_s: how long after Edit it is pressed: at once while the request is prepared, later when the child has it.
    """
    window = Window(main, picture)
    try:
        if main is hangs_keeping:
            window.session.edits.keep_choice(lambda: Choice(picture, Box(0, 0, 400, 400), "a red apple"))
        window.session.start_edit()
        await asyncio.sleep(after_s)
        child = window.engine._child
        started = time.perf_counter()
        answered_s = await window.stopped()
        figures = {"answered_ms": round(1000 * answered_s)}
        if child is not None:
            await window.until(lambda: not child.is_alive)
            figures["deaf_child_ended_s"] = round(time.perf_counter() - started, 2)
        return figures
    finally:
        window.close()


async def real(stage: Stage, picture: PixelBuffer) -> dict[str, float]:
    """Stop of the real engine at a stage of its work; the next edit begins in the same process."""
    window = Window(run_child, picture)
    try:
        session = window.session
        session.edits.load()
        if stage is not Stage.LOADING_MODELS:
            await window.until(lambda: session.edits.bundle is not None)
        session.start_edit()
        if stage is Stage.LOADING_MODELS:
            await asyncio.sleep(0.5)
        else:
            await window.until(lambda: session.job is not None and session.job.stage is stage)
        return {"answered_ms": round(1000 * await window.stopped())}
    finally:
        window.close()


async def measure() -> dict[str, Any]:
    random = np.random.default_rng(0)
    small = random.integers(0, 256, (SIZE[0] // 8, SIZE[1] // 8, 3), dtype=np.uint8)
    picture = PixelBuffer(np.repeat(np.repeat(small, 8, axis=0), 8, axis=1))
    return {
        "megapixels": picture.size.area / 1e6,
        "while the request is prepared": await deaf(hangs_editing, picture, after_s=0.0),
        "a child that hears nothing": await deaf(hears_nothing, picture, after_s=1.5),
        "a child that hangs while it loads": await deaf(hangs_loading, picture, after_s=1.5),
        "a child that hangs while it edits": await deaf(hangs_editing, picture, after_s=2.5),
        "a child that hangs while it keeps a choice": await deaf(hangs_keeping, picture, after_s=2.5),
        **{
            f"the real engine: {stage.value.lower()}": await real(stage, picture)
            for stage in (Stage.LOADING_MODELS, Stage.LOOKING, Stage.LEARNING, Stage.EDITING)
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    path = parser.parse_args().json
    app = QApplication(sys.argv[:1])
    with qasync.QEventLoop(app) as loop:
        figures = json.dumps(loop.run_until_complete(measure()), indent=2)
    print(figures)
    if path is not None:
        path.write_text(figures + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
