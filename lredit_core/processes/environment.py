"""What must be said to the model libraries before they are imported: stay offline, and leave the cores to others."""

from __future__ import annotations

import os


def prepare_environment() -> None:
    """Sets this process's environment; harmless to call again.

    Waiting OpenMP threads spin by default, which on a busy machine made an edit three times as slow as with passive
    waiting (docs/performance.md). Nothing is ever looked up online: a download is asked for elsewhere, by the person.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        os.environ[name] = "1"
