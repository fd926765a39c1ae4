"""One edit after the other in the real window with the real engine: neither process grows, and nothing is left behind.

`LREDIT_EDITS=500 pytest --timeout=0 -s tests/e2e/test_endurance.py` makes so many; some otherwise.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from lredit_core.api.request import Preset
from lredit_core.resources import resource_path
from lredit_gui.session.form import EditForm
from lredit_gui.session.job import JobPhase
from tests.e2e.test_engine_faults import engine_process
from tests.e2e.walk import run_walk

if TYPE_CHECKING:
    from tests.e2e.walk import Walker

pytestmark = pytest.mark.e2e

EDITS = int(os.environ.get("LREDIT_EDITS", "12"))
#: Caches fill and libraries load what they load lazily.
WARM_UP = min(50, EDITS // 3)
#: By how much a process may have grown since, and what a run that is too short for an average may differ by.
GROWTH, NOISE_MB = 0.05, 60.0
#: What a candidate takes over what its arrays count: the gaps that many small ones leave. It goes with the picture.
KEPT_TAKES = 1.25
PROMPTS = ("a red apple", "a banana", "a watermelon", "an avocado")


@dataclass(frozen=True)
class Held:
    """What the two processes hold; memory in MB, without the candidates that the window keeps on purpose."""

    window_mb: float
    engine_mb: float
    candidates_mb: float
    threads: int
    widgets: int
    open_files: int
    temporary_files: int
    shared_blocks: int

    @classmethod
    def now(cls, walker: Walker) -> Held:
        gc.collect()
        candidates = walker.session.selection.hand.candidates
        kept_mb = sum(candidates._bytes.values()) / 1e6
        child = engine_process()
        assert child is not None and child.pid is not None
        window = psutil.Process()
        shared = Path("/dev/shm")
        return cls(
            window_mb=window.memory_info().rss / 1e6 - KEPT_TAKES * kept_mb,
            engine_mb=psutil.Process(child.pid).memory_info().rss / 1e6,
            candidates_mb=kept_mb,
            threads=threading.active_count(),
            widgets=len(QApplication.allWidgets()),
            open_files=window.num_fds() if sys.platform != "win32" else window.num_handles(),
            temporary_files=len(list(Path(tempfile.gettempdir()).glob("lredit*"))),
            shared_blocks=len(list(shared.glob(f"lredit-{os.getpid()}-*"))) if shared.is_dir() else 0,
        )


def middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def test_edit_after_edit_nothing_grows(qapp: QApplication, tmp_path: Path) -> None:
    held: list[Held] = []

    async def one_edit(walker: Walker, number: int) -> None:
        session = walker.session
        form = EditForm(PROMPTS[number % len(PROMPTS)], "a cat", preset=Preset.FAST)
        session.set_form(replace(form, seed=number))
        session.start_edit()
        await walker.until(lambda: session.job is not None and session.job.is_running, "the edit to start")
        await walker.until_done()
        assert session.job is not None and session.job.phase is JobPhase.FINISHED, session.job
        session.accept()
        await walker.until_done()
        assert session.document is not None and len(session.document.layers) == 1
        session.history.undo()
        await walker.until_done()

    async def steps(walker: Walker) -> None:
        picture = tmp_path / "small.png"
        with Image.open(resource_path("samples/cat_and_car.jpg")) as sample:
            sample.resize((480, 360)).save(picture)
        await walker.open(picture)
        for number in range(EDITS):
            await one_edit(walker, number)
            held.append(Held.now(walker))

    assert run_walk(steps, settings_dir=tmp_path / "settings", engine_factory=None, timeout_s=120) == 0
    before, after = held[WARM_UP : WARM_UP + max(3, EDITS // 20)], held[-max(3, EDITS // 20) :]
    print(f"\n{EDITS} edits; after {WARM_UP}: {held[WARM_UP]}\nat the end: {held[-1]}")
    for process in ("window_mb", "engine_mb"):
        was, is_now = (middle([getattr(one, process) for one in some]) for some in (before, after))
        print(f"{process}: {was:.0f} to {is_now:.0f}, {100 * (is_now / was - 1):+.1f} %")
        assert is_now <= was * (1 + GROWTH) + (0 if EDITS >= 100 else NOISE_MB), process
    for kind in ("threads", "widgets", "open_files", "temporary_files", "shared_blocks"):
        assert getattr(held[-1], kind) <= max(getattr(one, kind) for one in before) + 2, (kind, held[WARM_UP], held[-1])
