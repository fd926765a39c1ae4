"""Pictures that two processes look at: written once by the one, mapped by the other, never sent through a pipe.

The memory is the owner's: it goes when newer pictures push it out, when the owner closes, and, should the owner be
killed, when the resource tracker of `multiprocessing` notices. A reader's mapping goes with the last array over it.
"""

from __future__ import annotations

import contextlib
import io
import mmap
import os
import pickle
import secrets
import tempfile
import weakref
from collections import OrderedDict
from dataclasses import dataclass
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import psutil

from lredit_core.errors import EngineError
from lredit_core.pictures.image import PixelBuffer, Pixels

if TYPE_CHECKING:
    from collections.abc import Callable

#: So many pictures stay shared: the one that is edited, and those before and after a nudge of an accepted edit.
PICTURES_KEPT = 3
_FILE_PREFIX = "lredit-picture-"


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """Where a picture lies, in a message of a few bytes.

    Attributes:
        name: of the shared memory; the path of a file where the system has too little of it.
        shape, dtype: of the pixels.
    """

    name: str
    is_file: bool
    shape: tuple[int, ...]
    dtype: str
    digest: str
    icc_profile: bytes | None
    exif: bytes | None


class _Segment:
    """Memory under a name, filled with an array's bytes."""

    def __init__(self, pixels: Pixels) -> None:
        self._memory: SharedMemory | None = None
        self._path: Path | None = None
        try:
            self._memory = SharedMemory(_new_name(), create=True, size=pixels.nbytes)
            _claim(self._memory)
            target: Any = self._memory.buf
        except OSError:  # containers have as little as 64 MB of it: a file serves as well
            self._discard()
            self._path = _written(pixels)
            return
        np.ndarray(pixels.shape, pixels.dtype, buffer=target)[...] = pixels

    @property
    def name(self) -> str:
        if self._path is not None:
            return str(self._path)
        assert self._memory is not None
        return self._memory.name

    @property
    def is_file(self) -> bool:
        return self._path is not None

    def _discard(self) -> None:
        if self._memory is not None:
            self._memory.close()
            self._memory.unlink()
        self._memory = None

    def close(self) -> None:
        """Frees it once nobody maps it any more."""
        self._discard()
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink()


def _written(pixels: Pixels) -> Path:
    """A new file of an array's bytes, named after this process so that another can tell when nobody needs it any more.

    Raises:
        EngineError: where the disk has no room for it.
    """
    _remove_orphans()
    folder = Path(tempfile.gettempdir())
    path: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f"{_FILE_PREFIX}{os.getpid()}-")
        path = Path(name)
        with os.fdopen(handle, "wb") as file:
            pixels.tofile(file)
    except OSError as error:
        if path is not None:
            path.unlink(missing_ok=True)
        raise EngineError(
            f'There is no room for the picture in shared memory, nor in "{folder}" ({error.strerror or error}). '
            f"Free {pixels.nbytes / 1e6:.0f} MB there and try again.",
            details=repr(error),
        ) from error
    return path


def _remove_orphans() -> None:
    """Removes the files of processes that were killed."""
    for path in Path(tempfile.gettempdir()).glob(f"{_FILE_PREFIX}*"):
        owner = path.name.removeprefix(_FILE_PREFIX).partition("-")[0]
        if owner.isdecimal() and not psutil.pid_exists(int(owner)):
            with contextlib.suppress(OSError):
                path.unlink()


class SharedPictures:
    """The owner's side: the latest pictures, each written once.

    Not for several threads at once.
    """

    def __init__(self) -> None:
        self._segments: OrderedDict[str, _Segment] = OrderedDict()

    def share(self, picture: PixelBuffer) -> SharedPicture:
        """Writes a picture where it was not written yet.

        Raises:
            EngineError: where there is no room for it.
        """
        digest = picture.digest
        if digest not in self._segments:
            self._segments[digest] = _Segment(picture.pixels)
            while len(self._segments) > PICTURES_KEPT:
                self._segments.popitem(last=False)[1].close()
        self._segments.move_to_end(digest)
        segment, pixels = self._segments[digest], picture.pixels
        return SharedPicture(
            segment.name, segment.is_file, pixels.shape, pixels.dtype.str, digest, picture.icc_profile, picture.exif
        )

    def close(self) -> None:
        while self._segments:
            self._segments.popitem()[1].close()


def mapped(shared: SharedPicture) -> PixelBuffer:
    """The reader's side: a picture over the owner's memory, which stays for as long as the picture does.

    Raises:
        FileNotFoundError: where the owner has freed it.
    """
    dtype = np.dtype(shared.dtype)
    if shared.is_file:
        with Path(shared.name).open("rb") as file:
            view: Any = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        pixels = np.frombuffer(view, dtype).reshape(shared.shape)
    else:
        memory = SharedMemory(shared.name)
        pixels = np.ndarray(shared.shape, dtype, buffer=memory.buf)
        pixels.flags.writeable = False
        weakref.finalize(pixels, memory.close)
    picture = PixelBuffer(pixels, icc_profile=shared.icc_profile, exif=shared.exif)
    picture.take_digest(shared.digest)
    return picture


def _new_name() -> str:
    """Says whose it is; macOS takes 30 characters."""
    return f"lredit-{os.getpid()}-{secrets.token_hex(4)}"


def _claim(memory: SharedMemory) -> None:
    """Makes sure that the pages are there: writing to more than the system has would end the process.

    Raises:
        OSError: where there is too little.
    """
    path = Path("/dev/shm") / memory.name.lstrip("/")
    if hasattr(os, "posix_fallocate") and path.exists():
        handle = os.open(path, os.O_RDWR)
        try:
            os.posix_fallocate(handle, 0, memory.size)
        finally:
            os.close(handle)


class TakesPictures(Protocol):
    """Puts a picture where the one who reads the message finds it."""

    def share(self, picture: PixelBuffer, /) -> object:
        """What stands for the picture in the message."""
        ...


class _SharingPickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, pictures: TakesPictures) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._pictures = pictures

    def persistent_id(self, obj: Any) -> object | None:
        return self._pictures.share(obj) if isinstance(obj, PixelBuffer) else None


class _FindingUnpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, picture_of: Callable[[Any], PixelBuffer]) -> None:
        super().__init__(file)
        self._picture_of = picture_of

    def persistent_load(self, pid: Any) -> PixelBuffer:
        return self._picture_of(pid)


def packed(message: Any, pictures: TakesPictures) -> bytes:
    """A message for a process of our own, its pictures left elsewhere: in shared memory, or sent by themselves."""
    sink = io.BytesIO()
    _SharingPickler(sink, pictures).dump(message)
    return sink.getvalue()


def unpacked(data: bytes, picture_of: Callable[[Any], PixelBuffer] = mapped) -> Any:
    """A message from a process of our own.

    Args:
        data: what `packed` gave.
        picture_of: finds a picture by what stands for it; maps shared memory by default.

    Raises:
        FileNotFoundError: where a picture of it was freed.
    """
    return _FindingUnpickler(io.BytesIO(data), picture_of).load()
