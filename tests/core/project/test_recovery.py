"""Copies for after a crash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from lredit_core.errors import PictureError
from lredit_core.processes.lock_files import NoLocks, take_lock
from lredit_core.project.recovery import LeftBehind, RecoveryStore, recovery_home

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import FileLock


def fill(folder: Path, size: int) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "project.json").write_bytes(b"x" * size)


def keep(store: RecoveryStore, key: str, size: int = 100, path: Path | None = None) -> None:
    store.keep(key, f"picture {key}", path, is_project=path is not None, write=lambda folder: fill(folder, size))


def crashed(home: Path, *keys: str, size: int = 100) -> None:
    """A run that was killed."""
    code = f"""
        import os
        from pathlib import Path
        from lredit_core.project.recovery import RecoveryStore
        from tests.core.project.test_recovery import fill
        store = RecoveryStore(Path({str(home)!r}))
        for key in {keys!r}:
            path = Path("/pictures/caf\\udce9.lredit")
            store.keep(key, "my " + key, path, is_project=True, write=lambda folder: fill(folder, {size}))
        os._exit(9)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert done.returncode == 9


def test_what_a_killed_run_left_is_found_by_one_run_and_taken_over(tmp_path: Path) -> None:
    crashed(tmp_path, "one", "two")
    store, other = RecoveryStore(tmp_path), RecoveryStore(tmp_path)
    one, two = store.left_behind()  # in the order in which they were begun
    assert (one.title, one.is_project, os.fspath(one.path or "")) == ("my one", True, "/pictures/caf\udce9.lredit")
    assert other.left_behind() == (), "another run has it in hand"
    store.take_over(one, "a")
    store.forget(two)
    assert not one.folder.exists() and not two.folder.exists()
    store.end()
    assert list(tmp_path.iterdir()) == []


def test_a_clean_end_leaves_nothing_but_what_was_not_looked_at(tmp_path: Path) -> None:
    crashed(tmp_path, "one")
    store = RecoveryStore(tmp_path)
    keep(store, "own")
    assert RecoveryStore(tmp_path).left_behind()[0].title == "my one", "the one that runs is not left behind"
    store.end()
    assert [left.title for left in RecoveryStore(tmp_path).left_behind()] == ["my one"]


def test_nothing_is_made_before_there_is_a_copy(tmp_path: Path) -> None:
    home = tmp_path / "recovery"
    store = RecoveryStore(home)
    assert store.left_behind() == ()
    store.discard("nothing")
    store.end()
    assert not home.exists()


