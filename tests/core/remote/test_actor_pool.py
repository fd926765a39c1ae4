"""Tasks over the actors of a Ray cluster: real raylets on this machine, and Ray's answers where it is lost."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Any

import pytest

from lredit_core.cancellation import EventToken
from lredit_core.errors import EngineError, InvalidRequest, ModelUnavailable, Stopped
from lredit_core.remote.actor_pool import TRIES, ActorPool, Done, WorkActor, _Actor, _Task, places_on
from tests.fakes.two_machines import two_machines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ray = pytest.importorskip("ray")
pytestmark = [pytest.mark.slow, pytest.mark.e2e]


def loads_doubling() -> Callable[[Any], Any]:
    return doubled


def doubled(task: int) -> int:
    time.sleep(0.1)
    if task < 0:
        raise InvalidRequest("There is no such task.")
    return 2 * task


def test_a_lost_machines_tasks_are_done_by_the_other_one(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for task in range(20):
            taken.append(task)
            yield task

    with two_machines(monkeypatch) as machines:
        pool: ActorPool[int, int] = ActorPool(machines.address, loads_doubling, "builtin")
        with pytest.raises(InvalidRequest, match=r"^There is no such task\.$"):
            list(pool.done([1, -1], EventToken()))
        token = EventToken()
        ended = pool.done(range(20), token)
        next(ended)
        token.cancel()
        with pytest.raises(Stopped):
            next(ended)

        done: list[Done[int]] = []
        for one in pool.done(tasks(), EventToken()):
            done.append(one)
            if len(done) == 1:
                assert pool.size == 2
                assert len(taken) <= 5, "taken as there is room"
            if len(done) == 4:
                machines.lose_the_second()
    assert {one.number: one.result for one in done} == {number: 2 * number for number in range(20)}
    assert len(done) == 20 and pool.size == 0


class LosesAnswers:
    """Ray as far as an answer is taken: each is lost in the way given."""

    exceptions = ray.exceptions

    def __init__(self, error: Exception) -> None:
        self.error = error

    def get(self, _answer: object) -> Any:
        raise self.error


def pool_of(*under_way: dict[Any, _Task]) -> ActorPool[str, str]:
    pool: ActorPool[str, str] = ActorPool("auto", loads_doubling, "builtin")
    pool._actors = [_Actor(None, under_way=one) for one in under_way]
    return pool


def test_what_waited_behind_a_lost_task_is_not_lost_and_keeps_its_tries() -> None:
    lost, behind = _Task(0, "lost", tries=TRIES - 1), _Task(1, "behind", tries=TRIES - 1)
    pool, again = pool_of({"a": lost, "b": behind}, {}), deque[_Task]()
    taken = list(pool._taken(LosesAnswers(ray.exceptions.RayActorError()), "a", again))
    assert taken == [Done(0, None)]
    assert list(again) == [behind] and behind.tries == TRIES - 1
    assert pool.size == 1


def test_an_answer_that_went_with_its_machine_is_made_again() -> None:
    pool, again = pool_of({"a": _Task(0, "made, then lost")}), deque[_Task]()
    error = ray.exceptions.ObjectLostError("0" * 56, None, "")
    assert not list(pool._taken(LosesAnswers(error), "a", again))
    assert [task.number for task in again] == [0]


def test_where_all_machines_are_lost_it_says_what_to_do() -> None:
    pool = pool_of({"a": _Task(0, "lost")})
    with pytest.raises(EngineError, match=r"All machines of the cluster are lost. Run it again\."):
        list(pool._taken(LosesAnswers(ray.exceptions.RayActorError()), "a", deque()))


def test_a_machine_without_the_bundle_or_with_another_one_says_so() -> None:
    with pytest.raises(ModelUnavailable, match='has no bundle "photographs"'):
        WorkActor(loads_doubling, "photographs", "")
    with pytest.raises(ModelUnavailable, match="another bundle"):
        WorkActor(loads_doubling, "builtin", "0" * 64)


def test_there_is_an_actor_for_each_card_else_for_some_cores() -> None:
    nodes = [
        {"Alive": True, "NodeID": "cards", "Resources": {"GPU": 2.0, "CPU": 16.0}},
        {"Alive": True, "NodeID": "cores", "Resources": {"CPU": 5.0}},
        {"Alive": True, "NodeID": "one core", "Resources": {"CPU": 1.0}},
        {"Alive": False, "NodeID": "lost", "Resources": {"CPU": 8.0}},
        {"Alive": True, "NodeID": "head alone", "Resources": {}},
    ]
    assert [node for node, _resources in places_on(nodes, 2)] == ["cards", "cards", "cores", "cores", "one core"]
    assert dict(places_on(nodes, 2))["one core"] == {"num_cpus": 1.0}


def test_a_cluster_that_is_not_there_is_a_sentence() -> None:
    pool: ActorPool[int, int] = ActorPool("127.0.0.1:1", loads_doubling, "builtin")
    with pytest.raises(InvalidRequest, match="ray start --head"):
        next(pool.done([], EventToken()))
