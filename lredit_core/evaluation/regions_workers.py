"""The benchmark in several processes: every task is measured whole in one of them, and they share nothing."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from lredit_core.bundles.loading import BundleLoader
from lredit_core.errors import ModelUnavailable
from lredit_core.evaluation.judge import Judge
from lredit_core.evaluation.regions_benchmark import Bench, Row, places_of
from lredit_core.evaluation.simulated_clip import with_simulated_clip
from lredit_core.resources import resource_path
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from lredit_core.evaluation.tasks import TaskKind
    from lredit_core.evaluation.without_regions import WholeImagePlace

M_co = TypeVar("M_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What a `Bench` is loaded from; plain values, so that they travel to other processes.

    Attributes:
        bundle: its name or folder.
        art: a folder of drawings, or None for those that ship.
        others: editors without regions.
        has_simulated_clip: the bundle's image-text model has the narrow cosines of a large one.
    """

    bundle: str
    art: Path | None
    editor: str
    seed: int
    others: tuple[WholeImagePlace, ...] = ()
    has_simulated_clip: bool = False

    def bench(self) -> Bench:
        """Loads the models and the drawings; without an installed judge no edit is judged."""
        maker = SceneMaker(ArtLibrary(self.art or resource_path("art")), BackgroundPhotos(resource_path("backgrounds")))
        try:
            judge: Judge | None = Judge()
        except ModelUnavailable:
            judge = None
        bundle = BundleLoader(art_folder=self.art).load(self.bundle)
        if self.has_simulated_clip:
            bundle = with_simulated_clip(bundle)
        others = tuple(other.loaded() for other in self.others)
        return Bench(bundle, maker, judge, self.editor, self.seed, others)


def run_in_processes(
    made_of: Ingredients,
    *,
    scenes: int,
    methods: Sequence[str],
    kinds: Collection[TaskKind],
    processes: int,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Row]:
    """What `run_benchmark` gives, in its order."""
    jobs = [(kind, number, tuple(methods)) for kind, number in places_of(scenes, kinds)]
    measured = measured_in_processes(made_of, jobs, processes=processes, on_progress=on_progress)
    return [row for rows in measured for row in rows]


class Measures(Protocol[M_co]):
    """What a worker process loads once."""

    def measure(self, *job: Any, **named: Any) -> M_co: ...


class MakesBench(Protocol[M_co]):
    """Plain values that travel to a worker process."""

    def bench(self) -> Measures[M_co]: ...


def measured_in_processes(
    made_of: MakesBench[M_co],
    jobs: Sequence[tuple[Any, ...]],
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
    import torch

    torch.set_num_threads(1)
    _loaded.append(made_of.bench())


def _measure(job: tuple[Any, ...]) -> Any:
    return _loaded[0].measure(*job)
