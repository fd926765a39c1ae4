"""What is said to processes before they import the model libraries."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from lredit_core.processes.environment import AUTOMATIC, PROCESSOR, choose_computing


def in_a_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.slow
def test_processes_that_start_later_compute_on_as_few_threads_as_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LREDIT_DEVICE", "")
    monkeypatch.setenv("LREDIT_THREADS", "")
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    choose_computing(PROCESSOR, 1)
    code = (
        "from lredit_core.processes.environment import prepare_environment; prepare_environment();"
        "import torch; from lredit_core.bundles.devices import choose_device, described;"
        "print(described(choose_device()))"
    )
    assert in_a_process(code) == "CPU, 1 thread"
    choose_computing(AUTOMATIC, 0)
    code = "import os; from lredit_core.processes.environment import prepare_environment as p; p();"
    assert in_a_process(f"{code} print(os.environ.get('OMP_NUM_THREADS'))") == "None"


def test_the_processor_is_taken_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    from lredit_core.bundles.devices import choose_device

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    for device, kind in ((AUTOMATIC, "cuda"), (PROCESSOR, "cpu")):
        monkeypatch.setitem(os.environ, "LREDIT_DEVICE", device)
        assert choose_device().type == kind
