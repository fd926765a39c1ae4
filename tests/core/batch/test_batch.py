"""A batch from its list to its files: what is resumed, what fails, what a kill costs."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from lredit_core.api.request import Preset
from lredit_core.batch.checking import checked
from lredit_core.batch.journal import CHANGED_NOTE, JOURNAL_NAME, BatchJournal, RowRecord, file_digest, read_records
from lredit_core.batch.manifest import read_manifest
from lredit_core.batch.naming import with_checked_names
from lredit_core.batch.output_names import check_pattern, output_name
from lredit_core.batch.parts import part_path
from lredit_core.batch.row_edit import BatchSettings, RowJob
from lredit_core.batch.running import loader_of, open_results, run_batch
from lredit_core.batch.worker_pool import WorkerPool, can_fork
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.document.document import Document
from lredit_core.errors import InvalidRequest, LreditError, Stopped
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.pictures.opening import open_picture
from lredit_core.project.content import Project
from lredit_core.project.reading import open_project
from lredit_core.project.writing import ProjectWriter
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from lredit_core.batch.manifest import Manifest
    from lredit_core.batch.running import BatchProgress

ROOT = Path(__file__).parents[3]


def write_pictures(folder: Path, count: int) -> None:
    for number in range(count):
        pixels = np.random.default_rng(number).integers(60, 120, (48, 64, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")


def write_list(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "list.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Manifest:
    write_pictures(tmp_path, 4)
    rows: list[dict[str, Any]] = [{"picture": f"{number}.png", "prompt": "a red apple"} for number in range(4)]
    rows[2]["boxes"] = [[4, 4, 30, 30]]
    return checked(read_manifest(write_list(tmp_path, rows)))


def contents(folder: Path) -> dict[str, str]:
    """Digests of all results, without the journal's times."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != JOURNAL_NAME)
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in files}


# The list


def test_a_row_says_all_that_an_edit_hangs_on(tmp_path: Path) -> None:
    write_pictures(tmp_path, 1)
    Image.fromarray(np.full((48, 64), 255, np.uint8)).save(tmp_path / "mask.png")
    row = {
        "picture": "0.png", "prompt": "", "intent": "Remove", "boxes": [[1, 2, 30, 40], "5 6 20 30"], "seed": "7",
        "preset": "fast", "editor": "diffusion", "mask": "mask.png", "out": "{name}.jpg",
    }  # fmt: skip
    (read,) = read_manifest(write_list(tmp_path, [row])).rows
    assert read.intent is EditIntent.REMOVE and read.preset is Preset.FAST and read.seed == 7
    assert read.boxes == (Box(1, 2, 30, 40), Box(5, 6, 20, 30))
    assert read.editor == "diffusion" and read.mask == tmp_path / "mask.png" and read.out == "{name}.jpg"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"seed": -1}, "Its seed is -1"),
        ({"seed": True}, "Its seed is true"),
        ({"preset": "slow"}, 'preset is "slow"'),
        ({"intent": "paint"}, 'intent is "paint"'),
        ({"boxes": {"x": 1}}, "a list of"),
        ({"boxes": [[1, 2, 3]]}, "four numbers"),
        ({"picture": "*.tif"}, "No picture fits"),
        ({"picture": "../*.png"}, "wildcards"),
        ({"prompt": ""}, "no prompt"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(tmp_path: Path, row: dict[str, Any], why: str) -> None:
    write_pictures(tmp_path, 1)
    manifest = read_manifest(write_list(tmp_path, [{"picture": "0.png", "prompt": "a pear", **row}]))
    assert not manifest.rows and why in manifest.bad[0].why


def test_a_name_with_wildcards_is_all_pictures_that_fit(tmp_path: Path) -> None:
    write_pictures(tmp_path, 3)
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / "sub").mkdir()
    write_pictures(tmp_path / "sub", 1)
    rows = [{"picture": "[02].png", "prompt": "a pear"}, {"picture": "**/*", "prompt": "an apple"}]
    found = read_manifest(write_list(tmp_path, rows)).rows
    assert [(row.number, row.picture) for row in found] == [
        (1, "0.png"), (2, "2.png"), (3, "0.png"), (4, "1.png"), (5, "2.png"), (6, "sub/0.png"),
    ]  # fmt: skip


