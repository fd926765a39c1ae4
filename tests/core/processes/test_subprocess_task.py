"""Orders in a process of their own: results, what is told, errors, stops, and a process that dies."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import EngineError, InvalidRequest, ModelUnavailable, OutOfMemory, Stopped
from lredit_core.processes.subprocess_task import run_in_subprocess

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Count:
    """Tells numbers; `error` is raised at the end where there is one."""

    upto: int
    error: BaseException | None = None

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> int:
        for number in range(self.upto):
            token.raise_if_cancelled()
            emit(number)
        if self.error is not None:
            raise self.error
        return os.getpid()


class Wait:
    """Never ends unless it is stopped."""

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> None:
        emit("waiting")
        while True:
            token.raise_if_cancelled()
            time.sleep(0.01)


class Deaf:
    """Does not listen."""

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> None:
        emit("waiting")
        time.sleep(600)


class Dies:
    """Ends without a word."""

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> None:
        os._exit(9)


class GivesAFunction:
    """Gives what cannot be sent to another process."""

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> Any:
        return lambda: None


def test_an_order_is_carried_out_elsewhere_and_what_it_tells_arrives() -> None:
    told: list[int] = []
    assert run_in_subprocess(Count(3), on_message=told.append) != os.getpid()
    assert told == [0, 1, 2]


@pytest.mark.parametrize(
    "error", [InvalidRequest("No."), ModelUnavailable("Gone.", details="why"), OutOfMemory("Full.")]
)
def test_our_errors_arrive_with_their_sentence(error: Any) -> None:
    with pytest.raises(type(error), match=error.message) as caught:
        run_in_subprocess(Count(0, error))
    assert caught.value.details == error.details


def test_other_errors_arrive_with_their_trace() -> None:
    with pytest.raises(EngineError, match="Something went wrong") as caught:
        run_in_subprocess(Count(0, ValueError("odd")))
    assert "ValueError: odd" in caught.value.details


def test_want_of_memory_is_told() -> None:
    with pytest.raises(OutOfMemory, match="not enough memory"):
        run_in_subprocess(Count(0, MemoryError()))


@pytest.mark.parametrize("order", [Wait(), Deaf()])
def test_a_stop_is_heeded_or_the_process_is_ended(order: Any) -> None:
    token = EventToken()
    with pytest.raises(Stopped):
        run_in_subprocess(order, token=token, on_message=lambda _what: token.cancel(), stop_patience_s=1.0)


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(EngineError, match="ended unexpectedly") as caught:
        run_in_subprocess(Dies())
    assert "exit code 9" in caught.value.details


def test_a_process_that_dies_when_it_should_stop_was_stopped() -> None:
    token = EventToken()
    token.cancel()
    with pytest.raises(Stopped):
        run_in_subprocess(Dies(), token=token)


def test_a_result_that_cannot_be_sent_is_told_with_its_trace() -> None:
    with pytest.raises(EngineError, match="copy the details") as caught:
        run_in_subprocess(GivesAFunction())
    assert "pickle" in caught.value.details.lower()
