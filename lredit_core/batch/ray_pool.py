"""Rows made on the machines of a Ray cluster, by the pool of actors that all work of that kind goes through.

A job travels by its path where its machine sees the same files, else with the picture's bytes; results come back
likewise and are written here.
"""

from __future__ import annotations

import contextlib
import functools
import tempfile
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.batch.journal import RowRecord
from lredit_core.batch.parts import part_path
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.pictures.atomic_writing import write_atomically
from lredit_core.remote.actor_pool import CORES_PER_ACTOR, TRIES, ActorPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lredit_core.batch.row_edit import RowJob
    from lredit_core.batch.worker_pool import MakesRow

_ADVICE = "Go on with --resume."


@dataclass(frozen=True, slots=True)
class Shipment:
    """A job with what its machine may not have.

    Attributes:
        picture, mask: the files' bytes; None where they are read by their paths.
    """

    job: RowJob
    picture: bytes | None = None
    mask: bytes | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A record with the files' bytes, by their names; None where they lie in the folder of results already."""

    record: RowRecord
    files: dict[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class ShippedRows:
    """Makes the rows of shipments, on the machine that they were sent to."""

    make: MakesRow

    def __call__(self, shipment: Shipment) -> Made:
        """Makes a row, in the folder of results or in one of its own that is sent back."""
        if shipment.picture is None:
            return Made(self.make(shipment.job, EventToken()))
        with tempfile.TemporaryDirectory(prefix="lredit-") as name:
            return _made_apart(self.make, shipment, Path(name))


def _made_apart(make: MakesRow, shipment: Shipment, folder: Path) -> Made:
    job = shipment.job
    row = job.row
    assert shipment.picture is not None
    (folder / "in").mkdir()
    picture = folder / "in" / row.path.name
    picture.write_bytes(shipment.picture)
    mask = None
    if shipment.mask is not None and row.mask is not None:
        mask = folder / "in" / f"mask-{row.mask.name}"
        mask.write_bytes(shipment.mask)
    here = replace(job, row=replace(row, path=picture, mask=mask), folder=folder / "out")
    record = make(here, EventToken())
    files = {name: here.part(name).read_bytes() for name in record.files}
    return Made(replace(record, source_path=RowRecord.of_row(row).source_path), files)


@dataclass(frozen=True, slots=True)
class _Loads:
    """Travels to every machine, and loads what makes rows there."""

    load: Callable[[], MakesRow]

    def __call__(self) -> ShippedRows:
        return ShippedRows(self.load())


@dataclass(slots=True)
class RayPool:
    """Args:
    address: of a cluster: "auto" for the one that runs here, or else one of this machine alone.
    load: gives what makes rows; must be importable on every machine.
    bundle: that it loads.
    folder: of results.
    cores: of an actor on a machine without accelerators.
    """

    address: str
    load: Callable[[], MakesRow]
    bundle: str
    folder: Path
    cores: int = CORES_PER_ACTOR

    def made(self, jobs: Iterable[RowJob], token: CancellationToken) -> Iterator[RowRecord]:
        """The record of each job, its files on their way in the folder of results (batch/parts.py).

        Raises:
            LreditError: as `ActorPool.done` raises them.
            PictureError, DiskFull: where a result cannot be written.
        """
        handed_out: dict[int, RowJob] = {}
        pool: ActorPool[RowJob, Made] = ActorPool(
            self.address,
            _Loads(self.load),
            self.bundle,
            self.cores,
            asking=functools.partial(_whether_shared, self.folder),
            pack=_packed,
            advice=_ADVICE,
        )
        with contextlib.closing(pool.done(_remembered(jobs, handed_out), token)) as ended:
            for done in ended:
                job = handed_out.pop(done.number)
                yield _lost(job) if done.result is None else self._written(done.result)

    def _written(self, made: Made) -> RowRecord:
        for name, data in (made.files or {}).items():
            write_atomically(part_path(self.folder, made.record.digest, name), data)
        return made.record


def _remembered(jobs: Iterable[RowJob], handed_out: dict[int, RowJob]) -> Iterator[RowJob]:
    """The jobs as they are taken, by their numbers until they have ended."""
    for number, job in enumerate(jobs):
        handed_out[number] = job
        yield job


@contextlib.contextmanager
def _whether_shared(folder: Path) -> Iterator[Callable[[], bool]]:
    """Asks a machine whether it sees the folder of results, by a file that lies there meanwhile."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=f".{uuid.uuid4().hex}") as shared:
        yield functools.partial(_sees, Path(shared.name))


def _sees(token: Path) -> bool:
    """Whether a file of the folder of results is there: storage is shared."""
    return token.is_file()


def _packed(job: RowJob, is_shared: bool) -> Shipment:
    if is_shared and job.row.path.is_absolute() and (job.row.mask is None or job.row.mask.is_absolute()):
        return Shipment(replace(job, folder=job.folder.absolute()))  # its working folder is another one
    mask = None if job.row.mask is None else job.row.mask.read_bytes()
    return Shipment(job, job.row.path.read_bytes(), mask)


def _lost(job: RowJob) -> RowRecord:
    failure = f"The machine that edited it was lost {TRIES} times. {_ADVICE}"
    return replace(RowRecord.of_row(job.row, job.digest), failure=failure)
