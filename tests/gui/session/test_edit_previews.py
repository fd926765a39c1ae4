"""What an edit looks like while it is made, inside its box on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.api.events import CandidateReady, EditPreviewed, EditStopped
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_gui.canvas.overlay_model import PERSONS_KEY, BoxKind, resolve_overlay
from lredit_gui.session.job import Job, JobKind
from tests.gui.conftest import Bench, picture_pixels
from tests.gui.session.test_job_and_candidates import make_candidate

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow

BOX = Box(40, 30, 140, 130)
GREEN = np.full((8, 8, 3), (20, 220, 40), np.uint8)


@pytest.fixture
def job() -> Job:
    made = Job("1", JobKind.LEARN, PixelBuffer(picture_pixels(200, 200)))
    made.fold(EditPreviewed("1", BOX, GREEN // 2))
    made.fold(EditPreviewed("1", BOX, GREEN))
    return made


def test_the_last_look_is_over_everything_in_its_box(job: Job) -> None:
    top = resolve_overlay(job, (), selected_id=None, pending=None).boxes[-1]
    assert top.box == top.draft_box == BOX and top.draft is GREEN
    assert top.kind is BoxKind.LEARNING_SHARE and top.emphasis == 1.0 and not top.has_handles


def test_it_shows_beside_the_candidates_that_are_there_already(job: Job) -> None:
    boxes = resolve_overlay(job, (make_candidate("a", 1.0),), selected_id="a", pending=None).boxes
    job.candidate_ids.append("a")
    assert boxes[-1].draft is GREEN
    boxes = resolve_overlay(job, (make_candidate("a", 1.0),), selected_id="a", pending=None).boxes
    assert boxes[0].key == "a" and boxes[-1].draft is GREEN


def test_in_the_persons_box_it_takes_the_place_of_what_was_there(job: Job) -> None:
    ghost = np.zeros((4, 4, 3), np.uint8)
    boxes = resolve_overlay(job, (), selected_id=None, pending=BOX, ghost=ghost).boxes
    assert [(box.key, box.draft is GREEN) for box in boxes] == [(PERSONS_KEY, True)]
    elsewhere = resolve_overlay(job, (), selected_id=None, pending=Box(0, 0, 9, 9), ghost=ghost).boxes
    assert [box.draft is ghost for box in elsewhere] == [False, True]


def test_it_goes_when_the_candidate_comes_or_the_edit_is_stopped(job: Job) -> None:
    def preview_count() -> int:
        boxes = resolve_overlay(job, (), selected_id=None, pending=None).boxes
        return sum(box.draft is not None for box in boxes)

    assert preview_count() == 1
    assert resolve_overlay(job, (), selected_id=None, pending=None, shows_all=False).boxes == ()
    job.fold(CandidateReady("1", make_candidate("a", 1.0)))
    assert preview_count() == 0
    job.fold(EditPreviewed("1", BOX, GREEN))
    assert preview_count() == 1
    job.fold(EditStopped("1"))
    assert preview_count() == 0


def test_the_canvas_paints_it_while_the_edit_runs(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.wait_for_picture()
    bench.write()
    bench.engine.hold_before = ("CandidateReady",)
    bench.session.start_edit()
    bench.wait(bench.engine.reached.is_set)
    job, canvas = bench.session.job, window.canvas
    assert job is not None
    bench.thread.eventArrived.emit(EditPreviewed("another job", BOX, GREEN))
    bench.thread.eventArrived.emit(EditPreviewed(job.job_id, BOX, GREEN))
    key = f"edit-{BOX.as_tuple()}"
    bench.wait(lambda: canvas.overlay.box(key) is not None)
    place = canvas.box_widget_rect(key)
    assert place is not None
    colour = canvas.grab().toImage().pixelColor(place.center().toPoint())
    assert colour.green() > 180 and colour.red() < 90 and colour.blue() < 90
    bench.engine.gate.set()
    bench.wait_for_end()
    assert canvas.overlay.box(key) is None
