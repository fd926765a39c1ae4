"""No output destroys the picture that is edited, nor another output; each is there whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from lredit_core.choices.store import ChoiceStore
from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.pictures import output_paths
from lredit_core.pictures.atomic_writing import check_writable, write_atomically, write_json
from lredit_core.pictures.output_paths import check_apart, is_one_file


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    path.write_bytes(b"a picture")
    return path


def spellings(photo: Path) -> dict[str, Path]:
    """The same file, said in other ways."""
    folder = photo.parent
    (folder / "sub").mkdir()
    (folder / "linked.png").symlink_to(photo)
    os.link(photo, folder / "hard.png")
    (folder / "there").symlink_to(folder, target_is_directory=True)
    return {
        "plain": photo,
        "dots": folder / "sub" / ".." / photo.name,
        "relative": Path(os.path.relpath(photo)),
        "symbolic link": folder / "linked.png",
        "hard link": folder / "hard.png",
        "linked folder": folder / "there" / photo.name,
    }


def test_the_source_is_recognised_however_it_is_spelled(photo: Path) -> None:
    for name, path in spellings(photo).items():
        with pytest.raises(InvalidRequest, match=r"--report would overwrite the picture that is edited"):
            check_apart({"--out": photo.with_name("new.png"), "--report": path}, source=photo)
        assert is_one_file(photo, path), name
    check_apart({"--out": photo.with_name("new.png"), "--report": None}, source=photo)


def test_what_is_read_is_not_overwritten(tmp_path: Path) -> None:
    drawing = tmp_path / "art" / "cat" / "a.png"
    drawing.parent.mkdir(parents=True)
    drawing.write_bytes(b"mine")
    (tmp_path / "linked").symlink_to(tmp_path / "art")
    reads = {"--art": tmp_path / "art", "--bundle": Path("builtin")}
    for path in (drawing, tmp_path / "linked" / "cat" / "a.png"):
        with pytest.raises(InvalidRequest, match=r"--out would overwrite .* which --art reads"):
            check_apart({"--out": path}, reads=reads)
    with pytest.raises(InvalidRequest, match="which --art reads"):
        check_apart({"--report": drawing}, reads={"--art": drawing})
    check_apart({"--out": drawing.with_name("new.png"), "--report": tmp_path / "new.json"}, reads=reads)


def test_two_outputs_that_are_not_there_yet_may_not_be_one_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "alias.json").symlink_to(tmp_path / "new.json")
    for other in (tmp_path / "new.json", tmp_path / "sub" / ".." / "new.json", tmp_path / "alias.json"):
        with pytest.raises(InvalidRequest, match="--events and --report would write to one file"):
            check_apart({"--events": tmp_path / "new.json", "--report": other})
    check_apart({"--events": tmp_path / "new.json", "--report": tmp_path / "sub" / "new.json"})
    check_apart({"--events": tmp_path / "no" / "new.json", "--report": tmp_path / "nor" / "new.json"})


@pytest.mark.parametrize("ignores_case", [False, True])
def test_capitals_count_where_the_file_system_tells_them_apart(
    tmp_path: Path, ignores_case: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output_paths, "_ignores_case", lambda _folder: ignores_case)
    assert is_one_file(tmp_path / "Report.json", tmp_path / "report.JSON") == ignores_case
    assert is_one_file(tmp_path / "caf\u00e9.json", tmp_path / "cafe\u0301.json") == ignores_case
    assert not is_one_file(tmp_path / "report.json", tmp_path / "other.json")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices here")
def test_a_device_may_be_named_twice() -> None:
    check_apart({"--events": Path("/dev/null"), "--report": Path("/dev/null")})


def no_room(*_arguments: Any) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_disk_that_fills_up_leaves_what_was_there(
    tmp_path: Path, before: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.json"
    if before is not None:
        path.write_bytes(before)
    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(PictureError, match="was not written: the disk said"):
        write_json(path, {"a": 1})
    assert [item.read_bytes() for item in tmp_path.iterdir()] == ([] if before is None else [before])


def test_exported_choices_are_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, file = ChoiceStore(tmp_path / "choices"), tmp_path / "choices.zip"
    store.folder.mkdir()
    kept = store.folder / "000001.safetensors"
    kept.write_bytes(b"a choice")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", no_room)
        with pytest.raises(PictureError, match="was not written: the disk said"):
            store.export(file)
    assert not file.exists()
    store.export(file)
    assert zipfile.ZipFile(file).read(kept.name) == b"a choice"
    with pytest.raises(InvalidRequest, match="one of the choices themselves"):
        store.export(kept)
    assert kept.read_bytes() == b"a choice"


def test_a_link_stays_and_leads_to_what_is_new(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    check_writable(link)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    check_writable(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write_json(path, {"a": 1})
    assert json.loads(os.read(reader, 100)) == {"a": 1}
    os.close(reader)
    assert path.is_fifo()
