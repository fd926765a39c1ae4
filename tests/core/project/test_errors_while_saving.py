"""Whichever call of saving fails, with whatever error: the file is as it was or whole, a sentence says what to do,
nothing is left beside it, and saving works the next time.

`LREDIT_ERRORS=all pytest --timeout=0 -s tests/core/project/test_errors_while_saving.py` tries all errors at all calls.
"""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.choices.store import ChoiceNote, ChoiceStore
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer
from lredit_core.errors import LreditError
from lredit_core.geometry import Box
from lredit_core.library.index import OwnThing
from lredit_core.library.store import OwnThings
from lredit_core.pictures.atomic_writing import write_json
from lredit_core.pictures.exporting import ExportOptions, export_picture
from lredit_core.pictures.image import PixelBuffer
from lredit_core.project.content import Project
from lredit_core.project.layered import write_layers
from lredit_core.project.reading import open_project, open_unpacked
from lredit_core.project.recovery import RecoveryStore
from lredit_core.project.writing import ProjectWriter
from tests.failing_calls import ERRORS, Failing, failing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

IS_WHOLE = os.environ.get("LREDIT_ERRORS") == "all"
TRIED = ERRORS if IS_WHOLE else ("EIO", "ENOENT")
PICTURES = ("png", "jpg", "webp", "avif", "tif", "heic")
ATTRIBUTE = "user.lredit.test"


@dataclass(frozen=True)
class Saving:
    """Attributes:
    prepare: what was there before; gives what saves.
    seen: what a reader finds, by now.
    """

    prepare: Callable[[Path], Callable[[], object]]
    seen: Callable[[Path], object]


def bytes_of(name: str) -> Callable[[Path], object]:
    def seen(folder: Path) -> object:
        file = folder / name
        return file.read_bytes() if file.exists() else None

    return seen


PIXELS = np.random.default_rng(3).integers(0, 256, (24, 32, 3), dtype=np.uint8)
SOURCE = PixelBuffer(PIXELS, exif=b"Exif\0\0data")
LAYER = Layer("a hat", Box(2, 3, 12, 11), PIXELS[3:11, 2:12].copy(), np.full((8, 10), 255, np.uint8))
PROJECT = Project("work", Document(SOURCE, (LAYER,)))
OTHER = Project("work", Document(SOURCE))
FLAT = PROJECT.document.flattened()


def new_project(folder: Path) -> Callable[[], object]:
    writer = ProjectWriter()
    return lambda: writer.write(PROJECT, folder / "work.lredit")


def old_project(folder: Path) -> Callable[[], object]:
    """Through a link, over one that has attributes."""
    writer, path = ProjectWriter(), folder / "work.lredit"
    writer.write(OTHER, path)
    if hasattr(os, "setxattr"):
        os.setxattr(path, ATTRIBUTE, b"kept")
    (folder / "link.lredit").symlink_to(path)
    return lambda: writer.write(PROJECT, folder / "link.lredit")


def picture(suffix: str) -> Callable[[Path], Callable[[], object]]:
    def prepare(folder: Path) -> Callable[[], object]:
        path = folder / f"out.{suffix}"
        path.write_bytes(b"an older picture")
        return lambda: export_picture(FLAT, path, options=ExportOptions(), metadata={"prompt": "a hat"})

    return prepare


def layers(suffix: str) -> Callable[[Path], Callable[[], object]]:
    return lambda folder: lambda: write_layers(PROJECT.document, folder / f"out.{suffix}")


def journal(folder: Path) -> Callable[[], object]:
    store, writer = RecoveryStore(folder), ProjectWriter()

    def keep(project: Project) -> None:
        path = folder / "work.lredit"
        store.keep("a", project.title, path, is_project=True, write=lambda to: writer.write_unpacked(project, to))

    keep(OTHER)
    return lambda: keep(PROJECT)


def first_note(folder: Path) -> Callable[[], object]:
    store, writer = RecoveryStore(folder), ProjectWriter()
    return lambda: store.keep("a", "new", None, is_project=False, write=lambda to: writer.write_unpacked(PROJECT, to))


def kept_layers(folder: Path) -> object:
    found = [path for path in folder.glob("*/*.lredit") if (path / "project.json").exists()]
    return [len(open_unpacked(path).project.document.layers) for path in found]


