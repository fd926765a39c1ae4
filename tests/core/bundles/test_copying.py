"""Folders of models with what is no file in them, and links that lead out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from lredit_core.bundles import composing, copying
from lredit_core.bundles.composing import install
from lredit_core.bundles.copying import copy_folder
from lredit_core.errors import ModelUnavailable
from lredit_core.manifest import MANIFEST_NAME, read_manifest
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX systems")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    (folder / "part").mkdir(parents=True)
    (folder / "part" / "a.safetensors").write_bytes(b"weights")
    text = (resource_path("bundles/builtin") / MANIFEST_NAME).read_text(encoding="utf-8")
    (folder / MANIFEST_NAME).write_text(text.replace("../../art", "art"), encoding="utf-8")
    return folder


def dangling(place: Path) -> None:
    place.symlink_to("nowhere")


def loop(place: Path) -> None:
    place.symlink_to(place.name)


def loop_of_folders(place: Path) -> None:
    place.symlink_to("..", target_is_directory=True)


def pipe(place: Path) -> None:
    os.mkfifo(place)


def way_out(place: Path) -> None:
    (place.parents[2] / "secret").write_text("not yours")
    place.symlink_to(place.parents[2] / "secret")


def way_out_to_a_folder(place: Path) -> None:
    place.symlink_to("/etc", target_is_directory=True)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (dangling, "leads nowhere"),
        (loop, "leads nowhere"),
        (loop_of_folders, "a folder that holds it"),
        (pipe, "a pipe or a device"),
        (way_out, "outside of it"),
        (way_out_to_a_folder, "outside of it"),
    ],
)
def test_a_bundle_with_what_is_no_file_of_its_own_is_refused_and_leaves_nothing(
    make: object, why: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr(composing, "bundles_home", lambda: home)
    assert callable(make)
    make(source / "part" / "strange")
    with pytest.raises(ModelUnavailable, match=why):
        install(source, name="mine")
    assert not list(home.iterdir())
    for way in ({}, {"takes_linked_files": True}):
        if make is not way_out or not way:
            with pytest.raises(ModelUnavailable, match=why):
                copy_folder(source, tmp_path / "copy", **way)
            assert not (tmp_path / "copy").exists()


def test_links_within_a_folder_and_of_a_cache_become_files(source: Path, tmp_path: Path) -> None:
    blobs = tmp_path / "blobs"
    blobs.mkdir()
    (blobs / "123").write_bytes(b"more")
    (source / "part" / "b.safetensors").symlink_to("a.safetensors")
    (source / "again").symlink_to("part", target_is_directory=True)
    copy_folder(source, tmp_path / "copy")
    assert (tmp_path / "copy" / "again" / "b.safetensors").read_bytes() == b"weights"
    assert not any(path.is_symlink() for path in (tmp_path / "copy").rglob("*"))
    (source / "part" / "c.safetensors").symlink_to(blobs / "123")
    copy_folder(source, tmp_path / "second", takes_linked_files=True)
    assert (tmp_path / "second" / "part" / "c.safetensors").read_bytes() == b"more"


def test_a_folder_without_end_is_refused(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_MOST_FILES", 2)
    with pytest.raises(ModelUnavailable, match="more than 2 files"):
        copy_folder(source, tmp_path / "copy")


def test_a_manifest_that_is_no_file_or_has_no_end_is_not_read(source: Path) -> None:
    path = source / MANIFEST_NAME
    os.truncate(path, 60_000_000_000)
    with pytest.raises(ModelUnavailable, match="larger than 16 MB"):
        read_manifest(source)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ModelUnavailable, match="it is no file"):
        read_manifest(source)
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(ModelUnavailable, match="it is no file"):
        read_manifest(source)
    path.unlink()
    path.symlink_to(path.name)
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        read_manifest(source)
