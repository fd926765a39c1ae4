"""Writing files: looked at before the work that fills them, and replaced in one step. Every file of a person's is
written through here."""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from lredit_core.errors import DiskFull, PictureError
from lredit_core.pictures.parts_aside import clear_parts, discard_part, new_part

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger(__name__)
#: What a disk says that is full, over its quota, or failing.
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}
#: What says nothing but that it may go well the next time.
_PASSING_ERRORS = {errno.EINTR, errno.EAGAIN}
#: What a file system says that keeps folders without being asked to, or whose folders may not be opened.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EISDIR, errno.EBADF}


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


#: Read once, before there are threads: it can only be read by setting it.
_UMASK = _umask()


@contextlib.contextmanager
def replacing(path: Path, *, is_synced: bool = True) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` in one step at the end: after a crash, or on a disk that
    fills up, either the old or the new one is there, never a half. Links stay and lead to what is new; permissions,
    owner and extended attributes stay; devices and pipes are written to as they are.

    Args:
        path: of the file.
        is_synced: its name is on the disk as well, and not only what it holds, once this returns; else `sync_folder`
            is to be called after the last of several files.

    Raises:
        PictureError: where the path cannot be written.
    """
    with saying_why_not(path):
        found = _found(path)
        _refuse_what_is_no_file_to_write(path, found)
        if found is not None and not stat.S_ISREG(found.st_mode):
            with path.open("wb") as stream:
                yield stream
            return
        target = Path(os.path.realpath(path, strict=found is not None))
        clear_parts(target.parent)
        handle, part = new_part(target)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                _carry_over(found, target, part)
                os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            discard_part(part)
            raise
        if is_synced:
            sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk, where the system can do that.

    Raises:
        OSError: where the disk says that they are not.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def _found(path: Path) -> os.stat_result | None:
    """What lies there, seen through links; None where nothing does."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _refuse_what_is_no_file_to_write(path: Path, found: os.stat_result | None) -> None:
    if found is None:
        return
    if stat.S_ISDIR(found.st_mode):
        raise PictureError(f'"{printable(path)}" is a folder. Give the name of a file.')
    if stat.S_ISREG(found.st_mode) and not os.access(path, os.W_OK):
        raise PictureError(f'"{printable(path)}" is write-protected. Choose another name.')


def _carry_over(found: os.stat_result | None, target: Path, part: Path) -> None:
    """Owner, permissions and extended attributes of the file that is replaced. Only permissions are worth failing for:
    without them others might read it."""
    if found is None:
        part.chmod(0o666 & ~_UMASK)
        return
    fresh = part.stat()
    if hasattr(os, "chown") and (fresh.st_uid, fresh.st_gid) != (found.st_uid, found.st_gid):
        with contextlib.suppress(OSError):
            os.chown(part, found.st_uid, found.st_gid)
    part.chmod(found.st_mode & 0o777)
    if hasattr(os, "listxattr"):
        _carry_attributes(target, part)


def _carry_attributes(target: Path, part: Path) -> None:
    try:
        names = os.listxattr(target)
    except OSError:
        return  # the file system has none
    for name in names:
        try:
            os.setxattr(part, name, os.getxattr(target, name))
        except OSError as error:
            _log.warning("An extended attribute of a file could not be kept: %r", error)


def write_atomically(path: Path, data: bytes) -> None:
    """Replaces a file in one step, as `replacing` does.

    Raises:
        PictureError: where the path cannot be written.
    """
    with replacing(path) as file:
        file.write(data)


def put_in_place(part: Path, path: Path) -> None:
    """Gives a finished file of our own its name, in one step; both lie on one disk.

    Raises:
        PictureError: where that cannot be.
    """
    with saying_why_not(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.replace(path)
    sync_folder(path.parent)


def write_text_atomically(path: Path, text: str) -> None:
    """Replaces a text file (UTF-8) in one step; what is no character is written as a question mark.

    Raises:
        PictureError: where the path cannot be written.
    """
    write_atomically(path, text.encode("utf-8", "replace"))


def write_json(path: Path, value: Any) -> None:
    """Replaces a JSON file in one step.

    Raises:
        PictureError: where the path cannot be written.
    """
    write_text_atomically(path, json.dumps(value, indent=2) + "\n")


def check_writable(path: Path) -> None:
    """Looks whether a file can be written, by making one beside it for a moment.

    Raises:
        PictureError: where it cannot.
    """
    with saying_why_not(path):
        found = _found(path)
        _refuse_what_is_no_file_to_write(path, found)
        if found is not None and not stat.S_ISREG(found.st_mode):
            return
        handle, part = new_part(Path(os.path.realpath(path)))
        try:
            os.close(handle)
        finally:
            discard_part(part)


@contextlib.contextmanager
def saying_why_not(path: Path) -> Iterator[None]:
    """Turns what the system says against writing a file into a `PictureError`, `DiskFull` where the disk is."""
    _refuse_what_is_no_name(path)
    try:
        yield
    except FileNotFoundError as error:
        folder = _folder_of(path)
        if os.path.isdir(folder):  # noqa: PTH112 - such as /proc; this one never raises
            raise PictureError(
                f'The folder "{folder}" cannot be written to. Choose another one.', details=repr(error)
            ) from error
        raise PictureError(f'There is no folder "{folder}". Choose a folder that exists.') from error
    except NotADirectoryError as error:
        raise PictureError(f'"{_folder_of(path)}" is no folder. Choose a folder that exists.') from error
    except OSError as error:
        reason = error.strerror or error
        if error.errno in _DISK_ERRORS:
            raise DiskFull(
                f'"{path}" was not written: the disk said "{reason}". Free some room or choose another disk.'
            ) from error
        if error.errno in _PASSING_ERRORS:
            raise PictureError(f'"{path}" was not written ({reason}). Try again.') from error
        raise PictureError(f'"{path}" cannot be written ({reason}). Choose another folder or name.') from error


def _folder_of(path: Path) -> Path:
    """Where a file would be made: of a link, what it leads to counts."""
    is_link = os.path.islink(path) or os.path.islink(path.parent)  # noqa: PTH114 - these never raise
    return Path(os.path.realpath(path)).parent if is_link else path.parent


def printable(path: Path) -> str:
    """A path for a message, whatever it holds."""
    return "".join(character if character.isprintable() else "?" for character in str(path))


def _refuse_what_is_no_name(path: Path) -> None:
    try:
        is_name = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        is_name = False
    if not is_name:
        raise PictureError(
            f'The file name "{printable(path)}" holds a character that no file name can hold. Choose another name.'
        )
