"""Pictures in memory that two processes share: the same pixels, written once, and nothing left behind."""

from __future__ import annotations

import errno
import gc
import os
import signal
import subprocess
import sys
import tempfile
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.api.request import EditRequest
from lredit_core.errors import EngineError
from lredit_core.pictures.image import PixelBuffer
from lredit_core.processes import shared_pictures
from lredit_core.processes.shared_pictures import PICTURES_KEPT, SharedPictures, mapped, packed, unpacked
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator


def picture(seed: int = 0, *, dtype: str = "uint8", channels: int = 3) -> PixelBuffer:
    pixels = np.random.default_rng(seed).integers(0, np.iinfo(dtype).max, (40, 60, channels), dtype=dtype)
    return PixelBuffer(pixels, icc_profile=b"profile", exif=b"exif")


@pytest.fixture
def shared() -> Iterator[SharedPictures]:
    pictures = SharedPictures()
    yield pictures
    gc.collect()
    pictures.close()


def is_there(name: str) -> bool:
    try:
        SharedMemory(name).close()
    except FileNotFoundError:
        return False
    return True


@pytest.mark.parametrize(("dtype", "channels"), [("uint8", 3), ("uint16", 4)])
def test_what_is_mapped_is_what_was_written(shared: SharedPictures, dtype: str, channels: int) -> None:
    own = picture(dtype=dtype, channels=channels)
    seen = mapped(shared.share(own))
    assert np.array_equal(seen.pixels, own.pixels) and seen.pixels.dtype == own.pixels.dtype
    assert (seen.digest, seen.icc_profile, seen.exif) == (own.digest, own.icc_profile, own.exif)
    with pytest.raises(ValueError, match="read-only"):
        seen.pixels[0, 0] = 0


def test_a_message_holds_no_pixels_and_gives_the_picture_back(shared: SharedPictures) -> None:
    request = EditRequest(picture(), "a red apple and a dog")
    message = packed(request, shared)
    assert len(message) < request.image.pixels.nbytes / 2
    again = unpacked(message)
    assert np.array_equal(again.image.pixels, request.image.pixels)
    assert (again.targets, again.job_id) == (request.targets, request.job_id)


def test_a_picture_is_written_once_and_the_oldest_are_freed(shared: SharedPictures) -> None:
    first = shared.share(picture(0))
    assert shared.share(picture(0)).name == first.name
    for seed in range(1, PICTURES_KEPT + 1):
        shared.share(picture(seed))
    assert not is_there(first.name)
    with pytest.raises(FileNotFoundError):
        mapped(first)


def test_a_reader_keeps_what_the_owner_has_freed(shared: SharedPictures) -> None:
    own = picture()
    seen = mapped(shared.share(own)).pixels[10:20]
    shared.close()
    gc.collect()
    assert np.array_equal(seen, own.pixels[10:20])


def test_where_the_shared_memory_is_too_small_a_file_serves(
    shared: SharedPictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_memory: SharedMemory) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shared_pictures, "_claim", full)
    handle = shared.share(picture())
    assert handle.is_file
    assert np.array_equal(mapped(handle).pixels, picture().pixels)
    shared.close()
    assert not Path(handle.name).exists()


def test_files_of_processes_that_were_killed_are_removed(
    shared: SharedPictures, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_memory: SharedMemory) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shared_pictures, "_claim", full)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    left, own, other = (
        tmp_path / f"lredit-picture-{name}" for name in (f"{int(gone.stdout)}-a", f"{os.getpid()}-a", "x")
    )
    for path in (left, own, other):
        path.write_bytes(b"pixels")
    handle = shared.share(picture())
    assert not left.exists() and own.exists() and other.exists() and Path(handle.name).exists()


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="limits of files are POSIX's")
def test_no_room_anywhere_is_told_and_leaves_nothing(
    shared: SharedPictures, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import resource

    def full(_memory: SharedMemory) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shared_pictures, "_claim", full)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(EngineError, match="There is no room for the picture"):
            shared.share(picture())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, previous)
    assert list(tmp_path.iterdir()) == []


def test_the_memory_of_an_owner_that_was_killed_is_freed() -> None:
    """The owner is a process with a tracker of its own, as a program that was killed."""
    code = (
        "import sys, time, numpy as np\n"
        "from lredit_core.pictures.image import PixelBuffer\n"
        "from lredit_core.processes.shared_pictures import SharedPictures\n"
        "shared = SharedPictures()\n"
        "print(shared.share(PixelBuffer(np.zeros((9, 9, 3), np.uint8))).name, flush=True)\n"
        "time.sleep(600)\n"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert owner.stdout is not None
    name = owner.stdout.readline().strip()
    path = Path("/dev/shm") / name.lstrip("/")
    if not path.exists():
        owner.kill()
        pytest.skip("shared memory has no files on this system")
    os.kill(owner.pid, signal.SIGKILL)
    owner.wait()
    owner.stdout.close()
    wait_until(lambda: not path.exists(), "the memory of a killed process to be freed")
