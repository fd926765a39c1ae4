"""The window's child process when the engine is on a workstation: it alone holds Ray and the connection, and whatever
hangs there is ended with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lredit_core.engine.engine_process import answer_calls
from lredit_core.remote.remote_engine import RemoteEngine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lredit_core.api.events import EditEvent
    from lredit_core.api.request import EditRequest
    from lredit_core.cancellation import CancellationToken
    from lredit_core.processes.child_process import ParentLink
    from lredit_core.remote.workstation import Workstation


def run_relay(workstation: Workstation, parent: ParentLink) -> None:
    """For `ProcessEngine(main=partial(run_relay, workstation))`. Ends after an edit that was cut off: a new process has
    nothing of the old connection."""
    engine = RemoteEngine(workstation)

    def edit(request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        yield from engine.edit(request, token)
        if engine.is_cut:
            os._exit(0)  # whatever Ray still waits for

    answer_calls(parent, engine, edit)
