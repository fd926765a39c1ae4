"""Project files of both versions, OpenRaster files and journals, changed at random from a fixed seed: opened, looked at
and saved again, or refused with a sentence, and within 2 s and 2 GiB.

`LREDIT_FUZZ_PROJECTS=1000` tries as many; a hundred without it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from lredit_core.project.content import JSON_NAME
from lredit_core.project.openraster import open_openraster, write_openraster
from lredit_core.project.reading import OpenedProject, open_project, open_unpacked
from lredit_core.project.writing import ProjectWriter
from tests.core.project.test_openraster import a_document
from tests.core.project.test_project_file import VERSION_1, a_project
from tests.mutations.archive_changes import changed_archive, entries_of, packed
from tests.mutations.attempts import Attempts
from tests.mutations.json_changes import changed_json, fields
from tests.mutations.watching import watched
from tests.mutations.xml_changes import changed_xml

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
COUNT = int(os.environ.get("LREDIT_FUZZ_PROJECTS", "100"))
SEED = 41
_STACK = "stack.xml"
Kind = tuple[bytes, Callable[[bytes, random.Random, int], bytes], str]


def use(opened: OpenedProject, copy: Path) -> None:
    """What a person does next: looks at it, at its snapshots, and saves it."""
    project = opened.project
    for document in (project.document, *(snapshot.document for snapshot in project.snapshots)):
        document.flattened()
    opened.writer.write(project, copy)


def with_changed_json(data: bytes, rng: random.Random, number: int) -> bytes:
    """Each field has its turn."""
    entries = entries_of(data)
    record = json.loads(entries[JSON_NAME])
    places = fields(record)
    text = changed_json(record, rng, field=places[number % len(places)])
    return packed({**entries, JSON_NAME: text.encode("utf-8", "surrogatepass")})


def with_changed_stack(data: bytes, rng: random.Random, number: int) -> bytes:
    entries = entries_of(data)
    return packed({**entries, _STACK: changed_xml(entries[_STACK], rng)})


def in_the_archive(data: bytes, rng: random.Random, number: int) -> bytes:
    return changed_archive(data, rng)


@pytest.fixture
def kinds(tmp_path: Path) -> list[Kind]:
    """What is changed, how, and what it is called then."""
    ProjectWriter().write(a_project(2), tmp_path / "two.lredit")
    write_openraster(a_document(), tmp_path / "three.ora")
    one, two, three = VERSION_1.read_bytes(), *((tmp_path / name).read_bytes() for name in ("two.lredit", "three.ora"))
    return [
        (two, with_changed_json, "x.lredit"),
        (one, in_the_archive, "x.lredit"),
        (three, with_changed_stack, "x.ora"),
        (two, in_the_archive, "x.lredit"),
        (one, with_changed_json, "x.lredit"),
        (three, in_the_archive, "x.ora"),
    ]


def test_a_changed_project_is_opened_or_refused_with_a_sentence(tmp_path: Path, kinds: list[Kind]) -> None:
    rng, attempts = random.Random(SEED), Attempts()
    (tmp_path / "inside").mkdir()
    use(open_project(VERSION_1), tmp_path / "again.lredit")  # imports what is imported once
    with watched() as seen:
        for number in range(COUNT):
            data, change, name = kinds[number % len(kinds)]
            path, turn = tmp_path / "inside" / name, number // len(kinds)
            path.write_bytes(change(data, rng, turn))
            if path.suffix == ".ora":
                attempts.attempt(f"{number}", lambda path=path: open_openraster(path).document.flattened())
            else:
                attempts.attempt(f"{number}", lambda path=path: use(open_project(path), tmp_path / "again.lredit"))
            path.unlink()
    print(attempts.in_words())
    assert not attempts.strange
    assert not seen, "no program, no socket, no code from elsewhere"
    assert attempts.opened > COUNT // 20 and attempts.refused > COUNT // 4, "both happen, else nothing is tried"
    assert {path.name for path in tmp_path.rglob("*")} <= {"inside", "two.lredit", "three.ora", "again.lredit"}


def changed_journal(folder: Path, rng: random.Random, number: int) -> None:
    """One file of it cut, changed, gone, or in its place what is no file."""
    if number % 2:
        path = folder / JSON_NAME
        record = json.loads(path.read_bytes())
        places = fields(record)
        text = changed_json(record, rng, field=places[number // 2 % len(places)])
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return
    path = rng.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
    data = path.read_bytes()
    path.unlink()
    way = rng.randrange(8)
    if way == 0:
        path.write_bytes(data[: rng.randrange(len(data))])
    elif way == 1:
        path.write_bytes(data + b"more")
    elif way == 2:
        at = rng.randrange(len(data))
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    elif way == 3:
        path.mkdir()
    elif way == 4:
        path.symlink_to(rng.choice(("/dev/zero", "/etc/passwd", path.name, "nowhere")))
    elif way == 5:
        os.mkfifo(path)
    elif way == 6:
        path.touch()
        os.truncate(path, 60_000_000_000)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX systems")
def test_a_changed_journal_is_opened_or_refused_with_a_sentence(tmp_path: Path) -> None:
    rng, attempts, whole, folder = random.Random(SEED), Attempts(), tmp_path / "whole", tmp_path / "x.lredit"
    ProjectWriter().write_unpacked(a_project(2), whole)
    for number in range(max(40, COUNT // 4)):
        shutil.copytree(whole, folder)
        changed_journal(folder, rng, number)
        attempts.attempt(f"{number}", lambda: use(open_unpacked(folder), tmp_path / "again.lredit"))
        shutil.rmtree(folder)
    print(attempts.in_words())
    assert not attempts.strange
    assert attempts.opened and attempts.refused


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX systems")
def test_a_journal_reads_no_file_through_a_link(tmp_path: Path) -> None:
    """Also where the file behind it is the very one that is missing: what lies elsewhere is nobody's to open."""
    folder, elsewhere = tmp_path / "x.lredit", tmp_path / "elsewhere"
    ProjectWriter().write_unpacked(a_project(2), folder)
    for place in (folder / JSON_NAME, next((folder / "pixels").iterdir()), folder / "pixels"):
        place.rename(elsewhere)
        place.symlink_to(elsewhere, target_is_directory=elsewhere.is_dir())
        with pytest.raises(Exception, match="damaged"):
            open_unpacked(folder)
        place.unlink()
        elsewhere.rename(place)
    open_unpacked(folder)
