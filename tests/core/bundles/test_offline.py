"""Offline is the default: the catalogue and the lists open no socket, and only the process that fetches goes online."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lredit_core.processes.subprocess_task import run_in_subprocess

if TYPE_CHECKING:
    from lredit_core.cancellation import CancellationToken

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]


class Probe:
    """An order that looks at its process."""

    def run(self, emit: object, token: CancellationToken) -> tuple[str, bool]:
        return os.environ["HF_HUB_OFFLINE"], "huggingface_hub" in sys.modules


def test_the_catalogue_and_the_lists_open_no_socket(data_home: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*arguments, **named): raise AssertionError('a socket was opened')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.create_connection = refuse\n"
        "socket.getaddrinfo = refuse\n"
        "from typer.testing import CliRunner\n"
        "from lredit_core.cli.commands import app\n"
        "for command in ('catalogue', 'list'):\n"
        "    result = CliRunner().invoke(app, ['bundles', command])\n"
        "    assert result.exit_code == 0, result.output\n"
        "    print(result.output)\n"
        "assert 'huggingface_hub' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "photographs-small" in done.stdout and "builtin:" in done.stdout


def test_a_process_that_works_on_bundles_is_offline() -> None:
    assert run_in_subprocess(Probe()) == ("1", False)