def settings(folder: Path) -> Callable[[], object]:
    write_json(folder / "keys.json", {"old": 1})
    return lambda: write_json(folder / "keys.json", {"new": 1})


def own_thing(folder: Path) -> Callable[[], object]:
    store = OwnThings(folder)
    thing = OwnThing(
        id="0123456789ab", name="dog", photograph="x", box=(0, 0, 4, 4), size=(4, 4), quality=0.5, has_shadow=False
    )
    store.sweep()
    store._save(store.index().model_copy(update={"things": (thing,)}))
    return lambda: store.rename("0123456789ab", "cat")


SAVINGS = {
    "new project": Saving(new_project, bytes_of("work.lredit")),
    "old project": Saving(old_project, bytes_of("work.lredit")),
    **{suffix: Saving(picture(suffix), bytes_of(f"out.{suffix}")) for suffix in PICTURES},
    "ora": Saving(layers("ora"), bytes_of("out.ora")),
    "psd": Saving(layers("psd"), bytes_of("out.psd")),
    "journal": Saving(journal, kept_layers),
    "first note": Saving(first_note, kept_layers),
    "settings": Saving(settings, bytes_of("keys.json")),
    "own things": Saving(own_thing, bytes_of("index.json")),
}


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*.lredit-part")]


def tried(met: list[str]) -> list[int]:
    """The numbers of the calls that are made to fail: all, or the ends of each run of calls of one name; and one that
    is not reached."""
    ends = [at for at, name in enumerate(met) if met[at - 1 : at] != [name] or met[at + 1 : at + 2] != [name]]
    return [*(range(len(met)) if IS_WHOLE else ends), len(met) + 20]


def try_one(place: Path, saving: Saving, new: object, fault: Failing) -> None:
    place.mkdir()
    save = saving.prepare(place)
    old, sentence = saving.seen(place), ""
    with failing(fault):
        try:
            save()
        except LreditError as refused:
            sentence = refused.message
    what = (fault.at, fault.failed, sentence)
    assert saving.seen(place) in (old, new), what
    assert (sentence.endswith(".") and len(sentence) > 20) or saving.seen(place) == new, what
    assert "unlink" in fault.failed or not parts(place), what
    save()
    assert saving.seen(place) == new and not parts(place), what


@pytest.mark.parametrize("stays", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("name", SAVINGS)
def test_every_call_of_saving_may_fail(tmp_path: Path, name: str, stays: bool) -> None:
    saving, good = SAVINGS[name], tmp_path / "good"
    good.mkdir()
    save = saving.prepare(good)
    with failing(Failing(10**9)) as fault:
        save()
    new = saving.seen(good)
    numbers = tried(fault.met)
    for error in TRIED:
        for at in numbers:
            try_one(tmp_path / f"{error} {at}", saving, new, Failing(at, error, stays=stays))
    print(f"\n{name}: {len(numbers) - 1} calls, {len(TRIED)} errors", end="")
    assert len(numbers) > 5
    if name == "old project" and hasattr(os, "getxattr"):
        assert os.getxattr(good / "work.lredit", ATTRIBUTE) == b"kept"


def test_a_project_that_was_saved_under_errors_is_read_again(tmp_path: Path) -> None:
    writer, path = ProjectWriter(), tmp_path / "work.lredit"
    for at in range(40):
        with failing(Failing(at, "ENOSPC")):
            try:
                writer.write(PROJECT, path)
            except LreditError:
                continue
    assert len(open_project(path).project.document.layers) == len(PROJECT.document.layers)


def test_choices_are_kept_whole(tmp_path: Path) -> None:
    import torch

    from lredit_core.regions.examples import RegionExample

    store = ChoiceStore(tmp_path / "choices")
    example = RegionExample(torch.zeros(2, 2, 4), torch.zeros(3, 4), torch.zeros(3, 3))
    note = ChoiceNote("2026-01-01", "a hat", (0, 0, 4, 4), (8, 8), None, "builtin")
    store.add(note, example)
    for at in itertools.count():
        before = len(store)
        with failing(Failing(at, "ENOSPC")) as fault:
            try:
                store.add(note, example)
            except LreditError:
                assert fault.failed
        assert len(store.notes()) == len(store) in (before, before + 1) and not parts(tmp_path)
        if not fault.failed:
            break
    assert at >= 5
