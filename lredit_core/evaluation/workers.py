"""Where a benchmark's tasks are measured: here, in several processes, or by the actors of a Ray cluster.

Every task is measured whole in one place, and tasks share nothing, so that the figures are the same wherever it was.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import EngineError, InvalidRequest, ModelUnavailable
from lredit_core.processes.machine import machine_name
from lredit_core.remote.actor_pool import TRIES, ActorPool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)
#: The arguments of one call of `Measures.measure`.
Job = tuple[Any, ...]


class Measures(Protocol[M_co]):
    """What a worker loads once."""

    def measure(self, *job: Any, **named: Any) -> M_co: ...


class MakesBench(Protocol[M_co]):
    """Plain values that travel to a worker process."""

    def bench(self) -> Measures[M_co]: ...


class MakesBenchAnywhere(MakesBench[M_co], Protocol[M_co]):
    """Plain values that travel to other machines, which may hold other things under the same names."""

    @property
    def bundle(self) -> str:
        """Its name or folder."""
        ...

    def from_anywhere(self) -> MakesBenchAnywhere[M_co]:
        """The same, with paths that hold whatever the working folder is."""
        ...

    def digest_beside(self) -> str:
        """Of all that is read beside the bundle and that figures depend on, as this machine has it."""
        ...


class Workers(Protocol[M]):
    """Where tasks are measured."""

    def measured(self, loaded: Measures[M], jobs: Sequence[Job], on_progress: Callable[[int, int], None]) -> list[M]:
        """What `measure(*job)` gives for each job, in their order.

        Args:
            loaded: the bench that is here.
            jobs: that are independent of each other.
            on_progress: called with how many have come to their end, of how many.

        Raises:
            LreditError: what a job failed with, or as `ActorPool.done` raises them.
            Stopped: on a cluster, once its token is cancelled.
        """
        ...


def workers_of(
    made_of: MakesBenchAnywhere[M], *, processes: int = 1, ray: str = "", token: CancellationToken | None = None
) -> Workers[M]:
    """Those that a person asked for.

    Args:
        made_of: gives other places their benches.
        processes: of this machine.
        ray: the address of a Ray cluster, "auto" for the one that runs here or else one of this machine; "" for none.
        token: stops what is measured on a cluster.

    Raises:
        InvalidRequest: for several processes and a cluster.
    """
    if processes > 1 and ray:
        raise InvalidRequest(
            "--processes and --ray exclude each other: a cluster has an actor for each core anyway. Leave one out."
        )
    if ray:
        return _Cluster(made_of, ray, token or EventToken())
    return _Processes(made_of, processes) if processes > 1 else Here()


@dataclass(frozen=True, slots=True)
class Here:
    """One job after the other, by the bench that is loaded."""

    def measured(self, loaded: Measures[M], jobs: Sequence[Job], on_progress: Callable[[int, int], None]) -> list[M]:
        measured: list[M] = []
        for done, job in enumerate(jobs, start=1):
            measured.append(loaded.measure(*job))
            on_progress(done, len(jobs))
        return measured


@dataclass(frozen=True, slots=True)
class _Processes:
    made_of: MakesBench[Any]
    count: int

    def measured(
        self, _loaded: Measures[Any], jobs: Sequence[Job], on_progress: Callable[[int, int], None]
    ) -> list[Any]:
        return measured_in_processes(self.made_of, jobs, processes=self.count, on_progress=on_progress)


@dataclass(frozen=True, slots=True)
class _Cluster:
    """An actor for each accelerator, or for each core of a machine without, of one thread as a process here is."""

    made_of: MakesBenchAnywhere[Any]
    address: str
    token: CancellationToken

    def measured(
        self, _loaded: Measures[Any], jobs: Sequence[Job], on_progress: Callable[[int, int], None]
    ) -> list[Any]:
        made_of = self.made_of.from_anywhere()
        loads = _LoadsBench(made_of, made_of.digest_beside())
        pool: ActorPool[Job, Any] = ActorPool(self.address, loads, made_of.bundle, cores=1)
        measured: dict[int, Any] = {}
        with closing(pool.done(jobs, self.token)) as ended:
            for done in ended:
                if done.result is None:
                    raise EngineError(f"The machine that measured task {done.number + 1} was lost {TRIES} times.")
                measured[done.number] = done.result
                on_progress(len(measured), len(jobs))
        return [measured[number] for number in range(len(jobs))]


def measured_in_processes(
    made_of: MakesBench[M_co],
    jobs: Sequence[Job],
    *,
    processes: int,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[M_co]:
    """What `made_of.bench().measure(*job)` gives for each job, in their order; each process loads one bench."""
    measured: list[M_co] = []
    with ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_prepare, initargs=(made_of,)
    ) as pool:
        futures = [pool.submit(_measure, job) for job in jobs]
        for done, future in enumerate(futures, start=1):
            measured.append(future.result())
            on_progress(done, len(jobs))
    return measured


#: The bench of a worker process, loaded once by its initializer.
_loaded: list[Measures[Any]] = []


def _prepare(made_of: MakesBench[Any]) -> None:
    _loaded.append(_bench_of_one_thread(made_of))


def _measure(job: Job) -> Any:
    return _loaded[0].measure(*job)


def _bench_of_one_thread(made_of: MakesBench[M_co]) -> Measures[M_co]:
    import torch

    torch.set_num_threads(1)
    return made_of.bench()


@dataclass(frozen=True, slots=True)
class _LoadsBench:
    """Travels to every machine, and loads a bench there."""

    made_of: MakesBenchAnywhere[Any]
    digest_beside: str

    def __call__(self) -> Callable[[Job], Any]:
        """Raises `ModelUnavailable` where this machine would measure something else."""
        if self.made_of.digest_beside() != self.digest_beside:
            raise ModelUnavailable(
                f"{machine_name()} has other drawings, backgrounds, editors or another judge than this machine. "
                "Install the same version there, and what --art and --whole-image name."
            )
        return _MeasuresJob(_bench_of_one_thread(self.made_of))


@dataclass(frozen=True, slots=True)
class _MeasuresJob:
    bench: Measures[Any]

    def __call__(self, job: Job) -> Any:
        return self.bench.measure(*job)