# Names of files


def test_a_pattern_is_filled_and_stays_inside_of_the_folder(listed: Manifest) -> None:
    row = replace(listed.rows[0], picture="holiday/../C:\\beach/ü b.png", prompt="a/../b")
    assert output_name("{number}-{name}.png", row, seed=3) == "0001-ü_b.png"
    assert output_name("{folder}/{prompt}-{seed}.jpg", row, seed=3) == "holiday/beach/a_.._b-3.jpg"
    assert output_name("con.png", row, seed=0) == "_con.png"
    with pytest.raises(ValueError, match="outside"):
        output_name("../{name}.png", row, seed=0)


@pytest.mark.parametrize("pattern", ["{nam}.png", "{name!r}.png", "{name:>9}.png", "{name.png", "{name}", "{name}.xyz"])
def test_a_pattern_that_cannot_be_is_refused(pattern: str) -> None:
    with pytest.raises(LreditError):
        check_pattern(pattern)


def bad_names(listed: Manifest, out: Path, *outs: str, written: tuple[str, ...] = (), **more: Any) -> list[str]:
    rows = tuple(replace(row, out=name) for row, name in zip(listed.rows, outs, strict=False))
    named = with_checked_names(replace(listed, rows=rows), BatchSettings(**more), out, written=written)
    assert len(named.rows) + len(named.bad) == len(rows)
    return [row.why for row in named.bad]


def test_rows_whose_files_cannot_be_are_bad_and_the_others_stay(listed: Manifest, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (why,) = bad_names(listed, out, "same.png", "SAME.png", "other.png")
    assert "as line 1" in why
    (why,) = bad_names(listed, out, "a.png", "a.png.lredit/b.png")
    assert "as line 1" in why
    for name, words in (
        ("../x.png", "outside"),
        ("x.bmp", "not written"),
        ("x" * 300 + ".png", "too long"),
        ("/x.png", "root"),
    ):
        (why,) = bad_names(listed, out, name, "fine.png")
        assert words in why, name
    assert bad_names(listed, out, "x" * 250 + ".png", "fine.png") != []
    assert bad_names(listed, out, "x" * 250 + ".png", "fine.png", keeps_projects=False) == []
    (why, _again) = bad_names(listed, out, "a.png", "b.png", editor="nope")
    assert 'no editor "nope"' in why


def test_nothing_of_a_persons_is_replaced(listed: Manifest, tmp_path: Path) -> None:
    (why,) = bad_names(listed, tmp_path, "{name}.png", "new.png")
    assert "was not written by this batch" in why, "the picture itself"
    (tmp_path / "a.png.lredit").write_text("a project of mine")
    assert len(bad_names(listed, tmp_path, "a.png", "b.png")) == 1
    assert bad_names(listed, tmp_path, "a.png", "b.png", written=("a.png", "a.png.lredit")) == []
    (tmp_path / "link.png").symlink_to(tmp_path / "elsewhere.png")
    assert len(bad_names(listed, tmp_path, "link.png", written=("link.png",))) == 1
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "way").symlink_to(tmp_path)
    (why,) = bad_names(listed, tmp_path / "out", "way/c.png")
    assert "by a link" in why


def test_a_second_run_into_one_folder_is_refused(tmp_path: Path) -> None:
    first = open_results(tmp_path, resumes=False)
    assert first.is_empty
    with pytest.raises(InvalidRequest, match="Another run"):
        open_results(tmp_path, resumes=True)


# The journal


def picture(path: Path, colour: str = "red") -> Path:
    Image.new("RGB", (64, 48), colour).save(path)
    return path


def record(folder: Path, name: str = "a.png", *, colour: str = "red") -> RowRecord:
    files = {name: file_digest(picture(folder / name, colour))}
    return RowRecord("digest", 1, "a", "/a", "a pear", files=files, regions=((1, 2, 3, 4),))


