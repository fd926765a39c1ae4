"""Fetching the parts of a bundle from the hub: only what is missing, the disk's room looked at first, resumable.

Nothing here installs anything: `installing.py` makes a bundle of parts that are whole.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_core.bundles.choosing import NeededFile, needed_files
from lredit_core.bundles.fetched_parts import PartPlace, Receipt, ReceiptFile, parts_home, read_receipt, write_receipt
from lredit_core.bundles.fetching import PARTIAL_SUFFIX, RETRY_WAITS_S, Fetcher
from lredit_core.bundles.hub import Hub, Listing, SourceMissing
from lredit_core.errors import ModelUnavailable
from lredit_core.sizes import duration_text, size_text

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.bundles.catalogue import Catalogue, CatalogueBundle, CataloguePart
    from lredit_core.cancellation import CancellationToken

#: Room that must stay free on the disk.
SPARE_BYTES = 200 * 10**6
_REPORT_EVERY_S = 0.2


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """How far a download is.

    Attributes:
        what: the part that is being fetched, for the person.
        done_bytes, total_bytes: of all parts that were missing, what an earlier try left included.
        bytes_per_second: of the last seconds; 0 while it is not known.
    """

    what: str
    done_bytes: int
    total_bytes: int
    bytes_per_second: float = 0.0

    @property
    def seconds_left(self) -> float | None:
        """None while it is not known."""
        if self.bytes_per_second <= 0:
            return None
        return (self.total_bytes - self.done_bytes) / self.bytes_per_second

    @property
    def rate_in_words(self) -> str:
        """ "8.3 MB a second, 4 min left", or "" while it is not known."""
        left = self.seconds_left
        if left is None:
            return ""
        return f"{size_text(round(self.bytes_per_second))} a second, {duration_text(left)} left"


OnProgress = Callable[[FetchProgress], None]


@dataclass(frozen=True, slots=True)
class _PlannedPart:
    part: CataloguePart
    place: PartPlace
    listing: Listing
    files: tuple[NeededFile, ...]

    @property
    def size(self) -> int:
        return sum(needed.file.size for needed in self.files)

    def bytes_here(self) -> int:
        """What is on the disk already of its files, whole or not."""
        return sum(
            path.stat().st_size
            for needed in self.files
            for path in _paths_of(self.place.unfinished, needed.local_path)
            if path.is_file()
        )


def fetch_bundle(
    catalogue: Catalogue,
    bundle: CatalogueBundle,
    *,
    hub: Hub,
    token: CancellationToken,
    on_progress: OnProgress,
    retry_waits_s: tuple[float, ...] = RETRY_WAITS_S,
) -> None:
    """Fetches the parts of a bundle that are not here yet.

    Raises:
        Stopped: once the token says so; what came is kept for the next time.
        ModelUnavailable: with a sentence; what came is kept unless its checksum is wrong.
    """
    with _alone():
        _fetch(catalogue, bundle, hub=hub, token=token, on_progress=on_progress, retry_waits_s=retry_waits_s)


def begun_bytes(bundle: CatalogueBundle) -> int:
    """What an earlier try left on the disk of parts that are not whole."""
    return sum(PartPlace(key).bytes_begun() for key in bundle.part_keys)


def discard_begun(bundle: CatalogueBundle) -> None:
    """Deletes what an earlier try left of parts that are not whole.

    Raises:
        ModelUnavailable: while a download runs.
    """
    with _alone():
        for key in bundle.part_keys:
            shutil.rmtree(PartPlace(key).unfinished, ignore_errors=True)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One download at a time, in whichever process: bundles share parts."""
    from filelock import FileLock, Timeout

    home = parts_home()
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home.parent / "parts.lock", timeout=0):
            yield
    except Timeout as error:
        raise ModelUnavailable(
            "Another download is running. Wait until it is done, or pause it, and try again."
        ) from error


def _fetch(
    catalogue: Catalogue,
    bundle: CatalogueBundle,
    *,
    hub: Hub,
    token: CancellationToken,
    on_progress: OnProgress,
    retry_waits_s: tuple[float, ...],
) -> None:
    planned = []
    for key, part in catalogue.parts_of(bundle).items():
        token.raise_if_cancelled()
        place = PartPlace(key)
        if place.receipt() is None:
            planned.append(_plan(part, place, hub))
    if not planned:
        return
    total = sum(entry.size for entry in planned)
    done = sum(entry.bytes_here() for entry in planned)
    _check_room(total - done)
    meter = _Meter(total, done, on_progress)
    for entry in planned:
        meter.begin(entry.part.title)
        _fetch_part(entry, hub, token, meter, retry_waits_s)
    meter.end()


def _plan(part: CataloguePart, place: PartPlace, hub: Hub) -> _PlannedPart:
    """Asks the sources in turn; makes the unfinished folder ready for what the first of them holds."""
    missing: SourceMissing | None = None
    for source in part.sources:
        try:
            listing = hub.list_files(source)
        except SourceMissing as error:
            missing = error
            continue
        files = needed_files(part, listing.files, repo=source.repo)
        _prepare(place, listing, files)
        return _PlannedPart(part, place, listing, files)
    raise SourceMissing(
        f'"{part.title}" is on the hub no more: {", ".join(source.repo for source in part.sources)}. Get a newer '
        "lredit, or install a folder that you have with `lredit bundles compose`.",
        details=missing.details if missing is not None else "",
    )


