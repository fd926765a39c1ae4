"""What this machine is called, for a person who works with several."""

from __future__ import annotations

import os


def machine_name() -> str:
    """Its name in the network, or some words where the system tells none."""
    return os.uname().nodename if hasattr(os, "uname") else "A machine"
