"""Measures the memory of opening, editing and exporting the largest pictures there may be, in the real window with the
real engine.

Run: QT_QPA_PLATFORM=offscreen python benchmarks/size_limits.py [--only eight_bits|sixteen_bits]. The peaks of both
processes are looked at fifty times a second; the baseline is the same walk with a picture of one megapixel.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
import psutil  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from lredit_core.document.compositing import pixels_changed_outside  # noqa: E402
from lredit_core.pictures.exporting import ExportOptions, export_picture  # noqa: E402
from lredit_core.pictures.image import PixelBuffer  # noqa: E402
from lredit_gui.session.job import JobPhase  # noqa: E402
from tests.e2e.walk import run_walk  # noqa: E402

if TYPE_CHECKING:
    from tests.e2e.walk import Walker

#: (width, height, bits): the most pixels of 8 bits, and the most bytes that a decoded picture may have, as RGB.
CASES = {"one_megapixel": (1000, 1000, 8), "eight_bits": (16_000, 12_500, 8), "sixteen_bits": (14_900, 11_180, 16)}
_LOOKS_A_SECOND = 50


class Peaks(threading.Thread):
    """The most that this process and the engine's hold, in bytes, shared pages counted in both."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.window = self.engine = self.together = 0
        self._is_over = threading.Event()

    def run(self) -> None:
        own = psutil.Process()
        while not self._is_over.wait(1 / _LOOKS_A_SECOND):
            window, engine = own.memory_info().rss, 0
            for child in multiprocessing.active_children():
                if child.name == "lredit-engine" and child.pid is not None and psutil.pid_exists(child.pid):
                    engine = psutil.Process(child.pid).memory_info().rss
            self.window, self.engine = max(self.window, window), max(self.engine, engine)
            self.together = max(self.together, window + engine)

    def end(self) -> None:
        self._is_over.set()
        self.join()


def a_picture(width: int, height: int, bits: int) -> PixelBuffer:
    """Waves with a little noise, made in place."""
    kind = np.uint8 if bits == 8 else np.uint16
    rows = (np.sin(np.arange(height) / 700) * 40 + 120).astype(kind)
    columns = (np.cos(np.arange(width) / 900) * 40 + 80).astype(kind)
    pixels = np.empty((height, width, 3), kind)
    for channel in range(3):
        np.add(rows[:, None], columns[None, :], out=pixels[..., channel])
    if bits == 16:
        pixels *= 256
    return PixelBuffer(pixels)


def measure(case: str) -> dict[str, Any]:
    """In this process: the figures of one picture."""
    width, height, bits = CASES[case]
    figures: dict[str, Any] = {"picture": f"{width} x {height}, {bits} bit"}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "large.tif"
        command = [sys.executable, __file__, "--write", str(path), "--only", case]
        subprocess.run(command, check=True, cwd=ROOT)
        figures |= walked(path, folder)
    return figures


def walked(path: Path, folder: Path) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    peaks = Peaks()

    async def steps(walker: Walker) -> None:
        session = walker.session
        started = time.perf_counter()

        def lap(name: str) -> None:
            nonlocal started
            figures[f"{name}_s"] = round(time.perf_counter() - started, 1)
            started = time.perf_counter()

        await walker.open(path)
        await walker.until(lambda: session.renderer.is_current, "the picture to be shown")
        lap("open")
        await walker.type_prompt("a red apple", "")
        await walker.press_enter()
        await walker.until_done()
        assert session.job is not None
        assert session.job.phase is JobPhase.FINISHED
        lap("edit")
        session.accept()
        await walker.until_done()
        lap("accept")
        document = session.document
        assert document is not None
        session.export(folder / "out.tif")
        await walker.until(lambda: (folder / "out.tif").exists() and session.ui.can_export, "the export")
        lap("export")
        peaks.end()
        layers = document.layers
        figures["changed_outside"] = pixels_changed_outside(
            document.source.pixels, document.flattened().pixels, tuple(layer.box for layer in layers)
        )

    QApplication([])
    peaks.start()
    assert run_walk(steps, settings_dir=folder / "settings", engine_factory=None, timeout_s=900) == 0
    return figures | {
        f"{name}_gb": round(size / 1e9, 2)
        for name, size in (("window", peaks.window), ("engine", peaks.engine), ("together", peaks.together))
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=CASES)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write is not None:
        export_picture(a_picture(*CASES[arguments.only]), arguments.write, options=ExportOptions(), metadata={})
    elif arguments.only is not None:
        print(json.dumps(measure(arguments.only)))
    else:
        for case in CASES:
            subprocess.run([sys.executable, __file__, "--only", case], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