def cut(path: Path) -> None:
    """As a disk that fills up leaves a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def project(path: Path, title: str = "as it was made") -> Path:
    ProjectWriter().write(Project(title, Document(PixelBuffer(np.zeros((8, 8, 3), np.uint8)))), path)
    return path


def test_a_row_is_done_while_its_files_are_as_they_were(tmp_path: Path) -> None:
    BatchJournal(tmp_path).keep(record(tmp_path))
    journal = BatchJournal(tmp_path)
    known = journal.done("digest")
    assert known is not None and known.regions == ((1, 2, 3, 4),)
    assert journal.done("another") is None
    cut(tmp_path / "a.png")
    assert journal.done("digest") is None and journal.changed_file(["a.png"]) == ""
    (tmp_path / "a.png").write_bytes(b"")
    assert journal.done("digest") is None and journal.changed_file(["a.png"]) == ""
    (tmp_path / "a.png").unlink()
    assert journal.done("digest") is None and journal.changed_file(["a.png"]) == ""


def test_what_a_person_made_of_a_result_is_left_as_it_is(tmp_path: Path) -> None:
    journal = BatchJournal(tmp_path)
    journal.keep(record(tmp_path))
    picture(tmp_path / "a.png", "green")
    known = journal.done("digest")
    assert known is not None and known.notes == (CHANGED_NOTE,)
    assert journal.changed_file(["b.png", "a.png"]) == "a.png"
    (tmp_path / "a.png").write_text("some notes of mine")
    assert journal.changed_file(["a.png"]) == "a.png"
    (tmp_path / "a.png").unlink()
    (tmp_path / "a.png").mkdir()
    assert journal.changed_file(["a.png"]) == "a.png"


def test_what_another_run_of_ours_wrote_is_neither_done_nor_anybodys(tmp_path: Path) -> None:
    journal = BatchJournal(tmp_path)
    journal.keep(record(tmp_path))
    journal.keep(replace(record(tmp_path, colour="blue"), digest="second"))
    for known in (journal, BatchJournal(tmp_path)):
        assert known.done("digest") is None and known.done("second") is not None
        assert known.changed_file(["a.png"]) == ""


def test_a_file_is_known_whatever_lines_came_after_it(tmp_path: Path) -> None:
    """A row that failed since, and what a later version writes besides."""
    made = record(tmp_path)
    lines = [made.as_json() | {"rating": 5}, made.as_json() | {"files": {}, "failure": "It failed."}]
    (tmp_path / JOURNAL_NAME).write_text("".join(json.dumps(line) + "\n" for line in lines))
    journal = BatchJournal(tmp_path)
    assert journal.written == {"a.png"} and journal.changed_file(["a.png"]) == ""
    picture(tmp_path / "a.png", "green")
    assert journal.changed_file(["a.png"]) == "a.png"


def test_a_project_of_a_later_version_or_that_cannot_be_read_is_nobodys_damage(tmp_path: Path) -> None:
    made = RowRecord("digest", 1, "a", "/a", "a pear", files={"a.lredit": file_digest(project(tmp_path / "a.lredit"))})
    journal = BatchJournal(tmp_path)
    journal.keep(made)
    with zipfile.ZipFile(project(tmp_path / "a.lredit", "mine")) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["project.json"] = entries["project.json"].replace(b'"version": 2', b'"version": 99')
    with zipfile.ZipFile(tmp_path / "a.lredit", "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    with pytest.raises(LreditError, match="later"):
        open_project(tmp_path / "a.lredit")
    assert journal.changed_file(["a.lredit"]) == "a.lredit"
    cut(tmp_path / "a.lredit")
    assert journal.changed_file(["a.lredit"]) == ""


@pytest.mark.parametrize("name", ["a\x85b.png", "a\u2028b.png", "a\x0cb.png"])
def test_names_may_hold_other_ends_of_lines(tmp_path: Path, name: str) -> None:
    BatchJournal(tmp_path).keep(record(tmp_path, name))
    assert BatchJournal(tmp_path).written == {name}
    assert BatchJournal(tmp_path).done("digest") is not None
    (read,) = read_manifest(write_list(tmp_path, [{"picture": name, "prompt": "a pear"}])).rows
    assert read.picture == name


def test_files_that_a_kill_kept_from_their_names_get_them(tmp_path: Path) -> None:
    made = record(tmp_path)
    part = part_path(tmp_path, made.digest, "a.png")
    part.parent.mkdir()
    (tmp_path / "a.png").rename(part)
    BatchJournal(tmp_path).keep(made)
    journal = open_results(tmp_path, resumes=True)
    assert journal.done(made.digest) is not None and not part.exists()


def test_a_place_that_somebody_took_meanwhile_is_left_to_them(tmp_path: Path) -> None:
    made = record(tmp_path)
    part = part_path(tmp_path, made.digest, "a.png")
    part.parent.mkdir()
    (tmp_path / "a.png").rename(part)
    theirs = picture(tmp_path / "a.png", "green").read_bytes()
    journal = BatchJournal(tmp_path)
    journal.keep(made)
    with pytest.raises(LreditError, match="was changed since"):
        journal.settle(made)
    assert (tmp_path / "a.png").read_bytes() == theirs


@pytest.mark.parametrize(
    "wrong",
    [
        {"failure": 5}, {"failure": ["a"]}, {"prompt": 5}, {"seconds": None}, {"seconds": "abc"},
        {"seconds": float("nan")}, {"seconds": float("inf")}, {"intent": 5}, {"picture": 5}, {"digest": [1]},
        {"number": "one"}, {"number": None}, {"source_path": 5}, {"notes": 5}, {"notes": [5]}, {"files": []},
        {"files": {"a.png": 5}}, {"regions": [[1, 2]]},
    ],
)  # fmt: skip
def test_a_line_of_other_values_is_passed_over_and_the_others_are_read(tmp_path: Path, wrong: dict[str, Any]) -> None:
    good = record(tmp_path)
    lines = [{**good.as_json(), "digest": "bad", **wrong}, good.as_json(), 5, None, []]
    (tmp_path / JOURNAL_NAME).write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert list(read_records(tmp_path)) == [good]


def test_a_line_that_was_cut_off_is_as_if_it_was_not_there(tmp_path: Path) -> None:
    BatchJournal(tmp_path).keep(record(tmp_path))
    place = tmp_path / JOURNAL_NAME
    whole = place.read_bytes()
    place.write_bytes(whole + whole[: len(whole) // 2])
    journal = BatchJournal(tmp_path)
    assert len(list(read_records(tmp_path))) == 1
    journal.keep(replace(record(tmp_path, "b.png"), digest="second"))
    assert [one.digest for one in read_records(tmp_path)] == ["digest", "second"]


def test_a_line_with_numbers_that_are_none_is_passed_over(tmp_path: Path) -> None:
    values = {**record(tmp_path).as_json(), "regions": [[float("inf"), 0, 1, 1]]}
    (tmp_path / JOURNAL_NAME).write_text(json.dumps(values) + "\n")
    assert list(read_records(tmp_path)) == []


@pytest.mark.parametrize("name", ["../a.png", "/etc/passwd", "C:\\a.png", "sub/../../a"])
def test_a_journal_names_no_file_outside_of_its_folder(tmp_path: Path, name: str) -> None:
    values = {**record(tmp_path).as_json(), "files": {name: "0" * 64}}
    (tmp_path / JOURNAL_NAME).write_text(json.dumps(values) + "\n")
    assert list(read_records(tmp_path)) == []


# The run


COLOURS = {"a red apple": "red", "a pear": "green", "die": "white", "die once": "grey", "wait": "black"}


class Script:
    """Makes rows without models: says what it is asked to by the row's prompt. Loaded before it is forked."""

    def __call__(self, job: RowJob, _token: CancellationToken) -> RowRecord:
        row = job.row
        if row.prompt == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if row.prompt == "die once" and not (job.folder / "died").exists():
            (job.folder / "died").write_text("")
            os.kill(os.getpid(), signal.SIGKILL)
        if row.prompt == "wait":
            time.sleep(600)
        part = job.part(job.output)
        part.parent.mkdir(exist_ok=True)
        Image.new("RGB", (8, 8), COLOURS[row.prompt]).save(part)
        files = {job.output: file_digest(part)}
        return RowRecord(job.digest, row.number, row.picture, str(row.path), row.prompt, files=files)


