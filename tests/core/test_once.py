"""A value that is computed once."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from lredit_core.once import Once


def test_threads_that_ask_together_share_one_computation() -> None:
    once, calls, together = Once[int](), [], Barrier(8)

    def compute() -> int:
        calls.append(1)
        return len(calls)

    def ask() -> int:
        together.wait()
        return once.get(compute)

    with ThreadPoolExecutor(8) as pool:
        values = [done.result() for done in [pool.submit(ask) for _ in range(8)]]
    assert values == [1] * 8 and calls == [1]


def test_a_failure_is_not_kept() -> None:
    once = Once[int]()
    with pytest.raises(ZeroDivisionError):
        once.get(lambda: 1 // 0)
    assert once.get(lambda: 3) == 3


def test_a_copy_takes_a_known_value_along_and_finds_an_unknown_one_itself() -> None:
    once = Once[int]()
    assert pickle.loads(pickle.dumps(once)).get(lambda: 2) == 2
    once.get(lambda: 5)
    assert pickle.loads(pickle.dumps(once)).get(lambda: 6) == 5
