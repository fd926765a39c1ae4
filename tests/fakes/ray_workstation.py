"""A workstation as a person begins it: `ray start --head` with a token, in processes of its own."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGINS_WITHIN_S = 60.0
#: Of the environment that all processes of the workstation share.
_MARK = "LREDIT_TEST_WORKSTATION"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class RayWorkstation:
    """Args:
    folder: where its token lies; made new for each.
    asks_for_token: whether it wants one.
    prefix: of the command, to begin it in another network namespace.
    host: that it is reached at.
    """

    def __init__(
        self, folder: Path, *, asks_for_token: bool = True, prefix: Sequence[str] = (), host: str = "127.0.0.1"
    ) -> None:
        self.token_file = folder / "auth_token"
        self.token_file.write_text(secrets.token_hex(32))
        self.host, self.port, self._cluster_port = host, free_port(), free_port()
        self._asks_for_token, self._prefix = asks_for_token, tuple(prefix)
        self._process: subprocess.Popen[bytes] | None = None
        self._session = Path()

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    def begin(self) -> None:
        """Returns once it listens."""
        self._session = Path(tempfile.mkdtemp(prefix="lredit-ray-", dir="/tmp"))  # a socket's path must be short
        environment = {name: value for name, value in os.environ.items() if not name.startswith("RAY_AUTH")}
        environment |= {
            _MARK: self._session.name,
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_AUTH_MODE": "token" if self._asks_for_token else "disabled",
        }
        if self._asks_for_token:
            environment["RAY_AUTH_TOKEN_PATH"] = str(self.token_file)
        command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--num-cpus=1"]
        command += ["--include-dashboard=false", "--min-worker-port=0", "--max-worker-port=0"]
        command += [f"--port={self._cluster_port}", f"--ray-client-server-port={self.port}"]
        command += [f"--node-ip-address={self.host}", f"--temp-dir={self._session}", "--object-store-memory=100000000"]
        with (self._session / "output").open("wb") as output:
            self._process = subprocess.Popen(
                [*self._prefix, *command], env=environment, stdout=output, stderr=output, start_new_session=True
            )
        until = time.monotonic() + _BEGINS_WITHIN_S
        while not self._listens():
            assert time.monotonic() < until and self._process.poll() is None, (self._session / "output").read_text()
            time.sleep(0.1)

    def _listens(self) -> bool:
        if b"Ray runtime started" not in (self._session / "output").read_bytes():
            return False
        try:  # its door for other machines opens a moment later
            socket.create_connection((self.host, self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def kill_machine(self) -> None:
        """As a power cut: every process of it at once, nothing said. Some are nobody's children: they bear our mark."""
        assert self._process is not None
        parent = psutil.Process(self._process.pid)
        for process in (parent, *parent.children(recursive=True), *filter(self._bears_mark, psutil.process_iter())):
            with contextlib.suppress(psutil.Error):
                process.send_signal(signal.SIGKILL)
        self._process.wait(10)
        self._process = None

    def _bears_mark(self, process: psutil.Process) -> bool:
        try:
            return process.environ().get(_MARK) == self._session.name
        except psutil.Error:
            return False

    def end(self) -> None:
        if self._process is not None:
            self.kill_machine()
        shutil.rmtree(self._session, ignore_errors=True)
