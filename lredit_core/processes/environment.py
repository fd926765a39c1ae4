"""What must be said to the model libraries before they are imported: stay offline, and leave the cores to others."""

from __future__ import annotations

import os

#: What may be said to compute: the best accelerator there is, or the processor.
AUTOMATIC, PROCESSOR = "auto", "cpu"
#: Environment variables that say so, and how many of the processor's threads take part.
DEVICE_VARIABLE, THREADS_VARIABLE = "LREDIT_DEVICE", "LREDIT_THREADS"


def prepare_environment() -> None:
    """Sets this process's environment; harmless to call again.

    Waiting OpenMP threads spin by default, which on a busy machine made an edit three times as slow as with passive
    waiting (docs/performance.md). Nothing is ever looked up online: a download is asked for elsewhere, by the person.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        os.environ[name] = "1"
    if (threads := os.environ.get(THREADS_VARIABLE, "")).isdigit() and int(threads):
        os.environ["OMP_NUM_THREADS"] = threads


def choose_computing(device: str, threads: int) -> None:
    """What processes that are started from now on compute on.

    Args:
        device: AUTOMATIC or PROCESSOR.
        threads: of the processor; 0 is as many as there are.
    """
    os.environ[DEVICE_VARIABLE] = device
    os.environ[THREADS_VARIABLE] = str(threads)