def test_a_copy_is_forgotten_with_its_note(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    keep(store, "one", path=tmp_path / "there.lredit")
    keep(store, "two")
    store.discard("one")
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["lock", "two.json", "two.lredit"]
    store.end()


@pytest.mark.parametrize("note", [b"", b"[]", b'{"title": 1}', b'{"title": "x", "path": 7, "is_project": true}'])
def test_a_copy_whose_note_is_damaged_is_offered_all_the_same(tmp_path: Path, note: bytes) -> None:
    crashed(tmp_path, "one")
    (path,) = tmp_path.glob("*/one.json")
    path.write_bytes(note)
    (left,) = RecoveryStore(tmp_path).left_behind()
    assert left.folder.name == "one.lredit" and not left.is_project and left.path is None


def test_the_oldest_copies_go_beyond_the_budget_those_left_behind_first(tmp_path: Path) -> None:
    crashed(tmp_path, "old", size=600)
    store = RecoveryStore(tmp_path, budget_bytes=1000)
    (left,) = store.left_behind()
    keep(store, "a", 300)
    assert left.folder.exists()
    keep(store, "b", 300)
    assert not left.folder.exists()
    keep(store, "c", 500)
    assert sorted(path.name for path in tmp_path.glob("*/*.lredit")) == ["b.lredit", "c.lredit"]
    keep(store, "d", 1200)
    assert sorted(path.name for path in tmp_path.glob("*/*.lredit")) == []
    store.end()


def test_a_place_that_cannot_be_read_offers_nothing(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_bytes(b"no folder")
    assert RecoveryStore(home).left_behind() == ()
    RecoveryStore(tmp_path).forget(LeftBehind(tmp_path / "gone.lredit", "gone"))


def test_what_is_being_removed_is_no_copy_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed in the middle, a half of it stays."""
    store = RecoveryStore(tmp_path)
    keep(store, "one")
    keep(store, "two")
    monkeypatch.setattr("lredit_core.project.recovery.shutil.rmtree", lambda *_args, **_named: None)
    store.discard("one")
    for lock in store._locks.values():
        lock.release()
    assert [left.title for left in RecoveryStore(tmp_path).left_behind()] == ["picture two"]
    later = RecoveryStore(tmp_path)
    keep(later, "three")
    later.end()
    assert "picture three" not in [left.title for left in RecoveryStore(tmp_path).left_behind()]


def test_a_copy_is_known_by_its_name_however_early_the_program_was_killed(tmp_path: Path) -> None:
    class Killed(BaseException):
        pass

    def write(folder: Path) -> None:
        fill(folder, 10)
        raise Killed

    store = RecoveryStore(tmp_path)
    with pytest.raises(Killed):
        store.keep("one", "meadow.png", None, is_project=False, write=write)
    for lock in store._locks.values():
        lock.release()
    assert [left.title for left in RecoveryStore(tmp_path).left_behind()] == ["meadow.png"]


def test_copies_lie_with_the_programs_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert recovery_home().name == "recovery"
    keep(RecoveryStore(), "one")
    assert len(list(recovery_home().glob("*/one.lredit"))) == 1


def test_what_was_left_behind_and_not_dealt_with_is_offered_again_after_a_clean_end(tmp_path: Path) -> None:
    crashed(tmp_path, "one")
    store = RecoveryStore(tmp_path)
    assert [left.title for left in store.left_behind()] == ["my one"]
    store.end()
    assert [left.title for left in RecoveryStore(tmp_path).left_behind()] == ["my one"]


def test_an_end_that_nobody_was_asked_about_leaves_the_copies(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    keep(store, "one")
    store.leave()
    assert [left.title for left in RecoveryStore(tmp_path).left_behind()] == ["picture one"]


def test_a_note_is_written_once_and_again_where_it_says_something_else(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    keep(store, "one")
    (note,) = tmp_path.glob("*/one.json")
    before = note.stat().st_ino, note.stat().st_mtime_ns
    keep(store, "one", 200)
    assert (note.stat().st_ino, note.stat().st_mtime_ns) == before
    keep(store, "one", path=tmp_path / "own.lredit")
    assert b"own.lredit" in note.read_bytes()


def test_copies_of_another_program_that_runs_are_not_thrown_away(tmp_path: Path) -> None:
    other, store = RecoveryStore(tmp_path), RecoveryStore(tmp_path, budget_bytes=100)
    keep(other, "theirs", 600)
    keep(store, "own", 600)
    assert [path.name for path in tmp_path.glob("*/*.lredit")] == ["theirs.lredit"]


def test_a_folder_that_somebody_cleared_away_is_made_again(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    keep(store, "one")
    (folder,) = tmp_path.iterdir()
    shutil.rmtree(folder)
    keep(store, "two")
    assert sorted(path.name for path in folder.iterdir()) == ["lock", "two.json", "two.lredit"]
    assert RecoveryStore(tmp_path).left_behind() == ()


def test_where_another_program_was_quicker_the_next_folder_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Path] = []

    def take(path: Path) -> FileLock | None:
        tried.append(path)
        if len(tried) == 1:
            return None
        lock = take_lock(path)
        if len(tried) == 2:
            path.unlink()  # the other, which looked into it, removes the folder's lock
        return lock

    monkeypatch.setattr("lredit_core.project.recovery.take_lock", take)
    store = RecoveryStore(tmp_path)
    keep(store, "one")
    assert len({path.parent for path in tried}) == 3
    assert [path.parent for path in tmp_path.glob("*/one.lredit")] == [tried[-1].parent]


@pytest.mark.parametrize("has_locks", [False, True])
def test_without_a_lock_it_is_said_that_nothing_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_locks: bool
) -> None:
    def take(_path: Path) -> None:
        if not has_locks:
            raise NoLocks("none")

    monkeypatch.setattr("lredit_core.project.recovery.take_lock", take)
    with pytest.raises(PictureError, match=r"takes no locks\. Save them yourself\.$"):
        keep(RecoveryStore(tmp_path), "one")
    assert not list(tmp_path.glob("*/*.lredit"))


def test_a_run_whose_lock_was_lost_to_another_keeps_no_copies_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = RecoveryStore(tmp_path)
    keep(store, "one")
    (lock,) = tmp_path.glob("*/lock")
    lock.unlink()
    monkeypatch.setattr("lredit_core.project.recovery.take_lock", lambda _path: None)
    with pytest.raises(PictureError, match="takes no locks"):
        keep(store, "two")
    assert [path.name for path in tmp_path.glob("*/*.lredit")] == ["one.lredit"]


@pytest.mark.parametrize("held_files_stay", [False, True])
def test_a_lock_that_cannot_be_removed_while_it_is_held_goes_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held_files_stay: bool
) -> None:
    store, remove = RecoveryStore(tmp_path), shutil.rmtree
    keep(store, "one")
    (lock,) = store._locks.values()
    seen: list[bool] = []

    def remove_what_is_not_held(folder: Path, *, ignore_errors: bool) -> None:
        seen.append(lock.is_locked)
        if not (held_files_stay and lock.is_locked):
            remove(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr("lredit_core.project.recovery.shutil.rmtree", remove_what_is_not_held)
    monkeypatch.setattr("lredit_core.project.recovery._HELD_FILES_STAY", held_files_stay)
    store.end()
    assert list(tmp_path.iterdir()) == []
    assert all(seen) is not held_files_stay, "nothing is removed without the lock where it can be removed with it"
