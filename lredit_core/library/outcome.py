"""How far the search for things is, and what came of it: what a process tells another, without any model library."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Added:
    """What came of a folder.

    Attributes:
        photographs: how many were looked through now.
        passed_over: how many were known already.
        things: how many were found now.
        notes: sentences on what could not be done.
        was_stopped: the person stopped it; what was found by then is kept.
    """

    photographs: int
    passed_over: int
    things: int
    notes: tuple[str, ...] = ()
    was_stopped: bool = False


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """How far it is.

    Attributes:
        photographs: that are done.
        total: photographs in the folder.
        things: that were found by now.
    """

    photographs: int
    total: int
    things: int
