"""Tasks done on the machines of a Ray cluster: an actor for each accelerator, or for some cores, holds warm models.

What is under way on a machine that is lost is done by another one. Nothing here knows what a task is. Ray is an extra:
pip install 'lredit[ray]'.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from lredit_core.bundles.digest import bundle_digest, require_same_bundle
from lredit_core.errors import EngineError, InvalidRequest, LreditError, Stopped
from lredit_core.remote.ray_cluster import nobody_at, reason_of, require_somebody, the_ray

if TYPE_CHECKING:
    from lredit_core.cancellation import CancellationToken

_log = logging.getLogger(__name__)
#: So many tasks wait at each actor, the one that it does included: the next one is there when it has ended.
IN_FLIGHT = 2
#: A task in whose midst a machine was lost is tried so often.
TRIES = 3
#: Cores of an actor on a machine without accelerators.
CORES_PER_ACTOR = 2
_POLL_S = 0.2
#: A machine has so long to start an actor and load its models.
_LOADING_S = 600.0

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")
#: Does a task where the models are.
Work = Callable[[Any], ResultT]


class WorkActor:
    """What runs on each machine (as a Ray actor; plain Python otherwise)."""

    def __init__(self, load: Callable[[], Work[Any]], bundle: str, digest: str) -> None:
        """Loads the models.

        Args:
            load: gives what does tasks.
            bundle: its name or folder.
            digest: that the bundle has where the work was begun.

        Raises:
            ModelUnavailable: where this machine lacks the bundle, or holds another one of that name.
        """
        require_same_bundle(bundle, digest)
        self._work = load()

    def answer(self, question: Callable[[], Any]) -> Any:
        """What a machine is asked before its first task. Answers once the models are loaded."""
        return question()

    def work(self, task: Any) -> Any:
        return self._work(task)


@dataclass(frozen=True, slots=True)
class Done(Generic[ResultT]):
    """What became of a task.

    Attributes:
        number: the task's place in their order, from 0.
        result: None where `TRIES` machines were lost with it.
    """

    number: int
    result: ResultT | None


@dataclass(slots=True)
class _Task:
    number: int
    task: Any
    tries: int = 0


@dataclass(slots=True)
class _Actor:
    handle: Any
    answer: Any = None
    under_way: dict[Any, _Task] = field(default_factory=dict)


def as_it_is(task: Any, _answer: Any) -> Any:
    """A task that needs nothing to travel."""
    return task


def _nothing() -> None:
    """Asks a machine no more than whether it is up."""


def whether_it_is_up() -> AbstractContextManager[Callable[[], Any]]:
    """The question of those who need to know nothing else."""
    return nullcontext(_nothing)


@dataclass(slots=True)
class ActorPool(Generic[TaskT, ResultT]):
    """Args:
    address: of a cluster: "auto" for the one that runs here, or else one of this machine alone.
    load: gives what does tasks; must be importable on every machine, as tasks and results must.
    bundle: that it loads.
    cores: of an actor on a machine without accelerators.
    asking: gives a question that each machine is asked once, importable there; ends when all have answered.
    pack: (task, a machine's answer to the question) to what travels to it.
    advice: what a person does where all machines are lost.
    """

    address: str
    load: Callable[[], Work[ResultT]]
    bundle: str
    cores: int = CORES_PER_ACTOR
    asking: Callable[[], AbstractContextManager[Callable[[], Any]]] = whether_it_is_up
    pack: Callable[[TaskT, Any], Any] = as_it_is
    advice: str = "Run it again."
    _actors: list[_Actor] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many actors do tasks now."""
        return len(self._actors)

    def done(self, tasks: Iterable[TaskT], token: CancellationToken) -> Generator[Done[ResultT]]:
        """Each task once it has come to its end, in the order of their ends; tasks are taken as there is room.

        Raises:
            InvalidRequest: where the cluster cannot be reached, or Ray is not installed.
            ModelUnavailable: where no machine has the bundle.
            Stopped: once the token is cancelled; what is under way is given up.
            EngineError: where no machine is left.
            LreditError: what a task failed with.
        """
        ray = the_ray()
        _connect(ray, self.address)
        source = (_Task(number, task) for number, task in enumerate(tasks))
        again: deque[_Task] = deque()
        try:
            self._begin(ray, token)
            while True:
                self._hand_out(source, again)
                waiting = [one for actor in self._actors for one in actor.under_way]
                if not waiting:
                    return
                ready, _rest = ray.wait(waiting, num_returns=1, timeout=_POLL_S)
                if token.is_cancelled():
                    raise Stopped
                for answer in ready:
                    yield from self._taken(ray, answer, again)
        finally:
            self._actors = []
            ray.shutdown()

    def _begin(self, ray: Any, token: CancellationToken) -> None:
        """Actors on every machine, those that come up with the models."""
        digest = bundle_digest(self.bundle)
        actors = [
            _Actor(_started(ray, node, (self.load, self.bundle, digest), resources))
            for node, resources in places_on(ray.nodes(), self.cores)
        ]
        with self.asking() as question:
            asked = {actor.handle.answer.remote(question): actor for actor in actors}
            problem = self._welcome(ray, asked, token)
        if not self._actors:
            raise problem or EngineError(
                "No machine of the cluster could load the models: its cards or cores may be in use (ray status says "
                "how many are free), or Ray's logs say why."
            )

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
                    asked[answer].answer = ray.get(answer)
                    self._actors.append(asked[answer])
                except Exception as error:
                    problem = reason_of(error) or problem
                    _log.warning("an actor did not come up: %s", problem or error)
        return problem

    def _hand_out(self, source: Iterator[_Task], again: deque[_Task]) -> None:
        """Fills up each actor's queue, one by one, so that all of them have work before any has two."""
        for depth in range(1, IN_FLIGHT + 1):
            for actor in self._actors:
                if len(actor.under_way) >= depth:
                    continue
                task = again.popleft() if again else next(source, None)
                if task is None:
                    return
                actor.under_way[actor.handle.work.remote(self.pack(task.task, actor.answer))] = task

    def _taken(self, ray: Any, answer: Any, again: deque[_Task]) -> Iterator[Done[ResultT]]:
        """What an actor answered; nothing where it, or its answer, was lost and others do it again."""
        actor = next(one for one in self._actors if answer in one.under_way)
        task = actor.under_way.pop(answer)
        try:
            result: ResultT = ray.get(answer)
        except (ray.exceptions.RayActorError, ray.exceptions.ObjectLostError) as error:
            _log.warning("a machine was lost with task %d: %s", task.number, error)
            if isinstance(error, ray.exceptions.RayActorError):
                self._part_with(actor, again, error)
            task.tries += 1
            if task.tries < TRIES:
                again.append(task)
            else:
                yield Done(task.number, None)
            return
        except ray.exceptions.RayTaskError as error:
            if (reason := reason_of(error)) is not None:
                raise reason from error
            raise
        yield Done(task.number, result)

    def _part_with(self, actor: _Actor, again: deque[_Task], error: Exception) -> None:
        """Of a lost actor: what waited behind its task was not begun, and goes to others without a try counted."""
        self._actors.remove(actor)
        if not self._actors:
            raise EngineError(f"All machines of the cluster are lost. {self.advice}") from error
        again.extend(actor.under_way.values())


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


def places_on(nodes: list[dict[str, Any]], cores: int) -> list[tuple[str, dict[str, float]]]:
    """(node, what an actor takes there): one for each accelerator, else one for some cores, at least one a machine.

    Args:
        nodes: as `ray.nodes()` tells of them.
        cores: of an actor where there is no accelerator.
    """
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


def _started(ray: Any, node: str, made_of: tuple[Any, ...], resources: dict[str, float]) -> Any:
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    there = NodeAffinitySchedulingStrategy(node, soft=False)
    return ray.remote(WorkActor).options(scheduling_strategy=there, max_restarts=0, **resources).remote(*made_of)
