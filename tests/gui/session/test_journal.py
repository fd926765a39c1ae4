"""Copies of changed pictures, and what comes back after a crash."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import DiskFull, PictureError
from lredit_core.geometry import Box
from lredit_core.project.claims import Claim, Holder, key_of
from lredit_core.project.reading import open_project, open_unpacked
from lredit_core.project.recovery import RecoveryStore
from lredit_gui.session.form import EditForm
from lredit_gui.session.journal import Journal
from lredit_gui.session.notice import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.gui.conftest import Bench


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "recovery"


@pytest.fixture
def journal(bench: Bench, home: Path) -> Iterator[Journal]:
    made = Journal(bench.session, bench.workers, RecoveryStore(home), lambda: False)
    yield made
    end(bench, made)


def end(bench: Bench, journal: Journal) -> None:
    task = asyncio.get_running_loop().create_task(journal.end())
    bench.wait(task.done)


def copies(home: Path) -> list[Path]:
    return sorted(home.glob("*/*.lredit"))


def keep(bench: Bench, journal: Journal) -> None:
    journal.keep_now()
    bench.wait(lambda: bench.session.flows.count == 0)


def crash(bench: Bench, journal: Journal) -> None:
    """The program ends without a word: its lock goes, its copies stay."""
    journal._is_over = True
    for lock in journal._store._locks.values():
        lock.release()
    journal._store._locks.clear()


def save(bench: Bench, path: Path) -> None:
    session = bench.session
    assert session.history.picture is not None
    session.flows.start(session.projects.save(session.history.picture, path, session.form, view=None))
    bench.wait(lambda: session.flows.count == 0)


def test_only_changed_pictures_are_kept_and_nobodys_file_is_touched(
    bench: Bench, journal: Journal, home: Path, picture_path: Path, other_path: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.lredit"
    bench.open(other_path)
    bench.open(picture_path)
    keep(bench, journal)
    assert copies(home) == []
    bench.edit()
    save(bench, own)
    before = own.read_bytes()
    bench.session.accept()
    keep(bench, journal)
    (copy,) = copies(home)
    assert own.read_bytes() == before and len(open_unpacked(copy).project.document.layers) == 1
    written = copy.stat().st_mtime_ns
    keep(bench, journal)
    assert copy.stat().st_mtime_ns == written, "nothing has changed since"
    bench.write("a teapot")
    keep(bench, journal)
    assert open_unpacked(copy).project.words.prompt == "a teapot"


def test_copies_go_when_their_picture_is_saved_closed_or_exported(
    bench: Bench, journal: Journal, home: Path, picture_path: Path, tmp_path: Path
) -> None:
    session = bench.session

    def change() -> None:
        bench.open(picture_path)
        bench.edit()
        session.accept()
        keep(bench, journal)
        assert len(copies(home)) == 1

    change()
    save(bench, tmp_path / "own.lredit")
    bench.wait(lambda: copies(home) == [])
    change()
    session.export(tmp_path / "out.png")
    bench.wait(lambda: copies(home) == [])
    change()
    session.close_picture(session.history.picture)  # type: ignore[arg-type]
    bench.wait(lambda: copies(home) == [])


def test_a_clean_end_leaves_nothing(bench: Bench, journal: Journal, home: Path, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.edit()
    bench.session.accept()
    keep(bench, journal)
    end(bench, journal)
    assert list(home.iterdir()) == []
    journal.keep_now()
    assert bench.session.flows.count == 0


def test_an_end_from_outside_keeps_what_is_not_saved_once_what_is_being_written_is(
    bench: Bench, journal: Journal, home: Path, picture_path: Path
) -> None:
    bench.open(picture_path)
    bench.edit()
    bench.session.accept()
    journal.keep_now()
    leaving = asyncio.get_running_loop().create_task(journal.leave())
    bench.wait(leaving.done)
    end(bench, journal)
    (left,) = RecoveryStore(home).left_behind()
    assert len(open_unpacked(left.folder).project.document.layers) == 1


def test_what_changes_while_it_is_written_down_is_written_once_more(
    bench: Bench, home: Path, picture_path: Path
) -> None:
    store, begun, may_go_on = RecoveryStore(home), threading.Event(), threading.Event()
    write_down = store.keep

    def slowly(*arguments: Any, **named: Any) -> None:
        begun.set()
        may_go_on.wait(20)
        write_down(*arguments, **named)

    store.keep = slowly  # type: ignore[method-assign]
    journal = Journal(bench.session, bench.workers, store, lambda: True)
    bench.open(picture_path)
    bench.edit()
    bench.session.accept()
    bench.wait(begun.is_set)
    bench.session.layers.set_opacity(0.25)
    assert not journal.is_current
    may_go_on.set()
    bench.wait(lambda: journal.is_current)
    (copy,) = copies(home)
    assert open_unpacked(copy).project.document.layers[0].opacity == 0.25
    end(bench, journal)


def test_a_copy_of_a_project_that_another_program_has_open_is_none_of_that_project(
    bench: Bench, journal: Journal, home: Path, picture_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, own = bench.session, tmp_path / "own.lredit"
    bench.open(picture_path)
    bench.edit()
    save(bench, own)
    session.accept()
    keep(bench, journal)
    monkeypatch.setattr(session.pictures.claims, "claim", lambda path: Claim(key_of(path), Holder(7, "here")))
    after = restarted(bench, journal, home)
    picture = session.history.picture
    assert picture is not None and picture.project_path is None and picture.is_changed
    assert len(picture.document.layers) == 1
    end(bench, after)


def test_what_a_crash_left_is_offered_opened_as_changed_and_saved_into_its_own_project(
    bench: Bench, journal: Journal, home: Path, picture_path: Path, tmp_path: Path
) -> None:
    session, own = bench.session, tmp_path / "own.lredit"
    bench.open(picture_path)
    bench.edit()
    save(bench, own)
    session.accept()
    keep(bench, journal)
    seen = session.document.flattened()  # type: ignore[union-attr]
    crash(bench, journal)
    session.history.close(session.history.picture)  # type: ignore[arg-type]

    after = Journal(session, bench.workers, RecoveryStore(home), lambda: False)
    after.start()
    bench.wait(lambda: any(notice.choices for notice in bench.notices))
    notice = next(notice for notice in bench.notices if notice.choices)
    assert notice.kind is NoticeKind.WARNING and "own.lredit" in notice.text
    assert [choice.text for choice in notice.choices] == ["Open", "Discard"]
    notice.choices[0].act()
    bench.wait(lambda: session.flows.count == 0)
    picture = session.history.picture
    assert picture is not None and picture.document.flattened() == seen
    assert picture.is_changed and picture.project_path == own and picture.name.title == "own.lredit"
    assert len(copies(home)) == 1, "as long as it lies in no file"
    save(bench, own)
    assert not picture.is_changed
    bench.wait(lambda: copies(home) == [])
    end(bench, after)
    assert open_project(own).project.document.flattened() == seen


def test_what_is_discarded_is_offered_no_more(bench: Bench, journal: Journal, home: Path, picture_path: Path) -> None:
    session = bench.session
    bench.open(picture_path)
    bench.edit()
    session.accept()
    keep(bench, journal)
    crash(bench, journal)
    store = RecoveryStore(home)
    after = Journal(session, bench.workers, store, lambda: False)
    after.start()
    bench.wait(lambda: any(notice.choices for notice in bench.notices))
    discard = next(notice for notice in bench.notices if notice.choices).choices[1]
    assert discard.doubt is not None and picture_path.name in discard.doubt.meaning
    discard.act()
    bench.wait(lambda: session.flows.count == 0)
    assert copies(home) == []
    end(bench, after)
    assert RecoveryStore(home).left_behind() == ()


def test_what_is_done_is_written_down_as_it_happens(bench: Bench, home: Path, picture_path: Path) -> None:
    session = bench.session
    journal = Journal(session, bench.workers, RecoveryStore(home), lambda: True)
    bench.open(picture_path)
    assert journal.is_current and copies(home) == []
    bench.edit()
    bench.wait(lambda: copies(home) and journal.is_current)
    (copy,) = copies(home)
    assert len(open_unpacked(copy).project.candidates) == len(session.selection.candidates)
    session.accept()
    bench.wait(lambda: journal.is_current)
    assert len(open_unpacked(copy).project.document.layers) == 1
    session.layers.set_opacity(0.5)
    bench.wait(lambda: journal.is_current)
    assert open_unpacked(copy).project.document.layers[0].opacity == 0.5
    session.undo()
    session.undo()
    bench.wait(lambda: journal.is_current)
    assert open_unpacked(copy).project.document.layers == ()
    files = {path.name for path in (copy / "pixels").iterdir()}
    assert len(files) == len({*files}) >= 1 + 3 * len(session.selection.candidates)
    end(bench, journal)


def test_nothing_is_written_down_where_that_is_switched_off(bench: Bench, home: Path, picture_path: Path) -> None:
    journal = Journal(bench.session, bench.workers, RecoveryStore(home), lambda: False)
    journal.start()
    bench.open(picture_path)
    bench.edit()
    bench.session.accept()
    bench.qtbot.wait(200)
    assert copies(home) == []
    end(bench, journal)


@pytest.mark.parametrize("error", [DiskFull("the disk"), PictureError("no folder")])
def test_what_cannot_be_written_is_told_once_and_tried_again_until_it_is(
    bench: Bench, home: Path, picture_path: Path, monkeypatch: pytest.MonkeyPatch, error: PictureError
) -> None:
    monkeypatch.setattr("lredit_gui.session.journal._AGAIN_MS", 50)
    store, tried = RecoveryStore(home), []
    write_down = store.keep

    def fail(*_: Any, **__: Any) -> None:
        tried.append(error)
        raise error

    store.keep = fail  # type: ignore[method-assign]
    journal = Journal(bench.session, bench.workers, store, lambda: True)
    bench.open(picture_path)
    bench.edit()
    bench.session.accept()
    bench.wait(lambda: len(tried) > 3)
    assert not journal.is_current and copies(home) == []
    (notice,) = [one for one in bench.notices if "not being kept against a crash" in one.text]
    assert notice.kind is NoticeKind.WARNING and notice.text.endswith("Save your project.")
    assert ("is full" in notice.text) is isinstance(error, DiskFull) and notice.details == error.message
    store.keep = write_down  # type: ignore[method-assign]
    bench.wait(lambda: journal.is_current)
    (copy,) = copies(home)
    assert len(open_unpacked(copy).project.document.layers) == 1
    store.keep = fail  # type: ignore[method-assign]
    bench.session.layers.set_opacity(0.5)
    bench.wait(lambda: len([one for one in bench.texts() if "not being kept" in one]) == 2)
    end(bench, journal)


def restarted(bench: Bench, journal: Journal, home: Path) -> Journal:
    """After a kill; what was left is opened."""
    session = bench.session
    crash(bench, journal)
    for picture in session.history.pictures:
        session.history.close(picture)
    session.set_form(EditForm())
    after = Journal(session, bench.workers, RecoveryStore(home), lambda: True)
    after.start()
    bench.wait(lambda: any(notice.choices for notice in bench.notices))
    next(notice for notice in bench.notices if notice.choices).choices[0].act()
    bench.wait(lambda: session.flows.count == 0 and session.document is not None)
    return after


def test_a_box_a_mask_and_the_words_that_were_not_edited_come_back(
    bench: Bench, home: Path, picture_path: Path
) -> None:
    session = bench.session
    forms: list[EditForm] = []
    session.wordsWanted.connect(forms.append)
    journal = Journal(session, bench.workers, RecoveryStore(home), lambda: True)
    bench.open(picture_path)
    session.selection.draw_box(Box(20, 30, 120, 110))
    bench.wait(lambda: copies(home) and journal.is_current)
    assert not session.history.changed_pictures, "nobody is asked about a box"
    mask = Silhouette(Box(30, 40, 60, 70), np.full((30, 30), 255, np.uint8))
    strokes = Silhouette(Box(0, 0, 10, 10), np.full((10, 10), 255, np.uint8))
    session.draw_mask(mask)
    session.draw_strokes(strokes)
    session.selection.move_box(Box(31, 41, 61, 71))
    bench.write("a red ap")
    held = session.selection.held
    assert not journal.is_current
    bench.wait(lambda: journal.is_current)

    after = restarted(bench, journal, home)
    now = session.selection.held
    assert now.box == held.box == Box(31, 41, 61, 71)
    assert now.mask is not None and now.mask.reach == mask.reach.translated(1, 1) and (now.mask.mask == mask.mask).all()
    assert now.not_from is not None and (now.not_from.mask == strokes.mask).all()
    assert forms[-1].prompt == "a red ap"
    picture = session.history.picture
    assert picture is not None and not picture.is_changed and picture.name.path == picture_path
    session.selection.discard_box()
    after._look.timeout.emit()
    bench.wait(lambda: copies(home) == [])
    end(bench, after)


def test_a_moved_candidate_and_boxes_beside_come_back_with_what_they_were_of(
    bench: Bench, home: Path, picture_path: Path
) -> None:
    session = bench.session
    journal = Journal(session, bench.workers, RecoveryStore(home), lambda: True)
    bench.open(picture_path)
    bench.edit()
    session.accept()
    best = session.selection.candidates.ranked[1]
    session.selection.select(best.candidate_id)
    session.selection.move_box(best.box.translated(2, 1))
    bench.wait(lambda: journal.is_current)
    held = session.selection.held
    after = restarted(bench, journal, home)
    assert session.selection.held == held and session.selection.ghost is not None
    picture = session.history.picture
    assert picture is not None and picture.is_changed, "the layer lies in no file"
    session.selection.draw_box(Box(5, 5, 40, 40))
    session.selection.draw_box(Box(50, 50, 90, 90), adds=True)
    bench.wait(lambda: after.is_current)
    held = session.selection.held
    bench.notices.clear()
    last = restarted(bench, after, home)
    assert session.selection.held == held and held.others == (Box(5, 5, 40, 40),)
    end(bench, last)
