"""Rows made on the machines of a Ray cluster: an actor for each accelerator, or for some cores, holds warm models.

A job travels by its path where its machine sees the same files, else with the picture's bytes; results come back
likewise and are written here. What is under way on a machine that is lost is made by another one. Ray is an extra:
pip install 'lredit[ray]'.
"""

from __future__ import annotations

import logging
import tempfile
import uuid
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.batch.journal import RowRecord
from lredit_core.bundles.digest import bundle_digest, require_same_bundle
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import EngineError, InvalidRequest, LreditError, Stopped
from lredit_core.pictures.atomic_writing import saying_why_not, write_atomically
from lredit_core.remote.ray_cluster import nobody_at, reason_of, require_somebody, the_ray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lredit_core.batch.row_edit import RowJob
    from lredit_core.batch.worker_pool import MakesRow

_log = logging.getLogger(__name__)
#: So many rows wait at each actor, the one that it makes included: the next one is there when it has ended.
IN_FLIGHT = 2
#: A row whose machine was lost is tried so often.
_TRIES = 3
_POLL_S = 0.2
#: A machine has so long to start an actor and load its models.
_LOADING_S = 600.0
#: Cores of an actor on a machine without accelerators.
CORES_PER_ACTOR = 2


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


class RowActor:
    """What runs on each machine (as a Ray actor; plain Python otherwise)."""

    def __init__(self, load: Callable[[], MakesRow], bundle: str, digest: str) -> None:
        """Loads the models.

        Args:
            load: gives what makes rows.
            bundle: its name or folder.
            digest: that the bundle has where the batch was begun.

        Raises:
            ModelUnavailable: where this machine lacks the bundle, or holds another one of that name.
        """
        require_same_bundle(bundle, digest)
        self._make = load()

    def sees(self, token: Path) -> bool:
        """Whether a file of the folder of results is there: storage is shared. Answers once the models are loaded."""
        return token.is_file()

    def make(self, shipment: Shipment) -> Made:
        """Makes a row, in the folder of results or in one of its own that is sent back."""
        if shipment.picture is None:
            return Made(self._make(shipment.job, EventToken()))
        with tempfile.TemporaryDirectory(prefix="lredit-") as name:
            return _made_apart(self._make, shipment, Path(name))


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
    record = make(replace(job, row=replace(row, path=picture, mask=mask), folder=folder / "out"), EventToken())
    files = {name: (folder / "out" / name).read_bytes() for name in record.files}
    return Made(replace(record, source_path=str(row.path)), files)