def _prepare(place: PartPlace, listing: Listing, files: tuple[NeededFile, ...]) -> None:
    """Keeps what an earlier try left where it is of the same commit; whole files are kept by their checksums."""
    at_home = parts_home() / place.key
    if at_home.is_dir() and not place.unfinished.exists():
        at_home.rename(place.unfinished)  # a part of which files were taken away
    place.forget()
    folder = place.unfinished
    folder.mkdir(parents=True, exist_ok=True)
    earlier = read_receipt(folder)
    if earlier is None or (earlier.repo, earlier.commit) != (listing.source.repo, listing.commit):
        for partial in folder.rglob(f"*{PARTIAL_SUFFIX}"):
            partial.unlink()
    before = earlier.files if earlier is not None else {}
    known = {needed.local_path: _still_right(needed, before.get(needed.local_path)) for needed in files}
    write_receipt(folder, Receipt(repo=listing.source.repo, commit=listing.commit, files=known))


def _still_right(needed: NeededFile, before: ReceiptFile | None) -> ReceiptFile:
    """A large file whose checksum was found right keeps it: gigabytes are not read again to go on."""
    is_same = before is not None and before.sha256 and before.sha256 == needed.file.sha256
    return ReceiptFile(size=needed.file.size, sha256=needed.file.sha256 if is_same else "")


def _fetch_part(
    entry: _PlannedPart, hub: Hub, token: CancellationToken, meter: _Meter, retry_waits_s: tuple[float, ...]
) -> None:
    folder, listing = entry.place.unfinished, entry.listing
    fetcher = Fetcher(hub, listing.source, listing.commit, folder, token, meter.add, retry_waits_s)
    receipt = read_receipt(folder)
    assert receipt is not None, "_prepare has written it"
    files = dict(receipt.files)
    for needed in entry.files:
        token.raise_if_cancelled()
        path, known = folder / needed.local_path, files[needed.local_path]
        if known.sha256 and path.is_file() and path.stat().st_size == known.size:
            continue
        files[needed.local_path] = ReceiptFile(size=needed.file.size, sha256=fetcher.fetch(needed))
        write_receipt(folder, Receipt(repo=listing.source.repo, commit=listing.commit, files=files))
    for path in folder.rglob(f"*{PARTIAL_SUFFIX}"):
        path.unlink()  # of files that this commit has no more
    shutil.rmtree(entry.place.folder, ignore_errors=True)  # of an earlier one only what was damaged can be there
    folder.rename(entry.place.folder)


def _paths_of(folder: Path, local_path: str) -> Iterable[Path]:
    path = folder / local_path
    return (path, path.with_name(path.name + PARTIAL_SUFFIX))


def _check_room(needed_bytes: int) -> None:
    home = parts_home()
    home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(home).free
    if needed_bytes and needed_bytes + SPARE_BYTES > free:
        raise ModelUnavailable(
            f"The download takes {size_text(needed_bytes)} and {size_text(SPARE_BYTES)} should stay free, but the disk "
            f'of "{home}" has {size_text(free)} left. Make room and download again.'
        )


class _Meter:
    """Counts bytes, and tells of them a few times a second."""

    def __init__(self, total: int, done: int, on_progress: OnProgress) -> None:
        self._total, self._done, self._on_progress = total, done, on_progress
        self._what = ""
        self._told_at = 0.0
        self._rate = DownloadRate()

    def begin(self, what: str) -> None:
        self._what = what
        self._emit()

    def add(self, byte_count: int) -> None:
        self._done += byte_count
        now = time.monotonic()
        if byte_count > 0:
            self._rate.add(byte_count, now)
        if now - self._told_at >= _REPORT_EVERY_S:
            self._emit()

    def end(self) -> None:
        self._emit()

    def _emit(self) -> None:
        self._told_at = time.monotonic()
        self._on_progress(
            FetchProgress(self._what, self._done, self._total, self._rate.bytes_per_second(self._told_at))
        )


class DownloadRate:
    """Bytes a second over the last `window_s` seconds."""

    def __init__(self, window_s: float = 8.0) -> None:
        self._window_s = window_s
        self._arrivals: deque[tuple[float, int]] = deque()

    def add(self, byte_count: int, now_s: float) -> None:
        self._arrivals.append((now_s, byte_count))
        while self._arrivals[0][0] < now_s - self._window_s:
            self._arrivals.popleft()

    def bytes_per_second(self, now_s: float) -> float:
        """0 while less than a second is known."""
        while self._arrivals and self._arrivals[0][0] < now_s - self._window_s:
            self._arrivals.popleft()
        if not self._arrivals or now_s - self._arrivals[0][0] < 1.0:
            return 0.0
        first_s, first_bytes = self._arrivals[0]
        return (sum(count for _time, count in self._arrivals) - first_bytes) / (now_s - first_s)
