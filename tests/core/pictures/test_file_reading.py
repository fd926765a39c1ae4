"""What is no file is not read, what is no picture not to its end, and nothing waits for ever."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from PIL import Image

from lredit_core.errors import PictureError
from lredit_core.pictures import file_reading
from lredit_core.pictures.opening import open_picture

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX systems")


@POSIX
def test_pipes_devices_and_sockets_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "link.png").symlink_to(tmp_path / "pipe.png")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "s"))
    for path in (tmp_path / "pipe.png", tmp_path / "link.png", tmp_path / "s", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(PictureError, match="a pipe or a device"):
            open_picture(path)
    server.close()


@POSIX
def test_a_file_that_became_a_pipe_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    regular = Path(__file__).stat()
    monkeypatch.setattr(Path, "stat", lambda _path: regular)
    with pytest.raises(PictureError, match="a pipe or a device"):
        open_picture(tmp_path / "pipe.png")


def test_what_is_no_picture_is_known_by_its_first_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(60_000_000_000)
    monkeypatch.setattr(file_reading, "_rest", lambda *_arguments: pytest.fail("read on"))
    with pytest.raises(PictureError, match="is not a picture"):
        open_picture(path)


def test_a_file_without_end_is_refused_by_its_size_and_while_it_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    os.truncate(path, 60_000_000_000)
    with pytest.raises(PictureError, match="larger than 2 GB"):
        open_picture(path)
    os.truncate(path, 5_000)
    monkeypatch.setattr(file_reading, "MAX_FILE_BYTES", 4_000)
    grows = os.stat_result((*path.stat()[:6], 0, *path.stat()[7:]))
    monkeypatch.setattr(file_reading.os, "fstat", lambda _handle: grows)
    with pytest.raises(PictureError, match="the most that a picture file may have"):
        open_picture(path)


def test_a_link_to_a_picture_is_opened_and_a_loop_told(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    (tmp_path / "b.png").symlink_to("a.png")
    assert open_picture(tmp_path / "b.png").buffer.size.width == 4
    (tmp_path / "loop.png").symlink_to("loop.png")
    with pytest.raises(PictureError, match="cannot be read"):
        open_picture(tmp_path / "loop.png")
    (tmp_path / "gone.png").symlink_to("nowhere.png")
    with pytest.raises(PictureError, match="There is no file"):
        open_picture(tmp_path / "gone.png")
    with pytest.raises(PictureError, match="cannot be read"):
        open_picture(tmp_path / ("n" * 5_000))
