"""The entry point `lredit`. What takes time to import is imported once Ctrl+C has an answer."""

from __future__ import annotations

import contextlib
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_EXIT_STOPPED = 130


def main() -> None:
    """Runs the command line; Ctrl+C ends it with a word wherever a command does not answer it itself."""
    signal.signal(signal.SIGINT, _stop)
    from lredit_core.processes.standard_streams import open_missing_streams

    open_missing_streams()
    from lredit_core.cli.commands import run

    run()


def _stop(_number: int, _frame: FrameType | None) -> None:
    with contextlib.suppress(OSError):
        os.write(2, b"lredit: Stopped.\n")  # whatever else is just being written there
    raise SystemExit(_EXIT_STOPPED)
