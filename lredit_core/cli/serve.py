"""`lredit serve --stdio`: the engine for plug-ins of other programs. Heavy imports stay inside."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lredit_core.cli.exit_codes import exit_codes
from lredit_core.errors import InvalidRequest


def serve_client(
    stdio: Annotated[
        bool, typer.Option("--stdio", help="Read requests from standard input, answer on standard output.")
    ] = False,
) -> None:
    """Answers another program: one JSON object a line in, one a line out (docs/serve.md). It opens no socket."""
    with exit_codes():
        if not stdio:
            raise InvalidRequest("Say --stdio: requests are read from standard input, and answered on standard output.")
    from lredit_core.engine.engine_process import ProcessEngine
    from lredit_core.serving.lines import LineWriter, take_standard_output
    from lredit_core.serving.server import Server

    writer = LineWriter(take_standard_output())
    Server(ProcessEngine(), writer).serve(sys.stdin.buffer)
