"""Children that begin with the libraries in them: importing torch and the model libraries takes a child many seconds.

What is started with the method "spawn" comes from a forkserver instead, a process without threads that has imported
them once; everything else about a child (its own memory, its pipes, its end) stays. A test that is about the start
itself, or the whole program as a person starts it, uses `subprocess`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

PRELOADED = "tests.preloaded"


class WarmProcess(ForkServerProcess):
    """A child with its parent's environment and folder as they are when it starts, not the forkserver's."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._environment = dict(os.environ)
        self._folder = Path.cwd()

    def run(self) -> None:
        os.environ.clear()
        os.environ.update(self._environment)
        os.chdir(self._folder)
        for name in [one for one in sys.modules if one.split(".")[0] == "huggingface_hub"]:
            del sys.modules[name]  # it reads the environment when it is imported
        super().run()


class WarmContext(ForkServerContext):
    """In the place of the context of "spawn"."""

    Process = WarmProcess


def warm_context() -> WarmContext:
    context = WarmContext()
    context.set_forkserver_preload([PRELOADED])
    return context


class Command:
    """`lredit ...` in a child: its output, its exit code, and signals that reach it."""

    def __init__(self, *arguments: object, folder: Path) -> None:
        """Starts it.

        Args:
            arguments: what follows `lredit`; bytes as they are.
            folder: for its output, which is kept in files.
        """
        words = [os.fsdecode(one) if isinstance(one, bytes) else str(one) for one in arguments]
        self._paths = (folder / f"out-{time.monotonic_ns()}", folder / f"err-{time.monotonic_ns()}")
        self._process = warm_context().Process(target=_run, args=(words, *map(str, self._paths)))
        self._process.start()

    def is_running(self) -> bool:
        return self._process.is_alive()

    def interrupt(self) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, signal.SIGINT)

    def ended(self, within_s: float = 120) -> tuple[int | None, str, str]:
        """Exit code, standard output and standard error; the code is None where it had to be killed."""
        self._process.join(within_s)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
        out, err = (path.read_text("utf-8", errors="replace") for path in self._paths)
        return code, out, err


def _run(words: list[str], out: str, err: str) -> None:
    for number, path in ((1, out), (2, err)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["lredit", *words]
    from lredit_core.cli.main import main

    main()


def use_warm_processes(patch: Any) -> None:
    """Where the forkserver exists, which is not on Windows."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return
    context, get_context = warm_context(), multiprocessing.get_context
    patch.setattr(
        multiprocessing, "get_context", lambda method=None: context if method == "spawn" else get_context(method)
    )
