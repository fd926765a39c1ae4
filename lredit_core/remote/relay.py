"""The window's child process when the engine is on a workstation: it alone holds Ray and the connection, and whatever
hangs there is ended with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.engine.engine_process import answer_calls
from lredit_core.remote.remote_engine import RemoteEngine

if TYPE_CHECKING:
    from lredit_core.processes.child_process import ParentLink
    from lredit_core.remote.workstation import Workstation


def run_relay(workstation: Workstation, parent: ParentLink) -> None:
    """For `ProcessEngine(main=partial(run_relay, workstation))`."""
    engine = RemoteEngine(workstation)
    answer_calls(parent, engine, engine.edit)
