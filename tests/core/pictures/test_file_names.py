"""Names of files, as they are shown and written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lredit_core.pictures.file_names import free_path, path_of_uri, short_path, shown_name, with_suffix_of


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tom & Jerry <b>.png", "Tom & Jerry <b>.png"),
        (
            "\u732b \U0001f468\u200d\U0001f469\u200d\U0001f467.png",
            "\u732b \U0001f468\u200d\U0001f469\u200d\U0001f467.png",
        ),
        ("caf\udce9.png", "caf\ufffd.png"),
        ("two\nlines.png", "two\ufffdlines.png"),
    ],
)
def test_a_name_is_shown_as_it_is_but_for_what_is_no_text(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.skipif(os.name != "posix", reason="paths have other forms there")
@pytest.mark.parametrize("name", ["a b%c#d?.png", "caf\udce9.png", "\u732b.png"])
def test_an_address_leads_to_its_file(name: str) -> None:
    path = Path("/tmp") / name
    assert path_of_uri(path.as_uri().encode()) == path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("my.holiday.v2", "my.holiday.v2.jpg"),
        ("my.holiday.", "my.holiday.jpg"),
        ("plain", "plain.jpg"),
        ("a.JPEG", "a.JPEG"),
        (".jpg", ".jpg.jpg"),
        ("photo.png", "photo.png.jpg"),
    ],
)
def test_a_dot_in_a_name_is_no_suffix(name: str, expected: str) -> None:
    assert with_suffix_of(Path("folder", name), (".jpg", ".jpeg"), ".jpg") == Path("folder", expected)


def test_a_free_name_is_found_beside_those_that_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "meadow.v2.jpg"
    assert free_path(path) == path
    path.touch()
    (tmp_path / "meadow.v2-2.jpg").symlink_to(tmp_path / "nowhere")
    assert free_path(path) == tmp_path / "meadow.v2-3.jpg"


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        (b"file:///a/b%20c.png", "/a/b c.png"),
        (b"file://host/a/b.png?x#y", "/a/b.png"),
        (b"file:///a%3Fb%23c.png", "/a?b#c.png"),
        (b"/a/b.png", "/a/b.png"),
        (b"file://[", "."),
        (b"\x80\xff", "\udc80\udcff"),
    ],
)
def test_any_bytes_are_an_address(uri: bytes, path: str) -> None:
    assert path_of_uri(uri) == Path(path)


def test_a_folder_in_a_sentence_is_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert short_path(tmp_path / "kept") == "~/kept" and short_path(tmp_path) == "~"
    assert short_path(Path(f"{tmp_path}-other/kept")).endswith("-other/kept")
    long = short_path(Path("/") / "a long folder" / ("x" * 60) / "kept")
    assert len(long) == 48 and long.startswith("\u2026x") and long.endswith("x/kept")
