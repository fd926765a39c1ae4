"""What stays of a file that is replaced, what is left beside it, and what real file systems say."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.errors import DiskFull, PictureError
from lredit_core.pictures import parts_aside
from lredit_core.pictures.atomic_writing import check_writable, replacing, write_atomically
from lredit_core.pictures.exporting import ExportOptions, export_picture
from lredit_core.pictures.image import PixelBuffer

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions and disks are others there")


def noise(side: int) -> PixelBuffer:
    return PixelBuffer(np.random.default_rng(1).integers(0, 256, (side, side, 3), dtype=np.uint8))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_and_attributes_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "work.lredit"
    path.write_bytes(b"old")
    path.chmod(mode)
    os.setxattr(path, "user.tag", b"holiday")
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == mode and path.read_bytes() == b"new"
    assert os.getxattr(path, "user.tag") == b"holiday"


def test_a_new_file_is_as_the_person_makes_files(tmp_path: Path) -> None:
    write_atomically(tmp_path / "ours", b"x")
    (tmp_path / "other").write_bytes(b"x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_chain_of_links_stays_and_its_end_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("far/file")
    write_atomically(tmp_path / "one", b"first")
    write_atomically(tmp_path / "one", b"second")
    assert (tmp_path / "far" / "file").read_bytes() == b"second" and names(tmp_path / "far") == ["file"]
    assert (tmp_path / "one").is_symlink() and (tmp_path / "two").is_symlink()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(PictureError, match="cannot be written"):
        write_atomically(tmp_path / "loop", b"x")
    assert (tmp_path / "loop").is_symlink()


def test_what_a_killed_program_left_goes_when_the_folder_is_written_to_again(tmp_path: Path) -> None:
    code = f"""
        import os
        from pathlib import Path
        from lredit_core.pictures.atomic_writing import replacing
        with replacing(Path({str(tmp_path)!r}) / "work.lredit") as file:
            file.write(b"x" * 100_000)
            os._exit(9)
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False).returncode == 9
    (part,) = tmp_path.iterdir()
    assert part.name.startswith(".work.lredit.") and part.name.endswith(".lredit-part")
    other = tmp_path / ".work.lredit.00000000-1-00000000.lredit-part"  # of another machine
    other.write_bytes(b"")
    for path in (part, other):
        os.utime(path, (time.time() - 100, time.time() - 100))
    write_atomically(tmp_path / "out.png", b"x")
    assert names(tmp_path) == [other.name, "out.png"]


def test_a_part_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "large.lredit") as file:
        file.write(b"half")
        file.flush()
        (part,) = tmp_path.iterdir()
        os.utime(part, (0, 0))
        parts_aside._cleared.clear()
        write_atomically(tmp_path / "out.png", b"x")
        file.write(b" and half")
    assert (tmp_path / "large.lredit").read_bytes() == b"half and half"


def test_a_folder_and_a_file_that_are_write_protected_stay_as_they_are(tmp_path: Path) -> None:
    code = f"""
        import os, sys
        from pathlib import Path
        from lredit_core.errors import PictureError
        from lredit_core.pictures.atomic_writing import write_atomically
        if os.getuid() == 0:
            os.setuid(65534)
        for name in ("file", "folder/inside", "folder/new"):
            try:
                write_atomically(Path({str(tmp_path)!r}) / name, b"new")
            except PictureError as error:
                print(error.message)
    """
    for parent in tmp_path.parents:
        if parent.is_relative_to(Path(tempfile.gettempdir()).resolve() / "pytest-of-root"):
            parent.chmod(0o711)
    tmp_path.chmod(0o777)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").write_bytes(b"old")
    (tmp_path / "folder" / "inside").chmod(0o666)
    (tmp_path / "folder").chmod(0o555)
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "file").chmod(0o444)
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False, capture_output=True, text=True)
    said = done.stdout.splitlines()
    assert len(said) == 3, done.stderr
    assert "write-protected. Choose another name." in said[0]
    assert all("cannot be written (Permission denied). Choose another folder" in line for line in said[1:])
    assert (tmp_path / "folder" / "inside").read_bytes() == (tmp_path / "file").read_bytes() == b"old"
    assert names(tmp_path / "folder") == ["inside"]


def test_a_file_size_limit_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(DiskFull, match="was not written: the disk said"):
            write_atomically(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert names(tmp_path) == ["out.png"] and path.read_bytes() == b"old"


def test_a_disk_that_is_full_says_so_and_what_was_there_stays(tmp_path: Path) -> None:
    """A real one, where a disk of its own can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "lredit-test", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        path = disk / "out.png"
        small, large = noise(20), noise(300)
        export_picture(small, path, options=ExportOptions(), metadata={})
        before = path.read_bytes()
        (disk / "ballast").write_bytes(b"x" * 180_000)
        with pytest.raises(DiskFull, match="Free some room or choose another disk"):
            export_picture(large, disk / "out.tif", options=ExportOptions(), metadata={})
        with pytest.raises(DiskFull, match="Free some room or choose another disk"):
            write_atomically(path, b"x" * 100_000)
        assert path.read_bytes() == before and names(disk) == ["ballast", "out.png"]
        (disk / "ballast").unlink()
        write_atomically(path, b"x" * 100_000)
        assert path.stat().st_size == 100_000
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_folder_that_vanishes_while_it_is_written_to_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    def vanish() -> None:
        with replacing(folder / "work.lredit") as file:
            file.write(b"x")
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()

    with pytest.raises(PictureError, match=r"There is no folder .*stick.*Choose a folder that exists"):
        vanish()
    folder.mkdir()
    write_atomically(folder / "work.lredit", b"again")
    assert names(folder) == ["work.lredit"]


def test_a_name_that_is_too_long_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=r"cannot be written \(File name too long\)"):
        write_atomically(tmp_path / ("x" * 300), b"new")
    write_atomically(tmp_path / ("\u82f9" * 85), b"new")  # 255 bytes
    check_writable(tmp_path / ("\u82f9" * 85))
    assert [len(name) for name in names(tmp_path)] == [85]


@pytest.mark.parametrize("write", [lambda path: write_atomically(path, b"new"), check_writable])
def test_of_a_link_that_leads_nowhere_the_missing_folder_is_named(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    away, link, folder = tmp_path / "stick" / "one.png", tmp_path / "one.png", tmp_path / "linked"
    link.symlink_to(away)
    folder.symlink_to(tmp_path / "stick")
    for path in (link, folder / "one.png"):
        with pytest.raises(PictureError) as caught:
            write(path)
        assert caught.value.message == f'There is no folder "{tmp_path / "stick"}". Choose a folder that exists.'
    (tmp_path / "stick").write_bytes(b"a file")
    with pytest.raises(PictureError, match='stick" is no folder'):
        write(link)
    (tmp_path / "stick").unlink()
    (tmp_path / "stick").mkdir()
    write_atomically(link, b"new")
    assert away.read_bytes() == b"new" and link.is_symlink()
