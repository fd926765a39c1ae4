"""Writing files: looked at before the work that fills them, and replaced in one step."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from lredit_core.errors import DiskFull, PictureError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Of a file's name, what the temporary one beside it begins with: a name may be 255 bytes long, and so may this one.
_NAME_KEPT = 32
#: What a disk says that is full, over its quota, or failing.
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


#: Read once, before there are threads: it can only be read by setting it.
_UMASK = _umask()


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` in one step at the end: after a crash, or on a disk that
    fills up, either the old or the new one is there, never a half. Links stay and lead to what is new; devices and
    pipes are written to as they are.

    Raises:
        PictureError: where the path cannot be written.
    """
    with saying_why_not(path):
        if _is_device(path):
            with path.open("wb") as stream:
                yield stream
            return
        target = Path(os.path.realpath(path))
        handle, temporary = _temporary_beside(target)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_UMASK
            temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise


def write_atomically(path: Path, data: bytes) -> None:
    """Replaces a file in one step, as `replacing` does.

    Raises:
        PictureError: where the path cannot be written.
    """
    with replacing(path) as file:
        file.write(data)


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
        if path.is_dir():
            raise PictureError(f'"{path}" is a folder. Give the name of a file.')
        if _is_device(path):
            return
        if path.exists() and not os.access(path, os.W_OK):
            raise PictureError(f'"{path}" is write-protected. Choose another name.')
        handle, temporary = _temporary_beside(Path(os.path.realpath(path)))
        os.close(handle)
        temporary.unlink()


@contextlib.contextmanager
def saying_why_not(path: Path) -> Iterator[None]:
    """Turns what the system says against writing a file into a `PictureError`, `DiskFull` where the disk is."""
    _refuse_what_is_no_name(path)
    try:
        yield
    except FileNotFoundError as error:
        if path.parent.is_dir():  # such as /proc, where nothing can be made
            raise PictureError(
                f'The folder "{path.parent}" cannot be written to. Choose another one.', details=repr(error)
            ) from error
        raise PictureError(f'There is no folder "{path.parent}". Choose a folder that exists.') from error
    except NotADirectoryError as error:
        raise PictureError(f'"{path.parent}" is no folder. Choose a folder that exists.') from error
    except OSError as error:
        reason = error.strerror or error
        if error.errno in _DISK_ERRORS:
            raise DiskFull(
                f'"{path}" was not written: the disk said "{reason}". Free some room or choose another disk.'
            ) from error
        raise PictureError(f'"{path}" cannot be written ({reason}). Choose another folder or name.') from error


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


def _is_device(path: Path) -> bool:
    """Whether something is there that is no file, such as a device or a pipe."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _temporary_beside(path: Path) -> tuple[int, Path]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:_NAME_KEPT]}.", dir=path.parent)
    return handle, Path(name)
