"""One project, several programs: who has it open, and what somebody else wrote to it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lredit_core.errors import ChangedElsewhere
from lredit_core.processes.lock_files import take_lock
from lredit_core.project.claims import Claim, Holder, ProjectClaims, claims_home, key_of
from lredit_core.project.left_files import LeftFiles, content_digest
from lredit_core.project.reading import open_project
from lredit_core.project.recovery import RecoveryStore
from lredit_core.project.writing import ProjectWriter
from tests.core.project.test_errors_while_saving import OTHER, PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filelock import FileLock


@contextmanager
def holding(home: Path, project: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has a project open."""
    code = f"""
        import sys
        from pathlib import Path
        from lredit_core.project.claims import ProjectClaims
        claims = ProjectClaims(Path({str(home)!r}))
        print(claims.claim(Path({str(project)!r})).holder, flush=True)
        sys.stdin.readline()
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "None"
        yield other
        other.kill()


def test_a_project_is_one_programs_until_that_ends_however_it_ends(tmp_path: Path) -> None:
    home, project, link = tmp_path / "open", tmp_path / "work.lredit", tmp_path / "link.lredit"
    project.write_bytes(b"")
    link.symlink_to(project)
    claims = ProjectClaims(home)
    with holding(home, project) as other:
        for path in (project, link, tmp_path / "." / "work.lredit"):
            holder = claims.claim(path).holder
            assert holder is not None and holder.pid == other.pid and holder.host
        assert claims.claim(tmp_path / "else.lredit").is_new
        other.kill()
        other.wait()
        mine = claims.claim(link)
        assert mine.holder is None and mine.is_new and not claims.claim(project).is_new
    assert ProjectClaims(home).claim(project).holder is not None
    claims.release(mine.key)
    claims.release(mine.key)
    assert ProjectClaims(home).claim(project).is_new


def test_nothing_of_a_project_that_was_let_go_is_left(tmp_path: Path) -> None:
    claims = ProjectClaims(tmp_path / "open")
    claims.release(claims.claim(tmp_path / "work.lredit").key)
    assert list((tmp_path / "open").iterdir()) == []
    claims.claim(tmp_path / "work.lredit")
    claims.release_all()
    assert ProjectClaims(tmp_path / "open").claim(tmp_path / "work.lredit").is_new


@pytest.mark.parametrize("home", ["/dev/null/open", "/proc/open"])
def test_where_there_are_no_locks_nobody_is_kept_from_a_project(tmp_path: Path, home: str) -> None:
    assert ProjectClaims(Path(home)).claim(tmp_path / "work.lredit").holder is None


def test_what_another_program_wrote_is_not_replaced_unless_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "work.lredit"
    ProjectWriter().write(OTHER, path)
    mine, theirs = open_project(path), open_project(path)
    theirs.writer.write(PROJECT, path)
    written = path.read_bytes()
    link = tmp_path / "link.lredit"
    link.symlink_to(path)
    for to in (path, link):
        with pytest.raises(ChangedElsewhere, match=r"changed by another program .* save again and choose\.$"):
            mine.writer.write(OTHER, to)
    assert path.read_bytes() == written and len(list(tmp_path.iterdir())) == 2
    mine.writer.write(OTHER, path, replaces_others=True)
    assert content_digest(path) != content_digest(tmp_path / "gone.lredit")
    mine.writer.write(replace(OTHER, title="mine"), path)
    with pytest.raises(ChangedElsewhere):
        theirs.writer.write(PROJECT, path)
    path.unlink()
    theirs.writer.write(PROJECT, path)  # nothing is lost where nothing is


def test_the_same_again_by_another_program_is_no_change(tmp_path: Path) -> None:
    """A backup that was put back, a share that answers with other times."""
    path = tmp_path / "work.lredit"
    ProjectWriter().write(OTHER, path)
    mine, data = open_project(path), path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    os.utime(path, (1, 1))
    mine.writer.write(PROJECT, path)
    for damaged in (b"", b"PK\x03\x04 no project", data[: len(data) // 2]):
        path.write_bytes(damaged)
        with pytest.raises(ChangedElsewhere):
            mine.writer.write(PROJECT, path)


def test_a_change_while_it_is_being_saved_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "work.lredit"
    ProjectWriter().write(OTHER, path)
    mine, theirs = open_project(path), open_project(path)
    gathered = mine.writer._former_entries

    def changed_meanwhile() -> object:
        theirs.writer.write(PROJECT, path)
        return gathered()

    monkeypatch.setattr(mine.writer, "_former_entries", changed_meanwhile)
    with pytest.raises(ChangedElsewhere):
        mine.writer.write(OTHER, path)
    assert len(open_project(path).project.document.layers) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["work.lredit"]


STARTS = int(os.environ.get("LREDIT_STARTS", "40"))


def test_programs_that_start_at_once_never_take_each_others_journals(tmp_path: Path) -> None:
    """Each begins a journal while the other looks for what was left behind."""
    code = f"""
        import sys
        from pathlib import Path
        from lredit_core.project.recovery import RecoveryStore
        home, lost, offered = Path({str(tmp_path)!r}), 0, 0
        def write(folder):
            folder.mkdir(exist_ok=True)
            (folder / "project.json").write_bytes(b"x")
        for number in range({STARTS}):
            store = RecoveryStore(home)
            offered += len(store.left_behind())
            store.keep("a", "mine", None, is_project=False, write=write)
            store.keep("a", "mine", None, is_project=False, write=write)
            lost += not (store._folder / "a.lredit" / "project.json").exists()
            store.end()
        print(lost, offered)
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [program.communicate()[0].strip() for program in programs] == ["0 0"] * 3
    assert RecoveryStore(tmp_path).left_behind() == ()


