"""Measures the window: how soon it is shown, the longest gap of its event loop during a whole edit, a nudge, and what
one does with layers over large pictures (`large_pictures.py`).

Run: QT_QPA_PLATFORM=offscreen python benchmarks/window.py [--json FILE]. The real `main()`, the real engine process,
the built-in bundle, the sample picture. The baseline for the gap is the same edit with the engine in the window's own
process, measured in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import Qt  # noqa: E402

from benchmarks.event_loop import GapMeter  # noqa: E402
from benchmarks.large_pictures import measure_in_processes_of_their_own  # noqa: E402
from lredit_core.resources import resource_path  # noqa: E402
from tests.e2e.walk import Walker, run_walk  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.api.service import EngineService


def edit_in_the_window(engine_factory: Callable[[], EngineService] | None) -> dict[str, Any]:
    """A whole edit, models loading included, then a second one and a nudge with the models warm."""
    figures: dict[str, Any] = {}

    async def steps(walker: Walker) -> None:
        session = walker.session
        meter = GapMeter()
        await walker.until(lambda: session.document is not None, "the picture")
        meter.start()
        await walker.type_prompt("a red apple", "a cat")
        await walker.press_enter()
        await walker.until_done()
        meter.stop()
        figures["longest_gap_ms"], figures["gaps_over_50_ms"] = round(meter.longest_ms), meter.over_50_ms
        await walker.type_prompt("a yellow banana", "a cat")
        started = time.perf_counter()
        await walker.press_enter()
        await walker.until(lambda: session.job and session.job.regions, "a box")
        figures["first_box_s"] = round(time.perf_counter() - started, 2)
        await walker.until(lambda: session.job and session.job.candidate_ids, "a candidate")
        figures["first_candidate_s"] = round(time.perf_counter() - started, 2)
        await walker.until_done()
        figures["end_s"] = round(time.perf_counter() - started, 2)
        await walker.nudge(30, -20)
        started = time.perf_counter()
        walker.press(Qt.Key.Key_Return)
        await walker.until(lambda: session.edits.is_running, "the nudge")
        await walker.until_done()
        figures["nudge_s"] = round(time.perf_counter() - started, 2)

    with tempfile.TemporaryDirectory() as folder:
        run_walk(
            steps,
            settings_dir=Path(folder),
            engine_factory=engine_factory,
            arguments=(str(resource_path("samples/cat_and_car.jpg")),),
            timeout_s=180,
        )
    return figures


def seconds_until_shown() -> float:
    """From the start of `python main.py` to its window, the best of three."""
    code = (
        "import sys, time; from lredit_gui.app.main import main\n"
        "def ready(window):\n"
        "    print(time.monotonic(), 'torch' in sys.modules); window.close()\n"
        "import tempfile, pathlib\n"
        "sys.exit(main([], on_ready=ready, settings_dir=pathlib.Path(tempfile.mkdtemp())))\n"
    )
    best = float("inf")
    for _ in range(3):
        started = time.monotonic()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
        shown, has_torch = done.stdout.split()[:2]
        assert has_torch == "False"
        best = min(best, float(shown) - started)
    return round(best, 2)


def measure() -> dict[str, Any]:
    from lredit_core.engine.engine import InProcessEngine

    figures = {"shown_s": seconds_until_shown(), "child_process": edit_in_the_window(None)}
    figures["same_process"] = edit_in_the_window(InProcessEngine)
    ratio = figures["same_process"]["longest_gap_ms"] / max(figures["child_process"]["longest_gap_ms"], 1)
    figures["gap_ratio_same_over_child"] = round(ratio, 1)
    figures["large_pictures"] = measure_in_processes_of_their_own()
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    path = parser.parse_args().json
    figures = json.dumps(measure(), indent=2)
    print(figures)
    if path is not None:
        path.write_text(figures + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