def script() -> Script:
    return Script()


def run(listed: Manifest, out: Path, *, workers: int = 2, resumes: bool = False, **more: Any) -> list[BatchProgress]:
    journal = open_results(out, resumes=resumes)
    return list(run_batch(listed, BatchSettings(), journal, WorkerPool(script, workers), **more))


def with_prompts(listed: Manifest, *prompts: str) -> Manifest:
    rows = tuple(replace(row, prompt=prompt) for row, prompt in zip(listed.rows, prompts, strict=False))
    return replace(listed, rows=rows)


@pytest.mark.skipif(not can_fork(), reason="the script is forked")
class TestThePool:
    def test_each_row_is_made_once_and_told_when_it_is_there(self, listed: Manifest, tmp_path: Path) -> None:
        told = run(listed, tmp_path / "out")
        assert [one.done for one in told] == [1, 2, 3, 4] and told[-1].total == 4
        assert sorted(one.record.number for one in told) == [1, 2, 3, 4]
        assert told[0].seconds_left is not None and told[-1].seconds_left == 0
        assert not multiprocessing.active_children()

    def test_what_was_done_is_passed_over(self, listed: Manifest, tmp_path: Path) -> None:
        run(listed, tmp_path / "out", limit=3)
        with pytest.raises(InvalidRequest, match="--resume"):
            run(listed, tmp_path / "out")
        cut(tmp_path / "out" / "0002-1.png")
        told = run(listed, tmp_path / "out", resumes=True)
        assert told[-1].done == 4 and told[-1].passed_over == 2 and told[-1].failed == 0
        assert file_digest(tmp_path / "out" / "0002-1.png") == file_digest(tmp_path / "out" / "0001-0.png")
        assert not list((tmp_path / "out").glob(".batch-parts*"))

    def test_what_a_person_made_of_a_result_is_never_replaced(self, listed: Manifest, tmp_path: Path) -> None:
        run(listed, tmp_path / "out")
        place = tmp_path / "out" / "0002-1.png"
        Image.new("RGB", (8, 8)).save(place)
        theirs = place.read_bytes()
        (known,) = [one.record for one in run(listed, tmp_path / "out", resumes=True) if one.record.number == 2]
        assert not known.failure and known.notes == (CHANGED_NOTE,)
        others = with_prompts(listed, "a pear", "a pear", "a pear", "a pear")
        told = run(others, tmp_path / "out", resumes=True)
        (failed,) = [one.record for one in told if one.record.failure]
        assert failed.number == 2 and "was changed since" in failed.failure and told[-1].done == 4
        assert place.read_bytes() == theirs

    def test_a_limit_counts_what_is_made(self, listed: Manifest, tmp_path: Path) -> None:
        told = run(listed, tmp_path / "out", limit=2)
        assert [one.done for one in told] == [1, 2] and told[-1].total == 2
        told = run(listed, tmp_path / "out", limit=1, resumes=True)
        assert told[-1].passed_over == 2 and told[-1].done == 3 == told[-1].total

    def test_a_worker_that_dies_is_replaced_and_its_row_made_again(self, listed: Manifest, tmp_path: Path) -> None:
        told = run(with_prompts(listed, "die once", "a pear", "die", "a pear"), tmp_path / "out")
        by_number = {one.record.number: one.record for one in told}
        assert [bool(by_number[number].failure) for number in (1, 2, 3, 4)] == [False, False, True, False]
        assert "want of memory" in by_number[3].failure and told[-1].failed == 1
        again = run(with_prompts(listed, "a pear", "a pear", "a pear", "a pear"), tmp_path / "out", resumes=True)
        assert again[-1].failed == 0

    def test_a_picture_that_is_gone_fails_alone(self, listed: Manifest, tmp_path: Path) -> None:
        listed.rows[1].path.unlink()
        told = run(listed, tmp_path / "out")
        (failed,) = [one.record for one in told if one.record.failure]
        assert failed.number == 2 and "cannot be read" in failed.failure

    def test_a_stop_ends_it_soon_with_what_was_made(self, listed: Manifest, tmp_path: Path) -> None:
        token = EventToken()
        slow = with_prompts(listed, "a pear", "wait", "wait", "wait")
        journal = open_results(tmp_path / "out", resumes=False)
        started = time.monotonic()
        told = run_batch(slow, BatchSettings(), journal, WorkerPool(script, 2), token=token)
        next(told)
        token.cancel()
        with pytest.raises(Stopped):
            next(told)
        assert time.monotonic() - started < 30
        assert len(list(read_records(tmp_path / "out"))) == 1 and not multiprocessing.active_children()


