"""The editor without its window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import ExifTags, Image
from PySide6.QtCore import Qt

from lredit_core.api.events import CandidateReady, EditFinished, RegionsUpdated
from lredit_core.api.request import MAX_PROMPT_CHARACTERS
from lredit_core.document.compositing import pixels_changed_outside
from lredit_core.errors import EngineError, ModelUnavailable
from lredit_core.geometry import Box
from lredit_gui.session.job import JobKind, JobPhase
from lredit_gui.session.notice import NoticeKind
from lredit_gui.session.ui_state import EnginePhase
from tests.fakes.fake_engine import FAKE_BUNDLE, FakeEngine

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.conftest import Bench


class TestOpening:
    def test_a_picture_is_opened_named_and_shown(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        session = bench.session
        assert session.document is not None and session.document.source.size.width == 320
        assert session.history.name is not None and session.history.name.title == "meadow.png"
        assert session.preview.after_tiles is not None
        assert not session.ui.can_undo and session.ui.can_export

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("text.png", b"this is no picture"),
            ("empty.png", b""),
            ("cut.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ],
    )
    def test_what_cannot_be_read_gets_a_sentence_and_nothing_is_lost(
        self, bench: Bench, picture_path: Path, tmp_path: Path, name: str, content: bytes
    ) -> None:
        bench.open(picture_path)
        before = bench.session.document
        bad = tmp_path / name
        bad.write_bytes(content)
        bench.session.pictures.open_path(bad)
        bench.wait(lambda: bench.notices)
        assert bench.notices[-1].kind is NoticeKind.ERROR and bench.notices[-1].text.endswith(".")
        assert bench.session.document is before and not bench.session.pictures.is_opening

    def test_a_missing_file_gets_a_sentence(self, bench: Bench, tmp_path: Path) -> None:
        bench.session.pictures.open_path(tmp_path / "gone.png")
        bench.wait(lambda: bench.notices)
        assert "gone.png" in bench.notices[-1].text
        assert bench.session.document is None

    def test_all_pictures_asked_for_arrive(self, bench: Bench, picture_path: Path, other_path: Path) -> None:
        bench.session.pictures.open_path(picture_path)
        bench.session.pictures.open_path(other_path)
        bench.wait(lambda: len(bench.session.history.pictures) == 2 and bench.workers.pending_count == 0)
        names = {picture.name.title for picture in bench.session.history.pictures}
        assert names == {"meadow.png", "harbour.png"} and len(bench.session.history.entries) == 1

    def test_a_file_that_is_open_is_shown_and_not_opened_again(
        self, bench: Bench, picture_path: Path, other_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.open(other_path)
        bench.session.open_path(picture_path)
        assert len(bench.session.history.pictures) == 2 and not bench.session.pictures.is_opening
        assert bench.session.history.name is not None and bench.session.history.name.title == "meadow.png"

    def test_each_picture_has_a_history_candidates_and_words_of_its_own(
        self, bench: Bench, picture_path: Path, other_path: Path
    ) -> None:
        words: list[str] = []
        bench.session.wordsWanted.connect(lambda form: words.append(form.prompt))
        bench.open(picture_path)
        bench.edit()
        bench.session.accept()
        first = bench.session.history.picture
        assert first is not None
        bench.open(other_path)
        assert len(bench.session.selection.candidates) == 0 and bench.session.job is None
        assert not bench.session.ui.can_undo and len(bench.session.history.entries) == 1
        bench.write("a hat")
        bench.session.history.show(first)
        bench.wait_for_picture()
        assert words == ["a red apple"] and len(bench.session.selection.candidates) == 3
        assert bench.session.document is not None and len(bench.session.document.layers) == 1
        assert bench.session.preview.after_tiles is not None
        assert bench.session.preview.after_tiles.size.width == 320
        bench.session.undo()
        assert len(bench.session.document.layers) == 0

    def test_closing_a_picture_shows_its_neighbour_and_the_last_one_nothing(
        self, bench: Bench, picture_path: Path, other_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.open(other_path)
        first, second = bench.session.history.pictures
        bench.session.close_picture(second)
        assert bench.session.history.picture is first and bench.session.history.pictures == (first,)
        bench.session.close_picture(first)
        assert bench.session.document is None and bench.session.renderer.rendered is None
        assert bench.session.job is None and not bench.session.ui.can_export
        bench.open(picture_path)
        bench.wait_for_picture()
        assert bench.session.document is not None


class TestEditing:
    def test_nothing_starts_without_a_picture_or_a_prompt(self, bench: Bench, picture_path: Path) -> None:
        bench.session.start_edit()
        bench.open(picture_path)
        bench.write("   ")
        bench.session.start_edit()
        assert bench.session.job is None and not bench.engine.requests

    def test_an_edit_brings_candidates_and_selects_the_best(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        session = bench.session
        assert session.job is not None and session.job.phase is JobPhase.FINISHED
        assert len(session.selection.candidates) == 3
        assert session.selection.candidates.selected is session.selection.candidates.ranked[0]
        assert session.job.losses == sorted(session.job.losses, reverse=True)
        bench.wait_for_picture()
        assert session.preview.after_tiles is not session.preview.before_tiles

    def test_the_request_holds_what_was_filled_in(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.session.set_form(replace(bench.session.form, prompt=" a  red apple ", source_prompt="the cat", seed=5))
        bench.edit()
        request = bench.engine.requests[0]
        assert (request.prompt, request.source_prompt, request.seed) == ("a red apple", "the cat", 5)
        assert request.user_boxes == ()

    def test_a_prompt_too_long_is_told_before_anything_starts(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.write("apple " * MAX_PROMPT_CHARACTERS)
        assert str(MAX_PROMPT_CHARACTERS) in bench.session.ui.refusal and not bench.session.ui.can_edit
        bench.session.start_edit()
        assert bench.session.job is None
        bench.write("apple")
        assert not bench.session.ui.refusal and bench.session.ui.can_edit

    @pytest.mark.parametrize(("side", "can_edit"), [(7, False), (8, True)])
    def test_a_picture_too_small_is_told_before_anything_starts(
        self, bench: Bench, tmp_path: Path, side: int, can_edit: bool
    ) -> None:
        Image.new("RGB", (40, side)).save(tmp_path / "small.png")
        bench.open(tmp_path / "small.png")
        bench.write()
        assert bench.session.ui.can_edit is can_edit and bool(bench.session.ui.refusal) is not can_edit

    @pytest.mark.parametrize("how", ["refused", "failed", "stopped"])
    def test_a_search_that_finds_nothing_leaves_the_choice_as_it_was(
        self, bench: Bench, picture_path: Path, how: str
    ) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.selection.select_neighbour(1)
        chosen = bench.session.selection.candidates.selected
        if how == "refused":
            bench.session.set_form(replace(bench.session.form, seed=-1))
        elif how == "failed":
            bench.engine.fails_with = "No."
        else:
            bench.engine.hold_before = ("CandidateReady",)
        bench.session.start_edit()
        if how == "stopped":
            bench.wait(bench.engine.reached.is_set)
            bench.session.edits.stop()
        bench.wait_for_end()
        session = bench.session
        assert session.selection.candidates.selected is chosen and session.selection.shown_candidate is chosen
        assert session.ui.can_accept and session.ui.can_retry

    def test_a_box_drawn_meanwhile_is_kept_when_the_search_stops(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.engine.hold_before = ("CandidateReady",)
        bench.session.start_edit()
        bench.wait(bench.engine.reached.is_set)
        bench.session.selection.draw_box(Box(10, 20, 90, 100))
        bench.session.edits.stop()
        bench.wait_for_end()
        assert (
            bench.session.selection.box == Box(10, 20, 90, 100) and bench.session.selection.candidates.selected is None
        )

    @pytest.mark.parametrize("where", ["AnchorsFound", "RegionsUpdated", "CandidateReady", "CandidatesRanked"])
    def test_stop_at_every_stage_leaves_the_document_and_the_engine_usable(
        self, bench: Bench, picture_path: Path, where: str
    ) -> None:
        bench.open(picture_path)
        before = bench.session.document
        bench.engine.hold_before = (where,)
        bench.write()
        bench.session.start_edit()
        bench.wait(bench.engine.reached.is_set)
        assert bench.session.ui.can_stop and not bench.session.ui.can_edit
        bench.session.edits.stop()
        assert not bench.session.ui.can_stop
        bench.wait_for_end()
        assert bench.session.job is not None and bench.session.job.phase is JobPhase.STOPPED
        assert bench.session.document is before
        bench.engine.hold_before = ()
        bench.edit()
        assert len(bench.session.selection.candidates.ranked) == 3

    def test_a_new_search_hides_the_former_candidates_preview_and_a_stop_keeps_them(
        self, bench: Bench, picture_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.engine.hold_before = ("CandidateReady",)
        bench.session.start_edit()
        bench.wait(bench.engine.reached.is_set)
        assert bench.session.selection.shown_candidate is None and not bench.session.ui.can_accept
        bench.session.edits.stop()
        bench.wait_for_end()
        assert len(bench.session.selection.candidates.ranked) == 3
        bench.session.selection.select_neighbour(1)
        assert bench.session.ui.can_accept

    def test_stop_while_the_picture_is_being_prepared(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.write()
        bench.session.start_edit()
        bench.session.edits.stop()
        bench.wait_for_end()
        assert bench.session.job is not None and bench.session.job.phase is JobPhase.STOPPED
        assert len(bench.session.selection.candidates) == 0

    def test_candidates_that_came_before_a_stop_stay(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.engine.hold_before = ("CandidatesRanked",)
        bench.write()
        bench.session.start_edit()
        bench.wait(bench.engine.reached.is_set)
        bench.session.edits.stop()
        bench.wait_for_end()
        assert len(bench.session.selection.candidates.ranked) == 3 and bench.session.ui.can_accept

    def test_candidates_that_were_on_their_way_when_a_stop_is_answered_stay(
        self, bench: Bench, picture_path: Path
    ) -> None:
        """The answer comes by a timer, in the same turn as what the engine said last."""
        bench.open(picture_path)
        bench.engine.hold_before = ("CandidatesRanked",)
        bench.write()
        edits = bench.session.edits
        bench.session.start_edit()
        bench.wait(bench.engine.reached.is_set)
        bench.wait(lambda: len(bench.session.selection.candidates) == 3)
        job = bench.session.job
        assert job is not None
        late = replace(bench.session.selection.candidates.ranked[0], candidate_id="late")
        edits._on_event(CandidateReady(job.job_id, late))
        edits._answer_stop()
        assert job.phase is JobPhase.STOPPED
        assert len(bench.session.selection.candidates) == 4
        edits._on_event(CandidateReady(job.job_id, late))
        assert edits._events.empty(), "nobody listens any more"

    def test_a_failure_is_told_and_nothing_is_lost(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.accept()
        document = bench.session.document
        bench.engine.fails_with = "The engine broke. Try it once more."
        bench.edit()
        assert bench.notices[-1].text == "The engine broke. Try it once more."
        assert bench.notices[-1].details == "the script says so"
        assert bench.session.document is document and len(bench.session.selection.candidates) == 3
        assert bench.session.ui.can_edit

    def test_what_the_engine_notices_is_passed_on(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.session.set_form(replace(bench.session.form, prompt="an apple", seed=13))
        bench.edit()
        assert "One step lower to fit the memory." in bench.texts()


class TestLateEvents:
    def test_events_of_another_job_are_dropped(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        job, count = bench.session.job, len(bench.session.selection.candidates)
        assert job is not None
        arrived: list[object] = []  # connected last, so it hears each event after the session did
        bench.thread.eventArrived.connect(arrived.append, Qt.ConnectionType.QueuedConnection)
        for event in (
            RegionsUpdated("another", 1, 5, (), 0.5, None),
            CandidateReady("another", bench.session.selection.candidates.ranked[0]),
            CandidateReady(job.job_id, replace(bench.session.selection.candidates.ranked[0], candidate_id="late")),
        ):
            bench.thread.eventArrived.emit(event)
        bench.thread.eventArrived.emit(EditFinished("another", "x", job.calls, job.timings))  # type: ignore[arg-type]
        bench.wait(lambda: len(arrived) == 4)
        assert len(bench.session.selection.candidates) == count and bench.session.job is job

    def test_an_edit_goes_on_while_another_picture_is_shown(
        self, bench: Bench, picture_path: Path, other_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.engine.hold_before = ("CandidateReady",)
        bench.write()
        bench.session.start_edit()
        bench.wait(bench.engine.reached.is_set)
        first = bench.session.history.picture
        bench.open(other_path)
        assert bench.session.job is None and not bench.session.ui.can_edit and bench.session.ui.can_stop
        bench.engine.gate.set()
        bench.wait_for_end()
        assert len(bench.session.selection.candidates) == 0 and bench.session.ui.can_edit
        assert first is not None
        bench.session.history.show(first)
        assert len(bench.session.selection.candidates.ranked) == 3 and bench.session.selection.candidate is not None
        assert bench.session.job is not None and bench.session.job.phase is JobPhase.FINISHED

    def test_closing_its_picture_stops_an_edit(self, bench: Bench, picture_path: Path, other_path: Path) -> None:
        bench.open(other_path)
        bench.open(picture_path)
        bench.engine.hold_before = ("CandidateReady",)
        bench.write()
        bench.session.start_edit()
        bench.wait(bench.engine.reached.is_set)
        picture = bench.session.history.picture
        assert picture is not None
        bench.session.close_picture(picture)
        bench.engine.gate.set()
        assert not bench.session.edits.is_running
        bench.edit()
        assert all(one.box.x1 <= 200 for one in bench.session.selection.candidates.ranked)
        assert bench.engine.requests[-1].image.size.width == 200


class TestAccepting:
    def test_accepting_makes_a_layer_that_undo_takes_out_and_the_candidates_stay(
        self, bench: Bench, picture_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.edit()
        session = bench.session
        chosen = session.selection.candidates.selected
        session.accept()
        assert session.document is not None and chosen is not None
        (layer,) = session.document.layers
        assert (layer.name, layer.box) == ("a red apple", chosen.box)
        assert not session.ui.can_accept and len(session.selection.candidates) == 3
        assert session.ui.undo_text == "Undo Accept \u201ca red apple\u201d"
        assert session.selection.candidate is None and session.layers.current is layer and not session.layers.framed
        session.undo()
        assert session.document is not None and session.document.layers == ()
        assert (
            session.selection.candidate is chosen
            and session.ui.can_accept
            and session.ui.can_redo
            and len(session.selection.candidates) == 3
        )
        session.history.redo()
        assert session.document is not None and session.document.layers == (layer,)

    def test_nothing_changes_outside_of_the_box(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.accept()
        bench.wait_for_picture()
        rendered, document = bench.session.renderer.rendered, bench.session.document
        assert rendered is not None and document is not None and bench.session.renderer.changed_outside == 0
        boxes = document.changed_boxes
        assert pixels_changed_outside(document.source.pixels, rendered.flat.pixels, boxes) == 0
        assert (document.source.pixels != rendered.flat.pixels).any()

    def test_the_next_edit_sees_the_document_as_it_is(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.accept()
        bench.edit()
        assert bench.session.document is not None
        assert bench.engine.requests[1].image == bench.session.document.flattened()

    def test_another_candidate_is_previewed_over_the_document(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.accept()
        bench.session.selection.select(bench.session.selection.candidates.ranked[1].candidate_id)
        bench.wait_for_picture()
        shown = bench.session.selection.shown_candidate
        assert shown is bench.session.selection.candidates.ranked[1]
        assert bench.session.preview.after_tiles is not bench.session.preview.before_tiles

    def test_another_seed_adds_a_candidate_in_the_same_box(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        first = bench.session.selection.candidates.selected
        bench.session.retry()
        bench.wait_for_end()
        newest = bench.session.selection.candidates.selected
        assert first is not None and newest is not None and newest is not first
        assert newest.box == first.box and newest.seed != first.seed
        assert len(bench.session.selection.candidates) == 4
        assert bench.engine.requests[-1].user_boxes == (first.box,)


class TestBoxes:
    def test_a_moved_box_is_edited_alone_without_learning(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        session = bench.session
        selected = session.selection.candidates.selected
        assert selected is not None
        moved = selected.box.translated(7, 3)
        session.selection.move_box(moved)
        assert (
            session.ui.edit_text == "Edit box"
            and session.selection.shown_candidate is None
            and session.selection.ghost is not None
        )
        session.start_edit()
        bench.wait_for_end()
        request = bench.engine.requests[-1]
        assert request.user_boxes == (moved,) and session.job is not None and session.job.kind is JobKind.BOX
        assert session.selection.box is None and session.selection.candidates.selected is not None
        assert session.selection.candidates.selected.box == moved and len(session.selection.candidates) == 4

    def test_doing_an_accepted_edit_again_replaces_its_layer(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        session = bench.session
        session.accept()
        assert session.document is not None
        source, accepted = session.document.source, session.document.layers[0]
        session.edit_again()
        assert session.selection.box == accepted.box and session.ui.edit_text == "Edit box"
        session.selection.move_box(accepted.box.translated(-20, 0))
        session.start_edit()
        bench.wait_for_end()
        assert bench.engine.requests[-1].image == source
        session.accept()
        (layer,) = session.document.layers
        assert layer.box == accepted.box.translated(-20, 0) and layer.layer_id != accepted.layer_id
        bench.wait_for_picture()
        outside = pixels_changed_outside(source.pixels, session.document.flattened().pixels, (layer.box,))
        assert outside == 0
        session.history.undo()
        assert session.document.layers == (accepted,)

    def test_a_box_of_ones_own(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.write()
        bench.session.selection.draw_box(Box(10, 20, 90, 100))
        bench.edit()
        assert bench.engine.requests[-1].user_boxes == (Box(10, 20, 90, 100),)
        assert len(bench.session.selection.candidates) == 1

    def test_leaving_the_box_shows_the_candidate_again(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.selection.move_box(Box(0, 0, 50, 50))
        bench.session.selection.discard_box()
        assert bench.session.selection.box is None and bench.session.selection.ghost is None
        assert bench.session.selection.shown_candidate is bench.session.selection.candidates.selected

    def test_a_box_during_the_learning_ends_the_learning(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.engine.hold_before = ("CandidateReady",)
        bench.write()
        bench.session.start_edit()
        bench.wait(bench.engine.reached.is_set)
        bench.session.selection.move_box(Box(30, 30, 130, 130))
        bench.engine.hold_before = ()
        bench.session.start_edit()
        bench.wait_for_end()
        assert [request.user_boxes for request in bench.engine.requests] == [(), (Box(30, 30, 130, 130),)]
        assert len(bench.session.selection.candidates) == 1

    def test_a_box_stays_when_its_edit_fails(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.write()
        bench.session.selection.draw_box(Box(10, 20, 90, 100))
        bench.engine.fails_with = "No."
        bench.edit()
        assert bench.session.selection.box == Box(10, 20, 90, 100) and bench.session.ui.can_edit


class TestExport:
    def test_the_exported_picture_is_the_document_bit_for_bit(
        self, bench: Bench, picture_path: Path, tmp_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.accept()
        assert bench.session.history.changed_pictures
        path = tmp_path / "out.png"
        bench.session.export(path)
        bench.wait(path.exists)
        bench.wait(lambda: bench.session.ui.can_export)
        document = bench.session.document
        assert document is not None
        assert (np.asarray(Image.open(path)) == document.flattened().pixels).all()
        assert not bench.session.history.changed_pictures

    def test_each_picture_is_exported_for_itself(
        self, bench: Bench, picture_path: Path, other_path: Path, tmp_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.accept()
        first = bench.session.history.picture
        bench.open(other_path)
        bench.session.export(tmp_path / "other.png")
        bench.wait(lambda: bench.session.ui.can_export)
        assert first is not None and bench.session.history.changed_pictures == (first,)
        bench.session.history.show(first)
        bench.wait_for_picture()
        bench.session.export(tmp_path / "first.png")
        bench.wait(lambda: bench.session.ui.can_export)
        assert not bench.session.history.changed_pictures

    def test_edits_that_were_taken_back_are_not_lost(self, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.accept()
        bench.session.history.undo()
        assert not bench.session.history.changed_pictures

    def test_a_candidate_that_was_not_accepted_is_not_exported_and_the_person_is_told(
        self, bench: Bench, picture_path: Path, tmp_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.edit()
        bench.session.export(tmp_path / "out.png")
        bench.wait(lambda: bench.notices)
        assert "without the selected candidate" in bench.texts()[-1]

    def test_what_a_format_cannot_hold_is_told_with_the_place(self, bench: Bench, tmp_path: Path) -> None:
        exif = Image.Exif()
        exif[ExifTags.Base.Copyright] = "A. Person, " * 7_000  # JPEG holds 65,533 bytes at the most
        camera = tmp_path / "camera.png"
        Image.new("RGB", (64, 48), "green").save(camera, exif=exif)
        bench.open(camera)
        before = len(bench.notices)
        path = tmp_path / "out.jpg"
        bench.session.export(path)
        bench.wait(lambda: len(bench.notices) > before)
        (notice,) = bench.notices[before:]
        assert notice.kind is NoticeKind.NOTE
        assert notice.text.startswith(f"Exported to {path}. What the camera noted (EXIF) cannot be written")
        assert path.exists()

    def test_a_path_that_cannot_be_written_gets_a_sentence(
        self, bench: Bench, picture_path: Path, tmp_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.session.export(tmp_path / "no" / "such" / "folder.png")
        bench.wait(lambda: bench.notices)
        assert bench.notices[-1].kind is NoticeKind.ERROR and bench.session.ui.can_export


class TestModels:
    def test_loading_is_told(self, bench: Bench) -> None:
        bench.session.edits.load()
        bench.wait(lambda: bench.session.edits.phase is EnginePhase.READY)
        assert bench.session.edits.bundle == FAKE_BUNDLE

    def test_missing_models_get_a_sentence_and_the_picture_stays_usable(self, bench: Bench, picture_path: Path) -> None:
        bench.engine.load_error = ModelUnavailable("The models are missing. Install lredit again.")
        bench.open(picture_path)
        bench.session.edits.load()
        bench.wait(lambda: bench.session.edits.phase is EnginePhase.FAILED)
        assert bench.notices[-1].text == "The models are missing. Install lredit again."
        assert bench.session.ui.can_export

    def test_models_that_come_with_an_edit_after_all_are_known_then(self, bench: Bench, picture_path: Path) -> None:
        bench.engine.load_error = EngineError("The workstation does not answer.")
        bench.open(picture_path)
        bench.session.edits.load()
        bench.wait(lambda: bench.session.edits.phase is EnginePhase.FAILED)
        bench.engine.load_error = None
        bench.edit()
        bench.wait(lambda: bench.session.edits.phase is EnginePhase.READY)
        assert bench.session.edits.bundle == FAKE_BUNDLE

    def test_models_that_fail_to_load_leave_those_that_were_there(self, bench: Bench) -> None:
        bench.session.edits.load()
        bench.wait(lambda: bench.session.edits.phase is EnginePhase.READY)
        bench.engine.load_error = ModelUnavailable("That folder is no bundle.")
        bench.session.edits.load("/some/folder")
        bench.wait(lambda: bench.notices)
        assert bench.session.edits.phase is EnginePhase.READY
        assert bench.session.edits.bundle == FAKE_BUNDLE and bench.session.edits.reference == "builtin"

    def test_where_the_last_used_models_are_gone_the_built_in_ones_are_taken(self, bench: Bench) -> None:
        bench.engine.missing = ("/gone",)
        bench.session.edits.load("/gone")
        bench.wait(lambda: bench.session.edits.phase is EnginePhase.READY)
        assert bench.session.edits.reference == "builtin"
        assert "/gone" in bench.notices[0].text

    def test_an_edit_asked_for_while_models_load_waits_for_them(
        self, bench: Bench, engine: FakeEngine, picture_path: Path
    ) -> None:
        import threading

        engine.load_gate = threading.Event()
        bench.open(picture_path)
        bench.session.edits.load()
        bench.wait(lambda: bench.session.edits.phase is EnginePhase.LOADING)
        bench.write()
        bench.session.start_edit()
        assert bench.session.ui.can_stop
        engine.load_gate.set()
        bench.wait_for_end()
        assert len(bench.session.selection.candidates.ranked) == 3