@dataclass(slots=True)
class _Actor:
    handle: Any
    node: str
    is_shared: bool = False
    under_way: dict[Any, RowJob] = field(default_factory=dict)


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
    _actors: list[_Actor] = field(default_factory=list)

    def made(self, jobs: Iterable[RowJob], token: CancellationToken) -> Iterator[RowRecord]:
        """The record of each job, its files in the folder of results.

        Raises:
            InvalidRequest: where the cluster cannot be reached, or Ray is not installed.
            ModelUnavailable: where no machine has the bundle.
            Stopped: once the token is cancelled.
            EngineError: where no machine is left.
        """
        ray = the_ray()
        _connect(ray, self.address)
        source = iter(jobs)
        again: deque[RowJob] = deque()
        tries: dict[str, int] = {}
        try:
            self._begin(ray, token)
            while True:
                self._hand_out(ray, source, again, tries)
                waiting = [one for actor in self._actors for one in actor.under_way]
                if not waiting:
                    return
                ready, _rest = ray.wait(waiting, num_returns=1, timeout=_POLL_S)
                if token.is_cancelled():
                    raise Stopped
                for answer in ready:
                    record = self._taken(ray, answer, again, tries)
                    if record is not None:
                        yield record
        finally:
            self._actors = []
            ray.shutdown()

    def _begin(self, ray: Any, token: CancellationToken) -> None:
        """Actors on every machine, those that come up with the models."""
        digest = bundle_digest(self.bundle)
        actors = [
            _Actor(_started(ray, node, self.load, self.bundle, digest, resources), node)
            for node, resources in _places(ray.nodes(), self.cores)
        ]
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=f".{uuid.uuid4().hex}") as shared:
            asked = {actor.handle.sees.remote(Path(shared.name)): actor for actor in actors}
            problem = self._welcome(ray, asked, token)
        if not self._actors:
            raise problem or EngineError("No machine of the cluster could load the models. Look at Ray's logs.")

    def _welcome(self, ray: Any, asked: dict[Any, _Actor], token: CancellationToken) -> LreditError | None:
        """Takes in who answers; the last reason of those who do not."""
        problem: LreditError | None = None
        waiting, left_s = list(asked), _LOADING_S
        while waiting and left_s > 0:
            token.raise_if_cancelled()
            ready, waiting = ray.wait(waiting, num_returns=1, timeout=_POLL_S)
            left_s -= 0 if ready else _POLL_S
            for answer in ready:
                try:
                    asked[answer].is_shared = bool(ray.get(answer))
                    self._actors.append(asked[answer])
                except Exception as error:
                    problem = reason_of(error) or problem
                    _log.warning("an actor did not come up: %s", problem or error)
        return problem

    def _hand_out(self, ray: Any, source: Iterator[RowJob], again: deque[RowJob], tries: dict[str, int]) -> None:
        """Fills up each actor's queue, one by one, so that all of them have work before any has two."""
        for depth in range(1, IN_FLIGHT + 1):
            for actor in self._actors:
                if len(actor.under_way) >= depth:
                    continue
                job = again.popleft() if again else next(source, None)
                if job is None:
                    return
                tries[job.digest] = tries.get(job.digest, 0) + 1
                actor.under_way[actor.handle.make.remote(_packed(ray, job, is_shared=actor.is_shared))] = job

    def _taken(self, ray: Any, answer: Any, again: deque[RowJob], tries: dict[str, int]) -> RowRecord | None:
        """What an actor answered, written down; None where it was lost and its rows go to others."""
        actor = next(one for one in self._actors if answer in one.under_way)
        job = actor.under_way.pop(answer)
        try:
            made: Made = ray.get(answer)
        except ray.exceptions.RayActorError as error:
            _log.warning("a machine was lost with row %d: %s", job.row.number, error)
            lost = [job, *actor.under_way.values()]
            self._actors.remove(actor)
            if not self._actors:
                raise EngineError("All machines of the cluster are lost. Go on with --resume.") from error
            again.extend(one for one in lost if tries[one.digest] < _TRIES)
            spent = [one for one in lost if tries[one.digest] >= _TRIES]
            return _lost(spent[0]) if spent else None
        for name, data in (made.files or {}).items():
            with saying_why_not(self.folder / name):
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.folder / name, data)
        return made.record


def _connect(ray: Any, address: str) -> None:
    """To a cluster; "auto" begins one on this machine where none runs."""
    options = {"log_to_driver": False, "logging_level": logging.WARNING}
    if address != "auto":
        require_somebody(address)
    try:
        ray.init(address=address, **options)
    except ConnectionError as error:
        if address != "auto":
            raise nobody_at(address) from error
        ray.init(include_dashboard=False, **options)
    except (ValueError, RuntimeError) as error:
        raise InvalidRequest(f'The Ray cluster "{address}" cannot be used: {error}') from error


def _places(nodes: list[dict[str, Any]], cores: int) -> list[tuple[str, dict[str, float]]]:
    """(node, what an actor takes there): one for each accelerator, else one for some cores, at least one a machine."""
    places: list[tuple[str, dict[str, float]]] = []
    for node in nodes:
        if not node["Alive"]:
            continue
        cards, cpus = int(node["Resources"].get("GPU", 0)), node["Resources"].get("CPU", 0)
        if cards:
            places += [(node["NodeID"], {"num_gpus": 1, "num_cpus": min(1, cpus)})] * cards
        elif cpus:
            each = min(cores, cpus)
            places += [(node["NodeID"], {"num_cpus": each})] * max(1, int(cpus // each))
    return places


def _started(
    ray: Any, node: str, load: Callable[[], MakesRow], bundle: str, digest: str, resources: dict[str, float]
) -> Any:
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    there = NodeAffinitySchedulingStrategy(node, soft=False)
    kind = ray.remote(RowActor)
    return kind.options(scheduling_strategy=there, max_restarts=0, **resources).remote(load, bundle, digest)


def _packed(ray: Any, job: RowJob, *, is_shared: bool) -> Any:
    if is_shared and job.row.path.is_absolute():
        return Shipment(job)
    mask = None if job.row.mask is None else job.row.mask.read_bytes()
    return ray.put(Shipment(job, job.row.path.read_bytes(), mask))


def _lost(job: RowJob) -> RowRecord:
    failure = f"The machine that edited it was lost {_TRIES} times. Go on with --resume."
    return replace(RowRecord.of_row(job.row, job.digest), failure=failure)
