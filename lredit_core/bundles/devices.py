"""Which device computes, and how to say so."""

from __future__ import annotations

import os

import torch

from lredit_core.processes.environment import DEVICE_VARIABLE, PROCESSOR


def choose_device() -> torch.device:
    """The best accelerator there is, else the CPU; the CPU where the person said so (LREDIT_DEVICE=cpu)."""
    if os.environ.get(DEVICE_VARIABLE) == PROCESSOR:
        return torch.device("cpu")
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    if hasattr(torch, "xpu") and torch.xpu.is_available():
        return torch.device("xpu")
    return torch.device("cpu")


def described(device: torch.device) -> str:
    """For a person: "CPU, 2 threads", or the accelerator's name."""
    if device.type == "cuda":
        return str(torch.cuda.get_device_name(device))
    if device.type == "cpu":
        count = torch.get_num_threads()
        return "CPU, 1 thread" if count == 1 else f"CPU, {count} threads"
    return {"mps": "Apple GPU", "xpu": "Intel GPU"}.get(device.type, device.type)


def resident_memory_bytes() -> int:
    """What this process holds in memory."""
    import psutil

    return int(psutil.Process(os.getpid()).memory_info().rss)
