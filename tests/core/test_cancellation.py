"""Asking running work to stop."""

from __future__ import annotations

import threading

import pytest

from lredit_core.cancellation import EventToken, is_enough
from lredit_core.errors import Stopped


def test_a_token_lets_work_go_on_until_it_is_cancelled() -> None:
    token = EventToken()
    assert not token.is_cancelled()
    token.raise_if_cancelled()
    token.cancel()
    assert token.is_cancelled()
    with pytest.raises(Stopped):
        token.raise_if_cancelled()


def test_cancelling_twice_is_cancelling() -> None:
    token = EventToken()
    token.cancel()
    token.cancel()
    assert token.is_cancelled()


def test_tokens_over_one_flag_are_cancelled_together() -> None:
    flag = threading.Event()
    one, other = EventToken(flag), EventToken(flag)
    one.cancel()
    assert flag.is_set() and other.is_cancelled()


def test_tokens_with_flags_of_their_own_know_nothing_of_each_other() -> None:
    one, other = EventToken(), EventToken()
    one.cancel()
    assert not other.is_cancelled()


def test_what_there_is_can_be_asked_for_without_a_stop() -> None:
    token = EventToken()
    assert not is_enough(token)
    token.suffice()
    assert is_enough(token) and not token.is_cancelled()
    token.raise_if_cancelled()
