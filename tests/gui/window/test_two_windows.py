"""One project in two windows or tabs, changed by others meanwhile, or not to be saved at all: nothing is lost in
silence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from lredit_core.project.claims import claims_home
from lredit_core.project.reading import open_project, open_unpacked
from lredit_core.project.recovery import RecoveryStore
from lredit_gui.session.journal import Journal
from lredit_gui.session.notice import NoticeKind
from lredit_gui.window.actions import Action
from tests.core.project.test_claims import holding
from tests.failing_calls import ERRORS, Failing, failing
from tests.gui.session.test_journal import copies, end, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_gui.session.open_picture import OpenPicture
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def project(edited: MainWindow, bench: Bench, tmp_path: Path) -> Path:
    """A project that is open, with one layer."""
    path = tmp_path / "work.lredit"
    edited.session.accept()
    save(bench, path)
    return path


def shown(bench: Bench) -> OpenPicture:
    picture = bench.session.history.picture
    assert picture is not None
    return picture


def reopened(bench: Bench, path: Path) -> OpenPicture:
    bench.session.close_picture(shown(bench))
    bench.wait(lambda: bench.session.flows.count == 0)
    bench.open(path)
    return shown(bench)


def changed_by_others(path: Path) -> bytes:
    theirs = open_project(path)
    theirs.writer.write(
        theirs.project.__class__(
            "theirs", theirs.project.document.without_layer(theirs.project.document.layers[0].layer_id)
        ),
        path,
    )
    return path.read_bytes()


def answer(window: MainWindow, bench: Bench, name: str, text: str) -> None:
    def boxes() -> list[QMessageBox]:
        return [box for box in window.findChildren(QMessageBox, name) if box.isVisible()]

    bench.wait(boxes)
    next(button for button in boxes()[0].buttons() if button.text().replace("&", "") == text).click()


def test_a_project_that_another_window_has_is_opened_as_a_copy_and_says_so(
    edited: MainWindow, bench: Bench, project: Path
) -> None:
    session = bench.session
    session.close_picture(shown(bench))
    bench.wait(lambda: session.flows.count == 0)
    before = project.read_bytes()
    with holding(claims_home(), project) as other:
        bench.open(project)
        picture = shown(bench)
        assert picture.project_path is None and not picture.is_changed
        notice = bench.notices[-1]
        assert notice.kind is NoticeKind.WARNING
        assert "work.lredit" in notice.text and f"process {other.pid}" in notice.text and "a copy" in notice.text
        session.layers.choose([picture.document.layers[0].layer_id])
        session.layers.set_opacity(0.3)
        edited.action_set[Action.SAVE].trigger()
        bench.wait(lambda: edited.findChildren(QFileDialog, "saveDialog"))
        assert picture.name.title == "work (copy).lredit" and "work (copy).lredit" in edited.windowTitle()
        assert [edited.tabs.tabText(index).removeprefix("\u2022 ") for index in range(edited.tabs.count())] == [
            "work (copy).lredit"
        ]
        (dialog,) = edited.findChildren(QFileDialog, "saveDialog")
        assert [Path(name).name for name in dialog.selectedFiles()] == ["work (copy).lredit"]
        dialog.fileSelected.emit(str(project))
        dialog.close()
        bench.wait(lambda: "Save under another name or close it there." in bench.texts()[-1])
        assert project.read_bytes() == before and picture.is_changed
    save(bench, project)  # it was closed there
    assert picture.project_path == project and project.read_bytes() != before


def test_the_same_project_by_a_link_is_shown_in_its_tab(bench: Bench, project: Path, tmp_path: Path) -> None:
    session, picture = bench.session, shown(bench)
    link = tmp_path / "link.lredit"
    link.symlink_to(project)
    bench.open(tmp_path / "meadow.png")
    assert shown(bench) is not picture
    session.open_path(link)
    bench.wait(lambda: session.history.picture is picture)
    assert len(session.history.pictures) == 2


def test_a_project_is_let_go_when_its_tab_closes_or_gets_another_name(bench: Bench, project: Path) -> None:
    claims = bench.session.pictures.claims
    other = project.with_name("other.lredit")
    save(bench, other)
    with holding(claims_home(), project):
        assert claims.claim(project).holder is not None
        assert not claims.claim(other).is_new, "that one is this window's"
    bench.session.close_picture(shown(bench))
    bench.wait(lambda: bench.session.flows.count == 0)
    with holding(claims_home(), other):
        assert claims.claim(other).holder is not None


@pytest.mark.parametrize("pressed", ["Save under another name", "Replace", "Cancel"])
def test_what_another_program_wrote_is_asked_about_before_it_is_replaced(
    edited: MainWindow, bench: Bench, project: Path, pressed: str
) -> None:
    picture = reopened(bench, project)
    layer = picture.document.layers[0]
    bench.session.layers.choose([layer.layer_id])
    bench.session.layers.set_opacity(0.3)
    theirs = changed_by_others(project)
    edited.action_set[Action.SAVE].trigger()
    answer(edited, bench, "changedQuestion", pressed)
    if pressed == "Save under another name":
        bench.wait(lambda: edited.findChildren(QFileDialog, "saveDialog"))
        (dialog,) = edited.findChildren(QFileDialog, "saveDialog")
        dialog.fileSelected.emit(str(project.with_name("mine.lredit")))
        dialog.close()
    bench.wait(lambda: bench.session.flows.count == 0)
    assert (project.read_bytes() == theirs) is (pressed != "Replace")
    assert picture.is_changed is (pressed == "Cancel")
    mine = {"Replace": project, "Cancel": None}.get(pressed, project.with_name("mine.lredit"))
    if mine is not None:
        assert open_project(mine).project.document.layers[0].opacity == 0.3 and picture.project_path == mine


def test_saving_by_itself_asks_nobody_and_says_it_once(
    edited: MainWindow, bench: Bench, project: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = reopened(bench, project)
    bench.session.layers.choose([picture.document.layers[0].layer_id])
    bench.session.layers.set_opacity(0.3)
    theirs = changed_by_others(project)
    preferences.autosave_minutes = 1
    actions = edited.project_actions
    for _ in range(3):
        actions._saved_at_s -= 100
        actions.save_by_itself()
        bench.wait(lambda: bench.session.flows.count == 0)
    told = [text for text in bench.texts() if "changed by another program" in text]
    assert len(told) == 1 and project.read_bytes() == theirs and picture.is_changed
    assert not edited.findChildren(QMessageBox, "changedQuestion")


def test_after_a_crash_what_others_wrote_meanwhile_is_asked_about_as_well(
    edited: MainWindow, bench: Bench, project: Path, tmp_path: Path
) -> None:
    session, home = bench.session, tmp_path / "recovery"
    journal = Journal(session, bench.workers, RecoveryStore(home), lambda: False)
    session.layers.choose([shown(bench).document.layers[0].layer_id])
    session.layers.set_opacity(0.3)
    journal.keep_now()
    bench.wait(lambda: session.flows.count == 0)
    journal._is_over = True
    journal._store.leave()
    session.history.close(shown(bench))
    theirs = changed_by_others(project)
    after = Journal(session, bench.workers, RecoveryStore(home), lambda: False)
    after.start()
    bench.wait(lambda: any(notice.choices for notice in bench.notices))
    next(notice for notice in bench.notices if notice.choices).choices[0].act()
    bench.wait(lambda: session.flows.count == 0)
    assert shown(bench).project_path == project
    edited.action_set[Action.SAVE].trigger()
    answer(edited, bench, "changedQuestion", "Cancel")
    bench.wait(lambda: session.flows.count == 0)
    assert project.read_bytes() == theirs and shown(bench).is_changed
    end(bench, after)


def failed_while(bench: Bench, act: Callable[[], object], fault: Failing) -> str:
    """What is said of it, and nothing but a sentence."""
    count = len(bench.notices)
    with failing(fault):
        act()
        bench.wait(lambda: bench.session.flows.count == 0 and len(bench.notices) > count)
    assert fault.failed
    (notice,) = bench.notices[count:]
    assert notice.kind is NoticeKind.ERROR and "Something went wrong" not in notice.text
    return notice.text


@pytest.mark.parametrize("error", ERRORS)
def test_what_cannot_be_saved_is_said_and_stays_changed_and_in_the_journal(
    edited: MainWindow, bench: Bench, project: Path, tmp_path: Path, error: str
) -> None:
    session, home = bench.session, tmp_path / "recovery"
    journal = Journal(session, bench.workers, RecoveryStore(home), lambda: False)
    session.layers.choose([shown(bench).document.layers[0].layer_id])
    session.layers.set_opacity(0.3)
    journal.keep_now()
    bench.wait(lambda: session.flows.count == 0)
    before = project.read_bytes()
    fault = Failing(0, error, only="fsync", within=tmp_path)
    text = failed_while(bench, edited.action_set[Action.SAVE].trigger, fault)
    assert text.endswith(
        ("Choose another folder or name.", "choose another disk.", "Choose another one.", "Try again.")
    )
    assert project.read_bytes() == before and shown(bench).is_changed and edited.isWindowModified()
    (copy,) = copies(home)
    assert open_unpacked(copy).project.document.layers[0].opacity == 0.3
    edited.action_set[Action.SAVE].trigger()
    bench.wait(lambda: not shown(bench).is_changed)
    bench.wait(lambda: copies(home) == [] and session.flows.count == 0)
    assert open_project(project).project.document.layers[0].opacity == 0.3
    assert not list(tmp_path.glob(".*.lredit-part"))
    end(bench, journal)


def test_an_export_that_fails_is_said_and_nothing_counts_as_exported(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    bench.session.accept()
    out = tmp_path / "out.png"
    out.write_bytes(b"an older picture")
    text = failed_while(bench, lambda: bench.session.export(out), Failing(0, "ENOSPC", only="write", within=tmp_path))
    assert "Free some room or choose another disk." in text and out.read_bytes() == b"an older picture"
    assert shown(bench).is_changed and not bench.session.pictures.is_exporting and edited.isWindowModified()
    bench.session.export(out)
    bench.wait(lambda: not shown(bench).is_changed)
