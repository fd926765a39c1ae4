"""One file from the hub to the disk: goes on where it was broken off, and counts only once its checksum is right."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from lredit_core.bundles.hub import ConnectionBroke, Hub
from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.bundles.catalogue import Source
    from lredit_core.bundles.choosing import HubFile, NeededFile
    from lredit_core.cancellation import CancellationToken

#: A file carries this until all of it is here and its checksum is right.
PARTIAL_SUFFIX = ".partial"
#: Waits before the same request is made again, in seconds; a connection that brought something starts them anew.
RETRY_WAITS_S = (1.0, 3.0, 8.0)

OnBytes = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches files of one repository at one commit into a folder.

    Attributes:
        on_bytes: told of bytes as they come; of a negative number where some had to be thrown away.
        retry_waits_s: see `RETRY_WAITS_S`.
    """

    hub: Hub
    source: Source
    commit: str
    folder: Path
    token: CancellationToken
    on_bytes: OnBytes
    retry_waits_s: tuple[float, ...] = field(default=RETRY_WAITS_S)

    def fetch(self, needed: NeededFile) -> str:
        """Fetches a file unless it is here, and gives its SHA-256.

        Raises:
            Stopped: once the token says so; what came is kept.
            ConnectionBroke: where the server or the network gives up; what came is kept.
            ModelUnavailable: for a full disk, a wrong checksum, or a gate that is closed.
        """
        path = self.folder / needed.local_path
        if path.is_file() and path.stat().st_size == needed.file.size:
            digest = _Digest(needed.file)
            with path.open("rb") as file:
                digest.read(file, self.token)
            if digest.is_right:
                return digest.sha256
            path.unlink()
            self.on_bytes(-needed.file.size)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(path.name + PARTIAL_SUFFIX)
        with _disk_errors_in_words(self.folder):
            sha256 = self._fetch_to(partial, needed.file)
        partial.replace(path)
        return sha256

    def _fetch_to(self, partial: Path, file: HubFile) -> str:
        digest, waits = _Digest(file), iter(self.retry_waits_s)
        with partial.open("a+b") as target:
            target.seek(0)
            digest.read(target, self.token)
            if digest.size > file.size:
                self._restart(target, digest)
            while digest.size < file.size:
                before = digest.size
                try:
                    self._read_on(target, file, digest)
                    if digest.size == before:
                        raise ConnectionBroke("The server sent nothing.")
                except ConnectionBroke as error:
                    target.flush()
                    if digest.size > before:
                        waits = iter(self.retry_waits_s)
                    wait_s = next(waits, None)
                    if wait_s is None:
                        raise ConnectionBroke(
                            f'{error.message} "{file.path}" is here as far as byte {digest.size} of {file.size}; '
                            "download again to go on from there.",
                            details=error.details,
                        ) from error
                    self._pause(wait_s)
        if not digest.is_right:
            partial.unlink()
            self.on_bytes(-digest.size)
            raise ModelUnavailable(
                f'"{file.path}" from "{self.source.repo}" does not match its checksum: it was damaged on the way, or '
                "somebody changed it. It was deleted; download again to fetch it anew.",
                details=f"expected {file.sha256 or file.git_sha1} and {file.size} bytes, got {digest.found}",
            )
        return digest.sha256

    def _read_on(self, target: BinaryIO, file: HubFile, digest: _Digest) -> None:
        with self.hub.open_file(self.source, self.commit, file.path, start=digest.size) as stream:
            if stream.start != digest.size:
                self._restart(target, digest)
            for block in stream.blocks():
                self.token.raise_if_cancelled()
                target.write(block)
                digest.update(block)
                self.on_bytes(len(block))
                if digest.size > file.size:
                    return

    def _restart(self, target: BinaryIO, digest: _Digest) -> None:
        self.on_bytes(-digest.size)
        target.truncate(0)
        digest.forget()

    def _pause(self, wait_s: float) -> None:
        end = time.monotonic() + wait_s
        while time.monotonic() < end:
            self.token.raise_if_cancelled()
            time.sleep(min(0.1, wait_s))


class _Digest:
    """The checksums of a file that grows: the one that the hub names, and SHA-256 for the manifest."""

    def __init__(self, file: HubFile) -> None:
        self._file = file
        self.forget()

    def forget(self) -> None:
        self.size = 0
        self._sha256 = hashlib.sha256()
        self._git = hashlib.sha1(f"blob {self._file.size}\0".encode(), usedforsecurity=False)

    def update(self, block: bytes) -> None:
        self.size += len(block)
        self._sha256.update(block)
        if self._file.git_sha1:
            self._git.update(block)

    def read(self, file: Any, token: CancellationToken) -> None:
        while block := file.read(1 << 20):
            token.raise_if_cancelled()
            self.update(block)

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()

    @property
    def found(self) -> str:
        return f"{self._git.hexdigest() if self._file.git_sha1 else self.sha256} and {self.size} bytes"

    @property
    def is_right(self) -> bool:
        if self.size != self._file.size:
            return False
        if self._file.sha256:
            return self.sha256 == self._file.sha256
        return not self._file.git_sha1 or self._git.hexdigest() == self._file.git_sha1


@contextlib.contextmanager
def _disk_errors_in_words(folder: Path) -> Iterator[None]:
    """A disk that is full or cannot be written becomes a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ModelUnavailable(
                f'The disk is full: there is no room for more in "{folder.parent}". What was fetched is kept; make '
                "room and download again to go on from there.",
                details=str(error),
            ) from error
        raise ModelUnavailable(
            f'"{folder}" cannot be written ({error.strerror or error}). Check the folder and its permissions, and '
            "download again.",
            details=str(error),
        ) from error
