"""Measures what one does with layers over large pictures, in the real window with its real workers, offscreen.

Run: QT_QPA_PLATFORM=offscreen python benchmarks/large_pictures.py [--only ten_layers|hundred_megapixels]. Each picture
is measured in a process of its own, for its peak memory. The baseline, in the same process: the document flattened in
64-bit integers, hashed and compared whole at every change.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
import qasync  # noqa: E402
from PIL import Image  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from benchmarks.event_loop import GapMeter  # noqa: E402
from benchmarks.frames import frame_figures  # noqa: E402
from lredit_core.api.events import Candidate, CandidateScore  # noqa: E402
from lredit_core.document.compositing import feather_mask  # noqa: E402
from lredit_core.geometry import Box  # noqa: E402
from lredit_core.resources import resource_path  # noqa: E402
from lredit_gui.panels.messages import Messages  # noqa: E402
from lredit_gui.session.editor_session import EditorSession  # noqa: E402
from lredit_gui.session.picture_files import DiskPictures  # noqa: E402
from lredit_gui.session.preferences import Preferences  # noqa: E402
from lredit_gui.theme.theme import Theme, ThemeMode  # noqa: E402
from lredit_gui.threads.engine_thread import EngineThread  # noqa: E402
from lredit_gui.threads.workers import Workers  # noqa: E402
from lredit_gui.window.main_window import MainWindow  # noqa: E402
from tests.fakes.fake_engine import FakeEngine  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.document.document import Document

_LAYER_COUNT, _LAYER_SIDES_PX = 10, (1400, 2050)
_DRAG_S = 3.0


class Window:
    """A window over a session whose engine is never asked."""

    def __init__(self, folder: Path) -> None:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self.app, self.workers = app, Workers()
        self.loop = qasync.QEventLoop(app, already_running=True)  # of the session's flows
        self.thread = EngineThread(FakeEngine)
        self.session = EditorSession(self.thread, self.workers, DiskPictures())
        self.window = MainWindow(
            self.session,
            workers=self.workers,
            theme=Theme(app, ThemeMode.DARK),
            preferences=Preferences(folder),
            messages=Messages(),
            samples=[],
        )
        self.window.resize(1400, 900)
        self.window.show()

    @property
    def document(self) -> Document:
        assert self.session.document is not None
        return self.session.document

    def until(self, condition: Callable[[], object]) -> None:
        while not condition():
            self.app.processEvents()
            time.sleep(0.0005)

    def shown_s(self, act: Callable[[], object]) -> tuple[float, float]:
        """From the act until the canvas has painted the change, maybe coarse, and until it has painted it exactly."""
        before, started = self.session.preview.after_tiles, time.perf_counter()
        act()
        self.until(lambda: self.session.preview.after_tiles is not before or self.session.renderer.is_current)
        self.window.canvas.repaint()
        first_s = time.perf_counter() - started
        self.until(lambda: self.session.renderer.is_current)
        self.window.canvas.repaint()
        return first_s, time.perf_counter() - started

    def settle(self) -> None:
        """Until the workers have nothing to do, the check of the whole picture included."""
        self.until(lambda: self.session.rendering.pending_count == 0 and self.session.renderer.is_current)

    def open(self, path: Path) -> float:
        started = time.perf_counter()
        self.session.pictures.open_path(path)
        self.until(lambda: self.session.document is not None and not self.session.pictures.is_opening)
        self.window.canvas.repaint()
        return time.perf_counter() - started

    def accepted_s(self, number: int, side_px: int | None = None) -> float:
        """Lays a candidate over the picture as the strip's button does: the time until that is seen."""
        candidate = a_candidate(self.document, number, side_px)
        self.session.selection.candidates.add(candidate)
        self.session.selection.select(candidate.candidate_id)
        self.settle()
        return self.shown_s(self.session.accept)[1]

    def toggle(self, index: int) -> None:
        layer = self.document.layers[index]
        self.session.history.change(
            lambda document: document.with_visibility(layer.layer_id, not layer.is_visible), "Hide"
        )

    def pictures_a_second(self, index: int) -> float:
        """Pictures painted while a layer's opacity is dragged as fast as events come."""
        layer_id, started = self.document.layers[index].layer_id, time.perf_counter()
        last, count, ticks = None, 0, 0
        while (elapsed := time.perf_counter() - started) < _DRAG_S:
            opacity = 0.2 + 0.7 * abs((elapsed % 2) - 1)
            if ticks < elapsed * 120:  # a mouse tells its place about so often
                ticks += 1
                self.session.history.change(
                    lambda document, at=opacity: document.with_opacity(layer_id, at), "", is_draft=True
                )
            self.app.processEvents()
            if (tiles := self.session.preview.after_tiles) is not last:
                last, count = tiles, count + 1
                self.window.canvas.repaint()
        return count / _DRAG_S

    def close(self) -> None:
        self.window.close()
        self.workers.close()


