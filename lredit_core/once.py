"""A value that is computed when it is asked for first, once, whichever threads ask."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class Once(Generic[Value]):
    """Holds nothing until `get` is called. A copy in another process takes the value along, if it is there."""

    __slots__ = ("_is_known", "_lock", "_value")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_known = False
        self._value: Any = None

    def get(self, compute: Callable[[], Value]) -> Value:
        """The value; `compute` is called by the first caller only, and the others wait for it."""
        if not self._is_known:
            with self._lock:
                if not self._is_known:
                    self._value = compute()
                    self._is_known = True
        value: Value = self._value
        return value

    def __getstate__(self) -> tuple[bool, Any]:
        return self._is_known, self._value

    def __setstate__(self, state: tuple[bool, Any]) -> None:
        self._lock = threading.Lock()
        self._is_known, self._value = state