def test_locks_lie_with_the_programs_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    project, claims = tmp_path / "one.lredit", ProjectClaims()
    assert claims.claim(project).is_new
    assert {path.name for path in claims_home().iterdir()} >= {f"{key_of(project)}.lock", f"{key_of(project)}.json"}
    claims.release_all()
    assert claims_home().is_relative_to(tmp_path)


def test_what_has_no_lock_is_let_go_of_too(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_bytes(b"no folder")
    claims, project = ProjectClaims(home), tmp_path / "one.lredit"
    assert claims.claim(project) == Claim(key_of(project), is_new=True)
    claims.release_all()
    assert claims.claim(project).is_new
    claims.release(key_of(project))
    assert claims.claim(project).is_new


@pytest.mark.parametrize("times", [1, 3])
def test_a_lock_whose_file_goes_just_then_is_taken_again_a_few_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    taken: list[Path] = []

    def take(path: Path) -> FileLock | None:
        lock = take_lock(path)
        taken.append(path)
        if len(taken) <= times:
            path.unlink()
        return lock

    monkeypatch.setattr("lredit_core.project.claims.take_lock", take)
    claim = ProjectClaims(tmp_path / "open").claim(tmp_path / "one.lredit")
    assert claim.is_new == (times == 1) and len(taken) == min(times + 1, 3)
    assert claim.holder == (None if times == 1 else Holder())


@pytest.mark.parametrize("note", [None, b"", b"[]", b'{"pid": "x", "host": ""}', b'{"host": "here"}'])
def test_a_holder_whose_note_cannot_be_read_is_not_known(tmp_path: Path, note: bytes | None) -> None:
    home, project = tmp_path / "open", tmp_path / "one.lredit"
    with holding(home, project) as _other:
        place = home / f"{key_of(project)}.json"
        place.unlink()
        if note is not None:
            place.write_bytes(note)
        assert ProjectClaims(home).claim(project).holder == Holder()


def test_what_may_have_been_written_is_no_change_of_others(tmp_path: Path) -> None:
    path, left = tmp_path / "one.lredit", LeftFiles()
    left.note_attempt(path, "attempt")
    assert left.digest(path) == "" and left.is_as_left(path), "it was never looked at"
    ProjectWriter().write(PROJECT, path)
    left.note(path, "before")
    assert left.digest(path) == "before" and not left.is_as_left(path)
    left.note_attempt(path, content_digest(path) or "")
    assert left.is_as_left(path)


def test_a_path_that_leads_to_another_project_now_replaces_nothing(tmp_path: Path) -> None:
    a, b, cur = (tmp_path / name for name in ("a", "b", "cur"))
    for folder in (a, b):
        folder.mkdir()
        ProjectWriter().write(PROJECT, folder / "w.lredit")
    cur.symlink_to(a)
    writer = open_project(cur / "w.lredit").writer
    left = writer.left.digest(cur / "w.lredit")
    cur.unlink()
    cur.symlink_to(b)
    before = (b / "w.lredit").read_bytes()
    with pytest.raises(ChangedElsewhere):
        writer.write(OTHER, cur / "w.lredit")
    assert (b / "w.lredit").read_bytes() == before
    assert left and writer.left.digest(cur / "w.lredit") == left, "a journal knows what it was of"
    (b / "w.lredit").unlink()
    writer.write(OTHER, cur / "w.lredit")
    assert content_digest(b / "w.lredit") != content_digest(a / "w.lredit")


def test_what_lies_in_place_of_a_project_has_the_content_of_none(tmp_path: Path) -> None:
    assert content_digest(tmp_path) == "" and content_digest(tmp_path / "gone") is None
    (tmp_path / "text").write_bytes(b"no archive")
    assert content_digest(tmp_path / "text") == ""
