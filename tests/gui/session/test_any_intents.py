"""Whatever a person does in whatever order, on the real session: no exception, nothing is left behind, and what must
hold of the document, the history and what the window shows holds after each step.

`LREDIT_SEQUENCES=500 pytest --timeout=0 -s tests/gui/session/test_any_intents.py` tries so many sequences with the
scripted engine, and a tenth of them with the real one; some otherwise.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import shutil
import tempfile
import threading
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from PIL import Image
from PySide6.QtWidgets import QApplication

from lredit_core.api.request import Preset
from lredit_core.document.compositing import pixels_changed_outside
from lredit_core.document.silhouette import Silhouette
from lredit_core.engine.engine_process import ProcessEngine
from lredit_core.geometry import Box
from lredit_core.project.reading import open_project
from lredit_core.project.recovery import RecoveryStore
from lredit_gui.session.form import EditForm
from lredit_gui.session.job import JobPhase
from lredit_gui.session.journal import Journal
from lredit_gui.session.notice import NoticeKind
from tests.fakes.fake_engine import FakeEngine
from tests.gui.conftest import Bench, picture_pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import qasync
    from pytestqt.qtbot import QtBot

    from lredit_gui.session.open_picture import OpenPicture

SEQUENCES = int(os.environ.get("LREDIT_SEQUENCES", "12"))
STEPS = 40
SIZES = ((120, 90), (64, 100), (160, 40))
PROMPTS = ("a red apple", "a banana", "remove the cat", "", "a cat and a banana")

shares = st.floats(0.0, 1.0, allow_nan=False)


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """Threads, processes, widgets, shared memory and temporary files are as many after as before."""
    before = left()
    yield
    gc.collect()
    QApplication.processEvents()
    assert {name: count for name, count in left().items() if count > before[name]} == {}, before


def left() -> dict[str, int]:
    shared = Path("/dev/shm")
    return {
        "threads": threading.active_count(),
        "processes": len(multiprocessing.active_children()),
        "widgets": len(QApplication.allWidgets()),
        "shared blocks": len(list(shared.glob(f"lredit-{os.getpid()}-*"))) if shared.is_dir() else 0,
        "temporary files": len(list(Path(tempfile.gettempdir()).glob("lredit*"))),
    }


class AnyIntents(RuleBasedStateMachine):
    """A person at a session with a journal. Set by the test: `bench_of` makes a session, `home` is an empty folder."""

    bench_of: Callable[[], Bench]
    home: Path
    #: What came of all that was tried.
    came: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.home))
        self.bench = type(self).bench_of()
        self.session = self.bench.session
        self.journal = Journal(self.session, self.bench.workers, RecoveryStore(self.folder / "journal"), lambda: False)
        self.saved: list[OpenPicture] = []
        for number, (width, height) in enumerate(SIZES):
            Image.fromarray(picture_pixels(width, height, seed=number)).save(self.folder / f"{number}.png")

    # What a person does

    @initialize(number=st.integers(0, 2))
    def begin(self, number: int) -> None:
        self.open(number)
        self.write(PROMPTS[number % 2], seed=number)

    @rule()
    def edit_and_accept(self) -> None:
        """What people do most."""
        self.edit(waits=True)
        self.accept()

    @rule(number=st.integers(0, 2))
    def open(self, number: int) -> None:
        self.session.open_path(self.folder / f"{number}.png")
        self.bench.wait(lambda: not self.session.pictures.is_opening)

    @rule(prompt=st.sampled_from(PROMPTS), seed=st.integers(0, 3))
    def write(self, prompt: str, seed: int) -> None:
        self.session.set_form(EditForm(prompt, preset=Preset.FAST, seed=seed))

    @rule(waits=st.booleans())
    def edit(self, waits: bool) -> None:
        self.session.start_edit()
        if waits:
            self.bench.wait_for_end()
            job = self.session.edits.job
            self.came["edits that finished"] += job is not None and job.phase is JobPhase.FINISHED

    @rule()
    def retry(self) -> None:
        self.session.retry()

    @rule()
    def stop(self) -> None:
        self.session.edits.stop()

    @rule()
    def hurry(self) -> None:
        self.session.edits.suffice()

    @rule()
    def wait_for_the_edit(self) -> None:
        self.bench.wait_for_end()

    @rule(across=shares, down=shares, width=shares, height=shares, is_new=st.booleans())
    def draw_or_nudge(self, across: float, down: float, width: float, height: float, is_new: bool) -> None:
        if (size := self._size()) is None:
            return
        x0, y0 = int(across * (size.width - 9)), int(down * (size.height - 9))
        box = Box(x0, y0, x0 + 8 + int(width * (size.width - x0 - 8)), y0 + 8 + int(height * (size.height - y0 - 8)))
        if is_new:
            self.session.selection.draw_box(box)
        else:
            self.session.selection.move_box(box)

    @rule(across=shares, down=shares, adds=st.booleans())
    def paint_a_mask(self, across: float, down: float, adds: bool) -> None:
        if (size := self._size()) is None or self.session.edits.is_running:
            return
        mask = np.zeros((size.height, size.width), bool)
        y, x = int(down * (size.height - 10)), int(across * (size.width - 10))
        mask[y : y + 10, x : x + 10] = True
        silhouette = Silhouette(size.as_box(), np.where(mask, 255, 0).astype(np.uint8))
        if adds:
            self.session.draw_strokes(silhouette)
        else:
            self.session.draw_mask(silhouette)

    @rule(step=st.integers(-2, 2))
    def select_a_candidate(self, step: int) -> None:
        self.session.selection.select_neighbour(step)

    @rule()
    def accept(self) -> None:
        before = self.session.document
        self.session.accept()
        self.came["accepted"] += before is not self.session.document

    @rule()
    def let_go(self) -> None:
        self.session.step_out()

    @rule()
    def undo(self) -> None:
        self.session.undo()

    @rule()
    def redo(self) -> None:
        self.session.redo()

    @rule(index=st.integers(0, 3), opacity=st.floats(0.1, 1.0, allow_nan=False))
    def change_a_layer(self, index: int, opacity: float) -> None:
        if self._choose_layer(index):
            self.session.layers.set_opacity(opacity)
            self.session.layers.move(index - 1, 1)

    @rule(index=st.integers(0, 3))
    def delete_a_layer(self, index: int) -> None:
        if self._choose_layer(index):
            self.session.layers.delete()

    @rule(index=st.integers(0, 3))
    def edit_a_layer_again(self, index: int) -> None:
        if self._choose_layer(index):
            self.session.edit_again()

    @rule(index=st.integers(0, 5))
    def change_the_tab(self, index: int) -> None:
        pictures = self.session.history.pictures
        if pictures:
            self.session.history.show(pictures[index % len(pictures)])

    @rule(index=st.integers(0, 5))
    def close_a_tab(self, index: int) -> None:
        pictures = self.session.history.pictures
        if pictures:
            self.session.close_picture(pictures[index % len(pictures)])

    @rule(waits=st.booleans())
    def save(self, waits: bool) -> None:
        picture, session = self.session.history.picture, self.session
        if picture is None or session.projects.is_saving:
            return
        if picture not in self.saved:
            self.saved.append(picture)
        path = self.folder / f"{self.saved.index(picture)}.lredit"
        layers = len(picture.document.layers)
        flow = session.flows.start(session.projects.save(picture, path, session.form, view=None))
        if waits:
            self.bench.wait(flow.done)
            assert len(open_project(path).project.document.layers) == layers
            self.came["saved with layers"] += layers > 0

    @rule()
    def export(self) -> None:
        if self.session.ui.can_export:
            self.session.export(self.folder / "out.png")

    @rule()
    def undo_all_and_redo_all(self) -> None:
        history, picture = self.session.history, self.session.history.picture
        if picture is None or self.session.edits.is_running:
            return
        cursor, before = history.cursor, picture.document
        while history.undo_label is not None:
            history.undo()
        while history.cursor < cursor:
            history.redo()
        assert picture.document is before, "undo and redo come back to the same document"

    # What holds after each of them

    @invariant()
    def the_document_keeps_its_promise(self) -> None:
        document = self.session.document
        if document is None:
            return
        ids = [layer.layer_id for layer in document.layers]
        assert len(set(ids)) == len(ids)
        seen = document.flattened().pixels
        boxes = tuple(layer.box for layer in document.layers)
        assert pixels_changed_outside(document.source.pixels, seen, boxes) == 0

    @invariant()
    def the_history_is_one(self) -> None:
        history = self.session.history
        if history.picture is None:
            assert history.document is None and not self.session.ui.can_edit
            return
        assert history.picture in history.pictures
        assert 0 <= history.cursor < len(history.entries)
        assert history.document is history.picture.document
        for picture in history.pictures:
            assert len({id(hand) for hand in picture.hands()}) == len(list(picture.hands()))

    @invariant()
    def the_selection_is_of_what_is_there(self) -> None:
        selection, document = self.session.selection, self.session.document
        if document is None:
            return
        assert selection.hand is self.session.history.picture.hand  # type: ignore[union-attr]
        if (candidate := selection.candidate) is not None:
            assert selection.candidates.get(candidate.candidate_id) is candidate
        whole = document.source.size.as_box()
        if (box := selection.box) is not None:
            assert box.intersected(whole).area == box.area > 0
        running = self.session.edits.job
        if running is not None and not running.is_running:
            assert running.phase in (JobPhase.FINISHED, JobPhase.STOPPED, JobPhase.FAILED)

    @invariant()
    def nothing_failed(self) -> None:
        QApplication.processEvents()
        errors = [notice for notice in self.bench.notices if notice.kind is NoticeKind.ERROR]
        assert not errors, errors

    def teardown(self) -> None:
        """Quits, whatever runs."""
        self.came["sequences"] += 1
        try:
            task = asyncio.get_running_loop().create_task(self.journal.end())
            self.bench.wait(task.done)
            task.result()
        finally:
            self.bench.close()
            shutil.rmtree(self.folder)

    def _size(self) -> Any:
        return None if self.session.document is None else self.session.document.source.size

    def _choose_layer(self, index: int) -> bool:
        document = self.session.document
        if document is None or not document.layers:
            return False
        self.session.layers.choose([document.layers[index % len(document.layers)].layer_id])
        return True


def sequences(machine: type[AnyIntents], count: int) -> None:
    how = settings(
        max_examples=count,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )
    run_state_machine_as_test(machine, settings=how)
    print(f"\n{dict(machine.came)}")


def test_any_sequence_of_intents_with_the_scripted_engine(
    qtbot: QtBot, loop: qasync.QEventLoop, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class WithTheScript(AnyIntents):
        bench_of = staticmethod(lambda: Bench(FakeEngine(), qtbot))
        home = tmp_path
        came: ClassVar[Counter[str]] = Counter()

    sequences(WithTheScript, 1)  # what is loaded once is loaded
    with nothing_left_behind():
        sequences(WithTheScript, SEQUENCES)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert not list(tmp_path.iterdir())


@pytest.mark.e2e
def test_any_sequence_of_intents_with_the_real_engine(
    qtbot: QtBot, loop: qasync.QEventLoop, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class WithTheModels(AnyIntents):
        bench_of = staticmethod(lambda: Bench(ProcessEngine(), qtbot))  # type: ignore[arg-type]
        home = tmp_path
        came: ClassVar[Counter[str]] = Counter()

    sequences(WithTheModels, 1)
    with nothing_left_behind():
        sequences(WithTheModels, SEQUENCES // 10)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert not list(tmp_path.iterdir())
