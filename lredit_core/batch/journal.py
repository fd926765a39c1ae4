"""What a batch has done so far: a line for each picture, written once its files are whole."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from lredit_core.batch.lines import append_line
from lredit_core.errors import InvalidRequest, LreditError
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.opening import open_picture
from lredit_core.processes.lock_files import NoLocks, take_lock
from lredit_core.project.content import SUFFIX
from lredit_core.project.reading import open_project
from lredit_core.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from filelock import FileLock

    from lredit_core.batch.manifest import PromptedPicture

JOURNAL_NAME = "batch.jsonl"
#: Of a row whose files a person went on with.
CHANGED_NOTE = "A file was changed since it was made, and is left so. Delete it to have it made again."
_CLAIM = "writes"
_LOCK_NAME = ".batch.lock"
_BLOCK_BYTES = 1 << 20


class _State(Enum):
    """What became of a file that a run wrote."""

    AS_WRITTEN = "as written"
    CHANGED = "changed"  # it is a picture or a project still
    GONE = "gone"  # or damaged


@dataclass(frozen=True, slots=True)
class RowRecord:
    """What became of one row.

    Attributes:
        digest: of everything that the result depends on.
        number: of the row.
        picture: what the list calls it.
        source_path: where it lay.
        prompt, source, intent: what was asked; the intent is "" where the words say it.
        files: the SHA-256 of each file that was written, by its name below the folder of results, the picture first.
        regions: the boxes that were edited, (x0, y0, x1, y1) in pixels.
        score: the ranking score of the best candidate; None where there is none.
        seconds: it took.
        notes: sentences for the person.
        failure: why there is no picture, a sentence, or "".
        where: the row stands, for a person: "line 3".
        is_last: nothing more can be written: the disk is full.
    """

    digest: str
    number: int
    picture: str
    source_path: str
    prompt: str
    source: str = ""
    files: dict[str, str] = field(default_factory=dict)
    regions: tuple[tuple[int, int, int, int], ...] = ()
    score: float | None = None
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    failure: str = ""
    where: str = ""
    is_last: bool = False
    intent: str = ""

    @classmethod
    def of_row(cls, row: PromptedPicture, digest: str = "") -> RowRecord:
        """What is known of a row before it is made."""
        path = str(row.path.absolute())  # the window may look for it from elsewhere
        intent = "" if row.intent is None else row.intent.value
        return cls(digest, row.number, row.picture, path, row.prompt, row.source, where=row.where, intent=intent)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, values: Any) -> RowRecord:
        """Raises TypeError, ValueError, KeyError or AttributeError: where it is something else."""
        record = cls(
            **{
                **values,
                "regions": tuple((int(x0), int(y0), int(x1), int(y1)) for x0, y0, x1, y1 in values["regions"]),
                "notes": tuple(map(str, values["notes"])),
            }
        )
        for name, digest in record.files.items():
            if not isinstance(digest, str) or _leaves(name):
                raise ValueError(name)
        return record

    @property
    def name(self) -> str:
        """The edited picture's file, below the folder of results; "" where there is none."""
        return next(iter(self.files), "")

    @property
    def project(self) -> str:
        """The project's file likewise; "" where none was kept."""
        return next((name for name in self.files if name.endswith(SUFFIX)), "")


class BatchJournal:
    """The records of a folder of results. A line that a kill cut off is as if it had not been written."""

    def __init__(self, folder: Path) -> None:
        """Raises InvalidRequest: where the journal cannot be read."""
        self.folder = folder
        self._lock: FileLock | None = None
        self._records = {record.digest: record for record in read_records(folder)}
        self._claimed = {name for line in _lines(folder) for name in _claimed_in(line)}

    def take_hold(self) -> bool:
        """Keeps other runs away until this one ends; False where another one is at it."""
        with contextlib.suppress(NoLocks):  # then two runs are on their own
            self._lock = take_lock(self.folder / _LOCK_NAME)
            return self._lock is not None
        return True

    @property
    def written(self) -> frozenset[str]:
        """Names of all files that runs so far wrote, or had begun to."""
        return frozenset(self._claimed).union(*(record.files for record in self._records.values()))

    def claim(self, names: Iterable[str]) -> None:
        """Notes the names of files that are about to be written: after a kill they are known to be ours.

        Raises:
            PictureError: where it cannot be written.
        """
        new = sorted(set(names) - self._claimed)
        if new:
            append_line(self.folder / JOURNAL_NAME, json.dumps({_CLAIM: new}, ensure_ascii=False))
            self._claimed.update(new)

    @property
    def is_empty(self) -> bool:
        return not self._records

    def done(self, digest: str) -> RowRecord | None:
        """The record of a row whose files are whole, or None: it failed, was never made, or a file is gone or damaged.

        What a person made of a file since then is whole too, and noted.
        """
        record = self._records.get(digest)
        if record is None or record.failure or not record.files:
            return None
        states = {self._state_of(name, wanted) for name, wanted in record.files.items()}
        if states - {_State.AS_WRITTEN, _State.CHANGED}:
            return None
        return replace(record, notes=(*record.notes, CHANGED_NOTE)) if _State.CHANGED in states else record

    def changed_file(self, names: Iterable[str]) -> str:
        """The first of these files that somebody changed since a run wrote it; "" where there is none."""
        written = {name: digest for record in self._records.values() for name, digest in record.files.items()}
        known = ((name, written[name]) for name in names if name in written)
        return next((name for name, wanted in known if self._state_of(name, wanted) is _State.CHANGED), "")

    def keep(self, record: RowRecord) -> None:
        """Writes a line that outlives a kill.

        Raises:
            PictureError: where it cannot be written.
        """
        append_line(self.folder / JOURNAL_NAME, json.dumps(record.as_json(), ensure_ascii=False))
        self._records.pop(record.digest, None)  # the latest stand last
        self._records[record.digest] = record

    def _state_of(self, name: str, wanted: str) -> _State:
        path = self.folder / name
        try:
            if file_digest(path) == wanted:
                return _State.AS_WRITTEN
        except OSError:
            return _State.GONE
        try:
            open_project(path) if path.suffix.lower() == SUFFIX else open_picture(path)
        except LreditError:
            return _State.GONE
        return _State.CHANGED


def read_records(folder: Path) -> Iterator[RowRecord]:
    """The records of a folder of results, in the order in which they were written, the last of each row; none where
    nothing was written.

    Raises:
        InvalidRequest: where the file cannot be read.
    """
    records: dict[str, RowRecord] = {}
    for line in _lines(folder):
        try:
            record = RowRecord.of_json(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
            continue  # a line that a kill cut off, or that another version wrote
        records.pop(record.digest, None)
        records[record.digest] = record
    yield from records.values()


def _lines(folder: Path) -> list[str]:
    place = folder / JOURNAL_NAME
    try:
        return read_regular(place).decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise InvalidRequest(f'"{printable(place)}" cannot be read ({error}). Give another folder.') from error


def _claimed_in(line: str) -> list[str]:
    """The names that a line says are about to be written; none where it is another one."""
    if not line.startswith(f'{{"{_CLAIM}"'):
        return []
    try:
        names = json.loads(line)[_CLAIM]
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return []
    return [name for name in names if isinstance(name, str) and not _leaves(name)] if isinstance(names, list) else []


def file_digest(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _leaves(name: str) -> bool:
    """Whether a file's name leads out of the folder of results."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name or not path.parts