def a_candidate(document: Document, number: int, side_px: int | None = None) -> Candidate:
    """Random pixels behind a soft mask, somewhere in the picture."""
    rng, size = np.random.default_rng(number), document.source.size
    width, height = (side_px, side_px) if side_px else (int(side) for side in rng.integers(*_LAYER_SIDES_PX, 2))
    left, top = int(rng.integers(size.width - width)), int(rng.integers(size.height - height))
    box = Box(left, top, left + width, top + height)
    return Candidate(
        candidate_id=f"candidate {number}",
        box=box,
        pixels=rng.integers(0, 256, (height, width, 3), dtype=np.uint8),
        mask=feather_mask(box.size, softness=0.15, touches=(False, False, False, False)),
        preview=np.zeros((8, 8, 3), np.uint8),
        score=CandidateScore(1.0, 1.0, 1.0, 0.0, 0.0, 0.0, ranking_score=float(-number)),
        anchor_index=None,
        prompt=f"thing {number}",
        source_prompt="",
        seed=0,
        editor="none",
    )


def plain_change_s(document: Document) -> float:
    """The plain way to a change: flatten all in 64-bit integers, hash, compare; cutting into tiles not counted."""
    started = time.perf_counter()
    source = document.source.pixels
    pixels, differs = source.copy(), None
    for layer in (layer for layer in document.layers if layer.is_visible):
        here = layer.box.as_slices()
        weight = np.rint(layer.mask.astype(np.float64) * (layer.opacity * 257.0)).astype(np.int64)[..., None]
        under, over = pixels[here].astype(np.int64), layer.pixels.astype(np.int64)
        pixels[here] = ((under * (65535 - weight) + over * weight + 32767) // 65535).astype(np.uint8)
    hashlib.blake2b(pixels.data, digest_size=16).hexdigest()
    differs = (source != pixels).any(axis=2)
    for layer in document.layers:
        differs[layer.box.as_slices()] = False
    assert not differs.any()
    return time.perf_counter() - started


def a_file(folder: Path, side_px: int) -> Path:
    """The sample enlarged, as a JPEG."""
    path = folder / f"{side_px}.jpg"
    with Image.open(resource_path("samples/coffee_photo.jpg")) as sample:
        sample.resize((side_px, side_px), Image.Resampling.BICUBIC).save(path, quality=90)
    return path


def ten_layers(folder: Path) -> dict[str, float]:
    """4096 x 4096 with ten layers."""
    window = Window(folder)
    figures = {"open_s": window.open(a_file(folder, 4096))}
    figures["ten_accepts_s"] = sum(window.accepted_s(number) for number in range(_LAYER_COUNT))
    window.settle()
    meter = GapMeter()
    meter.start()
    hides, undoes = [], []
    for index in (0, 2, 4, 6, 9):
        hides.append(window.shown_s(lambda at=index: window.toggle(at)))
        window.settle()
        undoes.append(window.shown_s(window.session.history.undo))
        window.settle()
    figures |= _shown("hide", hides) | _shown("undo", undoes)
    started = time.perf_counter()
    window.toggle(0)
    window.settle()
    figures["hide_checked_s"] = time.perf_counter() - started
    window.session.history.undo()
    window.settle()
    for name, index in (("drag_lowest_pictures_a_second", 0), ("drag_topmost_pictures_a_second", 9)):
        figures[name] = window.pictures_a_second(index)
        window.session.renderer.request(window.document)
        window.settle()
    figures |= frame_figures(window)
    meter.stop()
    figures["longest_gap_ms"] = meter.longest_ms
    figures["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures["baseline_change_s"] = plain_change_s(window.document)
    figures["baseline_peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    window.close()
    return figures


def hundred_megapixels(folder: Path) -> dict[str, float]:
    """10,000 x 10,000 with one layer of 2,048 x 2,048."""
    window = Window(folder)
    path = a_file(folder, 10_000)
    meter = GapMeter()
    meter.start()
    figures = {"open_s": window.open(path)}
    meter.stop()
    figures["accept_s"] = window.accepted_s(0, 2048)
    window.settle()
    meter.start()
    hides = []
    for _ in range(4):
        hides.append(window.shown_s(lambda: window.toggle(0)))
        window.settle()
    window.toggle(0)
    window.settle()
    started = time.perf_counter()
    window.toggle(0)
    window.settle()
    figures |= _shown("hide_or_show", hides) | {"show_checked_s": time.perf_counter() - started}
    figures["drag_pictures_a_second"] = window.pictures_a_second(0)
    figures |= frame_figures(window)
    meter.stop()
    figures["longest_gap_ms"] = meter.longest_ms
    figures["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    window.session.renderer.request(window.document)
    window.settle()
    figures["baseline_change_s"] = plain_change_s(window.document)
    window.close()
    return figures


def _shown(name: str, times: list[tuple[float, float]]) -> dict[str, float]:
    """Of several changes, how long until each was seen and until it was exact."""
    seen, exact = zip(*times, strict=True)
    return {
        f"{name}_seen_median_s": median(seen),
        f"{name}_seen_worst_s": max(seen),
        f"{name}_exact_median_s": median(exact),
        f"{name}_exact_worst_s": max(exact),
    }


PICTURES = {"ten_layers": ten_layers, "hundred_megapixels": hundred_megapixels}


def measure_in_processes_of_their_own() -> dict[str, Any]:
    """The figures of both pictures."""
    figures: dict[str, Any] = {}
    for name in PICTURES:
        command = [sys.executable, str(Path(__file__)), "--only", name]
        figures[name] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=list(PICTURES))
    only = parser.parse_args().only
    if only is None:
        figures = measure_in_processes_of_their_own()
    else:
        with tempfile.TemporaryDirectory() as folder:
            figures = {name: round(value, 3) for name, value in PICTURES[only](Path(folder)).items()}
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
