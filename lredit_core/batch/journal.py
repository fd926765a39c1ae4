"""What a batch has done so far: a line for each picture, written once its files are whole."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import ConfigDict, TypeAdapter

from lredit_core.batch.damage import is_damaged
from lredit_core.batch.lines import append_line
from lredit_core.batch.parts import part_path
from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.pictures.atomic_writing import printable, put_in_place
from lredit_core.processes.lock_files import NoLocks, take_lock
from lredit_core.project.content import SUFFIX
from lredit_core.regular_files import open_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from filelock import FileLock

    from lredit_core.batch.manifest import PromptedPicture

JOURNAL_NAME = "batch.jsonl"
#: Of a row whose files a person went on with.
CHANGED_NOTE = "A file was changed since it was made, and is left so. Delete it to have it made again."
#: Of a row whose place somebody took.
CHANGED_FILE = '"{0}" was changed since the batch wrote it. Move or delete it, or give --out another folder.'
_LOCK_NAME = ".batch.lock"
_BLOCK_BYTES = 1 << 20


class _State(Enum):
    """What became of a file that a run wrote."""

    AS_WRITTEN = "as written"
    OURS = "ours"  # what another run wrote there
    CHANGED = "changed"  # somebody's, or nobody can say
    DAMAGED = "damaged"
    GONE = "gone"


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

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(allow_inf_nan=False)

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
        """Fields that a later version has besides are passed over.

        Raises:
            ValueError: where it is something else.
        """
        record = _READER.validate_python(values)  # its error is a ValueError
        for name in record.files:
            if _leaves(name):
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


_READER = TypeAdapter(RowRecord)


class BatchJournal:
    """The records of a folder of results. A line that a kill cut off is as if it had not been written."""

    def __init__(self, folder: Path) -> None:
        """Raises InvalidRequest: where the journal cannot be read."""
        self.folder = folder
        self._lock: FileLock | None = None
        self._records: dict[str, RowRecord] = {}
        #: Of each file, all that runs so far wrote there.
        self._ours: dict[str, set[str]] = {}
        for record in _all_records(folder):
            self._take(record)

    def take_hold(self) -> bool:
        """Keeps other runs away until this one ends; False where another one is at it."""
        with contextlib.suppress(NoLocks):  # then two runs are on their own
            self._lock = take_lock(self.folder / _LOCK_NAME)
            return self._lock is not None
        return True

    @property
    def written(self) -> frozenset[str]:
        """Names of all files that runs so far wrote."""
        return frozenset(self._ours)

    @property
    def is_empty(self) -> bool:
        return not self._records

    def done(self, digest: str) -> RowRecord | None:
        """The record of a row whose files are whole, or None: it failed, was never made, or a file is gone, damaged, or
        that of another run.

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
        """The first of these files that is somebody's by now; "" where there is none."""
        return next((name for name in names if self._state_of(name) is _State.CHANGED), "")

    def keep(self, record: RowRecord) -> None:
        """Writes a line that outlives a kill.

        Raises:
            PictureError: where it cannot be written.
        """
        append_line(self.folder / JOURNAL_NAME, json.dumps(record.as_json(), ensure_ascii=False))
        self._take(record)

    def settle(self, record: RowRecord) -> None:
        """Moves a record's files from where they were made to their names; those that are there already stay.

        Raises:
            PictureError: where one cannot be moved, or its place is somebody's by now.
        """
        on_their_way = [name for name in record.files if part_path(self.folder, record.digest, name).is_file()]
        if changed := self.changed_file(on_their_way):
            raise PictureError(CHANGED_FILE.format(changed))
        for name in on_their_way:
            put_in_place(part_path(self.folder, record.digest, name), self.folder / name)

    def settle_what_a_kill_left(self) -> None:
        """Files that the journal knows and a kill kept from their names."""
        for record in self._records.values():
            parts = ((part_path(self.folder, record.digest, name), wanted) for name, wanted in record.files.items())
            if any(_is_part(part, wanted) for part, wanted in parts):
                with contextlib.suppress(PictureError):  # the row is made again, or says why not
                    self.settle(record)

    def _take(self, record: RowRecord) -> None:
        self._records.pop(record.digest, None)  # the latest stand last
        self._records[record.digest] = record
        for name, digest in record.files.items():
            self._ours.setdefault(name, set()).add(digest)

    def _state_of(self, name: str, wanted: str = "") -> _State:
        path = self.folder / name
        try:
            digest = file_digest(path)
            if digest == wanted:
                return _State.AS_WRITTEN
            if digest in self._ours.get(name, ()):
                return _State.OURS
            return _State.DAMAGED if is_damaged(path) else _State.CHANGED
        except (FileNotFoundError, NotADirectoryError):
            return _State.GONE
        except OSError:
            return _State.CHANGED  # nobody can say what it is


def read_records(folder: Path) -> Iterator[RowRecord]:
    """The records of a folder of results, in the order in which they were written, the last of each row; none where
    nothing was written.

    Raises:
        InvalidRequest: where the file cannot be read.
    """
    records: dict[str, RowRecord] = {}
    for record in _all_records(folder):
        records.pop(record.digest, None)
        records[record.digest] = record
    yield from records.values()


def _all_records(folder: Path) -> Iterator[RowRecord]:
    for line in _lines(folder):
        with contextlib.suppress(ValueError, RecursionError):  # a kill cut it off, or another version wrote it
            yield RowRecord.of_json(json.loads(line))


def _lines(folder: Path) -> list[str]:
    place = folder / JOURNAL_NAME
    try:
        return read_regular(place).decode("utf-8", "replace").split("\n")  # names may hold other ends of lines
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise InvalidRequest(f'"{printable(place)}" cannot be read ({error}). Give another folder.') from error


def _is_part(part: Path, wanted: str) -> bool:
    try:
        return file_digest(part) == wanted
    except OSError:
        return False


def file_digest(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    digest = hashlib.sha256()
    with open_regular(path) as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _leaves(name: str) -> bool:
    """Whether a file's name leads out of the folder of results."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name or not path.parts