# With models


@pytest.mark.slow
def test_results_are_pictures_and_projects_and_the_same_again(
    listed: Manifest, tmp_path: Path, tiny_folder: Path
) -> None:
    settings = BatchSettings(str(tiny_folder), preset=Preset.FAST)
    for name, workers in (("one", 1), ("two", 2)):
        journal = open_results(tmp_path / name, resumes=False)
        told = list(run_batch(listed, settings, journal, WorkerPool(loader_of(str(tiny_folder)), workers)))
        assert [one.record.failure for one in told] == [""] * 4
    assert contents(tmp_path / "one") == contents(tmp_path / "two"), "byte by byte, however many workers"
    project = open_project(tmp_path / "one" / "0003-2.png.lredit").project
    assert project.candidates and project.words.prompt == "a red apple" and len(project.document.layers) == 1
    assert set(project.accepted.values()) == {project.document.layers[0].layer_id}
    shown = open_picture(tmp_path / "one" / "0003-2.png").buffer.pixels
    assert np.array_equal(shown, project.document.flattened().pixels)
    outside = np.ones(shown.shape[:2], bool)
    outside[4:30, 4:30] = False
    assert np.array_equal(shown[outside], open_picture(listed.rows[2].path).buffer.pixels[outside])


CHILD = """
import sys
from lredit_core.cli.main import main
sys.argv = ["lredit", "batch", *sys.argv[1:]]
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_at_any_moment_a_second_run_ends_with_the_same_bytes(tmp_path: Path, tiny_folder: Path) -> None:
    write_pictures(tmp_path, 6)
    rows = [{"picture": f"{number}.png", "prompt": "a red apple"} for number in range(6)]
    path = write_list(tmp_path, rows)

    def command(out: str, *more: str) -> list[str]:
        settings = ("--bundle", str(tiny_folder), "--preset", "fast", "--workers", "2")
        return [sys.executable, "-c", CHILD, str(path), "--out", str(tmp_path / out), *settings, *more]

    def begun(out: str, *more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command(out, *more), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    for ended in range(1, 3):
        child = begun("killed", "--resume")
        assert child.stdout is not None
        for _line in range(ended):  # what was done before is told first
            child.stdout.readline()
        child.kill()
        child.communicate(timeout=60)  # its workers end too, and let go of what they hold
        assert len(list(read_records(tmp_path / "killed"))) >= ended
    done = begun("killed", "--resume", "--html")
    out, errors = done.communicate(timeout=300)
    assert done.returncode == 0, errors
    assert len(out.splitlines()) == 6 and all(json.loads(line)["failure"] == "" for line in out.splitlines())
    straight = begun("straight", "--html")
    _out, errors = straight.communicate(timeout=300)
    assert straight.returncode == 0, errors
    whole, killed = contents(tmp_path / "straight"), contents(tmp_path / "killed")
    assert {name: digest for name, digest in killed.items() if name != "index.html"} == {
        name: digest for name, digest in whole.items() if name != "index.html"
    }
    page = (tmp_path / "killed" / "index.html").read_text("utf-8")
    assert page.count('<div class="pair"') == 6 and "http" not in page
